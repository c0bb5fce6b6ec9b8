//! Words, runs of letters and digits: cut in one pass over the bytes, each with a number that tells it from others.

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

/// What the bytes of a word are multiplied by, one after the other (the constant of FxHash, as in rustc).
const FACTOR: u64 = 0x517C_C1B7_2722_0A95;

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
    let (mut end, mut number) = (start, 0);
    let mix =
        |number: u64, byte: u8| (number.rotate_left(5) ^ u64::from(byte)).wrapping_mul(FACTOR);
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            number = mix(number, byte);
            end += 1;
            continue;
        }
        let len = letter(text, bytes, end);
        if len == 0 {
            break;
        }
        for byte in bytes.get(end..end + len).unwrap_or(&[]) {
            number = mix(number, *byte);
        }
        end += len;
    }
    Word { start, end, number }
}

/// The first byte, from `at` on, of a letter or digit. `at` is where a character begins.
pub fn next_word(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
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
    // The letters of Vietnamese are looked at byte by byte: U+00C0 to U+023F but for U+00D7 and U+00F7, U+1E00 to U+1EFF.
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(byte @ 0..0x80), _) => usize::from(byte.is_ascii_alphanumeric()),
        (Some(0xC3), Some(next)) if !matches!(next, 0x97 | 0xB7) => 2,
        (Some(0xC4..=0xC8), _) => 2,
        (Some(0xE1), Some(0xB8..=0xBB)) => 3,
        _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if c.is_alphanumeric() => c.len_utf8(),
            _ => 0,
        },
    }
}

/// As `char::is_alphanumeric`, which looks into tables for what the letters of Vietnamese are.
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// As `char::is_alphabetic`, for the same reason.
pub fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphabetic(),
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
    fn letters_are_those_of_the_standard_library() {
        for c in '\0'..='\u{2FFFF}' {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            let text = c.to_string();
            let expected = if c.is_alphanumeric() { c.len_utf8() } else { 0 };
            assert_eq!(letter(&text, text.as_bytes(), 0), expected, "{c:?}");
        }
    }
}
