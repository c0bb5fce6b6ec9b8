//! OpenDocument text (.odt): the package with its content, and the styles beside it.

mod body;
mod lists;
mod paragraph;
mod styles;
#[cfg(test)]
mod tests;

use super::package::{Package, ZIP, holds};
use super::xml::{self, Element};
use super::{Content, Reader, Unreadable, flow};
use body::Body;
use lists::Lists;
use styles::Styles;

/// The part that holds the text.
const MAIN: &str = "content.xml";

/// Stands unpacked at the beginning of every OpenDocument text, also of templates.
const MIME: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";

/// Reader of OpenDocument text.
pub struct Odt;

impl Reader for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        // The name of the first member stands at byte 30 of a zip file.
        let marked = bytes.get(30..).is_some_and(|rest| rest.starts_with(MIME));
        bytes.starts_with(ZIP) && (marked || holds(bytes, MAIN) && holds_text(bytes))
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        let mut package = Package::open(bytes)?;
        let content = part(&mut package, MAIN)?.ok_or_else(|| {
            Unreadable::new("corrupt", "the file has no text part; save it again")
        })?;
        let beside = part(&mut package, "styles.xml")?;
        let parts: Vec<&Element> = beside.iter().chain([&content]).collect();
        let styles = Styles::read(&parts);
        let mut body = Body::new(&styles, Lists::read(&parts));
        let text = content.path(&["body", "text"]).unwrap_or(&content);
        let mut pieces = body.pieces(text);
        pieces.extend(body.notes());
        flow::settled("UTF-8", pieces, body.runs())
    }
}

/// Packages repacked by other programs do not begin with their type.
fn holds_text(bytes: &[u8]) -> bool {
    let mut package = match Package::open(bytes) {
        Ok(package) => package,
        Err(_) => return false,
    };
    let kind = package.part("mimetype").ok().flatten().unwrap_or_default();
    kind.starts_with(b"application/vnd.oasis.opendocument.text")
}

fn part(package: &mut Package, name: &str) -> Result<Option<Element>, Unreadable> {
    let bytes = package.part(name)?;
    bytes.map(|bytes| xml::parse(&bytes)).transpose()
}
