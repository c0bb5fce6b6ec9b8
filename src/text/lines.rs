//! Lines as the steps for pages and broken sentences see them.

/// A line of a text, without its `\n`.
#[derive(Debug, Clone, Copy)]
pub struct Line<'t> {
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
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    // As `split('\n')`, which looks for each line's end at half the speed.
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let at = std::mem::replace(&mut start, end + 1);
        Line {
            start: at,
            text: text.get(at..end).unwrap_or(""),
        }
    })
}
