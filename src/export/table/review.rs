//! The table of values that a reader should check, the least sure first.

use super::column::{self, Column};
use super::{Cell, Context, Each, Row, share, span, text, word};
use crate::link::grounds::{self, Judged, Slot};
use crate::link::record::Record;
use crate::value::confidence::Confidence;

#[rustfmt::skip]
pub fn columns(_context: &Context) -> Vec<Column> {
    let mut columns = vec![
        column::document(),
        column::task(),
        column::text("field", ["Trường", "Field"],
            ["giá trị của trường nào: `document.number`, `tasks.agencies.role`, …, tên như trong `kehoach eval`",
             "what it is: `document.number`, `tasks.agencies.role`, …, as `kehoach eval` names it"]).required(),
        column::text("value", ["Giá trị", "Value"], ["giá trị", "the value"]).required(),
        column::confidence(),
        column::rule(),
        column::text("condition", ["Điều kiện", "Condition"],
            ["điều kiện được đo riêng: `unlisted`, `year inferred`, … (`rules/README.md`)",
             "what held for it and is measured apart: `unlisted`, `year inferred`, … (`rules/README.md`)"]).required(),
        column::text("text", ["Nguyên văn", "As written"], ["nguyên văn; trống với nội dung chỉ số", "as written; empty for a dimension"]),
    ];
    columns.extend(column::span());
    columns
}

/// The values of a record below the threshold of the run, each with its confidence.
pub fn review<'a>(record: &'a Record, context: &'a Context) -> Each<'a, (Confidence, Row<'a>)> {
    let doubtful = grounds::values(record).filter(|value| value.confidence < context.review_below);
    Box::new(doubtful.map(|value| (value.confidence, row(record, value))))
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
        Cell::Text(value.value.to_string().into()),
        share(value.confidence),
        word(value.rule),
        Cell::Word(value.conditions),
        text(value.text),
    ];
    row.extend(span(value.span));
    row
}
