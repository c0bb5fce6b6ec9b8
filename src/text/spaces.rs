//! Step 4: one kind of space, one at a time, none at line ends; TABs stay, since they part the cells of a row.

use super::blocks::{BLOCK, any, skip};
use super::edits::Edits;
use super::marks::is_bullet;
use crate::value::label;

/// Cleans white space line by line.
pub fn spaces(text: &str) -> Edits {
    let mut edits = Edits::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = next(bytes, at) {
        let run = Run::at(text, start);
        if run.end == start {
            at = start + 1;
            continue;
        }
        let with = run.cleaned(text, start);
        if text.get(start..run.end) != Some(with) {
            edits.replace(start..run.end, with);
        }
        at = run.end;
    }
    edits
}

/// Where white space worth a look may begin: one plain space between two words is not. Blocks without any are passed
/// over, and in the others a table finds it at one look-up a byte.
fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        // What a byte begins with the next one is found at the second; white space that opens the text stands alone.
        match at.checked_sub(1) {
            Some(before) => at = at.max(skip(bytes, before, |block| any(block, matters))),
            None if class(bytes[0]) & PAIR != 0 => {}
            None => at = skip(bytes, 0, |block| any(block, matters)),
        }
        let to = bytes.len().min(at + BLOCK);
        if let Some(start) = next_before(bytes, (from, at), to) {
            return Some(start);
        }
        at = to;
    }
    let last = bytes.len().checked_sub(1)?;
    (last >= from && bytes[last] == b' ').then_some(last)
}

/// The same byte by byte, from `at` to `to`; nothing is looked at before `from`.
fn next_before(bytes: &[u8], (from, at): (usize, usize), to: usize) -> Option<usize> {
    let mut before = match at.checked_sub(1) {
        Some(at) => class(bytes[at]),
        None => PAIR,
    };
    for (step, &byte) in bytes.get(at..to)?.iter().enumerate() {
        let now = class(byte);
        let found = now & ALONE != 0 || now & before != 0;
        before = now;
        let mut start = at + step;
        if !found || (byte == b'\n' && start > 0 && bytes[start - 1] == b'\n') {
            continue;
        }
        // Back to the first byte of a letter of three, and to the space before it.
        if start > from && bytes[start - 1] == 0xE1 {
            start -= 1;
        }
        if start > from && bytes[start - 1] == b' ' {
            start -= 1;
        }
        return Some(start);
    }
    None
}

/// Whether a byte, given with the one behind it, begins or ends what is worth a look; more may than does.
fn matters(byte: u8, next: u8, _: u8) -> bool {
    let alone = |byte: u8| {
        (byte == b'\t') | (byte == 0xC2) | (byte == 0xE2) | (byte == 0xE3) | (byte == 0xEF)
    };
    let blank = |byte: u8| (byte == b' ') | (byte == b'\n');
    let pair = blank(byte) & blank(next) & !((byte == b'\n') & (next == b'\n'));
    let ogham = (byte == 0xE1) & ((next == 0x9A) | (next == 0xA0));
    alone(byte) | alone(next) | ogham | pair
}

/// Begins something to look at.
const ALONE: u8 = 1;
/// Matters next to another one: spaces and line ends.
const PAIR: u8 = 2;
/// Matters next to another one: the first two bytes of U+1680 and U+180E, since E1 begins most Vietnamese vowels.
const OGHAM: u8 = 4;

fn class(byte: u8) -> u8 {
    const CLASSES: [u8; 256] = {
        let mut classes = [0; 256];
        classes[b' ' as usize] = PAIR;
        classes[b'\n' as usize] = PAIR;
        classes[b'\t' as usize] = ALONE;
        classes[0xC2] = ALONE;
        classes[0xE1] = OGHAM;
        classes[0x9A] = OGHAM;
        classes[0xA0] = OGHAM;
        classes[0xE2] = ALONE;
        classes[0xE3] = ALONE;
        classes[0xEF] = ALONE;
        classes
    };
    CLASSES[usize::from(byte)]
}

/// What a blank character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    Space,
    Tab,
    /// Without width: zero-width spaces and joiners, soft hyphens, marks of direction.
    Nothing,
}

/// The blank character at the start of `bytes`, and its length.
fn blank(bytes: &[u8]) -> Option<(Blank, usize)> {
    match bytes {
        [b' ', ..] => Some((Blank::Space, 1)),
        [b'\t', ..] => Some((Blank::Tab, 1)),
        [0xC2, 0xA0, ..] => Some((Blank::Space, 2)),
        [0xC2, 0xAD, ..] => Some((Blank::Nothing, 2)),
        // U+1680; U+2000–U+200A, U+202F, U+205F; U+3000
        [0xE1, 0x9A, 0x80, ..]
        | [0xE2, 0x80, 0x80..=0x8A | 0xAF, ..]
        | [0xE2, 0x81, 0x9F, ..]
        | [0xE3, 0x80, 0x80, ..] => Some((Blank::Space, 3)),
        // U+180E; U+200B–U+200F, U+202A–U+202E; U+2060–U+2064, U+2066–U+2069; U+FEFF
        [0xE1, 0xA0, 0x8E, ..]
        | [0xE2, 0x80, 0x8B..=0x8F | 0xAA..=0xAE, ..]
        | [0xE2, 0x81, 0xA0..=0xA4 | 0xA6..=0xA9, ..]
        | [0xEF, 0xBB, 0xBF, ..] => Some((Blank::Nothing, 3)),
        _ => None,
    }
}

