//! The unit of an issuer that is named by its kind alone (`UBND tỉnh`): the one at the place of the date line, or the one
//! that the title or the text names.

use super::letterhead::typed;
use super::preamble::{capital_name, proper_name};
use super::{Named, TYPES};
use crate::extract::Facts;
use crate::outline::Part;
use crate::outline::parts::is_capital;
use crate::rules::Rules;
use crate::rules::units::Unit;
use crate::text::fold::key;
use crate::value::Level;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The unit of a kind that issues the plan, its name not being told with it.
pub(super) fn of_kind(
    facts: &Facts,
    rules: &Rules,
    date: Option<Date>,
    kind: &'static str,
) -> Option<Named> {
    at_place(facts, rules, date, kind)
        .or_else(|| named(facts, rules, date, kind, &[Part::Title]))
        .or_else(|| named(facts, rules, date, kind, &[Part::Basis, Part::Body]))
        .or_else(|| unlisted(facts, kind))
}

/// The place itself, or the unit whose seat it is: of that kind, and the only one that the place lies in.
fn at_place(facts: &Facts, rules: &Rules, date: Option<Date>, kind: &'static str) -> Option<Named> {
    let place = facts.header.place.as_ref()?;
    let (own, name) = typed(&place.value);
    let named = |name: String| Named {
        kind,
        name,
        span: place.span,
    };
    let same = own.is_none_or(|own| own == kind);
    if same && !rules.units.find(Some(kind), &name, date).is_empty() {
        return Some(named(name));
    }
    let seats = rules.units.find(own, &name, date);
    // A town's name is also that of communes elsewhere.
    let lower = seats.iter().map(|seat| seat.level);
    let top = lower.filter(|level| *level > Level::Province).min();
    let above: BTreeSet<&str> = seats
        .iter()
        .filter(|seat| Some(seat.level) == top)
        .filter_map(|seat| above(seat, kind, rules, date))
        .map(|unit| unit.name.as_str())
        .collect();
    let mut above = above.into_iter();
    match (above.next(), above.next()) {
        (Some(only), None) => Some(named(only.to_string())),
        _ => None,
    }
}

/// The unit of a kind that a unit lies in.
fn above<'r>(unit: &Unit, kind: &str, rules: &'r Rules, date: Option<Date>) -> Option<&'r Unit> {
    let on = date.or(unit.valid_to);
    let mut parent = rules.units.by_code(&unit.parent, on)?;
    // Of three levels the lowest has two above it.
    if parent.kind != kind && parent.level != Level::Province {
        parent = rules.units.by_code(&parent.parent, on)?;
    }
    (parent.kind == kind).then_some(parent)
}

/// The unit of a kind that some parts of the document name most often; of equal ones the first.
fn named(
    facts: &Facts,
    rules: &Rules,
    date: Option<Date>,
    kind: &'static str,
    parts: &[Part],
) -> Option<Named> {
    // Below a province a document names many units of its kind.
    if !matches!(kind, "tỉnh" | "thành phố") {
        return None;
    }
    let province = |name: &str| {
        let units = rules.units.find(Some(kind), name, date);
        units.into_iter().find(|unit| unit.level == Level::Province)
    };
    let mut seen: BTreeMap<&str, (usize, Named)> = BTreeMap::new();
    for (_, node) in parts.iter().flat_map(|part| facts.outline.part(*part)) {
        let folded = facts.outline.folded(node.span);
        for (at, _) in folded.match_indices(&format!("{kind} ")) {
            let from = at + kind.len();
            let written = facts.outline.cut(node.span).get(from..).unwrap_or("");
            let capital = is_capital(written.split_whitespace().next().unwrap_or(""));
            let name = match capital {
                true => capital_name(written, kind, rules),
                false => proper_name(written).map(|(_, name)| name),
            };
            let Some(unit) = name.and_then(|name| longest(&name, province)) else {
                continue;
            };
            let first = || {
                let (name, span) = (unit.name.clone(), node.span);
                (0, Named { kind, name, span })
            };
            seen.entry(&unit.name).or_insert_with(first).0 += 1;
        }
    }
    let most = seen
        .into_values()
        .max_by_key(|(count, unit)| (*count, std::cmp::Reverse(unit.span.start)))?;
    Some(most.1)
}

/// The longest beginning of a name that is a unit's: `Quảng Trị Ban hành …`.
fn longest<'r>(name: &str, unit: impl Fn(&str) -> Option<&'r Unit>) -> Option<&'r Unit> {
    let ends = name.match_indices(' ').map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([name.len()]).collect();
    ends.into_iter().rev().find_map(|end| unit(&name[..end]))
}

/// The place as it is, where no list has it: communes are renamed, and some names are misspelt. All provinces and their
/// cities are known.
fn unlisted(facts: &Facts, kind: &'static str) -> Option<Named> {
    let place = facts.header.place.as_ref()?;
    let (own, name) = typed(&place.value);
    let fixed = TYPES.iter().find(|(known, _)| *known == kind)?.1;
    let lower = fixed.is_some_and(|level| level != Level::Province);
    (lower && own.is_none_or(|own| own == kind)).then_some(Named {
        kind,
        name,
        span: place.span,
    })
}

/// The kind of unit that ends a body's name, and the name without it: `UBND tỉnh`.
pub(super) fn bare_kind(body: &str) -> Option<(&str, &'static str)> {
    let folded = key(body);
    TYPES.iter().find_map(|(kind, _)| {
        let rest = folded.strip_suffix(kind)?;
        let name = body.get(..rest.len())?;
        rest.ends_with(' ').then_some((name.trim(), *kind))
    })
}
