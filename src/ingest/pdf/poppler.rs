//! Text of a PDF file that the library cannot read, by `pdftotext` where it is installed.

use super::super::charset;
use super::super::external::run;
use super::super::flow::Piece;
use std::path::Path;
use std::time::Duration;

/// Seconds that a document may take.
const LIMIT: Duration = Duration::from_secs(60);

/// The pieces of a file: lines as they lie on the page, a page mark between pages.
pub(super) fn pieces(file: &Path) -> Result<Vec<Piece>, String> {
    let options = ["-layout", "-enc", "UTF-8"].map(std::ffi::OsStr::new);
    let arguments = options
        .into_iter()
        .chain([file.as_os_str(), std::ffi::OsStr::new("-")]);
    let printed = run("pdftotext", &arguments.collect::<Vec<_>>(), LIMIT)?;
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
