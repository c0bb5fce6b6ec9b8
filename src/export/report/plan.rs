//! One plan as the page shows it: its text, and every value with its place in UTF-16 units.

use super::utf16::Utf16;
use crate::link::record::{
    Assignment, Citation, DeadlineEntry, DimensionEntry, Header, Recipient, Record, Task,
};
use crate::rules::confidence::Field;
use crate::value::confidence::Confidence;
use crate::value::{Level, Role, Treatment};
use serde::Serialize;

/// First unit and one past the last.
type Place = [usize; 2];

/// The header values that the page lists, in its order.
const HEADER: &[Field] = &[
    Field::Kind,
    Field::Number,
    Field::Date,
    Field::Place,
    Field::Title,
    Field::Issuer,
    Field::Signer,
];

/// A plan.
#[derive(Serialize)]
pub struct Body<'a> {
    text: &'a str,
    header: Vec<Fact<'a>>,
    dimensions: Vec<Dimension<'a>>,
    tasks: Vec<TaskBody<'a>>,
    citations: Vec<Cited<'a>>,
    recipients: Vec<Receiver<'a>>,
}

#[derive(Serialize)]
struct Fact<'a> {
    field: &'static str,
    value: String,
    at: Place,
    rule: &'a str,
    sure: Confidence,
}

#[derive(Serialize)]
struct Dimension<'a> {
    index: &'a str,
    dimension: u8,
    treatment: Treatment,
    subs: &'a [String],
    at: Vec<Place>,
    rule: &'a str,
    sure: Confidence,
}

#[derive(Serialize)]
struct TaskBody<'a> {
    id: &'a str,
    at: Place,
    path: &'a [String],
    annex: bool,
    dimensions: &'a [String],
    agencies: Vec<Agency<'a>>,
    deadlines: Vec<Due<'a>>,
    rule: &'a str,
    sure: Confidence,
}

#[derive(Serialize)]
struct Agency<'a> {
    name: &'a str,
    level: Option<Level>,
    role: Role,
    generic: bool,
    at: Place,
    rule: &'a str,
    sure: Confidence,
}

#[derive(Serialize)]
struct Due<'a> {
    value: &'a str,
    kind: &'a str,
    start: Option<&'a str>,
    end: Option<&'a str>,
    every: Option<&'a str>,
    inferred: &'a [String],
    at: Place,
    rule: &'a str,
    sure: Confidence,
}

#[derive(Serialize)]
struct Cited<'a> {
    kind: Option<&'a str>,
    number: &'a str,
    date: Option<&'a str>,
    issuer: Option<&'a str>,
    at: Place,
    mentions: Vec<Place>,
    rule: &'a str,
    sure: Confidence,
}

#[derive(Serialize)]
struct Receiver<'a> {
    value: &'a str,
    at: Place,
    rule: &'a str,
    sure: Confidence,
}

impl<'a> Body<'a> {
    /// That of a record.
    pub fn of(record: &'a Record, units: &Utf16) -> Self {
        Self {
            text: &record.original,
            header: header(&record.document, units),
            dimensions: all(&record.dimensions, |entry| dimension(entry, units)),
            tasks: all(&record.tasks, |one| task(one, units)),
            citations: all(&record.citations, |citation| cited(citation, units)),
            recipients: all(&record.recipients, |recipient| receiver(recipient, units)),
        }
    }
}

fn all<'a, T, U>(list: &'a [T], show: impl Fn(&'a T) -> U) -> Vec<U> {
    list.iter().map(show).collect()
}

fn header<'a>(header: &'a Header, units: &Utf16) -> Vec<Fact<'a>> {
    let texts = HEADER.iter().filter_map(|field| {
        let fact = header.fact(*field)?;
        Some(Fact {
            field: field.as_str(),
            value: fact.value.clone(),
            at: units.span(fact.span),
            rule: &fact.rule,
            sure: fact.confidence,
        })
    });
    let year = header.year.as_ref().map(|fact| Fact {
        field: Field::Year.as_str(),
        value: fact.value.to_string(),
        at: units.span(fact.span),
        rule: &fact.rule,
        sure: fact.confidence,
    });
    texts.chain(year).collect()
}

fn dimension<'a>(entry: &'a DimensionEntry, units: &Utf16) -> Dimension<'a> {
    Dimension {
        index: &entry.index,
        dimension: entry.dimension,
        treatment: entry.treatment,
        subs: &entry.subs,
        at: entry.spans.iter().map(|span| units.span(*span)).collect(),
        rule: &entry.rule,
        sure: entry.confidence,
    }
}

fn task<'a>(task: &'a Task, units: &Utf16) -> TaskBody<'a> {
    TaskBody {
        id: &task.id,
        at: units.span(task.span),
        path: &task.path,
        annex: task.annex,
        dimensions: &task.dimensions,
        agencies: all(&task.agencies, |assignment| agency(assignment, units)),
        deadlines: all(&task.deadlines, |deadline| due(deadline, units)),
        rule: &task.rule,
        sure: task.confidence,
    }
}

fn agency<'a>(assignment: &'a Assignment, units: &Utf16) -> Agency<'a> {
    Agency {
        name: &assignment.name,
        level: assignment.level,
        role: assignment.role,
        generic: assignment.generic,
        at: units.span(assignment.span),
        rule: &assignment.rule,
        sure: assignment.confidence,
    }
}

fn due<'a>(deadline: &'a DeadlineEntry, units: &Utf16) -> Due<'a> {
    Due {
        value: &deadline.value,
        kind: &deadline.kind,
        start: deadline.start.as_deref(),
        end: deadline.end.as_deref(),
        every: deadline.every.as_deref(),
        inferred: &deadline.inferred,
        at: units.span(deadline.span),
        rule: &deadline.rule,
        sure: deadline.confidence,
    }
}

fn cited<'a>(citation: &'a Citation, units: &Utf16) -> Cited<'a> {
    let mentions = citation.mentions.iter();
    Cited {
        kind: citation.kind.as_deref(),
        number: &citation.number,
        date: citation.date.as_deref(),
        issuer: citation.issuer.as_deref(),
        at: units.span(citation.span),
        mentions: mentions.map(|mention| units.span(mention.span)).collect(),
        rule: &citation.rule,
        sure: citation.confidence,
    }
}

fn receiver<'a>(recipient: &'a Recipient, units: &Utf16) -> Receiver<'a> {
    Receiver {
        value: &recipient.value,
        at: units.span(recipient.span),
        rule: &recipient.rule,
        sure: recipient.confidence,
    }
}
