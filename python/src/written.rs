//! Many documents → tables: the pipeline of a run, without an output folder.

use crate::columns::{Growing, PyChunk, Shared};
use crate::errors::stopped;
use kehoach::audit::coverage::Totals;
use kehoach::audit::{Accepted, Auditor, Taken};
use kehoach::error::{Error, Failure};
use kehoach::export::{Context, Sink, Tabular, all_tables};
use kehoach::rules::Rules;
use kehoach::run::part::Part;
use kehoach::spill::Aside;
use pyo3::prelude::*;
use std::sync::{Mutex, PoisonError};

/// The tables of a dataset in the making.
pub struct Writing<'a> {
    context: &'a Context,
    auditor: Auditor,
    totals: Totals,
    sink: Box<dyn Sink + Send>,
    tables: Shared,
}

impl<'a> Writing<'a> {
    /// Empty tables.
    pub fn new(context: &'a Context, accepted: Accepted) -> Self {
        let tables = Shared::of(&all_tables(), context);
        Self {
            context,
            auditor: Auditor::new(accepted),
            totals: Totals::default(),
            sink: Box::new(Tabular::new(all_tables(), tables.clone(), Aside::default())),
            tables,
        }
    }

    /// Takes one input that could not be read.
    pub fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        self.sink.failure(failure)
    }

    /// Takes one document; they come in input order.
    pub fn part(&mut self, part: Part) -> Result<(), Error> {
        let mut read = match part.read {
            Ok(read) => read,
            Err(failure) => return self.failure(&failure),
        };
        match self.auditor.take(read.audited)? {
            Taken::Counted { findings, coverage } => {
                self.totals.add(&coverage);
                self.sink.record(&read.record, self.context)?;
                self.sink.coverage(&coverage)?;
                self.sink.findings(&findings)
            }
            Taken::Duplicate(of) => {
                read.record.source.duplicate_of = Some(of);
                self.sink.duplicate(&read.record, self.context)
            }
        }
    }

    /// Ends the tables with what goes across plans.
    pub fn finish(mut self, rules: &Rules) -> Result<Vec<Growing>, Error> {
        let (findings, links) = self.auditor.finish(rules)?;
        self.sink.findings(&findings)?;
        self.sink.links(&links)?;
        self.sink.totals(&self.totals)?;
        self.sink.finish()?;
        Ok(self.tables.take())
    }
}

/// Tables that Python has not asked for yet.
#[pyclass(frozen, module = "kehoach._kehoach")]
pub struct Tables(Mutex<Vec<Growing>>);

impl Tables {
    /// These.
    pub fn of(tables: Vec<Growing>) -> Self {
        Self(Mutex::new(tables))
    }
}

#[pymethods]
impl Tables {
    /// How many rows each table has.
    fn rows(&self) -> Vec<usize> {
        self.with(|tables| tables.iter().map(Growing::rows).collect())
    }

    /// The rows of a table, which are then no longer here.
    fn take<'py>(&self, py: Python<'py>, table: usize) -> PyResult<Vec<PyChunk<'py>>> {
        self.with(|tables| match tables.get_mut(table) {
            Some(table) => table.take(py),
            None => Ok(Vec::new()),
        })
    }
}

impl Tables {
    fn with<T>(&self, act: impl FnOnce(&mut Vec<Growing>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Turns an error of the sink into one of Python.
pub fn checked<T>(py: Python<'_>, result: Result<T, Error>) -> PyResult<T> {
    result.map_err(|error| stopped(py, &error))
}
