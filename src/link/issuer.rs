//! Letterhead → issuer: full name, level, unit, and the province as far as the document tells it.

use crate::extract::title::capitalised;
use crate::extract::{Facts, Found, masthead::spaced};
use crate::outline::Part;
use crate::rules::Rules;
use crate::rules::units::Unit;
use crate::span::Span;
use crate::text::fold::key;
use crate::value::Level;
use jiff::civil::Date;

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

/// A unit as written: type and name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    kind: &'static str,
    name: String,
    span: Span,
}

/// Finds the issuer in the letterhead, else in the preamble.
pub fn link(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Issuing> {
    from_letterhead(facts, rules, date).or_else(|| from_text(facts, rules, date))
}

fn from_letterhead(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Issuing> {
    let lines = &facts.header.letterhead;
    let span = lines.iter().map(|line| line.span).reduce(Span::join)?;
    let bodies = bodies(lines, rules);
    let issuing = bodies.last()?;
    let unit = bodies
        .iter()
        .rev()
        .find_map(|body| body.unit.clone())
        .or_else(|| {
            (issuing.name == "Ủy ban nhân dân")
                .then(|| lost_unit(facts, rules, date))
                .flatten()
        });
    // `ỦY BAN MTTQ VIỆT NAM XÃ X` / `BAN THƯỜNG TRỰC`: the standing committee of the body above.
    let mut name = issuing.name.clone();
    if issuing.name.eq_ignore_ascii_case("ban thường trực") && bodies.len() > 1 {
        name = format!("Ban Thường trực {}", bodies[bodies.len() - 2].name);
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

/// A letterhead that lost the unit's line: the unit that issues the plan as its text says, else the province of the place.
fn lost_unit(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Named> {
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

/// A body of the letterhead: its official name and the unit that follows.
#[derive(Debug, Clone)]
struct Body {
    name: String,
    unit: Option<Named>,
}

/// The letterhead's lines as bodies: a unit line completes the body above, a broken line goes on.
fn bodies(lines: &[Found<String>], rules: &Rules) -> Vec<Body> {
    let joined = join_broken(lines);
    let mut bodies: Vec<Body> = Vec::new();
    for (text, span) in joined {
        let (name, unit) = split_unit(&text, span);
        match bodies.last_mut() {
            Some(last) if name.is_empty() && last.unit.is_none() => last.unit = unit,
            _ => bodies.push(Body {
                name: official(&name, rules),
                unit,
            }),
        }
    }
    bodies.retain(|body| !body.name.is_empty() || body.unit.is_some());
    bodies
}

/// `ỦY` / `BAN NHÂN DÂN`, `ỦY BAN NHÂN` / `DÂN`: lines broken inside a name are joined.
fn join_broken(lines: &[Found<String>]) -> Vec<(String, Span)> {
    let mut joined: Vec<(String, Span)> = Vec::new();
    for line in lines {
        let text = line.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let starts = key(&text);
        let opens = TYPES
            .iter()
            .any(|(kind, _)| starts.starts_with(&format!("{kind} ")))
            || [
                "ủy ban",
                "ubnd",
                "hội đồng",
                "hđnd",
                "ban ",
                "sở ",
                "phòng ",
                "bộ ",
                "văn phòng",
                "cục ",
                "chi cục",
                "trung tâm",
                "đảng bộ",
                "huyện ủy",
                "thủ",
                "chính phủ",
                "tổng cục",
                "thanh tra",
                "công an",
                "trường",
            ]
            .iter()
            .any(|head| starts.starts_with(head));
        match joined.last_mut() {
            Some((last, span)) if !opens || last == "ỦY" || last == "UỶ" || last == "THỦ" => {
                last.push(' ');
                last.push_str(&text);
                *span = span.join(line.span);
            }
            _ => joined.push((text, line.span)),
        }
    }
    joined
}

/// The name before the unit, and the unit: `UBND HUYỆN NAM ĐÔNG` → (`UBND`, huyện Nam Đông).
fn split_unit(text: &str, span: Span) -> (String, Option<Named>) {
    let folded = key(text);
    if let Some(party) = party_committee(text, &folded, span) {
        return party;
    }
    let words: Vec<(usize, &str)> = TYPES
        .iter()
        .filter_map(|(kind, _)| {
            folded
                .match_indices(kind)
                .find(|(at, _)| {
                    (*at == 0 || folded[..*at].ends_with(' '))
                        && folded[at + kind.len()..].starts_with(' ')
                })
                .map(|(at, _)| (at, *kind))
        })
        .collect();
    let Some((at, kind)) = words
        .into_iter()
        .min_by_key(|(at, kind)| (*at, std::cmp::Reverse(kind.len())))
    else {
        return (text.trim().to_string(), None);
    };
    let name = text[at + kind.len()..].trim();
    let name = spaced(&title_case(name));
    let kind = TYPES
        .iter()
        .find(|(known, _)| *known == kind)
        .map_or("", |(known, _)| known);
    (
        text[..at].trim().to_string(),
        Some(Named {
            kind,
            name,
            span: Span::new(span.start + at, span.end),
        }),
    )
}

/// `HUYỆN ỦY TÂN LẠC`: the committee's name holds the type of the unit.
fn party_committee(text: &str, folded: &str, span: Span) -> Option<(String, Option<Named>)> {
    let (head, kind) = [
        ("tỉnh ủy ", "tỉnh"),
        ("thành ủy ", "thành phố"),
        ("huyện ủy ", "huyện"),
        ("quận ủy ", "quận"),
        ("thị ủy ", "thị xã"),
    ]
    .into_iter()
    .find(|(head, _)| folded.starts_with(head))?;
    let name = spaced(&title_case(&text[head.len()..]));
    let kind = TYPES
        .iter()
        .find(|(known, _)| *known == kind)
        .map_or("", |(known, _)| known);
    Some((
        capitalised(head.trim()),
        Some(Named {
            kind,
            name,
            span: Span::new(span.start + head.len(), span.end),
        }),
    ))
}

/// Each word with a capital: unit names are proper names.
fn title_case(name: &str) -> String {
    name.split_whitespace()
        .map(|word| capitalised(&word.to_lowercase()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The official name of a body written in capitals: from the agency list, else in sentence case.
fn official(name: &str, rules: &Rules) -> String {
    let folded = key(name);
    let found = rules.agencies.find_all(&folded);
    match found.first() {
        Some(agency) if agency.start == 0 && agency.end == folded.len() => agency.name.to_string(),
        // `Y BAN NHÂN DÂN`: a lost first letter.
        _ => {
            super::names::nearest(name, rules).unwrap_or_else(|| capitalised(&name.to_lowercase()))
        }
    }
}

/// Without a letterhead: `UBND huyện ban hành kế hoạch …`, the place, and the units that the text names.
fn from_text(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Issuing> {
    let notation = facts
        .header
        .number
        .as_ref()
        .map(|number| number.value.notation.clone())?;
    if !notation.ends_with("UBND") && !notation.contains("UBND-") {
        return None;
    }
    let unit = issuing_unit(facts, rules, date)?;
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
fn issuing_unit(facts: &Facts, rules: &Rules, date: Option<Date>) -> Option<Named> {
    let place = facts.header.place.as_ref();
    let mut best: Option<(i32, Named)> = None;
    for part in [Part::Basis, Part::Body, Part::Annex] {
        let Some(region) = facts.outline.part_span(part) else {
            continue;
        };
        let folded = facts.outline.folded(region);
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
            let issues = folded[end..].trim_start().starts_with("ban hành")
                || folded[end..].trim_start().starts_with("yêu cầu");
            let name = name.map(|(_, name)| name);
            let by_place = place.is_some_and(|place| {
                name.as_deref()
                    .is_none_or(|name| key(name) == key(&place.value))
            });
            let weight =
                8 * i32::from(issues) + 4 * i32::from(by_place) + i32::from(name.is_some());
            let Some(name) = name.or_else(|| place.map(|place| place.value.clone())) else {
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
    best.map(|(_, named)| named)
}

fn unit_type(folded: &str) -> Option<(&'static str, usize)> {
    let rest = folded.trim_start();
    let lead = folded.len() - rest.len();
    TYPES
        .iter()
        .find(|(kind, _)| {
            rest.starts_with(kind) && rest[kind.len()..].starts_with(|c: char| !c.is_alphanumeric())
        })
        .map(|(kind, _)| (*kind, lead + kind.len()))
}

/// Capitalised words at the start of a text: bytes taken and the name.
fn proper_name(text: &str) -> Option<(usize, String)> {
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
        let level = rules
            .agencies
            .named(body)
            .first()
            .map(|agency| agency.level);
        return Issuing {
            name: body.to_string(),
            level,
            unit: None,
            unit_code: None,
            province: None,
            span,
            rule,
        };
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
    let whole = if body.ends_with("ủy") {
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
