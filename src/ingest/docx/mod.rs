//! Word documents (.docx): the package, its main part, and the parts that say how text looks and counts.

mod body;
mod numbering;
mod paragraph;
mod styles;
#[cfg(test)]
mod tests;

use super::flow;
use super::package::{Package, holds};
use super::xml::{self, Element};
use super::{Content, Reader, Unreadable};
use body::Body;
use numbering::Numbering;
use styles::Styles;

/// Where Word keeps the text; other programs say where in the relations of the package.
const MAIN: &str = "word/document.xml";

/// Reader of Word documents.
pub struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        holds(bytes, MAIN)
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        let mut package = Package::open(bytes)?;
        let main = main_part(&mut package)?;
        let document = part(&mut package, &main)?.ok_or_else(|| {
            Unreadable::new(
                "corrupt",
                "the file has no text part; save it again in Word",
            )
        })?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut beside = |name: &str| part(&mut package, &format!("{folder}/{name}"));
        let styles = Styles::read(beside("styles.xml")?.as_ref());
        let numbering = Numbering::read(beside("numbering.xml")?.as_ref());
        let footnotes = beside("footnotes.xml")?;
        let endnotes = beside("endnotes.xml")?;
        let mut body = Body::new(&styles, numbering);
        let mut pieces = body.pieces(document.child("body").unwrap_or(&document));
        for notes in [footnotes, endnotes].into_iter().flatten() {
            pieces.extend(body.notes(&notes));
        }
        flow::settled("UTF-8", pieces, body.runs())
    }
}

fn part(package: &mut Package, name: &str) -> Result<Option<Element>, Unreadable> {
    let bytes = package.part(name)?;
    bytes.map(|bytes| xml::parse(&bytes)).transpose()
}

/// The name of the part that the relations of the package call the document.
fn main_part(package: &mut Package) -> Result<String, Unreadable> {
    let relations = part(package, "_rels/.rels")?;
    let relations = relations.iter().flat_map(Element::elements);
    let target = relations
        .filter(|to| {
            to.attribute("Type")
                .is_some_and(|kind| kind.ends_with("/officeDocument"))
        })
        .find_map(|to| to.attribute("Target"));
    Ok(target.unwrap_or(MAIN).trim_start_matches('/').to_owned())
}
