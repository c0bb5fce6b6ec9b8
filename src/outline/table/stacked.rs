//! Tables written one cell a line with nothing between the cells, as text copied from a web page or a document comes out:
//! told by their head (`TT`, then the heads of other columns) and by the numbers of their rows.

use super::align::is_order;
use super::bars;
use super::header;
use super::rows::Found;
use crate::deadline;
use crate::outline::lines::{Line, LineKind};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::text::Text;
use crate::value::label::{self, LabelKind};

/// Code points of the longest head of the column of numbers: `Số thứ tự`.
const LONGEST_ORDER: usize = 10;

/// Columns beside that of numbers, at most.
const MOST_HEADS: usize = 12;

/// Known heads, that of the numbers among them: lines of running text are short, too.
const KNOWN: usize = 3;

/// The table whose head begins in line `at`.
pub fn read(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Found {
    let first = *lines.get(at)?;
    if !names_numbers(text, first, rules) {
        return None;
    }
    deadline::check();
    let (heads, begin) = heads(text, lines, at, rules)?;
    let width = heads.len();
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let mut end = begin;
    for (number, line) in lines.iter().enumerate().skip(begin) {
        match line.kind {
            LineKind::Blank => continue,
            LineKind::Text => {}
            _ => break,
        }
        let cell = line.span;
        if is_order(cell.cut(text.folded())) {
            rows.push(vec![cell]);
        } else {
            let row = rows.last_mut()?;
            let goes_on = row.len() > 1 && joins(text, cell);
            if !goes_on && (row.len() >= width || opens_section(text, cell)) {
                break;
            }
            match row.last_mut().filter(|_| goes_on) {
                Some(last) => *last = last.join(cell),
                None => row.push(cell),
            }
        }
        end = number + 1;
    }
    // A number alone behind the table belongs to what follows.
    let whole = rows.iter().filter(|row| row.len() > 1).count();
    if whole < 2 {
        return None;
    }
    let cells: Vec<Span> = heads
        .into_iter()
        .chain(rows.into_iter().flatten())
        .collect();
    bars::open(text, &cells, end, rules)
}

/// `TT`, `STT`: the head of the column of numbers.
fn names_numbers(text: &Text, line: Line, rules: &Rules) -> bool {
    line.kind == LineKind::Text
        && line.span.len() <= 2 * LONGEST_ORDER
        && header::classify(text, line.span, rules) == Some(ColumnKind::Order)
}

/// The heads from line `at` on, and the line of the first row's number.
fn heads(text: &Text, lines: &[Line], at: usize, rules: &Rules) -> Option<(Vec<Span>, usize)> {
    let mut heads: Vec<Span> = Vec::new();
    for (number, line) in lines.iter().enumerate().skip(at) {
        match line.kind {
            LineKind::Blank => continue,
            LineKind::Text => {}
            _ => return None,
        }
        let folded = line.span.cut(text.folded());
        if heads.len() > 2 && matches!(folded.trim_end_matches('.'), "1" | "01" | "i" | "a") {
            return (known(text, &heads, rules) >= KNOWN).then_some((heads, number));
        }
        if heads.len() > 2 && header::begins_count(text, line.span) {
            let counts = lines.iter().enumerate().skip(number);
            let counts: Vec<(usize, Option<Span>)> = counts
                .filter(|(_, line)| line.kind == LineKind::Text)
                .take(heads.len())
                .map(|(at, line)| (at, Some(line.span)))
                .collect();
            let row: Vec<Option<Span>> = counts.iter().map(|(_, cell)| *cell).collect();
            if !header::counts_columns(text, &row) {
                return None;
            }
            let (last, _) = counts.last()?;
            let known = known(text, &heads, rules);
            return (known >= KNOWN).then_some((heads, last + 1));
        }
        if heads.len() > MOST_HEADS || folded.ends_with(['.', ';', ':']) || is_order(folded) {
            return None;
        }
        heads.push(line.span);
    }
    None
}

fn known(text: &Text, heads: &[Span], rules: &Rules) -> usize {
    let known = heads.iter();
    let known = known.filter(|head| header::classify(text, **head, rules).is_some());
    known.count()
}

/// Whether a line goes on with the cell above it: it begins like the middle of a sentence, or is an item of a list.
fn joins(text: &Text, line: Span) -> bool {
    let written = line.cut(text.normalised());
    written.starts_with(char::is_lowercase) || written.starts_with(['-', '+', '•', '('])
}

/// `II. TỔ CHỨC THỰC HIỆN`, `Điều 3. …`: what stands behind the table.
fn opens_section(text: &Text, line: Span) -> bool {
    let written = line.cut(text.normalised());
    let Some(label) = label::read(written) else {
        return false;
    };
    let capital = super::super::parts::is_capital(written);
    capital && matches!(label.kind, LabelKind::Roman | LabelKind::Capital)
        || matches!(
            label.kind,
            LabelKind::Part | LabelKind::Chapter | LabelKind::Article
        )
}
