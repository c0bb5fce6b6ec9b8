//! Lines as the steps for pages and broken sentences see them.

/// A line of a text, without its `\n`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// First byte in the text.
    pub start: usize,
    /// What it says.
    pub text: &'t str,
}

impl Line<'_> {
    /// One past the last byte, where the `\n` is.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is the border between two cells that stand one under the other.
    pub fn is_border(&self) -> bool {
        self.text == "|"
    }

    /// Whether it is made of strokes only: `-----`, `_____`, `.....`
    pub fn is_rule(&self) -> bool {
        self.text.len() > 2
            && self
                .text
                .bytes()
                .all(|b| matches!(b, b'-' | b'_' | b'=' | b'.' | b'~' | b'*' | b' '))
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        Line {
            start: at,
            text: line,
        }
    })
}
