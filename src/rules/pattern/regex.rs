//! Patterns as regular expressions, with the checks that those do badly: word boundaries, digits that run on.

use super::cost::{self, Cost};
use super::syntax::{Node, SlotKind};
use super::{Slot, whole};
use crate::rules::key::key;
use ::regex::{Captures, Regex};
use std::ops::Range;
use std::sync::OnceLock;

/// Most characters that a `text` slot takes: about two lines of a plan.
const LONGEST_TEXT: usize = 120;

/// White space of a cleaned text (`text::spaces`). All of Unicode's takes ten times the states, some dozen times in each
/// pattern.
const WHITE: &str = r"[ \t\n]";

/// One pattern, compiled.
#[derive(Debug)]
pub(super) struct Compiled {
    /// As parsed.
    pub nodes: Vec<Node>,
    source: String,
    /// Compiled when first asked for: a run asks for few of them. `None` where that cannot be done, which `tried` tells.
    anywhere: OnceLock<Option<Regex>>,
    /// The same, bound to the start and to the end of the text.
    at_start: OnceLock<Option<Regex>>,
    at_end: OnceLock<Option<Regex>>,
    /// For each group of the regex its slot.
    slots: Vec<(SlotKind, String)>,
}

/// A match: first byte, one past the last byte, slots.
pub(super) type Found = (usize, usize, Vec<Slot>);

impl Compiled {
    /// A parsed pattern.
    pub fn new(nodes: Vec<Node>) -> Compiled {
        let mut writer = Writer::default();
        writer.sequence(&nodes, true);
        Compiled {
            nodes,
            source: writer.regex.replace(r"\s", WHITE),
            anywhere: OnceLock::new(),
            at_start: OnceLock::new(),
            at_end: OnceLock::new(),
            slots: writer.slots,
        }
    }

    /// The same once it was compiled.
    ///
    /// # Errors
    /// What is wrong, and the remedy, where it cannot be compiled or would match anywhere.
    pub fn tried(self) -> Result<Compiled, String> {
        let regex = Regex::new(&self.source)
            .map_err(|e| format!("the pattern is too large: {e}; split it"))?;
        if regex.is_match("") {
            return Err("the pattern matches nothing at all; one part must not be optional".into());
        }
        let _ = self.anywhere.set(Some(regex));
        Ok(self)
    }

    /// What it costs to look for it anywhere, where that is more than it should be.
    pub fn cost(&self) -> Option<Cost> {
        cost::of(&self.nodes, &self.source)
    }

    /// Names of the slots.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|(_, name)| name.as_str())
    }

    /// The first match from a byte on.
    pub fn find_from(&self, folded: &str, from: usize) -> Option<Found> {
        let regex = self.anywhere.get_or_init(|| Regex::new(&self.source).ok());
        first_good(regex.as_ref()?, folded, from, |captures| {
            self.accept(folded, captures)
        })
    }

    /// The match that begins the text.
    pub fn find_at_start(&self, folded: &str) -> Option<Found> {
        let bound = || Regex::new(&format!("^(?:{})", self.source)).ok();
        let regex = self.at_start.get_or_init(bound).as_ref()?;
        first_good(regex, folded, 0, |captures| self.accept(folded, captures))
    }

    /// The first match that ends with the text.
    pub fn find_at_end(&self, folded: &str) -> Option<Found> {
        let bound = || Regex::new(&format!("(?:{})$", self.source)).ok();
        let regex = self.at_end.get_or_init(bound).as_ref()?;
        first_good(regex, folded, 0, |captures| self.accept(folded, captures))
    }

    fn accept(&self, folded: &str, captures: &Captures) -> Option<Vec<Slot>> {
        let all = captures.get_match().range();
        let mut filled = Vec::new();
        for (group, (kind, name)) in self.slots.iter().enumerate() {
            let Some(value) = captures.get(group + 1) else {
                continue;
            };
            let long = *kind == SlotKind::Text && value.as_str().chars().count() > LONGEST_TEXT;
            if long || (kind.is_numeric() && runs_on(folded, *kind, &value.range(), &all)) {
                return None;
            }
            let canonical = kind.canonical(value.as_str());
            filled.push((name.clone(), value.start(), value.end(), canonical));
        }
        Some(filled)
    }
}