/// Blank characters one after another on a line.
struct Run {
    end: usize,
    spaces: bool,
    tabs: usize,
}

impl Run {
    fn at(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut run = Run {
            end: start,
            spaces: false,
            tabs: 0,
        };
        while let Some((kind, len)) = bytes.get(run.end..).and_then(blank) {
            run.spaces |= kind == Blank::Space;
            run.tabs += usize::from(kind == Blank::Tab);
            run.end += len;
        }
        run
    }

    /// What should stand here instead.
    fn cleaned<'t>(&self, text: &'t str, start: usize) -> &'t str {
        let bytes = text.as_bytes();
        let opens = start == 0 || bytes[start - 1] == b'\n';
        let closes = bytes.get(self.end).is_none_or(|&b| b == b'\n');
        match self.tabs {
            _ if opens && closes => "",
            0 if opens || closes || !self.spaces => "",
            0 => " ",
            1 if self.is_only_tab(text, start) => {
                if opens {
                    return "";
                }
                if is_label(text, start) { " " } else { "\t" }
            }
            n => tabs(n),
        }
    }

    /// Whether the TAB of this run is the only one of its line.
    fn is_only_tab(&self, text: &str, start: usize) -> bool {
        let bytes = text.as_bytes();
        // The next TAB or line end on either side decides, so that a line of many TABs is not looked through for each.
        let parts = |byte: &&u8| matches!(byte, b'\t' | b'\n');
        let before = bytes[..start].iter().rev().find(parts);
        let after = bytes[self.end..].iter().find(parts);
        before != Some(&b'\t') && after != Some(&b'\t')
    }
}

/// Whether what stands on the line before `end` is a label or bullet, which Word parts from its text by a TAB.
fn is_label(text: &str, end: usize) -> bool {
    let before = text.get(..end).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let prefix = before.get(start..).unwrap_or("").trim();
    let mut letters = prefix.chars();
    let single = letters.next().filter(|_| letters.next().is_none());
    if single.is_some_and(|c| is_bullet(c) || matches!(c, '-' | '+' | '*')) {
        return true;
    }
    // The label must end just here: `I. MỤC` before a TAB is a cell.
    label::read(prefix).is_some_and(|label| label.len == prefix.len())
}

/// `n` TABs; a row of more than 32 empty cells is made of stray TABs.
fn tabs(n: usize) -> &'static str {
    const TABS: &str = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";
    TABS.get(..n).unwrap_or(TABS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        spaces(text).apply(text)
    }

    proptest::proptest! {
        #[test]
        fn blocks_without_white_space_to_clean_are_passed_over(
            text in "(một hai|ba bốn|\u{e1}\u{20ac}|  | |\n|\n\n|\t|\u{a0}|\u{1680}|\u{180e}|\u{200b}|\u{feff}|abcdefghijklmnop){0,24}",
        ) {
            let bytes = text.as_bytes();
            let mut at = 0;
            while let Some(start) = next_before(bytes, (at, at), bytes.len()) {
                proptest::prop_assert_eq!(next(bytes, at), Some(start));
                at = start.max(at) + 1;
            }
        }
    }

    #[test]
    fn one_space_between_words_and_none_at_ends() {
        assert_eq!(
            clean("  Số:\u{a0}\u{2003} 12 \n\u{200b} \n x\u{ad}y"),
            "Số: 12\n\nxy"
        );
        assert!(spaces("một hai\n\nba").is_empty());
    }

    #[test]
    fn tabs_part_cells() {
        assert_eq!(clean("1 \t Rà soát\t Sở Nội vụ"), "1\tRà soát\tSở Nội vụ");
        assert_eq!(clean("\tĐoạn văn"), "Đoạn văn");
        assert_eq!(clean(" \t \t\n"), "\n");
        assert_eq!(clean("\t\tSở Nội vụ"), "\t\tSở Nội vụ");
    }

    #[test]
    fn a_tab_after_a_label_is_a_space() {
        assert_eq!(
            clean("1.\tMục đích\na)\tRà soát\n•\tXây dựng"),
            "1. Mục đích\na) Rà soát\n• Xây dựng"
        );
        assert_eq!(clean("UBND TỈNH\tCỘNG HÒA"), "UBND TỈNH\tCỘNG HÒA");
    }
}
