//! Tables: those that the document has as such, and those flattened to text as TAB rows, Markdown pipe rows, or one
//! cell a line, between `|` lines or with nothing between them.

pub mod align;
pub mod bars;
pub mod counted;
pub mod grid;
pub mod header;
pub mod merged;
pub mod pipes;
pub mod rows;
pub mod stacked;

use super::lines::{Line, LineKind};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::text::Text;
use grid::Grid;
use rows::TabRegion;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Carries data.
    Data,
    /// A heading across the table: `I. NÂNG CAO NHẬN THỨC`.
    Section,
    /// A sum: `Tổng cộng`.
    Total,
}

/// A cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its text; `None` where it is empty.
    pub span: Option<Span>,
    /// Taken over from a merged cell in a row above.
    pub inherited: bool,
}

/// A row, with one cell a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// From its first own cell to its last.
    pub span: Span,
    /// As many as the table has columns.
    pub cells: Vec<Cell>,
}

/// A column with its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it holds, where the head is known.
    pub kind: Option<ColumnKind>,
    /// The head as written, all rows of it.
    pub heads: Vec<Span>,
}

impl Column {
    /// One of which only the head is known.
    fn unknown(head: Option<Span>) -> Self {
        Self {
            kind: None,
            heads: head.into_iter().collect(),
        }
    }
}

/// A rebuilt table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Head included.
    pub span: Span,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Rows, head left out.
    pub rows: Vec<Row>,
}

impl Table {
    /// Whether the columns say who does something, when, or what: a table of tasks or targets.
    pub fn has(&self, kind: ColumnKind) -> bool {
        self.columns.iter().any(|column| column.kind == Some(kind))
    }

    /// The cells of a row in columns of this kind, empty ones left out.
    pub fn cells<'a>(&'a self, row: &'a Row, kind: ColumnKind) -> impl Iterator<Item = Cell> + 'a {
        self.columns
            .iter()
            .zip(&row.cells)
            .filter(move |(column, cell)| column.kind == Some(kind) && cell.span.is_some())
            .map(|(_, cell)| *cell)
    }
}

/// Running lines or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Text lines that follow each other without a blank line.
    Lines(Vec<Line>),
    /// A table.
    Table(Table),
}

/// Splits lines into runs of text and tables.
pub fn blocks(text: &Text, lines: &[Line], rules: &Rules) -> Vec<Block> {
    let grids = grid::grids(text);
    let mut blocks = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    let mut tabs: Option<TabRegion> = None;
    let mut at = 0;
    while at < lines.len() {
        if let Some(grid) = grid_at(&grids, lines, at) {
            let end = lines.partition_point(|line| line.span.start < grid.span.end);
            flush(&mut run, &mut blocks);
            real(text, grid, &lines[at..end], &mut blocks, rules);
            at = end.max(at + 1);
            continue;
        }
        let table = match lines[at].kind {
            LineKind::Tabs => {
                let region = tabs
                    .take_if(|region| region.holds(at))
                    .unwrap_or_else(|| TabRegion::at(text, lines, at, rules));
                rows::tabs(text, lines, at, tabs.insert(region), rules)
            }
            LineKind::Pipes => pipes::read(text, lines, at, rules),
            LineKind::Bar => bars::read(text, lines, at, rules),
            LineKind::Text => stacked::read(text, lines, at, rules),
            _ => None,
        };
        if let Some((table, end, starts_above)) = table {
            if starts_above {
                run.pop();
            }
            flush(&mut run, &mut blocks);
            blocks.push(Block::Table(table));
            at = end;
            continue;
        }
        match lines[at].kind {
            LineKind::Text | LineKind::Tabs | LineKind::Pipes => run.push(lines[at]),
            LineKind::Blank | LineKind::Bar | LineKind::Rule => flush(&mut run, &mut blocks),
        }
        at += 1;
    }
    flush(&mut run, &mut blocks);
    blocks
}

/// The grid that begins in line `at` and ends within the lines.
fn grid_at<'g, 't>(grids: &'g [Grid<'t>], lines: &[Line], at: usize) -> Option<&'g Grid<'t>> {
    let (line, last) = (lines[at].span, lines.last()?.span);
    let grid = grids.get(grids.partition_point(|grid| grid.span.end <= line.start))?;
    let begins = line.start <= grid.span.start && grid.span.start < line.end;
    (begins && grid.span.end <= last.end).then_some(grid)
}

/// A real table with known heads; one without goes on from the table right above it, or is lines, cell by cell.
fn real(text: &Text, grid: &Grid, lines: &[Line], blocks: &mut Vec<Block>, rules: &Rules) {
    if let Some(read) = grid.table(text, rules) {
        let above = lines.iter().filter(|line| line.span.start < read.head);
        for line in above.take_while(|line| line.span.end <= read.head) {
            blocks.push(Block::Lines(vec![*line]));
        }
        blocks.push(Block::Table(read.table));
        return;
    }
    if let Some(Block::Table(above)) = blocks.last_mut()
        && let Some(more) = grid.more_rows(text, &above.columns)
    {
        above.span = above.span.join(grid.span);
        above.rows.extend(more);
        return;
    }
    let mut run = Vec::new();
    let mut before = None;
    for line in lines {
        // A row of short cells is one line, and so one paragraph; a cell of several lines is one of its own.
        let cell = grid.cell_at(line.span.start);
        if before != Some(cell) {
            flush(&mut run, blocks);
        }
        before = Some(cell);
        if matches!(line.kind, LineKind::Text | LineKind::Tabs | LineKind::Pipes) {
            run.push(*line);
        }
    }
    flush(&mut run, blocks);
}

fn flush(run: &mut Vec<Line>, blocks: &mut Vec<Block>) {
    if !run.is_empty() {
        blocks.push(Block::Lines(std::mem::take(run)));
    }
}
