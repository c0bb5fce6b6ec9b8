//! Records → files: the formats, each a sink that takes one record after the other.

mod csv;
mod folder;
mod ics;
mod index;
mod json;
mod manifest;
#[cfg(feature = "parquet")]
mod parquet;
mod records;
#[cfg(feature = "report")]
mod report;
#[cfg(test)]
mod sample;
pub mod schema;
#[cfg(feature = "sqlite")]
mod sqlite;
mod staged;
mod table;
mod tabular;
pub mod words;
mod worst;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use csv::open_audit;
pub(crate) use csv::{BYTE_ORDER_MARK, defuse};
pub use folder::{OutputFolder, WORK, commit, settle};
pub use index::{Context, IndexShape, REVIEW_BELOW};
pub use manifest::{Counts, Manifest};
pub use records::{each_record, has_records};
pub use staged::Staged;
pub use table::{Both, Cell, Column, Each, Kind, Reference, Row, Rows, TABLES, Table};
pub use tabular::{RowWriter, Tabular, all as all_tables};

use crate::audit::Finding;
use crate::audit::coverage::{Coverage, Totals};
use crate::audit::set::Linked;
use crate::error::{Error, Failure};
use crate::link::record::Record;
use std::path::Path;

/// Colours and letters of the pages that people look at, as CSS variables.
pub(crate) const TOKENS: &str = include_str!("tokens.css");

/// Writes one format. Records come in input order; nothing is in its place before `commit`.
pub trait Sink {
    /// Takes the record of one document.
    fn record(&mut self, record: &Record, context: &Context) -> Result<(), Error>;

    /// Takes the record of one document, which is JSON already: for formats that would only write that.
    fn written(&mut self, record: &Record, _json: &[u8], context: &Context) -> Result<(), Error> {
        self.record(record, context)
    }

    /// Takes the record of a document that is another one once more (`source.duplicate_of`): formats that count leave it
    /// out, those that list documents list it.
    fn duplicate(&mut self, _record: &Record, _context: &Context) -> Result<(), Error> {
        Ok(())
    }

    /// Takes one input that could not be read; formats without a place for it ignore it.
    fn failure(&mut self, _failure: &Failure) -> Result<(), Error> {
        Ok(())
    }

    /// Takes what the audit found in the plan before it, or at the end across plans.
    fn findings(&mut self, _findings: &[Finding]) -> Result<(), Error> {
        Ok(())
    }

    /// Takes the links between the plans of the run.
    fn links(&mut self, _links: &[Linked]) -> Result<(), Error> {
        Ok(())
    }

    /// Takes what the plan before it covers.
    fn coverage(&mut self, _coverage: &Coverage) -> Result<(), Error> {
        Ok(())
    }

    /// Takes, at the end, what all plans together cover.
    fn totals(&mut self, _totals: &Totals) -> Result<(), Error> {
        Ok(())
    }

    /// Ends the files and hands them over, still under temporary names.
    fn finish(self: Box<Self>) -> Result<Vec<Staged>, Error>;
}

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name in `--format`.
    pub name: &'static str,
    /// What it is good for, in a few words, for the help.
    pub about: &'static str,
    /// Opens its files, under temporary names, in a folder.
    pub open: Open,
}

/// Opens a sink in a folder.
pub type Open = fn(&Path, &Context) -> Result<Box<dyn Sink>, Error>;

/// All formats of this build; `--format`, its help and the tests read this list.
pub const SINKS: &[Format] = &[
    Format {
        name: "csv",
        about: "tables for Excel, Power BI, R and Python",
        open: csv::open,
    },
    Format {
        name: "jsonl",
        about: "records.jsonl, one record a line",
        open: json::open_lines,
    },
    Format {
        name: "json",
        about: "records.json, one indented array, for reading",
        open: json::open_array,
    },
    Format {
        name: "ics",
        about: "deadlines.ics, the deadlines as a calendar",
        open: ics::open,
    },
    #[cfg(feature = "report")]
    Format {
        name: "html",
        about: "report.html, everything as one page to look at; works from disk",
        open: report::open,
    },
    #[cfg(feature = "xlsx")]
    Format {
        name: "xlsx",
        about: "dataset.xlsx, a workbook with filters, colours and links",
        open: xlsx::open,
    },
    #[cfg(feature = "sqlite")]
    Format {
        name: "sqlite",
        about: "dataset.sqlite, all tables with keys, indexes and views",
        open: sqlite::open,
    },
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        about: "parquet/TABLE.parquet, typed columns for Python, R and Power BI",
        open: parquet::open,
    },
];

