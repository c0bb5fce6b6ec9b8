//! Which patterns of a place can match a text at all: one pass finds the words that each of them cannot do without.
//!
//! Most patterns are about something that a given sentence does not mention. To ask them one by one costs more than all
//! else that is done with it.

use super::syntax::Node;
use crate::rules::key::key;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Words that are shorter, in bytes, are in every sentence.
const SHORTEST: usize = 3;

/// The patterns of a place by the words they need.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// Finds the needed words; `None` where no pattern needs one.
    words: Option<AhoCorasick>,
    /// For each word the patterns that need it or another.
    needed_by: Vec<Vec<usize>>,
    /// Patterns that need no word: they are always tried.
    always: Vec<usize>,
    count: usize,
}

/// Patterns, by number, that may match a text.
#[derive(Debug)]
pub(super) struct Open(Vec<u64>);

impl Open {
    fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    fn open(&mut self, pattern: usize) {
        if let Some(bits) = self.0.get_mut(pattern / 64) {
            *bits |= 1 << (pattern % 64);
        }
    }

    /// The patterns in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, bits)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let next = (bits != 0).then(|| at * 64 + bits.trailing_zeros() as usize);
                bits &= bits.wrapping_sub(1);
                next
            })
        })
    }
}

impl Gate {
    /// The gate of patterns, given in the order of their numbers.
    pub fn new<'n>(patterns: impl Iterator<Item = &'n [Node]>) -> Result<Self, String> {
        let mut gate = Self::default();
        let mut words: Vec<String> = Vec::new();
        for (number, nodes) in patterns.enumerate() {
            gate.count = number + 1;
            let Some(needed) = needed(nodes) else {
                gate.always.push(number);
                continue;
            };
            for word in needed {
                let at = words.iter().position(|known| *known == word);
                let at = at.unwrap_or_else(|| {
                    words.push(word);
                    gate.needed_by.push(Vec::new());
                    words.len() - 1
                });
                gate.needed_by[at].push(number);
            }
        }
        if !words.is_empty() {
            let automaton = AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .match_kind(MatchKind::Standard)
                .build(&words)
                .map_err(|e| format!("the words of the rules cannot be compiled: {e}"))?;
            gate.words = Some(automaton);
        }
        Ok(gate)
    }

    /// The patterns that may match a folded text.
    pub fn open(&self, folded: &str) -> Open {
        let mut open = Open::none(self.count);
        self.always.iter().for_each(|pattern| open.open(*pattern));
        if let Some(words) = &self.words {
            for found in words.find_overlapping_iter(folded) {
                let needed_by = self.needed_by.get(found.pattern().as_usize());
                let patterns = needed_by.into_iter().flatten();
                patterns.for_each(|pattern| open.open(*pattern));
            }
        }
        open
    }
}

/// Words of which each match of these nodes has at least one, those that say the most; `None` where there are none.
fn needed(nodes: &[Node]) -> Option<Vec<String>> {
    let of_each = nodes.iter().filter_map(|node| match node {
        Node::Literal(text) => {
            let word = key(text);
            (word.len() >= SHORTEST).then(|| vec![word])
        }
        Node::Choice(choices) => {
            let each: Option<Vec<_>> = choices.iter().map(|choice| needed(choice)).collect();
            each.map(|each| each.into_iter().flatten().collect())
        }
        Node::Space | Node::Optional(_) | Node::Slot(..) => None,
    });
    // Long words are rare, and so are few of them.
    of_each.max_by_key(|words| {
        let shortest = words.iter().map(String::len).min().unwrap_or(0);
        (shortest, std::cmp::Reverse(words.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::syntax::parse;
    use super::*;

    fn opened(patterns: &[&str], text: &str) -> Vec<usize> {
        let parsed: Vec<Vec<Node>> = patterns.iter().map(|p| parse(p).unwrap()).collect();
        let gate = Gate::new(parsed.iter().map(Vec::as_slice)).unwrap();
        gate.open(text).iter().collect()
    }

    #[test]
    fn a_pattern_is_tried_where_its_words_are() {
        let patterns = [
            "(trước|chậm nhất) ngày {day}/{month}",
            "[trong] {day}/{month}",
            "hằng (quý|tháng)",
        ];
        assert_eq!(opened(&patterns, "nộp trước ngày 15/12"), [0, 1]);
        assert_eq!(opened(&patterns, "báo cáo hằng tháng"), [1, 2]);
        assert_eq!(opened(&patterns, ""), [1]);
    }

    #[test]
    fn of_a_choice_all_words_count() {
        assert_eq!(
            needed(&parse("(trước|chậm nhất) {day}").unwrap()),
            Some(vec!["trước".into(), "nhất".into()])
        );
        assert_eq!(needed(&parse("[trước] {day}").unwrap()), None);
    }
}
