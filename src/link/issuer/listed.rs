//! A listed body with the name of its unit alone: `SỞ Y TẾ QUẢNG TRỊ`, `PHÒNG GD&ĐT TÂN LẠC`.

use super::{Named, TYPES};
use crate::extract::Facts;
use crate::rules::Rules;
use crate::rules::units::Unit;
use crate::span::Span;
use crate::text::fold::key;
use crate::value::Level;
use jiff::civil::Date;

/// The body and its unit: one of the level that such bodies have; where several have the name, the one whose commune the
/// plan was issued in.
pub(super) fn bare_unit(
    text: &str,
    span: Span,
    facts: &Facts,
    rules: &Rules,
    date: Option<Date>,
) -> (String, Option<Named>) {
    let folded = key(text);
    let whole = (text.to_string(), None);
    let body = rules.agencies.find_all(&folded).into_iter().next();
    let Some(body) = body.filter(|found| found.start == 0) else {
        return whole;
    };
    let Some(name) = text.get(body.end..).map(str::trim) else {
        return whole;
    };
    let level = |level: Level| body.candidates.iter().any(|body| body.level == level);
    let province = || {
        let units = rules.units.find(None, name, None).into_iter();
        let mut provinces = units.filter(|unit| unit.level == Level::Province);
        provinces.next()
    };
    let district = || level(Level::District).then(|| district(name, facts, rules, date))?;
    let unit = match level(Level::Province) || level(Level::Central) {
        true => province(),
        false => district(),
    };
    let kind = unit.and_then(|unit| TYPES.iter().find(|(kind, _)| *kind == unit.kind));
    match (unit, kind) {
        (Some(unit), Some((kind, _))) => (
            text[..body.end].to_string(),
            Some(Named {
                kind,
                name: unit.name.clone(),
                span,
            }),
        ),
        _ => whole,
    }
}

/// The only district of a name, or the one that holds the place of the date line.
fn district<'r>(
    name: &str,
    facts: &Facts,
    rules: &'r Rules,
    date: Option<Date>,
) -> Option<&'r Unit> {
    let units = rules.units.find(None, name, date).into_iter();
    let units: Vec<&Unit> = units.filter(|unit| unit.level == Level::District).collect();
    let place = facts.header.place.as_ref().map(|place| key(&place.value));
    let holds = |unit: &&&Unit| {
        let mut below = rules.units.below(&unit.code);
        below.any(|commune| Some(key(&commune.name)) == place)
    };
    match units.as_slice() {
        [only] => Some(only),
        several => {
            let mut holding = several.iter().filter(holds);
            let first = holding.next().copied();
            first.filter(|_| holding.next().is_none())
        }
    }
}
