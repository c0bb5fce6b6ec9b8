//! What speaks for each value of a record: the field it counts for, the rule that read it, and under which conditions.
//!
//! These three are what the measured precisions in `rules/confidence.csv` are kept by. Everything here is read off the
//! record itself, so that records written long ago can be measured as well as fresh ones.

use super::record::{Assignment, Citation, DeadlineEntry, DimensionEntry, Fact, Record, Task};
use crate::rules::confidence::Field;
use crate::span::OriginalSpan;
use crate::value::Treatment;
use crate::value::confidence::Confidence;
use std::borrow::Cow;
use std::fmt;

/// The place of a value in a record; numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// A fact of the header.
    Header(Field),
    /// A task.
    Task(usize),
    /// An agency of a task.
    Agency(usize, usize),
    /// A deadline of a task.
    Deadline(usize, usize),
    /// A dimension of the document.
    Dimension(usize),
    /// A citation.
    Citation(usize),
    /// A recipient.
    Recipient(usize),
}

/// One value with what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged<'a> {
    /// Where it is in the record.
    pub slot: Slot,
    /// The field it counts for.
    pub field: Field,
    /// The value, which says itself in a few words.
    pub value: Words<'a>,
    /// The words of the source; empty where the evidence is a whole section.
    pub text: &'a str,
    /// Where they stand.
    pub span: OriginalSpan,
    /// The rule that read it.
    pub rule: &'a str,
    /// The conditions that hold, a fixed set of words, joined by `; `.
    pub conditions: Cow<'static, str>,
    /// What the record says of it.
    pub confidence: Confidence,
}

/// A value as people read it: made when somebody does, since each value is judged and few are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words<'a> {
    /// As the record has it.
    Plain(&'a str),
    /// A year.
    Year(i16),
    /// A body and what it does.
    Agency(&'a Assignment),
    /// A dimension and how far it is treated.
    Dimension(&'a DimensionEntry),
}

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Words::Plain(text) => f.write_str(text),
            Words::Year(year) => write!(f, "{year}"),
            Words::Agency(agency) => write!(f, "{} ({})", agency.name, agency.role.as_str()),
            Words::Dimension(entry) => {
                let treatment = entry.treatment.as_str();
                write!(f, "{}-{} ({treatment})", entry.index, entry.dimension)
            }
        }
    }
}

/// All values of a record, in the order in which it holds them.
pub fn values(record: &Record) -> impl Iterator<Item = Judged<'_>> {
    let dimensions = record.dimensions.iter().enumerate();
    let dimensions = dimensions.filter_map(|(at, entry)| dimension(at, entry));
    let citations = record.citations.iter().enumerate();
    let citations = citations.map(|(at, it)| citation(at, it));
    header(record)
        .into_iter()
        .chain(dimensions)
        .chain(record.tasks.iter().enumerate().flat_map(of_task))
        .chain(citations)
        .chain(recipients(record))
}

/// A task, its agencies, its deadlines.
fn of_task((at, it): (usize, &Task)) -> impl Iterator<Item = Judged<'_>> {
    let agencies = it.agencies.iter().enumerate();
    let agencies = agencies.map(move |(nth, of)| agency(Slot::Agency(at, nth), it, of));
    let deadlines = it.deadlines.iter().enumerate();
    let deadlines = deadlines.map(move |(nth, of)| deadline(Slot::Deadline(at, nth), it, of));
    std::iter::once(task(at, it))
        .chain(agencies)
        .chain(deadlines)
}

/// The confidence that a record keeps for a value; none where the record has no such value.
pub fn confidence_mut(record: &mut Record, slot: Slot) -> Option<&mut Confidence> {
    match slot {
        Slot::Header(field) => header_confidence(record, field),
        Slot::Task(at) => Some(&mut record.tasks.get_mut(at)?.confidence),
        Slot::Agency(at, nth) => {
            let task = record.tasks.get_mut(at)?;
            Some(&mut task.agencies.get_mut(nth)?.confidence)
        }
        Slot::Deadline(at, nth) => {
            let task = record.tasks.get_mut(at)?;
            Some(&mut task.deadlines.get_mut(nth)?.confidence)
        }
        Slot::Dimension(at) => Some(&mut record.dimensions.get_mut(at)?.confidence),
        Slot::Citation(at) => Some(&mut record.citations.get_mut(at)?.confidence),
        Slot::Recipient(at) => Some(&mut record.recipients.get_mut(at)?.confidence),
    }
}

fn header_confidence(record: &mut Record, field: Field) -> Option<&mut Confidence> {
    let header = &mut record.document;
    let fact = match field {
        Field::Kind => header.kind.as_mut(),
        Field::Number => header.number.as_mut().map(|number| &mut number.fact),
        Field::Date => header.date.as_mut(),
        Field::Place => header.place.as_mut(),
        Field::Title => header.title.as_mut(),
        Field::Issuer => header.issuer.as_mut().map(|issuer| &mut issuer.fact),
        Field::Signer => header.signer.as_mut().map(|signer| &mut signer.fact),
        Field::Year => return header.year.as_mut().map(|year| &mut year.confidence),
        _ => None,
    };
    fact.map(|fact| &mut fact.confidence)
}

