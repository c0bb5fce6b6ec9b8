//! Tables written one cell a line between `|` lines, as web pages come out as text: with borders between rows
//! (`|` after `|`) or without, and with merged cells missing.

use super::align;
use super::merged::{self, Merged};
use super::rows::Found;
use super::{Column, Table, header};
use crate::deadline;
use crate::outline::lines::{Line, LineKind};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::text::Text;
use crate::value::label;

/// Heads of at most this many columns are looked for.
const MOST_COLUMNS: usize = 14;

/// The head stands within so many lines from the first bar, and its known cells are among so many.
const HEAD_LINES: usize = 200;
const HEAD_CELLS: usize = 28;

/// The table whose first bar is line `at`; where the first cell stands above it, that line is taken too.
pub fn read(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Found {
    deadline::check();
    let above = above_cell(text, lines, at, rules);
    if !head_near(text, lines, at, above, rules) {
        return None;
    }
    let end = region(lines, at);
    if let Some(found) = grid(text, &lines[at..end], end, rules) {
        return Some(found);
    }
    let groups = groups(&lines[at..end]);
    match above {
        Some(first) => {
            let mut cells: Vec<Span> = vec![first];
            cells.extend(groups.iter().flatten());
            open(text, &cells, end, rules).map(|(table, end, _)| (table, end, true))
        }
        None => closed(text, &groups, end, rules),
    }
}

/// Whether the first cells name columns at all: asked before all lines of the table are looked at, since in lines of
/// bars that are no table each bar asks again.
fn head_near(text: &Text, lines: &[Line], at: usize, above: Option<Span>, rules: &Rules) -> bool {
    let near = &lines[at..lines.len().min(at + HEAD_LINES)];
    let groups = groups(near);
    let cells = above.iter().chain(groups.iter().flatten());
    cells
        .take(HEAD_CELLS)
        .filter(|cell| header::classify(text, **cell, rules).is_some())
        .nth(header::KNOWN_HEADS - 1)
        .is_some()
}

/// A table that lacks no bar: each row has one before its first cell and one behind each cell, empty or not, so that
/// counting them tells the cells for sure.
fn grid(text: &Text, lines: &[Line], end: usize, rules: &Rules) -> Found {
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
        .collect();
    // A number in another column than that of numbers shows that the bars deceive.
    let order = columns.first().and_then(|column| column.kind) == Some(ColumnKind::Order);
    let numbered = |row: &Vec<Option<Span>>| {
        row[0].is_none_or(|cell| align::is_order(cell.cut(text.folded())))
    };
    if order && !data.iter().all(numbered) {
        return None;
    }
    table(text, columns, data, end, Merged::Unknown)
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

/// The lines of the table: it ends where a blank line follows a bar and no bar follows the blank line, and at the
/// last bar.
fn region(lines: &[Line], at: usize) -> usize {
    let mut end = at + 1;
    let mut ahead = at + 1;
    while ahead < lines.len() {
        match lines[ahead].kind {
            LineKind::Bar => end = ahead + 1,
            LineKind::Blank if lines[ahead - 1].kind == LineKind::Bar => {
                let next = (ahead..lines.len()).find(|&i| lines[i].kind != LineKind::Blank);
                if next.is_none_or(|next| lines[next].kind != LineKind::Bar) {
                    break;
                }
            }
            LineKind::Tabs | LineKind::Pipes => break,
            _ => {}
        }
        ahead += 1;
    }
    end
}

/// The line above the first bar, where it is the head of a column.
fn above_cell(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Option<Span> {
    let line = lines.get(at.checked_sub(1)?)?;
    let written = line.span.cut(text.normalised());
    // A heading or a sentence that announces the table is no head of a column.
    let other = label::read(written).is_some() || written.ends_with([':', '.', ';', ')']);
    (line.kind == LineKind::Text && !other && header::classify(text, line.span, rules).is_some())
        .then_some(line.span)
}

/// Cells between bars, grouped where two bars follow each other; an empty group stands for an empty cell.
fn groups(lines: &[Line]) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = vec![Vec::new()];
    let mut cell: Option<Span> = None;
    let mut after_bar = false;
    for line in lines {
        match line.kind {
            LineKind::Bar => {
                if let (Some(span), Some(group)) = (cell.take(), groups.last_mut()) {
                    group.push(span);
                } else if after_bar {
                    groups.push(Vec::new());
                }
                after_bar = true;
            }
            LineKind::Blank | LineKind::Rule => {}
            _ => {
                cell = Some(cell.map_or(line.span, |span| span.join(line.span)));
            }
        }
    }
    if let (Some(span), Some(group)) = (cell, groups.last_mut()) {
        group.push(span);
    }
    groups
}

/// A table without borders between rows: its cells, head included, in order.
pub(super) fn open(text: &Text, cells: &[Span], end: usize, rules: &Rules) -> Found {
    let width = head_width(text, cells, rules)?;
    let head: Vec<Option<Span>> = cells[..width].iter().copied().map(Some).collect();
    let columns = header::columns(text, &head, rules)?;
    let rows = align::split_rows(text, &cells[width..], &columns, rules);
    table(text, columns, rows, end, Merged::Lost)
}

/// How many of the first cells are the head: up to the first row number, else as many as are known heads.
fn head_width(text: &Text, cells: &[Span], rules: &Rules) -> Option<usize> {
    let most = cells.len().min(MOST_COLUMNS);
    let number = (2..most).find(|&at| align::is_order(cells[at].cut(text.folded())));
    let known = (0..most)
        .take_while(|&at| header::classify(text, cells[at], rules).is_some())
        .count();
    match number {
        Some(at) if header::classify(text, cells[0], rules) == Some(ColumnKind::Order) => Some(at),
        _ => (known >= 2).then_some(known),
    }
}

/// A table with borders between rows: each group of cells is a row, or part of one around an empty cell.
fn closed(text: &Text, groups: &[Vec<Span>], end: usize, rules: &Rules) -> Found {
    let first = groups.iter().position(|group| !group.is_empty())?;
    // Behind the bar above a head without borders all cells follow in one group.
    let numbered =
        head_width(text, &groups[first], rules).filter(|width| *width < groups[first].len());
    let runs_on =
        numbered.is_some_and(|width| align::is_order(groups[first][width].cut(text.folded())));
    let head: Vec<Option<Span>> = groups[first].iter().copied().map(Some).collect();
    let columns = header::columns(text, &head, rules).filter(|_| !runs_on);
    let Some(columns) = columns else {
        return flat(text, groups, end, rules);
    };
    let width = columns.len();
    let mut rows: Vec<Vec<Option<Span>>> = Vec::new();
    let mut at = first + 1;
    while at < groups.len() {
        let (row, next) = take_row(text, &groups[at..], &columns, rules);
        rows.extend(row);
        at += next;
    }
    rows.retain(|row| !header::repeats(text, &columns, row) && row.len() == width);
    table(text, columns, rows, end, Merged::Lost)
}

/// One group of all cells of a table whose rows have no borders, though the first bar stands above the head.
fn flat(text: &Text, groups: &[Vec<Span>], end: usize, rules: &Rules) -> Found {
    let cells: Vec<Span> = groups.iter().flatten().copied().collect();
    open(text, &cells, end, rules)
}

/// A row from the first group, or from several around empty cells, and how many groups it took.
fn take_row(
    text: &Text,
    groups: &[Vec<Span>],
    columns: &[Column],
    rules: &Rules,
) -> (Option<Vec<Option<Span>>>, usize) {
    let width = columns.len();
    let first = &groups[0];
    if first.is_empty() {
        return (None, 1);
    }
    if first.len() >= width {
        return (
            Some(first.iter().take(width).copied().map(Some).collect()),
            1,
        );
    }
    // Around empty cells: the pieces and one empty cell between each two make up a whole row.
    let mut row: Vec<Option<Span>> = first.iter().copied().map(Some).collect();
    for (taken, group) in groups.iter().enumerate().skip(1).take(3) {
        row.push(None);
        row.extend(group.iter().copied().map(Some));
        let starts_row = group
            .first()
            .is_some_and(|cell| align::is_order(cell.cut(text.folded())));
        if starts_row
            && columns
                .first()
                .is_some_and(|column| column.kind == Some(ColumnKind::Order))
        {
            break;
        }
        if row.len() == width && !group.is_empty() {
            return (Some(row), taken + 1);
        }
        if row.len() > width {
            break;
        }
    }
    if first.len() == 1 {
        // A heading across the table.
        let mut row = vec![None; width];
        row[usize::from(width > 1 && columns[0].kind == Some(ColumnKind::Order))] = Some(first[0]);
        return (Some(row), 1);
    }
    (Some(align::lay(text, first, columns, rules)), 1)
}

fn table(
    text: &Text,
    columns: Vec<Column>,
    rows: Vec<Vec<Option<Span>>>,
    end: usize,
    merged: Merged,
) -> Found {
    let rows = merged::finish(text, &columns, merged::own(rows), merged);
    let span = columns
        .iter()
        .flat_map(|column| column.heads.iter().copied())
        .chain(rows.iter().map(|row| row.span))
        .reduce(Span::join)?;
    Some((
        Table {
            span,
            columns,
            rows,
        },
        end,
        false,
    ))
}
