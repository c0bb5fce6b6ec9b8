//! Two records of one plan side by side: what one file says and another does not, field by field.

use kehoach::link::record::{Record, Task};
use std::collections::BTreeMap;

/// Letters of a task that tell it from the others of its plan.
const OPENING: usize = 60;

/// How much two sets of values have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Values of both.
    pub both: usize,
    /// Values that the first has, and the other lacks.
    pub missing: Vec<String>,
    /// Values that only the other has.
    pub added: Vec<String>,
}

impl Tally {
    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let wrong = self.missing.len() + self.added.len();
        2.0 * self.both as f64 / ((2 * self.both + wrong) as f64).max(1.0)
    }

    /// Adds what another file of the same kind gave.
    pub fn add(&mut self, other: &Tally) {
        self.both += other.both;
        self.missing.extend(other.missing.iter().cloned());
        self.added.extend(other.added.iter().cloned());
    }
}

/// Compares two records field by field. Spans, rules and quotes may differ: quotes are compared by their letters.
pub fn compare(one: &Record, other: &Record) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut rest = values(other);
    for (field, value) in values(one) {
        let tally = tallies.entry(field).or_default();
        match rest.iter().position(|it| *it == (field, value.clone())) {
            Some(at) => {
                rest.swap_remove(at);
                tally.both += 1;
            }
            None => tally.missing.push(value),
        }
    }
    for (field, value) in rest {
        tallies.entry(field).or_default().added.push(value);
    }
    tallies
}

/// The values of a record by field.
fn values(record: &Record) -> Vec<(&'static str, String)> {
    let mut all = header(record);
    all.extend(
        record
            .indices
            .iter()
            .map(|index| ("indices", index.clone())),
    );
    for entry in &record.dimensions {
        let name = format!("{}-{}", entry.index, entry.dimension);
        all.push(("dimensions", name.clone()));
        all.push((
            "dimensions.treatment",
            format!("{name} {:?}", entry.treatment),
        ));
    }
    for citation in &record.citations {
        all.push(("citations", citation.number.clone()));
        let date = citation.date.as_deref();
        all.extend(date.map(|date| ("citations.date", format!("{} {date}", citation.number))));
    }
    let recipients = record.recipients.iter();
    all.extend(recipients.map(|it| ("recipients", it.value.clone())));
    record.tasks.iter().for_each(|it| task(it, &mut all));
    all
}

fn header(record: &Record) -> Vec<(&'static str, String)> {
    let header = &record.document;
    let (issuer, signer) = (header.issuer.as_ref(), header.signer.as_ref());
    let values = [
        (
            "document.kind",
            header.kind.as_ref().map(|it| it.value.clone()),
        ),
        (
            "document.number",
            header.number.as_ref().map(|it| it.fact.value.clone()),
        ),
        (
            "document.date",
            header.date.as_ref().map(|it| it.value.clone()),
        ),
        (
            "document.place",
            header.place.as_ref().map(|it| it.value.clone()),
        ),
        (
            "document.title",
            header.title.as_ref().map(|it| letters(&it.value)),
        ),
        (
            "document.year",
            header.year.as_ref().map(|it| it.value.to_string()),
        ),
        ("document.issuer", issuer.map(|it| it.fact.value.clone())),
        (
            "document.issuer.level",
            issuer
                .and_then(|it| it.level)
                .map(|it| it.as_str().to_string()),
        ),
        (
            "document.issuer.unit",
            issuer.and_then(|it| it.unit.clone()),
        ),
        (
            "document.issuer.province",
            issuer.and_then(|it| it.province.clone()),
        ),
        ("document.signer", signer.map(|it| it.fact.value.clone())),
        (
            "document.signer.position",
            signer.and_then(|it| it.position.clone()),
        ),
        (
            "document.signer.authority",
            signer.and_then(|it| it.authority.clone()),
        ),
    ];
    let known = values.into_iter();
    known
        .filter_map(|(field, value)| Some((field, value?)))
        .collect()
}

/// A task with the words it has, and all that hangs on it under its first letters.
fn task(task: &Task, all: &mut Vec<(&'static str, String)>) {
    let text = letters(&task.text);
    let opening: String = text.chars().take(OPENING).collect();
    all.extend(
        task.dimensions
            .iter()
            .map(|it| ("tasks.dimensions", format!("{opening}: {it}"))),
    );
    for agency in &task.agencies {
        let name = format!("{opening}: {}, {:?}", agency.name, agency.level);
        all.push(("tasks.agencies.role", format!("{name}, {:?}", agency.role)));
        all.push(("tasks.agencies", name));
    }
    all.extend(
        task.deadlines
            .iter()
            .map(|it| ("tasks.deadlines", format!("{opening}: {}", it.value))),
    );
    // Of a row the last is its number, which counts the lines of a broken head as well.
    let sections = task.path.len() - usize::from(task.rule == "task/row");
    let path = task.path[..sections].join(" > ");
    all.push(("tasks.path", format!("{opening}: {path}")));
    all.push(("tasks", text));
}

/// Letters and digits alone: formats write bullets, bold marks and line ends each in their own way.
pub fn letters(text: &str) -> String {
    let known = text.chars().filter(|c| c.is_alphanumeric());
    known.flat_map(char::to_lowercase).collect()
}
