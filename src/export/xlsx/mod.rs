//! `dataset.xlsx`: the dataset as people look at it, a sheet a table, with filters, colours and links between the rows.
//!
//! Rows go to disk as they come, so that a run over any number of plans holds few of them. All texts are written as
//! texts: what looks like a formula stays what it is.

mod book;
mod dictionary;
mod matrix;
mod overview;
mod plan;
mod rows;
mod sheet;
mod source;
mod style;
#[cfg(test)]
mod tests;
mod views;
mod writer;

use super::{Context, Sink, Staged};
use crate::audit::Finding;
use crate::audit::coverage::{Coverage, Totals};
use crate::error::{Error, Failure};
use crate::link::record::Record;
use book::Book;
use matrix::Matrix;
use overview::Overview;
use plan::Pending;
use rows::Known;
use rust_xlsxwriter::XlsxError;
use sheet::Sheet;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use views::View;

/// Name of the file.
const FILE: &str = "dataset.xlsx";

/// Opens `dataset.xlsx`.
pub fn open(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    let file = Staged::create(folder, FILE)?;
    match Dataset::new(folder, context) {
        Ok(dataset) => Ok(Box::new(Xlsx { file, dataset })),
        Err(error) => Err(file.error(io::Error::other(error))),
    }
}

struct Xlsx {
    file: Staged,
    dataset: Dataset,
}

impl Xlsx {
    fn check(&self, written: Result<(), XlsxError>) -> Result<(), Error> {
        written.map_err(|error| self.file.error(io::Error::other(error)))
    }
}

impl Sink for Xlsx {
    fn record(&mut self, record: &Record, context: &Context) -> Result<(), Error> {
        let written = self.dataset.record(record, context);
        self.check(written)
    }

    fn duplicate(&mut self, record: &Record, context: &Context) -> Result<(), Error> {
        let written = self.dataset.duplicate(record, context);
        self.check(written)
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        self.dataset.overview.failure(failure);
        Ok(())
    }

    fn findings(&mut self, findings: &[Finding]) -> Result<(), Error> {
        let written = self.dataset.findings(findings);
        self.check(written)
    }

    fn coverage(&mut self, coverage: &Coverage) -> Result<(), Error> {
        let written = self.dataset.coverage(coverage);
        self.check(written)
    }

    fn totals(&mut self, totals: &Totals) -> Result<(), Error> {
        self.dataset.overview.totals(totals);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<Staged>, Error> {
        let Xlsx { mut file, dataset } = *self;
        let bytes = dataset
            .finish()
            .map_err(|error| file.error(io::Error::other(error)))?;
        let written = file.write_all(&bytes);
        written.map_err(|source| file.error(source))?;
        Ok(vec![file])
    }
}

/// The workbook and what has to be known until its end.
struct Dataset {
    book: Book,
    folder: PathBuf,
    plans: Sheet,
    tasks: Sheet,
    assignments: Sheet,
    deadlines: Sheet,
    matrix: Matrix,
    findings: Sheet,
    overview: Overview,
    known: HashMap<String, Known>,
    /// The row of the last plan, which waits for what is found in it.
    pending: Option<Pending>,
}

impl Dataset {
    fn new(folder: &Path, context: &Context) -> Result<Self, XlsxError> {
        let mut book = Book::new(context.lang);
        let overview = Overview::add(&mut book, context)?;
        let mut add = |view: View| book.sheet(view, context, 0);
        let (plans, tasks) = (add(View::Plans)?, add(View::Tasks)?);
        let (assignments, deadlines) = (add(View::Assignments)?, add(View::Deadlines)?);
        let matrix = Matrix::add(&mut book, context)?;
        let findings = book.sheet(View::Findings, context, 0)?;
        Ok(Self {
            book,
            folder: folder.to_path_buf(),
            plans,
            tasks,
            assignments,
            deadlines,
            matrix,
            findings,
            overview,
            known: HashMap::new(),
            pending: None,
        })
    }

