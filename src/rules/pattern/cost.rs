//! What it costs to look for a pattern, counted, not timed: how often each byte of a text is looked at, where the text is
//! made of what nearly matches. A pattern that looks at a text again for each place where it begins takes the square of
//! its length.

use super::syntax::{Node, SlotKind};
use super::{Place, Rule};
use crate::rules::key::key;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

/// Bytes of the text that a pattern is tried on: no stretch of a plan is longer but for tables that lost their borders.
const LENGTH: usize = 8192;

/// How often a byte may be looked at. One that is passed once for each word of a clause stays below.
const MOST_LOOKS: usize = 40;

/// How often the table of states may overflow on such a text: then states are made anew for nearly every byte.
const MOST_CLEARED: usize = 2;

/// What a pattern costs that should not be used as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// How often it looks at each byte of a text of eight kilobytes that nearly matches, at worst. The others: once or
    /// twice.
    pub looks: usize,
    /// How often its table of states overflows there; the others: never.
    pub cleared: usize,
}

/// What a pattern costs; `None` where it may be used.
pub(super) fn of(nodes: &[Node], source: &str) -> Option<Cost> {
    let dfa = DFA::builder()
        .syntax(syntax::Config::new().utf8(true))
        .build(source)
        .ok()?;
    let mut worst = Cost {
        looks: 0,
        cleared: 0,
    };
    for part in near_misses(nodes) {
        let text = part.repeat(LENGTH / part.len().max(1));
        let cost = looking(&dfa, &text);
        worst.looks = worst.looks.max(cost.looks);
        worst.cleared = worst.cleared.max(cost.cleared);
    }
    (worst.looks > MOST_LOOKS || worst.cleared > MOST_CLEARED).then_some(worst)
}

impl Rule {
    /// The patterns that cost more than they should, as written, where they are looked for inside a text.
    pub(in crate::rules) fn costly(&self) -> Vec<(&str, Cost)> {
        let bound = |place: &Place| {
            matches!(
                place,
                Place::BeforeAgency | Place::AfterAgency | Place::ClauseOpening
            )
        };
        if self.places.iter().all(bound) {
            return Vec::new();
        }
        let patterns = self.patterns.iter().zip(&self.compiled);
        let costly =
            patterns.filter_map(|(written, pattern)| Some((written.as_str(), pattern.cost()?)));
        costly.collect()
    }
}

/// Looks for all matches in a text as a run does.
fn looking(dfa: &DFA, text: &str) -> Cost {
    let mut cache = dfa.create_cache();
    let (mut from, mut looked) = (0, 0);
    while from < text.len() {
        let (end, passed) = first(dfa, &mut cache, text, from);
        looked += passed;
        match end {
            Some(end) => from = end.max(from + 1),
            None => break,
        }
    }
    Cost {
        looks: looked.div_ceil(text.len().max(1)),
        cleared: cache.clear_count(),
    }
}

/// Where the first match from a byte on ends, and how many bytes are looked at to know.
fn first(dfa: &DFA, cache: &mut Cache, text: &str, from: usize) -> (Option<usize>, usize) {
    let input = Input::new(text).range(from..).anchored(Anchored::No);
    let Ok(mut state) = dfa.start_state_forward(cache, &input) else {
        return (None, 0);
    };
    let (mut end, mut passed) = (None, 0);
    for (at, byte) in text.bytes().enumerate().skip(from) {
        passed += 1;
        // One state behind: a match is told by the byte after it.
        match dfa.next_state(cache, state, byte) {
            Ok(next) => state = next,
            Err(_) => return (end, passed),
        }
        if state.is_match() {
            end = Some(at);
        } else if state.is_dead() || state.is_quit() {
            return (end, passed);
        }
    }
    if dfa
        .next_eoi_state(cache, state)
        .is_ok_and(|last| last.is_match())
    {
        end = Some(text.len());
    }
    (end, passed)
}

/// Texts of which a pattern matches the beginning: its first element, the first two, and so on, each followed by a word
/// that fits nowhere, and without what is optional and with it.
fn near_misses(nodes: &[Node]) -> Vec<String> {
    let mut texts = Vec::new();
    for optional in [false, true] {
        let mut text = String::new();
        for node in nodes {
            write(node, optional, &mut text);
            texts.push(format!("{} ", text.trim_end()));
            texts.push(format!("{} zzz ", text.trim_end()));
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// One way to match an element: of several the first.
fn write(node: &Node, optional: bool, text: &mut String) {
    match node {
        Node::Literal(words) => text.push_str(&key(words)),
        Node::Space => text.push(' '),
        Node::Choice(choices) => first_of(choices, optional, text),
        Node::Optional(choices) if optional => first_of(choices, optional, text),
        Node::Optional(_) => {}
        Node::Slot(kind, _) => text.push_str(match kind {
            SlotKind::Day | SlotKind::Month | SlotKind::Number => "12",
            SlotKind::Year => "2024",
            SlotKind::Quarter => "iv",
            SlotKind::Periods => "tháng, quý",
            SlotKind::Word | SlotKind::Words | SlotKind::Text => "việc",
        }),
    }
}

fn first_of(choices: &[Vec<Node>], optional: bool, text: &mut String) {
    for node in choices.first().into_iter().flatten() {
        write(node, optional, text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::regex::Compiled;
    use super::super::syntax::parse;
    use super::*;

    fn cost(pattern: &str) -> Option<Cost> {
        Compiled::new(parse(pattern).unwrap()).cost()
    }

    #[test]
    fn a_pattern_that_goes_on_to_look_for_an_optional_end_is_told() {
        let cost = cost("căn cứ [{text} ban hành]").unwrap();
        assert!(cost.looks > 100, "{cost:?}");
    }

    #[test]
    fn common_patterns_look_at_each_byte_a_few_times() {
        for pattern in [
            "(trước|chậm nhất) ngày {day}/{month}[/{year}]",
            "hằng (quý|tháng)",
            "sau khi {words}",
        ] {
            assert_eq!(cost(pattern), None, "{pattern}");
        }
    }
}