fn header<'a>(record: &'a Record) -> Vec<Judged<'a>> {
    let header = &record.document;
    let mut all = Vec::new();
    let mut add = |field, fact: Option<&'a Fact>, conditions: &[(&'static str, bool)]| {
        all.extend(fact.map(|fact| of_fact(field, fact, Words::Plain(&fact.value), conditions)));
    };
    add(Field::Kind, header.kind.as_ref(), &[]);
    if let Some(number) = &header.number {
        let blank = number.serial.is_none();
        add(Field::Number, Some(&number.fact), &[("no serial", blank)]);
    }
    if let Some(date) = &header.date {
        // `2024-07`: the day is left blank.
        let blank = date.value.len() < "2024-07-01".len();
        add(Field::Date, Some(date), &[("no day", blank)]);
    }
    add(Field::Place, header.place.as_ref(), &[]);
    add(Field::Title, header.title.as_ref(), &[]);
    if let Some(issuer) = &header.issuer {
        let unlisted = issuer.unit_code.is_none();
        add(
            Field::Issuer,
            Some(&issuer.fact),
            &[("unlisted unit", unlisted)],
        );
    }
    if let Some(signer) = &header.signer {
        let missing = signer.position.is_none();
        add(
            Field::Signer,
            Some(&signer.fact),
            &[("no position", missing)],
        );
    }
    if let Some(year) = &header.year {
        all.push(of_fact(Field::Year, year, Words::Year(year.value), &[]));
    }
    all
}

fn of_fact<'a, T>(
    field: Field,
    fact: &'a Fact<T>,
    value: Words<'a>,
    conditions: &[(&'static str, bool)],
) -> Judged<'a> {
    Judged {
        slot: Slot::Header(field),
        field,
        value,
        text: &fact.text,
        span: fact.span,
        rule: &fact.rule,
        conditions: hold(conditions),
        confidence: fact.confidence,
    }
}

/// The conditions that hold, in the order given.
fn hold(conditions: &[(&'static str, bool)]) -> Cow<'static, str> {
    let held = conditions.iter().filter(|(_, holds)| *holds);
    let mut held = held.map(|(name, _)| *name);
    let first = Cow::Borrowed(held.next().unwrap_or(""));
    held.fold(first, |before, name| format!("{before}; {name}").into())
}

fn task(at: usize, task: &Task) -> Judged<'_> {
    Judged {
        slot: Slot::Task(at),
        field: Field::Task,
        value: Words::Plain(&task.id),
        text: &task.text,
        span: task.span,
        rule: &task.rule,
        conditions: hold(&[("nobody named", task.agencies.is_empty())]),
        confidence: task.confidence,
    }
}

/// Whether a task is a row of a table, where columns say what its cells mean.
fn in_table(task: &Task) -> bool {
    task.rule == "task/row"
}

fn agency<'a>(slot: Slot, task: &'a Task, agency: &'a Assignment) -> Judged<'a> {
    Judged {
        slot,
        field: Field::Agency,
        value: Words::Agency(agency),
        text: &agency.text,
        span: agency.span,
        rule: &agency.rule,
        conditions: hold(&[
            ("group", agency.generic),
            ("unlisted", !agency.known),
            ("table", in_table(task)),
        ]),
        confidence: agency.confidence,
    }
}

fn deadline<'a>(slot: Slot, task: &'a Task, deadline: &'a DeadlineEntry) -> Judged<'a> {
    Judged {
        slot,
        field: Field::Deadline,
        value: Words::Plain(&deadline.value),
        text: &deadline.text,
        span: deadline.span,
        rule: &deadline.rule,
        conditions: hold(&[
            (
                "year inferred",
                deadline.inferred.iter().any(|part| part == "year"),
            ),
            ("table", in_table(task)),
        ]),
        confidence: deadline.confidence,
    }
}

/// None where a dimension has no evidence at all, which no record of ours is without.
fn dimension(at: usize, entry: &DimensionEntry) -> Option<Judged<'_>> {
    Some(Judged {
        slot: Slot::Dimension(at),
        field: Field::Dimension,
        value: Words::Dimension(entry),
        text: "",
        span: *entry.spans.first()?,
        rule: &entry.rule,
        conditions: hold(&[
            ("nobody named", entry.treatment == Treatment::Described),
            ("one place", entry.spans.len() == 1),
        ]),
        confidence: entry.confidence,
    })
}

fn citation(at: usize, citation: &Citation) -> Judged<'_> {
    Judged {
        slot: Slot::Citation(at),
        field: Field::Citation,
        value: Words::Plain(&citation.number),
        text: &citation.text,
        span: citation.span,
        rule: &citation.rule,
        conditions: hold(&[
            ("no kind", citation.kind.is_none()),
            ("no date", citation.date.is_none()),
        ]),
        confidence: citation.confidence,
    }
}

fn recipients(record: &Record) -> impl Iterator<Item = Judged<'_>> {
    record
        .recipients
        .iter()
        .enumerate()
        .map(|(at, line)| Judged {
            slot: Slot::Recipient(at),
            field: Field::Recipient,
            value: Words::Plain(&line.value),
            text: &line.value,
            span: line.span,
            rule: &line.rule,
            conditions: Cow::Borrowed(""),
            confidence: line.confidence,
        })
}
