//! Which pages are pictures, and what text recognition makes of them.

use super::super::limits;
use super::super::options::Ocr;
use super::ocr;
use super::page::Page;
use crate::deadline;
use crate::note::Severity;
use rayon::prelude::*;
use std::io::Write;

/// A page with fewer letters and a picture is a scan.
const LEAST_LETTERS: usize = 20;

/// Code of the note on pages that are pictures and were not read: another time, they may be.
pub const PAGES_NOT_READ: &str = "pages-not-read";

/// What was recognised.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The pages that were recognised, from 0.
    pub pages: Vec<usize>,
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
                    Ok(page) => {
                        pages[index] = page;
                        outcome.pages.push(index);
                    }
                    Err(message) => outcome.say_unread(&[index], message),
                }
            }
            outcome.say_recognised(pages);
        }
        (obstacle, _) => outcome.say_unread(&wanted, obstacle.unwrap_or_default()),
    }
    outcome
}

impl Outcome {
    fn say_recognised(&mut self, pages: &[Page]) {
        let read = self.pages.iter().map(|&index| &pages[index]);
        let sure: Vec<usize> = read
            .flat_map(|page| &page.glyphs)
            .filter_map(|word| word.confidence.map(usize::from))
            .collect();
        if let Some(mean) = sure.iter().sum::<usize>().checked_div(sure.len()) {
            let message = format!(
                "{} pages were read by text recognition (mean confidence of a word {mean} of 100); check names and numbers",
                self.pages.len()
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
