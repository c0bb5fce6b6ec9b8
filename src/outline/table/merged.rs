//! Rows once their cells have columns: merged cells are filled from above, and each row is told as data, heading or sum.

use super::align::is_order;
use super::{Cell, Column, Row, RowKind};
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::text::Text;
use crate::value::label::{self, LabelKind};

/// What is known about merged cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// The document says which cells reach down; an empty cell is empty.
    Drawn,
    /// Empty cells may be merged ones.
    Unknown,
    /// Merged cells are missing, and so are empty ones.
    Lost,
}

/// A row whose cells have columns.
#[derive(Debug, Clone)]
pub struct Laid {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Whether one cell is all that it has, and reaches over the columns.
    pub across: bool,
    /// What is known about its merged cells.
    pub merged: Merged,
}

impl Laid {
    /// A row of cells that stand for themselves.
    pub fn own(row: Vec<Option<Span>>, merged: Merged) -> Self {
        let cell = |span| Cell {
            span,
            inherited: false,
        };
        Self {
            cells: row.into_iter().map(cell).collect(),
            across: false,
            merged,
        }
    }

    /// Rows of cells that stand for themselves.
    pub fn all(rows: Vec<Vec<Option<Span>>>, merged: Merged) -> Vec<Self> {
        let rows = rows.into_iter();
        rows.map(|row| Self::own(row, merged)).collect()
    }

    /// A row of one cell over all columns; a heading that begins in the column of numbers is none.
    pub fn across(cell: Span, columns: &[Column]) -> Self {
        let mut row = vec![None; columns.len()];
        let order = columns.first().and_then(|column| column.kind) == Some(ColumnKind::Order);
        row[usize::from(columns.len() > 1 && order)] = Some(cell);
        Self {
            across: true,
            ..Self::own(row, Merged::Unknown)
        }
    }
}

/// Fills merged cells from the row above and tells what each row is. Rows without a cell of their own are left out.
pub fn finish(text: &Text, columns: &[Column], rows: Vec<Laid>) -> Vec<Row> {
    let mut done: Vec<Row> = Vec::new();
    for laid in rows {
        let (mut row, merged) = (laid.cells, laid.merged);
        let own: Vec<Option<Span>> = row
            .iter()
            .map(|cell| cell.span.filter(|_| !cell.inherited))
            .collect();
        let Some(span) = own.iter().flatten().copied().reduce(Span::join) else {
            continue;
        };
        let kind = match row_kind(text, columns, &own) {
            RowKind::Data if laid.across => RowKind::Section,
            kind => kind,
        };
        repeat_above(text, &mut row, &done);
        if kind == RowKind::Data && merged != Merged::Drawn {
            inherit(columns, &mut row, &done, merged == Merged::Lost);
        }
        done.push(Row {
            kind,
            span,
            cells: row,
        });
    }
    done
}

/// `nt`, `Như trên`: the cell says what the one above it says.
fn repeat_above(text: &Text, row: &mut [Cell], above: &[Row]) {
    const DITTO: [&str; 6] = ["nt", "-nt-", "như trên", "- như trên -", "“", "\""];
    let Some(above) = above.iter().rev().find(|row| row.kind == RowKind::Data) else {
        return;
    };
    for (cell, above) in row.iter_mut().zip(&above.cells) {
        let ditto = |span: Span| DITTO.contains(&span.cut(text.folded()).trim());
        if cell.span.is_some_and(ditto) {
            *cell = Cell {
                span: above.span,
                inherited: true,
            };
        }
    }
}

