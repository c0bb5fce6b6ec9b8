//! Abbreviations of offices with a wrong mark or a word run into them (`UBNĐ`, `UBNDxã`), and place names run
//! together (`NinhThạnh`).

use super::Slip;
use super::page::Page;
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::text::{RepairKind, bare};
use crate::value::syllable::is_syllable;

/// Letters that an abbreviation must have to be told without its marks: shorter ones are too near each other.
const LEAST_LETTERS: usize = 4;

/// Tries every word that is none.
pub fn find(page: &Page, rules: &Rules, slips: &mut Vec<Slip>) {
    for at in 0..page.words.len() {
        if page.words[at].sound {
            continue;
        }
        let found = symbol(page, at)
            .or_else(|| symbol_and_word(page, at))
            .or_else(|| place(page, at, rules));
        slips.extend(found);
    }
}

fn slip(page: &Page, at: usize, kind: RepairKind, after: String, rule: String) -> Slip {
    let word = page.words[at].word;
    Slip::new(kind, Span::new(word.start(), word.end()), after, rule, 1)
}

/// `UBNĐ`
fn symbol(page: &Page, at: usize) -> Option<Slip> {
    let written = page.written(at);
    if written.chars().count() < LEAST_LETTERS || !written.chars().all(char::is_uppercase) {
        return None;
    }
    let known = page.terms.symbol(&bare(page.folded_word(at)))?;
    let after = known.to_uppercase();
    (after != written).then(|| {
        slip(
            page,
            at,
            RepairKind::Marks,
            after,
            format!("agencies/{known}"),
        )
    })
}

/// `UBNDxã`
fn symbol_and_word(page: &Page, at: usize) -> Option<Slip> {
    let written = page.written(at);
    let cut = written.find(char::is_lowercase)?;
    let (symbol, word) = (&written[..cut], &written[cut..]);
    let folded = symbol.to_lowercase();
    let known = page
        .terms
        .symbol(&bare(&folded))
        .is_some_and(|known| known == folded);
    (known && symbol.chars().count() >= LEAST_LETTERS && is_syllable(word)).then(|| {
        let rule = format!("agencies/{folded}");
        slip(
            page,
            at,
            RepairKind::Spacing,
            format!("{symbol} {word}"),
            rule,
        )
    })
}

/// `NinhThạnh`
fn place(page: &Page, at: usize, rules: &Rules) -> Option<Slip> {
    let named = page.words[at].word.joint != ' '
        || at > 0
            && rules
                .phrases
                .note(List::AreaWord, page.folded_word(at - 1))
                .is_some();
    if !named {
        return None;
    }
    let (written, folded) = (page.written(at), page.folded_word(at));
    let mut before = ' ';
    let cut = written.char_indices().find_map(|(cut, c)| {
        let turn = before.is_lowercase() && c.is_uppercase();
        before = c;
        turn.then_some(cut)
    })?;
    let (first, second) = (folded.get(..cut)?, folded.get(cut..)?);
    let name = format!("{first} {second}");
    let known = is_syllable(first)
        && is_syllable(second)
        && !rules.units.find(None, &name, None).is_empty();
    known.then(|| {
        let after = format!("{} {}", &written[..cut], &written[cut..]);
        slip(
            page,
            at,
            RepairKind::Spacing,
            after,
            format!("units/{name}"),
        )
    })
}
