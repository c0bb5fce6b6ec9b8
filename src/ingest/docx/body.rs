//! The body of a Word document → paragraphs and tables in reading order.

use super::numbering::Numbering;
use super::paragraph::{self, Fields, alternative, is_placeholder};
use super::styles::{Place, Styles, is_on};
use crate::ingest::flow::{Cell, Piece, Table};
use crate::ingest::limits;
use crate::ingest::runs::Runs;
use crate::ingest::xml::Element;

/// Reads parts of one document; lists and fields go on from paragraph to paragraph.
pub struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    fields: Fields,
    runs: Runs,
    /// Text of a paragraph whose end is deleted: the next one goes on.
    unfinished: String,
    notes: usize,
}

impl<'a> Body<'a> {
    /// A body whose lists have not counted yet.
    pub fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            fields: Fields::default(),
            runs: Runs::default(),
            unfinished: String::new(),
            notes: 0,
        }
    }

    /// What stands in a body, a cell or a text box.
    pub fn pieces(&mut self, container: &Element) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.fill(container, &mut pieces);
        pieces
    }

    /// The footnotes or endnotes of a document, numbered as they follow each other.
    pub fn notes(&mut self, part: &Element) -> Vec<Piece> {
        let mut pieces = Vec::new();
        // Those with a type are the lines that part notes from text.
        for note in part
            .elements()
            .filter(|note| note.attribute("type").is_none())
        {
            let mut inside = self.pieces(note);
            self.notes += 1;
            if let Some(Piece::Paragraph(first)) = inside.first_mut() {
                *first = format!("[{}] {}", self.notes, first.trim_start());
            }
            pieces.extend(inside);
        }
        pieces
    }

    /// The fonts and letters seen.
    pub fn runs(&self) -> &Runs {
        &self.runs
    }

    fn fill(&mut self, container: &Element, pieces: &mut Vec<Piece>) {
        for child in container.elements() {
            match child.name.as_str() {
                "p" => self.paragraph(child, pieces),
                "tbl" => {
                    let table = self.table(child);
                    pieces.push(Piece::Table(table));
                }
                "sdt" if is_contents(child) || is_placeholder(child) => {}
                "AlternateContent" => {
                    if let Some(chosen) = alternative(child) {
                        self.fill(chosen, pieces);
                    }
                }
                "del" | "moveFrom" | "sectPr" | "sdtPr" | "tcPr" | "customXmlPr" => {}
                _ => self.fill(child, pieces),
            }
        }
    }

    fn paragraph(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        let properties = element.child("pPr");
        let style = properties.and_then(|all| all.child("pStyle")?.attribute("val"));
        let look = self.styles.look(style);
        let read = paragraph::read(
            element,
            &look,
            self.styles,
            &mut self.fields,
            &mut self.runs,
        );
        let breaks = properties.is_some_and(|all| all.child("pageBreakBefore").is_some_and(is_on));
        if breaks || read.page && read.text.trim().is_empty() {
            pieces.push(Piece::Page);
        }
        let label = self.label(properties, style);
        let mut text = std::mem::take(&mut self.unfinished);
        match label {
            Some(label)
                if read.text.trim().is_empty() && !label.starts_with(char::is_alphanumeric) => {}
            Some(label) => text.push_str(&format!("{label} {}", read.text.trim_start())),
            None => text.push_str(&read.text),
        }
        if properties.is_some_and(|all| all.path(&["rPr", "del"]).is_some()) {
            self.unfinished = text;
        } else {
            pieces.push(Piece::Paragraph(text));
        }
        for inside in read.boxes {
            self.fill(inside, pieces);
        }
        let ends = properties.and_then(|all| all.child("sectPr"));
        let same_page = |section: &Element| {
            section.child("type").and_then(|kind| kind.attribute("val")) == Some("continuous")
        };
        if ends.is_some_and(|section| !same_page(section)) {
            pieces.push(Piece::Page);
        }
    }

    /// The label that automatic numbering shows before a paragraph.
    fn label(&mut self, properties: Option<&Element>, style: Option<&str>) -> Option<String> {
        let own = Place::read(properties);
        let styled = self.styles.place(style);
        let list = own.list.or(styled.list).filter(|list| list != "0")?;
        let by_style = || style.and_then(|style| self.numbering.level_of_style(&list, style));
        let level = own.level.or(styled.level).or_else(by_style).unwrap_or(0);
        self.numbering.label(&list, level)
    }

    fn table(&mut self, table: &Element) -> Table {
        let mut rows = Vec::new();
        let mut lines = Vec::new();
        wrapped(table, "tr", &mut lines);
        for line in lines {
            let properties = line.child("trPr");
            if properties.is_some_and(|all| all.child("del").is_some()) {
                continue;
            }
            rows.push(self.row(line, properties));
        }
        merge(rows)
    }

    fn row(&mut self, line: &Element, properties: Option<&Element>) -> Vec<(Cell, Merge)> {
        let before = properties.and_then(|all| all.child("gridBefore"));
        let mut column = before.map_or(0, count);
        let mut cells = Vec::new();
        let mut elements = Vec::new();
        wrapped(line, "tc", &mut elements);
        for element in elements {
            let properties = element.child("tcPr");
            let property = |name: &str| properties.and_then(|all| all.child(name));
            let columns = property("gridSpan").map_or(1, count);
            let columns = limits::columns(column, columns);
            let merge = match property("vMerge") {
                None => Merge::Alone,
                Some(merge) if merge.attribute("val") == Some("restart") => Merge::Begins,
                Some(_) => Merge::GoesOn,
            };
            let pieces = self.pieces(element);
            // A paragraph whose end is deleted does not reach out of its cell.
            let rest = std::mem::take(&mut self.unfinished);
            let cell = Cell {
                column,
                rows: 1,
                columns,
                pieces: pieces
                    .into_iter()
                    .chain((!rest.is_empty()).then_some(Piece::Paragraph(rest)))
                    .collect(),
            };
            cells.push((cell, merge));
            column += columns;
        }
        cells
    }
}

