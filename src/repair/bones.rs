//! Terms by their letters without marks and white space: finds wrong marks and wrong spaces in one pass, and what is
//! right as it stands.

use super::page::{Page, cased};
use super::{Slip, spacing};
use crate::rules::terms::{Term, words};
use crate::span::Span;
use crate::text::word::is_alphanumeric;
use crate::text::{RepairKind, base};

/// The text without marks and white space, and where its letters stand in the text.
struct Bones<'t> {
    folded: &'t str,
    text: Vec<u8>,
    places: Places,
    /// Where a term may begin in the bones: with a word, behind or at a digit, at a capital (`edges`).
    starts: Vec<u32>,
}

/// Where the letters of bones stand in the text.
enum Places {
    /// Of each byte of the bones, the letter that it belongs to.
    Each(Vec<u32>),
    /// Of the letter that each `every`th byte belongs to: its place in the bones, and its place in the text.
    Some {
        every: usize,
        letters: Vec<(u32, u32)>,
    },
}

/// What a character is as far as terms begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Mark,
    Digit,
    Letter,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Letter,
            ' ' | '\n' => Self::Space,
            '0'..='9' => Self::Digit,
            c if is_alphanumeric(c) => Self::Letter,
            c if c.is_whitespace() => Self::Space,
            _ => Self::Mark,
        }
    }
}

/// A place in a text, which is not so long as to need more.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Up to so many bytes the place of each letter is kept; in a longer text, that of each sixteenth, since it takes eight
/// bytes.
const SHORT: usize = 1 << 20;

impl<'t> Bones<'t> {
    fn of(folded: &'t str, normal: &str) -> Self {
        Self::keeping(folded, normal, if folded.len() <= SHORT { 1 } else { 16 })
    }

    fn keeping(folded: &'t str, normal: &str, every: usize) -> Self {
        let most = folded.len() / every + 1;
        let mut bones = Self {
            folded,
            text: Vec::with_capacity(folded.len()),
            places: match every {
                1 => Places::Each(Vec::with_capacity(most)),
                _ => Places::Some {
                    every,
                    letters: Vec::with_capacity(most),
                },
            },
            // A word is some five bytes long.
            starts: Vec::with_capacity(folded.len() / 4),
        };
        let (bytes, normal) = (folded.as_bytes(), normal.as_bytes());
        let mut before = Kind::Mark;
        for (at, c) in folded.char_indices() {
            let kind = Kind::of(c);
            let last = std::mem::replace(&mut before, kind);
            if kind == Kind::Space {
                continue;
            }
            let mut written = at..at + c.len_utf8();
            let parted = last != kind || kind == Kind::Mark;
            let parted = parted || written.any(|at| bytes.get(at) != normal.get(at));
            let Some(plain) = (if c.is_ascii() { Some(c) } else { base(c) }) else {
                continue;
            };
            if parted {
                bones.starts.push(place(bones.text.len()));
            }
            bones.push(plain, at);
        }
        bones
    }

    #[inline]
    fn push(&mut self, plain: char, at: usize) {
        let first = self.text.len();
        match u8::try_from(plain).ok().filter(u8::is_ascii) {
            Some(byte) => self.text.push(byte),
            None => self.text.extend(plain.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        match &mut self.places {
            Places::Each(places) => places.resize(self.text.len(), place(at)),
            Places::Some { every, letters } => {
                while letters.len() * *every < self.text.len() {
                    letters.push((place(first), place(at)));
                }
            }
        }
    }

    /// Where the letter stands in the text that a byte of the bones belongs to.
    fn place(&self, byte: usize) -> Option<usize> {
        let (every, known) = match &self.places {
            Places::Each(places) => return places.get(byte).map(|at| *at as usize),
            Places::Some { every, letters } => (every, letters),
        };
        let (first, at) = known.get(byte / every)?;
        let mut end = *first as usize;
        let mut letters = letters(self.folded, *at as usize);
        let found = letters.find(|(_, plain)| {
            end += plain.len_utf8();
            end > byte
        });
        found.map(|(at, _)| at)
    }

    /// The stretch of the text behind a stretch of the bones.
    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (first, last) = (self.place(start)?, self.place(end.checked_sub(1)?)?);
        let len = self.folded.get(last..)?.chars().next()?.len_utf8();
        Some(Span::new(first, last + len))
    }
}

/// The letters of a text from a byte on, without marks and white space, each with the byte at which it stands.
fn letters(folded: &str, from: usize) -> impl Iterator<Item = (usize, char)> + '_ {
    let rest = folded.get(from..).unwrap_or("").char_indices();
    let letters = rest.filter(|(_, c)| !c.is_whitespace());
    letters.filter_map(move |(at, c)| Some((from + at, base(c)?)))
}

/// Slips of marks and spaces; tells the page which words stand in a known term.
pub fn find(page: &mut Page) -> Vec<Slip> {
    let bones = Bones::of(page.folded, page.normal);
    let terms = page.terms;
    let (mut exact, mut near) = (Vec::new(), Vec::new());
    for &from in &bones.starts {
        let from = from as usize;
        let rest = bones.text.get(from..).unwrap_or(&[]);
        terms.in_bones(rest, |length, ids| {
            let Some(span) = bones.span(from, from + length) else {
                return;
            };
            let Some(whole) = edges(page, span) else {
                return;
            };
            let slice = span.cut(page.folded);
            let mut written = ids.iter().filter_map(|id| terms.term(*id));
            if whole && written.any(|term| same(slice, &term.key)) {
                exact.push(span);
            } else {
                near.push((span, whole, ids));
            }
        });
    }
    // Of terms as long the one that ends first is read.
    near.sort_by_key(|(span, ..)| (span.end, span.start));
    page.know(&exact);
    let page = &*page;
    let slips = near.into_iter().filter_map(|(span, whole, ids)| {
        let sought = ids
            .iter()
            .filter_map(|id| terms.term(*id))
            .filter(|term| term.sought);
        let mut found = sought.filter_map(|term| {
            spacing::find(page, term, span, whole).or_else(|| marks(page, term, span, whole))
        });
        let first = found.next()?;
        // Two terms of the same letters: nobody knows which is meant.
        found
            .all(|other| other.change.after == first.change.after)
            .then_some(first)
    });
    slips.collect()
}

