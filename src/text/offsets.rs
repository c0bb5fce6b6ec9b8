//! The way from the normalised text back to the original, and from bytes to code points and lines.

use super::edits::Edits;
use crate::span::{self, OriginalSpan, Span};
use std::borrow::Cow;
use std::ops::Range;

/// The changes of all steps, first to last.
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    steps: Vec<Edits>,
}

impl OffsetMap {
    /// Adds the changes of the next step.
    pub fn push(&mut self, mut edits: Edits) {
        edits.shrink_to_fit();
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
    chars: Vec<u32>,
    /// The bytes at which `\n` stands; no document is longer than 4 GiB.
    breaks: Vec<u32>,
    /// Bytes in all.
    length: usize,
}

impl Positions {
    /// Counts a text once.
    pub fn new(text: &str) -> Self {
        let kept = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut chars = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            chars.push(kept(count));
            count += span::chars(chunk);
        }
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let mut breaks: Vec<u32> = breaks.map(kept).collect();
        breaks.shrink_to_fit();
        Self {
            chars,
            breaks,
            length: text.len(),
        }
    }

    /// The span of `bytes` in code points; `text` gives bytes of the text that was counted.
    pub fn span<'t>(
        &self,
        text: impl Fn(Range<usize>) -> Cow<'t, [u8]>,
        bytes: Range<usize>,
    ) -> OriginalSpan {
        OriginalSpan {
            start: self.chars_before(&text, bytes.start),
            end: self.chars_before(&text, bytes.end),
            line: 1 + self
                .breaks
                .partition_point(|&at| (at as usize) < bytes.start),
        }
    }

    /// How many code points there are in all.
    pub fn chars<'t>(&self, text: impl Fn(Range<usize>) -> Cow<'t, [u8]>) -> usize {
        self.chars_before(text, self.length)
    }

    fn chars_before<'t>(&self, text: impl Fn(Range<usize>) -> Cow<'t, [u8]>, at: usize) -> usize {
        let mark = (at / STRIDE).min(self.chars.len().saturating_sub(1));
        let counted = self.chars.get(mark).copied().unwrap_or(0);
        counted as usize + span::chars(&text(mark * STRIDE..at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_and_lines() {
        let text = "Số:\r\nđỏ\n".repeat(200);
        let positions = Positions::new(&text);
        let bytes = |range: Range<usize>| Cow::Borrowed(&text.as_bytes()[range]);
        assert_eq!(positions.chars(bytes), text.chars().count());
        for (n, (at, _)) in text.char_indices().enumerate() {
            let span = positions.span(bytes, at..text.len());
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
