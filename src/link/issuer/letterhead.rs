//! Lines of the letterhead → bodies with their units, broken lines joined.

use super::listed::bare_unit;
use super::place::bare_kind;
use super::{Named, TYPES};
use crate::extract::masthead::names::{school, sentence_case, title_case, with_listed};
use crate::extract::masthead::spaced;
use crate::extract::title::capitalised;
use crate::extract::{Facts, Found};
use crate::outline::letterhead::{is_unfinished, opens_body};
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Text;
use crate::text::fold::key;
use jiff::civil::Date;

/// A body of the letterhead: its official name and the unit that follows.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// Official name.
    pub(super) name: String,
    /// Its unit, where one follows.
    pub(super) unit: Option<Named>,
    /// The kind of its unit, where the name of that is missing: `UBND TỈNH`.
    pub(super) kind: Option<&'static str>,
}

/// More lines than any letterhead has, with each word of it on one of its own.
const MOST_LINES: usize = 64;

/// The letterhead's lines as bodies: a unit line completes the body above, a broken line goes on.
pub(super) fn bodies(
    lines: &[Found<String>],
    facts: &Facts,
    rules: &Rules,
    date: Option<Date>,
) -> Vec<Body> {
    let text = &facts.outline.text;
    // What a text without line breaks is cut into below its head is none of it.
    let lines = lines.get(..MOST_LINES).unwrap_or(lines);
    let lines: Vec<Found<String>> = lines.iter().flat_map(|line| apart(line, rules)).collect();
    let joined = join_broken(&lines, rules);
    let mut bodies: Vec<Body> = Vec::new();
    for (line, span) in joined {
        if let Some(name) = joint(&line, rules) {
            bodies.push(Body {
                name,
                unit: None,
                kind: None,
            });
            continue;
        }
        let (name, unit) = match split_unit(&line, span) {
            (name, None) => bare_unit(&name, span, facts, rules, date),
            split => split,
        };
        // A listed name may end with a kind of unit (`Ban Chấp hành Đảng bộ tỉnh`).
        let listed = !rules.agencies.named(&name).is_empty();
        let bare = unit.is_none().then(|| bare_kind(&name)).flatten();
        let (name, kind) = match bare.filter(|_| !listed) {
            Some((body, kind)) => (body.to_string(), Some(kind)),
            None => (name, None),
        };
        match bodies.last_mut() {
            Some(last) if name.is_empty() && last.unit.is_none() => last.unit = unit,
            _ => bodies.push(Body {
                name: official(&name, text, rules),
                unit,
                kind,
            }),
        }
    }
    bodies.retain(|body| !body.name.is_empty() || body.unit.is_some());
    // `TỈNH ĐOÀN X` / `ĐOÀN TNCS HỒ CHÍ MINH`: the youth union's name stands where the motto does.
    if let [.., above, last] = &bodies[..]
        && last.unit.is_none()
        && above.unit.is_some()
        && last.name == "Đoàn Thanh niên Cộng sản Hồ Chí Minh"
    {
        bodies.pop();
    }
    bodies
}

/// `BỘ TÀI CHÍNH - BỘ NỘI VỤ`: listed bodies that issue together and fill the line, by their official names.
fn joint(line: &str, rules: &Rules) -> Option<String> {
    let folded = key(line);
    let found = rules.agencies.find_all(&folded);
    let mut end = 0;
    for (at, agency) in found.iter().enumerate() {
        let between = folded.get(end..agency.start)?.trim();
        if at > 0 && !matches!(between, "-" | "," | "và") || at == 0 && agency.start > 0 {
            return None;
        }
        end = agency.end;
    }
    if found.len() < 2 || end < folded.len() {
        return None;
    }
    let names: Vec<&str> = found.iter().map(|agency| agency.name).collect();
    Some(names.join(" - "))
}

