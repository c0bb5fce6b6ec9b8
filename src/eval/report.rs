//! What an evaluation found: the type that is printed, written as JSON, and read again as a baseline.

use super::bootstrap::{Intervals, intervals};
use super::calibration::{self, Calibration, Case};
use super::score::Verdict;
use super::tally::{self, Tally};
use super::{FIELDS, Scored};
use serde::{Deserialize, Serialize};

/// The result of `kehoach eval`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// `kehoach`
    pub program: String,
    /// Its version.
    pub version: String,
    /// Hash of the rules that read the documents; none where records of an earlier run were measured.
    pub rules: Option<String>,
    /// Documents with gold.
    pub documents: usize,
    /// Those of them without a record: all that they hold is missed.
    pub missing: Vec<String>,
    /// The scores over all documents.
    pub fields: Vec<FieldScore>,
    /// The scores of each document.
    pub by_document: Vec<DocumentScore>,
    /// How well the confidences in the records are kept.
    pub calibration: Calibration,
    /// The same for confidences that each document gets from all others.
    pub calibration_unseen: Calibration,
    /// Every error, by document, field and line.
    pub errors: Vec<ErrorEntry>,
}

/// The score of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldScore {
    /// Its name.
    pub field: String,
    /// Values that record and gold both have.
    pub right: usize,
    /// Values of the record.
    pub predicted: usize,
    /// Values of the gold.
    pub gold: usize,
    /// How much of what the record has is right.
    pub precision: f64,
    /// How much of what the gold has was found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// How far they would move with other documents; none for a single document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intervals: Option<Intervals>,
}

impl FieldScore {
    fn new(field: &str, tally: Tally, intervals: Option<Intervals>) -> Self {
        Self {
            field: field.to_string(),
            right: tally.right,
            predicted: tally.predicted,
            gold: tally.gold,
            precision: tally.precision(),
            recall: tally.recall(),
            f1: tally.f1(),
            intervals,
        }
    }
}

/// The scores of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentScore {
    /// Its file name.
    pub document: String,
    /// Its path as given or found.
    pub path: String,
    /// How many errors there are, each value counted in every field that it is wrong in.
    pub errors: usize,
    /// Fields that were compared.
    pub fields: Vec<FieldScore>,
}

/// One error.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ErrorEntry {
    /// The document's file name.
    pub document: String,
    /// Where in [`FIELDS`] it was found.
    pub field: String,
    /// Line of the source from 1; none where the value stands nowhere as it is.
    pub line: Option<usize>,
    /// `missed` or `wrong`.
    pub verdict: String,
    /// The value.
    pub value: String,
    /// Words of the source there.
    pub words: String,
}

impl Report {
    /// Sums up documents and the cases that their gold decided on, document by document.
    pub fn new(scored: &[Scored], cases: &[Vec<Case>], rules: Option<&str>) -> Report {
        let tallies: Vec<_> = scored.iter().map(tally::of_document).collect();
        let all: Vec<Case> = cases.iter().flatten().cloned().collect();
        let missing = scored.iter().filter(|document| !document.read);
        let fields = tally::sum(&tallies).into_iter().zip(intervals(&tallies));
        let fields = FIELDS
            .iter()
            .zip(fields)
            .filter_map(|(field, (tally, intervals))| {
                Some(FieldScore::new(field, tally?, Some(intervals)))
            });
        let by_document = scored.iter().zip(&tallies);
        Report {
            program: env!("CARGO_PKG_NAME").to_string(),
            version: env!("CARGO_PKG_VERSION").to_string(),
            rules: rules.map(str::to_string),
            documents: scored.len(),
            missing: missing.map(|document| document.document.clone()).collect(),
            fields: fields.collect(),
            by_document: by_document
                .map(|(document, tallies)| of_document(document, tallies))
                .collect(),
            calibration: calibration::calibration(&all),
            calibration_unseen: calibration::calibration(&calibration::unseen(cases)),
            errors: scored.iter().flat_map(errors).collect(),
        }
    }

    /// The score of a field; none where no gold has it.
    pub fn field(&self, name: &str) -> Option<&FieldScore> {
        self.fields.iter().find(|score| score.field == name)
    }
}

fn of_document(scored: &Scored, tallies: &tally::Tallies) -> DocumentScore {
    let fields = FIELDS.iter().zip(tallies);
    let fields = fields.filter_map(|(field, tally)| Some(FieldScore::new(field, (*tally)?, None)));
    DocumentScore {
        document: scored.document.clone(),
        path: scored.path.clone(),
        errors: errors(scored).len(),
        fields: fields.collect(),
    }
}

/// The errors of a document, in the order of the fields, then of the lines.
fn errors(scored: &Scored) -> Vec<ErrorEntry> {
    let mut all = Vec::new();
    for compared in &scored.fields {
        let wrong = compared
            .outcomes
            .iter()
            .filter(|o| o.verdict != Verdict::Right);
        let mut entries: Vec<ErrorEntry> = wrong
            .map(|outcome| ErrorEntry {
                document: scored.document.clone(),
                field: compared.field.to_string(),
                line: outcome.line,
                verdict: outcome.verdict.as_str().to_string(),
                value: outcome.value.clone(),
                words: outcome.words.clone(),
            })
            .collect();
        entries.sort();
        all.extend(entries);
    }
    all
}
