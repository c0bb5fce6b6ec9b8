//! Masthead: letterhead, number, place and date, in whatever order a flattened layout gives them.

mod lines;
pub mod names;

pub use lines::letterhead;

use super::number;
use super::{Found, NumberParts};
use crate::outline::motto::mottos;
use crate::outline::parts::is_capital;
use crate::outline::{Outline, Part};
use crate::rules::Rules;
use crate::span::Span;
use crate::trace::{self, Decision, Matter};
use crate::value::date::PartialDate;
use regex::Regex;
use std::sync::LazyLock;

/// `ngày 03 tháng 6 năm 2024`, `ngày    tháng 7 năm 2024`, `ngày … tháng … năm 2024`, `ngày 3/6/2024`.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"ngày[\s.…_]*(?P<day>[0-9]{1,2}|[jlio|][0-9]|[0-9][jlio|])?[\s.…_]*tháng[\s.…_]*(?P<month>[0-9]{1,2})?[\s.…_]*năm\s*(?P<year>(?:19|20)[0-9]{2})|ngày\s*(?P<d>[0-9]{1,2})?\s*[/.-]\s*(?P<m>[0-9]{1,2})\s*[/.-]\s*(?P<y>(?:19|20)[0-9]{2})",
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
            .or_else(|| shifted(number::blank(rest, rules), from))
            .or_else(|| shifted(apart(&folded[from..], rest, rules), from));
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

/// `Thông báo 215/TB-VP ngày …` as the heading of a page without a masthead: the number right behind the type that its
/// notation stands for.
pub fn number_in_heading(
    outline: &Outline,
    kind: Option<&Found<String>>,
    title: Option<&Found<String>>,
    rules: &Rules,
) -> Option<Found<NumberParts>> {
    let (kind, title) = (kind?, title?);
    let found = number::find_at(outline.cut(title.span), 0, rules)?;
    let of_kind = rules.document_types.of_notation(&found.parts.notation)? == kind.value;
    (found.start == 0 && of_kind && kind.span.end <= title.span.start).then(|| Found {
        span: Span::new(found.start, found.end).shift(title.span.start),
        value: found.parts,
        rule: "number/heading".to_string(),
    })
}

/// `Số:` on one line and `/KH-UBND` at the start of a later one, as two columns are flattened.
fn apart(folded: &str, rest: &str, rules: &Rules) -> Option<number::NumberAt> {
    let (at, _) = rest
        .match_indices('\n')
        .map(|(at, _)| (at + 1, ()))
        .chain([(0, ())])
        .find(|(at, ())| rest[*at..].starts_with('/') || rest[*at..].starts_with("-"))?;
    // Another line with `số` is another number.
    let between = folded.get(..at)?;
    if between.contains("số") {
        return None;
    }
    shifted(number::blank(&rest[at..], rules), at)
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
    // A masthead that lost its line breaks is cut into lines by the outline.
    let line = outline
        .part(Part::Masthead)
        .map(|(_, node)| node.span)
        .filter(|line| line.start < date.start)
        .last()
        .map_or(0, |line| (line.start - region.start).min(comma.len()));
    let mut start = comma
        .rfind(['\n', '|', '\t', ',', ':'])
        .map_or(0, |at| at + 1)
        .max(line);
    // `… Hạnh phúc --------- Kon Tum, ngày …`, `… VIỆT NAM Kon Tum, ngày …` in one cell.
    let above = outline.folded(Span::new(region.start, region.start + comma.len()));
    let motto = mottos(above).last().map(|motto| motto.end);
    let happiness = above.rfind("hạnh phúc").map(|at| at + "hạnh phúc".len());
    start = start.max(motto.max(happiness).unwrap_or(0));
    // `Thành phố Hồ Chí` / `Minh, ngày …`: the name itself may be broken.
    if comma[..start].ends_with('\n') {
        let above = comma[..start - 1].rfind(['\n', '|']).map_or(0, |at| at + 1);
        if is_broken_name(&comma[above..start - 1]) {
            start = above;
        }
    }
    let mut words = &comma[start..];
    // `Số: 21/KH-UBND Hưng Yên, ngày …`: the number's last part ends before the place.
    if let Some(at) = words.rfind(['/', '_']) {
        let tail = &words[at..];
        words = words.get(at + glued(tail)..).unwrap_or("");
    }
    let word = words.trim().trim_start_matches(['-', '*', '.']).trim();
    let at = region.start + comma.rfind(word)?;
    (word.chars().any(char::is_alphabetic) && word.chars().count() <= 60).then(|| Found {
        value: spaced(word),
        span: Span::new(at, at + word.len()),
        rule: "place/masthead".to_string(),
    })
}

/// A line that holds only the first words of a name: `Thành phố Hồ Chí`, `Tiền`, `Bà Rịa - Vũng`.
fn is_broken_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (1..=5).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && !is_capital(line)
        && words
            .iter()
            .all(|word| matches!(*word, "-" | "–") || word.chars().all(char::is_alphabetic))
        && !line.to_lowercase().contains("phúc")
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
        let all = found.get(0).map_or(0..0, |all| all.range());
        let before = &folded[..all.start];
        let own = before.trim_end().ends_with(',')
            || before.trim_end().ends_with(['\n', '|'])
            || before.trim().is_empty()
            || !before.ends_with(' ');
        if !own {
            let span = Span::new(all.start, all.end).shift(region.start);
            trace::tell(|| other_date(outline.cut(span), span));
        }
        own
    })?;
    let part = |name: &str, other: &str| {
        found
            .name(name)
            .or_else(|| found.name(other))
            .and_then(|part| digits(part.as_str()).parse::<i16>().ok())
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

/// A date of another document.
fn other_date(words: &str, span: Span) -> Decision {
    let why = "neither a place and a comma nor a line end stands before it: it belongs to another document";
    Decision::won(Matter::Header, span, "date/masthead", words).lost("other-document", why)
}

/// Digits that OCR read as letters: `j5` → `15`.
fn digits(written: &str) -> String {
    written
        .chars()
        .map(|c| match c {
            'j' | 'l' | 'i' | '|' => '1',
            'o' => '0',
            _ => c,
        })
        .collect()
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
