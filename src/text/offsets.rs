//! The way from the normalised text back to the original, and from bytes to code points and lines.

use super::edits::Edits;
use crate::span::{OriginalSpan, Span};
use std::ops::Range;

/// The changes of all steps, first to last.
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    steps: Vec<Edits>,
}

impl OffsetMap {
    /// Adds the changes of the next step.
    pub fn push(&mut self, edits: Edits) {
        self.steps.push(edits);
    }

    /// The bytes of the original that a span of the normalised text came from.
    pub fn original(&self, span: Span) -> Range<usize> {
        let back = self.steps.iter().rev();
        let (start, end) = back.fold((span.start, span.end), |(start, end), edits| {
            (edits.start_before(start), edits.end_before(end))
        });
        // An empty span at a deletion would end before it starts.
        start..end.max(start)
    }
}

/// Distance of the marks in `Positions`: a look-up counts at most this many bytes.
const STRIDE: usize = 256;

/// Code points and lines of a text by byte position.
#[derive(Debug, Clone)]
pub struct Positions {
    /// Code points before byte `i * STRIDE`.
    chars: Vec<usize>,
    /// The bytes at which `\n` stands; no document is longer than 4 GiB.
    breaks: Vec<u32>,
}

impl Positions {
    /// Counts a text once.
    pub fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            chars.push(count);
            count += starts(chunk);
        }
        let breaks = text
            .match_indices('\n')
            .map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX));
        let breaks = breaks.collect();
        Self { chars, breaks }
    }

    /// The span of `bytes` of `text` in code points; `text` is the one that was counted.
    pub fn span(&self, text: &str, bytes: Range<usize>) -> OriginalSpan {
        OriginalSpan {
            start: self.chars_before(text, bytes.start),
            end: self.chars_before(text, bytes.end),
            line: 1 + self
                .breaks
                .partition_point(|&at| (at as usize) < bytes.start),
        }
    }

    fn chars_before(&self, text: &str, at: usize) -> usize {
        let mark = (at / STRIDE).min(self.chars.len().saturating_sub(1));
        let counted = self.chars.get(mark).copied().unwrap_or(0);
        let rest = text.as_bytes().get(mark * STRIDE..at).unwrap_or(&[]);
        counted + starts(rest)
    }
}

/// How many characters begin in `bytes`.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_and_lines() {
        let text = "Số:\r\nđỏ\n".repeat(200);
        let positions = Positions::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            let span = positions.span(&text, at..text.len());
            assert_eq!(span.start, n);
            assert_eq!(span.end, text.chars().count());
            assert_eq!(span.line, 1 + text[..at].matches('\n').count());
        }
    }

    #[test]
    fn goes_back_through_every_step() {
        let mut first = Edits::default();
        first.replace(0..2, "\n");
        let mut second = Edits::default();
        second.delete(0..1);
        let mut map = OffsetMap::default();
        map.push(first);
        map.push(second);
        assert_eq!(map.original(Span::new(0, 3)), 2..5);
        assert_eq!(map.original(Span::new(0, 0)), 2..2);
    }
}
