//! Where the tone mark stands in `oa`, `oe`, `uy` at the end of a syllable: `hòa` or `hoà`.

use super::edits::Edits;
use super::fold::{base, lower_char};
use super::word::is_alphanumeric;

/// How tone marks are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// On the first vowel: `hòa`, `thủy`.
    Old,
    /// On the second: `hoà`, `thuỷ`.
    New,
    /// As `Old`, with `quí` as `quý`, and only where no byte moves.
    Key,
}

/// A vowel without tone and with each of the five, grave, acute, hook, tilde, dot, in one order in every row.
const VOWELS: [[char; 6]; 10] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
];
const SMALL_Y: [char; 6] = ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'];
const CAPITAL_Y: [char; 6] = ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'];

/// The row of a vowel and its tone.
fn vowel(c: char) -> Option<(&'static [char; 6], usize)> {
    VOWELS
        .iter()
        .chain([&SMALL_Y, &CAPITAL_Y])
        .find_map(|row| Some((row, row.iter().position(|&v| v == c)?)))
}

/// Moves the tone marks of a text to where `style` wants them.
pub(super) fn place(text: &str, style: Style) -> Edits {
    let mut edits = Edits::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = next_pair(bytes, at) {
        at = next;
        let mut letters = text.get(at..).unwrap_or("").chars();
        // A window may begin in the middle of a letter, where no text can be cut.
        let (Some(first), Some(second)) = (letters.next(), letters.next()) else {
            at += 1;
            continue;
        };
        if !may_move(first, second) {
            at += first.len_utf8();
            continue;
        }
        let last = !letters.next().is_some_and(is_alphanumeric);
        let after_q = bytes[..at]
            .last()
            .is_some_and(|b| b.eq_ignore_ascii_case(&b'q'));
        let len = first.len_utf8() + second.len_utf8();
        if last
            && let Some([one, two]) = moved(first, second, after_q, style)
            && (style != Style::Key || one.len_utf8() + two.len_utf8() == len)
        {
            let new: String = [one, two].iter().collect();
            edits.replace(at..at + len, &new);
        }
        at += first.len_utf8();
    }
    edits
}

/// The next byte from `at` on at which a pair of vowels with a tone may begin.
fn next_pair(bytes: &[u8], at: usize) -> Option<usize> {
    let mut windows = bytes.get(at..)?.windows(3);
    let found = windows
        .position(|bytes| BEGINS.get(usize::from(bytes[0])) == Some(&true) && may_begin(bytes));
    found.map(|step| at + step)
}

/// The bytes with which what `may_begin` lets through begins.
static BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let bytes = [b'o', b'O', b'u', b'U', 0xC3, 0xC5, 0xE1];
    let mut at = 0;
    while at < bytes.len() {
        begins[bytes[at] as usize] = true;
        at += 1;
    }
    begins
};

/// Whether three bytes, the shortest pair of vowels with a tone, may begin one: `oà` or `òa`.
fn may_begin(bytes: &[u8]) -> bool {
    match bytes {
        [b'o' | b'O' | b'u' | b'U', second, _] => *second >= 0x80,
        // ò ó õ ù ú, ũ, ỏ ọ ủ ụ and their capitals.
        [0xC3, second, _] => matches!(
            second,
            0x92 | 0x93 | 0x95 | 0x99 | 0x9A | 0xB2 | 0xB3 | 0xB5 | 0xB9 | 0xBA
        ),
        [0xC5, second, _] => matches!(second, 0xA8 | 0xA9),
        [0xE1, 0xBB, third] => matches!(third, 0x8C..=0x8F | 0xA4..=0xA7),
        _ => false,
    }
}

/// Whether two letters are of the pairs below, with a tone or without: most vowels that stand together are not.
fn may_move(first: char, second: char) -> bool {
    let letter = |c: char| base(lower_char(c));
    let plain = |c: char| {
        !matches!(
            c,
            'â' | 'Â' | 'ê' | 'Ê' | 'ô' | 'Ô' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă'
        )
    };
    plain(first)
        && plain(second)
        && matches!(
            (letter(first), letter(second)),
            (Some('o'), Some('a' | 'e')) | (Some('u'), Some('y' | 'i'))
        )
}

fn moved(first: char, second: char, after_q: bool, style: Style) -> Option<[char; 2]> {
    let ((row1, tone1), (row2, tone2)) = (vowel(first)?, vowel(second)?);
    let pair = (row1[0].to_ascii_lowercase(), row2[0].to_ascii_lowercase());
    // In `quý` the `u` belongs to the consonant, so the tone is always on what follows.
    let (to_first, row2) = match pair {
        ('o', 'a' | 'e') if !after_q => (style != Style::New, row2),
        ('u', 'y') => (!after_q && style != Style::New, row2),
        ('u', 'i') if after_q && style == Style::Key => (false, &SMALL_Y),
        _ => return None,
    };
    let tone = match (tone1, tone2) {
        (0, 0) => return None,
        (0, tone) | (tone, 0) => tone,
        _ => return None,
    };
    let new = if to_first {
        [row1[tone], row2[0]]
    } else {
        [row1[0], row2[tone]]
    };
    (new != [first, second]).then_some(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_tones_both_ways() {
        for (old, new) in [
            ("Hòa Bình", "Hoà Bình"),
            ("HÒA, THỦY", "HOÀ, THUỶ"),
            ("tùy theo", "tuỳ theo"),
            ("tõe khỏe", "toẽ khoẻ"),
            ("quý hoàn toán quà khuỷu", "quý hoàn toán quà khuỷu"),
        ] {
            assert_eq!(place(new, Style::Old).apply(new), old);
            assert_eq!(place(old, Style::New).apply(old), new);
        }
    }

    #[test]
    fn key_moves_no_byte() {
        assert!(place("tuỳ, toẽ", Style::Key).is_empty());
        assert_eq!(place("quí qúy", Style::Key).apply("quí qúy"), "quý quý");
    }
}
