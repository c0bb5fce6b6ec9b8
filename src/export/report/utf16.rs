//! Code points → UTF-16: a page's strings count in other units than the spans of a record.

use crate::span::OriginalSpan;

/// The places of a text that take two units, by which all later ones are moved.
#[derive(Debug, Default)]
pub struct Utf16 {
    /// Code points beyond the basic plane, by their place; almost always none.
    pairs: Vec<usize>,
}

impl Utf16 {
    /// That of a text.
    pub fn new(text: &str) -> Self {
        let places = text.chars().enumerate();
        let pairs = places.filter(|(_, c)| c.len_utf16() == 2);
        Self {
            pairs: pairs.map(|(at, _)| at).collect(),
        }
    }

    /// First unit and one past the last of a span.
    pub fn span(&self, span: OriginalSpan) -> [usize; 2] {
        [self.unit(span.start), self.unit(span.end)]
    }

    fn unit(&self, point: usize) -> usize {
        point + self.pairs.partition_point(|pair| *pair < point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_span_cuts_the_same_words_in_both_units(text in "\\PC{0,40}", a in 0usize..40, b in 0usize..40) {
            let points: Vec<char> = text.chars().collect();
            let (a, b) = (a.min(points.len()), b.min(points.len()));
            let (start, end) = (a.min(b), a.max(b));
            let [from, to] = Utf16::new(&text).span(OriginalSpan { start, end, line: 1 });
            let units: Vec<u16> = text.encode_utf16().collect();
            let words: String = points[start..end].iter().collect();
            prop_assert_eq!(String::from_utf16(&units[from..to]).unwrap(), words);
        }
    }

    #[test]
    fn letters_beyond_the_basic_plane_take_two_units() {
        let span = OriginalSpan {
            start: 2,
            end: 4,
            line: 1,
        };
        assert_eq!(Utf16::new("a😀bc").span(span), [3, 5]);
        assert_eq!(Utf16::new("ạ bc").span(span), [2, 4]);
    }
}
