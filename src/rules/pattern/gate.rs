//! Which patterns of a place can match a text at all: one pass finds the words that each of them cannot do without.
//!
//! Most patterns are about something that a given sentence does not mention. To ask them one by one costs more than all
//! else that is done with it.

use super::syntax::{Node, SlotKind};
use crate::rules::key::key;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Words that are shorter, in bytes, are in every sentence.
const SHORTEST: usize = 3;

/// The patterns of a place by what they need.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// Finds the needed words; `None` where no pattern needs one.
    words: Option<AhoCorasick>,
    /// For each word the needs that it meets.
    meets: Vec<Vec<usize>>,
    /// The needs that a digit meets.
    digit_meets: Vec<usize>,
    /// For each need the patterns that have it.
    needed_by: Vec<Vec<usize>>,
    /// For each pattern how many needs it has; one without any is always tried.
    needs: Vec<u8>,
    always: Vec<usize>,
}

/// What meets a need.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Digit,
    Word(String),
}

/// A match has at least one of these.
type Need = Vec<Sign>;

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
        let mut known: Vec<Need> = Vec::new();
        for (number, nodes) in patterns.enumerate() {
            let needs = needs(nodes);
            gate.needs
                .push(u8::try_from(needs.len()).unwrap_or(u8::MAX));
            if needs.is_empty() {
                gate.always.push(number);
            }
            // More than are counted decide nothing.
            for need in needs.into_iter().take(usize::from(u8::MAX)) {
                list_of(&mut known, &mut gate.needed_by, need).push(number);
            }
        }
        let mut words: Vec<String> = Vec::new();
        for (need, signs) in known.into_iter().enumerate() {
            for sign in signs {
                let Sign::Word(word) = sign else {
                    gate.digit_meets.push(need);
                    continue;
                };
                list_of(&mut words, &mut gate.meets, word).push(need);
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
        let mut open = Open::none(self.needs.len());
        self.always.iter().for_each(|pattern| open.open(*pattern));
        let mut met = Open::none(self.needed_by.len());
        if folded.bytes().any(|byte| byte.is_ascii_digit()) {
            self.digit_meets.iter().for_each(|need| met.open(*need));
        }
        if let Some(words) = &self.words {
            for found in words.find_overlapping_iter(folded) {
                let needs = self.meets.get(found.pattern().as_usize());
                needs.into_iter().flatten().for_each(|need| met.open(*need));
            }
        }
        let mut left = self.needs.clone();
        for need in met.iter() {
            for &pattern in self.needed_by.get(need).into_iter().flatten() {
                let Some(left) = left.get_mut(pattern) else {
                    continue;
                };
                *left = left.saturating_sub(1);
                if *left == 0 {
                    open.open(pattern);
                }
            }
        }
        open
    }
}

/// The list that stands in `lists` where a thing stands among those that are known; a new one for a new thing.
fn list_of<'l, T: PartialEq>(
    known: &mut Vec<T>,
    lists: &'l mut Vec<Vec<usize>>,
    thing: T,
) -> &'l mut Vec<usize> {
    let at = known.iter().position(|other| *other == thing);
    let at = at.unwrap_or_else(|| {
        known.push(thing);
        lists.push(Vec::new());
        known.len() - 1
    });
    &mut lists[at]
}

/// What each match of these nodes has: one sign of each need.
fn needs(nodes: &[Node]) -> Vec<Need> {
    let mut needs: Vec<Need> = nodes.iter().filter_map(need).collect();
    needs.sort_unstable();
    needs.dedup();
    needs
}

/// What a node has in each match; `None` where that may be nothing, or what is in every sentence.
fn need(node: &Node) -> Option<Need> {
    match node {
        Node::Literal(text) => {
            let word = key(text);
            (word.len() >= SHORTEST).then(|| vec![Sign::Word(word)])
        }
        Node::Choice(choices) => {
            let each = choices.iter().map(|choice| strongest(choice));
            let mut signs: Vec<Sign> = each.collect::<Option<Vec<_>>>()?.concat();
            signs.sort_unstable();
            signs.dedup();
            Some(signs)
        }
        Node::Slot(SlotKind::Day | SlotKind::Year | SlotKind::Number, _) => Some(vec![Sign::Digit]),
        Node::Slot(..) | Node::Space | Node::Optional(_) => None,
    }
}

/// Of what these nodes need that which is rarest: long words are, and so are few of them.
fn strongest(nodes: &[Node]) -> Option<Need> {
    nodes.iter().filter_map(need).max_by_key(|signs| {
        let length = |sign: &Sign| match sign {
            Sign::Digit => SHORTEST,
            Sign::Word(word) => word.len(),
        };
        let shortest = signs.iter().map(length).min().unwrap_or(0);
        (shortest, std::cmp::Reverse(signs.len()))
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
    fn a_pattern_is_tried_where_all_its_words_are() {
        let patterns = [
            "(trước|chậm nhất) ngày {day}/{month}",
            "[trong] {month}",
            "hằng (quý|tháng)",
        ];
        assert_eq!(opened(&patterns, "nộp trước ngày 15/12"), [0, 1]);
        assert_eq!(opened(&patterns, "nộp trước hạn ngày thứ hai"), [1]);
        assert_eq!(opened(&patterns, "nộp chậm nhất 15/12"), [1]);
        assert_eq!(opened(&patterns, "báo cáo hằng tháng"), [1, 2]);
        assert_eq!(opened(&patterns, "báo cáo hằng năm"), [1]);
        assert_eq!(opened(&patterns, ""), [1]);
    }

    #[test]
    fn of_a_choice_one_sign_of_each_counts() {
        let word = |word: &str| Sign::Word(word.into());
        let needs = |pattern| needs(&parse(pattern).unwrap());
        assert_eq!(
            needs("(trước|chậm nhất) {day}"),
            [vec![Sign::Digit], vec![word("nhất"), word("trước")]]
        );
        assert!(needs("[trước] {month}").is_empty());
        assert_eq!(needs("({year}|nay)"), [[Sign::Digit, word("nay")]]);
    }

    #[test]
    fn slots_that_need_a_digit_take_nothing_without_one() {
        for (kind, _) in SlotKind::ALL {
            let Some(signs) = need(&Node::Slot(*kind, String::new())) else {
                continue;
            };
            assert_eq!(signs, [Sign::Digit]);
            let regex = ::regex::Regex::new(&format!("^(?:{})$", kind.regex())).unwrap();
            for text in ["ba", "hai", "iv", "mười một", "giêng", "năm", "x", "và"] {
                assert!(!regex.is_match(text), "{kind:?} takes {text}");
            }
        }
    }
}
