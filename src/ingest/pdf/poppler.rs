//! Text of a PDF file that the library cannot read, by `pdftotext` where it is installed.

use super::super::charset;
use super::super::external::run;
use super::super::flow::Piece;
use super::super::limits;
use crate::deadline;
use std::path::Path;

/// The pieces of a file: lines as they lie on the page, a page mark between pages.
pub(super) fn pieces(file: &Path) -> Result<Vec<Piece>, String> {
    let limit = deadline::left().unwrap_or(limits::TIME);
    let options = ["-layout", "-enc", "UTF-8"].map(std::ffi::OsStr::new);
    let arguments = options
        .into_iter()
        .chain([file.as_os_str(), std::ffi::OsStr::new("-")]);
    let printed = run("pdftotext", &arguments.collect::<Vec<_>>(), limit)?;
    let text = String::from_utf8_lossy(&printed);
    let (text, _) = charset::convert(&text);
    let mut pieces = Vec::new();
    for (index, page) in text.trim_end_matches('\u{c}').split('\u{c}').enumerate() {
        if index > 0 {
            pieces.push(Piece::Page);
        }
        pieces.extend(page.lines().map(|line| Piece::Paragraph(line.to_owned())));
    }
    Ok(pieces)
}
