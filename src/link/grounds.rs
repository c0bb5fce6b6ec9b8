//! What speaks for each value of a record: the field it counts for, the rule that read it, and under which conditions.
//!
//! These three are what the measured precisions in `rules/confidence.csv` are kept by. Everything here is read off the
//! record itself, so that records written long ago can be measured as well as fresh ones.

use super::record::{Assignment, Citation, DeadlineEntry, DimensionEntry, Fact, Record, Task};
use crate::rules::confidence::Field;
use crate::span::OriginalSpan;
use crate::value::Treatment;
use crate::value::confidence::Confidence;

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
    /// The value, in a few words.
    pub value: String,
    /// The words of the source; empty where the evidence is a whole section.
    pub text: &'a str,
    /// Where they stand.
    pub span: OriginalSpan,
    /// The rule that read it.
    pub rule: &'a str,
    /// The conditions that hold, a fixed set of words, joined by `; `.
    pub conditions: String,
    /// What the record says of it.
    pub confidence: Confidence,
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
    let mut add = |field, fact: Option<&'a Fact>, conditions: &[(&str, bool)]| {
        all.extend(fact.map(|fact| of_fact(field, fact, fact.value.clone(), conditions)));
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
        all.push(of_fact(Field::Year, year, year.value.to_string(), &[]));
    }
    all
}

fn of_fact<'a, T>(
    field: Field,
    fact: &'a Fact<T>,
    value: String,
    conditions: &[(&str, bool)],
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
fn hold(conditions: &[(&str, bool)]) -> String {
    let held: Vec<&str> = conditions
        .iter()
        .filter(|(_, holds)| *holds)
        .map(|(name, _)| *name)
        .collect();
    held.join("; ")
}

fn task(at: usize, task: &Task) -> Judged<'_> {
    Judged {
        slot: Slot::Task(at),
        field: Field::Task,
        value: task.id.clone(),
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
        value: format!("{} ({})", agency.name, agency.role.as_str()),
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
        value: deadline.value.clone(),
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
        value: format!(
            "{}-{} ({})",
            entry.index,
            entry.dimension,
            entry.treatment.as_str()
        ),
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
        value: citation.number.clone(),
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
            value: line.value.clone(),
            text: &line.value,
            span: line.span,
            rule: &line.rule,
            conditions: String::new(),
            confidence: line.confidence,
        })
}
