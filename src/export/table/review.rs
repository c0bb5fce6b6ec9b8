//! The table of values that a reader should check, the least sure first.

use super::{Cell, Context, Row, share, span, text, word};
use crate::link::grounds::{self, Judged, Slot};
use crate::link::record::Record;
use crate::value::confidence::Confidence;

pub const REVIEW: &[&str] = &[
    "document",
    "task",
    "field",
    "value",
    "confidence",
    "rule",
    "condition",
    "text",
    "span_start",
    "span_end",
    "line",
];

/// The values of a record below the threshold of the run, each with its confidence.
pub fn review<'a>(record: &'a Record, context: &'a Context) -> Vec<(Confidence, Row<'a>)> {
    let doubtful = grounds::values(record).into_iter();
    doubtful
        .filter(|value| value.confidence < context.review_below)
        .map(|value| (value.confidence, row(record, value)))
        .collect()
}

fn row<'a>(record: &'a Record, value: Judged<'a>) -> Row<'a> {
    let task = match value.slot {
        Slot::Task(at) | Slot::Agency(at, _) | Slot::Deadline(at, _) => record.tasks.get(at),
        _ => None,
    };
    let mut row = vec![
        text(&record.source.path),
        task.map_or(Cell::Empty, |task| word(&task.id)),
        word(value.field.as_str()),
        Cell::Text(value.value.into()),
        share(value.confidence),
        word(value.rule),
        Cell::Word(value.conditions.into()),
        text(value.text),
    ];
    row.extend(span(value.span));
    row
}
