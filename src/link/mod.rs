//! Facts → Record: values resolved, tasks joined with their agencies, deadlines and dimensions.

pub mod actors;
pub mod attributes;
pub mod calendar;
mod cells;
pub mod citations;
mod cited;
pub mod confidence;
mod covered;
pub mod dimensions;
pub mod grounds;
pub mod header;
pub mod indices;
mod inherited;
pub mod issuer;
mod legible;
pub mod mentions;
pub mod names;
mod openings;
mod parents;
pub mod reach;
pub mod record;
pub mod rows;
pub mod sections;
pub mod sentences;
mod shelf;
pub mod tasks;
pub mod time_cells;
pub mod times;
mod told;
pub mod totals;
mod treated;
pub mod values;

use crate::deadline;
use crate::extract::Facts;
use crate::note::{Notes, Severity};
use crate::rules::Rules;
use crate::text::{Repair, Text};
use crate::trace;
use crate::value::confidence::Confidence;
use actors::{Actor, Linker};
use dimensions::{Dim, Dimensions};
use record::{Assignment, Recipient, Record, RecordNote, RepairEntry, SourceInfo, Task};
use sections::Sections;
use sentences::Sentences;
use shelf::Shelf;
use std::collections::BTreeSet;
use tasks::Drafted;

/// Resolves the facts of one document into its record.
pub fn link(facts: Facts, rules: &Rules, mut notes: Notes) -> Record {
    let (document, context) = header::link(&facts, rules);
    let names = names::Names::collect(&facts.mentions);
    let sentences = Sentences::new(&facts, rules);
    let sections = Sections::new(&facts.outline, rules);
    let drafts = tasks::find(&facts, rules, &sentences, &sections);
    let mut linker = Linker {
        facts: &facts,
        rules,
        sentences: &sentences,
        context: &context,
        names: &names,
        drafts: &drafts,
        durations: time_cells::Durations::new(),
        reach: reach::Reach::of(&facts, &drafts),
        introductions: inherited::introductions(&facts.outline),
    };
    linker.durations = linker.judge_columns(&mut notes);
    let dimensions = Dimensions::new(&facts, rules, &sections);
    let made = Made::of(&linker, &dimensions, &mut notes);
    drop(linker);
    // What was read of sentences takes as much as the tasks of a long document.
    drop(sentences);
    unknown_agencies(&facts, &made.unknown, &mut notes);
    totals::check(&facts, &mut notes);
    let year = document.year.as_ref().map(|year| year.value);
    let entries = dimensions.entries(&drafts, &made.treated, &made.acted, year);
    let (citations, recipients) = (citations::link(&facts, rules), recipients(&facts));
    let indices = dimensions.names();
    drop(sections);
    let repairs = repairs(&facts);
    let mut notes = record_notes(&facts, notes);
    let source = source(&facts);
    let raw = text(facts).into_raw();
    let tasks = made.tasks.tasks().unwrap_or_else(|error| {
        notes.push(lost(&error));
        Vec::new()
    });
    let mut record = Record {
        source,
        document,
        indices,
        dimensions: entries,
        tasks,
        citations,
        recipients,
        repairs,
        notes,
        original: raw.original,
    };
    confidence::apply(&mut record, &rules.confidence);
    legible::apply(&mut record, &raw.recognised);
    record
}

/// The text alone: what was found in it is gone before its original and its tasks are unpacked.
fn text(facts: Facts) -> Text {
    facts.outline.text
}

/// What could be said if tasks that were packed did not come back.
fn lost(error: &std::io::Error) -> RecordNote {
    RecordNote {
        code: "tasks-lost".to_string(),
        severity: Severity::Error,
        message: format!("the tasks of this document were lost on the way: {error}; split it"),
        span: None,
    }
}

/// The tasks of a document, and what the rest of its record needs of them.
#[derive(Default)]
struct Made {
    tasks: Shelf,
    /// The dimensions of each.
    treated: Vec<Box<[Dim]>>,
    /// Whether anybody acts in it.
    acted: Vec<bool>,
    /// Names of bodies that act and are in no list.
    unknown: BTreeSet<String>,
}

impl Made {
    fn of(linker: &Linker<'_>, dimensions: &Dimensions<'_>, notes: &mut Notes) -> Self {
        let mut made = Self::default();
        for (at, draft) in linker.drafts.tasks.iter().enumerate() {
            deadline::check();
            let (task, dims) =
                trace::of_task(draft.span, || task(at, draft, linker, dimensions, notes));
            made.treated.push(dims.into());
            made.acted.push(!task.agencies.is_empty());
            let unknown = task.agencies.iter().filter(|agency| !agency.known);
            made.unknown
                .extend(unknown.map(|agency| agency.name.clone()));
            made.tasks.push(task);
        }
        made
    }
}

