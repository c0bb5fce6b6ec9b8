//! `run.json`: what a run read, with which rules, and how much it found. No clock and no thread count, so that the
//! same inputs and rules give the same bytes.

use super::{Context, Sink, Staged};
use crate::audit::{Finding, FindingCounts};
use crate::error::{Error, Failure};
use crate::link::record::{DuplicateOf, Record};
use crate::link::times::UNREAD;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// How much a run found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents read, each once.
    pub documents: usize,
    /// Documents that are one of these once more.
    pub duplicates: usize,
    /// Inputs that could not be read.
    pub failures: usize,
    /// Tasks.
    pub tasks: usize,
    /// Agencies in tasks that are not in the agency list.
    pub agencies_unknown: usize,
    /// Deadlines read.
    pub deadlines: usize,
    /// Words that look like a deadline and could not be read.
    pub deadlines_unread: usize,
}

impl Counts {
    /// Counts one document.
    pub fn add(&mut self, record: &Record) {
        self.documents += 1;
        self.tasks += record.tasks.len();
        for task in &record.tasks {
            let unknown = task.agencies.iter().filter(|a| !a.known && !a.generic);
            self.agencies_unknown += unknown.count();
            self.deadlines += task.deadlines.len();
        }
        let unread = record.notes.iter().filter(|n| n.code == UNREAD);
        self.deadlines_unread += unread.count();
    }
}

/// The sink that every run has: it keeps count and writes `run.json`.
#[derive(Debug)]
pub struct Manifest {
    file: Staged,
    run: Run,
}

/// The shape of `run.json`.
#[derive(Debug, Serialize)]
struct Run {
    program: &'static str,
    version: &'static str,
    rules_hash: String,
    formats: Vec<String>,
    index: String,
    counts: Counts,
    findings: FindingCounts,
    files: Vec<String>,
    inputs: Vec<Input>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Input {
    Read {
        path: String,
        hash: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        duplicate_of: Option<DuplicateOf>,
    },
    Failed {
        path: String,
        code: String,
        message: String,
    },
}

impl Manifest {
    /// Opens `run.json`.
    pub fn open(
        folder: &Path,
        context: &Context,
        formats: &[String],
        rules_hash: &str,
    ) -> Result<Self, Error> {
        let names = super::SINKS.iter().map(|format| format.name);
        let formats = names
            .filter(|name| formats.iter().any(|format| format == name))
            .map(str::to_string)
            .collect();
        Ok(Self {
            file: Staged::create(folder, "run.json")?,
            run: Run {
                program: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                rules_hash: rules_hash.to_string(),
                formats,
                index: context.index.name.clone(),
                counts: Counts::default(),
                findings: FindingCounts::default(),
                files: Vec::new(),
                inputs: Vec::new(),
            },
        })
    }

    /// What was counted so far.
    pub fn counts(&self) -> Counts {
        self.run.counts
    }

    /// Notes a document that was read.
    pub fn record(&mut self, record: &Record) {
        self.run.counts.add(record);
        self.input(record);
    }

    /// Notes a document that is another one once more.
    pub fn duplicate(&mut self, record: &Record) {
        self.run.counts.duplicates += 1;
        self.input(record);
    }

    fn input(&mut self, record: &Record) {
        self.run.inputs.push(Input::Read {
            path: record.source.path.clone(),
            hash: record.source.hash.clone(),
            duplicate_of: record.source.duplicate_of.clone(),
        });
    }

    /// Counts what the audit found.
    pub fn findings(&mut self, findings: &[Finding]) {
        self.run.findings.add(findings);
    }

    /// Findings counted so far.
    pub fn finding_counts(&self) -> FindingCounts {
        self.run.findings
    }

    /// Notes an input that was not.
    pub fn failure(&mut self, failure: &Failure) {
        self.run.counts.failures += 1;
        self.run.inputs.push(Input::Failed {
            path: failure.path.clone(),
            code: failure.code.clone(),
            message: failure.message.clone(),
        });
    }

    /// Ends the sinks and returns all files of the run, its own last.
    pub fn finish(mut self, sinks: Vec<Box<dyn Sink>>) -> Result<Vec<Staged>, Error> {
        let mut files = Vec::new();
        for sink in sinks {
            files.extend(sink.finish()?);
        }
        self.run.files = files.iter().map(|file| file.name().to_string()).collect();
        serde_json::to_writer_pretty(&mut self.file, &self.run)
            .map_err(io::Error::from)
            .and_then(|()| self.file.write_all(b"\n"))
            .map_err(|source| self.file.error(source))?;
        files.push(self.file);
        Ok(files)
    }
}
