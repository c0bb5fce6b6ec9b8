//! Why a document gives the values it gives: for each value its rule, the words that fired it and what lost against it.
//!
//! Nothing is decided here: values are those of the record, and all that won or lost is what the stages told.

mod built_in;
pub mod html;
mod marks;
mod rule;
pub mod text;
mod told;
pub mod why_not;

pub use marks::{Mark, Marked, Segment};
pub use told::Told;

use crate::link::record::Record;
use crate::link::values::{Field, Value};
use crate::outline::Outline;
use crate::rules::Rules;
use crate::span::OriginalSpan;
use crate::trace::{Decision, Matter};
use crate::value::confidence::Confidence;
use serde::Serialize;

/// A document with all that was weighed while it was read.
#[derive(Debug, Clone)]
pub struct Explained {
    /// What the pipeline made of it.
    pub record: Record,
    /// Its text and structure.
    pub outline: Outline,
    /// All candidates, in the order in which they were weighed.
    pub decisions: Vec<Decision>,
}

/// One value with its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its field: `tasks.deadlines`.
    pub field: &'static str,
    /// The task it belongs to: `T001`.
    pub task: Option<String>,
    /// The value in one line.
    pub value: String,
    /// The words of the source.
    pub text: String,
    /// Where they stand.
    pub span: Option<OriginalSpan>,
    /// The rule that read it.
    pub rule: String,
    /// What the rule is for.
    pub why: String,
    /// File and line of the rule, where it stands in `rules/`.
    pub source: Option<String>,
    /// How often such a value is right; none where nothing is known of it.
    pub confidence: Option<Confidence>,
    /// What spoke for the value.
    pub won: Vec<Told>,
    /// What lost, and why.
    pub lost: Vec<Told>,
}

impl Explained {
    /// All values of the record, in its order, each explained.
    pub fn entries(&self, rules: &Rules) -> Vec<Entry> {
        let all: Vec<Told> = self
            .decisions
            .iter()
            .filter(|decision| decision.matter != Matter::Tried)
            .map(|decision| Told::new(decision, &self.outline.text))
            .collect();
        let values = self.record.values();
        let entries = values
            .iter()
            .map(|value| self.entry(value, &values, &all, rules));
        entries.collect()
    }

    fn entry(&self, value: &Value, values: &[Value], all: &[Told], rules: &Rules) -> Entry {
        let task = value.task.and_then(|at| self.record.tasks.get(at));
        let scope = task.map(|task| task.span);
        let concerned = all.iter().filter(|told| concerns(value, told, scope));
        let (mut lost, mut won): (Vec<Told>, Vec<Told>) =
            concerned.cloned().partition(|told| told.lost.is_some());
        if value.field == Field::Task {
            let own: Vec<_> = values
                .iter()
                .filter(|other| other.task == value.task)
                .collect();
            lost.extend(left_over(&own, all, scope));
        }
        told::once(&mut won);
        told::once(&mut lost);
        let found = won.iter().find(|told| !told.rule.is_empty());
        let rule = match value.rule {
            "" => found.map_or("", |told| told.rule.as_str()),
            rule => rule,
        };
        let about = rule::about(rule, rules);
        Entry {
            field: value.field.as_str(),
            task: task.map(|task| task.id.clone()),
            value: value.value.clone(),
            text: value.text.to_string(),
            span: value.span,
            rule: rule.to_string(),
            why: about.why,
            source: about.source,
            confidence: value.confidence,
            won,
            lost,
        }
    }

    /// The document with its values marked.
    pub fn marked<'e>(&'e self, entries: &'e [Entry]) -> Marked<'e> {
        Marked::new(&self.outline.text.raw().original, entries)
    }
}

/// Whether a candidate speaks for or against a value; `task` is where the value's task stands.
fn concerns(value: &Value, told: &Told, task: Option<OriginalSpan>) -> bool {
    if told.task.is_some() && told.task != task {
        return false;
    }
    let touches = value.span.is_some_and(|span| told.touches(span));
    match value.field {
        Field::Agency => matches!(told.matter, Matter::Agency | Matter::Role) && touches,
        Field::Deadline => told.matter == Matter::Deadline && touches,
        Field::Task => told.matter == Matter::Task && touches,
        Field::TaskDimension => {
            told.matter == Matter::Dimension
                && told.task == task
                && (told.lost.is_some() || told.gives == value.value)
        }
        Field::Citation => told.matter == Matter::Citation && touches,
        Field::Recipient => told.matter == Matter::Recipient && touches,
        Field::Index | Field::Dimension => false,
        // What the header passed over stands elsewhere: another date, another year.
        _ => told.matter == Matter::Header && told.rule == value.rule,
    }
}

/// What lost in a task without touching any of the values that it has: the heading's actor, a day that is no deadline.
fn left_over(own: &[&Value], all: &[Told], task: Option<OriginalSpan>) -> Vec<Told> {
    let kept = |told: &Told| {
        own.iter()
            .any(|value| value.field != Field::Task && concerns(value, told, task))
    };
    let inside = |told: &Told| task.is_some_and(|task| told.touches(task));
    let lost = all
        .iter()
        .filter(|told| told.lost.is_some() && told.matter != Matter::Task);
    lost.filter(|told| {
        told.task.is_some() && told.task == task || told.task.is_none() && inside(told)
    })
    .filter(|told| !kept(told))
    .cloned()
    .collect()
}
