//! `report.html`: one page that works from disk, with every plan, what it says, and where it says so.
//!
//! Plans are written as they come, each text in a block of its own that the page unpacks when somebody opens it; the
//! indexes that all views read are written at the end. The page loads nothing, and its policy lets nothing else run.

mod block;
mod findings;
mod index;
mod page;
mod plan;
mod tasks;
mod utf16;

use super::{Context, Sink, Staged};
use crate::audit::Finding;
use crate::audit::set::Linked;
use crate::error::{Error, Failure};
use crate::link::record::Record;
use findings::Findings;
use index::Index;
use plan::Body;
use std::io::{self, Write};
use std::path::Path;
use tasks::Tasks;
use utf16::Utf16;

/// Name of the file.
pub const FILE: &str = "report.html";

/// Opens `report.html` and writes what comes before the plans.
pub fn open(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    let mut report = Report {
        file: Staged::create(folder, FILE)?,
        index: Index::new(context),
        tasks: Tasks::default(),
        findings: Findings::default(),
    };
    report.write(|file, _| file.write_all(page::head(context.lang).as_bytes()))?;
    Ok(Box::new(report))
}

struct Report {
    file: Staged,
    index: Index,
    tasks: Tasks,
    findings: Findings,
}

impl Report {
    fn write(
        &mut self,
        write: impl FnOnce(&mut Staged, &Index) -> io::Result<()>,
    ) -> Result<(), Error> {
        write(&mut self.file, &self.index).map_err(|source| self.file.error(source))
    }
}

impl Sink for Report {
    fn record(&mut self, record: &Record, _context: &Context) -> Result<(), Error> {
        let units = Utf16::new(&record.original);
        let body = Body::of(record, &units);
        let number = self.index.plans.len();
        self.write(|file, _| block::json(file, &format!("plan-{number}"), &body))?;
        let tasks = self.tasks.add(record);
        tasks.map_err(|source| self.file.error(source))?;
        self.index.add(record, units);
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        self.index.failures.push(failure.clone());
        Ok(())
    }

    fn findings(&mut self, findings: &[Finding]) -> Result<(), Error> {
        for finding in findings {
            self.index.count(finding);
            let added = self.findings.add(finding, &self.index);
            added.map_err(|source| self.file.error(source))?;
        }
        Ok(())
    }

    fn links(&mut self, links: &[Linked]) -> Result<(), Error> {
        self.index.link(links);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<Staged>, Error> {
        let tasks = std::mem::take(&mut self.tasks);
        let findings = std::mem::take(&mut self.findings);
        let (tasks, agencies) = tasks.finish().map_err(|source| self.file.error(source))?;
        let findings = findings
            .finish()
            .map_err(|source| self.file.error(source))?;
        self.index.agencies = agencies;
        self.write(|file, index| {
            block::packed(file, "tasks", &tasks)?;
            block::packed(file, "findings", &findings)?;
            block::plain(file, "index", index)?;
            file.write_all(page::tail().as_bytes())
        })?;
        Ok(vec![self.file])
    }
}

#[cfg(test)]
mod tests;
