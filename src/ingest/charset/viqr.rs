//! VIQR (RFC 1456): Vietnamese in ASCII, a letter followed by signs for its marks: `DDa` is *Đa*, `Vie^.t` is *Việt*.

use super::syllable::is_syllable;
use unicode_normalization::UnicodeNormalization;

/// The letters of VIQR text. A word that does not become a syllable stays: `do.` at the end of a sentence, `a(ii)`.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !is_part(c)) {
        let end = word.find(|c: char| !is_part(c)).unwrap_or(word.len());
        let (word, rest) = word.split_at(end);
        // An opening bracket before a word is no sign of a letter.
        let begin = word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
        let (before, word) = word.split_at(begin);
        decoded.push_str(before);
        push_word(&mut decoded, word);
        decoded.push_str(rest);
    }
    decoded
}

/// Letters, the signs of marks, and the escape.
fn is_part(c: char) -> bool {
    c.is_ascii_alphabetic() || "^(+'`?~.*\\".contains(c)
}

/// The longest beginning of the word that is a syllable with marks is read; the signs after it stay.
fn push_word(decoded: &mut String, word: &str) {
    let ends = (1..=word.len()).rev();
    for end in ends {
        let (head, rest) = word.split_at(end);
        let read = letters(head);
        let whole = read.chars().all(char::is_alphabetic);
        if whole
            && read != head
            && is_syllable(&read)
            && !rest.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            decoded.push_str(&read);
            decoded.push_str(rest.strip_prefix('\\').unwrap_or(rest));
            return;
        }
    }
    decoded.push_str(word);
}

fn letters(word: &str) -> String {
    let mut decoded = String::new();
    let mut signs = word.chars().peekable();
    while let Some(c) = signs.next() {
        let stroked = matches!(c, 'd' | 'D')
            && signs
                .peek()
                .is_some_and(|next| next.eq_ignore_ascii_case(&'d'));
        if stroked {
            signs.next();
            decoded.push(if c == 'd' { 'đ' } else { 'Đ' });
            continue;
        }
        decoded.push(c);
        if !"aeiouyAEIOUY".contains(c) {
            continue;
        }
        while let Some(mark) = signs.peek().and_then(|&sign| mark(c, sign)) {
            decoded.push(mark);
            signs.next();
        }
    }
    decoded.nfc().collect()
}

/// The combining mark that a sign puts on a vowel.
fn mark(vowel: char, sign: char) -> Option<char> {
    let vowel = vowel.to_ascii_lowercase();
    match (vowel, sign) {
        ('a' | 'e' | 'o', '^') => Some('\u{302}'),
        ('a', '(') => Some('\u{306}'),
        ('o' | 'u', '+' | '*') => Some('\u{31B}'),
        (_, '`') => Some('\u{300}'),
        (_, '\'') => Some('\u{301}'),
        (_, '?') => Some('\u{309}'),
        (_, '~') => Some('\u{303}'),
        (_, '.') => Some('\u{323}'),
        _ => None,
    }
}