fn first_good(
    regex: &Regex,
    folded: &str,
    from: usize,
    accept: impl Fn(&Captures) -> Option<Vec<Slot>>,
) -> Option<Found> {
    let mut from = from;
    while from <= folded.len() {
        // `find_at` first: it is much the faster, and most texts have no match.
        let found = regex.find_at(folded, from)?;
        let (start, end) = (found.start(), found.end());
        if whole(folded, start, end) {
            let slots = regex
                .captures_at(folded, from)
                .and_then(|captures| accept(&captures));
            if let Some(slots) = slots {
                return Some((start, end, slots));
            }
        }
        from = start
            + folded
                .get(start..)?
                .chars()
                .next()
                .map_or(1, char::len_utf8);
    }
    None
}

/// Whether a number is a piece of a longer one (`15` in `152`, `27` in `41,27`) or, at an end of the match, of a date
/// that the match has not taken (`12` in `12/2024`).
fn runs_on(folded: &str, kind: SlotKind, value: &Range<usize>, all: &Range<usize>) -> bool {
    let bytes = folded.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if !digit(value.start) {
        return false;
    }
    let joins = |at: usize, edge: bool| match bytes.get(at) {
        Some(b'/') => edge,
        Some(b'.' | b',') => kind == SlotKind::Number,
        _ => false,
    };
    let (start, end) = (value.start, value.end);
    let after = digit(end) || (digit(end + 1) && joins(end, end == all.end));
    let before = start.checked_sub(1).is_some_and(digit)
        || start
            .checked_sub(2)
            .is_some_and(|at| digit(at) && joins(at + 1, start == all.start));
    after || before
}

/// Writes the regular expression and counts the slots.
#[derive(Default)]
pub(super) struct Writer {
    regex: String,
    slots: Vec<(SlotKind, String)>,
    /// Slots are no groups of the expression.
    ungrouped: bool,
}

impl Writer {
    /// The regular expression of a part of a pattern, slots without groups.
    pub fn plain(nodes: &[Node]) -> String {
        let mut writer = Writer {
            ungrouped: true,
            ..Writer::default()
        };
        writer.sequence(nodes, false);
        writer.regex
    }

    fn sequence(&mut self, nodes: &[Node], last: bool) {
        for (at, node) in nodes.iter().enumerate() {
            self.node(node, last && at + 1 == nodes.len());
        }
    }

    fn node(&mut self, node: &Node, last: bool) {
        match node {
            // Folded here and not while parsing: the marks of the syntax have no case.
            Node::Literal(text) => self.regex.push_str(&::regex::escape(&key(text))),
            Node::Space => self.regex.push_str(r"\s+"),
            Node::Choice(choices) => self.choices(choices, last, ")"),
            Node::Optional(choices) => self.choices(choices, last, ")?"),
            Node::Slot(kind, name) => {
                let regex = if last {
                    kind.last_regex()
                } else {
                    kind.regex().to_owned()
                };
                let open = if self.ungrouped { "(?:" } else { "(" };
                self.regex.push_str(&format!("{open}{regex})"));
                self.slots.push((*kind, name.clone()));
            }
        }
    }

    fn choices(&mut self, choices: &[Vec<Node>], last: bool, close: &str) {
        // The longest first, so that the order in which they are written never matters among plain words.
        let mut choices: Vec<&Vec<Node>> = choices.iter().collect();
        if choices.iter().all(|choice| choice.iter().all(is_plain)) {
            choices
                .sort_by_key(|choice| std::cmp::Reverse(choice.iter().map(length).sum::<usize>()));
        }
        self.regex.push_str("(?:");
        for (at, choice) in choices.into_iter().enumerate() {
            if at > 0 {
                self.regex.push('|');
            }
            self.sequence(choice, last);
        }
        self.regex.push_str(close);
    }
}

fn is_plain(node: &Node) -> bool {
    matches!(node, Node::Literal(_) | Node::Space)
}

fn length(node: &Node) -> usize {
    if let Node::Literal(text) = node {
        text.len()
    } else {
        1
    }
}
