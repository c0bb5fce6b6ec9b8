//! `report.html`: one page that works from disk, with every plan, what it says, and where it says so.
//!
//! The page holds first what all views read, then its script, then the plans with their texts in packed blocks: it can
//! be used while a browser still reads the texts, which it unpacks when somebody opens them. Since the indexes are known
//! last, the plans are kept aside until then. The page loads nothing, and its policy lets nothing else run.

mod block;
mod bodies;
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
use crate::value::lang::Lang;
use bodies::Bodies;
use findings::Findings;
use index::Index;
use plan::Body;
use std::io::{self, Write};
use std::path::Path;
use tasks::Tasks;
use utf16::Utf16;

/// Name of the file.
pub const FILE: &str = "report.html";

/// Opens `report.html`.
pub fn open(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    let file = Staged::create(folder, FILE)?;
    let bodies = Bodies::new(folder).map_err(|source| file.error(source))?;
    Ok(Box::new(Report {
        file,
        lang: context.lang,
        index: Index::new(context),
        bodies,
        tasks: Tasks::default(),
        findings: Findings::default(),
    }))
}

struct Report {
    file: Staged,
    lang: Lang,
    index: Index,
    bodies: Bodies,
    tasks: Tasks,
    findings: Findings,
}

impl Report {
    fn add(&mut self, record: &Record) -> io::Result<()> {
        let units = Utf16::new(&record.original);
        let address = self.bodies.add(&Body::of(record, &units))?;
        self.tasks.add(record)?;
        self.index.add(record, units, address);
        Ok(())
    }

    fn add_findings(&mut self, findings: &[Finding]) -> io::Result<()> {
        for finding in findings {
            self.index.count(finding);
            self.findings.add(finding, &self.index)?;
        }
        Ok(())
    }
}

/// Writes the whole page.
fn write(
    file: &mut Staged,
    lang: Lang,
    mut index: Index,
    (tasks, findings, bodies): (Tasks, Findings, Bodies),
) -> io::Result<()> {
    let (tasks, agencies) = tasks.finish()?;
    index.agencies = agencies;
    file.write_all(page::head(lang).as_bytes())?;
    block::plain(file, "index", &index)?;
    block::packed(file, "tasks", &tasks)?;
    block::packed(file, "findings", &findings.finish()?)?;
    file.write_all(page::script().as_bytes())?;
    bodies.finish(file)?;
    file.write_all(page::tail().as_bytes())
}

impl Sink for Report {
    fn record(&mut self, record: &Record, _context: &Context) -> Result<(), Error> {
        self.add(record).map_err(|source| self.file.error(source))
    }

    fn duplicate(&mut self, record: &Record, _context: &Context) -> Result<(), Error> {
        self.index.again(record);
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        self.index.failures.push(failure.clone());
        Ok(())
    }

    fn findings(&mut self, findings: &[Finding]) -> Result<(), Error> {
        let added = self.add_findings(findings);
        added.map_err(|source| self.file.error(source))
    }

    fn links(&mut self, links: &[Linked]) -> Result<(), Error> {
        self.index.link(links);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<Staged>, Error> {
        let Self {
            mut file,
            lang,
            index,
            bodies,
            tasks,
            findings,
        } = *self;
        let written = write(&mut file, lang, index, (tasks, findings, bodies));
        written.map_err(|source| file.error(source))?;
        Ok(vec![file])
    }
}

#[cfg(test)]
mod tests;
