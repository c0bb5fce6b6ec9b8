//! A word lost from the name of an office: `Ủy ban nhân phường`.

use super::Slip;
use super::page::{Page, cased};
use crate::rules::terms::{Hole, Term};
use crate::span::Span;
use crate::text::RepairKind;

/// Tries every place between two words, and behind every two.
pub fn find(page: &Page, slips: &mut Vec<Slip>) {
    let mut found = Vec::new();
    for at in 1..page.words.len() {
        let (last, next) = (page.words[at - 1], page.words[at]);
        let Some(before) = last
            .id()
            .filter(|_| next.sound && !(last.known && next.known))
        else {
            continue;
        };
        let inner = next.id().map(|after| Hole::Inner(before, after));
        let closing = page.id(at, -2).map(|first| Hole::Closing(first, before));
        let closing = closing.filter(|_| !last.known);
        for hole in [inner, closing].into_iter().flatten() {
            for &(id, place) in page.terms.with_gap(hole) {
                let term = page.terms.term(id);
                found.extend(term.and_then(|term| gap(page, term, at, place)));
            }
        }
    }
    // A word that is there and only misspelt is not lost.
    let misspelt = |gap: &Slip| {
        let behind = Span::new(gap.change.span.start, gap.change.span.end + 2);
        slips.iter().any(|slip| slip.change.span.overlaps(behind))
    };
    found.retain(|gap| !misspelt(gap));
    slips.extend(found);
}

/// The word of a term that is missing before a word.
fn gap(page: &Page, term: &Term, at: usize, place: usize) -> Option<Slip> {
    let first = at.checked_sub(place)?;
    let last = place + 1 == term.words.len();
    let spaced = term.words[place].0 == ' ' && (last || term.words[place + 1].0 == ' ');
    let before = (0..place).all(|by| page.is(first + by, term.words[by], by == 0));
    let after =
        (place + 1..term.words.len()).all(|by| page.is(first + by - 1, term.words[by], false));
    if !spaced || !before || !after {
        return None;
    }
    let seen = page.words.get(at.checked_sub(1)?)?.word;
    let word = page.terms.spelt(term.words[place].1);
    let written = page.written(at - 1);
    let after = format!("{written} {}", lower_or_capitals(written, word));
    let span = Span::new(seen.start(), seen.end());
    Some(Slip::new(
        RepairKind::Word,
        span,
        after,
        Page::rule(term),
        term.words.len(),
    ))
}

fn lower_or_capitals(written: &str, word: &str) -> String {
    let capitals = cased(written, "ab") == "AB";
    if capitals {
        word.to_uppercase()
    } else {
        word.to_owned()
    }
}
