//! `kehoach` reads Vietnamese administrative plans and returns who must do what, by when,
//! on which dimension of which index, and where in the text it says so.
//!
//! The pipeline, each stage a plain function on the type before it:
//! `Source → RawDocument → Text → Outline → Facts → Record → files`.

pub mod audit;
pub mod cli;
pub mod diff;
pub mod error;
pub mod eval;
pub mod explain;
pub mod export;
pub mod extract;
pub mod ingest;
pub mod link;
pub mod note;
pub mod outline;
pub mod repair;
pub mod rules;
pub mod span;
pub mod text;
pub mod trace;
pub mod value;

use audit::{Accepted, Audited, Auditor, Finding, FindingCounts};
use error::{Error, Failure};
use explain::Explained;
use export::{Context, Counts, Manifest, Sink};
use ingest::{RawDocument, ReadOptions, Source};
use link::record::Record;
use note::Notes;
use outline::Outline;
use rayon::prelude::*;
use rules::Rules;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use value::confidence::Confidence;

/// Reads one document through the whole pipeline.
pub fn read(source: &Source, rules: &Rules) -> Result<Record, Failure> {
    read_with(source, &ReadOptions::default(), rules)
}

/// Reads one document as the user says.
pub fn read_with(source: &Source, options: &ReadOptions, rules: &Rules) -> Result<Record, Failure> {
    let mut notes = Notes::default();
    let raw = ingest::read_with(source, options, &mut notes)?;
    Ok(through(raw, rules, notes))
}

/// Reads one document as `read` does and keeps its text, its structure and all that was weighed.
pub fn explain(source: &Source, rules: &Rules) -> Result<Explained, Failure> {
    let mut notes = Notes::default();
    let raw = ingest::read(source, &mut notes)?;
    let outline = structure(raw.clone(), rules, &mut Notes::default());
    let (record, decisions) = trace::listen(|| through(raw, rules, notes));
    Ok(Explained {
        record,
        outline,
        decisions,
    })
}

/// The records of the same documents under two sets of rules, and the inputs that could not be read.
#[derive(Debug, Default)]
pub struct Compared {
    /// By the old rules.
    pub old: Vec<Record>,
    /// By the new rules.
    pub new: Vec<Record>,
    /// In input order.
    pub failures: Vec<Failure>,
}

/// Reads everything that `inputs` name under two sets of rules, each document once.
pub fn compare(inputs: &[String], old: &Rules, new: &Rules) -> Result<Compared, Error> {
    let (sources, missing) = ingest::walk(inputs);
    if sources.is_empty() {
        return Err(no_input(&missing));
    }
    let both = |source: &Source| {
        let mut notes = Notes::default();
        let raw = ingest::read(source, &mut notes)?;
        let record = |rules| guarded(source, || Ok(through(raw.clone(), rules, notes.clone())));
        Ok((record(old)?, record(new)?))
    };
    let results: Vec<Result<_, Failure>> = sources.par_iter().map(both).collect();
    let mut compared = Compared {
        failures: missing,
        ..Compared::default()
    };
    for result in results {
        match result {
            Ok((old, new)) => {
                compared.old.push(old);
                compared.new.push(new);
            }
            Err(failure) => compared.failures.push(failure),
        }
    }
    Ok(compared)
}

fn through(raw: RawDocument, rules: &Rules, mut notes: Notes) -> Record {
    let outline = structure(raw, rules, &mut notes);
    let facts = extract::extract(outline, rules, &mut notes);
    link::link(facts, rules, notes)
}

fn structure(raw: RawDocument, rules: &Rules, notes: &mut Notes) -> Outline {
    let text = repair::repair(text::text(raw, notes), rules);
    outline::outline(text, rules, notes)
}

/// What a run shall do.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The output folder; made where it does not exist.
    pub output: PathBuf,
    /// Names of the formats, of [`export::SINKS`].
    pub formats: Vec<String>,
    /// The index whose dimensions are the columns of `coverage`.
    pub index: String,
    /// Threads; one a core where it is not said.
    pub jobs: Option<usize>,
    /// A folder of rules in place of the embedded ones.
    pub rules: Option<PathBuf>,
    /// How inputs are read.
    pub reading: ReadOptions,
    /// Values that are less sure than this are rows of `review`.
    pub review_below: Confidence,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How much was found.
    pub counts: Counts,
    /// What the audit found.
    pub findings: FindingCounts,
    /// The inputs that could not be read, in input order.
    pub failures: Vec<Failure>,
}

/// Is told how far a run has come; called from several threads.
pub trait Progress: Sync {
    /// So many documents will be read.
    fn start(&self, _documents: usize) {}
    /// One more was read.
    fn advance(&self) {}
    /// All were read.
    fn end(&self) {}
}

/// Tells nobody.
impl Progress for () {}

/// The index whose dimensions are the columns of `coverage` where none is asked for.
pub const INDEX: &str = "PAPI";

/// Documents that each thread reads between two writings: enough that no thread waits for another,
/// few enough that only some dozens of records are held at once.
const DOCUMENTS_PER_THREAD: usize = 16;

