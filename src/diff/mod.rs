//! Two runs compared value by value: what the new one gained, lost and changed.

mod around;
pub mod csv;
mod pairs;
pub mod text;

pub use around::original;

use crate::link::record::Record;
use crate::link::values::{Field, Value};
use crate::span::OriginalSpan;
use pairs::Pair;
use serde::Serialize;
use std::collections::BTreeMap;

/// What differs between two runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Documents that both runs have.
    pub both: usize,
    /// Documents that only the old run has.
    pub only_old: Vec<String>,
    /// Documents that only the new run has.
    pub only_new: Vec<String>,
    /// Counts of the fields that either run has values of, in the order of the record.
    pub fields: Vec<FieldCount>,
    /// All changes, document by document in the order of the new run, field by field.
    pub changes: Vec<Change>,
}

/// How the values of one field compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FieldCount {
    /// The field.
    pub field: &'static str,
    /// Values of the old run.
    pub old: usize,
    /// Values of the new run.
    pub new: usize,
    /// Values that are equal.
    pub same: usize,
    /// Values that only the new run has.
    pub gained: usize,
    /// Values that only the old run has.
    pub lost: usize,
    /// Values that both have and that differ.
    pub changed: usize,
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Path of the document in the new run, else in the old one.
    pub document: String,
    /// The field.
    pub field: &'static str,
    /// What happened.
    pub change: Kind,
    /// The task that it belongs to, as the new run numbers it; as the old one does, where it is lost.
    pub task: Option<String>,
    /// Its line.
    pub line: Option<usize>,
    /// What the old run has.
    pub old: Option<Side>,
    /// What the new run has.
    pub new: Option<Side>,
    /// The text around it, its own words in `[…]`; empty where it has none.
    pub around: String,
}

/// What happened to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Only the new run has it.
    Gained,
    /// Only the old run has it.
    Lost,
    /// Both have it, with another value.
    Changed,
}

impl Kind {
    /// The word used in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Gained => "gained",
            Kind::Lost => "lost",
            Kind::Changed => "changed",
        }
    }
}

/// A value of one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The value in one line.
    pub value: String,
    /// The words of the source.
    pub text: String,
    /// Where they stand.
    pub span: Option<OriginalSpan>,
    /// The rule.
    pub rule: String,
}

impl Diff {
    /// Whether no value differs and both runs have the same documents.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.only_old.is_empty() && self.only_new.is_empty()
    }
}

/// Compares two runs; `original` gives the whole text of a document, where it can still be read.
pub fn diff(old: &[Record], new: &[Record], original: &dyn Fn(&Record) -> Option<String>) -> Diff {
    let mut diff = Diff {
        both: 0,
        only_old: Vec::new(),
        only_new: Vec::new(),
        fields: Vec::new(),
        changes: Vec::new(),
    };
    let mut counts: BTreeMap<Field, FieldCount> = BTreeMap::new();
    for Pair { old: from, new: to } in pairs::documents(old, new) {
        match (
            from.and_then(|at| old.get(at)),
            to.and_then(|at| new.get(at)),
        ) {
            (Some(old), Some(new)) => {
                diff.both += 1;
                document(old, new, original, &mut counts, &mut diff.changes);
            }
            (Some(old), None) => diff.only_old.push(old.source.path.clone()),
            (None, Some(new)) => diff.only_new.push(new.source.path.clone()),
            (None, None) => {}
        }
    }
    diff.fields = counts.into_values().collect();
    diff
}

/// Compares the values of one document.
fn document(
    old: &Record,
    new: &Record,
    original: &dyn Fn(&Record) -> Option<String>,
    counts: &mut BTreeMap<Field, FieldCount>,
    changes: &mut Vec<Change>,
) {
    let (old_values, new_values) = (old.values(), new.values());
    let mut texts = around::Texts::new(old, new, original);
    let mut found = Vec::new();
    for Pair { old: from, new: to } in pairs::values(old, &old_values, new, &new_values) {
        let (from, to) = (
            from.and_then(|at| old_values.get(at)),
            to.and_then(|at| new_values.get(at)),
        );
        let Some(either) = to.or(from) else { continue };
        let count = counts
            .entry(either.field)
            .or_insert_with(|| empty(either.field));
        count.old += usize::from(from.is_some());
        count.new += usize::from(to.is_some());
        let kind = match (from, to) {
            (Some(a), Some(b)) if a.value == b.value => {
                count.same += 1;
                continue;
            }
            (Some(_), Some(_)) => Kind::Changed,
            (None, _) => Kind::Gained,
            (_, None) => Kind::Lost,
        };
        match kind {
            Kind::Gained => count.gained += 1,
            Kind::Lost => count.lost += 1,
            Kind::Changed => count.changed += 1,
        }
        let record = if to.is_some() { new } else { old };
        let task = either.task.and_then(|at| record.tasks.get(at));
        found.push((
            either.field,
            Change {
                document: new.source.path.clone(),
                field: either.field.as_str(),
                change: kind,
                task: task.map(|task| task.id.clone()),
                line: either
                    .span
                    .or(task.map(|task| task.span))
                    .map(|span| span.line),
                old: from.map(side),
                new: to.map(side),
                around: texts.around(either, to.is_some()),
            },
        ));
    }
    found.sort_by_key(|(field, change)| (*field, change.line));
    changes.extend(found.into_iter().map(|(_, change)| change));
}

fn empty(field: Field) -> FieldCount {
    FieldCount {
        field: field.as_str(),
        old: 0,
        new: 0,
        same: 0,
        gained: 0,
        lost: 0,
        changed: 0,
    }
}

fn side(value: &Value) -> Side {
    Side {
        value: value.value.clone(),
        text: value.text.split_whitespace().collect::<Vec<_>>().join(" "),
        span: value.span,
        rule: value.rule.to_string(),
    }
}
