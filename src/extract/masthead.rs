//! Masthead: letterhead, number, place and date, in whatever order a flattened layout gives them.

use super::number;
use super::{Found, NumberParts};
use crate::outline::parts::{is_capital, is_number_line};
use crate::outline::{Outline, Part};
use crate::rules::Rules;
use crate::span::Span;
use crate::value::date::PartialDate;
use regex::Regex;
use std::sync::LazyLock;

/// `ngày 03 tháng 6 năm 2024`, `ngày    tháng 7 năm 2024`, `ngày … tháng … năm 2024`, `ngày 3/6/2024`.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"ngày[\s.…_]*(?P<day>[0-9]{1,2})?[\s.…_]*tháng[\s.…_]*(?P<month>[0-9]{1,2})?[\s.…_]*năm\s*(?P<year>(?:19|20)[0-9]{2})|ngày\s*(?P<d>[0-9]{1,2})?\s*[/.-]\s*(?P<m>[0-9]{1,2})\s*[/.-]\s*(?P<y>(?:19|20)[0-9]{2})",
    )
    .ok()
});

/// Where the masthead stands; a document without one gives nothing.
fn region(outline: &Outline) -> Option<Span> {
    outline.part_span(Part::Masthead)
}

/// The document number.
pub fn number(outline: &Outline, rules: &Rules) -> Option<Found<NumberParts>> {
    let region = region(outline)?;
    let normal = outline.cut(region);
    let folded = outline.folded(region);
    for (at, word) in folded.match_indices("số") {
        if folded[at..].starts_with("số hiệu") {
            continue;
        }
        let mut from = at + word.len();
        let rest = &normal[from..];
        from += rest.len()
            - rest
                .trim_start_matches([':', '.', ' ', '\n', '\t', '|'])
                .len();
        let rest = &normal[from..];
        let line_end = rest
            .find('\n')
            .unwrap_or(rest.len())
            .max(40.min(rest.len()));
        let here = number::find_at(normal, from, rules)
            .filter(|found| found.start <= from + line_end.min(12))
            .or_else(|| shifted(number::slashless(rest, rules), from))
            .or_else(|| shifted(number::blank(rest, rules), from));
        if let Some(found) = here {
            return Some(Found {
                value: found.parts,
                span: Span::new(found.start, found.end).shift(region.start),
                rule: "number/masthead".to_string(),
            });
        }
    }
    None
}

fn shifted(found: Option<number::NumberAt>, by: usize) -> Option<number::NumberAt> {
    found.map(|found| number::NumberAt {
        start: found.start + by,
        end: found.end + by,
        ..found
    })
}

/// The date of issue; day and month may be blank.
pub fn date(outline: &Outline) -> Option<Found<PartialDate>> {
    let (value, span, _) = place_and_date(outline)?;
    Some(Found {
        value,
        span,
        rule: "date/masthead".to_string(),
    })
}

/// The place before the date.
pub fn place(outline: &Outline) -> Option<Found<String>> {
    let (_, date, region) = place_and_date(outline)?;
    let before = outline.cut(Span::new(region.start, date.start));
    let comma = before.trim_end().strip_suffix(',')?;
    let start = comma
        .rfind(['\n', '|', '\t', ',', ':'])
        .map_or(0, |at| at + 1);
    let mut words = &comma[start..];
    // `Số: 21/KH-UBND Hưng Yên, ngày …`: the number's last part ends before the place.
    if let Some(at) = words.rfind(['/', '_']) {
        let tail = &words[at..];
        let notation = tail.find(' ').map_or(glued(tail), |space| at + space);
        words = words.get(notation.max(at)..).unwrap_or("");
    }
    let word = words.trim().trim_start_matches(['-', '*', '.']).trim();
    let at = region.start + comma.rfind(word)?;
    (word.chars().any(char::is_alphabetic) && word.chars().count() <= 60).then(|| Found {
        value: spaced(word),
        span: Span::new(at, at + word.len()),
        rule: "place/masthead".to_string(),
    })
}