/// Reads everything that `inputs` name and writes the dataset into the output folder, whole or not at all.
///
/// An input that cannot be read is a row of `failures`; only bad arguments, bad rules and an unwritable folder are errors.
pub fn run(
    inputs: &[String],
    options: &RunOptions,
    progress: &dyn Progress,
) -> Result<Summary, Error> {
    let rules = match &options.rules {
        Some(folder) => Rules::load(folder)?,
        None => Rules::embedded()?,
    };
    let mut context = Context::new(&rules, &options.index)?;
    context.review_below = options.review_below;
    let (sources, missing) = ingest::walk(inputs);
    if sources.is_empty() && missing.iter().all(|failure| failure.code == "not-found") {
        return Err(no_input(&missing));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs.unwrap_or(0))
        .build()
        .map_err(|error| Error::Usage(format!("--jobs: {error}")))?;
    let accepted = Accepted::read(&options.output.join(audit::accepted::FILE))?;
    let mut batch = Batch::open(options, &context, &rules, accepted)?;
    for failure in missing {
        batch.failure(failure)?;
    }
    progress.start(sources.len());
    for chunk in sources.chunks(pool.current_num_threads() * DOCUMENTS_PER_THREAD) {
        let results: Vec<_> = pool.install(|| {
            let results = chunk.par_iter().map(|source| {
                let result = guarded(source, || {
                    let record = read_with(source, &options.reading, &rules)?;
                    let audited = Audited::of(&record, &rules);
                    Ok((record, audited))
                });
                progress.advance();
                result
            });
            results.collect()
        });
        for result in results {
            match result {
                Ok((record, audited)) => batch.record(&record, audited)?,
                Err(failure) => batch.failure(failure)?,
            }
        }
    }
    progress.end();
    batch.finish(&rules)
}

/// The files of a run and what it counted.
struct Batch<'a> {
    context: &'a Context,
    auditor: Auditor,
    sinks: Vec<Box<dyn Sink>>,
    manifest: Manifest,
    failures: Vec<Failure>,
}

impl<'a> Batch<'a> {
    fn open(
        options: &RunOptions,
        context: &'a Context,
        rules: &Rules,
        accepted: Accepted,
    ) -> Result<Self, Error> {
        let (folder, formats) = (&options.output, &options.formats);
        export::prepare(folder)?;
        Ok(Self {
            context,
            auditor: Auditor::new(accepted),
            sinks: export::open(formats, folder, context)?,
            manifest: Manifest::open(folder, context, formats, rules.hash())?,
            failures: Vec::new(),
        })
    }

    fn record(&mut self, record: &Record, audited: Audited) -> Result<(), Error> {
        self.manifest.record(record);
        for sink in &mut self.sinks {
            sink.record(record, self.context)?;
        }
        let findings = self.auditor.plan(audited);
        self.findings(&findings)
    }

    fn findings(&mut self, findings: &[Finding]) -> Result<(), Error> {
        self.manifest.findings(findings);
        let mut sinks = self.sinks.iter_mut();
        sinks.try_for_each(|sink| sink.findings(findings))
    }

    fn failure(&mut self, failure: Failure) -> Result<(), Error> {
        self.manifest.failure(&failure);
        for sink in &mut self.sinks {
            sink.failure(&failure)?;
        }
        self.failures.push(failure);
        Ok(())
    }

    fn finish(mut self, rules: &Rules) -> Result<Summary, Error> {
        let (findings, links) = std::mem::take(&mut self.auditor).finish(rules);
        self.findings(&findings)?;
        for sink in &mut self.sinks {
            sink.links(&links)?;
        }
        let counts = self.manifest.counts();
        let findings = self.manifest.finding_counts();
        export::commit(self.manifest.finish(self.sinks)?)?;
        Ok(Summary {
            counts,
            findings,
            failures: self.failures,
        })
    }
}

/// Audits the records of an earlier run again and writes the tables of findings and links anew; returns how many
/// findings there are.
///
/// # Errors
/// `Error::Usage` where the folder has no readable `records.jsonl`; bad rules, a bad `accepted`, an unwritable folder.
pub fn audit_folder(
    folder: &Path,
    accepted: &Path,
    rules: Option<&Path>,
) -> Result<FindingCounts, Error> {
    let rules = match rules {
        Some(rules) => Rules::load(rules)?,
        None => Rules::embedded()?,
    };
    let context = Context::new(&rules, INDEX)?;
    let mut auditor = Auditor::new(Accepted::read(accepted)?);
    let mut sink = export::open_audit(folder, &context)?;
    let mut counts = FindingCounts::default();
    export::each_record(folder, |record| {
        let findings = auditor.plan(Audited::of(&record, &rules));
        counts.add(&findings);
        sink.findings(&findings)
    })?;
    let (findings, links) = auditor.finish(&rules);
    counts.add(&findings);
    sink.findings(&findings)?;
    sink.links(&links)?;
    export::commit(sink.finish()?)?;
    Ok(counts)
}

/// Turns a panic inside one document into a failure of that document.
pub(crate) fn guarded<T>(
    source: &Source,
    read: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|payload| {
        Err(Failure {
            path: source.path.clone(),
            code: "internal".to_string(),
            message: format!(
                "kehoach has a fault and gave this document up ({}); please report it with the document",
                panic_message(payload.as_ref())
            ),
        })
    })
}

fn panic_message(payload: &dyn Any) -> &str {
    let fixed = payload.downcast_ref::<&str>().copied();
    fixed
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

/// A run without a single document is a slip in the arguments, not an empty dataset.
fn no_input(missing: &[Failure]) -> Error {
    let reasons = missing
        .iter()
        .map(|failure| format!("\n  {}: {}", failure.path, failure.message));
    Error::Usage(format!(
        "no input found: name files, folders, globs in quotes, or `-` for standard input{}",
        reasons.collect::<String>()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ingest::Origin;

    #[test]
    fn a_panic_costs_one_document() {
        let source = Source {
            path: "a.txt".to_string(),
            origin: Origin::Stdin,
        };
        let failure = guarded::<()>(&source, || panic!("at line {}", 3)).unwrap_err();
        assert_eq!(
            (failure.path.as_str(), failure.code.as_str()),
            ("a.txt", "internal")
        );
        assert!(failure.message.contains("at line 3"));
    }
}
