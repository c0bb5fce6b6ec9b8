//! `kehoach` reads Vietnamese administrative plans and returns who must do what, by when,
//! on which dimension of which index, and where in the text it says so.
//!
//! The pipeline, each stage a plain function on the type before it:
//! `Source → RawDocument → Text → Outline → Facts → Record → files`.

pub mod cli;
pub mod error;
pub mod export;
pub mod extract;
pub mod ingest;
pub mod link;
pub mod note;
pub mod outline;
pub mod rules;
pub mod span;
pub mod text;
pub mod value;

use error::Failure;
use ingest::Source;
use link::record::Record;
use note::Notes;
use rules::Rules;

/// Reads one document through the whole pipeline.
pub fn read(source: &Source, rules: &Rules) -> Result<Record, Failure> {
    let mut notes = Notes::default();
    let raw = ingest::read(source)?;
    let text = text::text(raw, &mut notes);
    let outline = outline::outline(text, rules, &mut notes);
    let facts = extract::extract(outline, rules, &mut notes);
    Ok(link::link(facts, rules, notes))
}
