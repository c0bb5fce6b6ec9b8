//! The tables: what each is called, its columns, and its rows for one record.

mod document;
mod finding;
mod review;
mod task;

use super::Context;
use crate::audit::Finding;
use crate::audit::set::Linked;
use crate::error::Failure;
use crate::link::record::{Fact, Record};
use crate::span::OriginalSpan;
use crate::value::confidence::Confidence;
use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// A number of ours: a span, a count, a year.
    Number(usize),
    /// A word of ours, from a closed set: `lead`, `yes`, a date, a rule id.
    Word(Cow<'a, str>),
    /// Words of a document or a file name: anything at all.
    Text(Cow<'a, str>),
}

/// One row.
pub type Row<'a> = Vec<Cell<'a>>;

/// Where the rows of a table come from.
#[derive(Debug, Clone, Copy)]
pub enum Rows {
    /// Any number for each document that was read.
    OfRecord(for<'a> fn(&'a Record, &'a Context) -> Vec<Row<'a>>),
    /// Some for each document, each with its confidence; the table has the least sure rows of the run first.
    WorstFirst(for<'a> fn(&'a Record, &'a Context) -> Vec<(Confidence, Row<'a>)>),
    /// One for each input that was not.
    OfFailure(for<'a> fn(&'a Failure) -> Row<'a>),
    /// One for each finding of the audit.
    OfFinding(for<'a> fn(&'a Finding) -> Row<'a>),
    /// One for each plan of the run that another one cites.
    OfLink(for<'a> fn(&'a Linked) -> Row<'a>),
}

/// One table.
#[derive(Debug)]
pub struct Table {
    /// Its name, and its file's name without the ending.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [&'static str],
    /// Whether a column follows for each dimension of the chosen index.
    pub matrix: bool,
    /// Its rows.
    pub rows: Rows,
}

impl Table {
    /// The heads of all its columns.
    pub fn head(&self, context: &Context) -> Vec<String> {
        let mut head: Vec<String> = self.columns.iter().map(ToString::to_string).collect();
        if self.matrix {
            let index = &context.index;
            head.extend(
                index
                    .dimensions
                    .iter()
                    .map(|(n, _)| format!("{}-{n}", index.name)),
            );
        }
        head
    }
}

/// All tables. Every sink that writes tables, and the data dictionary in `output/README.md`, follow this list.
pub const TABLES: &[Table] = &[
    of_record("documents", document::DOCUMENTS, document::documents),
    of_record("tasks", task::TASKS, task::tasks),
    of_record("assignments", task::ASSIGNMENTS, task::assignments),
    of_record("deadlines", task::DEADLINES, task::deadlines),
    of_record("dimensions", document::DIMENSIONS, document::dimensions),
    of_record("citations", document::CITATIONS, document::citations),
    of_record("mentions", document::MENTIONS, document::mentions),
    of_record("recipients", document::RECIPIENTS, document::recipients),
    of_record("repairs", document::REPAIRS, document::repairs),
    of_record("notes", document::NOTES, document::notes),
    Table {
        name: "review",
        columns: review::REVIEW,
        matrix: false,
        rows: Rows::WorstFirst(review::review),
    },
    Table {
        name: "failures",
        columns: document::FAILURES,
        matrix: false,
        rows: Rows::OfFailure(document::failure),
    },
    Table {
        name: "findings",
        columns: finding::FINDINGS,
        matrix: false,
        rows: Rows::OfFinding(finding::finding),
    },
    Table {
        name: "links",
        columns: finding::LINKS,
        matrix: false,
        rows: Rows::OfLink(finding::link),
    },
    Table {
        name: "coverage",
        columns: document::COVERAGE,
        matrix: true,
        rows: Rows::OfRecord(document::coverage),
    },
];

const fn of_record(
    name: &'static str,
    columns: &'static [&'static str],
    rows: for<'a> fn(&'a Record, &'a Context) -> Vec<Row<'a>>,
) -> Table {
    Table {
        name,
        columns,
        matrix: false,
        rows: Rows::OfRecord(rows),
    }
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

fn word(word: &str) -> Cell<'_> {
    Cell::Word(Cow::Borrowed(word))
}

fn number(number: usize) -> Cell<'static> {
    Cell::Number(number)
}

fn yes_no(yes: bool) -> Cell<'static> {
    word(if yes { "yes" } else { "no" })
}

fn optional<'a>(value: Option<&'a str>, cell: fn(&'a str) -> Cell<'a>) -> Cell<'a> {
    value.map_or(Cell::Empty, cell)
}

/// Several values of a document in one cell.
fn list(values: &[String], between: &str) -> Cell<'static> {
    Cell::Text(Cow::Owned(values.join(between)))
}

/// `span_start, span_end, line`
fn span(span: OriginalSpan) -> [Cell<'static>; 3] {
    [span.start, span.end, span.line].map(Cell::Number)
}

/// `text, span_start, span_end, line, rule, confidence`
fn evidence<'a>(
    quote: &'a str,
    at: OriginalSpan,
    rule: &'a str,
    confidence: Confidence,
) -> [Cell<'a>; 6] {
    let [start, end, line] = span(at);
    [text(quote), start, end, line, word(rule), share(confidence)]
}

/// Three decimals, always.
fn share(confidence: Confidence) -> Cell<'static> {
    Cell::Word(Cow::Owned(confidence.to_string()))
}

/// The same for a value that may be missing.
fn fact_evidence<T>(fact: Option<&Fact<T>>) -> [Cell<'_>; 6] {
    match fact {
        Some(fact) => evidence(&fact.text, fact.span, &fact.rule, fact.confidence),
        None => [const { Cell::Empty }; 6],
    }
}

#[cfg(test)]
mod tests;
