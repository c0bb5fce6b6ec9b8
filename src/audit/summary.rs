//! What the checks across plans need of one plan: some kilobytes, which are kept aside while a run goes on.

use super::plan::{Plan, last_day};
use crate::link::record::Record;
use crate::span::OriginalSpan;
use crate::text::fold::key;
use crate::value::date::PartialDate;
use crate::value::{Level, Treatment};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One plan in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// `source.path`.
    pub document: String,
    /// BLAKE3 of its bytes, hexadecimal.
    pub hash: String,
    /// Number, issuer and date: see `Plan::key`.
    pub key: String,
    /// Document type.
    pub kind: Option<String>,
    /// Number in capitals; none in a draft.
    pub number: Option<String>,
    /// Date of issue, EDTF.
    pub date: Option<String>,
    /// Issuer's full name.
    pub issuer: Option<String>,
    /// Issuer's level.
    pub level: Option<Level>,
    /// Issuer's unit: `huyện Nam Đông`.
    pub unit: Option<String>,
    /// Its code.
    pub unit_code: Option<String>,
    /// Its province.
    pub province: Option<String>,
    /// First year that the plan is for.
    pub year: Option<i16>,
    /// Its subject.
    pub title: String,
    /// Where the subject stands.
    pub title_span: Option<OriginalSpan>,
    /// Its indices.
    pub indices: Vec<String>,
    /// Dimensions that it treats, not those that it only mentions: `PAPI-2`.
    pub treated: BTreeSet<String>,
    /// Documents that it cites.
    pub cited: Vec<Cited>,
    /// Its tasks that have a last day.
    pub due: Vec<Due>,
    /// The smallest numbers of its runs of words, sorted (Broder 1997, bottom-k sketch).
    pub sketch: Vec<u64>,
    /// How many runs it has in all.
    pub runs: usize,
}

/// A cited document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// Number in capitals.
    pub number: String,
    /// Date, EDTF.
    pub date: Option<String>,
    /// Folded name of the issuer.
    pub issuer: Option<String>,
    /// The words.
    pub text: String,
    /// Where.
    pub span: OriginalSpan,
}

/// A task with a last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// `T001`
    pub task: String,
    /// The latest of its last days, ISO.
    pub day: String,
    /// The words of that deadline.
    pub text: String,
    /// Where they stand.
    pub span: OriginalSpan,
    /// Its smallest runs of words, sorted.
    pub sketch: Vec<u64>,
    /// How many runs it has in all.
    pub runs: usize,
}

/// Runs kept of a plan: the resemblance of two plans is then right to about 5 % (1/sqrt k).
pub(super) const PLAN_RUNS: usize = 384;

/// Runs kept of a task, mostly all of them.
const TASK_RUNS: usize = 32;

impl Summary {
    /// A plan in short.
    pub fn of(plan: &Plan<'_>) -> Self {
        let record = plan.record;
        let header = &record.document;
        let issuer = header.issuer.as_ref();
        let number = header
            .number
            .as_ref()
            .filter(|number| number.serial.is_some());
        let whole = plan.sketch().clone();
        let treated = record
            .dimensions
            .iter()
            .filter(|entry| entry.treatment > Treatment::Mentioned);
        Self {
            document: record.source.path.clone(),
            hash: record.source.hash.clone(),
            key: plan.key(),
            kind: header.kind.as_ref().map(|kind| kind.value.clone()),
            number: number.map(|number| number.fact.value.to_uppercase()),
            date: header.date.as_ref().map(|date| date.value.clone()),
            issuer: issuer.map(|issuer| issuer.fact.value.clone()),
            level: issuer.and_then(|issuer| issuer.level),
            unit: issuer.and_then(|issuer| issuer.unit.clone()),
            unit_code: issuer.and_then(|issuer| issuer.unit_code.clone()),
            province: issuer.and_then(|issuer| issuer.province.clone()),
            year: plan.year,
            title: header
                .title
                .as_ref()
                .map_or(String::new(), |title| title.text.clone()),
            title_span: header.title.as_ref().map(|title| title.span),
            indices: record.indices.clone(),
            treated: treated
                .map(|entry| format!("{}-{}", entry.index, entry.dimension))
                .collect(),
            cited: cited(record),
            due: due(plan),
            sketch: whole.runs,
            runs: whole.all,
        }
    }

    /// Last day that can be its day of issue.
    pub fn day(&self) -> Option<Date> {
        let date: PartialDate = self.date.as_ref()?.parse().ok()?;
        date.latest()
    }
}

impl Summary {
    /// The summary as bytes, for programs that gather summaries from several machines.
    ///
    /// # Errors
    /// None that a summary can cause; the form of the bytes allows for some.
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        postcard::to_stdvec(self).map_err(|error| error.to_string())
    }

    /// A summary from its bytes, written by the same version of this program.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        postcard::from_bytes(bytes).map_err(|error| format!("no summary of this version: {error}"))
    }
}

fn cited(record: &Record) -> Vec<Cited> {
    let citations = record.citations.iter();
    citations
        .map(|citation| Cited {
            number: citation.number.to_uppercase(),
            date: citation.date.clone(),
            issuer: citation.issuer.as_deref().map(key),
            text: citation.text.clone(),
            span: citation.span,
        })
        .collect()
}

fn due(plan: &Plan<'_>) -> Vec<Due> {
    let tasks = plan.record.tasks.iter().zip(plan.runs());
    tasks
        .filter_map(|(task, runs)| {
            let dated = task
                .deadlines
                .iter()
                .filter_map(|deadline| Some((last_day(deadline)?, deadline)));
            let (day, deadline) = dated.max_by_key(|(day, _)| *day)?;
            Some(Due {
                task: task.id.clone(),
                day: day.to_string(),
                text: deadline.text.clone(),
                span: deadline.span,
                sketch: runs.iter().copied().take(TASK_RUNS).collect(),
                runs: runs.len(),
            })
        })
        .collect()
}
