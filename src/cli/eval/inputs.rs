//! What `eval` measures: gold, documents and records brought together by file name.

use crate::error::{Error, Failure};
use crate::eval::calibration::{Case, cases};
use crate::eval::score::{Document, score};
use crate::eval::{Gold, Scored, gold};
use crate::ingest::{self, ReadOptions, Source};
use crate::link::record::Record;
use crate::note::Notes;
use crate::rules::Rules;
use crate::rules::confidence::Precisions;
use crate::run::guarded;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What was measured.
pub struct Measured {
    /// Each document with gold, by folder and name of the gold.
    pub scored: Vec<Scored>,
    /// The values that its gold decided on.
    pub cases: Vec<Vec<Case>>,
    /// Hash of the rules; none for records of an earlier run.
    pub rules: Option<String>,
    /// Documents that could not be read.
    pub failures: Vec<Failure>,
}

/// Reads the documents that have gold, or takes their records, and compares.
pub fn measure(
    inputs: &[String],
    folders: &[PathBuf],
    records: Option<&Path>,
    options: &ReadOptions,
    rules: Option<&Path>,
) -> Result<Measured, Error> {
    let gold = golds(folders)?;
    let (sources, mut failures) = ingest::walk(inputs);
    let sources = sources_of(&gold, sources)?;
    let (rules, mut records) = match records {
        Some(file) => (None, read_records(file)?),
        None => {
            let rules = load(rules)?;
            let (records, failed) = read_all(&sources, options, &rules);
            failures.extend(failed);
            (Some(rules.hash().to_string()), records)
        }
    };
    let mut measured = Measured {
        scored: Vec::with_capacity(gold.len()),
        cases: Vec::with_capacity(gold.len()),
        rules,
        failures,
    };
    for gold in &gold {
        let source = sources.get(gold.file.as_str());
        measured.add(gold, source, options, records.remove(&gold.file))?;
    }
    Ok(measured)
}

impl Measured {
    fn add(
        &mut self,
        gold: &Gold,
        source: Option<&Source>,
        options: &ReadOptions,
        record: Option<Record>,
    ) -> Result<(), Error> {
        let text = source.map(|source| ingest::read_with(source, options, &mut Notes::default()));
        let text = text.and_then(Result::ok).map(|raw| raw.original);
        if record.is_some() && text.is_none() {
            return Err(Error::Usage(format!(
                "{}: there is a record of it, but not the document; name it, or the folder that it is in, beside the others",
                gold.file
            )));
        }
        let document = Document {
            path: source.map_or(gold.file.as_str(), |source| &source.path),
            text: text.as_deref().unwrap_or(""),
            record: record.as_ref(),
        };
        let scored = score(gold, document)?;
        let cases = record.map_or_else(Vec::new, |record| cases(&scored, &record));
        self.cases.push(cases);
        self.scored.push(scored);
        Ok(())
    }
}

fn load(folder: Option<&Path>) -> Result<Rules, Error> {
    folder.map_or_else(Rules::embedded, Rules::load)
}

/// All gold; two files for one document name would leave open which of them counts.
fn golds(folders: &[PathBuf]) -> Result<Vec<Gold>, Error> {
    let mut all: Vec<Gold> = Vec::new();
    for folder in folders {
        for gold in gold::load(folder)? {
            if all.iter().any(|other| other.file == gold.file) {
                return Err(Error::Usage(format!(
                    "--gold: {}: a second gold for `{}`; keep one of the two",
                    folder.display(),
                    gold.file
                )));
            }
            all.push(gold);
        }
    }
    Ok(all)
}

/// The documents that have gold, by file name.
fn sources_of(gold: &[Gold], sources: Vec<Source>) -> Result<BTreeMap<String, Source>, Error> {
    let mut found: BTreeMap<String, Source> = BTreeMap::new();
    for source in sources {
        let name = file_name(&source.path).to_string();
        if !gold.iter().any(|gold| gold.file == name) {
            continue;
        }
        if let Some(other) = found.get(&name) {
            return Err(Error::Usage(format!(
                "{} and {}: two documents of one name, and gold goes by names; name one of them",
                other.path, source.path
            )));
        }
        found.insert(name, source);
    }
    Ok(found)
}

/// The last part of a path, whichever slashes it has.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn read_all(
    sources: &BTreeMap<String, Source>,
    options: &ReadOptions,
    rules: &Rules,
) -> (BTreeMap<String, Record>, Vec<Failure>) {
    let sources: Vec<(&String, &Source)> = sources.iter().collect();
    let read = |(name, source): &(&String, &Source)| {
        let record = guarded(source, options, || crate::read_with(source, options, rules));
        record.map(|record| ((*name).clone(), record))
    };
    let (mut records, mut failures) = (BTreeMap::new(), Vec::new());
    for result in sources.par_iter().map(read).collect::<Vec<_>>() {
        match result {
            Ok((name, record)) => drop(records.insert(name, record)),
            Err(failure) => failures.push(failure),
        }
    }
    (records, failures)
}

/// The records of an earlier run, by file name.
fn read_records(file: &Path) -> Result<BTreeMap<String, Record>, Error> {
    let wrong = |what: String| Error::Usage(format!("--records: {}{what}", file.display()));
    let text = fs::read_to_string(file).map_err(|e| wrong(format!(": cannot be read: {e}")))?;
    let mut records = BTreeMap::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let record: Record = serde_json::from_str(line)
            .map_err(|e| wrong(format!(":{}: expected a record: {e}", at + 1)))?;
        records.insert(file_name(&record.source.path).to_string(), record);
    }
    Ok(records)
}

/// `confidence.csv` with these counts.
pub fn confidence_table(precisions: &Precisions) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(crate::rules::confidence::COLUMNS);
    for (field, rule, condition, count) in precisions.rows() {
        let (right, cases) = (count.right.to_string(), count.cases.to_string());
        let _ = writer.write_record([field.as_str(), rule, condition, &right, &cases]);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
