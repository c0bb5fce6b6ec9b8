//! What all formats with tables share: which rows go into which table, and in which order.

use super::table::{Each, Row, Rows, TABLES, Table};
use super::worst::Worst;
use super::{Context, Sink, Staged};
use crate::audit::Finding;
use crate::audit::coverage::{Coverage, Totals};
use crate::audit::set::Linked;
use crate::error::{Error, Failure};
use crate::link::record::Record;
use crate::spill::Aside;

/// Writes the rows of one format's tables.
pub trait RowWriter {
    /// Writes a row into a table, which is named by its place in the list that the writer was made for.
    fn row(&mut self, table: usize, row: &Row<'_>) -> Result<(), Error>;

    /// Ends the files and hands them over.
    fn finish(self) -> Result<Vec<Staged>, Error>;
}

/// A sink of tables.
pub struct Tabular<W> {
    tables: Vec<&'static Table>,
    /// Rows of tables whose order is known at the end only.
    worst: Vec<Worst>,
    aside: Aside,
    writer: W,
}

/// All tables.
pub fn all() -> Vec<&'static Table> {
    TABLES.iter().collect()
}

/// The tables that an audit fills.
pub fn of_audit() -> Vec<&'static Table> {
    let mut tables = all();
    tables.retain(|table| matches!(table.rows, Rows::OfFinding(_) | Rows::OfLink(_)));
    tables
}

impl<W: RowWriter> Tabular<W> {
    /// A sink of these tables, for which the writer was made; rows that wait for the end are kept aside.
    pub fn new(tables: Vec<&'static Table>, writer: W, aside: Aside) -> Self {
        Self {
            worst: tables.iter().map(|_| Worst::new(&aside)).collect(),
            aside,
            tables,
            writer,
        }
    }

    /// Gives the rows of each table that has some to the writer.
    fn write<'a>(&mut self, rows: impl Fn(Rows) -> Option<Each<'a>>) -> Result<(), Error> {
        for (at, table) in self.tables.iter().enumerate() {
            for row in rows(table.rows).into_iter().flatten() {
                self.writer.row(at, &row)?;
            }
        }
        Ok(())
    }
}

impl<W: RowWriter> Sink for Tabular<W> {
    fn record(&mut self, record: &Record, context: &Context) -> Result<(), Error> {
        for (table, worst) in self.tables.iter().zip(&mut self.worst) {
            if let Rows::WorstFirst(rows) = table.rows {
                for (confidence, row) in rows(record, context) {
                    let added = worst.add(confidence, row);
                    added.map_err(|source| self.aside.error(source))?;
                }
            }
        }
        self.write(|rows| match rows {
            Rows::OfRecord(rows) => Some(rows(record, context)),
            _ => None,
        })
    }

    fn duplicate(&mut self, record: &Record, context: &Context) -> Result<(), Error> {
        for (at, table) in self.tables.iter().enumerate() {
            if let Rows::OfRecord(rows) = table.rows
                && table.lists_duplicates()
            {
                for row in rows(record, context) {
                    self.writer.row(at, &row)?;
                }
            }
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        self.write(|rows| match rows {
            Rows::OfFailure(row) => Some(Box::new(std::iter::once(row(failure)))),
            _ => None,
        })
    }

    fn findings(&mut self, findings: &[Finding]) -> Result<(), Error> {
        self.write(|rows| match rows {
            Rows::OfFinding(row) => Some(Box::new(findings.iter().map(row))),
            _ => None,
        })
    }

    fn links(&mut self, links: &[Linked]) -> Result<(), Error> {
        self.write(|rows| match rows {
            Rows::OfLink(row) => Some(Box::new(links.iter().map(row))),
            _ => None,
        })
    }

    fn coverage(&mut self, coverage: &Coverage) -> Result<(), Error> {
        self.write(|rows| match rows {
            Rows::OfCoverage(rows) => Some(Box::new(rows(coverage).into_iter())),
            _ => None,
        })
    }

    fn totals(&mut self, totals: &Totals) -> Result<(), Error> {
        self.write(|rows| match rows {
            Rows::OfTotals(rows) => Some(Box::new(rows(totals).into_iter())),
            _ => None,
        })
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<Staged>, Error> {
        for (at, worst) in std::mem::take(&mut self.worst).into_iter().enumerate() {
            for row in worst.sorted() {
                let row = row.map_err(|source| self.aside.error(source))?;
                self.writer.row(at, &row)?;
            }
        }
        self.writer.finish()
    }
}