/// `ỦY` / `BAN NHÂN DÂN`, `ỦY BAN NHÂN` / `DÂN`: lines broken inside a name are joined.
pub(super) fn join_broken(lines: &[Found<String>], rules: &Rules) -> Vec<(String, Span)> {
    let mut joined: Vec<(String, Span)> = Vec::new();
    for line in lines {
        let text = expanded(&line.value);
        let starts = key(&text);
        let opens = TYPES
            .iter()
            .any(|(kind, _)| starts.starts_with(&format!("{kind} ")))
            || opens_body(&starts, rules);
        match joined.last_mut() {
            Some((last, span))
                if !opens || is_unfinished(&key(last)) || is_one_name(last, &text, rules) =>
            {
                last.push(' ');
                last.push_str(&text);
                *span = span.join(line.span);
            }
            _ => joined.push((text, line.span)),
        }
    }
    joined
}

/// `ỦY BAN THƯỜNG VỤ` / `QUỐC HỘI`: two lines that the agency list knows as one name.
fn is_one_name(above: &str, line: &str, rules: &Rules) -> bool {
    let whole = key(&format!("{above} {line}"));
    rules
        .agencies
        .find_all(&whole)
        .first()
        .is_some_and(|found| found.start == 0 && found.end == whole.len())
}

/// Types of units written short: `UBND TX. ĐỒNG XOÀI`, `TP HÀ NỘI`. One-letter forms only with their stop.
const SHORT_TYPES: [(&str, &str); 10] = [
    ("TP.", "THÀNH PHỐ"),
    ("TP", "THÀNH PHỐ"),
    ("TX.", "THỊ XÃ"),
    ("TX", "THỊ XÃ"),
    ("TT.", "THỊ TRẤN"),
    ("TT", "THỊ TRẤN"),
    ("H.", "HUYỆN"),
    ("Q.", "QUẬN"),
    ("T.", "TỈNH"),
    ("X.", "XÃ"),
];

/// First words of bodies written short, and how the words behind them begin: aliases.csv has whole names alone.
const SHORT_HEADS: [(&str, &str, &[&str]); 4] = [
    (
        "BCH",
        "BAN CHẤP HÀNH",
        &[
            "ĐOÀN",
            "HỘI",
            "ĐẢNG",
            "CÔNG ĐOÀN",
            "LIÊN ĐOÀN",
            "TỈNH",
            "HUYỆN",
            "XÃ",
        ],
    ),
    (
        "BTV",
        "BAN THƯỜNG VỤ",
        &["ĐOÀN", "HỘI", "ĐẢNG", "TỈNH", "HUYỆN", "XÃ"],
    ),
    ("BCĐ", "BAN CHỈ ĐẠO", &[""]),
    ("CĐ", "CÔNG ĐOÀN", &["NGÀNH", "CƠ SỞ", "KHỐI", "VIÊN CHỨC"]),
];

/// One space between words, and types of units in full, and the first word.
fn expanded(line: &str) -> String {
    let mut words = Vec::new();
    let head = SHORT_HEADS.iter().find_map(|(short, full, behind)| {
        let rest = line.trim_start().strip_prefix(short)?.strip_prefix(' ')?;
        let fits = behind.iter().any(|word| rest.starts_with(word));
        fits.then_some((*full, rest))
    });
    let line = head.map_or(line, |(_, rest)| rest);
    words.extend(head.map(|(full, _)| full));
    for word in line.split_whitespace() {
        let short = SHORT_TYPES.iter().find(|(short, _)| {
            word.strip_prefix(short).is_some_and(|rest| {
                rest.is_empty() || short.ends_with('.') && rest.chars().all(char::is_alphanumeric)
            })
        });
        match short {
            Some((short, full)) => {
                words.push(*full);
                let rest = &word[short.len()..];
                if !rest.is_empty() {
                    words.push(rest);
                }
            }
            None => words.push(word),
        }
    }
    words.join(" ")
}

/// The kind of unit that a place begins with, and its name: `TP. Đồng Hới`, `Thị xã An Nhơn`.
pub(super) fn typed(place: &str) -> (Option<&'static str>, String) {
    let full = expanded(place);
    match split_unit(&full, Span::new(0, full.len())) {
        (before, Some(unit)) if before.is_empty() => (Some(unit.kind), unit.name),
        _ => (None, place.to_string()),
    }
}