/// A task with its bodies, times and dimensions.
fn task(
    at: usize,
    draft: &Drafted,
    linker: &Linker<'_>,
    dimensions: &Dimensions<'_>,
    notes: &mut Notes,
) -> (Task, Vec<Dim>) {
    let facts = linker.facts;
    let actors = linker.actors(at);
    let dims = dimensions.of_task(draft);
    // Most tasks have one, and a list that grows has room for four.
    let mut deadlines = linker.deadlines(at, notes);
    deadlines.shrink_to_fit();
    let task = Task {
        id: format!("T{:03}", at + 1),
        text: facts.outline.text.quote(draft.span).to_string(),
        span: facts.outline.text.original_span(draft.span),
        path: path(facts, draft),
        annex: draft.in_annex(facts),
        dimensions: dims.iter().map(|dim| dimensions.name(*dim)).collect(),
        agencies: actors
            .iter()
            .map(|actor| assignment(facts, actor))
            .collect(),
        deadlines,
        rule: stands(facts, draft).to_string(),
        confidence: Confidence::default(),
    };
    (task, dims)
}

fn source(facts: &Facts) -> SourceInfo {
    let raw = facts.outline.text.raw();
    SourceInfo {
        path: raw.source.path.clone(),
        format: raw.format.to_string(),
        encoding: raw.encoding.clone(),
        encoding_evidence: raw.encoding_evidence.clone(),
        hash: raw.hash.clone(),
        chars: facts.outline.text.chars(),
        // Known when all documents before it are read.
        duplicate_of: None,
    }
}

/// Labels from the outermost section to the task; of a row, its number.
fn path(facts: &Facts, draft: &Drafted) -> Vec<String> {
    let outline = &facts.outline;
    let (tasks::Place::Node(id) | tasks::Place::Row(id, ..)) = draft.place;
    let mut path: Vec<String> = outline
        .ancestors(id)
        .filter_map(|above| {
            outline.nodes[above]
                .label()
                .map(|label| label.text.to_string())
        })
        .collect();
    path.reverse();
    if let tasks::Place::Row(_, table, row) = draft.place {
        path.push((row + 1).to_string());
        let _ = table;
    }
    path
}

/// The rule of a task: where it stands.
fn stands(facts: &Facts, draft: &tasks::Drafted) -> &'static str {
    match draft.place {
        tasks::Place::Row(..) => "task/row",
        tasks::Place::Node(id) if facts.outline.nodes[id].label().is_some() => "task/item",
        tasks::Place::Node(_) => "task/paragraph",
    }
}

fn assignment(facts: &Facts, actor: &Actor) -> Assignment {
    let text = &facts.outline.text;
    Assignment {
        name: actor.named.name.clone(),
        level: actor.named.level,
        role: actor.role,
        generic: actor.generic,
        known: actor.named.known,
        text: text.quote(actor.span).to_string(),
        span: text.original_span(actor.span),
        rule: actor.rule.clone(),
        confidence: Confidence::default(),
    }
}

/// A note for each unlisted name that acts, once a name.
fn unknown_agencies(facts: &Facts, unknown: &BTreeSet<String>, notes: &mut Notes) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for mention in facts
        .mentions
        .iter()
        .filter(|mention| unknown.contains(&mention.name))
    {
        if seen.insert(mention.name.clone()) {
            notes.push(
                "agency-unknown",
                Severity::Warning,
                format!("`{}` is in no list; add it to rules/agencies.csv, or to rules/aliases.csv as another name of a listed agency", mention.name),
                Some(mention.span),
            );
        }
    }
}

fn recipients(facts: &Facts) -> Vec<Recipient> {
    let text = &facts.outline.text;
    facts
        .recipients
        .iter()
        .map(|line| Recipient {
            value: line.value.clone(),
            span: text.original_span(line.span),
            rule: line.rule.clone(),
            confidence: Confidence::default(),
        })
        .collect()
}

fn repairs(facts: &Facts) -> Vec<RepairEntry> {
    let text = &facts.outline.text;
    let entry = |repair: &Repair| RepairEntry {
        kind: repair.kind,
        before: text.quote(repair.span).to_string(),
        after: repair.after.clone(),
        span: text.original_span(repair.span),
        rule: repair.rule.clone(),
    };
    text.repairs().iter().map(entry).collect()
}

fn record_notes(facts: &Facts, notes: Notes) -> Vec<RecordNote> {
    let text = &facts.outline.text;
    let mut seen = BTreeSet::new();
    notes
        .0
        .into_iter()
        .map(|note| RecordNote {
            code: note.code.to_string(),
            severity: note.severity,
            message: note.message,
            span: note.span.map(|span| text.original_span(span)),
        })
        .filter(|note| seen.insert((note.code.clone(), note.message.clone(), note.span)))
        .collect()
}
