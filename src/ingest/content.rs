//! What a reader returns: the text of a document with its blocks, or why there is none.

use super::Block;
use crate::note::Severity;
use std::ops::Range;

/// A document as its reader understood it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// Name of the encoding that the text was in, such as `UTF-8`.
    pub encoding: String,
    /// Why it is held to be in that encoding.
    pub encoding_evidence: String,
    /// The text; a byte order mark is kept as U+FEFF.
    pub text: String,
    /// Blocks in reading order; their ranges are bytes of `text`.
    pub blocks: Vec<Block>,
    /// The words that text recognition read, in the order of the text.
    pub recognised: Vec<Recognised>,
    /// Notes of the reader: code, severity and sentence.
    pub notes: Vec<(&'static str, Severity, String)>,
}

/// A word that text recognition read from a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// How sure the recognition is of it, from 0 to 100.
    pub confidence: u8,
}

/// Why bytes give no document: code and sentence of the failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// `empty`, `binary`, `undecodable`, `corrupt`, `encrypted`, `too-large`, `too-deep`, `no-text-layer` or `unsupported`.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl Unreadable {
    /// A failure with this code and sentence.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}
