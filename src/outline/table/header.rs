//! The head of a table: which of its cells name columns, and what the columns hold.

use super::Column;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Text;

/// Longest head of a column in code points; data cells are mostly longer.
const LONGEST_HEAD: usize = 70;

/// A table needs at least this many known heads; running text between bars has none.
pub const KNOWN_HEADS: usize = 2;

/// The columns that these head cells name, or `None` where they are no head.
pub fn columns(text: &Text, cells: &[Option<Span>], rules: &Rules) -> Option<Vec<Column>> {
    let columns: Vec<Column> = cells
        .iter()
        .map(|cell| Column {
            kind: cell.and_then(|span| classify(text, span, rules)),
            heads: cell.iter().copied().collect(),
        })
        .collect();
    let known = columns
        .iter()
        .filter(|column| column.kind.is_some())
        .count();
    (known >= KNOWN_HEADS).then(|| with_task(columns))
}

/// A table that names who acts but has no known head for what is done: its first unknown column is the task's.
fn with_task(mut columns: Vec<Column>) -> Vec<Column> {
    use crate::rules::headings::ColumnKind as Kind;
    let has = |kinds: &[Kind]| {
        columns
            .iter()
            .any(|column| column.kind.is_some_and(|kind| kinds.contains(&kind)))
    };
    if has(&[Kind::Lead, Kind::Responsible])
        && !has(&[Kind::Task, Kind::Target])
        && let Some(column) = columns
            .iter_mut()
            .find(|column| column.kind.is_none() && !column.heads.is_empty())
    {
        column.kind = Some(Kind::Task);
    }
    columns
}

/// What the column below this head holds.
pub fn classify(
    text: &Text,
    span: Span,
    rules: &Rules,
) -> Option<crate::rules::headings::ColumnKind> {
    let head = span.cut(text.folded());
    if head.chars().count() > LONGEST_HEAD {
        return None;
    }
    let head = head.split_whitespace().collect::<Vec<_>>().join(" ");
    rules
        .columns
        .classify(head.trim_matches(['-', ':', '.', ' ']))
}

/// Whether `row` is a second row of the head: it fills columns that the first row spans, and holds no data.
pub fn second_row(text: &Text, columns: &[Column], row: &[Option<Span>]) -> bool {
    let filled: Vec<usize> = (0..row.len()).filter(|&at| row[at].is_some()).collect();
    let short = |span: Span| {
        let cell = span.cut(text.normalised());
        cell.chars().count() <= 40 && !cell.starts_with(|c: char| c.is_ascii_digit())
    };
    !filled.is_empty()
        && row.first().copied().flatten().is_none()
        && filled.len() * 2 <= row.len() + 2
        && filled.iter().all(|&at| row[at].is_some_and(short))
        && columns
            .iter()
            .zip(row)
            .any(|(column, cell)| column.heads.is_empty() && cell.is_some())
}

/// Adds a second row of the head.
pub fn merge(text: &Text, columns: &mut [Column], row: &[Option<Span>], rules: &Rules) {
    for (column, cell) in columns.iter_mut().zip(row) {
        if let Some(span) = cell {
            // `Phân công` spans `Cơ quan chủ trì` and `Cơ quan phối hợp`: the lower head says more.
            column.kind = classify(text, *span, rules).or(column.kind);
            column.heads.push(*span);
        }
    }
}

/// Whether a row repeats the head (the table goes on on the next page).
pub fn repeats(text: &Text, columns: &[Column], row: &[Option<Span>]) -> bool {
    let word = |span: Span| {
        span.cut(text.folded())
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let same = columns
        .iter()
        .zip(row)
        .filter(|(column, cell)| match (column.heads.first(), cell) {
            (Some(head), Some(cell)) => word(*head) == word(*cell),
            _ => false,
        })
        .count();
    let filled = row.iter().flatten().count();
    filled > 0 && same == filled
}

/// Whether a row is the second row of a repeated head.
pub fn repeats_lower(text: &Text, columns: &[Column], row: &[Option<Span>]) -> bool {
    let word = |span: Span| span.cut(text.folded()).to_string();
    let filled = row.iter().flatten().count();
    filled > 0
        && columns
            .iter()
            .zip(row)
            .filter(|(column, cell)| {
                cell.is_some_and(|cell| column.heads.iter().any(|head| word(*head) == word(cell)))
            })
            .count()
            == filled
}
