//! What a reader returns: the text of a document with its blocks, or why there is none.

use super::Block;

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
}

/// Why bytes give no document: code and sentence of the failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// `empty`, `binary`, `undecodable`, `corrupt`, `encrypted`, `too-large`, `too-deep` or `unsupported`.
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
