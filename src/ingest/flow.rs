//! Paragraphs, tables and page ends in reading order → one readable text and the blocks in it.
//!
//! Readers of formats that know their structure build [`Piece`]s; how they become lines is decided here for all of them.

use super::content::{Content, Unreadable};
use super::runs::Runs;
use super::{Block, BlockKind, limits};
use crate::deadline;
use std::ops::Range;

/// Something that stands in the flow of a document, or of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph; a line break inside is `\n`.
    Paragraph(String),
    /// A table.
    Table(Table),
    /// A page begins here.
    Page,
}

/// A table as drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows, each with the cells that begin in it.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The column it begins in, from 0.
    pub column: usize,
    /// How many rows it covers, at least 1.
    pub rows: usize,
    /// How many columns it covers, at least 1.
    pub columns: usize,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

impl Cell {
    /// A cell of one row and one column with one paragraph.
    pub fn plain(column: usize, text: impl Into<String>) -> Self {
        Self {
            column,
            rows: 1,
            columns: 1,
            pieces: vec![Piece::Paragraph(text.into())],
        }
    }
}

/// The text and blocks of a flow. An empty flow is a failure, since a document without a letter is a scan or a form.
///
/// A paragraph is a line (or several, where it has line breaks). A row whose cells are all of one line is a line with
/// TABs between the cells; the cells of any other row stand one under the other. A table that is there for the
/// layout is read as paragraphs, cell by cell.
pub fn content(encoding: &str, pieces: Vec<Piece>) -> Result<Content, Unreadable> {
    let mut writer = Writer::default();
    writer.flow(&pieces)?;
    if writer.text.trim().is_empty() {
        return Err(Unreadable::new(
            "empty",
            "the document holds no text; if it is a scan, run OCR first",
        ));
    }
    writer.paragraphs_until(writer.text.len());
    Ok(Content {
        encoding: encoding.to_owned(),
        text: writer.text,
        blocks: writer.blocks,
        ..Content::default()
    })
}

/// The same for a format with fonts: `runs` saw its text, and says what encoding it was in.
pub(super) fn settled(
    base: &str,
    mut pieces: Vec<Piece>,
    runs: &Runs,
) -> Result<Content, Unreadable> {
    let (encoding, evidence) = runs.settle(base, &mut pieces);
    Ok(Content {
        encoding_evidence: evidence,
        ..content(&encoding, pieces)?
    })
}

#[derive(Default)]
struct Writer {
    text: String,
    blocks: Vec<Block>,
    /// Where the paragraphs begin that no block holds yet.
    open: usize,
    tables: usize,
}

impl Writer {
    fn flow(&mut self, pieces: &[Piece]) -> Result<(), Unreadable> {
        for piece in pieces {
            deadline::check();
            limits::check_text(self.text.len())?;
            match piece {
                Piece::Paragraph(text) => {
                    self.text.push_str(&clean(text));
                    self.text.push('\n');
                }
                Piece::Page => self.page(),
                // Drawn lines are tables without a letter.
                Piece::Table(table) if is_empty(&table.rows) => {}
                Piece::Table(table) if is_layout(table) => {
                    for cell in table.rows.iter().flatten() {
                        self.flow(&cell.pieces)?;
                    }
                }
                Piece::Table(table) => self.table(table)?,
            }
        }
        Ok(())
    }

    fn page(&mut self) {
        self.paragraphs_until(self.text.len());
        let start = self.text.len();
        self.text.push('\u{c}');
        self.block(BlockKind::PageMark, start..self.text.len());
    }

    fn table(&mut self, table: &Table) -> Result<(), Unreadable> {
        self.paragraphs_until(self.text.len());
        let number = self.tables;
        self.tables += 1;
        for (row, cells) in table.rows.iter().enumerate() {
            deadline::check();
            // Columns that nothing stands in are TABs, so rows may hold more than the file did.
            limits::check_text(self.text.len())?;
            let texts: Vec<String> = cells.iter().map(|cell| cell_text(&cell.pieces)).collect();
            let between = if texts.iter().any(|text| text.contains('\n')) {
                '\n'
            } else {
                '\t'
            };
            let mut column = 0;
            for (cell, text) in cells.iter().zip(&texts) {
                // Columns that a cell from above covers are kept apart, so that a row reads like its neighbours.
                let missing = cell.column.saturating_sub(column);
                if between == '\t' {
                    self.text.extend(std::iter::repeat_n('\t', missing));
                }
                column = cell.column + cell.columns;
                let start = self.text.len();
                self.text.push_str(text);
                let kind = BlockKind::Cell {
                    table: number,
                    row,
                    column: cell.column,
                    rows: cell.rows,
                    columns: cell.columns,
                };
                self.block(kind, start..self.text.len());
                self.text.push(between);
            }
            end_line(&mut self.text, between);
        }
        self.open = self.text.len();
        Ok(())
    }

    /// Closes the run of paragraphs before `end`.
    fn paragraphs_until(&mut self, end: usize) {
        if self.open < end {
            self.block(BlockKind::Paragraph, self.open..end);
        }
        self.open = end;
    }

    fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.open = range.end;
        self.blocks.push(Block { kind, range });
    }
}

