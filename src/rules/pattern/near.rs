//! How near a rule came to matching a stretch, and which element of its pattern failed.

use super::Rule;
use super::regex::Writer;
use super::syntax::{Node, written};
use crate::rules::words::whole;
use crate::span::Span;
use ::regex::Regex;

/// A match that failed in one element.
#[derive(Debug, Clone)]
pub struct NearMiss<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The part of the pattern that matched before the failure, as written.
    pub matched: String,
    /// The element that failed, as written.
    pub expected: String,
    /// The words that stand in its place; empty at the end of the text.
    pub got: String,
    /// Bytes of the folded text that the elements around the failure matched.
    pub span: Span,
    /// Whether all elements behind the one that failed match as well.
    pub rest_matches: bool,
    /// Code points that matched: how near it came.
    pub score: usize,
}

/// What may stand in place of an element that failed: up to three words.
const GAP: &str = r"\s*[^\s]+(?:\s+[^\s]+){0,2}?\s*";

/// A match of fewer letters and digits says nothing; `25/8` has three.
const LEAST: usize = 3;

impl Rule {
    /// The nearest that the rule comes to matching words that touch `stretch`; none where it matches there, or where
    /// hardly anything of it does. `folded` is the paragraph that the stretch stands in.
    pub fn nearest_miss(&self, folded: &str, stretch: Span) -> Option<NearMiss<'_>> {
        let touches =
            |found: &super::RuleMatch<'_>| Span::new(found.start, found.end).overlaps(stretch);
        if self.find(folded).iter().any(touches) {
            return None;
        }
        let misses = self.compiled.iter().filter_map(|pattern| {
            let nodes = &pattern.nodes;
            let one_failed = (0..nodes.len()).filter_map(|at| self.gap(nodes, at, folded, stretch));
            let began = || self.beginning(nodes, folded, stretch);
            one_failed.max_by_key(|miss| miss.score).or_else(began)
        });
        misses
            .filter(|miss| miss.score >= LEAST)
            .max_by_key(|miss| miss.score)
    }

    /// All elements match but one.
    fn gap(&self, nodes: &[Node], at: usize, folded: &str, stretch: Span) -> Option<NearMiss<'_>> {
        let (before, after) = (nodes.get(..at)?, nodes.get(at + 1..)?);
        if !solid(nodes.get(at)?) || !after.iter().any(solid) {
            return None;
        }
        let source = format!("({}){GAP}({})", Writer::plain(before), Writer::plain(after));
        let found = first_whole(&source, folded, stretch)?;
        let (head, tail) = (found.first()?, found.get(1)?);
        let got = folded.get(head.end..tail.start)?.trim();
        Some(NearMiss {
            rule: self,
            matched: written(before),
            expected: written(&nodes[at..=at]),
            got: got.to_string(),
            span: head.join(*tail),
            rest_matches: true,
            score: letters(folded, *head) + letters(folded, *tail),
        })
    }

    /// The longest beginning of the pattern that matches.
    fn beginning(&self, nodes: &[Node], folded: &str, stretch: Span) -> Option<NearMiss<'_>> {
        let ends = (1..nodes.len()).rev();
        let mut ends = ends.filter(|&end| solid(&nodes[end - 1]) && nodes[end..].iter().any(solid));
        ends.find_map(|end| {
            let (before, after) = nodes.split_at(end);
            let found = first_whole(&format!("({})", Writer::plain(before)), folded, stretch)?;
            let head = *found.first()?;
            let failed = after.iter().position(solid)?;
            Some(NearMiss {
                rule: self,
                matched: written(before),
                expected: written(&after[failed..=failed]),
                got: next_word(folded.get(head.end..)?).to_string(),
                span: head,
                rest_matches: false,
                score: letters(folded, head),
            })
        })
    }
}

/// Whether an element must match: white space and optional parts need not.
fn solid(node: &Node) -> bool {
    !matches!(node, Node::Space | Node::Optional(_))
}

fn letters(folded: &str, span: Span) -> usize {
    span.cut(folded)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .count()
}

/// The word, or the mark and what is glued to it, with which a text begins.
fn next_word(rest: &str) -> &str {
    rest.split_whitespace().next().unwrap_or("")
}

/// The groups of the first match that touches `stretch` and whose groups begin and end between words.
fn first_whole(source: &str, folded: &str, stretch: Span) -> Option<Vec<Span>> {
    let regex = Regex::new(source).ok()?;
    let mut from = 0;
    while let Some(captures) = regex.captures_at(folded, from) {
        let all = captures.get(0)?;
        let groups = captures.iter().skip(1).flatten();
        let groups: Vec<Span> = groups
            .map(|group| Span::new(group.start(), group.end()))
            .collect();
        let good = |group: &Span| group.is_empty() || whole(folded, group.start, group.end);
        if groups.iter().all(good) && Span::new(all.start(), all.end()).overlaps(stretch) {
            return Some(groups);
        }
        let first = folded.get(all.start()..)?.chars().next()?;
        from = all.start() + first.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn nearest(rule: &str, text: &str) -> Option<(String, String, String, bool)> {
        let rules = Rules::embedded().unwrap();
        let rule = rules
            .patterns
            .rules()
            .iter()
            .find(|one| one.id == rule)
            .unwrap();
        let miss = rule.nearest_miss(text, Span::new(0, text.len()))?;
        Some((miss.matched, miss.expected, miss.got, miss.rest_matches))
    }

    #[test]
    fn names_the_one_element_that_failed() {
        let (_, expected, got, rest) =
            nearest("deadline/before-month", "hoàn thành trước kỳ 6/2024").unwrap();
        assert_eq!(
            (expected.as_str(), got.as_str(), rest),
            ("tháng", "kỳ", true)
        );
    }

    #[test]
    fn names_where_the_longest_beginning_ends() {
        let (matched, expected, got, rest) =
            nearest("deadline/before-month", "hoàn thành trước tháng sau").unwrap();
        assert_eq!(matched, "(trước|xong trước) tháng");
        assert_eq!(
            (expected.as_str(), got.as_str(), rest),
            ("{month}", "sau", false)
        );
    }

    #[test]
    fn says_nothing_where_the_rule_matches_or_has_nothing_in_common() {
        assert_eq!(nearest("deadline/before-month", "trước tháng 6/2024"), None);
        assert_eq!(nearest("deadline/before-month", "các xã, thị trấn"), None);
    }
}
