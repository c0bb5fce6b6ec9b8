//! Tables with rows for the tasks of a plan.

use super::{Cell, Context, Row, evidence, list, optional, share, span, text, word, yes_no};
use crate::link::record::{Assignment, DeadlineEntry, Record, Task};
use crate::value::Level;

pub const TASKS: &[&str] = &[
    "document",
    "task",
    "text",
    "path",
    "dimensions",
    "agencies",
    "deadlines",
    "span_start",
    "span_end",
    "line",
    "rule",
    "confidence",
];

pub fn tasks<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    record.tasks.iter().map(|t| task(record, t)).collect()
}

fn task<'a>(record: &'a Record, task: &'a Task) -> Row<'a> {
    let mut row = key(record, task);
    row.extend([
        text(&task.text),
        list(&task.path, " > "),
        list(&task.dimensions, "; "),
        Cell::Number(task.agencies.len()),
        Cell::Number(task.deadlines.len()),
    ]);
    row.extend(span(task.span));
    row.extend([word(&task.rule), share(task.confidence)]);
    row
}

pub const ASSIGNMENTS: &[&str] = &[
    "document",
    "task",
    "agency",
    "level",
    "role",
    "generic",
    "known",
    "text",
    "span_start",
    "span_end",
    "line",
    "rule",
    "confidence",
];

pub fn assignments<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    each(record, |task| &task.agencies, assignment)
}

fn assignment(agency: &Assignment) -> Row<'_> {
    let mut row = vec![
        text(&agency.name),
        optional(agency.level.map(Level::as_str), word),
        word(agency.role.as_str()),
        yes_no(agency.generic),
        yes_no(agency.known),
    ];
    let confidence = agency.confidence;
    row.extend(evidence(
        &agency.text,
        agency.span,
        &agency.rule,
        confidence,
    ));
    row
}

pub const DEADLINES: &[&str] = &[
    "document",
    "task",
    "deadline",
    "kind",
    "first_day",
    "last_day",
    "every",
    "inferred",
    "text",
    "span_start",
    "span_end",
    "line",
    "rule",
    "confidence",
];

pub fn deadlines<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    each(record, |task| &task.deadlines, deadline)
}

fn deadline(deadline: &DeadlineEntry) -> Row<'_> {
    let mut row = vec![
        text(&deadline.value),
        word(&deadline.kind),
        optional(deadline.start.as_deref(), word),
        optional(deadline.end.as_deref(), word),
        optional(deadline.every.as_deref(), word),
        list(&deadline.inferred, "; "),
    ];
    let confidence = deadline.confidence;
    row.extend(evidence(
        &deadline.text,
        deadline.span,
        &deadline.rule,
        confidence,
    ));
    row
}

/// A row for each part of each task, the task's key before it.
fn each<'a, T>(
    record: &'a Record,
    parts: fn(&'a Task) -> &'a Vec<T>,
    row: fn(&'a T) -> Row<'a>,
) -> Vec<Row<'a>> {
    record
        .tasks
        .iter()
        .flat_map(|task| {
            parts(task).iter().map(move |part| {
                let mut whole = key(record, task);
                whole.extend(row(part));
                whole
            })
        })
        .collect()
}

/// `document, task`: the two columns by which the tables are joined.
fn key<'a>(record: &'a Record, task: &'a Task) -> Row<'a> {
    vec![text(&record.source.path), word(&task.id)]
}
