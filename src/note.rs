//! Notes: what a stage has to tell about a document without refusing it.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// How much a note matters to the reader of the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing, nothing to do.
    Info,
    /// A value may be missing or doubtful.
    Warning,
    /// A value is certainly missing or wrong in the source.
    Error,
}

/// One remark about one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Stable code, `kebab-case`, such as `agency-unknown`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What happened and what to do, in one sentence.
    pub message: String,
    /// Where, in the normalised text.
    pub span: Option<Span>,
}

/// The notes of one document, in the order in which stages pushed them.
#[derive(Debug, Clone, Default)]
pub struct Notes(pub Vec<Note>);

impl Notes {
    /// Adds one note.
    pub fn push(
        &mut self,
        code: &'static str,
        severity: Severity,
        message: impl Into<String>,
        span: Option<Span>,
    ) {
        self.0.push(Note {
            code,
            severity,
            message: message.into(),
            span,
        });
    }
}
