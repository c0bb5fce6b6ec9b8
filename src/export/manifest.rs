//! `run.json`: what a run read, with which rules, and how much it found. No clock and no thread count, so that the
//! same inputs and rules give the same bytes.

use super::{Context, Sink, Staged};
use crate::audit::{Finding, FindingCounts};
use crate::error::{Error, Failure};
use crate::link::record::{DuplicateOf, Record};
use crate::link::times::UNREAD;
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
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
    /// The list of inputs, the last of the file, as it will stand there; kept aside until the rest is known.
    inputs: BufWriter<File>,
    any: bool,
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
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Input<'a> {
    Read {
        path: &'a str,
        hash: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        duplicate_of: Option<&'a DuplicateOf>,
    },
    Failed {
        path: &'a str,
        code: &'a str,
        message: &'a str,
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
        let aside = context.aside(folder);
        let inputs = aside.file().map_err(|source| aside.error(source))?;
        Ok(Self {
            file: Staged::create(folder, "run.json")?,
            inputs: BufWriter::new(inputs),
            any: false,
            run: Run {
                program: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                rules_hash: rules_hash.to_string(),
                formats,
                index: context.index.name.clone(),
                counts: Counts::default(),
                findings: FindingCounts::default(),
                files: Vec::new(),
            },
        })
    }

    /// What was counted so far.
    pub fn counts(&self) -> Counts {
        self.run.counts
    }

    /// Notes a document that was read.
    pub fn record(&mut self, record: &Record) -> Result<(), Error> {
        self.run.counts.add(record);
        self.read(record)
    }

    /// Notes a document that is another one once more.
    pub fn duplicate(&mut self, record: &Record) -> Result<(), Error> {
        self.run.counts.duplicates += 1;
        self.read(record)
    }

    fn read(&mut self, record: &Record) -> Result<(), Error> {
        self.input(&Input::Read {
            path: &record.source.path,
            hash: &record.source.hash,
            duplicate_of: record.source.duplicate_of.as_ref(),
        })
    }

    fn input(&mut self, input: &Input<'_>) -> Result<(), Error> {
        let between = if self.any { ",\n    " } else { "\n    " };
        self.any = true;
        let listed = serde_json::to_string_pretty(input)
            .map_err(io::Error::from)
            .map(|json| json.replace('\n', "\n    "))
            .and_then(|json| write!(self.inputs, "{between}{json}"));
        listed.map_err(|source| self.file.error(source))
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
    pub fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        self.run.counts.failures += 1;
        self.input(&Input::Failed {
            path: &failure.path,
            code: &failure.code,
            message: &failure.message,
        })
    }

    /// Ends the sinks and returns all files of the run, its own last.
    pub fn finish(mut self, sinks: Vec<Box<dyn Sink>>) -> Result<Vec<Staged>, Error> {
        let mut files = Vec::new();
        for sink in sinks {
            files.extend(sink.finish()?);
        }
        self.run.files = files.iter().map(|file| file.name().to_string()).collect();
        self.write().map_err(|source| self.file.error(source))?;
        files.push(self.file);
        Ok(files)
    }

    /// Writes the file, the list of inputs last.
    fn write(&mut self) -> io::Result<()> {
        let head = serde_json::to_string_pretty(&self.run)?;
        let head = head.strip_suffix("\n}").unwrap_or(&head);
        write!(self.file, "{head},\n  \"inputs\": [")?;
        self.inputs.flush()?;
        let inputs = self.inputs.get_mut();
        inputs.rewind()?;
        io::copy(inputs, &mut self.file)?;
        let end = if self.any { "\n  ]" } else { "]" };
        writeln!(self.file, "{end}\n}}")
    }
}
