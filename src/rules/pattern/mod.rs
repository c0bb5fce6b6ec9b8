//! The pattern language: rules in `rules/*.toml`, compiled once, matched against folded text.

mod cost;
mod edge;
mod file;
mod gate;
mod near;
mod phrases;
mod place;
mod regex;
mod syntax;
mod template;

pub use cost::Cost;
pub use near::NearMiss;
pub use place::Place;

use edge::{Edge, Side};
use gate::Gate;

use crate::deadline;
use crate::error::Error;
use crate::rules::table::Files;
use crate::rules::words::whole;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Name, unique: `deadline/before-day`.
    pub id: String,
    /// Why the rule is there.
    pub why: String,
    /// Where it is tried.
    pub places: Vec<Place>,
    /// What it yields: name and template as written.
    pub yields: BTreeMap<String, String>,
    /// Which rule wins where two overlap: the higher.
    pub priority: i32,
    /// The patterns as written.
    pub patterns: Vec<String>,
    /// File name and line of its `id`.
    pub source: (String, u64),
    pub(in crate::rules) examples: Vec<Example>,
    templates: BTreeMap<String, template::Template>,
    compiled: Vec<self::regex::Compiled>,
}

/// One example of a rule, with the line it stands on.
#[derive(Debug)]
pub(in crate::rules) struct Example {
    /// Whether the rule must match.
    pub yes: bool,
    /// Text with `[…]` around what must match.
    pub marked: String,
    /// What the match must yield.
    pub gives: Option<String>,
    /// Line in the rule file.
    pub line: u64,
}

/// A slot of a match: name, bytes, canonical value.
pub type Slot = (String, usize, usize, String);

/// One match of one rule.
#[derive(Debug, Clone)]
pub struct RuleMatch<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// First byte in the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The filled slots, in the order of the pattern: name, first byte, one past the last byte, canonical value.
    /// The value of `word`, `words` and `text` is folded: cut the normalised text at the bytes for a quotable one.
    pub slots: Vec<Slot>,
}

impl RuleMatch<'_> {
    /// The canonical value of a slot: days and months with two digits, quarters 1-4, numbers without leading zero.
    pub fn slot(&self, name: &str) -> Option<&str> {
        let slot = self.slots.iter().find(|slot| slot.0 == name);
        slot.map(|slot| slot.3.as_str())
    }

    /// The rule's `yields`, filled, by name. One whose `{slot}` (without `?`) stayed empty is left out.
    pub fn filled(&self) -> Vec<(&str, String)> {
        let filled = self.rule.templates.iter().filter_map(|(name, template)| {
            let value = template.fill(|slot| self.slot(slot))?;
            Some((name.as_str(), value))
        });
        filled.collect()
    }

    /// The one of this name.
    pub fn value(&self, name: &str) -> Option<String> {
        let template = self.rule.templates.get(name)?;
        template.fill(|slot| self.slot(slot))
    }
}

