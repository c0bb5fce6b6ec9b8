//! Finding the phrases of a word list in a folded text: whole words, leftmost, then longest.

use super::key::squeeze;
use rustc_hash::FxHashMap;

/// A word list, ready to be found.
///
/// Most words of a text begin no phrase, and few begin many: to look each of them up, and then the two words that stand
/// there, and only then to compare phrases, is faster than an automaton that goes over all bytes, and takes no time to
/// build.
#[derive(Debug)]
pub(crate) struct Words {
    entries: Vec<Box<str>>,
    longest: usize,
    /// The phrases of one word by it, and whether others begin with it. A word is what has letters and digits only.
    first: FxHashMap<Box<str>, First>,
    /// The phrases of several words by the first two of them and what stands between.
    first_two: FxHashMap<Box<str>, Vec<usize>>,
    /// All phrases by their last word.
    last: FxHashMap<Box<str>, Vec<usize>>,
}

/// The phrases that begin with a word.
#[derive(Debug, Default)]
struct First {
    /// Those that have no other.
    alone: Vec<usize>,
    /// Whether there are more.
    more: bool,
}

/// One phrase found: its place in the list and the bytes it covers in the text as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Number of the phrase in the list.
    pub id: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Words {
    /// Takes phrases that went through `key::entry`.
    pub fn new<S: AsRef<str>>(entries: &[S]) -> Words {
        let entries: Vec<Box<str>> = entries.iter().map(|entry| entry.as_ref().into()).collect();
        let mut words = Words {
            longest: entries.iter().map(|entry| entry.len()).max().unwrap_or(0),
            first: FxHashMap::default(),
            first_two: FxHashMap::default(),
            last: FxHashMap::default(),
            entries,
        };
        let mut ids: Vec<usize> = (0..words.entries.len()).collect();
        // The longest first. Stable: of two as long, the first of the list stays before the other.
        ids.sort_by_key(|id| {
            std::cmp::Reverse(words.entries.get(*id).map_or(0, |entry| entry.len()))
        });
        for id in ids {
            words.put(id);
        }
        words
    }

    fn put(&mut self, id: usize) {
        let Some(entry) = self.entries.get(id) else {
            return;
        };
        let first = self.first.entry(first_word(entry).into()).or_default();
        match two_words(entry) {
            Some(two) => {
                first.more = true;
                self.first_two.entry(two.into()).or_default().push(id);
            }
            None => first.alone.push(id),
        }
        self.last
            .entry(last_word(entry).into())
            .or_default()
            .push(id);
    }

    /// All phrases that do not overlap, the leftmost first and of those the longest.
    pub fn find(&self, folded: &str) -> Vec<Hit> {
        let squeezed = squeeze(folded);
        let text = &*squeezed.text;
        let mut hits = Vec::new();
        let mut free = 0;
        // A phrase that begins with another character than a letter or digit may begin anywhere.
        let anywhere = self.first.contains_key("");
        for (start, word) in pieces(text, anywhere) {
            if start < free {
                continue;
            }
            if let Some((id, end)) = self.longest_at(text, start, word) {
                free = end;
                hits.push(Hit {
                    id,
                    start: squeezed.start(start),
                    end: squeezed.end(end),
                });
            }
        }
        hits
    }

    /// The longest phrase that begins at a byte, where this word stands, and one past its last byte.
    fn longest_at(&self, text: &str, start: usize, word: &str) -> Option<(usize, usize)> {
        let first = self.first.get(word)?;
        let rest = text.get(start..)?;
        let longest = |ids: &[usize]| {
            let ids = ids.iter().copied();
            ids.filter_map(|id| Some((id, self.entries.get(id)?)))
                .filter(|(_, entry)| rest.starts_with(&***entry))
                .map(|(id, entry)| (id, start + entry.len()))
                .find(|(_, end)| *end > start && whole(text, start, *end))
        };
        let two = first.more.then(|| two_words(rest)).flatten();
        let of_two = two.and_then(|two| longest(self.first_two.get(two)?));
        let of_one = longest(&first.alone);
        match (of_one, of_two) {
            (Some(one), Some(two)) if one.1 > two.1 => Some(one),
            (one, two) => two.or(one),
        }
    }

    /// The longest phrase at the very start; leading white space counts into it.
    pub fn starts(&self, folded: &str) -> Option<Hit> {
        let text = folded.trim_start();
        let word = first_word(text);
        if !self.first.contains_key(word) {
            return None;
        }
        let lead = folded.len() - text.len();
        // Spacing can at most double a phrase in any real text; four times is room to spare.
        let mut cut = text.len().min(self.longest * 4 + 8);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let squeezed = squeeze(&text[..cut]);
        let (id, end) = self.longest_at(&squeezed.text, 0, word)?;
        Some(Hit {
            id,
            start: 0,
            end: squeezed.end(end) + lead,
        })
    }

    /// The longest phrase at the very end, trailing white space aside.
    pub fn ends(&self, folded: &str) -> Option<Hit> {
        let text = folded.trim_end();
        let ids = self.last.get(last_word(text))?;
        let mut cut = text.len().saturating_sub(self.longest * 4 + 8);
        while !text.is_char_boundary(cut) {
            cut += 1;
        }
        let squeezed = squeeze(&text[cut..]);
        let text_of = |id: usize| self.entries.get(id).map_or("", |entry| &**entry);
        let ids = ids.iter().copied();
        let mut at_end = ids.filter(|id| squeezed.text.ends_with(text_of(*id)));
        let found = at_end.find_map(|id| {
            let start = squeezed.text.len() - text_of(id).len();
            let fits = start < squeezed.text.len() && !splits_word(&squeezed.text, start);
            fits.then(|| (id, squeezed.start(start)))
        });
        found.map(|(id, start)| Hit {
            id,
            start: cut + start,
            end: text.len(),
        })
    }
}