/// The last separator of a row becomes the end of its line.
fn end_line(text: &mut String, between: char) {
    if between == '\t' && text.ends_with('\t') {
        text.pop();
    }
    if !text.ends_with('\n') || between == '\t' {
        text.push('\n');
    }
}

/// The lines of a cell, without empty ones at its ends; a table in it becomes lines.
fn cell_text(pieces: &[Piece]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => lines.push(clean(text)),
            Piece::Table(table) => {
                let cells = table.rows.iter().flatten();
                lines.extend(cells.map(|cell| cell_text(&cell.pieces)));
            }
            Piece::Page => {}
        }
    }
    lines.join("\n").trim().to_owned()
}

/// A table of one column, or one whose cells hold tables larger than itself, places things on the page and says
/// nothing by its rows.
fn is_layout(table: &Table) -> bool {
    let own: usize = table.rows.iter().map(Vec::len).sum();
    let nested = cells_within(table) - own;
    nested > 0 && nested >= own || table.rows.iter().all(|row| row.len() <= 1)
}

/// The cells of a table and of the tables in it.
fn cells_within(table: &Table) -> usize {
    let inside = |cell: &Cell| {
        let tables = cell.pieces.iter().map(|piece| match piece {
            Piece::Table(table) => cells_within(table),
            _ => 0,
        });
        1 + tables.sum::<usize>()
    };
    table.rows.iter().flatten().map(inside).sum()
}

/// Whether no cell says anything.
fn is_empty(rows: &[Vec<Cell>]) -> bool {
    let mut pieces = rows.iter().flatten().flat_map(|cell| &cell.pieces);
    pieces.all(|piece| match piece {
        Piece::Paragraph(text) => text.trim().is_empty(),
        Piece::Table(table) => is_empty(&table.rows),
        Piece::Page => true,
    })
}

/// A paragraph without control characters, which no word processor shows and no text has.
fn clean(text: &str) -> String {
    let shown = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.chars().filter(shown).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Piece {
        Piece::Paragraph(text.to_string())
    }

    fn cut(content: &Content) -> Vec<(BlockKind, &str)> {
        let blocks = content.blocks.iter();
        blocks
            .map(|block| (block.kind, &content.text[block.range.clone()]))
            .collect()
    }

    fn cell(table: usize, row: usize, column: usize) -> BlockKind {
        BlockKind::Cell {
            table,
            row,
            column,
            rows: 1,
            columns: 1,
        }
    }

    #[test]
    fn rows_of_short_cells_are_lines_with_tabs() {
        let rows = vec![
            vec![Cell::plain(0, "TT"), Cell::plain(1, "Nhiệm vụ")],
            vec![Cell::plain(0, "1"), Cell::plain(1, "Rà soát")],
        ];
        let pieces = vec![
            paragraph("Mở"),
            Piece::Table(Table { rows }),
            paragraph("Kết"),
        ];
        let content = content("UTF-8", pieces).expect("content");
        assert_eq!(content.text, "Mở\nTT\tNhiệm vụ\n1\tRà soát\nKết\n");
        assert_eq!(
            cut(&content),
            [
                (BlockKind::Paragraph, "Mở\n"),
                (cell(0, 0, 0), "TT"),
                (cell(0, 0, 1), "Nhiệm vụ"),
                (cell(0, 1, 0), "1"),
                (cell(0, 1, 1), "Rà soát"),
                (BlockKind::Paragraph, "Kết\n"),
            ]
        );
    }

    #[test]
    fn cells_of_several_lines_stand_under_each_other() {
        let left = Cell {
            pieces: vec![paragraph("UBND XÃ"), paragraph("AN PHÚ"), paragraph("")],
            ..Cell::plain(0, "")
        };
        let rows = vec![vec![left, Cell::plain(1, "CỘNG HÒA")]];
        let content = content("UTF-8", vec![Piece::Table(Table { rows })]).expect("content");
        assert_eq!(content.text, "UBND XÃ\nAN PHÚ\nCỘNG HÒA\n");
    }

    #[test]
    fn a_cell_covered_from_above_leaves_its_place() {
        let rows = vec![
            vec![
                Cell {
                    rows: 2,
                    ..Cell::plain(0, "a")
                },
                Cell::plain(1, "b"),
            ],
            vec![Cell::plain(1, "c")],
        ];
        let content = content("UTF-8", vec![Piece::Table(Table { rows })]);
        assert_eq!(content.expect("content").text, "a\tb\n\tc\n");
    }

    #[test]
    fn a_table_around_a_table_is_layout() {
        let inner = Table {
            rows: vec![vec![Cell::plain(0, "1"), Cell::plain(1, "Rà soát")]],
        };
        let outer = Cell {
            pieces: vec![paragraph("Trang chủ"), Piece::Table(inner)],
            ..Cell::plain(0, "")
        };
        let table = Table {
            rows: vec![vec![outer, Cell::plain(1, "Liên hệ")]],
        };
        let content = content("UTF-8", vec![Piece::Table(table)]).expect("content");
        assert_eq!(content.text, "Trang chủ\n1\tRà soát\nLiên hệ\n");
        assert_eq!(cut(&content)[1], (cell(0, 0, 0), "1"));
    }

    #[test]
    fn a_flow_without_a_letter_is_empty() {
        let error = content("UTF-8", vec![paragraph(" "), Piece::Page]).expect_err("empty");
        assert_eq!(error.code, "empty");
    }
}