/// `UBND HUYỆN X PHÒNG Y TẾ`: a line that holds two bodies, cut behind the unit of the first.
fn apart(line: &Found<String>, rules: &Rules) -> Vec<Found<String>> {
    /// Words of the longest name of a unit.
    const WORDS: usize = 5;
    let folded = key(&line.value);
    let second = |kind: &str| {
        let at = folded.find(&format!("{kind} "))?;
        let name = at + kind.len() + 1;
        let spaces = folded
            .get(name..)?
            .match_indices(' ')
            .map(|(at, _)| name + at);
        spaces.take(WORDS).find(|&end| {
            let known = line
                .value
                .get(name..end)
                .is_some_and(|name| !rules.units.find(Some(kind), name, None).is_empty());
            known && opens_body(&folded[end + 1..], rules)
        })
    };
    let cut = TYPES.iter().filter_map(|(kind, _)| second(kind)).min();
    let Some((above, below)) = cut.and_then(|at| line.value.split_at_checked(at)) else {
        return vec![line.clone()];
    };
    let body = |value: &str, from: usize| Found {
        value: value.trim().to_string(),
        span: Span::new(line.span.start + from, line.span.start + from + value.len()),
        rule: line.rule.clone(),
    };
    vec![body(above, 0), body(below.trim_start(), above.len() + 1)]
}

/// The name before the unit, and the unit: `UBND HUYỆN NAM ĐÔNG` → (`UBND`, huyện Nam Đông).
pub(super) fn split_unit(text: &str, span: Span) -> (String, Option<Named>) {
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
                    let rest = &folded[at + kind.len()..];
                    (*at == 0 || folded[..*at].ends_with(' '))
                        && rest.starts_with(' ')
                        && !(*kind == "xã" && is_society(rest))
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

/// Whether what follows `xã` makes it `xã hội`, not a commune such as `xã Hội Sơn`.
fn is_society(rest: &str) -> bool {
    let after = rest.strip_prefix(" hội").map(str::trim_start);
    after.is_some_and(|after| {
        let type_or_mark = ["-", ",", "và ", "việt nam"]
            .into_iter()
            .chain(TYPES.iter().map(|(kind, _)| *kind));
        after.is_empty() || type_or_mark.into_iter().any(|word| after.starts_with(word))
    })
}

/// `HUYỆN ỦY TÂN LẠC`, `TỈNH ĐOÀN HÀ GIANG`: the name of a committee or union holds the type of the unit.
pub(super) fn party_committee(
    text: &str,
    folded: &str,
    span: Span,
) -> Option<(String, Option<Named>)> {
    let (head, kind) = [
        ("tỉnh ủy ", "tỉnh"),
        ("thành ủy ", "thành phố"),
        ("huyện ủy ", "huyện"),
        ("quận ủy ", "quận"),
        ("thị ủy ", "thị xã"),
        ("tỉnh đoàn ", "tỉnh"),
        ("thành đoàn ", "thành phố"),
        ("huyện đoàn ", "huyện"),
        ("quận đoàn ", "quận"),
        ("thị đoàn ", "thị xã"),
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

/// The official name of a body written in capitals: from the agency list, else as the text writes it, else in
/// sentence case.
pub(super) fn official(name: &str, text: &Text, rules: &Rules) -> String {
    let folded = key(name);
    let found = rules.agencies.find_all(&folded);
    match found.first() {
        Some(agency) if agency.start == 0 && agency.end == folded.len() => agency.name.to_string(),
        _ => school(name, rules)
            // `Y BAN NHÂN DÂN`: a lost first letter.
            .or_else(|| crate::link::names::nearest(name, rules))
            .or_else(|| with_listed(name, rules))
            .or_else(|| written(&folded, text))
            .unwrap_or_else(|| sentence_case(name)),
    }
}

/// The name as the text first writes it in small letters, with a capital.
fn written(folded: &str, text: &Text) -> Option<String> {
    let found = text.folded().match_indices(folded).find_map(|(at, _)| {
        let written = text.normalised().get(at..at + folded.len())?;
        let proper =
            written.starts_with(char::is_uppercase) && written.contains(char::is_lowercase);
        proper.then_some(written)
    })?;
    Some(found.split_whitespace().collect::<Vec<_>>().join(" "))
}
