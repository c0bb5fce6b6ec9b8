//! Facts → Record: values resolved, tasks joined with their agencies, deadlines and dimensions.

pub mod record;

use crate::extract::Facts;
use crate::note::Notes;
use crate::rules::Rules;
use record::{Header, Record, SourceInfo};

/// Resolves the facts of one document into its record.
pub fn link(facts: Facts, _rules: &Rules, _notes: Notes) -> Record {
    let raw = facts.outline.text.raw();
    Record {
        source: SourceInfo {
            path: raw.source.path.clone(),
            format: raw.format.to_string(),
            encoding: raw.encoding.clone(),
            hash: raw.hash.clone(),
            chars: raw.original.chars().count(),
        },
        document: Header::default(),
        indices: Vec::new(),
        dimensions: Vec::new(),
        tasks: Vec::new(),
        citations: Vec::new(),
        recipients: Vec::new(),
        notes: Vec::new(),
    }
}
