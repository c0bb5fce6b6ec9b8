//! Words of a folded text with what parts them, cut alike in rule files and in documents.

pub use crate::text::word::BREAK;
use crate::text::word::{self, joint};
use std::ops::Range;

/// A run of letters and digits. All words of a document are in memory at once, so that their places are of four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    start: u32,
    end: u32,
    /// What stands before it: a space for white space or one line end, a mark such as `-` or `,` that stands alone,
    /// `BREAK` for anything that no term runs across.
    pub joint: char,
}

impl Word {
    /// First byte.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// The words of a folded text, in order. What stands beyond 4 GiB of it, which no document has, is left out.
pub fn words(folded: &str) -> impl Iterator<Item = Word> + '_ {
    numbered(folded).map(|(word, _)| word)
}

/// The same, each with its number as a word of a text.
pub fn numbered(folded: &str) -> impl Iterator<Item = (Word, u64)> + '_ {
    let mut last = None;
    word::words(folded).map_while(move |found| {
        let before = last.replace(found.end);
        let between = before.and_then(|before| folded.get(before..found.start));
        let word = Word {
            start: found.start.try_into().ok()?,
            end: found.end.try_into().ok()?,
            joint: between.map_or(BREAK, joint),
        };
        Some((word, found.number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_what_stands_before_them() {
        let joints = |text| words(text).map(|word| word.joint).collect::<String>();
        assert_eq!(joints("phòng văn hóa - thông tin, sở"), "\0  - ,");
        assert_eq!(joints("phòng\nvăn\n\nhóa\n- sở: y"), "\0 \0\0:");
    }
}
