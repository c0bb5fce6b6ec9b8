//! A run: many documents in, the files of a dataset out, whole or not at all.

pub mod audit;
mod batch;
pub mod compare;
mod fingerprint;
mod flight;
mod guard;
mod inputs;
mod journal;
pub mod part;
mod reading;
pub mod stream;
pub mod watch;

pub(crate) use guard::guarded;

use crate::audit::{self as checks, Accepted, Auditor, FindingCounts};
use crate::error::{Error, Failure};
use crate::export::{Context, Counts, OutputFolder};
use crate::ingest::{self, ReadOptions, Source};
use crate::link::record::DuplicateOf;
use crate::rules::Rules;
use crate::spill::{Aside, Memory};
use crate::value::confidence::Confidence;
use crate::value::lang::Lang;
use batch::Batch;
use flight::{Landing, fly};
use guard::no_input;
use inputs::Inputs;
use journal::Journal;
use rayon::ThreadPool;
use reading::{Document, Reading};
use std::path::PathBuf;

/// What a run shall do.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The output folder; made where it does not exist.
    pub output: PathBuf,
    /// Names of the formats, of [`crate::export::SINKS`].
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
    /// Language of headings and sentences in what people read.
    pub lang: Lang,
    /// What the run may hold of documents and of what is kept of them; the rest is kept aside in the work folder.
    pub memory: Memory,
    /// Read all inputs, also those that the run before has read and that are as they were.
    pub fresh: bool,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How much was found.
    pub counts: Counts,
    /// What the audit found.
    pub findings: FindingCounts,
    /// The first [`NAMED`] inputs that could not be read, in input order; `counts` has how many there are.
    pub failures: Vec<Failure>,
    /// The first [`NAMED`] documents that were not counted, by their paths, and which they are once more; in input order.
    pub duplicates: Vec<(String, DuplicateOf)>,
    /// Documents that were as an earlier run had read them, and were not read again.
    pub unchanged: usize,
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

/// Failures and documents not counted that a [`Summary`] names.
pub const NAMED: usize = 100;

/// What a document costs while it is in flight, for each of its bytes: its text in several forms and its record.
const COST: u64 = 5;

/// What every document costs beside that.
const COST_OF_ANY: u64 = 256 << 10;

/// Reads everything that `inputs` name and writes the dataset into the output folder, whole or not at all.
///
/// Documents that an earlier run into this folder has read are taken over; the files are the same bytes as if all were
/// read. An input that cannot be read is a row of `failures`; only bad arguments, bad rules and an unwritable folder are
/// errors.
pub fn run(
    inputs: &[String],
    options: &RunOptions,
    progress: &dyn Progress,
) -> Result<Summary, Error> {
    // Before the list of inputs, so that what that takes for a moment goes back to the system.
    let rules = Rules::of(options.rules.as_deref())?;
    let found = ingest::walk_outside(&options.output, inputs);
    let (sources, missing) = &found;
    if sources.is_empty() && missing.iter().all(|failure| failure.code == "not-found") {
        return Err(no_input(missing));
    }
    write(&rules, found, options, progress)
}

/// Reads these documents and writes the dataset, with what is missing as its first failures.
fn write(
    rules: &Rules,
    (sources, missing): (Vec<Source>, Vec<Failure>),
    options: &RunOptions,
    progress: &dyn Progress,
) -> Result<Summary, Error> {
    let mut context = Context::new(rules, &options.index)?;
    context.review_below = options.review_below;
    context.lang = options.lang;
    context.memory = options.memory;
    rules.memo.hold(options.memory.memo());
    let pool = threads(options.jobs)?;
    // Not before the arguments are known to be right: a slip makes no folder.
    let output = OutputFolder::open(&options.output)?;
    let aside = Aside::new(&output.work(), options.memory.aside());
    let inputs = Inputs::new(sources, &aside)?;
    let accepted = Accepted::read(&output.path().join(checks::accepted::FILE))?;
    let journal = open_journal(&output, options, rules)?;
    let auditor = Auditor::keeping(accepted, &aside);
    let mut batch = Batch::open(options, &context, rules, auditor)?;
    for failure in missing {
        batch.failure(failure)?;
    }
    let reading = Reading {
        journal: &journal,
        options: &options.reading,
        rules,
    };
    read_all(
        inputs,
        &reading,
        (&pool, options.memory),
        progress,
        &mut batch,
    )?;
    let summary = batch.finish(rules)?;
    // Only now: killed before it, the next run takes over all that this one has read.
    journal.finish();
    Ok(summary)
}

/// Reads the documents, as many at once as there is room for, and hands them on in input order.
fn read_all(
    inputs: Inputs,
    reading: &Reading<'_>,
    (pool, memory): (&ThreadPool, Memory),
    progress: &dyn Progress,
    batch: &mut Batch<'_>,
) -> Result<(), Error> {
    progress.start(inputs.total());
    let costly = inputs.map(|input| {
        let bytes = input.as_ref().ok().and_then(Source::size);
        (input, cost(bytes.unwrap_or(0)))
    });
    let work = |input: Result<Source, Error>| {
        let source = input?;
        let result = guarded(&source, reading.options, || reading.document(&source));
        progress.advance();
        Ok(result)
    };
    fly(pool, memory.in_flight(), costly, work, batch)?;
    progress.end();
    Ok(())
}

/// What a document of so many bytes costs while it is in flight.
fn cost(bytes: u64) -> u64 {
    bytes.saturating_mul(COST).saturating_add(COST_OF_ANY)
}

/// A document, or why it could not be read; or why the run ends.
type Read = Result<Result<Document, Failure>, Error>;

impl Landing<Read, Error> for Batch<'_> {
    fn land(&mut self, read: Read) -> Result<(), Error> {
        match read? {
            Ok(document) => self.document(document),
            Err(failure) => self.failure(failure),
        }
    }
}

fn threads(jobs: Option<usize>) -> Result<ThreadPool, Error> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0))
        .build()
        .map_err(|error| Error::Usage(format!("--jobs: {error}")))
}

fn open_journal(
    output: &OutputFolder,
    options: &RunOptions,
    rules: &Rules,
) -> Result<Journal, Error> {
    let fingerprint = fingerprint::of(rules, &options.reading);
    let path = output.work().join(journal::FILE);
    Journal::open(&path, fingerprint, options.fresh).map_err(|source| Error::Write { path, source })
}
