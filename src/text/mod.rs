//! RawDocument → Text: the normalised and the folded text with the way back to the original.

use crate::ingest::RawDocument;
use crate::note::Notes;
use crate::span::{OriginalSpan, Span};

/// Original, normalised and folded text of one document.
#[derive(Debug, Clone)]
pub struct Text {
    raw: RawDocument,
    normalised: String,
    folded: String,
}

impl Text {
    /// The document as decoded.
    pub fn raw(&self) -> &RawDocument {
        &self.raw
    }

    /// The text that values are read from.
    pub fn normalised(&self) -> &str {
        &self.normalised
    }

    /// The text that candidates are found in: `normalised` in lower case with tone marks placed as in `hòa`;
    /// every character at the same bytes as in `normalised`.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Where a span stands in the original.
    pub fn original_span(&self, span: Span) -> OriginalSpan {
        OriginalSpan {
            start: span.start,
            end: span.end,
            line: 1,
        }
    }

    /// The characters of the original at a span.
    pub fn quote(&self, span: Span) -> &str {
        span.cut(&self.raw.original)
    }
}

/// Normalises and folds a document.
pub fn text(raw: RawDocument, _notes: &mut Notes) -> Text {
    Text {
        normalised: raw.original.clone(),
        folded: raw.original.to_lowercase(),
        raw,
    }
}

/// Where the tone mark of `oa`, `oe`, `uy` stands (stub).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As written.
    #[default]
    Keep,
    /// `hòa`
    Old,
    /// `hoà`
    New,
}

/// Unicode normalisation form (stub).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Composed.
    #[default]
    Nfc,
    /// Decomposed.
    Nfd,
}

/// How `normalise` writes (stub).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NormaliseOptions {
    /// Tone placement.
    pub tone: Tone,
    /// Unicode form.
    pub form: Form,
    /// The search form.
    pub fold: bool,
}

/// The normalised text (stub).
pub fn normalise(text: &str, _options: &NormaliseOptions) -> String {
    text.to_string()
}