impl Rule {
    /// The rule's matches that do not overlap: the leftmost, of those the longest.
    pub fn find(&self, folded: &str) -> Vec<RuleMatch<'_>> {
        self.find_by(&self.compiled, folded)
    }

    fn find_by<'r>(
        &'r self,
        patterns: impl IntoIterator<Item = &'r self::regex::Compiled>,
        folded: &str,
    ) -> Vec<RuleMatch<'r>> {
        deadline::check();
        let mut matches: Vec<RuleMatch> = Vec::new();
        for pattern in patterns {
            let mut from = 0;
            while let Some((start, end, slots)) = pattern.find_from(folded, from) {
                deadline::check();
                from = end.max(start + 1);
                matches.push(RuleMatch {
                    rule: self,
                    start,
                    end,
                    slots,
                });
            }
        }
        matches.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
        let mut free = 0;
        matches.retain(|m| {
            let taken = m.start >= free;
            free = if taken { m.end } else { free };
            taken
        });
        matches
    }

    /// The matches where the rule's places look for them: at the end of what stands before an agency, at the start
    /// of what stands after one, else anywhere.
    pub(in crate::rules) fn find_in_place(&self, folded: &str) -> Vec<RuleMatch<'_>> {
        let only = |place| self.places.iter().all(|own| *own == place);
        if only(Place::BeforeAgency) {
            let text = folded.trim_end();
            return self
                .ending(self.compiled.iter(), text)
                .into_iter()
                .collect();
        }
        let mut matches = self.find(folded);
        if only(Place::AfterAgency) {
            matches.retain(|m| m.start == folded.len() - folded.trim_start().len());
        }
        matches
    }

    /// The longest match of some of its patterns, in order, that begins the text, leading white space aside.
    fn starting<'r>(
        &'r self,
        patterns: impl DoubleEndedIterator<Item = &'r self::regex::Compiled>,
        folded: &str,
    ) -> Option<RuleMatch<'r>> {
        let text = folded.trim_start();
        let lead = folded.len() - text.len();
        let found = patterns.filter_map(|pattern| pattern.find_at_start(text));
        // Of two as long the one written first.
        let longest = found.rev().max_by_key(|(_, end, _)| *end);
        longest.map(|(start, end, mut slots)| {
            for slot in &mut slots {
                slot.1 += lead;
                slot.2 += lead;
            }
            RuleMatch {
                rule: self,
                start: start + lead,
                end: end + lead,
                slots,
            }
        })
    }

    /// The longest match of some of its patterns that ends the text.
    fn ending<'r>(
        &'r self,
        patterns: impl Iterator<Item = &'r self::regex::Compiled>,
        folded: &str,
    ) -> Option<RuleMatch<'r>> {
        let found = patterns.filter_map(|pattern| pattern.find_at_end(folded));
        let longest = found.min_by_key(|(start, ..)| *start);
        longest.map(|(start, end, slots)| RuleMatch {
            rule: self,
            start,
            end,
            slots,
        })
    }
}

/// All rules.
#[derive(Debug)]
pub struct Patterns {
    rules: Vec<Rule>,
    by_place: HashMap<Place, Tried>,
}

/// The patterns that are tried in a place.
#[derive(Debug)]
struct Tried {
    /// Each pattern of each rule, in order: the rule's number, and which of its patterns.
    patterns: Vec<(usize, usize)>,
    gate: Gate,
    /// Made when matches are first asked for that begin, or end, a text.
    starts: OnceLock<Edge>,
    ends: OnceLock<Edge>,
}

impl Tried {
    fn new(at: &[usize], rules: &[Rule]) -> Result<Self, Error> {
        let each = at.iter().filter_map(|at| Some((*at, rules.get(*at)?)));
        let patterns =
            each.flat_map(|(at, rule)| (0..rule.compiled.len()).map(move |nth| (at, nth)));
        let patterns: Vec<(usize, usize)> = patterns.collect();
        let gate = Gate::new(nodes(&patterns, rules)).map_err(Error::Rules)?;
        Ok(Self {
            patterns,
            gate,
            starts: OnceLock::new(),
            ends: OnceLock::new(),
        })
    }

    fn edge(&self, side: Side, rules: &[Rule]) -> &Edge {
        let edge = match side {
            Side::Start => &self.starts,
            Side::End => &self.ends,
        };
        edge.get_or_init(|| Edge::new(side, nodes(&self.patterns, rules)))
    }
}

/// Patterns, by rule and place in it, as parsed.
fn nodes<'r>(
    patterns: &[(usize, usize)],
    rules: &'r [Rule],
) -> impl Iterator<Item = &'r [syntax::Node]> {
    let patterns = patterns.iter();
    patterns.filter_map(|(rule, nth)| {
        let pattern = rules.get(*rule)?.compiled.get(*nth)?;
        Some(pattern.nodes.as_slice())
    })
}

impl Patterns {
    pub(in crate::rules) fn load(files: &Files) -> Result<Patterns, Error> {
        let rules = file::load(files)?;
        let mut at: HashMap<Place, Vec<usize>> = HashMap::new();
        for (number, rule) in rules.iter().enumerate() {
            for place in &rule.places {
                at.entry(*place).or_default().push(number);
            }
        }
        let by_place: Result<_, Error> = at
            .into_iter()
            .map(|(place, at)| Ok((place, Tried::new(&at, &rules)?)))
            .collect();
        Ok(Patterns {
            by_place: by_place?,
            rules,
        })
    }

