//! Text → Text: slips that keep a known term from being recognised are read as the term they stand for.
//!
//! The original is never rewritten: what is changed here is what patterns look at, every change is kept with its place,
//! and the offsets lead back across it. A word that is one stays, unless a term of several words is otherwise exactly
//! there and no other reading is as near.

mod bones;
mod digits;
mod gaps;
mod letters;
mod page;
mod spacing;
mod stretches;
mod symbols;

use crate::deadline;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::{Change, RepairKind, Text};
use page::Page;
use std::collections::BTreeMap;
use stretches::{Stretch, stretches};

/// Repairs a document.
// A function of its own in the program, too: `.ci/instructions` counts what it takes.
#[inline(never)]
pub fn repair(text: Text, rules: &Rules) -> Text {
    let changes = changes(text.normalised(), text.folded(), rules);
    text.repaired(changes)
}

/// A repair that may be made.
#[derive(Debug, Clone)]
struct Slip {
    change: Change,
    /// How many words the term has that asks for it: a longer one is better evidence.
    words: usize,
}

/// Bytes of a text that are looked at together: the words of a whole one would take ten times its bytes.
const STRETCH: usize = 128 << 10;

/// What is to be changed in a text, in order and apart.
fn changes(normal: &str, folded: &str, rules: &Rules) -> Vec<Change> {
    let by_stretch =
        stretches(folded, STRETCH).map(|stretch| of_stretch(stretch, normal, folded, rules));
    by_stretch.flatten().collect()
}

/// What is to be changed in a stretch of a text.
fn of_stretch(stretch: Stretch, normal: &str, folded: &str, rules: &Rules) -> Vec<Change> {
    let seen = stretch.seen;
    let mut changes = of_page(seen.cut(normal), seen.cut(folded), rules);
    for change in &mut changes {
        change.span = change.span.shift(seen.start);
    }
    changes.retain(|change| change.span.start < stretch.end);
    changes
}

/// What is to be changed in a text that is looked at as a whole.
fn of_page(normal: &str, folded: &str, rules: &Rules) -> Vec<Change> {
    let mut page = Page::read(normal, folded, rules.terms());
    let mut slips = bones::find(&mut page);
    letters::find(&page, &mut slips);
    symbols::find(&page, rules, &mut slips);
    gaps::find(&page, &mut slips);
    digits::find(&page, &mut slips);
    slips.retain(|slip| {
        deadline::check();
        page.may_change(slip, &rules.units)
    });
    // The longest term first; of two as long the one found first, since the kinds above go from sure to less sure.
    slips.sort_by_key(|slip| std::cmp::Reverse(slip.words));
    let mut kept: BTreeMap<usize, Change> = BTreeMap::new();
    for Slip { change, .. } in slips {
        deadline::check();
        // Those kept lie apart, so that only the last that begins before this one ends can overlap it.
        let before = kept
            .range(..change.span.end.max(change.span.start + 1))
            .next_back();
        if before.is_none_or(|(_, before)| !before.span.overlaps(change.span)) {
            kept.entry(change.span.start).or_insert(change);
        }
    }
    kept.into_values().collect()
}

impl Slip {
    fn new(kind: RepairKind, span: Span, after: String, rule: String, words: usize) -> Slip {
        let change = Change {
            kind,
            span,
            after,
            rule,
        };
        Slip { change, words }
    }
}

#[cfg(test)]
mod tests;
