//! The rows of a plan on each sheet, with links between them.

use super::sheet::Item;
use crate::audit::CHECKS;
use crate::audit::finding::Finding;
use crate::audit::plan::{date_vi, last_day};
use crate::export::Cell;
use crate::link::record::{Assignment, DeadlineEntry, Record, Task};
use crate::value::Role;
use crate::value::date::PartialDate;
use crate::value::lang::Lang;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub fn text(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

pub fn word(word: &str) -> Cell<'_> {
    Cell::Word(Cow::Borrowed(word))
}

pub fn optional(value: Option<&str>) -> Cell<'_> {
    value.map_or(Cell::Empty, text)
}

/// A text that outlives its record.
pub fn owned(value: Option<&str>) -> Cell<'static> {
    value.map_or(Cell::Empty, |text| Cell::Text(Cow::Owned(text.to_string())))
}

pub fn number(number: Option<usize>) -> Cell<'static> {
    number.map_or(Cell::Empty, Cell::Number)
}

fn list(parts: Vec<&str>) -> Cell<'static> {
    Cell::Text(Cow::Owned(parts.join("; ")))
}

/// What every row says of its plan.
#[derive(Debug, Clone)]
pub struct Known {
    pub document: String,
    pub unit: Option<String>,
    pub year: Option<usize>,
    /// What leads to its row among the plans.
    pub link: Option<String>,
    /// Row of its first task, and how many it has: their ids are their places.
    pub first_task: Option<u32>,
    pub tasks: usize,
    /// Place of the first task of each dimension, from 0.
    dimensions: BTreeMap<String, usize>,
}

impl Known {
    /// What a record says of its plan.
    pub fn of(record: &Record, link: Option<String>, first_task: Option<u32>) -> Self {
        let header = &record.document;
        let issuer = header.issuer.as_ref();
        let year = header.year.as_ref();
        Self {
            document: record.source.path.clone(),
            unit: issuer.and_then(|issuer| issuer.unit.clone()),
            year: year.and_then(|year| usize::try_from(year.value).ok()),
            link,
            first_task,
            tasks: record.tasks.len(),
            dimensions: first_by_dimension(record),
        }
    }

    /// `document, unit, year`
    pub fn head(&self) -> [Item<'_>; 3] {
        [
            Item::from(text(&self.document)).to(self.link.clone()),
            optional(self.unit.as_deref()).into(),
            number(self.year).into(),
        ]
    }

    /// Row of a task by its id.
    pub fn task_row(&self, id: &str) -> Option<u32> {
        let at: usize = id.strip_prefix('T')?.parse().ok()?;
        let below = at.checked_sub(1).filter(|below| *below < self.tasks)?;
        self.row(below)
    }

    /// Row of the first task of a dimension: `PAPI-2`.
    pub fn first_of(&self, dimension: &str) -> Option<u32> {
        self.row(*self.dimensions.get(dimension)?)
    }

    fn row(&self, below: usize) -> Option<u32> {
        Some(self.first_task? + u32::try_from(below).ok()?)
    }
}

fn first_by_dimension(record: &Record) -> BTreeMap<String, usize> {
    let mut first = BTreeMap::new();
    for (at, task) in record.tasks.iter().enumerate() {
        for dimension in &task.dimensions {
            first.entry(dimension.clone()).or_insert(at);
        }
    }
    first
}

/// The cells of a task, its links to its first agency and deadline given.
pub fn task<'a>(
    known: &'a Known,
    task: &'a Task,
    agencies: Option<String>,
    deadlines: Option<String>,
) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'_>> = known.head().into();
    items.extend(
        [
            word(&task.id),
            text(&task.text),
            list(task.dimensions.iter().map(String::as_str).collect()),
            acting(task, Role::Lead),
            acting(task, Role::Responsible),
            acting(task, Role::Support),
            due_words(task),
            due(task),
        ]
        .map(Item::from),
    );
    items.extend([
        Item::from(Cell::Number(task.agencies.len())).to(agencies),
        Item::from(Cell::Number(task.deadlines.len())).to(deadlines),
    ]);
    items.extend(
        [
            Cell::Text(Cow::Owned(task.path.join(" > "))),
            Cell::Number(task.span.line),
            Cell::Share(task.confidence),
        ]
        .map(Item::from),
    );
    items
}

/// The bodies with a role.
fn acting(task: &Task, role: Role) -> Cell<'static> {
    let agencies = task.agencies.iter();
    let acting = agencies.filter(|agency| agency.role == role);
    list(acting.map(|agency| agency.name.as_str()).collect())
}

