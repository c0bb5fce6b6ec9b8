//! Citations: every other document named by its number, with type, date and issuer as far as they stand beside it.

mod bodies;

use super::issuers::{issuer_before, issuer_of_list};
use super::number::{self, NumberAt};
use super::{Cited, Found};
use crate::outline::{Outline, Part};
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::trace::{self, Decision, Matter};
use crate::value::date::PartialDate;
use bodies::issuer_behind;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The date right behind a number: `, ngày 24/5/2024`, ` ngày 19 tháng 01 năm 2024`, ` ngày    tháng 7 năm 2024`.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^[\s,;(]*(?:ban hành |ký )?(?:ngày\s*)+(?:(?P<d>[0-9]{1,2})\s*[/.-]\s*(?P<m>[0-9]{1,2})\s*[/.-]\s*(?P<y>(?:19|20) ?[0-9]{2})|(?P<day>[0-9]{1,2})?[\s.…]*tháng[\s.…]*(?P<month>[0-9]{1,2})?[\s.…]*năm\s*(?P<year>(?:19|20)[0-9]{2}))|^\s*năm\s*(?P<only>(?:19|20)[0-9]{2})",
    )
    .ok()
});

/// How far before a number its type may stand, in bytes: `Luật Bầu cử đại biểu Quốc hội và … số 85/2015/QH13`.
const KIND_REACH: usize = 160;

/// How far behind a number its date may end, in bytes, with all the dots and spaces in it that a form has.
const DATE_REACH: usize = 256;

/// All citations in order, every mention.
pub fn find(outline: &Outline, rules: &Rules) -> Vec<Found<Cited>> {
    let mut found = Vec::new();
    for part in [Part::Title, Part::Basis, Part::Body, Part::Annex] {
        if let Some(region) = outline.part_span(part) {
            in_region(outline, region, rules, &mut found);
        }
    }
    // A letter's subject and addressees stand in its masthead, below the number line: its own number is left out later.
    found
}

fn in_region(outline: &Outline, region: Span, rules: &Rules, found: &mut Vec<Found<Cited>>) {
    let normal = outline.cut(region);
    let mut at = 0;
    while let Some(number) = next(normal, at, rules) {
        at = number.end.max(at + 1);
        let before = outline.folded(region).get(..number.start).unwrap_or("");
        if rules.phrases.ends(List::NotDocument, before).is_some() {
            trace::tell(|| no_document(&number, region.start));
            continue;
        }
        let after = outline.folded(region).get(number.end..).unwrap_or("");
        let date = date_behind(after);
        let issuer_from = date.map_or(0, |(_, len)| len);
        let (kind, start) = kind_before(outline, region, &number, rules);
        // `các Nghị định của Chính phủ: số …, số …`: the notation says what the list's head says once.
        let kind = kind.or_else(|| number::kind(&number.parts.notation, rules));
        let end = number.end + issuer_from;
        // `TTLT-BYT-BTC`, `NQLT-CP-UBTWMTTQVN`: each part behind the type names a body.
        let joint = number.parts.notation.matches('-').count() > 1;
        let behind = issuer_behind(outline, region, end, joint, rules);
        // `… số 115/2024/NĐ-CP của Chính phủ ngày 16 tháng 9 năm 2024`
        let date = date.map(|(date, _)| date).or_else(|| {
            let (_, issuer) = behind.as_ref()?;
            let rest = outline.folded(region).get(*issuer..)?;
            date_behind(rest).map(|(date, _)| date)
        });
        let issuer = issuer_before(outline, region, start, rules)
            .filter(|_| behind.is_none() || outline.folded(region)[end..].starts_with(','))
            .or_else(|| behind.map(|(issuer, _)| issuer))
            .or_else(|| {
                let law = number.parts.notation.contains("QH");
                (!law).then(|| issuer_of_list(outline, region, start, rules))?
            });
        found.push(Found {
            value: Cited {
                kind,
                number: number.parts.joined(),
                date,
                issuer,
            },
            span: Span::new(start, end).shift(region.start),
            rule: "citation/number".to_string(),
        });
    }
}

/// A number that a form, a standard or an annex bears; `base` is the first byte of its part of the document.
fn no_document(number: &NumberAt, base: usize) -> Decision {
    let span = Span::new(number.start, number.end).shift(base);
    Decision::won(
        Matter::Citation,
        span,
        "citation/number",
        number.parts.joined(),
    )
    .lost(
        "no-document",
        "the words before it say that a form, a standard or an annex bears this number",
    )
}

/// The next number, with or without its slash.
fn next(normal: &str, at: usize, rules: &Rules) -> Option<NumberAt> {
    let whole = number::find_at(normal, at, rules);
    let until = whole.as_ref().map_or(normal.len(), |found| found.start);
    let slip = normal[at..until]
        .match_indices("số ")
        .find_map(|(from, word)| {
            let start = at + from + word.len();
            let found = number::slashless(&normal[start..], rules)?;
            Some(NumberAt {
                start: found.start + start,
                end: found.end + start,
                ..found
            })
        });
    slip.or(whole)
}

