//! Notes: what a stage has to tell about a document without refusing it.

use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How much a note matters to the reader of the dataset.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing, nothing to do.
    Info,
    /// A value may be missing or doubtful.
    Warning,
    /// A value is certainly missing or wrong in the source.
    Error,
}

impl Severity {
    /// The English word used in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl FromStr for Severity {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Severity::Info, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|severity| severity.as_str() == word)
            .ok_or_else(|| format!("expected info, warning or error, got `{word}`"))
    }
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
