//! Words run together (`nhândân`, `3Phòng Nội vụ`) or torn apart (`ho ạt động`).

use super::Slip;
use super::page::Page;
use crate::rules::terms::Term;
use crate::span::Span;
use crate::text::RepairKind;

/// A term whose letters stand in a stretch exactly, but for their spaces, or for the spaces around them.
pub fn find(page: &Page, term: &Term, span: Span, whole: bool) -> Option<Slip> {
    let slice = span.cut(page.folded);
    if slice.contains('\n') {
        return None;
    }
    let mut cuts = cuts(slice, &term.key)?;
    if !whole {
        for edge in [span.start, span.end] {
            if inside_word(page, edge) {
                cuts.push((edge - span.start, edge - span.start, " "));
            }
        }
        cuts.sort_unstable();
    }
    let (first, last) = (cuts.first()?, cuts.last()?);
    // From word to word, so that the list of repairs shows words and not single spaces.
    let touched = page.words_in(Span::new(
        (span.start + first.0).saturating_sub(1),
        span.start + last.1 + 1,
    ));
    if touched.clone().any(|at| page.words[at].known) {
        return None;
    }
    let from = page.words.get(touched.start)?.word.start();
    let to = page.words.get(touched.end.checked_sub(1)?)?.word.end();
    let (mut after, mut at) = (String::new(), from);
    for (start, end, with) in cuts {
        after.push_str(page.normal.get(at..span.start + start)?);
        after.push_str(with);
        at = span.start + end;
    }
    after.push_str(page.normal.get(at..to)?);
    let span = Span::new(from, to);
    Some(Slip::new(
        RepairKind::Spacing,
        span,
        after,
        Page::rule(term),
        term.words.len(),
    ))
}

fn inside_word(page: &Page, at: usize) -> bool {
    let before = page.normal[..at].chars().next_back();
    let after = page.normal[at..].chars().next();
    matches!((before, after), (Some(b), Some(a)) if b.is_alphanumeric() && a.is_alphanumeric())
}

/// Where spaces must come or go (bytes of `slice`, and what stands there then); `None` where the letters differ.
fn cuts(slice: &str, key: &str) -> Option<Vec<(usize, usize, &'static str)>> {
    let mut cuts = Vec::new();
    let mut known = key.chars().peekable();
    let (mut gap, mut last) = (None, ' ');
    for (at, c) in slice.char_indices() {
        if c.is_whitespace() {
            gap.get_or_insert(at);
            continue;
        }
        let spaced = known.next_if_eq(&' ').is_some();
        if known.next() != Some(c) {
            return None;
        }
        let inside = last.is_alphanumeric() && c.is_alphanumeric();
        match gap.take() {
            None if spaced && inside => cuts.push((at, at, " ")),
            Some(start) if !spaced && inside => cuts.push((start, at, "")),
            _ => {}
        }
        last = c;
    }
    known.next().is_none().then_some(cuts)
}