fn due_words(task: &Task) -> Cell<'static> {
    let deadlines = task.deadlines.iter();
    list(deadlines.map(|deadline| deadline.text.as_str()).collect())
}

fn due(task: &Task) -> Cell<'static> {
    let last = task.deadlines.iter().filter_map(last_day).max();
    last.map_or(Cell::Empty, Cell::Day)
}

/// The cells of an agency in a task.
pub fn assignment<'a>(
    known: &'a Known,
    task: &'a Task,
    agency: &'a Assignment,
    link: Option<String>,
) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'_>> = known.head().into();
    items.push(Item::from(word(&task.id)).to(link));
    items.extend(
        [
            text(&agency.name),
            agency
                .level
                .map_or(Cell::Empty, |level| word(level.as_str())),
            word(agency.role.as_str()),
            text(&task.text),
            due_words(task),
            due(task),
            Cell::Flag(agency.generic),
            Cell::Flag(agency.known),
            text(&agency.text),
            Cell::Number(agency.span.line),
            Cell::Share(agency.confidence),
        ]
        .map(Item::from),
    );
    items
}

/// The cells of a deadline of a task.
pub fn deadline<'a>(
    known: &'a Known,
    task: &'a Task,
    deadline: &'a DeadlineEntry,
    link: Option<String>,
) -> Vec<Item<'a>> {
    let day = |iso: &Option<String>| {
        let day = iso.as_ref().and_then(|iso| iso.parse().ok());
        day.map_or(Cell::Empty, Cell::Day)
    };
    let acting = [Role::Lead, Role::Responsible, Role::Support]
        .map(|role| acting(task, role))
        .into_iter()
        .find(|names| *names != text(""));
    let mut items: Vec<Item<'_>> = known.head().into();
    items.push(Item::from(word(&task.id)).to(link));
    items.extend(
        [
            word(&deadline.kind),
            day(&deadline.start),
            day(&deadline.end),
            deadline.every.as_deref().map_or(Cell::Empty, word),
            text(&deadline.text),
            acting.unwrap_or(Cell::Empty),
            text(&task.text),
            Cell::Flag(!deadline.inferred.is_empty()),
            Cell::Number(deadline.span.line),
            Cell::Share(deadline.confidence),
        ]
        .map(Item::from),
    );
    items
}

/// The date of issue: a day where it is whole, else as readers write it.
pub fn issued(record: &Record, lang: Lang) -> Cell<'static> {
    let Some(date) = &record.document.date else {
        return Cell::Empty;
    };
    match date.value.parse::<PartialDate>() {
        Ok(partial) if partial.day.is_some() => partial.earliest().map_or(Cell::Empty, Cell::Day),
        Ok(partial) => Cell::Text(Cow::Owned(lang.of(date_vi(partial), date.value.clone()))),
        Err(_) => owned(Some(&date.value)),
    }
}

/// What people call a check.
pub fn check_name(id: &str, lang: Lang) -> &str {
    let check = CHECKS.iter().find(|check| check.id == id);
    check.map_or(id, |check| lang.of(check.name_vi, check.name_en))
}

/// The cells of a finding; `known` is the plan that it is about.
pub fn finding<'a>(
    finding: &'a Finding,
    known: Option<&'a Known>,
    task: Option<String>,
    lang: Lang,
    other: Option<String>,
) -> Vec<Item<'a>> {
    let first = finding.evidence.first();
    let second = finding.evidence.get(1);
    let status = if finding.accepted.is_some() {
        "accepted"
    } else {
        "new"
    };
    let mut items: Vec<Item<'_>> = vec![
        word(finding.severity.as_str()).into(),
        text(lang.of(&finding.words.vi, &finding.words.en)).into(),
    ];
    match known {
        Some(known) => items.extend(known.head()),
        None => items.extend([
            text(&finding.document).into(),
            Cell::Empty.into(),
            Cell::Empty.into(),
        ]),
    }
    items.extend([
        Item::from(finding.task.as_deref().map_or(Cell::Empty, word)).to(task),
        optional(first.map(|first| first.text.as_str())).into(),
        number(first.map(|first| first.span.line)).into(),
        Item::from(optional(second.map(|second| second.document.as_str()))).to(other),
        optional(second.map(|second| second.text.as_str())).into(),
        number(second.map(|second| second.span.line)).into(),
        text(check_name(&finding.check, lang)).into(),
        word(status).into(),
        word(&finding.id).into(),
        optional(finding.accepted.as_deref()).into(),
    ]);
    items
}
