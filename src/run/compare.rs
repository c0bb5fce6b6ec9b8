//! The same documents under two sets of rules, for `kehoach rules test`.

use super::guard::{guarded, no_input};
use crate::error::{Error, Failure};
use crate::ingest::{self, ReadOptions, Source};
use crate::link::record::Record;
use crate::note::Notes;
use crate::rules::Rules;
use rayon::prelude::*;

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
pub fn compare(
    inputs: &[String],
    options: &ReadOptions,
    old: &Rules,
    new: &Rules,
) -> Result<Compared, Error> {
    let (sources, missing) = ingest::walk(inputs);
    if sources.is_empty() {
        return Err(no_input(&missing));
    }
    let both = |source: &Source| {
        guarded(source, options, || {
            let mut notes = Notes::default();
            let raw = ingest::read_with(source, options, &mut notes)?;
            let old = crate::through(raw.clone(), old, notes.clone());
            Ok((old, crate::through(raw, new, notes)))
        })
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
