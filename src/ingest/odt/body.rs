//! The body of an OpenDocument text → paragraphs and tables in reading order.

use super::lists::{Lists, OUTLINE};
use super::paragraph;
use super::styles::Styles;
use crate::ingest::flow::{Cell, Piece, Table};
use crate::ingest::limits;
use crate::ingest::runs::Runs;
use crate::ingest::xml::Element;
use std::collections::HashMap;

/// The list that a paragraph stands in.
#[derive(Clone)]
struct Place {
    list: String,
    style: String,
    level: usize,
}

/// Reads the parts of one document; lists go on from paragraph to paragraph.
pub struct Body<'a> {
    styles: &'a Styles,
    lists: Lists,
    /// Lists met so far, for a name of their own.
    count: usize,
    /// The last list of each style, for lists that go on.
    last: HashMap<String, String>,
    runs: Runs,
    notes: Vec<Piece>,
    noted: usize,
    /// Repetitions that are left of [`limits::REPEATED`].
    repetitions: usize,
}

impl<'a> Body<'a> {
    /// A body whose lists have not counted yet.
    pub fn new(styles: &'a Styles, lists: Lists) -> Self {
        Self {
            styles,
            lists,
            count: 0,
            last: HashMap::new(),
            runs: Runs::default(),
            notes: Vec::new(),
            noted: 0,
            repetitions: limits::REPEATED,
        }
    }

