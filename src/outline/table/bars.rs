//! Tables written one cell a line between `|` lines, as web pages come out as text: with borders between rows
//! (`|` after `|`) or without, and with merged cells missing.

use super::align;
use super::counted;
use super::merged::{self, Laid, Merged};
use super::rows::Found;
use super::{Column, Table, header};
use crate::deadline;
use crate::outline::lines::{Line, LineKind};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::text::Text;
use crate::value::label::{self, LabelKind};
use std::ops::Range;

/// Heads of at most this many columns are looked for.
const MOST_COLUMNS: usize = 14;

/// The head stands within so many lines from the first bar, and its known cells are among so many.
const HEAD_LINES: usize = 200;
const HEAD_CELLS: usize = 28;

/// So many cells tell whether another table begins.
const NEXT_HEADS: usize = 5;

/// Empty cells of a row, at most.
const MOST_GAPS: usize = 8;

/// Bytes of the longest head of the column of numbers.
const LONGEST_ORDER: usize = 20;

/// The table whose first bar is line `at`; where the first cell stands above it, that line is taken too.
pub fn read(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Found {
    deadline::check();
    let above = above_cell(text, lines, at, rules);
    if !head_near(text, lines, at, above, rules) {
        return None;
    }
    let end = before_next_table(text, lines, at..region(lines, at), above, rules);
    if let Some(found) = counted::grid(text, &lines[at..end], end, rules) {
        return Some(found);
    }
    let groups = groups(&lines[at..end]);
    match above {
        Some(first) => {
            if let Some((table, end, _)) =
                counted::counted(text, first, &lines[at..end], end, rules)
            {
                return Some((table, end, true));
            }
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

/// Where the head of another table begins in a region that starts with one: `TT`, then heads that are not those of this
/// one.
fn before_next_table(
    text: &Text,
    lines: &[Line],
    region: Range<usize>,
    above: Option<Span>,
    rules: &Rules,
) -> usize {
    let is_text = |at: &usize| lines[*at].kind == LineKind::Text;
    let cells = |from: usize| {
        let near = (from..region.end).filter(is_text).take(NEXT_HEADS);
        near.map(|at| Some(lines[at].span)).collect::<Vec<_>>()
    };
    let own: Vec<Column> = above
        .map(Some)
        .into_iter()
        .chain(cells(region.start))
        .take(NEXT_HEADS)
        .map(Column::unknown)
        .collect();
    let mut heads = (region.start + NEXT_HEADS..region.end)
        .filter(is_text)
        .filter(|&at| {
            lines[at].span.len() <= LONGEST_ORDER
                && header::classify(text, lines[at].span, rules) == Some(ColumnKind::Order)
        });
    let next = heads.find_map(|at| {
        let (end, apart) = match above {
            Some(_) => (at, false),
            None => begin(lines, region.start, at),
        };
        let heads = cells(at);
        let others = header::names_others(text, &own, &heads, rules);
        let again = apart && header::repeats(text, &own, &heads);
        (others || again).then_some(end)
    });
    next.unwrap_or(region.end)
}

/// Where a table begins whose first head is line `at`, and whether lines that are no cell stand before it: the bar above the
/// head is its own, and no other one stands behind them.
fn begin(lines: &[Line], start: usize, at: usize) -> (usize, bool) {
    let bars = (start..at).rev();
    let mut bars = bars.filter(|at| lines[*at].kind == LineKind::Bar);
    let own = bars.next().filter(|own| own + 1 == at);
    match (own, bars.next()) {
        (Some(own), Some(last)) => (last + 1, last + 1 < own),
        _ => (at, false),
    }
}

/// The line above the first bar, where it is the head of a column.
fn above_cell(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Option<Span> {
    let line = lines.get(at.checked_sub(1)?)?;
    let written = line.span.cut(text.normalised());
    // A heading or a sentence that announces the table is no head of a column, nor is what stands above `TT`.
    let behind = lines.get(at + 1);
    let numbers = behind.is_some_and(|line| {
        line.kind == LineKind::Text
            && line.span.len() <= LONGEST_ORDER
            && header::classify(text, line.span, rules) == Some(ColumnKind::Order)
    });
    let other = numbers
        || label::read(written).is_some()
        || written.contains(':')
        || written.ends_with(['.', ';', ')']);
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
    let (columns, begin) = head(text, cells, rules)?;
    let counts: Vec<Option<Span>> = cells[begin..].iter().copied().map(Some).collect();
    let counts = counts
        .get(..columns.len())
        .is_some_and(|row| header::counts_columns(text, row));
    let begin = begin + if counts { columns.len() } else { 0 };
    let mut rows = align::split_rows(text, &cells[begin..], &columns, rules);
    rows.retain(|row| !header::repeats(text, &columns, row));
    table(text, columns, Laid::all(rows, Merged::Lost), end)
}

/// The columns that the first cells name, and how many cells that are: more than columns where a second row of heads tells
/// what the first one spans.
pub(super) fn head(text: &Text, cells: &[Span], rules: &Rules) -> Option<(Vec<Column>, usize)> {
    let width = head_width(text, cells, rules)?;
    let named = |width: usize| {
        let heads: Vec<Option<Span>> = cells[..width].iter().copied().map(Some).collect();
        header::columns(text, &heads, rules)
    };
    let number = |at: usize| {
        let cell = cells.get(at);
        cell.is_some_and(|cell| align::is_order(cell.cut(text.folded())))
    };
    let spread = (2..=width / 2).rev().find_map(|lower| {
        let upper = width - lower;
        let columns = header::spread(text, &named(upper)?, &cells[upper..width], rules)?;
        // The first row must be as long as that: its number and the next one show it.
        let fits = number(width) && number(width + columns.len());
        fits.then_some(columns)
    });
    Some((spread.or_else(|| named(width))?, width))
}

/// How many of the first cells are the head: up to the first row number, else as many as are known heads.
fn head_width(text: &Text, cells: &[Span], rules: &Rules) -> Option<usize> {
    let most = cells.len().min(MOST_COLUMNS);
    let number = (2..most).find(|&at| {
        align::is_order(cells[at].cut(text.folded())) || header::begins_count(text, cells[at])
    });
    let known = (0..most)
        .take_while(|&at| header::classify(text, cells[at], rules).is_some())
        .count();
    match number {
        Some(at) if header::classify(text, cells[0], rules) == Some(ColumnKind::Order) => {
            // `I. NHÓM MỘT` between the heads and the first number heads rows.
            Some(at - usize::from(at > 2 && opens_group(text, cells[at - 1])))
        }
        _ => (known >= 2).then_some(known),
    }
}

/// `I. NHÓM MỘT`, `A. Chỉ đạo`.
fn opens_group(text: &Text, cell: Span) -> bool {
    let label = label::read(cell.cut(text.normalised()));
    label.is_some_and(|label| matches!(label.kind, LabelKind::Roman | LabelKind::Capital))
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
    let Some(mut columns) = columns else {
        return flat(text, groups, end, rules);
    };
    let mut rows: Vec<Laid> = Vec::new();
    let mut at = first + 1;
    if let [lower, row, ..] = &groups[at..]
        && let Some(spread) = header::spread(text, &columns, lower, rules)
        && spread.len() == row.len()
    {
        columns = spread;
        at += 1;
    }
    let width = columns.len();
    while at < groups.len() {
        let (row, next) = take_row(text, &groups[at..], &columns, rules);
        rows.extend(row);
        at += next;
    }
    rows.retain(|row| {
        let cells: Vec<Option<Span>> = row.cells.iter().map(|cell| cell.span).collect();
        cells.len() == width
            && !header::repeats(text, &columns, &cells)
            && !header::counts_columns(text, &cells)
    });
    table(text, columns, rows, end)
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
) -> (Option<Laid>, usize) {
    let width = columns.len();
    let first = &groups[0];
    if first.is_empty() {
        return (None, 1);
    }
    let order = columns[0].kind == Some(ColumnKind::Order);
    let number = |cell: &Span| align::is_order(cell.cut(text.folded()));
    // Words below the head of the numbers: the cells are others than counted.
    let merged = match order && !number(&first[0]) {
        true => Merged::Lost,
        false => Merged::Unknown,
    };
    let whole = |row: Vec<Option<Span>>| Some(Laid::own(row, merged));
    if first.len() >= width {
        let row = first.iter().take(width).copied().map(Some).collect();
        return (whole(row), 1);
    }
    let starts = |group: &[Span]| order && group.first().is_some_and(number);
    // Around empty cells: the pieces and one empty cell between each two make up a whole row.
    let mut row: Vec<Option<Span>> = first.iter().copied().map(Some).collect();
    let mut taken = 1;
    let mut ends = false;
    for group in groups.iter().skip(1).take(MOST_GAPS) {
        ends = starts(group);
        if ends || row.len() + 1 + group.len() > width {
            break;
        }
        row.push(None);
        row.extend(group.iter().copied().map(Some));
        taken += 1;
        if row.len() == width && !group.is_empty() {
            return (whole(row), taken);
        }
    }
    if first.len() == 1 {
        // A heading across the table.
        let mut row = vec![None; width];
        row[usize::from(width > 1 && order)] = Some(first[0]);
        return (Some(Laid::own(row, Merged::Lost)), 1);
    }
    // Up to the next number all belongs to the row, whose merged cells are missing.
    let ends = ends || taken == groups.len();
    if taken > 1 && ends && starts(first) {
        let row = align::lay(text, &row, columns, rules);
        return (Some(Laid::own(row, Merged::Lost)), taken);
    }
    let cells: Vec<Option<Span>> = first.iter().copied().map(Some).collect();
    let row = align::lay(text, &cells, columns, rules);
    (Some(Laid::own(row, Merged::Lost)), 1)
}

pub(super) fn table(text: &Text, columns: Vec<Column>, rows: Vec<Laid>, end: usize) -> Found {
    let rows = merged::finish(text, &columns, rows);
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
