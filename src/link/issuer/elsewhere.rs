//! A document without letterhead: the issuer as the line above the legal basis or the signature names it.

use super::letterhead::{official, split_unit};
use super::place::{bare_kind, of_kind};
use super::preamble::lost_unit;
use super::{Issuing, Named, complete};
use crate::extract::Facts;
use crate::outline::parts::is_capital;
use crate::outline::{Outline, Part, posts};
use crate::rules::Rules;
use crate::span::Span;
use jiff::civil::Date;

/// How far below the subject the line with the issuer stands, in paragraphs.
const NEAR: usize = 4;

/// `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU` between subject and legal basis: the body, also where its head decides.
pub(super) fn from_heading(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Issuing> {
    let (body, span) = heading(facts)?;
    named(facts, rules, date, &body, span, "issuer/heading")
}

/// The unit that the heading names with this body.
pub(super) fn heading_unit(facts: &Facts, rules: &Rules, body: &str) -> Option<Named> {
    let (line, span) = heading(facts)?;
    let (name, unit) = split_unit(&line, span);
    (official(&name, &facts.outline.text, rules) == body)
        .then_some(unit)
        .flatten()
}

/// The line in capitals above the legal basis, without its head's post and the council's session.
fn heading(facts: &Facts) -> Option<(String, Span)> {
    let outline = &facts.outline;
    let (line, span) = outline
        .part(Part::Basis)
        .take(NEAR)
        .map(|(_, node)| (joined(outline, node.span), node.span))
        .find(|(line, _)| is_capital(line) && line.chars().count() < 120)?;
    let body = match posts::post(&line) {
        Some(len) => line[len..].trim(),
        None => line.as_str(),
    };
    // `… TỈNH TIỀN GIANG KHÓA VIII - KỲ HỌP THỨ 3`
    let until = [" KHÓA ", " KHOÁ ", " KỲ HỌP "]
        .iter()
        .filter_map(|word| body.find(word))
        .min()
        .unwrap_or(body.len());
    Some((body[..until].to_string(), span))
}

/// `TM. ỦY BAN NHÂN DÂN TỈNH` above the signer's name.
pub(super) fn from_signature(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Issuing> {
    let outline = &facts.outline;
    outline.part(Part::Closing).find_map(|(_, node)| {
        let line = joined(outline, node.span);
        let (_, len) = posts::mark(&line).filter(|(mark, _)| *mark == "TM")?;
        let body = line[len..].trim_start_matches(['.', ' ']);
        named(facts, rules, date, body, node.span, "issuer/signature")
    })
}

fn joined(outline: &Outline, span: Span) -> String {
    outline
        .cut(span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A listed body in capitals with its unit; a unit's name that is missing is the place's.
fn named(
    facts: &Facts,
    rules: &Rules,
    date: Option<Date>,
    body: &str,
    span: Span,
    rule: &'static str,
) -> Option<Issuing> {
    let (name, unit) = split_unit(body, span);
    let (name, unit) = match unit {
        Some(unit) => (name, Some(unit)),
        None => by_place(facts, rules, date, &name, span),
    };
    let name = official(&name, &facts.outline.text, rules);
    if rules.agencies.named(&name).is_empty() {
        return None;
    }
    let unit = unit.or_else(|| {
        (name == "Ủy ban nhân dân")
            .then(|| lost_unit(facts, rules, date))
            .flatten()
    });
    Some(complete(facts, rules, date, &name, unit, span, rule))
}

/// `ỦY BAN NHÂN DÂN TỈNH` and the place `Bến Tre`.
fn by_place(
    facts: &Facts,
    rules: &Rules,
    date: Option<Date>,
    body: &str,
    span: Span,
) -> (String, Option<Named>) {
    let Some((name, kind)) = bare_kind(body) else {
        return (body.to_string(), None);
    };
    let unit = of_kind(facts, rules, date, kind).map(|unit| Named { span, ..unit });
    (name.to_string(), unit)
}