    /// What stands in a body, a cell or a text box.
    pub fn pieces(&mut self, container: &Element) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.fill(container, None, &mut pieces);
        pieces
    }

    /// The notes that the paragraphs read so far refer to.
    pub fn notes(&mut self) -> Vec<Piece> {
        std::mem::take(&mut self.notes)
    }

    /// The fonts and letters seen.
    pub fn runs(&self) -> &Runs {
        &self.runs
    }

    fn fill(&mut self, container: &Element, place: Option<&Place>, pieces: &mut Vec<Piece>) {
        for child in container.elements() {
            match child.name.as_str() {
                "p" | "h" => {
                    let label = self.heading_label(child);
                    self.paragraph(child, label, pieces);
                }
                "list" => self.list(child, place, pieces),
                "table" => {
                    let table = self.table(child);
                    pieces.push(Piece::Table(table));
                }
                "text-box" => self.fill(child, None, pieces),
                // Deleted text, remarks, and lists made of the text itself.
                "tracked-changes" | "annotation" | "table-of-content" | "alphabetical-index"
                | "illustration-index" | "table-index" | "bibliography" | "forms"
                | "sequence-decls" | "variable-decls" | "user-field-decls" | "note" | "title"
                | "desc" => {}
                _ => self.fill(child, place, pieces),
            }
        }
    }

    fn paragraph(&mut self, element: &Element, label: Option<String>, pieces: &mut Vec<Piece>) {
        let style = element.attribute("style-name").unwrap_or("");
        if self.styles.begins_page(style) {
            pieces.push(Piece::Page);
        }
        let read = paragraph::read(element, self.styles, &mut self.runs);
        let blank = read.text.trim().is_empty();
        pieces.push(Piece::Paragraph(match label {
            Some(label) if !blank || label.starts_with(char::is_alphanumeric) => {
                format!("{label} {}", read.text.trim_start())
            }
            _ => read.text,
        }));
        for inside in read.boxes {
            self.fill(inside, None, pieces);
        }
        for note in read.notes {
            self.note(note);
        }
    }

    fn note(&mut self, note: &Element) {
        let Some(body) = note.child("note-body") else {
            return;
        };
        let mut inside = self.pieces(body);
        self.noted += 1;
        if let Some(Piece::Paragraph(first)) = inside.first_mut() {
            *first = format!("[{}] {}", self.noted, first.trim_start());
        }
        self.notes.extend(inside);
    }

    /// The number of a heading outside lists.
    fn heading_label(&mut self, heading: &Element) -> Option<String> {
        if heading.name != "h" || heading.attribute("is-list-header") == Some("true") {
            return None;
        }
        let level: usize = heading.attribute("outline-level")?.parse().ok()?;
        self.lists.label(OUTLINE, OUTLINE, level.saturating_sub(1))
    }

    fn list(&mut self, list: &Element, outer: Option<&Place>, pieces: &mut Vec<Piece>) {
        let place = match outer {
            Some(outer) => Place {
                level: outer.level + 1,
                style: list
                    .attribute("style-name")
                    .unwrap_or(&outer.style)
                    .to_owned(),
                ..outer.clone()
            },
            None => self.opened(list),
        };
        for item in list.elements() {
            if let Some(start) = item
                .attribute("start-value")
                .and_then(|start| start.parse().ok())
            {
                self.lists.restart(&place.list, place.level, start);
            }
            let mut labelled = item.name == "list-header";
            for child in item.elements() {
                match child.name.as_str() {
                    "p" | "h" if !labelled => {
                        let label = self.lists.label(&place.list, &place.style, place.level);
                        self.paragraph(child, label, pieces);
                        labelled = true;
                    }
                    "p" | "h" => self.paragraph(child, None, pieces),
                    "list" => self.list(child, Some(&place), pieces),
                    _ => {}
                }
            }
        }
    }

    /// A list of the first level: a new one, or one that goes on.
    fn opened(&mut self, list: &Element) -> Place {
        let style = list.attribute("style-name").unwrap_or("").to_owned();
        self.count += 1;
        let own = list
            .attribute("id")
            .map_or_else(|| format!("\u{0}{}", self.count), str::to_owned);
        let goes_on = match list.attribute("continue-list") {
            Some(before) => self.last.get(before).cloned(),
            None if list.attribute("continue-numbering") == Some("true") => {
                self.last.get(&format!("\u{0}style {style}")).cloned()
            }
            None => None,
        };
        let name = goes_on.unwrap_or_else(|| {
            self.lists.begin(&own);
            own.clone()
        });
        // A list that goes on counts under the name of the first of its chain.
        self.last.insert(own, name.clone());
        self.last
            .insert(format!("\u{0}style {style}"), name.clone());
        Place {
            list: name,
            style,
            level: 0,
        }
    }

    fn table(&mut self, table: &Element) -> Table {
        let mut lines = Vec::new();
        rows(table, &mut lines);
        let mut done = Table::default();
        for line in lines {
            let row = self.row(line);
            let empty = row.iter().all(|cell| cell.pieces.is_empty());
            let times = count(line, "number-rows-repeated");
            let again = if empty { 0 } else { times - 1 };
            for _ in 0..self.repetitions(again, row.len()) {
                done.rows.push(row.clone());
            }
            done.rows.push(row);
        }
        cut_spans(&mut done);
        done
    }

    /// How many of these repetitions are granted, each of `size` cells.
    fn repetitions(&mut self, wanted: usize, size: usize) -> usize {
        let granted = wanted.min(self.repetitions / size.max(1));
        self.repetitions -= granted * size;
        granted
    }

    fn row(&mut self, line: &Element) -> Vec<Cell> {
        let mut column = 0;
        let mut cells = Vec::new();
        for element in line.elements() {
            let times = count(element, "number-columns-repeated");
            if element.name == "table-cell" {
                let pieces = self.pieces(element);
                let cell = Cell {
                    column,
                    rows: count(element, "number-rows-spanned"),
                    columns: count(element, "number-columns-spanned"),
                    pieces,
                };
                for at in 0..=self.repetitions(times - 1, 1) {
                    cells.push(Cell {
                        column: column + at,
                        ..cell.clone()
                    });
                }
            }
            // Cells that others cover have elements too.
            column += times;
        }
        cells
    }
}

/// Ends cells above a cell that they claim to cover: pandoc writes the span, and drops the row that it is for.
fn cut_spans(table: &mut Table) {
    // By column: row and index of the cell that stands there last.
    let mut last: HashMap<usize, (usize, usize)> = HashMap::new();
    for row in 0..table.rows.len() {
        for index in 0..table.rows[row].len() {
            let column = table.rows[row][index].column;
            if let Some((above, at)) = last.insert(column, (row, index)) {
                let covering = &mut table.rows[above][at];
                covering.rows = covering.rows.min(row - above);
            }
        }
    }
}

/// The rows of a table, also those of its head.
fn rows<'e>(outer: &'e Element, found: &mut Vec<&'e Element>) {
    for element in outer.elements() {
        match element.name.as_str() {
            "table-row" => found.push(element),
            "table-header-rows" | "table-rows" | "table-row-group" => rows(element, found),
            _ => {}
        }
    }
}

fn count(element: &Element, name: &str) -> usize {
    let count = element.attribute(name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).clamp(1, limits::COLUMNS)
}
