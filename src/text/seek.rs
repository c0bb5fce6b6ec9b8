//! The next of a few rare bytes, found many at a time.

use memchr::memchr3;

/// Looks for six bytes in a text, from its start to its end. Each part of the text is looked at once for each half of
/// them, however many are found.
#[derive(Debug)]
pub struct Seek<'t> {
    bytes: &'t [u8],
    halves: [Half; 2],
}

/// Three of the bytes, and where the next of them stands: at the end where there is none.
#[derive(Debug)]
struct Half {
    sought: [u8; 3],
    next: Option<usize>,
}

impl<'t> Seek<'t> {
    /// Looks for these.
    pub fn new(text: &'t str, [a, b, c, d, e, f]: [u8; 6]) -> Self {
        let half = |sought| Half { sought, next: None };
        Self {
            bytes: text.as_bytes(),
            halves: [half([a, b, c]), half([d, e, f])],
        }
    }

    /// The first of them at or behind a byte; `from` may not be less than in an earlier call.
    pub fn next(&mut self, from: usize) -> Option<usize> {
        let bytes = self.bytes;
        let positions = self.halves.iter_mut().map(|half| match half.next {
            Some(next) if next >= from => next,
            _ => {
                let [a, b, c] = half.sought;
                let rest = bytes.get(from..).unwrap_or(&[]);
                let found = memchr3(a, b, c, rest);
                *half.next.insert(found.map_or(bytes.len(), |at| from + at))
            }
        });
        positions.min().filter(|at| *at < bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_of_the_bytes_in_order() {
        let mut seek = Seek::new("a*b&c\\*", *b"*#>\\&<");
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = seek.next(at) {
            found.push(next);
            at = next + 1;
        }
        assert_eq!(found, [1, 3, 5, 6]);
        assert_eq!(Seek::new("", *b"*#>\\&<").next(0), None);
    }
}
