//! Time expressions as written, read by the rules of `rules/deadlines.toml`; link turns them into dates.

use crate::rules::Rules;
use crate::rules::patterns::{Place, RuleMatch};
use crate::span::Span;

/// A time expression as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where it stands.
    pub span: Span,
    /// `by`, `during`, `every`, `continuous`, `event`.
    pub key: String,
    /// The rule's template, filled: `?-12-15`, `2024-Q1/2024-Q2`, `P1Y`.
    pub value: String,
    /// The rule.
    pub rule: String,
}

/// The time expressions of a stretch, in order, without overlaps; stretches that a rule declares to be no
/// deadline (`none`) keep others from reading them.
pub fn read(folded_all: &str, stretch: Span, place: Place, rules: &Rules) -> Vec<Reading> {
    let folded = stretch.cut(folded_all);
    let mut found = rules.patterns.scan(place, folded);
    // Priority first, then the longest, then the first.
    found.sort_by_key(|one| (std::cmp::Reverse(one.rule.priority), std::cmp::Reverse(one.end - one.start), one.start));
    let mut kept: Vec<&RuleMatch<'_>> = Vec::new();
    for one in &found {
        if !kept.iter().any(|other| other.start < one.end && one.start < other.end) {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.start);
    kept.iter()
        .flat_map(|one| {
            let span = Span::new(one.start, one.end).shift(stretch.start);
            one.filled().into_iter().map(move |(key, value)| Reading { span, key, value, rule: one.rule.id.clone() })
        })
        .filter(|reading| reading.key != "none")
        .collect()
}
