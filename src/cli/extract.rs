//! `kehoach extract`: plans in, dataset out.

use super::progress::Bar;
use super::reading::{MemorySize, Reading, RulesFolder};
use super::{SOME_FAILED, Stop, say, watch};
use crate::export::{DEFAULTS, REVIEW_BELOW, SINKS};
use crate::link::record::SameBy;
use crate::value::confidence::Confidence;
use crate::value::lang::Lang;
use crate::{RunOptions, Summary};
use clap::Args;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Failures, and documents not counted, that the summary names one by one.
const SHOWN: usize = 20;

/// Read plans and write the dataset that is in them
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Extract {
    /// Files, folders (with all folders in them), globs in quotes, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    inputs: Vec<String>,

    /// Folder for the results; made where it does not exist
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,

    /// Formats, separated by commas
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_values = DEFAULTS.iter().copied(), value_parser = FormatName)]
    format: Vec<String>,

    /// Index whose dimensions are the columns of coverage.csv
    #[arg(long, value_name = "INDEX", default_value = "PAPI")]
    index: String,

    /// Confidence below which a value is a row of review.csv
    #[arg(long, value_name = "SHARE", default_value_t = Confidence::of(REVIEW_BELOW))]
    review_below: Confidence,

    /// Language of the workbook and the report: vi or en; names and codes in the tables are the same in both
    #[arg(long, value_name = "LANG", default_value_t)]
    lang: Lang,

    /// Threads; one a core by default
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    #[command(flatten)]
    memory: MemorySize,

    #[command(flatten)]
    reading: Reading,

    /// Read all inputs anew, also those that the run before has read and that are as they were
    #[arg(long)]
    fresh: bool,

    /// Go on: read what arrives, changes or goes, and write the results anew each time, until Ctrl-C
    #[arg(long)]
    watch: bool,

    /// No progress bar, no summary
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    rules: RulesFolder,
}

const EXAMPLES: &str = "\
Examples:
  kehoach extract corpus -o output
  kehoach extract 'plans/**/*2025*.txt' letter.md -o output --format csv,json
  kehoach extract plans -o output --index 'PAR INDEX' --jobs 4
  kehoach extract plans -o output                    again: only what is new is read
  kehoach extract incoming -o output --watch         as documents arrive
  cat plan.txt | kehoach extract - -o output --quiet

Exit codes: 0 all read; 1 finished, but some inputs failed (see failures.csv); 2 could not run.";

impl Extract {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let options = RunOptions {
            output: self.output,
            formats: self.format,
            index: self.index,
            jobs: self.jobs.map(usize::from),
            rules: self.rules.folder().map(Path::to_path_buf),
            reading: self.reading.options(),
            review_below: self.review_below,
            memory: self.memory.size(),
            fresh: self.fresh,
            lang: self.lang,
        };
        if self.watch {
            return watch::run(&self.inputs, &options, self.quiet);
        }
        let summary = if self.quiet {
            crate::run(&self.inputs, &options, &())?
        } else {
            crate::run(&self.inputs, &options, &Bar::new())?
        };
        if !self.quiet {
            say(&report(&summary, &options));
        }
        Ok(if summary.counts.failures == 0 {
            0
        } else {
            SOME_FAILED
        })
    }
}

/// The summary at the end of a run.
fn report(summary: &Summary, options: &RunOptions) -> String {
    let counts = &summary.counts;
    let csv = options.formats.iter().any(|format| format == "csv");
    let failures = summary.failures.iter();
    let mut lines = listed(
        failures.map(|failure| format!("failed: {}: {}", failure.path, failure.message)),
        counts.failures,
        if csv { "failures.csv" } else { "run.json" },
    );
    let duplicates = summary.duplicates.iter();
    lines.extend(listed(
        duplicates.map(|(path, of)| match of.reason {
            SameBy::Content => format!("not counted: {path}: has the content of {}", of.path),
            SameBy::Number => format!(
                "not counted: {path}: has number, issuer and date of {}",
                of.path
            ),
        }),
        counts.duplicates,
        if csv { "documents.csv" } else { "run.json" },
    ));
    lines.push(documents(summary));
    lines.push(format!(
        "tasks: {} ({} agencies unknown, {} deadlines unread)",
        counts.tasks, counts.agencies_unknown, counts.deadlines_unread
    ));
    lines.push(summary.findings.to_string());
    lines.push(format!("written to {}", options.output.display()));
    lines.join("\n")
}

/// The first of the lines, and how many more there are of so many, in which file.
fn listed(lines: impl Iterator<Item = String>, all: usize, file: &str) -> Vec<String> {
    let more = all.saturating_sub(SHOWN);
    let mut shown: Vec<String> = lines.take(SHOWN).collect();
    if more > 0 {
        shown.push(format!("and {more} more, see {file}"));
    }
    shown
}

/// How many documents were read, and how many were not.
pub(super) fn documents(summary: &Summary) -> String {
    let counts = &summary.counts;
    let read = counts.documents + counts.duplicates - summary.unchanged;
    let some = |count: usize, what: &str| match count {
        0 => String::new(),
        _ => format!(", {count} {what}"),
    };
    format!(
        "documents: {read} read{}, {} failed{}",
        some(summary.unchanged, "unchanged"),
        counts.failures,
        some(counts.duplicates, "of them not counted twice"),
    )
}

/// Accepts the names in [`SINKS`]; for those that other builds will have it says that this one has not.
#[derive(Debug, Clone)]
struct FormatName;

impl TypedValueParser for FormatName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        _argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let name = value.to_string_lossy();
        crate::export::format(name.trim())
            .map(|format| format.name.to_string())
            .map_err(|reason| {
                let message = format!("--format: {reason}");
                let mut error = clap::Error::raw(ErrorKind::ValueValidation, message);
                error.insert(
                    ContextKind::Usage,
                    ContextValue::StyledStr(command.clone().render_usage()),
                );
                error.with_cmd(command)
            })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = SINKS
            .iter()
            .map(|format| PossibleValue::new(format.name).help(format.about));
        Some(Box::new(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Failure;
    use crate::export::Counts;
    use crate::ingest::ReadOptions;
    use crate::spill::Memory;

    #[test]
    fn names_some_failures_and_counts_the_rest() {
        let failure = |n: usize| Failure {
            path: format!("{n}.txt"),
            code: "empty".to_string(),
            message: "the file is empty".to_string(),
        };
        let summary = Summary {
            failures: (0..22).map(failure).collect(),
            counts: Counts {
                failures: 23,
                ..Counts::default()
            },
            ..Summary::default()
        };
        let options = RunOptions {
            output: PathBuf::from("out"),
            formats: vec!["csv".to_string()],
            index: "PAPI".to_string(),
            jobs: None,
            rules: None,
            reading: ReadOptions::default(),
            review_below: Confidence::of(REVIEW_BELOW),
            memory: Memory::default(),
            fresh: false,
            lang: Lang::default(),
        };
        let report = report(&summary, &options);
        assert!(report.contains("failed: 19.txt: the file is empty\nand 3 more, see failures.csv"));
        assert!(!report.contains("20.txt"));
        assert!(report.ends_with("written to out"));
    }
}
