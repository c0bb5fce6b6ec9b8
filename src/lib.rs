//! `kehoach` reads Vietnamese administrative plans and returns who must do what, by when,
//! on which dimension of which index, and where in the text it says so.
//!
//! The pipeline, each stage a plain function on the type before it:
//! `Source → RawDocument → Text → Outline → Facts → Record → files`. [`read()`] is one document's way to its record,
//! [`run()`] that of many into the files.

pub mod audit;
pub mod cli;
pub mod deadline;
pub mod diff;
pub mod error;
pub mod eval;
pub mod explain;
pub mod export;
pub mod extract;
pub mod ingest;
pub mod link;
pub mod memo;
pub mod note;
pub mod outline;
pub mod repair;
pub mod rules;
pub mod run;
pub mod span;
pub mod spill;
pub mod text;
pub mod trace;
pub mod value;

pub use run::audit::{AuditSummary, audit_folder};
pub use run::compare::{Compared, compare};
pub use run::{INDEX, Progress, RunOptions, Summary, run};

use error::Failure;
use explain::Explained;
use ingest::{Fetched, RawDocument, ReadOptions, Source};
use link::record::Record;
use note::Notes;
use outline::Outline;
use rules::Rules;

/// Reads one document through the whole pipeline.
pub fn read(source: &Source, rules: &Rules) -> Result<Record, Failure> {
    read_with(source, &ReadOptions::default(), rules)
}

/// Reads one document as the user says.
pub fn read_with(source: &Source, options: &ReadOptions, rules: &Rules) -> Result<Record, Failure> {
    ingest::in_time(source, options, || {
        read_fetched(source, ingest::fetch_with(source, options)?, options, rules)
    })
}

/// Reads one document whose bytes are there already, with no time limit but that of the caller.
pub fn read_fetched(
    source: &Source,
    fetched: Fetched,
    options: &ReadOptions,
    rules: &Rules,
) -> Result<Record, Failure> {
    let mut notes = Notes::default();
    let raw = ingest::decode(source, &fetched, options, &mut notes)?;
    // Nobody asks for its bytes any more.
    drop(fetched);
    Ok(through(raw, rules, notes))
}

/// Reads one document as `read` does and keeps its text, its structure and all that was weighed.
pub fn explain(source: &Source, rules: &Rules) -> Result<Explained, Failure> {
    explain_with(source, &ReadOptions::default(), rules)
}

/// Does so with a document read as the user says.
pub fn explain_with(
    source: &Source,
    options: &ReadOptions,
    rules: &Rules,
) -> Result<Explained, Failure> {
    ingest::in_time(source, options, || {
        let mut notes = Notes::default();
        let raw = ingest::read_with(source, options, &mut notes)?;
        let outline = structure(raw.clone(), rules, &mut Notes::default());
        let (record, decisions) = trace::listen(|| through(raw, rules, notes));
        Ok(Explained {
            record,
            outline,
            decisions,
        })
    })
}

fn through(raw: RawDocument, rules: &Rules, mut notes: Notes) -> Record {
    let mut outline = structure(raw, rules, &mut notes);
    outline.text.pack();
    let facts = extract::extract(outline, rules, &mut notes);
    link::link(facts, rules, notes)
}

fn structure(raw: RawDocument, rules: &Rules, notes: &mut Notes) -> Outline {
    let text = repair::repair(text::text(raw, notes), rules);
    let text = text.scanned(|folded| rules.scan(folded));
    outline::outline(text, rules, notes)
}
