//! Step 2: one code point a letter (NFC), also where a Vietnamese letter was typed with its marks in the wrong order.

use super::blocks::{BLOCK, any, skip};
use super::edits::Edits;
use unicode_normalization::char::{canonical_combining_class, compose as pair};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composes every cluster that is not composed yet, each by itself, so that offsets stay close.
pub fn compose(text: &str) -> Edits {
    let mut edits = Edits::default();
    if is_plain(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return edits;
    }
    let mut start = 0;
    let mut doubtful = false;
    for (at, c) in text.char_indices() {
        let certain = c.is_ascii() || is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
        if certain && canonical_combining_class(c) == 0 {
            if doubtful {
                cluster(&mut edits, text, start, at);
            }
            start = at;
            doubtful = false;
        } else {
            doubtful = true;
        }
    }
    if doubtful {
        cluster(&mut edits, text, start, text.len());
    }
    edits
}

fn cluster(edits: &mut Edits, text: &str, start: usize, end: usize) {
    let old = text.get(start..end).unwrap_or("");
    let mut letters: Vec<char> = old.nfd().collect();
    in_order(&mut letters);
    let new: String = letters.into_iter().nfc().collect();
    if new != old {
        edits.replace(start..end, &new);
    }
}

/// Puts the mark that makes another letter (â, ă, ơ) before the tone mark, as in every Vietnamese letter:
/// `á` and a circumflex are typed for `ấ`, and canonical order, which counts both alike, would keep them apart.
fn in_order(letters: &mut [char]) {
    for at in 1..letters.len() {
        let mark = letters[at];
        if !matches!(mark, '\u{302}' | '\u{306}' | '\u{31B}') {
            continue;
        }
        let mut to = at;
        while to > 1 && is_tone(letters[to - 1]) {
            to -= 1;
        }
        if pair(letters[to - 1], mark).is_some() {
            letters[to..=at].rotate_right(1);
        }
    }
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Whether the text has only letters that are composed for certain: ASCII, U+0080–U+02FF, U+1E00–U+1EFF and
/// the usual punctuation. Vietnamese text nearly always is, and this is several times faster than the tables.
fn is_plain(bytes: &[u8]) -> bool {
    let mut at = 0;
    loop {
        let clear = skip(bytes, at, |block| any(block, may_be_other));
        let end = bytes.len().min(clear + BLOCK);
        // A letter may run on into the block that was passed over, or behind this one.
        at = match is_plain_until(bytes, clear, end) {
            Some(at) if at < bytes.len() => at,
            plain => return plain.is_some(),
        };
    }
}

/// Whether a byte, given with the two behind it, may begin a letter that is not plain; true of more letters than do.
fn may_be_other(byte: u8, next: u8, third: u8) -> bool {
    let vietnamese = (byte == 0xE1) & (0xB8..=0xBB).contains(&next);
    let punctuation = (byte == 0xE2) & (next == 0x80) & (third > 0x81);
    (byte > 0xCB) & !vietnamese & !punctuation
}

/// One past the letter that begins last before `end`, if all from `at` on are plain.
fn is_plain_until(bytes: &[u8], mut at: usize, end: usize) -> Option<usize> {
    // The later bytes of a letter.
    while at < end && matches!(bytes.get(at), Some(0x80..=0xBF)) {
        at += 1;
    }
    while at < end {
        let byte = *bytes.get(at)?;
        at += match byte {
            0..=0x7F => 1,
            0xC2..=0xCB => 2,
            0xE1 if matches!(bytes.get(at + 1), Some(0xB8..=0xBB)) => 3,
            0xE2 if bytes.get(at + 1) == Some(&0x80) && bytes.get(at + 2) > Some(&0x81) => 3,
            _ => return None,
        };
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(text: &str) -> String {
        compose(text).apply(text)
    }

    #[test]
    fn composes_cluster_by_cluster() {
        let text = "Uỷ ban nhân dân, số 5, tầng trệt; 서울";
        let apart: String = text.nfd().collect();
        assert_eq!(composed(&apart), text);
        assert!(compose(text).is_empty());
    }

    #[test]
    fn mends_the_order_of_marks() {
        assert_eq!(composed("nha\u{301}\u{302}t"), "nhất");
        assert_eq!(composed("nh\u{e1}\u{302}t"), "nhất");
        assert_eq!(composed("a\u{323}\u{306}"), "ặ");
        assert_eq!(composed("o\u{301}\u{31B}"), "ớ");
        assert_eq!(composed("E\u{309}\u{302}"), "Ể");
    }

    #[test]
    fn plain_letters_are_composed_letters() {
        for c in ('\u{80}'..='\u{2ff}')
            .chain('\u{1e00}'..='\u{1eff}')
            .chain('\u{2002}'..='\u{203f}')
        {
            let mut text = [0; 4];
            let text: &str = c.encode_utf8(&mut text);
            assert!(
                !is_plain(text.as_bytes()) || text.nfc().eq(text.chars()),
                "{c:?}"
            );
        }
    }
}
