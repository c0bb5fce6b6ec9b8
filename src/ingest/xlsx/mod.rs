//! Workbooks (.xlsx) whose sheets hold tables of tasks: the package and its visible sheets.

mod sheet;
mod values;

use super::flow::{self, Piece};
use super::package::{Package, holds};
use super::runs::Runs;
use super::xml::{self, Element};
use super::{Content, Reader, Unreadable};
use values::Values;

/// Where every program keeps the list of sheets.
const MAIN: &str = "xl/workbook.xml";

/// Reader of workbooks.
pub struct Xlsx;

impl Reader for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        holds(bytes, MAIN)
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        let mut package = Package::open(bytes)?;
        let workbook = part(&mut package, MAIN)?.ok_or_else(|| {
            Unreadable::new(
                "corrupt",
                "the file has no list of sheets; save it again in Excel",
            )
        })?;
        let strings = part(&mut package, "xl/sharedStrings.xml")?;
        let styles = part(&mut package, "xl/styles.xml")?;
        let relations = part(&mut package, "xl/_rels/workbook.xml.rels")?;
        let values = Values::read(&workbook, strings.as_ref(), styles.as_ref());
        let mut pieces = Vec::new();
        for name in sheets(&workbook, relations.as_ref()) {
            let Some(sheet) = part(&mut package, &name)? else {
                continue;
            };
            if !pieces.is_empty() {
                pieces.push(Piece::Page);
            }
            pieces.extend(sheet::pieces(&sheet, &values));
        }
        flow::settled("UTF-8", pieces, &Runs::default())
    }
}

fn part(package: &mut Package, name: &str) -> Result<Option<Element>, Unreadable> {
    let bytes = package.part(name)?;
    bytes.map(|bytes| xml::parse(&bytes)).transpose()
}

/// The parts of the sheets that are shown, in order.
fn sheets(workbook: &Element, relations: Option<&Element>) -> Vec<String> {
    let shown = workbook
        .child("sheets")
        .into_iter()
        .flat_map(Element::elements)
        .filter(|sheet| matches!(sheet.attribute("state"), None | Some("visible")));
    let part = |(at, sheet): (usize, &Element)| {
        // `r:id`; the sheet's own number is `sheetId`.
        let id = sheet.attribute("id");
        let mut all = relations.into_iter().flat_map(Element::elements);
        let target = all
            .find(|to| to.attribute("Id") == id)
            .and_then(|to| to.attribute("Target"));
        match target {
            Some(target) if target.starts_with('/') => target[1..].to_owned(),
            Some(target) => format!("xl/{target}"),
            None => format!("xl/worksheets/sheet{}.xml", at + 1),
        }
    };
    shown.enumerate().map(part).collect()
}
