//! Cells and lines that tell when, piece by piece; and which columns of a table tell when at all.

use super::actors::Linker;
use super::tasks::Place as Where;
use super::times::UNREAD;
use super::told;
use crate::extract::deadlines::Reading;
use crate::note::{Notes, Severity};
use crate::outline::table::Table;
use crate::rules::headings::ColumnKind;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::trace;
use std::collections::BTreeSet;

/// The rule that reads `05 ngày làm việc`: a deadline in a plan, a processing time in a list of procedures.
pub const DURATION: &str = "deadline/duration-cell";

/// A column of fewer filled cells says nothing about what it holds.
const FEWEST_CELLS: usize = 3;

/// Longest quotation in a message, in code points.
const LONGEST_QUOTE: usize = 60;

/// What a cell or line says about time.
#[derive(Debug, Default)]
pub(super) struct CellTimes {
    /// Time expressions, in order.
    pub readings: Vec<Reading>,
    /// The cell, where nothing in it was understood though it should tell when.
    pub unread: Option<Span>,
}

/// Columns that hold processing times, as positions of table and column.
pub type Durations = BTreeSet<(usize, usize)>;

impl Linker<'_> {
    /// A cell or line that tells when: piece by piece; a piece that no rule reads is an event if it opens like one.
    pub(super) fn of_deadline_cell(&self, span: Span) -> CellTimes {
        let folded = self.facts.outline.folded(span);
        let mut readings = self.read_times(span, Place::RowDeadline);
        if self.is_one_phrase(span)
            && self.opens_event(folded)
            && readings
                .iter()
                .all(|reading| names_no_time(reading, span.start))
        {
            for reading in &readings {
                trace::tell(|| told::part_of_event(reading, span));
            }
            readings = vec![event(span)];
        }
        let mut unread = None;
        for piece in pieces(folded, span.start) {
            let read = readings.iter().any(|reading| reading.span.overlaps(piece));
            let text = self.facts.outline.folded(piece);
            if read || text.is_empty() {
                continue;
            }
            if self.opens_event(text) {
                readings.push(event(piece));
            } else if !is_open(text) {
                unread = Some(span);
            }
        }
        let unread = unread.filter(|_| readings.is_empty());
        CellTimes { readings, unread }
    }

    /// Whether a cell is one phrase, on one line or wrapped: no `;`, and no line that begins anew.
    fn is_one_phrase(&self, span: Span) -> bool {
        let outline = &self.facts.outline;
        let (text, folded) = (outline.cut(span), outline.folded(span));
        // `Theo` / `Kế hoạch …`: the phrase goes on behind the first line.
        let open = |above: &str| self.rules.phrases.ends(List::OpenEnd, above).is_some();
        let anew = |(line, above): (&str, &str)| {
            let line = line.trim_start();
            line.starts_with(['-', '+', '*', '•'])
                || line.starts_with(char::is_uppercase) && !open(above)
        };
        !text.contains(';') && !text.lines().skip(1).zip(folded.lines()).any(anew)
    }

    fn opens_event(&self, folded: &str) -> bool {
        self.rules
            .phrases
            .starts(List::EventOpening, folded)
            .is_some_and(|end| {
                folded[end..].is_empty() || folded[end..].starts_with(char::is_whitespace)
            })
    }

    /// Looks over the columns of times of all tables that hold tasks: those of processing times are returned, and of
    /// the others one note a column tells what no rule reads.
    pub fn judge_columns(&self, notes: &mut Notes) -> Durations {
        let used: BTreeSet<usize> = self
            .drafts
            .tasks
            .iter()
            .filter_map(|task| match task.place {
                Where::Row(_, table, _) => Some(table),
                Where::Node(_) => None,
            })
            .collect();
        let mut durations = Durations::new();
        for number in used {
            let table = &self.facts.outline.tables[number];
            for at in 0..table.columns.len() {
                if table.columns[at].kind == Some(ColumnKind::Deadline)
                    && self.holds_durations(table, at, notes)
                {
                    durations.insert((number, at));
                }
            }
        }
        durations
    }

    /// Whether most cells of a column are mere lengths of time (`5 ngày`, `04 giờ`, `7`).
    fn holds_durations(&self, table: &Table, column: usize, notes: &mut Notes) -> bool {
        let cells = table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .filter(|cell| !cell.inherited)
            .filter_map(|cell| cell.span);
        let (mut filled, mut lengths, mut unread) = (0, 0, Vec::new());
        for span in cells {
            let times = trace::silently(|| self.of_deadline_cell(span));
            let number = self
                .facts
                .outline
                .folded(span)
                .chars()
                .all(|c| !c.is_alphabetic());
            let length = |reading: &Reading| reading.rule == DURATION;
            filled += 1;
            if times.readings.iter().any(length) || number && times.readings.is_empty() {
                lengths += 1;
            } else {
                unread.extend(times.unread);
            }
        }
        let durations = filled >= FEWEST_CELLS && lengths * 2 > filled;
        if !durations {
            self.note_column(table, column, &unread, notes);
        }
        durations
    }

    fn note_column(&self, table: &Table, column: usize, unread: &[Span], notes: &mut Notes) {
        let Some(first) = unread.first() else { return };
        let head = table.columns[column].heads.first();
        let head = head.map_or("", |head| self.facts.outline.cut(*head));
        let what = match unread.len() {
            1 => "no rule reads the deadline".to_string(),
            many => format!("no rule reads {many} deadlines in the column `{head}`, the first"),
        };
        let message = format!(
            "{what} `{}`; add one to rules/deadlines.toml",
            self.quoted(*first)
        );
        notes.push(UNREAD, Severity::Warning, message, Some(*first));
    }

    /// A note on a line such as `Thời gian thực hiện: …` that no rule reads.
    pub(super) fn note_line(&self, span: Span, notes: &mut Notes) {
        let message = format!(
            "no rule reads the deadline `{}`; add one to rules/deadlines.toml",
            self.quoted(span)
        );
        notes.push(UNREAD, Severity::Warning, message, Some(span));
    }

    fn quoted(&self, span: Span) -> String {
        let words: Vec<&str> = self.facts.outline.cut(span).split_whitespace().collect();
        let text = words.join(" ");
        match text.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }
}

/// `Theo kế hoạch … hàng năm`: what is read inside such words belongs to what they name. `Trong năm` is a time itself.
fn names_no_time(reading: &Reading, start: usize) -> bool {
    let inside = reading.span.start > start;
    match reading.key.as_str() {
        "event" => true,
        "every" => inside,
        "during" => inside && reading.rule.ends_with("whole-year"),
        _ => false,
    }
}

fn event(span: Span) -> Reading {
    Reading {
        span,
        key: "event".to_string(),
        value: "words".to_string(),
        rule: "deadline/event-cell".to_string(),
    }
}

/// `Từ ngày ký`, `Từ 01/7/2025`: no end, no deadline.
fn is_open(folded: &str) -> bool {
    folded.starts_with("từ ")
        || folded.starts_with("kể từ")
        || folded.chars().all(|c| !c.is_alphanumeric())
}

/// Pieces between `;`, `,` and line breaks, bullets left out.
fn pieces(folded: &str, base: usize) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for piece in folded.split([';', ',', '\n']) {
        let mark = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '+' | '*' | '(' | ')');
        let inside = piece.trim_matches(mark);
        if !inside.is_empty() {
            let at = start + (piece.len() - piece.trim_start_matches(mark).len());
            pieces.push(Span::new(at, at + inside.len()).shift(base));
        }
        start += piece.len() + 1;
    }
    pieces
}