    /// All rules, by file and line.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The phrases of two words or more that the rules are made of, as written there: `trước ngày`.
    pub(in crate::rules) fn phrases(&self) -> Vec<String> {
        let patterns = self.rules.iter().flat_map(|rule| &rule.compiled);
        let mut phrases: Vec<String> = patterns
            .flat_map(|pattern| phrases::of(&pattern.nodes))
            .collect();
        phrases.sort_unstable();
        phrases.dedup();
        phrases
    }

    /// Every match of every rule of a place, sorted by start, then the longest first, then by priority and id.
    /// Overlaps between rules are left to the caller.
    pub fn scan<'r>(&'r self, place: Place, folded: &str) -> Vec<RuleMatch<'r>> {
        let Some(tried) = self.by_place.get(&place) else {
            return Vec::new();
        };
        let open: Vec<usize> = tried.gate.open(folded).iter().collect();
        let mut matches = Vec::new();
        for (rule, patterns) in self.by_rule(tried, &open) {
            matches.extend(rule.find_by(patterns, folded));
        }
        sorted(matches)
    }

    /// The same of the rules only that may yield something by this name: they are few.
    pub fn scan_yielding<'r>(
        &'r self,
        place: Place,
        name: &str,
        folded: &str,
    ) -> Vec<RuleMatch<'r>> {
        let rules = self.rules.iter();
        let rules =
            rules.filter(|rule| rule.places.contains(&place) && rule.yields.contains_key(name));
        sorted(rules.flat_map(|rule| rule.find(folded)).collect())
    }

    /// Matches that begin the text, leading white space aside.
    pub fn at_start<'r>(&'r self, place: Place, folded: &str) -> Vec<RuleMatch<'r>> {
        let Some(tried) = self.by_place.get(&place) else {
            return Vec::new();
        };
        let edge = tried.edge(Side::Start, &self.rules);
        let open = self.by_rule(tried, edge.open(folded.trim_start()));
        let matches = open.filter_map(|(rule, patterns)| rule.starting(patterns, folded));
        sorted(matches.collect())
    }

    /// Matches that end the text, trailing white space aside.
    pub fn at_end<'r>(&'r self, place: Place, folded: &str) -> Vec<RuleMatch<'r>> {
        let Some(tried) = self.by_place.get(&place) else {
            return Vec::new();
        };
        let folded = folded.trim_end();
        let edge = tried.edge(Side::End, &self.rules);
        let open = self.by_rule(tried, edge.open(folded));
        let matches = open.filter_map(|(rule, patterns)| rule.ending(patterns, folded));
        sorted(matches.collect())
    }

    /// The rules that have patterns of these numbers, given in order, each with those of it.
    fn by_rule<'r, 'o>(
        &'r self,
        tried: &'o Tried,
        open: &'o [usize],
    ) -> impl Iterator<
        Item = (
            &'r Rule,
            impl DoubleEndedIterator<Item = &'r self::regex::Compiled>,
        ),
    > {
        let place = |number: usize| tried.patterns.get(number).copied();
        let rule = move |number: usize| place(number).map(|(rule, _)| rule);
        let by_rule = open.chunk_by(move |one, next| rule(*one) == rule(*next));
        by_rule.filter_map(move |numbers| {
            let rule = self.rules.get(rule(*numbers.first()?)?)?;
            let patterns = numbers
                .iter()
                .filter_map(move |number| rule.compiled.get(place(*number)?.1));
            Some((rule, patterns))
        })
    }
}

fn sorted(mut matches: Vec<RuleMatch>) -> Vec<RuleMatch> {
    matches.sort_by(|a, b| {
        let key = |m: &RuleMatch| {
            (
                m.start,
                std::cmp::Reverse(m.end),
                std::cmp::Reverse(m.rule.priority),
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.rule.id.cmp(&b.rule.id))
    });
    matches
}

#[cfg(test)]
mod tests;
