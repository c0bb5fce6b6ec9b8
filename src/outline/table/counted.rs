//! Tables written one cell a line between `|` lines that lack no bar: counting the bars tells the cells for sure, and which
//! of them are empty.

use super::align;
use super::bars::{head, table};
use super::header;
use super::merged::{Laid, Merged};
use super::rows::Found;
use crate::outline::lines::{Line, LineKind};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::text::Text;

/// A table that lacks no bar: each row has one before its first cell and one behind each cell, empty or not, so that
/// counting them tells the cells for sure.
pub(super) fn grid(text: &Text, lines: &[Line], end: usize, rules: &Rules) -> Found {
    let cells = between_bars(lines)?;
    let width = cells.iter().position(Option::is_none)?;
    let rows: Vec<&[Option<Span>]> = cells.chunks(width + 1).collect();
    let whole = |row: &&[Option<Span>]| row.get(width).is_none_or(Option::is_none);
    if rows.len() < 2 || !rows.iter().all(|row| row.len() >= width && whole(row)) {
        return None;
    }
    let columns = header::columns(text, rows.first()?.get(..width)?, rules)?;
    let rows = rows.iter().skip(1).map(|row| row[..width].to_vec());
    let data: Vec<_> = rows
        .filter(|row| !header::repeats(text, &columns, row))
        .filter(|row| !header::counts_columns(text, row))
        .collect();
    // A number in another column than that of numbers shows that the bars deceive.
    let order = columns.first().and_then(|column| column.kind) == Some(ColumnKind::Order);
    let numbered = |row: &Vec<Option<Span>>| {
        row[0].is_none_or(|cell| align::is_order(cell.cut(text.folded())))
    };
    if order && !data.iter().all(numbered) {
        return None;
    }
    table(text, columns, Laid::all(data, Merged::Unknown), end)
}

/// A table without a bar above its first cell, but one behind each cell, empty or not: the cells are counted off, and each
/// row shows by its number that none is missing.
pub(super) fn counted(
    text: &Text,
    first: Span,
    lines: &[Line],
    end: usize,
    rules: &Rules,
) -> Found {
    let mut cells = vec![Some(first)];
    cells.extend(between_bars(lines)?);
    let heads: Vec<Span> = cells.iter().map_while(|cell| *cell).collect();
    let (columns, mut at) = head(text, &heads, rules)?;
    if columns.first()?.kind != Some(ColumnKind::Order) {
        return None;
    }
    let width = columns.len();
    let number = |at: usize| {
        let cell = cells.get(at).copied().flatten();
        cell.map(|cell| align::is_order(cell.cut(text.folded())))
    };
    let mut rows = Vec::new();
    while at < cells.len() {
        let row = cells.get(at..at + width);
        if row.is_some_and(|row| header::counts_columns(text, row)) {
            at += width;
            continue;
        }
        match (number(at), cells[at]) {
            (Some(false), Some(heading)) if number(at + 1) != Some(false) => {
                number(at + 1)?;
                rows.push(Laid::across(heading, &columns));
                at += 1;
            }
            (Some(false), _) => {
                row.filter(|row| header::repeats(text, &columns, row))?;
                at += width;
            }
            _ => {
                rows.push(Laid::own(row?.to_vec(), Merged::Unknown));
                at += width;
            }
        }
    }
    table(text, columns, rows, end)
}

/// What stands between each two bars; `None` where text stands before the first.
fn between_bars(lines: &[Line]) -> Option<Vec<Option<Span>>> {
    let mut cells = Vec::new();
    let mut cell: Option<Span> = None;
    for line in lines.iter().skip(1) {
        match line.kind {
            LineKind::Bar => cells.push(cell.take()),
            LineKind::Blank | LineKind::Rule => {}
            _ => cell = Some(cell.map_or(line.span, |span| span.join(line.span))),
        }
    }
    cell.is_none().then_some(cells)
}
