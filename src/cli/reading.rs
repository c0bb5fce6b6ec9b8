//! How commands read documents: the options that all of them share, and the documents that a filter is given.

use super::{SOME_FAILED, Stop, say};
use crate::ingest::{self, Ocr, RawDocument, ReadOptions};
use crate::note::Notes;
use crate::spill::Memory;
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Options of every command that reads documents.
#[derive(Debug, Clone, Copy, Args)]
pub struct Reading {
    /// When pages without a text layer are read by text recognition: auto, never, or always (every page of a PDF file)
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    ocr: Ocr,

    /// Leave files that are damaged or very old unread, even where a converter for them is installed (antiword, catdoc, LibreOffice; pdftotext)
    #[arg(long)]
    no_converters: bool,

    /// Seconds that one document may take before it is given up; text recognition does not count
    #[arg(long, value_name = "SECONDS", default_value_t = usual(), value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,

    /// Size of the largest text of a document, once it is decoded, that is read, such as 200MB; documents of 16 MiB have some 5,000 pages
    #[arg(long, value_name = "SIZE", default_value_t = Memory::of(ReadOptions::default().largest))]
    largest: Memory,
}

/// The option of commands that go over many documents.
#[derive(Debug, Clone, Copy, Args)]
pub struct MemorySize {
    /// What may be held of documents and of what is kept of them, such as 64M or 2GiB; beyond it fewer documents are read at once, and the rest waits in temporary files
    #[arg(long, value_name = "SIZE", default_value_t)]
    memory: Memory,
}

impl MemorySize {
    /// The size.
    pub fn size(self) -> Memory {
        self.memory
    }
}

/// The option of every command that uses rules.
#[derive(Debug, Clone, Args)]
pub struct RulesFolder {
    /// Folder of rules in place of those that are built in
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

impl RulesFolder {
    /// The folder, where one is named.
    pub fn folder(&self) -> Option<&Path> {
        self.rules.as_deref()
    }
}

fn usual() -> u64 {
    ReadOptions::default().timeout.as_secs()
}

impl Reading {
    /// What the readers are told.
    pub fn options(self) -> ReadOptions {
        ReadOptions {
            ocr: self.ocr,
            timeout: Duration::from_secs(self.timeout),
            largest: self.largest.bytes(),
            converters: !self.no_converters,
        }
    }
}

/// What a filter reads: documents, or standard input where none is named.
#[derive(Debug, Args)]
pub struct Documents {
    /// Files, folders, globs in quotes; standard input where none is named
    #[arg(value_name = "FILE")]
    inputs: Vec<String>,

    #[command(flatten)]
    reading: Reading,
}

impl Documents {
    /// Hands on one document after the other, says which could not be read, and returns the exit code.
    pub fn each(
        &self,
        mut take: impl FnMut(RawDocument, Notes) -> io::Result<()>,
    ) -> Result<u8, Stop> {
        let standard_input = ["-".to_string()];
        let inputs = match self.inputs.as_slice() {
            [] => &standard_input,
            inputs => inputs,
        };
        let (sources, mut failures) = ingest::walk(inputs);
        for source in &sources {
            let mut notes = Notes::default();
            match ingest::read_with(source, &self.reading.options(), &mut notes) {
                Ok(document) => take(document, notes)?,
                Err(failure) => failures.push(failure),
            }
        }
        for failure in &failures {
            say(&format!("kehoach: {}: {}", failure.path, failure.message));
        }
        Ok(if failures.is_empty() { 0 } else { SOME_FAILED })
    }
}
