//! Citations: one entry for each document that is cited by number, with the places that come back to it.

use super::mentions;
use super::record::Citation;
use super::told;
use crate::extract::Facts;
use crate::rules::Rules;
use crate::span::Span;
use crate::trace;
use crate::value::confidence::Confidence;
use rustc_hash::FxHashMap;

/// One entry a number, at its first mention, with the places that come back to it; the document's own number is left out.
pub fn link(facts: &Facts, rules: &Rules) -> Vec<Citation> {
    let kept = entries(facts);
    mentions::attach(kept, facts, rules)
}

/// A cited document, and where its number stands each time.
#[derive(Debug)]
pub(super) struct Entry {
    /// The citation, without its mentions.
    pub citation: Citation,
    /// Its places: the first, then those that repeat the number.
    pub places: Vec<Span>,
}

fn entries(facts: &Facts) -> Vec<Entry> {
    let own = facts
        .header
        .number
        .as_ref()
        .map(|number| key(&number.value.joined()));
    let mut kept: Vec<Entry> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for cited in &facts.citations {
        let number = key(&cited.value.number);
        let same_date = facts.header.date.is_none()
            || facts.header.date.as_ref().map(|date| date.value) == cited.value.date
            || cited.value.date.is_none();
        if own.as_deref() == Some(number.as_str()) && same_date {
            trace::tell(|| told::cited(&number, &cited.rule, cited.span, true));
            continue;
        }
        let first = known.get(&number).and_then(|at| kept.get_mut(*at));
        if let Some(entry) = first {
            entry.places.push(cited.span);
            let first = &mut entry.citation;
            // A later mention may give what the first leaves out.
            first.date = first
                .date
                .take()
                .or_else(|| cited.value.date.map(|date| date.to_string()));
            first.issuer = first.issuer.take().or_else(|| cited.value.issuer.clone());
            first.kind = first.kind.take().or_else(|| cited.value.kind.clone());
            trace::tell(|| told::cited(&number, &cited.rule, cited.span, false));
            continue;
        }
        let text = &facts.outline.text;
        let places = vec![cited.span];
        let citation = Citation {
            kind: cited.value.kind.clone(),
            number: cited.value.number.clone(),
            date: cited.value.date.map(|date| date.to_string()),
            issuer: cited.value.issuer.clone(),
            text: text.quote(cited.span).to_string(),
            span: text.original_span(cited.span),
            rule: cited.rule.clone(),
            confidence: Confidence::default(),
            mentions: Vec::new(),
        };
        known.insert(number, kept.len());
        kept.push(Entry { citation, places });
    }
    kept
}

fn key(number: &str) -> String {
    number.to_uppercase()
}
