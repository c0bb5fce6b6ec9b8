//! Step 3: letters that only look right, so that a search for the right ones finds them.

use super::blocks::{any, skip};
use super::edits::Edits;

/// Foreign d with stroke become Vietnamese; Cyrillic and Greek letters in a Latin word become Latin;
/// full-width ASCII becomes ASCII.
pub fn lookalike(text: &str) -> Edits {
    let mut edits = Edits::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = next(bytes, at) {
        at = next;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            // A continuation byte never begins anything, so this is the end of a letter passed over.
            at += 1;
            continue;
        };
        let end = at + c.len_utf8();
        if let Some(right) = always(c).or_else(|| in_latin_word(text, at, end, c)) {
            edits.replace(at..end, right.encode_utf8(&mut [0; 4]));
        }
        at = end;
    }
    edits
}

/// The next byte from `from` on at which a letter below may begin.
fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let clear = skip(bytes, from, |block| {
        any(block, |first, second, _| may(first, second))
    });
    let step = bytes.get(clear..)?.windows(2).position(may_begin)?;
    Some(clear + step)
}

/// The same as `may_begin` without a branch, but for bytes that no text has.
fn may(first: u8, second: u8) -> bool {
    let icelandic = (first == 0xC3) & ((second == 0x90) | (second == 0xB0));
    let african = ((first == 0xC6) & (second == 0x89)) | ((first == 0xC9) & (second == 0x96));
    let foreign = (0xCE..=0xD1).contains(&first);
    let wide = (first == 0xEF) & ((second == 0xBC) | (second == 0xBD));
    icelandic | african | foreign | wide
}

/// Whether two bytes begin a letter below; C3 also begins `à`, so the second byte counts.
fn may_begin(pair: &[u8]) -> bool {
    pair[0] >= 0xC3
        && matches!(
            pair,
            [0xC3, 0x90 | 0xB0]
                | [0xC6, 0x89]
                | [0xC9, 0x96]
                | [0xCE..=0xD1, _]
                | [0xEF, 0xBC | 0xBD]
        )
}

fn always(c: char) -> Option<char> {
    match c {
        '\u{D0}' | '\u{189}' => Some('Đ'),
        '\u{F0}' | '\u{256}' => Some('đ'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

fn in_latin_word(text: &str, start: usize, end: usize, c: char) -> Option<char> {
    let latin = twin(c)?;
    let before = text.get(..start)?.chars().rev();
    let after = text.get(end..)?.chars();
    let mut word = before
        .take_while(|c| c.is_alphanumeric())
        .chain(after.take_while(|c| c.is_alphanumeric()));
    // Bounded, so that a text in Cyrillic costs no more than one in Vietnamese.
    let mixed = word.by_ref().take(64).any(is_latin);
    mixed.then_some(latin)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (c.is_alphabetic() && matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'))
}

fn twin(c: char) -> Option<char> {
    const TWINS: [(&str, &str); 2] = [
        ("АВСЕНКМОРТХасеорху", "ABCEHKMOPTXaceopxy"),
        ("ΑΒΕΗΙΚΜΝΟΡΤΧ", "ABEHIKMNOPTX"),
    ];
    TWINS.iter().find_map(|(foreign, latin)| {
        let at = foreign.chars().position(|f| f == c)?;
        latin.chars().nth(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_to_ask_is_the_other() {
        for first in 0..=u8::MAX {
            for second in 0..=u8::MAX {
                assert_eq!(
                    may(first, second),
                    may_begin(&[first, second]),
                    "{first:x} {second:x}"
                );
            }
        }
    }

    fn mended(text: &str) -> String {
        lookalike(text).apply(text)
    }

    #[test]
    fn letters_that_look_right_become_right() {
        assert_eq!(
            mended("QUYẾT ÐỊNH, Ɖiều, ðồng ɖội"),
            "QUYẾT ĐỊNH, Điều, đồng đội"
        );
        assert_eq!(mended("ＰＡＰＩ（２０２４）"), "PAPI(2024)");
        assert_eq!(mended("UВND, ΡAPI, Kế hoạсh"), "UBND, PAPI, Kế hoạch");
    }

    #[test]
    fn words_in_another_script_stay() {
        for text in ["Москва", "ΑΘΗΝΑ", "số 5 А", "× 3 ÷ 2"] {
            assert!(lookalike(text).is_empty(), "{text}");
        }
    }
}
