//! Tables with one row a line: their rows below their heads, and TAB rows.

use super::align;
use super::merged::{self, Laid, Merged};
use super::{Column, Table, header};
use crate::outline::lines::{Line, LineKind};
use crate::outline::parts::is_capital;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Text;
use crate::value::label::{self, LabelKind};
use std::ops::Range;

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
    let first: Vec<Column> = own.iter().copied().map(Column::unknown).collect();
    let mut last = region.start;
    for at in region.start + 1..region.end {
        if lines[at].kind != LineKind::Tabs {
            continue;
        }
        let between = &lines[last + 1..at];
        let cells = cells_of(text, lines[at], '\t');
        let begun = last > region.start;
        if begun && between.is_empty() && header::names_others(text, &first, &cells, rules) {
            return at;
        }
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

pub(super) fn cells_of(text: &Text, line: Line, mark: char) -> Vec<Option<Span>> {
    let mut cells = Vec::new();
    let mut start = line.span.start;
    for part in line.span.cut(text.normalised()).split(mark) {
        cells.push(trimmed(part, start));
        start += part.len() + mark.len_utf8();
    }
    cells
}

fn trimmed(part: &str, start: usize) -> Option<Span> {
    let inside = part.trim();
    let at = start + (part.len() - part.trim_start().len());
    (!inside.is_empty()).then(|| Span::new(at, at + inside.len()))
}

pub(super) fn build(
    text: &Text,
    mut rows: Vec<Vec<Option<Span>>>,
    end: usize,
    rules: &Rules,
) -> Found {
    let head = rows.first()?;
    let mut columns = header::columns(text, head, rules)?;
    rows.remove(0);
    if let Some(lower) = rows.first() {
        if header::second_row(text, &columns, lower) {
            header::merge(text, &mut columns, lower, rules);
            rows.remove(0);
        } else if let Some(spread) = spread(text, &columns, &rows, rules) {
            columns = spread;
            rows.remove(0);
        }
    }
    let rows: Vec<Laid> = rows
        .into_iter()
        .filter_map(|row| laid(text, &columns, row, rules))
        .collect();
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

/// The columns where the first row names only those that a head spans, and the row below it is as long as all of them.
fn spread(
    text: &Text,
    columns: &[Column],
    rows: &[Vec<Option<Span>>],
    rules: &Rules,
) -> Option<Vec<Column>> {
    let lower: Vec<Span> = rows.first()?.iter().copied().collect::<Option<_>>()?;
    let below = rows.iter().skip(1).find(|row| row.len() > 1)?;
    let spread = header::spread(text, columns, &lower, rules)?;
    (lower.len() <= columns.len() && spread.len() == below.len()).then_some(spread)
}

/// The cells of a row below their heads; `None` where it is part of the head. One that lacks cells is laid over the columns.
fn laid(
    text: &Text,
    columns: &[Column],
    mut row: Vec<Option<Span>>,
    rules: &Rules,
) -> Option<Laid> {
    let width = columns.len();
    if let [Some(cell)] = row[..]
        && width > 2
    {
        return Some(Laid::across(cell, columns));
    }
    let cells: Vec<Span> = row.iter().flatten().copied().collect();
    let lacks = row.len() < width && cells.len() == row.len();
    // `I | NHÓM MỘT |`: a number and words head the rows below.
    let misfits = lacks && row.len() > 2 && !align::fit_in_order(text, &cells, columns, rules);
    let short = row.clone();
    row.resize(width, None);
    if header::repeats(text, columns, &row)
        || header::repeats_lower(text, columns, &row)
        || header::counts_columns(text, &row)
    {
        return None;
    }
    Some(match misfits {
        true => Laid::own(align::lay(text, &short, columns, rules), Merged::Lost),
        false => Laid::own(row, Merged::Unknown),
    })
}
