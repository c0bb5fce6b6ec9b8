//! Positions in a document: `Span` for the normalised text, `OriginalSpan` for the text as it was decoded.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many bytes pass a test. Sums of a byte are kept in a byte as long as they fit there: the compiler makes vector
/// instructions of that, of sums in eight bytes it makes slow ones.
pub(crate) fn count(bytes: &[u8], test: impl Fn(u8) -> bool) -> usize {
    let chunks = bytes.chunks(usize::from(u8::MAX));
    let sums = chunks.map(|chunk| chunk.iter().map(|byte| u8::from(test(*byte))).sum::<u8>());
    sums.map(usize::from).sum()
}

/// How many code points begin in bytes of UTF-8.
pub(crate) fn chars(bytes: &[u8]) -> usize {
    count(bytes, |byte| byte & 0xC0 != 0x80)
}

/// A stretch of the *normalised* text, in bytes, end exclusive.
///
/// The folded text has the same byte positions, so one `Span` serves both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`, in bytes.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing lies inside.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same stretch moved `by` bytes to the right.
    pub const fn shift(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The text inside, or the empty string where the span does not fit `text`.
    pub fn cut(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A stretch of the *original* (decoded, otherwise untouched) text: what the output shows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct OriginalSpan {
    /// First code point, from 0.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Line of the first code point, from 1.
    pub line: usize,
}
