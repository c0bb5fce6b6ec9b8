//! Keys: how words of the rule files and words of a text are made alike before they are compared.

pub(crate) use crate::text::fold::key;
use memchr::memchr;
use std::borrow::Cow;

/// A text without differences of spacing, and the way back to its bytes.
pub(crate) struct Squeezed<'t> {
    /// One space for any white space, none around `-`, `&` and `/`; a line feed for a blank line.
    pub text: Cow<'t, str>,
    /// For every byte of `text` its byte in the text that was squeezed; none where that is the same text.
    origin: Option<Vec<usize>>,
}

impl Squeezed<'_> {
    /// First byte, in the text that was squeezed, of a stretch that begins at `at`.
    pub fn start(&self, at: usize) -> usize {
        match &self.origin {
            None => at,
            Some(origin) => origin.get(at).copied().unwrap_or(0),
        }
    }

    /// One past the last byte, in the text that was squeezed, of a stretch that ends at `at` (exclusive).
    #[cfg(test)]
    pub fn end(&self, at: usize) -> usize {
        let Some(origin) = &self.origin else {
            return at;
        };
        let last = at.checked_sub(1).and_then(|i| origin.get(i));
        last.map_or(0, |byte| byte + 1)
    }
}

const JOINERS: [char; 3] = ['-', '&', '/'];

/// Evens out the spacing of an already folded text.
pub(crate) fn squeeze(folded: &str) -> Squeezed<'_> {
    if is_even(folded) {
        return Squeezed {
            text: Cow::Borrowed(folded),
            origin: None,
        };
    }
    let mut text = String::with_capacity(folded.len());
    let mut origin = Vec::with_capacity(folded.len());
    let mut push = |text: &mut String, piece: &str, at: usize| {
        text.push_str(piece);
        origin.extend(at..at + piece.len());
    };
    let mut rest = 0;
    while let Some(left) = folded.get(rest..).filter(|left| !left.is_empty()) {
        let piece = left.split(char::is_whitespace).next().unwrap_or("");
        push(&mut text, piece, rest);
        let gap = rest + piece.len();
        let Some(after) = folded.get(gap..) else {
            break;
        };
        let next = after.trim_start();
        rest = gap + after.len() - next.len();
        let Some(first) = next.chars().next() else {
            break;
        };
        let lines = after[..after.len() - next.len()].matches('\n').count();
        // A dash that opens a line is a bullet, not a joint between two words.
        if lines > 1 || (lines == 1 && first == '-') {
            push(&mut text, "\n", gap);
        } else if !text.ends_with(JOINERS) && !JOINERS.contains(&first) {
            push(&mut text, " ", gap);
        }
    }
    Squeezed {
        text: Cow::Owned(text),
        origin: Some(origin),
    }
}

/// One past the last byte of an entry that begins a folded text, white space evened out as `squeeze` does; `None` where
/// the text begins with something else. The entry does not begin or end with white space.
pub(crate) fn fits(folded: &str, entry: &str) -> Option<usize> {
    let (text, sought) = (folded.as_bytes(), entry.as_bytes());
    // Most are written as the rule files have them.
    if text.starts_with(sought) && !entry.is_empty() {
        return Some(entry.len());
    }
    let (mut at, mut matched) = (0, 0);
    while let Some(&wanted) = sought.get(matched) {
        let &byte = text.get(at)?;
        let gap = match byte {
            b' ' | 9..=13 | 0xC2 | 0xE1..=0xE3 => white(folded, at),
            _ => 0,
        };
        if gap == 0 {
            if byte != wanted {
                return None;
            }
            (at, matched) = (at + 1, matched + 1);
            continue;
        }
        let joined = |at: Option<usize>, bytes: &[u8]| {
            let byte = at.and_then(|at| bytes.get(at));
            byte.is_some_and(|byte| JOINERS.contains(&char::from(*byte)))
        };
        let next = text.get(at + gap)?;
        let white = text.get(at..at + gap).unwrap_or(&[]);
        let lines = white.iter().filter(|byte| **byte == b'\n').count();
        let written = if lines > 1 || (lines == 1 && *next == b'-') {
            Some(b'\n')
        } else if joined(matched.checked_sub(1), sought) || joined(Some(at + gap), text) {
            None
        } else {
            Some(b' ')
        };
        if written.is_some_and(|written| written != wanted) {
            return None;
        }
        matched += usize::from(written.is_some());
        at += gap;
    }
    Some(at)
}

/// Bytes of the white space at a byte, where a character begins or goes on.
fn white(text: &str, at: usize) -> usize {
    text.get(at..)
        .map_or(0, |rest| rest.len() - rest.trim_start().len())
}

/// Whether a text has single spaces between words and no other white space, so that nothing is to be evened out. It may
/// say no to one that has; most paragraphs are even, and telling so is much the faster.
fn is_even(folded: &str) -> bool {
    // First bytes of U+0085, U+00A0; U+1680; U+2000 to U+205F; U+3000: no letter of Vietnamese begins with them but for
    // those of E1 BA and E1 BB.
    let other = |byte: u8, next: u8| match byte {
        0xC2 | 0xE2 | 0xE3 => true,
        0xE1 => !matches!(next, 0xBA | 0xBB),
        _ => byte.is_ascii_control(),
    };
    let joins = |byte: u8| matches!(byte, b'-' | b'&' | b'/');
    let bytes = folded.as_bytes();
    if bytes.last().is_some_and(|byte| *byte == b' ') {
        return false;
    }
    let mut before = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let spaces = byte == b' ' && (before == b' ' || joins(before));
        if spaces || joins(byte) && before == b' ' || other(byte, *bytes.get(at + 1).unwrap_or(&0))
        {
            return false;
        }
        before = byte;
    }
    true
}

