//! The issuing unit as the text names it: `UBND huyện ban hành kế hoạch …`, the place, the units in the document.

use super::place::of_kind;
use super::{Issuing, Named, TYPES, complete};
use crate::extract::Facts;
use crate::extract::masthead::names::title_case;
use crate::outline::Part;
use crate::outline::parts::is_capital;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::fold::key;
use crate::value::Level;
use jiff::civil::Date;

/// A letterhead that lost the unit's line: the unit that issues the plan as its text says, else the province of the place.
pub(super) fn lost_unit(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Named> {
    issuing_unit(facts, rules, date).or_else(|| {
        let place = facts.header.place.as_ref()?;
        let unit = rules
            .units
            .find(None, &place.value, date)
            .into_iter()
            .find(|unit| unit.level == Level::Province)?;
        let kind = TYPES
            .iter()
            .find(|(kind, _)| *kind == unit.kind)
            .map(|(kind, _)| *kind)?;
        Some(Named {
            kind,
            name: unit.name.clone(),
            span: place.span,
        })
    })
}

/// Without a letterhead: `UBND huyện ban hành kế hoạch …`, the place, and the units that the text names.
pub(super) fn from_text(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Issuing> {
    let unit = match &facts.header.number {
        Some(number) => {
            let notation = &number.value.notation;
            if !notation.ends_with("UBND") && !notation.contains("UBND-") {
                return None;
            }
            issuing_unit(facts, rules, date)?
        }
        None => {
            weighed_unit(facts, rules, date)
                .filter(|(weight, _)| *weight >= ISSUES)?
                .1
        }
    };
    let span = unit.span;
    Some(complete(
        facts,
        rules,
        date,
        "Ủy ban nhân dân",
        Some(unit),
        span,
        "issuer/preamble",
    ))
}

/// The unit whose people's committee issues the plan: the one named before `ban hành`, its name from the place if need be.
pub(super) fn issuing_unit(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Named> {
    weighed_unit(facts, rules, date).map(|(_, unit)| unit)
}

/// What a unit weighs at least that the text says to issue the plan, and whose name is known.
const ISSUES: i32 = 14;

/// The unit and how much speaks for it.
fn weighed_unit(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<(i32, Named)> {
    let place = facts.header.place.as_ref();
    let mut best: Option<(i32, Named)> = None;
    for part in [Part::Basis, Part::Body, Part::Annex] {
        let Some(region) = facts.outline.part_span(part) else {
            continue;
        };
        let folded = facts.outline.stretch(region);
        for found in rules
            .agencies
            .find_all(folded)
            .iter()
            .filter(|found| found.name == "Ủy ban nhân dân")
        {
            let Some((kind, len)) = unit_type(&folded[found.end..]) else {
                continue;
            };
            let name_at = found.end + len;
            let name = proper_name(&facts.outline.cut(region)[name_at..]);
            let end = name_at + name.as_ref().map_or(0, |(end, _)| *end);
            let issues = ["ban hành", "yêu cầu", "xây dựng", "triển khai"]
                .iter()
                .any(|verb| folded[end..].trim_start().starts_with(verb));
            let name = match is_capital(&facts.outline.cut(region)[found.start..name_at]) {
                true => capital_name(&facts.outline.cut(region)[name_at..], kind, rules),
                false => name.map(|(_, name)| name),
            };
            let by_place = place.is_some_and(|place| {
                name.as_deref()
                    .is_none_or(|name| key(name) == key(&place.value))
            });
            let weight =
                8 * i32::from(issues) + 4 * i32::from(by_place) + i32::from(name.is_some());
            let place = || of_kind(facts, rules, date, kind).map(|unit| unit.name);
            let Some(name) = name.or_else(place) else {
                continue;
            };
            let known = !rules.units.find(Some(kind), &name, date).is_empty();
            let weight = weight + 6 * i32::from(known);
            let span = Span::new(found.start, end).shift(region.start);
            if best.as_ref().is_none_or(|(top, _)| weight > *top) {
                best = Some((weight, Named { kind, name, span }));
            }
        }
    }
    best
}

pub(super) fn unit_type(folded: &str) -> Option<(&'static str, usize)> {
    let rest = folded.trim_start();
    let lead = folded.len() - rest.len();
    TYPES
        .iter()
        .find(|(kind, _)| {
            rest.starts_with(kind) && rest[kind.len()..].starts_with(|c: char| !c.is_alphanumeric())
        })
        .map(|(kind, _)| (*kind, lead + kind.len()))
}

/// The name of a unit in words in capitals, at most four, up to where a listed one ends.
pub(super) fn capital_name(text: &str, kind: &str, rules: &Rules) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let bare = |word: &&str| word.trim_end_matches([',', ';', '.']).to_string();
    let words: Vec<String> = words
        .iter()
        .map(bare)
        .take_while(|word| is_capital(word))
        .collect();
    let known = |len: &usize| {
        let name = words[..*len].join(" ");
        !rules.units.find(Some(kind), &name, None).is_empty()
    };
    let len = (1..=words.len()).rev().find(known)?;
    Some(title_case(&words[..len].join(" ")))
}

/// Capitalised words at the start of a text: bytes taken and the name.
pub(super) fn proper_name(text: &str) -> Option<(usize, String)> {
    let mut end = 0;
    let mut words = Vec::new();
    for word in text.split_inclusive(' ') {
        let bare = word.trim();
        if bare.is_empty() {
            end += word.len();
            continue;
        }
        let name = bare.trim_end_matches([',', ';', '.', ')', ':']);
        if !name.starts_with(char::is_uppercase)
            || name.chars().filter(|c| c.is_uppercase()).count() > 2
        {
            break;
        }
        words.push(name.to_string());
        end += word.trim_end().len().min(word.len());
        if name.len() < bare.len() || words.len() == 4 {
            break;
        }
        end += word.len() - word.trim_end().len();
    }
    (!words.is_empty()).then(|| (text[..end].trim_end().len(), words.join(" ")))
}
