//! Words, runs of letters and digits: cut in one pass over the bytes, each with a number that tells it from others.

pub use crate::value::letter::{is_alphabetic, is_alphanumeric, is_lowercase};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The same for the same letters, within one run of the program; two words share one only by rare chance, so what
    /// is looked up by it has to be compared as well. It is no stable hash.
    pub number: u64,
}

/// What the bytes of a word are multiplied by (the constant of FxHash, as in rustc).
const FACTOR: u64 = 0x517C_C1B7_2722_0A95;

/// The number of a word that stands alone.
pub fn number_of(word: &str) -> u64 {
    number(word.as_bytes(), 0, word.len())
}

/// The number of a word of a text: eight bytes at a time, and most words have no more.
#[inline]
fn number(text: &[u8], start: usize, end: usize) -> u64 {
    let mix = |number: u64, bytes: u64| {
        let mixed = (number.rotate_left(5) ^ bytes).wrapping_mul(FACTOR);
        mixed ^ mixed >> 32
    };
    if start == end {
        return 0;
    }
    let (mut number, mut at) = ((end - start) as u64, start);
    while end - at > 8 {
        number = mix(number, eight(text, at));
        at += 8;
    }
    let rest = eight(text, at) & u64::MAX >> (64 - 8 * (end - at).clamp(1, 8));
    mix(number, rest).wrapping_mul(FACTOR)
}

/// Eight bytes from a place on, little end first; zeros behind the end.
#[inline]
fn eight(text: &[u8], at: usize) -> u64 {
    match text.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => {
            let rest = text.get(at..).unwrap_or(&[]).iter().rev();
            rest.fold(0, |eight, byte| eight << 8 | u64::from(*byte))
        }
    }
}

/// How many bytes a letter or digit has that is told by its first byte: those of ASCII, and U+0100 to U+023F; 0 for all
/// others.
static SURE: [u8; 256] = {
    let mut sure = [0; 256];
    let mut byte = 0_u8;
    while byte < 0xC9 {
        if byte.is_ascii_alphanumeric() {
            sure[byte as usize] = 1;
        } else if byte >= 0xC4 {
            sure[byte as usize] = 2;
        }
        byte += 1;
    }
    sure
};

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at = next_word(text, at)?;
        let word = word_at(text, at);
        at = word.end;
        Some(word)
    })
}

/// The word that begins at a byte; an empty one where none does.
pub fn word_at(text: &str, start: usize) -> Word {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        let sure = SURE[usize::from(byte)];
        if sure > 0 {
            end += usize::from(sure);
            continue;
        }
        if byte.is_ascii() {
            break;
        }
        match letter(text, bytes, end) {
            0 => break,
            len => end += len,
        }
    }
    let number = number(bytes, start, end);
    Word { start, end, number }
}

/// The first byte, from `at` on, of a letter or digit. `at` is where a character begins.
pub fn next_word(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if SURE[usize::from(byte)] > 0 {
            return Some(at);
        }
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        if letter(text, bytes, at) > 0 {
            return Some(at);
        }
        at += match byte {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        };
    }
    None
}

/// Bytes of the letter or digit that begins at a byte; 0 where none does.
#[inline]
fn letter(text: &str, bytes: &[u8], at: usize) -> usize {
    // The letters of Vietnamese are looked at byte by byte: U+00C0 to U+00FF but for two, U+1E00 to U+1EFF.
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(0xE1), Some(0xB8..=0xBB)) => 3,
        (Some(0xC3), Some(next)) if !matches!(next, 0x97 | 0xB7) => 2,
        (Some(byte), _) if SURE[usize::from(*byte)] > 0 => usize::from(SURE[usize::from(*byte)]),
        _ => unusual(text, at),
    }
}

#[cold]
fn unusual(text: &str, at: usize) -> usize {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(c) if c.is_alphanumeric() => c.len_utf8(),
        _ => 0,
    }
}

/// Between two words that never belong to one term.
pub const BREAK: char = '\0';

/// What a stretch between two words is: a space for white space or one line end, a mark such as `-` or `,` that stands
/// alone, `BREAK` for anything that no term runs across.
pub fn joint(between: &str) -> char {
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
    fn words_are_runs_of_letters_and_digits() {
        let text = "Sở×Y-tế 2024,\u{301}ộ ½ ậ";
        let cut: Vec<&str> = words(text)
            .map(|word| &text[word.start..word.end])
            .collect();
        assert_eq!(cut, ["Sở", "Y", "tế", "2024", "ộ", "½", "ậ"]);
        assert_eq!(
            words("tế").next().map(|w| w.number),
            words(", tế.").next().map(|w| w.number)
        );
        assert_eq!(word_at(text, 3).end, 3);
    }

    #[test]
    fn letters_are_as_long_as_those_of_the_standard_library() {
        for c in '\0'..='\u{2FFFF}' {
            let text = c.to_string();
            let expected = if c.is_alphanumeric() { c.len_utf8() } else { 0 };
            assert_eq!(letter(&text, text.as_bytes(), 0), expected, "{c:?}");
        }
    }
}
