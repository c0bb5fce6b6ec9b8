//! `kehoach eval`: how well plans are read, measured on gold.

mod html;
mod inputs;
mod table;

use super::reading::{Reading, RulesFolder};
use super::{SOME_FAILED, Stop, say};
use crate::error::Error;
use crate::eval::change::{Change, change};
use crate::eval::{FIELDS, Report, calibration, place};
use clap::Args;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Measure how well plans are read: records against gold
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Eval {
    /// The documents: files, folders, globs in quotes; those without gold are left out
    #[arg(value_name = "PATH", required = true)]
    inputs: Vec<String>,

    /// Folder of gold files; may be given several times
    #[arg(long, value_name = "DIR", required = true)]
    gold: Vec<PathBuf>,

    /// Measure these records (records.jsonl of a run) instead of reading the documents anew
    #[arg(long, value_name = "FILE", conflicts_with = "rules")]
    records: Option<PathBuf>,

    /// Fields whose errors are listed, separated by commas, or `all`
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = field_or_all)]
    errors: Vec<String>,

    /// Least F1 of fields, such as tasks=0.97,tasks.deadlines=0.95; one that falls short gives exit code 1
    #[arg(long, value_name = "FIELD=F1", value_delimiter = ',', value_parser = floor)]
    min: Vec<Floor>,

    /// An earlier report (--json): show what has moved since
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write the report as JSON, with every error; `-` writes it to standard output in place of the tables
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Write the report as one HTML page; `-` writes it to standard output in place of the tables
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,

    /// Write the measured precisions of all rules, to take the place of rules/confidence.csv
    #[arg(long, value_name = "FILE")]
    calibrate: Option<PathBuf>,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    rules: RulesFolder,
}

const EXAMPLES: &str = "\
Examples:
  kehoach eval corpus --gold corpus/gold
  kehoach eval corpus --gold corpus/gold --errors tasks.deadlines --min tasks=0.95
  kehoach eval corpus --gold corpus/gold --json now.json --baseline before.json
  kehoach eval corpus --gold corpus/gold --records output/records.jsonl --html report.html
  kehoach eval corpus --gold corpus/gold --calibrate my-rules/confidence.csv

Exit codes: 0 measured; 1 a field falls short of --min, or a document with gold has no record; 2 could not run.";

/// The least F1 of a field.
#[derive(Debug, Clone)]
struct Floor {
    field: String,
    least: f64,
}

impl Eval {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let measured = inputs::measure(
            &self.inputs,
            &self.gold,
            self.records.as_deref(),
            &self.reading.options(),
            self.rules.folder(),
        )?;
        for failure in &measured.failures {
            say(&format!("kehoach: {}: {}", failure.path, failure.message));
        }
        let report = Report::new(&measured.scored, &measured.cases, measured.rules.as_deref());
        let baseline = self.baseline.as_deref().map(read_report).transpose()?;
        let change = baseline.as_ref().map(|before| change(before, &report));
        self.write(&report, change.as_ref())?;
        if let Some(path) = &self.calibrate {
            let precisions = calibration::precisions(measured.cases.iter().flatten());
            write(path, &inputs::confidence_table(&precisions))?;
        }
        let short = self.short(&report)?;
        for line in &short {
            say(&format!("kehoach: falls short: {line}"));
        }
        let failed = !short.is_empty() || !report.missing.is_empty();
        Ok(if failed { SOME_FAILED } else { 0 })
    }

    /// Writes the report in all forms that were asked for; the tables unless another form takes standard output.
    fn write(&self, report: &Report, change: Option<&Change>) -> Result<(), Stop> {
        let files = [
            (&self.json, json(report)?),
            (&self.html, html::page(report, change)),
        ];
        let mut printed = false;
        for (path, text) in files {
            match path.as_deref() {
                Some(path) if path == Path::new("-") => {
                    io::stdout().lock().write_all(text.as_bytes())?;
                    printed = true;
                }
                Some(path) => write(path, &text)?,
                None => {}
            }
        }
        if !printed {
            let text = table::report(report, change, &self.shown());
            io::stdout().lock().write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// Fields whose errors are listed.
    fn shown(&self) -> Vec<&str> {
        let all = self.errors.iter().any(|field| field == "all");
        let asked = |field: &&str| all || self.errors.iter().any(|name| name == field);
        FIELDS.into_iter().filter(asked).collect()
    }

    /// A line for each field that falls short.
    fn short(&self, report: &Report) -> Result<Vec<String>, Error> {
        let mut short = Vec::new();
        for Floor { field, least } in &self.min {
            let score = report.field(field).ok_or_else(|| {
                Error::Usage(format!("--min: no gold here has the field `{field}`"))
            })?;
            if score.f1 < *least {
                short.push(format!(
                    "{field}: F1 {:.3}, expected {least} or more",
                    score.f1
                ));
            }
        }
        Ok(short)
    }
}

fn field_or_all(name: &str) -> Result<String, String> {
    let known = name == "all" || place(name).is_some();
    let unknown = || format!("expected all or some of {}", FIELDS.join(", "));
    known.then(|| name.to_string()).ok_or_else(unknown)
}

fn floor(text: &str) -> Result<Floor, String> {
    let (field, least) = text
        .split_once('=')
        .ok_or("expected FIELD=F1, such as tasks=0.97")?;
    if place(field).is_none() {
        return Err(format!("expected one of {} before `=`", FIELDS.join(", ")));
    }
    let number = least
        .parse()
        .ok()
        .filter(|least| (0.0..=1.0).contains(least));
    let least = number.ok_or_else(|| format!("expected a number from 0 to 1, got `{least}`"))?;
    Ok(Floor {
        field: field.to_string(),
        least,
    })
}

fn read_report(path: &Path) -> Result<Report, Error> {
    let wrong = |what: &str, reason: &dyn std::fmt::Display| {
        Error::Usage(format!("--baseline: {}: {what}: {reason}", path.display()))
    };
    let text = fs::read_to_string(path).map_err(|e| wrong("cannot be read", &e))?;
    serde_json::from_str(&text).map_err(|e| wrong("expected a report of eval --json", &e))
}

fn json(report: &Report) -> Result<String, Stop> {
    let mut text = serde_json::to_string_pretty(report).map_err(io::Error::from)?;
    text.push('\n');
    Ok(text)
}

/// Writes a file whole or not at all.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |source| Error::Write {
        path: path.to_path_buf(),
        source,
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file =
        tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_floors_and_refuses_unknown_fields() {
        let read = floor("tasks.deadlines=0.95").unwrap();
        assert_eq!((read.field.as_str(), read.least), ("tasks.deadlines", 0.95));
        for (wrong, said) in [
            ("tasks", "FIELD=F1"),
            ("deadline=0.9", "tasks.deadlines"),
            ("tasks=95", "from 0 to 1"),
        ] {
            let message = floor(wrong).unwrap_err();
            assert!(message.contains(said), "{message}");
        }
        assert!(field_or_all("all").is_ok() && field_or_all("task").is_err());
    }
}
