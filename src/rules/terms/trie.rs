//! Letters of terms as a tree, which a text is followed down from the places where a term may begin.
//!
//! An automaton over all bytes of a text (Aho and Corasick, 1975) finds the same, and more that begins inside of words: it
//! looks at each byte, takes ten times as long to build, and most of what it finds is thrown away.

/// Numbered patterns as a tree in which only places where patterns part are nodes (Morrison, PATRICIA, 1968).
#[derive(Debug, Default)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// For each node the first byte behind it, by which it is told from its siblings.
    firsts: Vec<u8>,
    labels: Vec<u8>,
    /// By the first two bytes of a pattern, as far as `pair` tells them, the node under which it stands.
    roots: Vec<u32>,
}

/// A node and the bytes that lead to it.
#[derive(Debug, Default, Clone, Copy)]
struct Node {
    label: (u32, u32),
    /// Its children, which stand one behind the other.
    children: (u32, u32),
    /// The pattern that ends here.
    pattern: Option<u32>,
}

/// How many pairs of bytes are told apart: five bits of each, which tell small letters.
const PAIRS: usize = 1 << 10;

/// No node.
const NONE: u32 = u32::MAX;

fn pair(bytes: &[u8]) -> Option<usize> {
    let &[first, second, ..] = bytes else {
        return None;
    };
    Some(usize::from(first & 31) << 5 | usize::from(second & 31))
}

impl Trie {
    /// Of patterns, each once and of two bytes or more, numbered in their order.
    pub fn new(patterns: &[String]) -> Self {
        let mut sorted: Vec<(&[u8], u32)> =
            patterns.iter().map(String::as_bytes).zip(0..).collect();
        sorted.sort_unstable_by_key(|(bytes, _)| (pair(bytes), *bytes));
        let mut trie = Self {
            roots: vec![NONE; PAIRS],
            ..Self::default()
        };
        for group in sorted.chunk_by(|(one, _), (next, _)| pair(one) == pair(next)) {
            let Some(pair) = group.first().and_then(|(bytes, _)| pair(bytes)) else {
                continue;
            };
            let root = trie.add(1);
            if let Some(slot) = trie.roots.get_mut(pair) {
                *slot = root;
            }
            trie.fill(root as usize, group, 0);
        }
        trie
    }

    /// Room for so many nodes one behind the other.
    fn add(&mut self, count: usize) -> u32 {
        let first = number(self.nodes.len());
        self.nodes.resize(self.nodes.len() + count, Node::default());
        self.firsts.resize(self.nodes.len(), 0);
        first
    }

    /// Makes a node of sorted patterns that share their first `depth` bytes.
    fn fill(&mut self, at: usize, patterns: &[(&[u8], u32)], depth: usize) {
        let (Some((first, own)), Some((last, _))) = (patterns.first(), patterns.last()) else {
            return;
        };
        let common = first.iter().zip(*last).take_while(|(a, b)| a == b).count();
        let label = first.get(depth..common).unwrap_or(&[]);
        let start = number(self.labels.len());
        self.labels.extend(label);
        let mut node = Node {
            label: (start, number(self.labels.len())),
            ..Node::default()
        };
        let mut rest = patterns;
        if first.len() == common {
            node.pattern = Some(*own);
            rest = rest.get(1..).unwrap_or(&[]);
        }
        let next = |(bytes, _): &(&[u8], u32)| bytes.get(common).copied();
        let groups: Vec<_> = rest
            .chunk_by(|one, other| next(one) == next(other))
            .collect();
        let child = self.add(groups.len());
        node.children = (child, number(self.nodes.len()));
        if let Some(slot) = self.nodes.get_mut(at) {
            *slot = node;
        }
        if let (Some(slot), Some(first)) = (self.firsts.get_mut(at), label.first()) {
            *slot = *first;
        }
        for (nth, group) in groups.into_iter().enumerate() {
            self.fill(child as usize + nth, group, common);
        }
    }

    /// Tells the patterns that begin a text, shortest first: number, and one past the last byte.
    pub fn begin(&self, text: &[u8], mut tell: impl FnMut(u32, usize)) {
        let root = pair(text).and_then(|pair| self.roots.get(pair));
        let mut number = root.map_or(NONE, |root| *root);
        let mut at = 0;
        while let Some(node) = self.nodes.get(number as usize) {
            let label = self
                .labels
                .get(node.label.0 as usize..node.label.1 as usize);
            let (Some(label), Some(rest)) = (label, text.get(at..)) else {
                return;
            };
            // Most labels are short, and calling for a comparison would take longer than it.
            if label.len() > rest.len() || label.iter().zip(rest).any(|(a, b)| a != b) {
                return;
            }
            at += label.len();
            if let Some(pattern) = node.pattern {
                tell(pattern, at);
            }
            let (from, to) = node.children;
            let firsts = self.firsts.get(from as usize..to as usize).unwrap_or(&[]);
            let Some(first) = text.get(at) else {
                return;
            };
            number = match firsts.iter().position(|known| known == first) {
                Some(nth) => from + self::number(nth),
                None => NONE,
            };
        }
    }
}

/// A place in a list; no list of terms is longer.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn what_begins_a_text_is_found(
            patterns in prop::collection::btree_set("[abQ1é]{2,5}", 0..12),
            text in "[abQ1é]{0,8}",
        ) {
            let patterns: Vec<String> = patterns.into_iter().collect();
            let trie = Trie::new(&patterns);
            let mut found: Vec<(u32, usize)> = Vec::new();
            trie.begin(text.as_bytes(), |pattern, end| found.push((pattern, end)));
            let expected: BTreeSet<(usize, u32)> = patterns
                .iter()
                .zip(0..)
                .filter(|(pattern, _)| text.starts_with(*pattern))
                .map(|(pattern, number)| (pattern.len(), number))
                .collect();
            let expected: Vec<(u32, usize)> =
                expected.into_iter().map(|(end, number)| (number, end)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
