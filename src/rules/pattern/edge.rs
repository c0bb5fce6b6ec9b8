//! Which patterns can begin or end where a text does: by the word that each match of them begins or ends with.

use super::syntax::Node;
use crate::rules::key::key;
use crate::rules::words::{first_word, last_word};
use rustc_hash::FxHashMap;

/// The side of a match that is bound to the side of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Its first word.
    Start,
    /// Its last.
    End,
}

/// Patterns, by number, by their outermost word on one side.
#[derive(Debug)]
pub(super) struct Edge {
    side: Side,
    /// For each word the patterns that may have it there, in order; they hold those of `always`.
    by_word: FxHashMap<String, Vec<usize>>,
    /// Patterns of which that is not known.
    always: Vec<usize>,
}

impl Edge {
    /// Of patterns, given in the order of their numbers.
    pub fn new<'n>(side: Side, patterns: impl Iterator<Item = &'n [Node]>) -> Self {
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut always = Vec::new();
        for (number, nodes) in patterns.enumerate() {
            match side.words(nodes, true) {
                Some(words) => words
                    .into_iter()
                    .for_each(|word| by_word.entry(word).or_default().push(number)),
                None => always.push(number),
            }
        }
        for numbers in by_word.values_mut() {
            numbers.extend(&always);
            numbers.sort_unstable();
            numbers.dedup();
        }
        Self {
            side,
            by_word,
            always,
        }
    }

    /// The patterns that may match at this side of a folded text without white space there, in order.
    pub fn open(&self, folded: &str) -> &[usize] {
        let word = self.side.word(folded);
        self.by_word.get(word).unwrap_or(&self.always)
    }
}

impl Side {
    /// The outermost word of a text; an empty one where it begins or ends with anything else.
    fn word(self, text: &str) -> &str {
        match self {
            Side::Start => first_word(text),
            Side::End => last_word(text),
        }
    }

    /// Nodes from the outermost one inwards.
    fn inwards(self, nodes: &[Node]) -> impl Iterator<Item = (&Node, &[Node])> {
        (0..nodes.len()).filter_map(move |nth| match self {
            Side::Start => Some((nodes.get(nth)?, nodes.get(nth + 1..)?)),
            Side::End => {
                let at = nodes.len() - 1 - nth;
                Some((nodes.get(at)?, nodes.get(..at)?))
            }
        })
    }

    /// The outermost words of all matches of these nodes; `None` where they are not known. `parted`: whether what stands
    /// on their inner side cannot go on with their word.
    fn words(self, nodes: &[Node], parted: bool) -> Option<Vec<String>> {
        let mut words = Vec::new();
        for (node, inner) in self.inwards(nodes) {
            let parted = self.parts(inner, parted);
            match node {
                Node::Literal(text) => {
                    let text = key(text);
                    let word = self.word(&text);
                    words.push((parted || word.len() < text.len()).then(|| word.to_owned())?);
                    return Some(words);
                }
                Node::Choice(choices) | Node::Optional(choices) => {
                    for choice in choices {
                        words.extend(self.words(choice, parted)?);
                    }
                    if matches!(node, Node::Choice(_)) {
                        return Some(words);
                    }
                }
                Node::Space | Node::Slot(..) => return None,
            }
        }
        // All of them may be missing.
        None
    }

    /// Whether nodes end, on their outer side, with something that no word goes on behind; `outer` says so for those of
    /// which nothing may be left.
    fn parts(self, nodes: &[Node], outer: bool) -> bool {
        let Some((node, inner)) = self.inwards(nodes).next() else {
            return outer;
        };
        let each = |choices: &[Vec<Node>]| choices.iter().all(|choice| self.parts(choice, false));
        match node {
            Node::Space => true,
            Node::Literal(text) => self.word(&key(text)).is_empty(),
            Node::Slot(..) => false,
            Node::Choice(choices) => each(choices),
            Node::Optional(choices) => each(choices) && self.parts(inner, outer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::syntax::parse;
    use super::*;

    #[test]
    fn the_outermost_words_of_a_pattern_are_known() {
        let words = |side: Side, pattern: &str| {
            let mut words = side.words(&parse(pattern).unwrap(), true)?;
            words.sort();
            Some(words.join(" "))
        };
        let ends = |pattern| words(Side::End, pattern);
        let starts = |pattern| words(Side::Start, pattern);
        assert_eq!(ends("(phối hợp|cùng) với"), Some("với".into()));
        assert_eq!(ends("giao (cho|thêm [cả])"), Some("cho cả thêm".into()));
        assert_eq!(ends("giao[:]"), Some(" giao".into()));
        assert_eq!(ends("giao {number}"), None);
        assert_eq!(ends("a{number}b"), None);
        assert_eq!(ends("[giao]"), None);
        assert_eq!(starts("(phối hợp|cùng) với"), Some("cùng phối".into()));
        assert_eq!(starts("[, ]là đầu mối"), Some(" là".into()));
        assert_eq!(starts("[là ]đầu mối"), Some("là đầu".into()));
        assert_eq!(starts("là{number}"), None);
    }

    #[test]
    fn patterns_open_in_order() {
        let parsed: Vec<Vec<Node>> = ["cho {word}", "giao cho", "(giao|cho)"]
            .iter()
            .map(|pattern| parse(pattern).unwrap())
            .collect();
        let edge = Edge::new(Side::End, parsed.iter().map(Vec::as_slice));
        assert_eq!(edge.open("sở nội vụ giao cho"), [0, 1, 2]);
        assert_eq!(edge.open("được giao"), [0, 2]);
        assert_eq!(edge.open("(giao)"), [0]);
    }
}
