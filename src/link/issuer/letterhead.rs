//! Lines of the letterhead → bodies with their units, broken lines joined.

use super::{Named, TYPES};
use crate::extract::Found;
use crate::extract::masthead::spaced;
use crate::extract::title::capitalised;
use crate::outline::letterhead::{is_unfinished, opens_body};
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Text;
use crate::text::fold::key;
use crate::value::Level;

/// A body of the letterhead: its official name and the unit that follows.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// Official name.
    pub(super) name: String,
    /// Its unit, where one follows.
    pub(super) unit: Option<Named>,
}

/// More lines than any letterhead has, with each word of it on one of its own.
const MOST_LINES: usize = 64;

/// The letterhead's lines as bodies: a unit line completes the body above, a broken line goes on.
pub(super) fn bodies(lines: &[Found<String>], text: &Text, rules: &Rules) -> Vec<Body> {
    // What a text without line breaks is cut into below its head is none of it.
    let lines = lines.get(..MOST_LINES).unwrap_or(lines);
    let joined = join_broken(lines, rules);
    let mut bodies: Vec<Body> = Vec::new();
    for (line, span) in joined {
        if let Some(name) = joint(&line, rules) {
            bodies.push(Body { name, unit: None });
            continue;
        }
        let (name, unit) = match split_unit(&line, span) {
            (name, None) => bare_province(&name, span, rules),
            split => split,
        };
        match bodies.last_mut() {
            Some(last) if name.is_empty() && last.unit.is_none() => last.unit = unit,
            _ => bodies.push(Body {
                name: official(&name, text, rules),
                unit,
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

/// One space between words, and types of units in full.
fn expanded(line: &str) -> String {
    let mut words = Vec::new();
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

/// Each word with a capital: unit names are proper names.
pub(super) fn title_case(name: &str) -> String {
    name.split_whitespace()
        .map(|word| capitalised(&word.to_lowercase()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// `SỞ Y TẾ QUẢNG TRỊ`: a province's name behind a listed body's, without its type.
fn bare_province(text: &str, span: Span, rules: &Rules) -> (String, Option<Named>) {
    let folded = key(text);
    let whole = (text.to_string(), None);
    let Some(body) = rules
        .agencies
        .find_all(&folded)
        .into_iter()
        .find(|found| found.start == 0)
    else {
        return whole;
    };
    let Some(name) = text.get(body.end..).map(str::trim) else {
        return whole;
    };
    let unit = rules
        .units
        .find(None, name, None)
        .into_iter()
        .find(|unit| unit.level == Level::Province);
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

/// The official name of a body written in capitals: from the agency list, else as the text writes it, else in
/// sentence case.
pub(super) fn official(name: &str, text: &Text, rules: &Rules) -> String {
    let folded = key(name);
    let found = rules.agencies.find_all(&folded);
    match found.first() {
        Some(agency) if agency.start == 0 && agency.end == folded.len() => agency.name.to_string(),
        // `Y BAN NHÂN DÂN`: a lost first letter.
        _ => crate::link::names::nearest(name, rules)
            .or_else(|| written(&folded, text))
            .unwrap_or_else(|| capitalised(&name.to_lowercase())),
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
