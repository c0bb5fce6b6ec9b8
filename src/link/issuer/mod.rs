//! Letterhead → issuer: full name, level, unit, and the province as far as the document tells it.

mod elsewhere;
mod letterhead;
mod listed;
mod place;
mod preamble;

use crate::extract::Facts;
use crate::rules::Rules;
use crate::rules::agencies::Agency;
use crate::rules::units::Unit;
use crate::span::Span;
use crate::text::fold::key;
use crate::value::Level;
use elsewhere::{from_heading, from_signature, heading_unit};
use jiff::civil::Date;
use letterhead::bodies;
use place::of_kind;
use preamble::{from_text, lost_unit};
use std::sync::Arc;

/// The issuing body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuing {
    /// Full name with the unit.
    pub name: String,
    /// Its level.
    pub level: Option<Level>,
    /// `huyện Nam Đông`
    pub unit: Option<String>,
    /// GSO code.
    pub unit_code: Option<String>,
    /// Province without its type.
    pub province: Option<String>,
    /// The words that say so.
    pub span: Span,
    /// The rule.
    pub rule: &'static str,
}

/// Unit types, longest first, with their levels; `thành phố` is either a province or a district.
const TYPES: [(&str, Option<Level>); 9] = [
    ("thành phố", None),
    ("thị trấn", Some(Level::Commune)),
    ("đặc khu", Some(Level::Commune)),
    ("thị xã", Some(Level::District)),
    ("phường", Some(Level::Commune)),
    ("huyện", Some(Level::District)),
    ("quận", Some(Level::District)),
    ("tỉnh", Some(Level::Province)),
    ("xã", Some(Level::Commune)),
];

/// Parts of a body that are named by it alone.
const PARTS: [&str; 13] = [
    "Ban Thường trực",
    "Ban Thường vụ",
    "Ban Chấp hành",
    "Ban Dân vận",
    "Ban Nội chính",
    "Ban Tổ chức",
    "Ban Tuyên giáo",
    "Ban Tuyên giáo và Dân vận",
    "Ban Xây dựng Đảng",
    "Thường trực",
    "Ủy ban Kiểm tra",
    "Văn phòng",
    "Đoàn Chủ tịch",
];

/// Boards of a people's council. A province's `Ban Dân tộc` may also be a department.
const BOARDS: [&str; 6] = [
    "Ban Pháp chế",
    "Ban Kinh tế - Ngân sách",
    "Ban Kinh tế - Xã hội",
    "Ban Văn hóa - Xã hội",
    "Ban Đô thị",
    "Ban Dân tộc",
];

/// A unit as written: type and name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    kind: &'static str,
    name: String,
    span: Span,
}

