//! Words of a folded text with what parts them, cut alike in rule files and in documents.

use crate::text::word;

/// A run of letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands before it: a space for white space or one line end, a mark such as `-` or `,` that stands alone,
    /// `BREAK` for anything that no term runs across.
    pub joint: char,
}

/// Between two words that never belong to one term.
pub const BREAK: char = '\0';

/// The words of a folded text, in order.
pub fn words(folded: &str) -> Vec<Word> {
    let mut last = None;
    let cut = word::words(folded).map(|found| {
        let word = after(folded, last, found.start, found.end);
        last = Some(found.end);
        word
    });
    cut.collect()
}

fn after(folded: &str, last: Option<usize>, start: usize, end: usize) -> Word {
    let joint = last.map_or(BREAK, |last| joint(folded.get(last..start).unwrap_or("")));
    Word { start, end, joint }
}

/// What a stretch between two words is.
fn joint(between: &str) -> char {
    if between == " " {
        return ' ';
    }
    let mark = between.trim();
    let lines = between.matches('\n').count();
    let mut marks = mark.chars();
    match (marks.next(), marks.next()) {
        (None, _) if lines < 2 => ' ',
        // A dash that opens a line is a bullet.
        (Some(mark), None) if lines == 0 => mark,
        _ => BREAK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_what_stands_before_them() {
        let joints = |text| {
            words(text)
                .iter()
                .map(|word| word.joint)
                .collect::<String>()
        };
        assert_eq!(joints("phòng văn hóa - thông tin, sở"), "\0  - ,");
        assert_eq!(joints("phòng\nvăn\n\nhóa\n- sở: y"), "\0 \0\0:");
    }
}