/// How a cell stands to the one above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    Alone,
    Begins,
    GoesOn,
}

/// Lets cells reach over the rows that go on from them.
fn merge(rows: Vec<Vec<(Cell, Merge)>>) -> Table {
    let mut table = Table::default();
    // By column: row and place of the cell that may go on.
    let mut open: Vec<Option<(usize, usize)>> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let mut kept: Vec<Cell> = Vec::new();
        let mut next = Vec::new();
        for (cell, merge) in row {
            let column = cell.column;
            next.resize(next.len().max(column + 1), None);
            let above = open.get(column).copied().flatten();
            match (merge, above) {
                (Merge::GoesOn, Some((row, place))) => {
                    let rows: &mut Vec<Vec<Cell>> = &mut table.rows;
                    if let Some(above) = rows.get_mut(row).and_then(|row| row.get_mut(place)) {
                        above.rows += 1;
                    }
                    next[column] = Some((row, place));
                }
                (Merge::Begins | Merge::GoesOn, _) => {
                    next[column] = Some((at, kept.len()));
                    kept.push(cell);
                }
                (Merge::Alone, _) => kept.push(cell),
            }
        }
        open = next;
        table.rows.push(kept);
    }
    table
}

/// The elements of a name in `outer`, also those inside content controls and accepted changes.
fn wrapped<'e>(outer: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for element in outer.elements() {
        match element.name.as_str() {
            inner if inner == name => found.push(element),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => {
                wrapped(element, name, found);
            }
            _ => {}
        }
    }
}

fn count(element: &Element) -> usize {
    let value = element
        .attribute("val")
        .and_then(|value| value.parse().ok());
    value.unwrap_or(0).min(limits::COLUMNS)
}

/// Whether a content control holds a table of contents.
fn is_contents(control: &Element) -> bool {
    let gallery = control.path(&["sdtPr", "docPartObj", "docPartGallery"]);
    gallery.and_then(|kind| kind.attribute("val")) == Some("Table of Contents")
}