/// A merged cell governs the rows below it. In a row with a number of its own only the leading columns can be merged.
fn inherit(columns: &[Column], row: &mut [Cell], above: &[Row], lost_are_merged: bool) {
    let Some(above) = above
        .iter()
        .rev()
        .take_while(|row| row.kind != RowKind::Section)
        .find(|row| row.kind == RowKind::Data)
    else {
        return;
    };
    let order = columns
        .iter()
        .position(|column| column.kind == Some(ColumnKind::Order));
    let numbered = order.is_some_and(|at| row[at].span.is_some());
    let first_own = row.iter().position(|cell| cell.span.is_some()).unwrap_or(0);
    // A row that opens another part of the index has nothing from the one above.
    let part = |at: usize| {
        matches!(
            columns[at].kind,
            Some(ColumnKind::Index | ColumnKind::Component)
        )
    };
    let opens_part = (0..row.len()).any(|at| part(at) && row[at].span.is_some());
    for at in 0..row.len() {
        if row[at].span.is_some() || above.cells[at].span.is_none() {
            continue;
        }
        let leading = at < first_own;
        let context = matches!(
            columns[at].kind,
            Some(ColumnKind::Index | ColumnKind::Component | ColumnKind::Task)
        );
        let actor = says_who_or_when(columns[at].kind);
        let merged = if opens_part && !lost_are_merged {
            false
        } else if numbered {
            lost_are_merged && actor
        } else {
            leading || context || actor
        };
        if merged && columns[at].kind != Some(ColumnKind::Order) || leading && !numbered {
            row[at] = Cell {
                span: above.cells[at].span,
                inherited: true,
            };
        }
    }
}

/// How the first cell of a total begins; `Tổng hợp …`, `Tổng kết …` are work.
const TOTALS: [&str; 11] = [
    "tổng cộng",
    "tổng số",
    "tổng điểm",
    "tổng chỉ số",
    "tổng thời gian",
    "tổng kinh phí",
    "tổng chi",
    "tổng mức",
    "tổng tiền",
    "tổng giá trị",
    "tổng:",
];

/// Code points of a first cell that names a total, at most.
const LONGEST_TOTAL: usize = 40;

fn row_kind(text: &Text, columns: &[Column], cells: &[Option<Span>]) -> RowKind {
    let filled: Vec<(usize, Span)> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| cell.map(|span| (at, span)))
        .collect();
    let is_total = |span: Span| {
        let folded = span.cut(text.folded());
        let sum = TOTALS.iter().any(|total| folded.starts_with(total));
        sum && folded.chars().count() < LONGEST_TOTAL || matches!(folded, "cộng" | "tổng")
    };
    if filled.iter().take(2).any(|(_, span)| is_total(*span)) {
        return RowKind::Total;
    }
    let actors = filled
        .iter()
        .any(|(at, _)| says_who_or_when(columns[*at].kind));
    let sums = adds_up(text, columns, &filled);
    let words: Vec<&(usize, Span)> = filled
        .iter()
        .filter(|(_, span)| !is_order(span.cut(text.folded())))
        .filter(|(_, span)| !sums || has_letters(text, *span))
        .collect();
    let heading = words.first().is_some_and(|(_, span)| {
        let words = span.cut(text.normalised());
        super::super::parts::is_capital(words)
            || label::read(words).is_some_and(|found| {
                found.kind == LabelKind::Capital
                    || found.text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            })
            || sums
            || filled.len() == 2 && is_order(filled[0].1.cut(text.folded()))
    });
    if words.len() == 1 && !actors && heading && columns.len() > 2 {
        return RowKind::Section;
    }
    RowKind::Data
}

fn says_who_or_when(kind: Option<ColumnKind>) -> bool {
    use ColumnKind::{Deadline, Lead, Responsible, Support};
    matches!(kind, Some(Lead | Responsible | Support | Deadline))
}

fn has_letters(text: &Text, span: Span) -> bool {
    span.cut(text.folded()).contains(char::is_alphabetic)
}

/// `I | Thủ tục hành chính công | | 35`: a heading with the sum of the rows below it, in a table that says who does what
/// in each row. In a table of targets such a row is one of them.
fn adds_up(text: &Text, columns: &[Column], filled: &[(usize, Span)]) -> bool {
    let has = |kind: ColumnKind| columns.iter().any(|column| column.kind == Some(kind));
    let tasks = columns
        .iter()
        .any(|column| says_who_or_when(column.kind) && column.kind != Some(ColumnKind::Deadline));
    let Some((first, number)) = filled.first() else {
        return false;
    };
    let number = number.cut(text.normalised()).trim_end_matches('.');
    let roman = !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = number.len() == 1 && number.starts_with(|c: char| c.is_ascii_uppercase());
    tasks
        && !has(ColumnKind::Target)
        && (roman || letter)
        && columns[*first].kind == Some(ColumnKind::Order)
        && filled.len() > 2
}
