//! Tasks ← deadlines: from their own words, the deadline cell of their row, and the lines that govern them.

use super::actors::Linker;
use super::calendar;
use super::record::DeadlineEntry;
use super::tasks::{Drafted, Place as Where};
use super::told;
use crate::extract::deadlines::{Reading, read};
use crate::note::{Notes, Severity};
use crate::outline::table::Table;
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::trace;
use crate::value::confidence::Confidence;

impl Linker<'_> {
    /// The deadlines of the task at this position, equal ones merged.
    pub fn deadlines(&self, at: usize, notes: &mut Notes) -> Vec<DeadlineEntry> {
        let task = &self.drafts.tasks[at];
        let mut readings = match task.place {
            Where::Node(_) => self.read(task.main, Place::Task),
            Where::Row(_, table, row) => {
                self.of_row_times(&self.facts.outline.tables[table], row, notes)
            }
        };
        for attribute in &self.drafts.attributes {
            if attribute.kind == ColumnKind::Deadline && self.governs(attribute, at) {
                readings.extend(self.of_deadline_cell(attribute.value, notes));
            }
        }
        self.resolve(task, readings, notes)
    }

    fn read(&self, span: Span, place: Place) -> Vec<Reading> {
        read(self.facts.outline.text.folded(), span, place, self.rules)
    }

    fn of_row_times(&self, table: &Table, row: usize, notes: &mut Notes) -> Vec<Reading> {
        let row = &table.rows[row];
        let mut readings = Vec::new();
        for cell in table.cells(row, ColumnKind::Deadline) {
            if let Some(span) = cell.span {
                readings.extend(self.of_deadline_cell(span, notes));
            }
        }
        for kind in [ColumnKind::Task, ColumnKind::Result, ColumnKind::Component] {
            for cell in table.cells(row, kind).filter(|cell| !cell.inherited) {
                // In other cells only how often the work is done counts: dates there belong to the matter.
                let found = cell
                    .span
                    .map(|span| self.read(span, Place::Task))
                    .unwrap_or_default();
                readings.extend(found.into_iter().filter(|reading| {
                    let counts = matches!(reading.key.as_str(), "every" | "continuous")
                        || reading.key == "by" && !table.has(ColumnKind::Deadline);
                    if !counts {
                        trace::tell(|| told::other_cell(reading));
                    }
                    counts
                }));
            }
        }
        readings
    }

    /// A cell or line that tells when: piece by piece; a piece that no rule reads is an event if it opens like one.
    fn of_deadline_cell(&self, span: Span, notes: &mut Notes) -> Vec<Reading> {
        let folded = self.facts.outline.folded(span);
        if opens_event(folded, self.rules) && !folded.contains(['\n', ';']) {
            let whole = self.read(span, Place::RowDeadline);
            if whole.iter().all(|reading| {
                reading.key == "every"
                    || reading.key == "event"
                    || reading.key == "during" && reading.rule.ends_with("whole-year")
            }) {
                for reading in &whole {
                    trace::tell(|| told::part_of_event(reading, span));
                }
                return vec![event(span)];
            }
        }
        let mut readings = self.read(span, Place::RowDeadline);
        for piece in pieces(folded, span.start) {
            let read = readings.iter().any(|reading| reading.span.overlaps(piece));
            let text = self.facts.outline.folded(piece);
            if read || text.is_empty() {
                continue;
            }
            if opens_event(text, self.rules) {
                readings.push(event(piece));
            } else if readings.is_empty() && !is_open(text) {
                notes.push(
                    "deadline-unread",
                    Severity::Warning,
                    format!(
                        "no rule reads the deadline `{}`; add one to rules/deadlines.toml",
                        self.facts.outline.cut(piece)
                    ),
                    Some(piece),
                );
            }
        }
        readings
    }

    fn resolve(
        &self,
        _task: &Drafted,
        readings: Vec<Reading>,
        notes: &mut Notes,
    ) -> Vec<DeadlineEntry> {
        let mut entries: Vec<DeadlineEntry> = Vec::new();
        for reading in readings {
            let words = self.facts.outline.cut(reading.span);
            let Some(found) =
                calendar::resolve(&reading.key, &reading.value, words, self.context.year)
            else {
                trace::tell(|| told::no_such_day(&reading));
                notes.push(
                    "deadline-unread",
                    Severity::Error,
                    format!("`{words}` names a day that is not in the calendar, or a year that the plan does not tell"),
                    Some(reading.span),
                );
                continue;
            };
            let value = found.deadline.to_string();
            if entries.iter().any(|entry| entry.value == value) {
                trace::tell(|| told::said_before(&reading, &value));
                continue;
            }
            trace::tell(|| told::deadline(&reading, &value));
            entries.push(self.entry(&reading, found, value));
        }
        entries
    }

    fn entry(&self, reading: &Reading, found: calendar::Resolved, value: String) -> DeadlineEntry {
        use crate::value::deadline::Deadline;
        let (start, end, every) = match &found.deadline {
            Deadline::By(day) => (None, Some(day.to_string()), None),
            Deadline::During(from, to) => (Some(from.to_string()), Some(to.to_string()), None),
            Deadline::Every(period) => (None, None, Some(period.as_str().to_string())),
            Deadline::Continuous | Deadline::Event(_) => (None, None, None),
        };
        let text = &self.facts.outline.text;
        DeadlineEntry {
            value,
            kind: found.deadline.kind().to_string(),
            start,
            end,
            every,
            inferred: found.inferred,
            text: text.quote(reading.span).to_string(),
            span: text.original_span(reading.span),
            rule: reading.rule.clone(),
            confidence: Confidence::default(),
        }
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

/// `Theo kế hoạch …`, `Trước và trong quá trình bầu cử`, `Sau khi …`, `Khi …`.
fn opens_event(folded: &str, rules: &Rules) -> bool {
    rules
        .phrases
        .starts(List::EventOpening, folded)
        .is_some_and(|end| folded[end..].starts_with(' '))
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
