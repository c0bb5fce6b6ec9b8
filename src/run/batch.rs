//! The files of a run and what it counts, filled one document after the other.

use super::reading::Document;
use super::{NAMED, RunOptions, Summary};
use crate::audit::coverage::{Coverage, Totals};
use crate::audit::{Auditor, Finding, Found, Taken};
use crate::error::{Error, Failure};
use crate::export::{self, Context, Manifest, Sink};
use crate::link::record::{DuplicateOf, Record};
use crate::rules::Rules;

/// What is being written.
pub struct Batch<'a> {
    context: &'a Context,
    auditor: Auditor,
    totals: Totals,
    sinks: Vec<Box<dyn Sink>>,
    manifest: Manifest,
    failures: Vec<Failure>,
    duplicates: Vec<(String, DuplicateOf)>,
    unchanged: usize,
}

impl<'a> Batch<'a> {
    /// Opens all files.
    pub fn open(
        options: &RunOptions,
        context: &'a Context,
        rules: &Rules,
        auditor: Auditor,
    ) -> Result<Self, Error> {
        let (folder, formats) = (&options.output, &options.formats);
        Ok(Self {
            context,
            auditor,
            totals: Totals::default(),
            sinks: export::open(formats, folder, context)?,
            manifest: Manifest::open(folder, context, formats, rules.hash())?,
            failures: Vec::new(),
            duplicates: Vec::new(),
            unchanged: 0,
        })
    }

    /// Takes one document; they come in input order.
    pub fn document(&mut self, document: Document) -> Result<(), Error> {
        self.unchanged += usize::from(document.unchanged);
        match self.auditor.take(document.audited)? {
            Taken::Counted { findings, coverage } => {
                self.record(&document.record, document.json.as_deref(), &coverage)?;
                self.findings(&findings)
            }
            Taken::Duplicate(of) => self.duplicate(document.record, of),
        }
    }

    fn record(
        &mut self,
        record: &Record,
        json: Option<&[u8]>,
        coverage: &Coverage,
    ) -> Result<(), Error> {
        self.manifest.record(record)?;
        self.totals.add(coverage);
        for sink in &mut self.sinks {
            match json {
                Some(json) => sink.written(record, json, self.context)?,
                None => sink.record(record, self.context)?,
            }
            sink.coverage(coverage)?;
        }
        Ok(())
    }

    fn duplicate(&mut self, mut record: Record, of: DuplicateOf) -> Result<(), Error> {
        record.source.duplicate_of = Some(of.clone());
        self.manifest.duplicate(&record)?;
        if self.duplicates.len() < NAMED {
            self.duplicates.push((record.source.path.clone(), of));
        }
        let mut sinks = self.sinks.iter_mut();
        sinks.try_for_each(|sink| sink.duplicate(&record, self.context))
    }

    fn findings(&mut self, findings: &[Finding]) -> Result<(), Error> {
        self.manifest.findings(findings);
        let mut sinks = self.sinks.iter_mut();
        sinks.try_for_each(|sink| sink.findings(findings))
    }

    /// Takes one input that could not be read.
    pub fn failure(&mut self, failure: Failure) -> Result<(), Error> {
        self.manifest.failure(&failure)?;
        for sink in &mut self.sinks {
            sink.failure(&failure)?;
        }
        if self.failures.len() < NAMED {
            self.failures.push(failure);
        }
        Ok(())
    }

    /// Ends all files and puts them in place.
    pub fn finish(mut self, rules: &Rules) -> Result<Summary, Error> {
        std::mem::take(&mut self.auditor).tell(rules, &mut |found| match found {
            Found::Finding(finding) => self.findings(&[finding]),
            Found::Link(link) => {
                let mut sinks = self.sinks.iter_mut();
                sinks.try_for_each(|sink| sink.links(std::slice::from_ref(&link)))
            }
        })?;
        for sink in &mut self.sinks {
            sink.totals(&self.totals)?;
        }
        let counts = self.manifest.counts();
        let findings = self.manifest.finding_counts();
        export::commit(self.manifest.finish(self.sinks)?)?;
        Ok(Summary {
            counts,
            findings,
            failures: self.failures,
            duplicates: self.duplicates,
            unchanged: self.unchanged,
        })
    }
}