/// The first two words of a text with what stands between them, where that is little.
fn two_words(text: &str) -> Option<&str> {
    let after = first_word(text).len();
    let mut rest = text.get(after..)?.char_indices().take(MOST_BETWEEN + 1);
    let (gap, _) = rest.find(|(_, c)| is_alphanumeric(*c))?;
    let second = after + gap;
    text.get(..second + first_word(text.get(second..)?).len())
}

/// Characters that may stand between two words of a phrase.
const MOST_BETWEEN: usize = 4;

/// The words of a text with their first bytes; `all` gives what stands between them as well, each character as a place
/// without a word.
fn pieces(text: &str, all: bool) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let (start, word) = (at, first_word(rest));
            if !word.is_empty() {
                at += word.len();
                return Some((start, word));
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
            if all {
                return Some((start, word));
            }
        }
    })
}

/// The letters and digits that begin a text.
fn first_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // The letters of Vietnamese are looked at byte by byte: U+00C0 to U+01FF but for U+00D7 and U+00F7, U+1E80 to
        // U+1EFF.
        at += match (byte, bytes.get(at + 1)) {
            (0..0x80, _) if byte.is_ascii_alphanumeric() => 1,
            (0..0x80, _) => break,
            (0xC3, Some(next)) if !matches!(next, 0x97 | 0xB7) => 2,
            (0xC4..=0xC7, _) => 2,
            (0xE1, Some(0xBA..=0xBB)) => 3,
            _ => match text[at..].chars().next() {
                Some(c) if is_alphanumeric(c) => c.len_utf8(),
                _ => break,
            },
        };
    }
    &text[..at]
}

/// The letters and digits that end a text.
fn last_word(text: &str) -> &str {
    let before = text
        .char_indices()
        .rev()
        .find(|(_, c)| !is_alphanumeric(*c));
    &text[before.map_or(0, |(at, c)| at + c.len_utf8())..]
}

/// As `char::is_alphanumeric`, which looks into tables for what the letters of Vietnamese are.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// Whether a stretch begins and ends between words.
pub(crate) fn whole(text: &str, start: usize, end: usize) -> bool {
    !splits_word(text, start) && !splits_word(text, end)
}

fn splits_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    matches!((before, after), (Some(b), Some(a)) if is_alphanumeric(b) && is_alphanumeric(a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_and_the_longest() {
        let words = Words::new(&["sở y tế", "sở", "ubnd"]);
        let hits = words.find("cơ sở y  tế, ubndx");
        assert_eq!(hits.len(), 1);
        assert_eq!((hits[0].id, hits[0].start, hits[0].end), (0, 4, 16));
        assert_eq!(words.find("ubnd sở×sở-ubnd").len(), 4);
        assert!(words.starts("  sở tư pháp").is_some_and(|h| h.end == 6));
        assert!(words.starts("sởx").is_none());
        assert!(words.ends("của sở y tế ").is_some_and(|h| h.start == 6));
        assert!(words.ends("cơ sở y tế xã").is_none());
    }
}
