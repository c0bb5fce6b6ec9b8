//! Which pages are pictures, and what text recognition makes of them.

use super::super::content::Recognised;
use super::super::limits;
use super::super::options::Ocr;
use super::super::{BlockKind, Content};
use super::ocr;
use super::page::Page;
use crate::deadline;
use crate::note::Severity;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::Write;

/// A page with fewer letters and a picture is a scan.
const LEAST_LETTERS: usize = 20;

/// Code of the note on pages that are pictures and were not read: another time, they may be.
pub const PAGES_NOT_READ: &str = "pages-not-read";

/// What was recognised.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Mean confidence of the words, in hundredths, by page from 0.
    pub confidence: BTreeMap<usize, u8>,
    /// Why pages that are pictures were not read, and what to do.
    pub unread: Option<String>,
    /// Notes for the record.
    pub notes: Vec<(&'static str, Severity, String)>,
}

/// Puts recognised words in the place of pages that are pictures.
pub(super) fn recognise(bytes: &[u8], pages: &mut [Page], ocr: Ocr) -> Outcome {
    let is_wanted = |page: &Page| ocr == Ocr::Always || is_scan(page);
    let wanted: Vec<usize> = (0..pages.len())
        .filter(|&index| is_wanted(&pages[index]))
        .take(limits::OCR_PAGES)
        .collect();
    let mut outcome = Outcome::default();
    if wanted.is_empty() {
        return outcome;
    }
    let obstacle = match ocr {
        Ocr::Never => Some("read it without --ocr never".to_owned()),
        _ => ocr::missing(),
    };
    match (obstacle, on_disk(bytes)) {
        (None, Ok(file)) => {
            let page = |&index: &usize| (index, ocr::page(file.path(), index + 1));
            let all = || wanted.par_iter().map(page).collect::<Vec<_>>();
            // Each page has a limit of its own.
            let read = deadline::not_counting(all);
            for (index, result) in read {
                match result {
                    Ok((page, confidence)) => {
                        pages[index] = page;
                        outcome.confidence.insert(index, confidence);
                    }
                    Err(message) => outcome.say_unread(&[index], message),
                }
            }
            outcome.say_recognised();
        }
        (obstacle, _) => outcome.say_unread(&wanted, obstacle.unwrap_or_default()),
    }
    outcome
}

impl Outcome {
    fn say_recognised(&mut self) {
        let count = self.confidence.len();
        let sum: usize = self
            .confidence
            .values()
            .map(|&confidence| usize::from(confidence))
            .sum();
        if let Some(mean) = sum.checked_div(count) {
            let message = format!(
                "{count} pages without a text layer were read by text recognition (mean confidence {mean} of 100); check names and numbers"
            );
            self.notes
                .push(("text-recognised", Severity::Warning, message));
        }
    }

    fn say_unread(&mut self, pages: &[usize], remedy: String) {
        let numbers: Vec<String> = pages.iter().map(|page| (page + 1).to_string()).collect();
        let message = format!(
            "pages without a text layer: {}; {remedy}",
            numbers.join(", ")
        );
        self.notes
            .push((PAGES_NOT_READ, Severity::Warning, message.clone()));
        self.unread = Some(message);
    }
}

/// Whether a page is a picture.
fn is_scan(page: &Page) -> bool {
    page.has_image && page.letters() < LEAST_LETTERS
}

/// The bytes as a file, for programs that read only such; it goes when the value does.
pub(super) fn on_disk(bytes: &[u8]) -> std::io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile()?;
    file.write_all(bytes)?;
    Ok(file)
}

/// The stretches of text that were recognised: each follows so many page marks, with its confidence.
pub(super) fn ranges(content: &Content, pages: &[(usize, u8)]) -> Vec<Recognised> {
    let marks = content
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::PageMark);
    let mut starts = vec![0];
    starts.extend(marks.map(|block| block.range.end));
    let range = |&(marks, confidence): &(usize, u8)| {
        let start = *starts.get(marks)?;
        let end = starts.get(marks + 1).copied().unwrap_or(content.text.len());
        Some(Recognised {
            range: start..end,
            confidence,
        })
    };
    pages.iter().filter_map(range).collect()
}