/// Formats that are written where none are asked for: those of [`SINKS`] that cost little.
pub const DEFAULTS: &[&str] = &[
    "csv",
    "jsonl",
    #[cfg(feature = "report")]
    "html",
];

/// Files and folders of all formats that show findings and that an audit of an earlier run leaves as they are: some need
/// the texts of the plans, all of them what the run was asked for.
pub const SHOW_FINDINGS: &[&str] = &["report.html", "dataset.xlsx", "dataset.sqlite", "parquet"];

/// Formats that a build has or has not, and the feature of the package that brings each.
const OPTIONAL: &[(&str, &str)] = &[
    ("html", "report"),
    ("xlsx", "xlsx"),
    ("sqlite", "sqlite"),
    ("parquet", "parquet"),
];

/// The format of this name, or a sentence that says which there are.
pub fn format(name: &str) -> Result<&'static Format, String> {
    if let Some(format) = SINKS.iter().find(|format| format.name == name) {
        return Ok(format);
    }
    let names: Vec<_> = SINKS.iter().map(|format| format.name).collect();
    let names = names.join(", ");
    if let Some((_, feature)) = OPTIONAL.iter().find(|(format, _)| *format == name) {
        return Err(format!(
            "this build cannot write `{name}`; install one that can: cargo install --path . --features {feature} (or full, \
             which has all formats). The formats of this build are {names}"
        ));
    }
    Err(format!("expected one of {names}, got `{name}`"))
}

/// Opens the sinks of all `formats`, each format once, in the order of [`SINKS`].
pub fn open(
    formats: &[String],
    folder: &Path,
    context: &Context,
) -> Result<Vec<Box<dyn Sink>>, Error> {
    for name in formats {
        format(name).map_err(|reason| Error::Usage(format!("--format: {reason}")))?;
    }
    SINKS
        .iter()
        .filter(|format| formats.iter().any(|name| name == format.name))
        .map(|format| (format.open)(folder, context))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_formats_by_name() {
        for sink in SINKS {
            assert_eq!(format(sink.name).unwrap().name, sink.name);
            assert!(!sink.about.is_empty());
        }
        for name in DEFAULTS {
            format(name).unwrap();
        }
    }

    /// How many files users see in a folder and the folders in it.
    fn written(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
        let seen = entries.filter(|entry| entry.file_name() != WORK);
        seen.map(|entry| match entry.path().is_dir() {
            true => written(&entry.path()),
            false => 1,
        })
        .sum()
    }

    #[test]
    fn every_format_writes_records_and_failures_whole_or_not_at_all() {
        for sink in SINKS {
            let folder = tempfile::tempdir().unwrap();
            let files = || written(folder.path());
            let write = || {
                let context = sample::context();
                let mut open = (sink.open)(folder.path(), &context).unwrap();
                open.record(&sample::record(), &context).unwrap();
                open.failure(&sample::failure()).unwrap();
                open.findings(&[sample::finding()]).unwrap();
                open.links(&[sample::linked()]).unwrap();
                open.coverage(&sample::coverage()).unwrap();
                open.totals(&sample::totals()).unwrap();
                let mut second = sample::record();
                second.source.path.insert_str(0, "2/");
                open.record(&second, &context).unwrap();
                open.finish().unwrap()
            };
            drop(write());
            assert_eq!(files(), 0, "{}", sink.name);
            let staged = write();
            let names: Vec<_> = staged.iter().map(|file| file.name().to_string()).collect();
            commit(staged).unwrap();
            assert_eq!(files(), names.len(), "{}", sink.name);
            for name in names {
                let bytes = std::fs::read(folder.path().join(&name)).unwrap();
                assert!(!bytes.is_empty(), "{name}");
                // Formats that are no text have tests of their own.
                let Ok(text) = String::from_utf8(bytes) else {
                    continue;
                };
                let text = text.replace("\r\n ", "");
                let held = match name.as_str() {
                    "failures.csv" => "a.txt",
                    "coverage_units.csv" => "huyện Phù Cát",
                    "coverage_provinces.csv" => "Bình Định",
                    "coverage_years.csv" => "2024,PAPI",
                    _ => "kế hoạch.txt",
                };
                assert!(text.contains(held), "{name}");
            }
        }
    }

    #[test]
    fn says_what_it_has_when_asked_for_what_it_lacks() {
        for (name, feature) in OPTIONAL {
            match format(name) {
                Ok(format) => assert_eq!(format.name, *name),
                Err(reason) => {
                    assert!(
                        reason.contains(&format!("--features {feature}")),
                        "{reason}"
                    );
                    assert!(reason.contains("csv, jsonl, json"), "{reason}");
                }
            }
        }
        assert!(format("CSV").unwrap_err().contains("got `CSV`"));
    }
}
