//! Stretches of a text that are taken.

use crate::span::Span;
use std::collections::BTreeMap;

/// Bytes that are taken, as stretches that do not overlap: where one begins, where it ends.
#[derive(Debug, Default)]
pub struct Covered(BTreeMap<usize, usize>);

impl Covered {
    /// Takes a stretch, whatever of it is taken already.
    pub fn add(&mut self, mut span: Span) {
        if span.is_empty() {
            return;
        }
        while let Some(other) = self.last_in(span) {
            self.0.remove(&other.start);
            span = span.join(other);
        }
        self.0.insert(span.start, span.end);
    }

    /// Whether a stretch has a byte that is taken.
    pub fn overlaps(&self, span: Span) -> bool {
        self.last_in(span).is_some()
    }

    /// Of the stretches that overlap one the last.
    fn last_in(&self, span: Span) -> Option<Span> {
        let (start, end) = self.0.range(..span.end).next_back()?;
        (*end > span.start).then(|| Span::new(*start, *end))
    }
}

impl Extend<Span> for Covered {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        spans.into_iter().for_each(|span| self.add(span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_overlaps_none_of_many_overlaps_nothing(
            taken in prop::collection::vec((0..60_usize, 1..9_usize), 0..20),
            (start, length) in (0..70_usize, 1..9_usize),
        ) {
            let spans = taken.iter().map(|(start, length)| Span::new(*start, start + length));
            let mut covered = Covered::default();
            covered.extend(spans.clone());
            let span = Span::new(start, start + length);
            let overlaps = spans.into_iter().any(|taken| taken.overlaps(span));
            prop_assert_eq!(covered.overlaps(span), overlaps);
        }
    }
}