/// Finds the issuer in the letterhead, else in the preamble.
pub fn link(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Issuing> {
    from_letterhead(facts, rules, date)
        .or_else(|| from_heading(facts, rules, date))
        .or_else(|| from_text(facts, rules, date))
        .or_else(|| from_signature(facts, rules, date))
}

fn from_letterhead(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Issuing> {
    let lines = &facts.header.letterhead;
    let span = lines.iter().map(|line| line.span).reduce(Span::join)?;
    let bodies = bodies(lines, facts, rules, date);
    let issuing = bodies.last()?;
    let unit = bodies
        .iter()
        .rev()
        .find_map(|body| body.unit.clone())
        // `UBND TỈNH` and the place `Bến Tre`.
        .or_else(|| of_kind(facts, rules, date, issuing.kind?))
        // `HỘI ĐỒNG NHÂN DÂN`, its unit's line lost: the heading above the legal basis has it.
        .or_else(|| heading_unit(facts, rules, &issuing.name))
        .or_else(|| {
            (issuing.name == "Ủy ban nhân dân")
                .then(|| lost_unit(facts, rules, date))
                .flatten()
        });
    // `ỦY BAN MTTQ VIỆT NAM XÃ X` / `BAN THƯỜNG TRỰC`: a part of the body above.
    let mut name = issuing.name.clone();
    if bodies.len() > 1
        && let above = bodies[bodies.len() - 2].name.as_str()
        && let Some(part) = PARTS
            .iter()
            .chain(BOARDS.iter().filter(|_| above == "Hội đồng nhân dân"))
            .find(|part| key(part) == key(&name))
    {
        name = part_of(part, above, rules);
    }
    Some(complete(
        facts,
        rules,
        date,
        &name,
        unit,
        span,
        "issuer/letterhead",
    ))
}

/// The name of a part of a body: its own where the central committee has one (`Văn phòng Trung ương Đảng`).
fn part_of(part: &str, above: &str, rules: &Rules) -> String {
    let committee = above == "Ban Chấp hành Trung ương Đảng";
    ["Trung ương Đảng", "Trung ương"]
        .iter()
        .map(|body| format!("{part} {body}"))
        .find(|name| committee && !rules.agencies.named(name).is_empty())
        .unwrap_or_else(|| format!("{part} {above}"))
}

/// Looks the unit up and finds its province.
fn complete(
    facts: &Facts,
    rules: &Rules,
    date: Option<Date>,
    body: &str,
    unit: Option<Named>,
    span: Span,
    rule: &'static str,
) -> Issuing {
    let Some(unit) = unit else {
        return without_unit(rules, body, span, rule);
    };
    let found = locate(facts, rules, date, &unit);
    let fixed = TYPES
        .iter()
        .find(|(kind, _)| *kind == unit.kind)
        .and_then(|(_, level)| *level);
    let level = found.map(|unit| unit.level).or(fixed);
    let province = found
        .and_then(|unit| rules.units.province_of(unit, date))
        .map(|province| province.name.clone())
        .or_else(|| (level == Some(Level::Province)).then(|| unit.name.clone()));
    let kind = written_kind(facts, &unit);
    let name = found.map_or(unit.name.clone(), |found| found.name.clone());
    let level = if body.starts_with("Chính phủ") {
        Some(Level::Central)
    } else {
        level
    };
    let full = format!("{kind} {name}");
    let code = found.map(|unit| unit.code.clone());
    let province = province.filter(|_| known_by_document(facts, rules, date, &unit, level));
    // A party committee's own name ends with the unit's type.
    let committee = ["Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy"];
    // `Bệnh viện Đa khoa tỉnh` has the unit's type already, a school its own name.
    let typed = body.ends_with(&format!(" {kind}"));
    let whole = if body.starts_with("Trường ") {
        body.to_string()
    } else if typed || committee.iter().any(|name| body.ends_with(name)) {
        format!("{body} {name}")
    } else {
        format!("{body} {full}")
    };
    Issuing {
        name: whole,
        level,
        unit: Some(full),
        unit_code: code,
        province,
        span,
        rule,
    }
}

/// A body that no unit is named with: a central one.
fn without_unit(rules: &Rules, body: &str, span: Span, rule: &'static str) -> Issuing {
    // Bodies that issue together are of one level.
    let first = body.split(" - ").next().unwrap_or(body);
    // `Phòng Y tế Hòa Bình`: its unit is not known, but its level is that of all such bodies. There are people's
    // committees at each level; a ministry's department that has offices below issues for itself.
    let begins = || Some(rules.agencies.starts(&key(body))?.candidates.to_vec());
    let named = |name: &str| rules.agencies.named(name).into_iter().cloned().collect();
    let same = |listed: Vec<Arc<Agency>>| {
        let level = listed.iter().map(|body| body.level).min()?;
        let alone = listed.iter().all(|body| body.level == level);
        (alone || level == Level::Central).then_some(level)
    };
    let level = [body, first]
        .into_iter()
        .find_map(|name| same(named(name)))
        .or_else(|| same(begins()?));
    Issuing {
        name: body.to_string(),
        level,
        unit: None,
        unit_code: None,
        province: None,
        span,
        rule,
    }
}

/// `Thành phố Hồ Chí Minh` is written with a capital T; other cities are not.
fn written_kind(facts: &Facts, unit: &Named) -> String {
    let place = facts
        .header
        .place
        .as_ref()
        .map_or("", |place| place.value.as_str());
    if unit.kind == "thành phố" && place.starts_with("Thành phố") {
        return "Thành phố".to_string();
    }
    unit.kind.to_string()
}

/// The unit that is meant: of several of one name, the one whose district or province the document names.
fn locate<'r>(
    facts: &Facts,
    rules: &'r Rules,
    date: Option<Date>,
    unit: &Named,
) -> Option<&'r Unit> {
    let mut units = rules.units.find(Some(unit.kind), &unit.name, date);
    if units.is_empty() {
        units = rules.units.find(Some(unit.kind), &unit.name, None);
    }
    if units.len() <= 1 {
        return units.first().copied();
    }
    let text = facts.outline.text.folded();
    let evidence = |found: &&Unit| {
        let parent = rules.units.by_code(&found.parent, date);
        let province = rules.units.province_of(found, date);
        [parent, province]
            .into_iter()
            .flatten()
            .map(|above| {
                usize::from(text.contains(&format!("{} {}", above.kind, key(&above.name))))
            })
            .sum::<usize>()
    };
    let best = units.iter().map(evidence).max().unwrap_or(0);
    let mut matching = units.iter().filter(|unit| evidence(unit) == best);
    let first = matching.next().copied();
    // Two that the document does not tell apart: neither.
    match matching.next() {
        Some(_) => None,
        None => first,
    }
}

/// Whether the document, or the uniqueness of the name, tells the province.
fn known_by_document(
    facts: &Facts,
    rules: &Rules,
    date: Option<Date>,
    unit: &Named,
    level: Option<Level>,
) -> bool {
    level == Some(Level::Province)
        || rules.units.find(Some(unit.kind), &unit.name, date).len() <= 1
        || locate(facts, rules, date, unit).is_some()
}
