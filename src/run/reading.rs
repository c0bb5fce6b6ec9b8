//! One document of a run: read, or taken over from the journal where it was read before.

use super::journal::{Journal, Key};
use crate::audit::Audited;
use crate::error::Failure;
use crate::ingest::{self, PAGES_NOT_READ, ReadOptions, Source};
use crate::link::record::Record;
use crate::rules::Rules;

/// How the documents of a run are read; shared by all threads.
#[derive(Debug)]
pub struct Reading<'a> {
    /// What was read before.
    pub journal: &'a Journal,
    /// What the user says.
    pub options: &'a ReadOptions,
    /// The rules.
    pub rules: &'a Rules,
}

/// What a run has of one document.
#[derive(Debug)]
pub struct Document {
    /// What was read.
    pub record: Record,
    /// The same as JSON, where it was just read and is no long one.
    pub json: Option<Vec<u8>>,
    /// What the audit makes of it.
    pub audited: Audited,
    /// Whether it was taken over from an earlier run.
    pub unchanged: bool,
}

impl Reading<'_> {
    /// One document.
    pub fn document(&self, source: &Source) -> Result<Document, Failure> {
        let fetched = ingest::fetch_with(source, self.options)?;
        let key = Key::of(&fetched.hash, &source.path);
        let (record, json, unchanged) = match self.journal.take(&key) {
            Some(mut record) => {
                record.source.path.clone_from(&source.path);
                (record, None, true)
            }
            None => {
                let record = crate::read_fetched(source, fetched, self.options, self.rules)?;
                let json = json(&record);
                if is_final(&record) {
                    self.journal.keep(&key, &record, json.as_deref());
                }
                (record, json, false)
            }
        };
        // Not kept: it names the path all over, and takes little time.
        let audited = Audited::of(&record, self.rules);
        Ok(Document {
            record,
            json,
            audited,
            unchanged,
        })
    }
}

/// A record as JSON: written once for all that want it so. That of a long document would take more than its text, and is
/// written piece by piece by each.
fn json(record: &Record) -> Option<Vec<u8>> {
    /// Bytes of the longest text, and those of JSON for each of them in most plans.
    const LONGEST: usize = 256 << 10;
    const EACH: usize = 4;
    let length = record.original.len();
    if length > LONGEST {
        return None;
    }
    let mut json = Vec::with_capacity(EACH * length);
    serde_json::to_writer(&mut json, record).ok()?;
    Some(json)
}

/// Whether reading the document again would give the same: another time, text recognition may be installed, or in time.
fn is_final(record: &Record) -> bool {
    record.notes.iter().all(|note| note.code != PAGES_NOT_READ)
}
