//! PDF: pages with a text layer are read glyph by glyph; others are pictures and go to text recognition.

mod clean;
mod drawn;
mod glyphs;
mod joined;
mod layout;
mod lines;
mod nesting;
mod ocr;
mod page;
mod poppler;
mod ruled;
mod rules;
mod scans;
mod sides;
mod sure;
#[cfg(test)]
mod tests;
mod widths;

pub use scans::PAGES_NOT_READ;

use super::flow::Piece;
use super::options::ReadOptions;
use super::runs::Runs;
use super::{Content, Reader, Unreadable, external, flow};
use crate::note::Severity;
use glyphs::Failed;
use layout::Before;
use page::Page;
use sure::Words;

/// Reader of PDF.
pub struct Pdf;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        // Some producers put a few bytes before the header; readers look for it in the first kilobyte.
        bytes
            .get(..bytes.len().min(1024))
            .is_some_and(|head| head.windows(5).any(|window| window == b"%PDF-"))
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        self.read_with(bytes, &ReadOptions::default())
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Content, Unreadable> {
        match glyphs::pages(bytes) {
            Ok(pages) => from_pages(bytes, pages, options),
            Err(failed) if options.converters => by_poppler(bytes, &failed),
            Err(failed) => Err(unreadable(&failed)),
        }
    }
}

fn from_pages(
    bytes: &[u8],
    mut pages: Vec<Page>,
    options: &ReadOptions,
) -> Result<Content, Unreadable> {
    let recognised = scans::recognise(bytes, &mut pages, options.ocr);
    let mut runs = Runs::default();
    let mut pieces = Vec::new();
    let mut words = Words::default();
    let mut before = Before::default();
    for (index, mut page) in pages.into_iter().enumerate() {
        page.turn();
        let laid = layout::lay(&page, &mut runs, &mut before);
        joined::append(&mut pieces, laid.pieces, laid.continues);
        if recognised.pages.contains(&index) {
            words.add(&pieces, laid.words);
        }
    }
    if pieces.iter().all(|piece| matches!(piece, Piece::Page))
        && let Some(message) = recognised.unread
    {
        return Err(Unreadable::new("no-text-layer", message));
    }
    let (encoding, evidence) = runs.settle("PDF", &mut pieces);
    let mut content = flow::content(&encoding, pieces)?;
    content.encoding_evidence = evidence;
    content.recognised = words.place(&content);
    content.notes = recognised.notes;
    Ok(content)
}

/// What the library cannot read, another program may; the output says so.
fn by_poppler(bytes: &[u8], failed: &Failed) -> Result<Content, Unreadable> {
    let refused = unreadable(failed);
    if refused.code == "encrypted" || external::find("pdftotext").is_none() {
        return Err(refused);
    }
    let file = scans::on_disk(bytes).map_err(|_| unreadable(failed))?;
    let pieces = poppler::pieces(file.path()).map_err(|_| unreadable(failed))?;
    let mut content = flow::content("UTF-8", pieces)?;
    content.encoding_evidence = "the text that pdftotext gives".to_owned();
    let note = format!(
        "the file is damaged ({failed}) and was read with pdftotext; tables and columns are lines"
    );
    content
        .notes
        .push(("read-by-pdftotext", Severity::Warning, note));
    Ok(content)
}

fn unreadable(failed: &Failed) -> Unreadable {
    let message = failed.to_string();
    if matches!(failed, Failed::TooSlow(_)) {
        let message = format!("{message}; split it, or allow more with --timeout");
        return Unreadable::new("too-slow", message);
    }
    if message.to_lowercase().contains("password") || message.to_lowercase().contains("encrypt") {
        return Unreadable::new(
            "encrypted",
            "the document is protected by a password; save it without one",
        );
    }
    Unreadable::new(
        "corrupt",
        format!(
            "the PDF file cannot be read: {message}; open it in a PDF program and save it again"
        ),
    )
}