/// Whether a stretch begins and ends between words (`true`), or where two were run together (`false`).
fn edges(page: &Page, span: Span) -> Option<bool> {
    let edge = |at: usize| {
        let before = page.normal[..at].chars().next_back()?;
        let after = page.normal[at..].chars().next()?;
        (is_alphanumeric(before) && is_alphanumeric(after)).then_some((before, after))
    };
    if !page.normal.is_char_boundary(span.start) || !page.normal.is_char_boundary(span.end) {
        return None;
    }
    let mut whole = true;
    for (before, after) in [edge(span.start), edge(span.end)].into_iter().flatten() {
        let capital = before.is_lowercase() && after.is_uppercase();
        let digit = before.is_ascii_digit() != after.is_ascii_digit();
        if !capital && !digit {
            return None;
        }
        whole = false;
    }
    Some(whole)
}

/// Whether a stretch is a term, spaces as `rules::key::squeeze` evens them.
fn same(slice: &str, key: &str) -> bool {
    if slice == key {
        return true;
    }
    let (mut written, mut known) = (words(slice), words(key));
    let mut first = true;
    loop {
        let (a, b) = match (written.next(), known.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) => (a, b),
            _ => return false,
        };
        if (!first && a.joint != b.joint) || slice[a.range()] != key[b.range()] {
            return false;
        }
        first = false;
    }
}

/// `Kê hoạch`, `Ủy ban nhân đân`: the words of a term but for their marks.
fn marks(page: &Page, term: &Term, span: Span, whole: bool) -> Option<Slip> {
    let found = page.words_in(span);
    if !whole || found.len() != term.words.len() {
        return None;
    }
    let joined = found.clone().zip(&term.words).skip(1);
    if joined
        .into_iter()
        .any(|(at, (joint, _))| page.words[at].word.joint != *joint)
    {
        return None;
    }
    let pairs = || {
        found
            .clone()
            .zip(term.words.iter().map(|(_, id)| page.terms.spelt(*id)))
    };
    let changed: Vec<(usize, &str)> = pairs()
        .filter(|(at, word)| page.folded_word(*at) != *word)
        .collect();
    if changed.iter().any(|(at, _)| page.words[*at].known) {
        return None;
    }
    let words = changed
        .iter()
        .filter(|(at, _)| page.words[*at].sound)
        .count();
    if words > 0 && !sure(page, term, &changed, found.start) {
        return None;
    }
    let (first, last) = (changed.first()?.0, changed.last()?.0);
    let span = Span::new(page.words[first].word.start(), page.words[last].word.end());
    let mut after = String::new();
    for at in first..=last {
        if at > first {
            after
                .push_str(&page.normal[page.words[at - 1].word.end()..page.words[at].word.start()]);
        }
        let word = page.terms.spelt(term.words[at - found.start].1);
        if page.folded_word(at) == word {
            after.push_str(page.written(at));
        } else {
            after.push_str(&cased(page.written(at), word));
        }
    }
    Some(Slip::new(
        RepairKind::Marks,
        span,
        after,
        Page::rule(term),
        term.words.len(),
    ))
}

/// Whether words that are words may be changed: one of a longer term that holds it; in a term of two words that is
/// mended, both, or one that stands in no term at all, or one beside a word that stands nowhere else.
fn sure(page: &Page, term: &Term, changed: &[(usize, &str)], first: usize) -> bool {
    // A text without any marks is not full of slips.
    if changed
        .iter()
        .all(|(at, _)| page.folded_word(*at).is_ascii())
        && changed.len() > 1
    {
        return false;
    }
    let [(at, _)] = changed else {
        return term.mended;
    };
    if term.words.len() > 2 {
        return page.held(*at, at - first, term);
    }
    let other = page.folded_word(if *at == first { at + 1 } else { first });
    term.mended && (page.id(*at, 0).is_none() || term.bound.as_deref() == Some(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_again_however_few_places_are_kept() {
        let folded = "ủy  ban\nnhân dân\u{301} «đ» 𝟙 ½ xã".repeat(20);
        let all = Bones::keeping(&folded, &folded, 1);
        let expected: Vec<usize> = letters(&folded, 0)
            .flat_map(|(at, plain)| std::iter::repeat_n(at, plain.len_utf8()))
            .collect();
        for every in [1, 2, 3, 16, 100_000] {
            let bones = Bones::keeping(&folded, &folded, every);
            assert_eq!(bones.text, all.text);
            let found: Vec<usize> = (0..bones.text.len())
                .filter_map(|byte| bones.place(byte))
                .collect();
            assert_eq!(found, expected, "{every}");
            assert_eq!(bones.place(bones.text.len()), None);
        }
        assert_eq!(Bones::keeping("", "", 1).place(0), None);
    }
}
