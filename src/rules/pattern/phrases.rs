//! The fixed phrases of a pattern: what stands between its slots, each choice written out.

use super::syntax::Node;
use std::collections::BTreeSet;

/// Ways to write out one pattern that are looked at: some have dozens of choices in a row, and their phrases repeat.
const MOST_WAYS: usize = 60;

/// Stands for a slot, which no phrase runs across.
const SLOT: char = '\u{1}';

/// All phrases of two words or more in a pattern, each once.
pub(super) fn of(nodes: &[Node]) -> Vec<String> {
    let ways = written_out(nodes);
    let runs = ways.iter().flat_map(|way| way.split(SLOT));
    let edges = |c: char| !c.is_alphanumeric();
    let phrases = runs.map(|run| run.trim_matches(edges));
    let phrases: BTreeSet<&str> = phrases
        .filter(|run| run.contains(char::is_whitespace))
        .collect();
    phrases.into_iter().map(str::to_owned).collect()
}

fn written_out(nodes: &[Node]) -> Vec<String> {
    let mut ways = vec![String::new()];
    for node in nodes {
        let mut tails: Vec<String> = match node {
            Node::Literal(text) => vec![text.clone()],
            Node::Space => vec![" ".into()],
            Node::Slot(..) => vec![SLOT.into()],
            Node::Choice(choices) | Node::Optional(choices) => choices
                .iter()
                .flat_map(|choice| written_out(choice))
                .collect(),
        };
        if matches!(node, Node::Optional(_)) {
            tails.push(String::new());
        }
        if let [tail] = &tails[..] {
            ways.iter_mut().for_each(|way| way.push_str(tail));
            continue;
        }
        let heads = std::mem::take(&mut ways);
        let joined = heads
            .iter()
            .flat_map(|head| tails.iter().map(move |tail| [head.as_str(), tail].concat()));
        ways.extend(joined.take(MOST_WAYS));
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::super::syntax::parse;
    use super::*;

    #[test]
    fn choices_are_written_out_between_slots() {
        let nodes = parse("(trước|chậm nhất) ngày {day}/{month} [của năm] {year} sau").unwrap();
        let phrases = of(&nodes);
        assert_eq!(phrases, ["chậm nhất ngày", "của năm", "trước ngày"]);
    }
}
