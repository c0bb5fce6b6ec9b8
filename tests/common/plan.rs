//! Plans written in tests, run through the stages.

// Every test file that includes this one uses some of it.
#![allow(dead_code)]

use kehoach::ingest::{Origin, RawDocument, Source};
use kehoach::link::record::Record;
use kehoach::note::Notes;
use kehoach::outline::{Outline, outline};
use kehoach::rules::Rules;
use kehoach::text::text;
use std::fs;
use std::sync::LazyLock;

/// The embedded rules, read once.
pub static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

/// The outline of a text.
pub fn outline_of(original: &str) -> Outline {
    let raw = RawDocument {
        source: Source {
            path: "test.txt".to_string(),
            origin: Origin::Stdin,
        },
        format: "txt",
        encoding: "UTF-8".to_string(),
        encoding_evidence: String::new(),
        recognised: Vec::new(),
        hash: String::new(),
        original: original.to_string(),
        blocks: Vec::new(),
    };
    let mut notes = Notes::default();
    outline(text(raw, &mut notes), &RULES, &mut notes)
}

/// The record of a file with these bytes, by the way that a user's file takes.
pub fn record_of_bytes(bytes: &[u8]) -> Record {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.txt");
    fs::write(&path, bytes).unwrap();
    let source = Source {
        path: "plan.txt".to_string(),
        origin: Origin::File(path),
    };
    kehoach::read(&source, &RULES).unwrap()
}

/// The record of a file with this text.
pub fn record_of(original: &str) -> Record {
    record_of_bytes(original.as_bytes())
}

/// A text as UTF-16 with byte order mark.
pub fn utf16(original: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(original.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}
