//! Tables with one row a line and bars between the cells, as in Markdown or as text copied from a page: `| a | b |`, `a | b |`.

use super::Column;
use super::align;
use super::header;
use super::rows::{Found, build, cells_of};
use crate::outline::lines::{Line, LineKind};
use crate::outline::parts::is_capital;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Text;
use crate::value::label::{self, LabelKind};

/// Rulings (`|---|`) that may stand above the head.
const MOST_RULINGS: usize = 3;

/// A table of Markdown pipe rows that begins at line `at`.
pub fn read(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Found {
    if !begins_with_head(text, lines, at, rules) {
        return None;
    }
    let begin = (at..lines.len()).find(|&at| !is_ruling(text, lines[at]))?;
    let head = pipe_cells(text, lines[begin], Frame::ALL);
    let written = lines[begin].span.cut(text.normalised());
    let frame = Frame {
        left: written.starts_with('|'),
        right: written.ends_with('|'),
        width: head.len(),
    };
    let columns = header::columns(text, &head, rules)?;
    let mut rows = vec![head];
    let mut end = begin + 1;
    while let Some(line) = lines.get(end) {
        if is_ruling(text, *line) {
            end += 1;
        } else if line.kind == LineKind::Pipes {
            let row = pipe_cells(text, *line, frame);
            if rows.len() > 1 && header::names_others(text, &columns, &row, rules) {
                break;
            }
            rows.push(row);
            end += 1;
        } else if let Some((row, next)) = group_row(text, lines, end, &columns, rules) {
            rows.push(vec![Some(row)]);
            end = next;
        } else {
            break;
        }
    }
    build(text, rows, end, rules)
}

fn is_ruling(text: &Text, line: Line) -> bool {
    line.kind == LineKind::Pipes && is_separator(line.span.cut(text.normalised()))
}

/// `I. NHÓM MỘT |`, `| I. NHÓM MỘT`, `I. NHÓM MỘT`: one cell that heads the rows below it, and the line behind it. Without a
/// bar its words must tell.
fn group_row(
    text: &Text,
    lines: &[Line],
    at: usize,
    columns: &[Column],
    rules: &Rules,
) -> Option<(Span, usize)> {
    let pair = |at: usize| {
        let (first, second) = (lines.get(at)?, lines.get(at + 1)?);
        let between = text.normalised().get(first.span.end..second.span.start)?;
        let row = match (first.kind, second.kind) {
            (LineKind::Text, LineKind::Bar) => first.span,
            (LineKind::Bar, LineKind::Text) => second.span,
            _ => return None,
        };
        (!between.contains('\n')).then_some(row)
    };
    let line = lines.get(at)?;
    let barred = pair(at);
    let alone =
        || (line.kind == LineKind::Text && titles_rows(text, line.span)).then_some(line.span);
    let row = barred.or_else(alone)?;
    let next = at + if barred.is_some() { 2 } else { 1 };
    let below = lines.get(next)?;
    if below.kind != LineKind::Pipes {
        // One group may stand right below another.
        return (barred.is_some() && pair(next).is_some()).then_some((row, next));
    }
    let cells = pipe_cells(text, *below, Frame::ALL);
    let head = header::repeats(text, columns, &cells)
        || header::names_others(text, columns, &cells, rules);
    let first = cells.first().copied().flatten();
    let numbered = first.is_some_and(|cell| align::is_order(cell.cut(text.folded())));
    (!head && (barred.is_some() || numbered)).then_some((row, next))
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
            header::columns(text, &pipe_cells(text, *line, Frame::ALL), rules).is_some()
        })
}

/// Which bars at the ends of a line are the frame of the table.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// The head has a bar before its first cell.
    left: bool,
    /// The head has a bar behind its last cell.
    right: bool,
    /// Cells of the head: a row with more has bars at its ends all the same.
    width: usize,
}

impl Frame {
    /// All bars at the ends.
    const ALL: Self = Self {
        left: true,
        right: true,
        width: usize::MAX,
    };
}

/// The cells of a line: where the head has no bar at an end, one there stands beside an empty cell.
fn pipe_cells(text: &Text, line: Line, frame: Frame) -> Vec<Option<Span>> {
    let mut cells = cells_of(text, line, '|');
    let written = line.span.cut(text.normalised());
    if written.starts_with('|') && (frame.left || cells.len() > frame.width) {
        cells.remove(0);
    }
    if written.ends_with('|') && (frame.right || cells.len() > frame.width) {
        cells.pop();
    }
    cells
}

/// `II. NHÓM HAI`, `A. Chỉ đạo`, `NHÓM MỘT`.
fn titles_rows(text: &Text, line: Span) -> bool {
    /// Code points; longer lines are text.
    const LONGEST: usize = 120;
    let written = line.cut(text.normalised());
    let label = label::read(written).map(|label| label.kind);
    let told = matches!(label, Some(LabelKind::Roman | LabelKind::Capital)) || is_capital(written);
    told && written.chars().count() <= LONGEST
}

/// `|---|:--:|`
fn is_separator(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}
