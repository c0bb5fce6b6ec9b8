//! A letter lost, added or mistaken in one word of a term whose other words stand there exactly.

use super::Slip;
use super::page::{Page, cased};
use crate::rules::terms::{Hole, Term};
use crate::span::Span;
use crate::text::{RepairKind, bare};
use crate::value::syllable::{is_syllable, toneless};
use rapidfuzz::distance::osa;

/// Tries every word that is none, and every word that stands where a term wants another.
pub fn find(page: &Page, slips: &mut Vec<Slip>) {
    for at in 0..page.words.len() {
        let seen = page.words[at];
        if seen.known || seen.sound && page.id(at, -1).is_none() && page.id(at, 1).is_none() {
            continue;
        }
        slips.extend(nearest(page, at));
    }
}

/// The holes that the words around one leave for it.
fn holes(page: &Page, at: usize) -> impl Iterator<Item = Hole> {
    let (before, after) = (page.id(at, -1), page.id(at, 1));
    let opening = after.zip(page.id(at, 2)).map(|(a, b)| Hole::Opening(a, b));
    let inner = before.zip(after).map(|(a, b)| Hole::Inner(a, b));
    let closing = page
        .id(at, -2)
        .zip(before)
        .map(|(a, b)| Hole::Closing(a, b));
    let pair = [after.map(Hole::First), before.map(Hole::Second)];
    [opening, inner, closing].into_iter().chain(pair).flatten()
}

/// A reading of a word: the term that asks for it, the place in the term, and how far the word is from it.
struct Reading<'t> {
    term: &'t Term,
    place: usize,
    word: &'t str,
    cost: usize,
}

/// The one reading of a word that is nearest to it, among the terms that fit around it.
fn nearest(page: &Page, at: usize) -> Option<Slip> {
    let readings = readings(page, at)?;
    // The longest term is the best evidence; of two as long, the nearest.
    let best = readings
        .iter()
        .min_by_key(|one| (std::cmp::Reverse(one.term.words.len()), one.cost))?;
    let rival = |other: &Reading| other.cost <= best.cost && other.word != best.word;
    if readings.iter().any(rival) {
        return None;
    }
    let seen = page.words[at].word;
    let (kind, after) = match torn(page, at, best.word) {
        Some(apart) => (RepairKind::Spacing, apart),
        None => (RepairKind::Letters, cased(page.written(at), best.word)),
    };
    let (span, words) = (Span::new(seen.start(), seen.end()), best.term.words.len());
    Some(Slip::new(kind, span, after, Page::rule(best.term), words))
}

/// All readings near enough; `None` where a term is there as it stands.
fn readings<'t>(page: &Page<'t>, at: usize) -> Option<Vec<Reading<'t>>> {
    let sound = page.words[at].sound;
    let mut found = Vec::new();
    let mut letters = None;
    for hole in holes(page, at) {
        for &(id, place) in page.terms.with_hole(hole, sound) {
            let Some(term) = page
                .terms
                .term(id)
                .filter(|term| fits(page, term, at, place))
            else {
                continue;
            };
            let word = page.terms.spelt(term.words[place].1);
            if word == page.folded_word(at) {
                return None;
            }
            let written = letters.get_or_insert_with(|| read_letters(page.folded_word(at)));
            if let Some(cost) = distance(page, (term, place), at, written) {
                found.push(Reading {
                    term,
                    place,
                    word,
                    cost,
                });
            }
        }
    }
    found.retain(|one| sound || !abbreviates(page, one.term, at, one.place));
    Some(found)
}

/// `trậnở`: the word of a term with another known word run into it, the two apart.
fn torn(page: &Page, at: usize, word: &str) -> Option<String> {
    let (written, folded) = (page.written(at), page.folded_word(at));
    let behind = folded.strip_prefix(word).filter(|rest| {
        // A letter typed twice is no word.
        let twice = word.ends_with(rest) && rest.chars().count() == 1;
        !twice && apart(page, rest)
    });
    let before = || folded.strip_suffix(word).filter(|rest| apart(page, rest));
    let cut = match behind {
        Some(_) => word.len(),
        None => before()?.len(),
    };
    let (first, second) = written.split_at_checked(cut)?;
    Some(format!("{first} {second}"))
}

/// Whether a piece of a word is a word of its own.
fn apart(page: &Page, piece: &str) -> bool {
    is_syllable(piece) && page.terms.id(piece).is_some()
}

/// Whether all other words of a term stand around a word.
fn fits(page: &Page, term: &Term, at: usize, place: usize) -> bool {
    let Some(first) = at.checked_sub(place) else {
        return false;
    };
    let joint = |by: usize| page.words.get(first + by).map(|seen| seen.word.joint);
    term.words.iter().enumerate().all(|(by, expected)| {
        if by == place {
            by == 0 || joint(by) == Some(expected.0)
        } else {
            page.is(first + by, *expected, by == 0)
        }
    })
}

/// Whether two words have one letter more or less at the end and are else alike but for the tone: `xác`, `xã`.
fn last_letter_off(written: &str, word: &str) -> bool {
    let (written, word) = (toneless(written), toneless(word));
    let rest = written
        .strip_prefix(word.as_str())
        .or_else(|| word.strip_prefix(written.as_str()));
    rest.is_some_and(|rest| rest.chars().count() == 1)
}

/// Letters without marks, digits that look like letters read as such.
fn read_letters(word: &str) -> String {
    bare(word)
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '|' => 'l',
            _ => c,
        })
        .collect()
}

/// How far a word as written is from the word of a term: one letter at most, two in a long word of a long term.
fn distance(page: &Page, (term, place): (&Term, usize), at: usize, written: &str) -> Option<usize> {
    let sound = page.words[at].sound;
    let (word, wanted) = (
        page.terms.spelt(term.words[place].1),
        page.terms.bare(term.words[place].1),
    );
    let count = |text: &str| text.chars().count();
    let long = !sound && term.words.len() > 2 && count(wanted) > 4;
    let args = osa::Args::default().score_cutoff(if long { 2 } else { 1 });
    let letters = osa::distance_with_args(written.chars(), wanted.chars(), &args)?;
    let marks = usize::from(written != page.folded_word(at));
    let near = if sound {
        // Marks alone are told by the bones. A shorter term takes a letter too many, none too few.
        let added = count(written) > count(wanted) || term.words.len() > 3;
        letters == 1 && added && last_letter_off(page.folded_word(at), word)
    } else {
        count(written) > 1
    };
    near.then_some(2 * letters + marks)
}

/// Whether a word in capitals stands among small letters: an abbreviation that no list has.
fn abbreviates(page: &Page, term: &Term, at: usize, place: usize) -> bool {
    let capitals = |at: usize| page.written(at).chars().all(|c| !c.is_lowercase());
    let first = at - place;
    let mut others = (first..first + term.words.len()).filter(|other| *other != at);
    capitals(at) && (page.written(at).chars().count() < 4 || !others.all(capitals))
}
