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
mod symbols;

use crate::deadline;
use crate::memo::Matter;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::{Change, Piece, RepairKind, Text, pieces};
use page::Page;
use std::collections::BTreeMap;
use std::sync::Arc;

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
const TOGETHER: usize = 128 << 10;

/// What is to be changed in a text, in order and apart. Each piece of it is looked at by itself (what a repair looks at
/// beyond it is white space and marks, and whether the word behind it is a word); those that `memo` does not know are
/// taken together with their neighbours.
fn changes(normal: &str, folded: &str, rules: &Rules) -> Vec<Change> {
    let (mut changes, mut unknown) = (Vec::new(), Vec::new());
    for piece in pieces(folded, TOGETHER) {
        let known: Option<Arc<Vec<Change>>> = rules.memo.get(Matter::Slips, piece.seen.cut(normal));
        let long = unknown
            .first()
            .is_some_and(|first: &Piece| piece.end - first.seen.start > TOGETHER);
        if known.is_some() || long {
            of_pieces(&unknown, normal, folded, rules, &mut changes);
            unknown.clear();
        }
        match known {
            Some(known) => changes.extend(known.iter().map(|one| one.shift(piece.seen.start))),
            None => unknown.push(piece),
        }
    }
    of_pieces(&unknown, normal, folded, rules, &mut changes);
    changes
}

/// What is to be changed in pieces that follow each other, and each piece's own for the next time.
fn of_pieces(pieces: &[Piece], normal: &str, folded: &str, rules: &Rules, into: &mut Vec<Change>) {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return;
    };
    let seen = first.seen.join(last.seen);
    let found = of_page(seen.cut(normal), seen.cut(folded), rules).into_iter();
    let mut found = found.map(|change| change.shift(seen.start)).peekable();
    for piece in pieces {
        let own = std::iter::from_fn(|| found.next_if(|change| change.span.start < piece.end));
        let own: Vec<Change> = own.collect();
        let from = piece.seen.start;
        let kept = own.iter().map(|change| Change {
            span: Span::new(change.span.start - from, change.span.end - from),
            ..change.clone()
        });
        let text = from..piece.seen.end;
        rules.memo.keep(
            Matter::Slips,
            normal.get(text).unwrap_or(""),
            &Arc::new(kept.collect::<Vec<_>>()),
        );
        into.extend(own);
    }
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