/// Where a place begins that is glued to a notation: `/UBND-NCLâm Đồng`.
fn glued(tail: &str) -> usize {
    let mut last = 0;
    for (at, c) in tail.char_indices() {
        if c.is_uppercase() {
            last = at;
        } else if c.is_lowercase() {
            return last;
        }
    }
    last
}

/// The date, its span, and the region searched: the masthead, else the lines above the title.
fn place_and_date(outline: &Outline) -> Option<(PartialDate, Span, Span)> {
    let region = region(outline)?;
    let folded = outline.folded(region);
    let found = DATE.as_ref()?.captures_iter(folded).find(|found| {
        // A date that belongs to a cited document has its number before it.
        let before = &folded[..found.get(0).map_or(0, |all| all.start())];
        before.trim_end().ends_with(',')
            || before.trim_end().ends_with(['\n', '|'])
            || before.trim().is_empty()
            || !before.ends_with(' ')
    })?;
    let part = |name: &str, other: &str| {
        found
            .name(name)
            .or_else(|| found.name(other))
            .and_then(|part| part.as_str().parse::<i16>().ok())
    };
    let month = part("month", "m").map(|month| month as i8);
    let day = month.and(part("day", "d")).map(|day| day as i8);
    let value = PartialDate::new(part("year", "y")?, month, day)?;
    let all = found.get(0)?;
    Some((
        value,
        Span::new(all.start(), all.end()).shift(region.start),
        region,
    ))
}

/// The lines of the letterhead: the issuer and the body above it, without motto, number and date.
pub fn letterhead(outline: &Outline, rules: &Rules) -> Vec<Found<String>> {
    let mut lines = Vec::new();
    for (_, node) in outline.part(Part::Masthead) {
        let folded = outline.folded(node.span);
        let normal = outline.cut(node.span);
        let end = [
            "cộng hòa xã hội",
            "độc lập",
            "hạnh phúc",
            "đảng cộng sản",
            "số:",
        ]
        .iter()
        .filter_map(|stop| folded.find(stop))
        .min()
        .unwrap_or(folded.len());
        let mut line = normal[..end]
            .trim()
            .trim_start_matches(['/', '-', '*', ' '])
            .trim();
        if is_number_line(folded) && end == folded.len() {
            continue;
        }
        // The motto itself may be broken: `CỘNG` / `HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`.
        if line == "CỘNG"
            || folded.starts_with("hòa xã hội")
            || folded.starts_with("chủ nghĩa việt nam")
        {
            continue;
        }
        let at = line.as_ptr() as usize - normal.as_ptr() as usize;
        for (from, piece) in split_units(line) {
            line = piece;
            if is_capital(line) && line.chars().count() <= 120 {
                let start = node.span.start + at + from;
                lines.push(Found {
                    value: line.to_string(),
                    span: Span::new(start, start + line.len()),
                    rule: "issuer/letterhead".to_string(),
                });
            }
        }
    }
    let _ = rules;
    lines
}

/// `ỦY BAN NHÂN DÂNTỈNH LÂM ĐỒNG`: lines glued together are cut before the unit.
fn split_units(line: &str) -> Vec<(usize, &str)> {
    for unit in ["TỈNH ", "THÀNH PHỐ ", "HUYỆN ", "XÃ ", "PHƯỜNG "] {
        if let Some(at) = line.find(unit)
            && at > 0
            && !line[..at].ends_with(' ')
            && line[..at].ends_with(char::is_alphabetic)
        {
            return vec![(0, &line[..at]), (at, &line[at..])];
        }
    }
    vec![(0, line)]
}

/// `NinhThạnh` → `Ninh Thạnh`: a capital inside a word begins the next one.
pub fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    let mut lower = false;
    for c in name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
        if c.is_uppercase() && lower {
            out.push(' ');
        }
        lower = c.is_lowercase();
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_spaces_back() {
        assert_eq!(spaced("NinhThạnh"), "Ninh Thạnh");
        assert_eq!(spaced("Thành phố Hồ Chí\nMinh"), "Thành phố Hồ Chí Minh");
    }
}
