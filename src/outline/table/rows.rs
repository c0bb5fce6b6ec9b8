//! Tables with one row a line: TAB rows and Markdown pipe rows.

use super::align;
use super::merged::{self, Merged};
use super::{Table, header};
use crate::outline::lines::{Line, LineKind};
use crate::outline::parts::is_capital;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Text;
use crate::value::label::{self, LabelKind};
use std::ops::Range;

/// Rulings (`|---|`) that may stand above the head of a pipe table.
const MOST_RULINGS: usize = 3;

/// A table read at a line: the table, the first line after it, and whether it took the line above.
pub type Found = Option<(Table, usize, bool)>;

/// Lines that may be one table of TAB rows. Each of them may turn out to hold its head, so what they all need is reckoned
/// once.
#[derive(Debug)]
pub struct TabRegion {
    /// The first line after it.
    end: usize,
    /// Of each line, from the first on: the most cells of a row from there to the end.
    widths: Vec<usize>,
    start: usize,
}

impl TabRegion {
    /// The region that begins at line `at`.
    pub fn at(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Self {
        let end = before_next_table(text, lines, at..tab_region(lines, at), rules);
        let mut widest = 0;
        let mut widths: Vec<usize> = lines[at..end]
            .iter()
            .rev()
            .map(|line| {
                if line.kind == LineKind::Tabs {
                    let tabs = line.span.cut(text.normalised()).matches('\t').count();
                    widest = widest.max(tabs + 1);
                }
                widest
            })
            .collect();
        widths.reverse();
        Self {
            end,
            widths,
            start: at,
        }
    }

    /// Whether line `at` is one of its lines.
    pub fn holds(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }
}

/// A table of TAB rows whose head begins in line `at` of a region.
pub fn tabs(text: &Text, lines: &[Line], at: usize, region: &TabRegion, rules: &Rules) -> Found {
    let lines = &lines[at..region.end];
    let width = *region.widths.get(at - region.start)?;
    let head = tab_rows(text, lines, width, 1);
    header::columns(text, head.first()?, rules)?;
    build(
        text,
        tab_rows(text, lines, width, usize::MAX),
        region.end,
        rules,
    )
}

/// A table of Markdown pipe rows that begins at line `at`.
pub fn pipes(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Found {
    if !begins_with_head(text, lines, at, rules) {
        return None;
    }
    let mut end = at;
    while end < lines.len() && matches!(lines[end].kind, LineKind::Pipes) {
        end += 1;
    }
    let head = pipe_cells(text, *lines.get(at)?, usize::MAX);
    let framed = lines[at].span.cut(text.normalised()).starts_with('|');
    // Without bars at the ends of the head, a bar at the end of a row stands beside an empty cell.
    let most = if framed { usize::MAX } else { head.len() };
    let rows: Vec<Vec<Option<Span>>> = lines[at..end]
        .iter()
        .filter(|line| !is_separator(line.span.cut(text.normalised())))
        .map(|line| pipe_cells(text, *line, most))
        .collect();
    build(text, rows, end, rules)
}

/// Whether the first line that is no ruling names columns: asked before the lines below are looked at, since each of
/// them may ask again.
fn begins_with_head(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> bool {
    lines[at..]
        .iter()
        .take(MOST_RULINGS + 1)
        .take_while(|line| line.kind == LineKind::Pipes)
        .find(|line| !is_separator(line.span.cut(text.normalised())))
        .is_some_and(|line| {
            header::columns(text, &pipe_cells(text, *line, usize::MAX), rules).is_some()
        })
}

/// The lines of a TAB table: blank lines and wrapped cells inside it belong to it.
fn tab_region(lines: &[Line], at: usize) -> usize {
    let mut end = at + 1;
    let mut ahead = end;
    let mut gap = 0;
    while ahead < lines.len() && gap < 3 {
        match lines[ahead].kind {
            LineKind::Tabs => {
                end = ahead + 1;
                gap = 0;
            }
            LineKind::Text => gap += 1,
            LineKind::Blank => {}
            LineKind::Rule | LineKind::Bar | LineKind::Pipes => break,
        }
        ahead += 1;
    }
    end
}

/// Where the first table of a region ends: before the head of another one, and before the title of that.
fn before_next_table(text: &Text, lines: &[Line], region: Range<usize>, rules: &Rules) -> usize {
    let own = cells_of(text, lines[region.start], '\t');
    let mut last = region.start;
    for at in region.start + 1..region.end {
        if lines[at].kind != LineKind::Tabs {
            continue;
        }
        let between = &lines[last + 1..at];
        let cells = cells_of(text, lines[at], '\t');
        // A head may have two rows, the first of them wrapped.
        if !between.is_empty()
            && last > region.start
            && let Some(columns) = header::columns(text, &cells, rules)
            && (between.iter().any(|line| is_title(text, *line))
                || !header::repeats(text, &columns, &own))
        {
            // Lines right below the last row are its last cell.
            let wrapped = between
                .iter()
                .take_while(|line| line.kind == LineKind::Text && !is_title(text, **line));
            return last + 1 + wrapped.count();
        }
        last = at;
    }
    region.end
}

/// `PHỤ LỤC II`, `LỊCH KIỂM TRA`: the title of a table.
fn is_title(text: &Text, line: Line) -> bool {
    line.kind == LineKind::Text
        && (is_capital(line.span.cut(text.normalised()))
            || line.span.cut(text.folded()).starts_with("phụ lục"))
}

/// `II. Công khai, minh bạch` in a line without TABs: a row that heads those below it.
fn heads_rows(text: &Text, line: Line) -> bool {
    let label = label::read(line.span.cut(text.normalised()));
    line.kind == LineKind::Text && label.is_some_and(|label| label.kind == LabelKind::Roman)
}

/// The first `most` rows of `width` cells: a row with fewer cells goes on in the next line where that completes it.
fn tab_rows(text: &Text, lines: &[Line], width: usize, most: usize) -> Vec<Vec<Option<Span>>> {
    let mut rows: Vec<Vec<Option<Span>>> = Vec::new();
    let mut open = false;
    for line in lines.iter().filter(|line| line.kind != LineKind::Blank) {
        let cells = cells_of(text, *line, '\t');
        if heads_rows(text, *line) && !rows.is_empty() {
            // Of its own: neither the end of the row above nor the beginning of the one below.
            open = false;
            rows.push(cells);
            continue;
        }
        if let Some(row) = rows
            .last_mut()
            .filter(|row| open && row.len() + cells.len() <= width + 1 && row.len() < width)
        {
            let first = cells.first().copied().flatten();
            let numbered = first.is_some_and(|span| align::is_order(span.cut(text.folded())));
            if !numbered {
                append(row, &cells);
                continue;
            }
        } else if line.kind == LineKind::Text {
            // A wrapped last cell.
            if let Some(row) = rows.last_mut() {
                append(row, &cells);
                continue;
            }
        }
        if rows.len() == most {
            break;
        }
        open = cells.len() < width;
        rows.push(cells);
    }
    for row in &mut rows {
        row.resize(width, None);
    }
    rows
}

/// Joins a wrapped line to a row: its first cell goes on from the row's last.
fn append(row: &mut Vec<Option<Span>>, cells: &[Option<Span>]) {
    if let (Some(last), Some(first)) = (row.last_mut(), cells.first()) {
        *last = match (*last, *first) {
            (Some(a), Some(b)) => Some(a.join(b)),
            (a, b) => a.or(b),
        };
    }
    row.extend(cells.iter().skip(1));
}

fn cells_of(text: &Text, line: Line, mark: char) -> Vec<Option<Span>> {
    let mut cells = Vec::new();
    let mut start = line.span.start;
    for part in line.span.cut(text.normalised()).split(mark) {
        cells.push(trimmed(part, start));
        start += part.len() + mark.len_utf8();
    }
    cells
}

/// The cells of a line: bars at its ends are its frame, but in a table without frame, whose rows have `width` cells.
fn pipe_cells(text: &Text, line: Line, width: usize) -> Vec<Option<Span>> {
    let mut cells = cells_of(text, line, '|');
    let written = line.span.cut(text.normalised());
    let framed = |cells: &Vec<Option<Span>>| width == usize::MAX || cells.len() > width;
    if written.starts_with('|') && framed(&cells) {
        cells.remove(0);
    }
    if written.ends_with('|') && framed(&cells) {
        cells.pop();
    }
    cells
}

fn trimmed(part: &str, start: usize) -> Option<Span> {
    let inside = part.trim();
    let at = start + (part.len() - part.trim_start().len());
    (!inside.is_empty()).then(|| Span::new(at, at + inside.len()))
}

/// `|---|:--:|`
fn is_separator(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn build(text: &Text, mut rows: Vec<Vec<Option<Span>>>, end: usize, rules: &Rules) -> Found {
    let head = rows.first()?;
    let mut columns = header::columns(text, head, rules)?;
    rows.remove(0);
    if rows
        .first()
        .is_some_and(|row| header::second_row(text, &columns, row))
    {
        header::merge(text, &mut columns, &rows[0], rules);
        rows.remove(0);
    }
    let second: Vec<Vec<Option<Span>>> = rows;
    let kept: Vec<Vec<Option<Span>>> = second
        .into_iter()
        .map(|mut row| {
            row.resize(columns.len(), None);
            row
        })
        .filter(|row| {
            !header::repeats(text, &columns, row) && !header::repeats_lower(text, &columns, row)
        })
        .collect();
    let rows = merged::finish(text, &columns, merged::own(kept), Merged::Unknown);
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
