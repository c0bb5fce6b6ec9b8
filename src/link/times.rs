//! Tasks ← deadlines: from their own words, the deadline cell of their row, and the lines that govern them.

use super::actors::Linker;
use super::calendar;
use super::record::DeadlineEntry;
use super::tasks::Place as Where;
use super::time_cells::DURATION;
use super::told;
use crate::extract::deadlines::{Reading, read};
use crate::note::{Notes, Severity};
use crate::rules::headings::ColumnKind;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::trace;
use crate::value::confidence::Confidence;
use crate::value::deadline::Deadline;

/// Code of the note on words that look like a deadline and could not be read: an error where they name a day that is
/// not in the calendar, else a warning.
pub const UNREAD: &str = "deadline-unread";

impl Linker<'_> {
    /// The deadlines of the task at this position, equal ones merged.
    pub fn deadlines(&self, at: usize, notes: &mut Notes) -> Vec<DeadlineEntry> {
        let task = &self.drafts.tasks[at];
        let mut readings = match task.place {
            Where::Node(_) => {
                let mut read = self.read_times(task.main, Place::Task);
                read.retain(|reading| !self.is_past(task.main, reading));
                read
            }
            Where::Row(_, table, row) => self.of_row_times(table, row),
        };
        for attribute in self.governing(at) {
            if attribute.kind == ColumnKind::Deadline {
                let cell = self.of_deadline_cell(attribute.value);
                if let Some(unread) = cell.unread {
                    self.note_line(unread, notes);
                }
                readings.extend(cell.readings);
            }
        }
        self.resolve(readings, notes)
    }

    /// The time expressions of a stretch, as the rules of a place read them.
    pub(super) fn read_times(&self, span: Span, place: Place) -> Vec<Reading> {
        read(self.facts.outline.text.folded(), span, place, self.rules)
    }

    /// `thiệt hại do đợt mưa lũ từ ngày 16-22/11/2025`, `thủ tục ban hành trước ngày 01/01/2024`: a time that was over when
    /// the document was issued, in a clause that tells of what was or right behind such a verb; or a stretch that was over
    /// for more than a year. In running text only, and where it gives its own year.
    fn is_past(&self, task: Span, reading: &Reading) -> bool {
        let stretch = reading.key == "during";
        if !stretch && reading.key != "by" || reading.value.contains('?') {
            return false;
        }
        let text = self.facts.outline.text.folded();
        let before = Span::new(task.start, reading.span.start).cut(text);
        let clause = before.rsplit([',', ';', '.']).next().unwrap_or(before);
        let phrases = &self.rules.phrases;
        let told = stretch && !phrases.find(List::PastWord, clause).is_empty()
            || phrases.ends(List::PastVerb, clause.trim_end()).is_some();
        if !told && !stretch {
            return false;
        }
        let date = self.facts.header.date.as_ref();
        let Some(issued) = date.and_then(|date| date.value.earliest()) else {
            return false;
        };
        let year = self.context.year;
        let resolved = calendar::resolve(&reading.key, &reading.value, "", year);
        let past = resolved.iter().all(|one| {
            let end = match one.deadline {
                Deadline::During(_, end) | Deadline::By(end) => end,
                _ => return false,
            };
            let over = match told {
                true => end < issued,
                false => end.year() + 1 < issued.year(),
            };
            one.inferred.is_empty() && over
        });
        let past = past && !resolved.is_empty();
        if past {
            trace::tell(|| told::was_over(reading));
        }
        past
    }

    fn of_row_times(&self, number: usize, row: usize) -> Vec<Reading> {
        let table = &self.facts.outline.tables[number];
        let row = &table.rows[row];
        let mut readings = Vec::new();
        for (at, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let Some(span) = cell
                .span
                .filter(|_| column.kind == Some(ColumnKind::Deadline))
            else {
                continue;
            };
            let mut found = self.of_deadline_cell(span).readings;
            if self.durations.contains(&(number, at)) {
                found.retain(|reading| {
                    let counts = reading.rule != DURATION;
                    if !counts {
                        trace::tell(|| told::processing_time(reading));
                    }
                    counts
                });
            }
            readings.extend(found);
        }
        for kind in [ColumnKind::Task, ColumnKind::Result, ColumnKind::Component] {
            for cell in table.cells(row, kind).filter(|cell| !cell.inherited) {
                // In other cells only how often the work is done counts: dates there belong to the matter.
                let found = cell
                    .span
                    .map(|span| self.read_times(span, Place::Task))
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

    fn resolve(&self, readings: Vec<Reading>, notes: &mut Notes) -> Vec<DeadlineEntry> {
        let mut entries: Vec<DeadlineEntry> = Vec::new();
        for reading in readings {
            let words = self.facts.outline.cut(reading.span);
            let resolved =
                calendar::resolve(&reading.key, &reading.value, words, self.context.year);
            if resolved.is_empty() {
                trace::tell(|| told::no_such_day(&reading));
                notes.push(
                    UNREAD,
                    Severity::Error,
                    format!("`{words}` names a day that is not in the calendar, or a year that the plan does not tell"),
                    Some(reading.span),
                );
            }
            for found in resolved {
                let value = found.deadline.to_string();
                if entries.iter().any(|entry| entry.value == value) {
                    trace::tell(|| told::said_before(&reading, &value));
                    continue;
                }
                trace::tell(|| told::deadline(&reading, &value));
                entries.push(self.entry(&reading, found, value));
            }
        }
        entries
    }

    fn entry(&self, reading: &Reading, found: calendar::Resolved, value: String) -> DeadlineEntry {
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
