//! What documents that were read on many machines give together: the audit across plans, and the sums of coverage.

use crate::columns::{Growing, PyChunk};
use crate::errors::{raised, stopped};
use crate::reader::Reader;
use kehoach::audit::coverage::{self, By, Coverage, Group, Sum};
use kehoach::audit::summary::Summary;
use kehoach::audit::{Accepted, Auditor};
use kehoach::error::Error;
use kehoach::export::{Context, Row, Rows, TABLES, Table};
use pyo3::prelude::*;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Rows of some tables for Python, by their names.
type PyTables<'py> = Vec<(&'static str, Vec<PyChunk<'py>>)>;

/// A document that is another one once more: its name, that of the other, and why.
type PyDuplicate = (String, String, String);

/// Summaries of plans, in input order however they come: a set, so that joining is associative and commutative, and
/// joining twice does nothing.
#[pyclass(module = "kehoach._kehoach")]
#[derive(Default)]
pub struct Summaries(BTreeMap<(u64, String), String>);

#[pymethods]
impl Summaries {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// Adds the summary of a document.
    fn add(
        &mut self,
        py: Python<'_>,
        order: u64,
        document: String,
        summary: String,
    ) -> PyResult<()> {
        let key = (order, document);
        match self.0.get(&key) {
            Some(other) if *other != summary => Err(raised(
                py,
                Some(&key.1),
                "usage",
                "two different documents have this name; give each its own",
            )),
            Some(_) => Ok(()),
            None => {
                self.0.insert(key, summary);
                Ok(())
            }
        }
    }

    /// Adds all summaries of others.
    fn join(&mut self, py: Python<'_>, other: PyRef<'_, Self>) -> PyResult<()> {
        for ((order, document), summary) in &other.0 {
            self.add(py, *order, document.clone(), summary.clone())?;
        }
        Ok(())
    }

    /// The findings and links across these plans, and which documents are another one once more, and why.
    fn finish<'py>(
        &self,
        py: Python<'py>,
        reader: &Reader,
    ) -> PyResult<(PyTables<'py>, Vec<PyDuplicate>)> {
        let (rules, context) = (&reader.rules, &reader.context);
        let result = py.detach(|| {
            let mut auditor = Auditor::new(Accepted::default());
            let mut duplicates = Vec::new();
            for ((_, document), summary) in &self.0 {
                let summary: Summary = serde_json::from_str(summary)
                    .map_err(|error| Stopped::Unread(document.clone(), error))?;
                if let Some(of) = auditor.summary(summary)? {
                    let reason = of.reason.as_str().to_string();
                    duplicates.push((document.clone(), of.path, reason));
                }
            }
            Ok((auditor.finish(rules)?, duplicates))
        });
        let ((findings, links), duplicates) = result.map_err(|error| match error {
            Stopped::Unread(document, error) => other_version(py, Some(&document), &error),
            Stopped::Error(error) => stopped(py, &error),
        })?;
        let tables = filled(py, context, |rows| match rows {
            Rows::OfFinding(row) => Some(findings.iter().map(row).collect()),
            Rows::OfLink(row) => Some(links.iter().map(row).collect()),
            _ => None,
        })?;
        Ok((tables, duplicates))
    }
}

/// Why summaries could not be joined.
enum Stopped {
    /// That of a document is none of this version.
    Unread(String, serde_json::Error),
    /// The audit could not go on.
    Error(Error),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// Coverage summed up.
#[pyclass(module = "kehoach._kehoach")]
#[derive(Default)]
pub struct Totals(coverage::Totals);

#[pymethods]
impl Totals {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Adds the coverage of a document that counts.
    fn add(&mut self, py: Python<'_>, coverage: &str) -> PyResult<()> {
        let coverage: Coverage = parsed(py, coverage)?;
        self.0.add(&coverage);
        Ok(())
    }

    /// Adds sums as `written` gives them.
    fn join(&mut self, py: Python<'_>, written: &str) -> PyResult<()> {
        let sums: Vec<(Group, Sum)> = parsed(py, written)?;
        sums.iter().for_each(|(group, sum)| self.0.join(group, sum));
        Ok(())
    }

    /// The sums, to be carried elsewhere.
    fn written(&self, py: Python<'_>) -> PyResult<String> {
        let sums = self.0.by(By::Unit);
        let sums: Vec<_> = sums
            .map(|(whose, index, dimension, sum)| ((whose, index, dimension), sum))
            .collect();
        serde_json::to_string(&sums)
            .map_err(|error| raised(py, None, "internal", &error.to_string()))
    }

    /// The tables of sums.
    fn finish<'py>(&self, py: Python<'py>, reader: &Reader) -> PyResult<PyTables<'py>> {
        filled(py, &reader.context, |rows| match rows {
            Rows::OfTotals(rows) => Some(rows(&self.0)),
            _ => None,
        })
    }
}

/// The tables that have such rows.
fn filled<'a, 'py>(
    py: Python<'py>,
    context: &Context,
    rows: impl Fn(Rows) -> Option<Vec<Row<'a>>>,
) -> PyResult<PyTables<'py>> {
    let table = |table: &'static Table| {
        let mut growing = Growing::of(table, context);
        rows(table.rows)?.iter().for_each(|row| growing.push(row));
        Some(growing.take(py).map(|chunks| (table.name, chunks)))
    };
    TABLES.iter().filter_map(table).collect()
}

fn parsed<T: DeserializeOwned>(py: Python<'_>, json: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|error| other_version(py, None, &error))
}

fn other_version(py: Python<'_>, document: Option<&str>, error: &serde_json::Error) -> PyErr {
    let message = format!(
        "what was read elsewhere cannot be understood ({error}); have the same version of kehoach on all machines"
    );
    raised(py, document, "usage", &message)
}
