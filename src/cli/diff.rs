//! `kehoach diff`: what two runs have differently.

use super::{SOME_FAILED, Stop};
use crate::diff::{self, Diff};
use crate::error::Error;
use crate::export::each_record;
use crate::link::record::Record;
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Compare two runs value by value: gained, lost, changed
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DiffCommand {
    /// Output folder of the old run, or its records.jsonl
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// Output folder of the new run, or its records.jsonl
    #[arg(value_name = "NEW")]
    new: PathBuf,

    #[command(flatten)]
    shown: Shown,
}

const EXAMPLES: &str = "\
Examples:
  kehoach diff before after                          what the run `after` gained, lost and changed
  kehoach diff before after --format csv > diff.csv  the same for a spreadsheet
  kehoach diff before/records.jsonl after --fail-on-change

Tasks are matched by their place in the text, not by their number.

Exit codes: 0 compared; 1 something differs, with --fail-on-change; 2 could not run.";

/// How a comparison is shown; `diff` and `rules test` share it.
#[derive(Debug, Args)]
pub struct Shown {
    /// Format of the comparison
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Exit with code 1 if anything differs
    #[arg(long)]
    fail_on_change: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Counts, then every change with the text around it
    Text,
    /// For programs
    Json,
    /// For spreadsheets, a row a change
    Csv,
}

impl DiffCommand {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let (old, new) = (records(&self.old)?, records(&self.new)?);
        self.shown.show(&diff::diff(&old, &new, &diff::original))
    }
}

fn records(path: &Path) -> Result<Vec<Record>, Error> {
    let mut records = Vec::new();
    each_record(path, |record| {
        records.push(record);
        Ok(())
    })?;
    Ok(records)
}

impl Shown {
    /// Writes a comparison to standard output and tells the exit code.
    pub fn show(&self, diff: &Diff) -> Result<u8, Stop> {
        match self.format {
            Format::Text => {
                let text = diff::text::render(diff);
                anstream::stdout().write_all(text.as_bytes())?;
            }
            Format::Json => {
                let mut out = io::stdout().lock();
                serde_json::to_writer_pretty(&mut out, diff).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Format::Csv => diff::csv::write(diff, io::stdout().lock())?,
        }
        let differs = self.fail_on_change && !diff.is_empty();
        Ok(if differs { SOME_FAILED } else { 0 })
    }
}
