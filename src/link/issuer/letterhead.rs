//! Lines of the letterhead → bodies with their units, broken lines joined.

use super::{Named, TYPES};
use crate::extract::Found;
use crate::extract::masthead::spaced;
use crate::extract::title::capitalised;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::fold::key;

/// A body of the letterhead: its official name and the unit that follows.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// Official name.
    pub(super) name: String,
    /// Its unit, where one follows.
    pub(super) unit: Option<Named>,
}

/// The letterhead's lines as bodies: a unit line completes the body above, a broken line goes on.
pub(super) fn bodies(lines: &[Found<String>], rules: &Rules) -> Vec<Body> {
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
pub(super) fn join_broken(lines: &[Found<String>]) -> Vec<(String, Span)> {
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

/// The official name of a body written in capitals: from the agency list, else in sentence case.
pub(super) fn official(name: &str, rules: &Rules) -> String {
    let folded = key(name);
    let found = rules.agencies.find_all(&folded);
    match found.first() {
        Some(agency) if agency.start == 0 && agency.end == folded.len() => agency.name.to_string(),
        // `Y BAN NHÂN DÂN`: a lost first letter.
        _ => crate::link::names::nearest(name, rules)
            .unwrap_or_else(|| capitalised(&name.to_lowercase())),
    }
}