    fn record(&mut self, record: &Record, context: &Context) -> Result<(), XlsxError> {
        self.settle()?;
        self.overview.record(record);
        let link = self.plans.next_row().map(|row| self.plans.link(row));
        let known = Known::of(record, link, self.tasks.next_row());
        self.task_rows(record, &known)?;
        let pending = Pending::of(record, &self.folder, &self.tasks, &known, context);
        self.pending = Some(pending);
        self.known.insert(known.document.clone(), known);
        Ok(())
    }

    /// A document that is another one once more has a row among the plans that says so, and nothing else.
    fn duplicate(&mut self, record: &Record, context: &Context) -> Result<(), XlsxError> {
        self.settle()?;
        self.overview.duplicate();
        let first = record.source.duplicate_of.as_ref();
        let first = first.and_then(|of| self.known.get(&of.path)?.link.clone());
        let items = plan::again(record, &self.folder, first, context);
        self.plans.row(&mut self.book, items)
    }

    fn task_rows(&mut self, record: &Record, known: &Known) -> Result<(), XlsxError> {
        for task in &record.tasks {
            let first = |sheet: &Sheet, any: bool| {
                let row = sheet.next_row().filter(|_| any);
                row.map(|row| sheet.link(row))
            };
            let agencies = first(&self.assignments, !task.agencies.is_empty());
            let deadlines = first(&self.deadlines, !task.deadlines.is_empty());
            let here = || self.tasks.next_row().map(|row| self.tasks.link(row));
            for agency in &task.agencies {
                let items = rows::assignment(known, task, agency, here());
                self.assignments.row(&mut self.book, items)?;
            }
            for deadline in &task.deadlines {
                let items = rows::deadline(known, task, deadline, here());
                self.deadlines.row(&mut self.book, items)?;
            }
            let items = rows::task(known, task, agencies, deadlines);
            self.tasks.row(&mut self.book, items)?;
        }
        Ok(())
    }

    fn coverage(&mut self, coverage: &Coverage) -> Result<(), XlsxError> {
        if let Some(pending) = &mut self.pending {
            pending.left_out = matrix::left_out(coverage).join("; ");
        }
        let known = self.known.get(&coverage.document);
        self.matrix
            .row(&mut self.book, coverage, known, &self.tasks)
    }

    fn findings(&mut self, findings: &[Finding]) -> Result<(), XlsxError> {
        for finding in findings {
            self.overview.finding(finding);
            if let Some(pending) = &mut self.pending
                && pending.document == finding.document
            {
                pending.findings += 1;
            }
            let known = self.known.get(&finding.document);
            let task = finding.task.as_deref();
            let task = task.and_then(|id| known?.task_row(id));
            let task = task.map(|row| self.tasks.link(row));
            let other = finding.evidence.get(1);
            let other = other.and_then(|other| self.known.get(&other.document)?.link.clone());
            let items = rows::finding(finding, known, task, self.book.lang, other);
            self.findings.row(&mut self.book, items)?;
        }
        // What is found across plans comes later, and is counted with none.
        self.settle()
    }

    /// Writes the row of the last plan, when all that is in it was found.
    fn settle(&mut self) -> Result<(), XlsxError> {
        match self.pending.take() {
            Some(pending) => self.plans.row(&mut self.book, pending.row()),
            None => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.settle()?;
        self.matrix.finish(&mut self.book)?;
        let sheets = [
            &self.plans,
            &self.tasks,
            &self.assignments,
            &self.deadlines,
            self.matrix.sheet(),
            &self.findings,
        ];
        for sheet in sheets {
            sheet.finish(&mut self.book)?;
        }
        book::mark_severities(&self.findings, &mut self.book)?;
        let dictionary = dictionary::add(&mut self.book, &sheets)?;
        self.overview.finish(&mut self.book, &sheets, &dictionary)?;
        self.book.workbook.save_to_buffer()
    }
}