/// The key under which a word or phrase of a rule file is kept: folded, squeezed, trimmed.
pub(crate) fn entry(words: &str) -> String {
    let words = words.trim();
    let folded = match has_dash(words) {
        true => key(&words.chars().map(plain_dash).collect::<String>()),
        false => key(words),
    };
    match squeeze(&folded).text {
        // Most entries are words with single spaces.
        Cow::Borrowed(_) => folded,
        Cow::Owned(squeezed) => squeezed,
    }
}

/// The same of words that are folded already.
pub(crate) fn folded_entry(folded: &str) -> Cow<'_, str> {
    let folded = folded.trim();
    if has_dash(folded) {
        return Cow::Owned(entry(folded));
    }
    squeeze(folded).text
}

/// What is written for `-`.
const DASHES: [char; 4] = ['–', '—', '‐', '‑'];

/// Whether one of them stands in a text; all begin with the same byte, which few others do.
fn has_dash(text: &str) -> bool {
    memchr(0xE2, text.as_bytes()).is_some() && text.contains(DASHES)
}

fn plain_dash(c: char) -> char {
    if DASHES.contains(&c) { '-' } else { c }
}

/// A place name's key without the spellings that vary: `quy`/`qui`, `đắk`/`đăk`/`đak`, `mỹ`/`mĩ`, `08`/`8`, apostrophes.
pub(crate) fn loose(name: &str) -> String {
    loose_entry(&entry(name))
}

/// The same for a name that went through `entry`.
pub(crate) fn loose_entry(entry: &str) -> String {
    let mut out = String::with_capacity(entry.len());
    for word in entry.split(|c: char| c == '-' || c.is_whitespace()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&loose_word(word));
    }
    out
}

fn loose_word(word: &str) -> String {
    let word: String = word
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '"'))
        .collect();
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let short = word.trim_start_matches('0');
        return if short.is_empty() {
            "0".into()
        } else {
            short.into()
        };
    }
    // Ede and Mnong names: Đắk, Đăk, Đak; Lắk, Lăk, Lak.
    if let Some(head) = word.strip_suffix("ắk").or_else(|| word.strip_suffix("ak")) {
        return format!("{head}ăk");
    }
    let Some(last) = word.chars().last() else {
        return word;
    };
    let head = &word[..word.len() - last.len_utf8()];
    let Some(at) = "iìíỉĩị".chars().position(|c| c == last) else {
        return place_late(&word);
    };
    match ("yỳýỷỹỵ".chars().nth(at), head) {
        (Some(y), "h" | "k" | "l" | "m" | "s" | "t" | "qu" | "th" | "v") => format!("{head}{y}"),
        _ => word,
    }
}

/// The placements that `key` leaves alone because they differ in length.
fn place_late(word: &str) -> String {
    for (from, to) in [("uỳ", "ùy"), ("uỹ", "ũy"), ("oẽ", "õe")] {
        if let Some(head) = word.strip_suffix(from).filter(|head| !head.ends_with('q')) {
            return format!("{head}{to}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_stand_as_the_texts_have_them_and_length_stays() {
        for (from, to) in [
            ("HOÀ", "hòa"),
            ("Uỷ ban", "ủy ban"),
            ("khoẻ", "khỏe"),
            ("hoàn toàn", "hoàn toàn"),
            ("qúy II, quí", "quý ii, quý"),
            ("Quỹ", "quỹ"),
            ("thuỵ", "thụy"),
        ] {
            assert_eq!(key(from), to);
            assert_eq!(key(from).len(), from.len());
        }
    }

    #[test]
    fn spacing_is_evened_out_with_a_way_back() {
        let text = "sở\n nn  & ptnt\n- vh – xh".replace('–', "-");
        let squeezed = squeeze(&text);
        assert_eq!(squeezed.text, "sở nn&ptnt\n-vh-xh");
        let at = squeezed.text.find("vh-xh").unwrap_or(0);
        let (start, end) = (squeezed.start(at), squeezed.end(at + 5));
        assert_eq!(&text[start..end], "vh - xh");
    }

    proptest::proptest! {
        #[test]
        fn what_fits_is_what_begins_the_squeezed_text(
            text in "[a-b \n\u{a0}&/-]{0,12}",
            entry in "[a-b]([a-b \n&/-]{0,6}[a-b&])?",
        ) {
            let (squeezed, entry) = (squeeze(&text), squeeze(&entry).text.into_owned());
            let begins = squeezed.text.starts_with(&entry) && !text.starts_with(char::is_whitespace);
            let expected = begins.then(|| squeezed.end(entry.len()));
            proptest::prop_assert_eq!(fits(&text, &entry), expected);
        }
    }

    #[test]
    fn a_blank_line_parts_words() {
        assert_eq!(squeeze("sở\n\nnội vụ").text, "sở\nnội vụ");
    }

    #[test]
    fn place_names_compare_loosely() {
        assert_eq!(loose("Đắk Lắk"), loose("Đăk Lắk"));
        assert_eq!(loose("Quy Nhơn"), loose("Qui Nhơn"));
        assert_eq!(loose("08"), "8");
        assert_eq!(loose("Bà Rịa - Vũng Tàu"), loose("Bà Rịa – Vũng Tàu"));
    }
}
