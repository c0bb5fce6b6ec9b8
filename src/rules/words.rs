//! Finding the phrases of a word list in a folded text: whole words, leftmost, then longest.

use super::key::{fits, squeeze};
use super::tree::Tree;
use crate::text::word::{Word, is_alphanumeric, next_word, word_at};
use crate::text::{Place, Stretch};
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A word list, ready to be found.
///
/// Its phrases make a tree of words. Most words of a text begin no phrase, which one bit tells; from one that does, the
/// tree is followed word by word, and only what stands between the words is compared letter by letter. That is faster
/// than an automaton that goes over all bytes, and takes no time to build.
#[derive(Debug)]
pub(crate) struct Words {
    /// Another for each list of a program.
    pub number: usize,
    entries: Vec<Box<str>>,
    longest: usize,
    /// The numbers of the phrases, of as many words the longest first.
    tree: Tree<usize>,
    /// All phrases by their last word.
    last: FxHashMap<Box<str>, Vec<usize>>,
    /// Whether a phrase begins with another character than a letter or digit: then it may begin anywhere.
    anywhere: bool,
}

/// Lists made so far.
static LISTS: AtomicUsize = AtomicUsize::new(0);

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
            number: LISTS.fetch_add(1, Ordering::Relaxed),
            longest: entries.iter().map(|entry| entry.len()).max().unwrap_or(0),
            tree: Tree::default(),
            last: FxHashMap::default(),
            anywhere: false,
            entries,
        };
        // Stable: of two as long, the first of the list stays before the other.
        let ids: Vec<usize> = words.longest_first().map(|(id, _)| id).collect();
        for id in ids {
            words.put(id);
        }
        words
    }

    fn put(&mut self, id: usize) {
        let Some(entry) = self.entries.get(id) else {
            return;
        };
        self.anywhere |= word_at(entry, 0).end == 0;
        self.tree.put(entry, id);
        self.last
            .entry(last_word(entry).into())
            .or_default()
            .push(id);
    }

    /// All phrases with their numbers, the longest first.
    pub fn longest_first(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut entries: Vec<(usize, &str)> = self
            .entries
            .iter()
            .map(|entry| &**entry)
            .enumerate()
            .collect();
        entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.len()));
        entries.into_iter()
    }

    /// One past the last byte of a phrase that begins at a byte, as whole words.
    pub fn end_at(&self, text: &str, start: usize, id: usize) -> Option<usize> {
        let entry = self.entries.get(id).filter(|entry| !entry.is_empty())?;
        let end = start + fits(text.get(start..)?, entry)?;
        (!splits_word(text, end)).then_some(end)
    }

    /// All phrases that do not overlap, the leftmost first and of those the longest. White space may differ.
    pub fn find<'t>(&self, folded: impl Into<Stretch<'t>>) -> Vec<Hit> {
        let stretch = folded.into();
        match stretch.places(self.number) {
            Some(places) if !self.anywhere => self.among(places, stretch),
            _ => self.in_text(stretch.as_str()),
        }
    }

    /// For each word that phrases begin with the longest of them; they may overlap.
    pub fn everywhere<'t>(&self, folded: impl Into<Stretch<'t>>) -> Vec<Hit> {
        let stretch = folded.into();
        if let Some(places) = stretch.places(self.number).filter(|_| !self.anywhere) {
            let hits = places.iter().map(|place| self.within(*place, stretch));
            return hits.flatten().collect();
        }
        let text = stretch.as_str();
        let hits = pieces(text, self.anywhere).filter_map(|word| {
            let (id, end) = self.longest_at(text, word)?;
            let start = word.start;
            Some(Hit { id, start, end })
        });
        hits.collect()
    }

    /// Those of the places that are found in a stretch and do not overlap.
    fn among(&self, places: &[Place], stretch: Stretch) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut free = stretch.start();
        for place in places.iter().copied() {
            if place.start() < free {
                continue;
            }
            if let Some(hit) = self.within(place, stretch) {
                free = stretch.start() + hit.end;
                hits.push(hit);
            }
        }
        hits
    }

    /// What begins at a place, as far as it stands in a stretch.
    fn within(&self, place: Place, stretch: Stretch) -> Option<Hit> {
        let start = place.start() - stretch.start();
        let (id, end) = if place.end() <= stretch.end() {
            (place.id(), place.end() - stretch.start())
        } else {
            // What runs on behind the stretch may hide a shorter one.
            self.longest_at(stretch.as_str(), word_at(stretch.as_str(), start))?
        };
        Some(Hit { id, start, end })
    }

    fn in_text(&self, folded: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut free = 0;
        for word in pieces(folded, self.anywhere) {
            if word.start < free || !self.tree.begins(word) {
                continue;
            }
            if let Some((id, end)) = self.longest_at(folded, word) {
                free = end;
                let start = word.start;
                hits.push(Hit { id, start, end });
            }
        }
        hits
    }

    /// The longest phrase that begins with this word of the text, and one past its last byte.
    pub fn longest_at(&self, text: &str, word: Word) -> Option<(usize, usize)> {
        let mut found = None;
        for (_, ids) in self.tree.follow(text, word) {
            let mut ids = ids.iter().copied();
            let here = ids.find_map(|id| Some((id, self.end_at(text, word.start, id)?)));
            // A phrase of more words is the longer one.
            found = here.or(found);
        }
        found
    }

    /// The longest phrase at the very start; leading white space counts into it.
    pub fn starts(&self, folded: &str) -> Option<Hit> {
        let start = folded.len() - folded.trim_start().len();
        let (id, end) = self.longest_at(folded, word_at(folded, start))?;
        Some(Hit { id, start: 0, end })
    }

    /// The longest phrase at the very end, trailing white space aside.
    pub fn ends(&self, folded: &str) -> Option<Hit> {
        let text = folded.trim_end();
        let ids = self.last.get(last_word(text))?;
        // Spacing can at most double a phrase in any real text; four times is room to spare.
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

/// The words of a text; `all` gives what stands between them as well, each character as a place without a word.
fn pieces(text: &str, all: bool) -> impl Iterator<Item = Word> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if !all {
            at = next_word(text, at)?;
        }
        let word = word_at(text, at);
        at = word.end;
        if word.start == at {
            at += text.get(at..)?.chars().next()?.len_utf8();
        }
        Some(word)
    })
}

/// The letters and digits that begin a text.
pub(crate) fn first_word(text: &str) -> &str {
    text.get(..word_at(text, 0).end).unwrap_or("")
}

/// The letters and digits that end a text.
pub(crate) fn last_word(text: &str) -> &str {
    let before = text
        .char_indices()
        .rev()
        .find(|(_, c)| !is_alphanumeric(*c));
    &text[before.map_or(0, |(at, c)| at + c.len_utf8())..]
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