/// The date behind a number and where it ends, in bytes.
fn date_behind(after: &str) -> Option<(PartialDate, usize)> {
    // A matcher that keeps groups clears as much memory as it may have to look at.
    let mut ends = (0..=after.len().min(DATE_REACH)).rev();
    let near = ends.find(|at| after.is_char_boundary(*at))?;
    let found = DATE.as_ref()?.captures(after.get(..near)?)?;
    // `20/7/2017của Bộ …`: letters may be glued to the year, digits make it another number.
    let rest = after.get(found.get(0)?.end()..)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let part = |a: &str, b: &str| {
        found
            .name(a)
            .or_else(|| found.name(b))
            .and_then(|part| part.as_str().replace(' ', "").parse::<i16>().ok())
    };
    if let Some(only) = found.name("only") {
        let date = PartialDate::new(only.as_str().parse().ok()?, None, None)?;
        return Some((date, found.get(0)?.end()));
    }
    let month = part("m", "month").map(|month| month as i8);
    let day = month.and(part("d", "day")).map(|day| day as i8);
    let date = PartialDate::new(part("y", "year")?, month, day)?;
    Some((date, found.get(0)?.end()))
}

/// The document type before a number and where the citation begins, in bytes of the region.
fn kind_before(
    outline: &Outline,
    region: Span,
    found: &NumberAt,
    rules: &Rules,
) -> (Option<String>, usize) {
    let number = found.start;
    // `Luật Cán bộ, công chức số 22/2008/QH12`: the name of an act of parliament may hold commas.
    let notation = &found.parts.notation;
    let act = notation.starts_with("QH") || notation.contains("UBTVQH");
    let folded = outline.folded(region);
    let mut from = number.saturating_sub(KIND_REACH);
    while !folded.is_char_boundary(from) {
        from += 1;
    }
    let clause = folded[from..number]
        .rfind([';', '\u{1}'])
        .map_or(from, |at| from + at + 1);
    let starts = word_starts(outline, region, clause..number);
    let kinds: Vec<(usize, &str, usize)> = starts
        .iter()
        .rev()
        .filter_map(|&at| {
            rules
                .document_types
                .starts(&folded[at..number])
                .map(|(name, len)| (at, name, len))
        })
        .collect();
    if let Some((at, name, _)) = kinds
        .iter()
        .filter(|(at, _, len)| near(&folded[at + len..number]))
        .max_by_key(|(at, _, len)| (at + len, *len))
    {
        return (Some((*name).to_string()), *at);
    }
    // A law's name stands between its type and its number.
    let law = kinds.iter().find(|(at, name, len)| {
        let between = &folded[at + len..number];
        matches!(*name, "Luật" | "Bộ luật" | "Pháp lệnh")
            && between.trim_end().ends_with("số")
            && (act || !between.contains(','))
            && !between.contains(|c: char| c.is_ascii_digit())
    });
    match law {
        Some((at, name, _)) => (Some((*name).to_string()), *at),
        None => (None, number),
    }
}

/// Where words begin, in bytes of the region, in order: a citation begins with one.
fn word_starts(outline: &Outline, region: Span, within: Range<usize>) -> Vec<usize> {
    let text = &outline.folded(region)[within.clone()];
    let mut starts: Vec<usize> = vec![within.start];
    starts.extend(
        text.match_indices([' ', '\n', '"', '('])
            .map(|(at, _)| within.start + at + 1),
    );
    starts.extend(glued(outline.cut(region), within.clone()));
    for at in &mut starts {
        let rest = &text[*at - within.start..];
        *at += rest.len() - rest.trim_start().len();
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Where a capital follows a small letter, in bytes: `Thực hiệnQuyết định` lost a space.
fn glued(normal: &str, within: Range<usize>) -> Vec<usize> {
    let Some(text) = normal.get(within.clone()) else {
        return Vec::new();
    };
    let mut last = ' ';
    text.char_indices()
        .filter_map(|(at, c)| {
            let cut = last.is_lowercase() && c.is_uppercase();
            last = c;
            cut.then_some(within.start + at)
        })
        .collect()
}

/// Whether a type stands by the number: directly, before `số`, or with a few words between (`Báo cáo thẩm định số`).
fn near(between: &str) -> bool {
    let between = between.trim();
    let words = between
        .strip_suffix("số")
        .or(between.strip_suffix("số:"))
        .map(str::trim);
    between.is_empty()
        || words.is_some_and(|words| {
            words.split_whitespace().count() <= 3 && !words.contains([',', ';', '.', ':', '('])
        })
}
