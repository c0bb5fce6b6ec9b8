//! Finding the phrases of a word list in a folded text: whole words, leftmost, then longest.

use super::key::{Squeezed, squeeze};
use crate::error::Error;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input};

/// A word list, compiled.
#[derive(Debug)]
pub(crate) struct Words {
    automaton: AhoCorasick,
    longest: usize,
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
    /// Compiles phrases that went through `key::entry`.
    pub fn new<S: AsRef<str>>(entries: &[S]) -> Result<Words, Error> {
        // A DFA, the default for short lists, takes longer to build than it ever saves on a plan.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(entries.iter().map(AsRef::as_ref))
            .map_err(|e| Error::Rules(format!("a word list cannot be compiled: {e}")))?;
        let longest = entries.iter().map(|e| e.as_ref().len()).max().unwrap_or(0);
        Ok(Words { automaton, longest })
    }

    /// All phrases that do not overlap, the leftmost first and of those the longest.
    pub fn find(&self, folded: &str) -> Vec<Hit> {
        let squeezed = squeeze(folded);
        let mut hits = self.whole_words(&squeezed);
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.id));
        let mut free = 0;
        hits.retain(|hit| {
            let taken = hit.start >= free;
            free = if taken { hit.end } else { free };
            taken
        });
        hits
    }

    /// The longest phrase at the very start; leading white space counts into it.
    pub fn starts(&self, folded: &str) -> Option<Hit> {
        let text = folded.trim_start();
        let lead = folded.len() - text.len();
        // Spacing can at most double a phrase in any real text; four times is room to spare.
        let mut cut = text.len().min(self.longest * 4 + 8);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let hits = self.whole_words(&squeeze(&text[..cut]));
        let at_start = hits.into_iter().filter(|hit| hit.start == 0);
        at_start.max_by_key(|hit| hit.end).map(|hit| Hit {
            id: hit.id,
            start: 0,
            end: hit.end + lead,
        })
    }

    /// The longest phrase at the very end, trailing white space aside.
    pub fn ends(&self, folded: &str) -> Option<Hit> {
        let text = folded.trim_end();
        let mut cut = text.len().saturating_sub(self.longest * 4 + 8);
        while !text.is_char_boundary(cut) {
            cut += 1;
        }
        let hits = self.whole_words(&squeeze(&text[cut..]));
        let at_end = hits.into_iter().filter(|hit| cut + hit.end == text.len());
        at_end.min_by_key(|hit| hit.start).map(|hit| Hit {
            id: hit.id,
            start: cut + hit.start,
            end: text.len(),
        })
    }

    fn whole_words(&self, squeezed: &Squeezed) -> Vec<Hit> {
        let text = squeezed.text.as_str();
        self.automaton
            .find_overlapping_iter(Input::new(text))
            .filter(|m| m.end() > m.start() && whole(text, m.start(), m.end()))
            .map(|m| Hit {
                id: m.pattern().as_usize(),
                start: squeezed.start(m.start()),
                end: squeezed.end(m.end()),
            })
            .collect()
    }
}

/// Whether a stretch begins and ends between words.
pub(crate) fn whole(text: &str, start: usize, end: usize) -> bool {
    !splits_word(text, start) && !splits_word(text, end)
}

fn splits_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    matches!((before, after), (Some(b), Some(a)) if b.is_alphanumeric() && a.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_and_the_longest() {
        let words = Words::new(&["sở y tế", "sở", "ubnd"]).unwrap();
        let hits = words.find("cơ sở y  tế, ubndx");
        assert_eq!(hits.len(), 1);
        assert_eq!((hits[0].id, hits[0].start, hits[0].end), (0, 4, 16));
        assert!(words.starts("  sở tư pháp").is_some_and(|h| h.end == 6));
        assert!(words.starts("sởx").is_none());
        assert!(words.ends("của sở y tế ").is_some_and(|h| h.start == 6));
        assert!(words.ends("cơ sở y tế xã").is_none());
    }
}
