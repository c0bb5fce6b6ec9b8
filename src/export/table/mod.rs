//! The tables: what each is called, its columns, and its rows for one record.

mod catalogue;
mod citation;
pub mod column;
mod coverage;
mod dimension;
mod finding;
mod header;
mod remark;
mod review;
mod task;

pub use catalogue::TABLES;
pub use column::{Both, Column, Kind};

use super::Context;
use crate::audit::Finding;
use crate::audit::coverage::{Coverage, Totals};
use crate::audit::set::Linked;
use crate::error::Failure;
use crate::link::record::{Fact, Record};
use crate::span::OriginalSpan;
use crate::value::confidence::Confidence;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// A number of ours: a span, a count, a year.
    Number(usize),
    /// A share from 0 to 1.
    Share(Confidence),
    /// Yes or no.
    Flag(bool),
    /// A whole day.
    Day(#[serde(with = "day_as_text")] Date),
    /// A word of ours, from a closed set: `lead`, a date that may lack its day, a rule id.
    Word(Cow<'a, str>),
    /// Words of a document or a file name: anything at all.
    Text(Cow<'a, str>),
}

/// A day as it is kept aside.
mod day_as_text {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl Cell<'_> {
    /// The same cell, without the record that it is from.
    pub fn into_owned(self) -> Cell<'static> {
        match self {
            Cell::Word(word) => Cell::Word(Cow::Owned(word.into_owned())),
            Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Cell::Empty => Cell::Empty,
            Cell::Number(number) => Cell::Number(number),
            Cell::Share(share) => Cell::Share(share),
            Cell::Flag(yes) => Cell::Flag(yes),
            Cell::Day(day) => Cell::Day(day),
        }
    }
}

/// One row.
pub type Row<'a> = Vec<Cell<'a>>;

/// Rows as they are made, one after the other: a long document has a hundred thousand.
pub type Each<'a, T = Row<'a>> = Box<dyn Iterator<Item = T> + 'a>;

/// Where the rows of a table come from.
#[derive(Debug, Clone, Copy)]
pub enum Rows {
    /// Any number for each document that was read.
    OfRecord(for<'a> fn(&'a Record, &'a Context) -> Each<'a>),
    /// Some for each document, each with its confidence; the table has the least sure rows of the run first.
    WorstFirst(for<'a> fn(&'a Record, &'a Context) -> Each<'a, (Confidence, Row<'a>)>),
    /// One for each input that was not.
    OfFailure(for<'a> fn(&'a Failure) -> Row<'a>),
    /// One for each finding of the audit.
    OfFinding(for<'a> fn(&'a Finding) -> Row<'a>),
    /// One for each plan of the run that another one cites.
    OfLink(for<'a> fn(&'a Linked) -> Row<'a>),
    /// Any number for what each document covers.
    OfCoverage(for<'a> fn(&'a Coverage) -> Vec<Row<'a>>),
    /// Any number for what all documents together cover.
    OfTotals(for<'a> fn(&'a Totals) -> Vec<Row<'a>>),
}

/// Columns whose values stand in another table, too.
#[derive(Debug)]
pub struct Reference {
    /// The columns; where one of them is empty, the row points nowhere.
    pub columns: &'static [&'static str],
    /// The table that has them as its key, in the same order.
    pub table: &'static str,
}

/// One table.
#[derive(Debug)]
pub struct Table {
    /// Its name, and its file's name without the ending.
    pub name: &'static str,
    /// What people call it, Vietnamese first.
    pub title: [&'static str; 2],
    /// What its rows are, Vietnamese first.
    pub about: [&'static str; 2],
    /// Its columns, in order.
    pub columns: fn(&Context) -> Vec<Column>,
    /// The columns that tell its rows apart; none where nothing does.
    pub key: &'static [&'static str],
    /// The tables that its rows belong to.
    pub references: &'static [Reference],
    /// Its rows.
    pub rows: Rows,
}

impl Table {
    /// Whether it has rows for a document that is another one once more: only where documents are listed, so that
    /// nothing is counted twice.
    pub fn lists_duplicates(&self) -> bool {
        self.name == "documents"
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

/// An ISO date of the record, which has only days of the calendar.
fn day(iso: Option<&str>) -> Cell<'static> {
    let day = iso.and_then(|iso| iso.parse().ok());
    day.map_or(Cell::Empty, Cell::Day)
}

/// First year that the plan is for.
fn year(record: &Record) -> Cell<'static> {
    let year = record.document.year.as_ref();
    let year = year.and_then(|year| usize::try_from(year.value).ok());
    year.map_or(Cell::Empty, Cell::Number)
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

fn share(confidence: Confidence) -> Cell<'static> {
    Cell::Share(confidence)
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
