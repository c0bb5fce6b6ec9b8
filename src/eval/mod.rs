//! Records → scores: how well they agree with gold, field by field and document by document, with every error in its
//! place, and how well the confidences keep what they promise.
//!
//! Values are compared as the annotation guide says; what counts as right here is what counts as right everywhere:
//! in the scores, in the errors and in the measured precisions of the rules.

pub mod bootstrap;
pub mod calibration;
pub mod change;
pub mod gold;
mod keys;
mod lists;
pub mod report;
pub mod score;
pub mod tally;
mod tasks;

pub use gold::Gold;
pub use report::Report;
pub use score::{Outcome, Verdict};

/// All fields that are scored, in the order in which they are shown.
pub const FIELDS: [&str; 25] = [
    "document.kind",
    "document.number",
    "document.date",
    "document.place",
    "document.title",
    "document.year",
    "document.issuer",
    "document.issuer.level",
    "document.issuer.unit",
    "document.issuer.province",
    "document.signer",
    "document.signer.position",
    "document.signer.authority",
    "indices",
    "dimensions",
    "dimensions.treatment",
    "citations",
    "citations.date",
    "recipients",
    "tasks",
    "tasks.dimensions",
    "tasks.agencies",
    "tasks.agencies.role",
    "tasks.deadlines",
    "agencies",
];

/// What gold and record of one document have in common and what not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// The document's file name.
    pub document: String,
    /// Its path as given or found; the file name where it was not.
    pub path: String,
    /// Whether there was a record.
    pub read: bool,
    /// The fields that were compared, in the order of [`FIELDS`].
    pub fields: Vec<Compared>,
}

/// All comparisons of one field in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// One of [`FIELDS`].
    pub field: &'static str,
    /// Values that both have, then those that the gold has, then those that the record has; within a task, if there is one.
    pub outcomes: Vec<Outcome>,
}

/// Where a field stands in [`FIELDS`].
pub fn place(field: &str) -> Option<usize> {
    FIELDS.iter().position(|name| *name == field)
}
