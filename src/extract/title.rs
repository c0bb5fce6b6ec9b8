//! Document type and subject (trích yếu).

use super::{Found, masthead};
use crate::outline::parts::is_capital;
use crate::outline::posts::UNITS;
use crate::outline::{Outline, Part};
use crate::rules::Rules;
use crate::span::Span;
use crate::text;
use crate::text::word::is_alphanumeric;
use std::collections::HashMap;

/// The document type: its own line, else what the number's notation says, else a letter (`Công văn`).
pub fn kind(outline: &Outline, rules: &Rules) -> Option<Found<String>> {
    if let Some((_, node)) = outline.part(Part::Title).next() {
        let folded = outline.folded(node.span);
        if let Some((name, len)) = rules.document_types.opens(folded) {
            return Some(Found {
                value: name.to_string(),
                span: Span::new(node.span.start, node.span.start + len),
                rule: "kind/line".to_string(),
            });
        }
    }
    let Some(number) = masthead::number(outline, rules) else {
        return addressed(outline);
    };
    // A subject line (`V/v …`) is a letter's: the first letters of its notation name the issuer (`CT-CS`: Cục Thuế).
    let abbreviation = number.value.notation.split(['-', '/']).next().unwrap_or("");
    let mut known = rules.document_types.of_notation(abbreviation);
    if subject_line(outline, rules).is_some() {
        known = known.filter(|kind| enacts(outline, kind));
    }
    Some(Found {
        value: known.unwrap_or("Công văn").to_string(),
        span: number.span,
        rule: if known.is_some() {
            "kind/notation"
        } else {
            "kind/letter"
        }
        .to_string(),
    })
}

/// Whether a type's name stands alone below the grounds: `QUYẾT ĐỊNH`, where a page lost the type's own line.
fn enacts(outline: &Outline, kind: &str) -> bool {
    let kind = crate::text::fold::key(kind);
    [Part::Basis, Part::Body]
        .into_iter()
        .flat_map(|part| outline.part(part))
        .any(|(_, node)| outline.folded(node.span).trim_end_matches([':', ' ']) == kind)
}

/// A dated document with an addressee and neither type nor number is a letter.
fn addressed(outline: &Outline) -> Option<Found<String>> {
    // Without a date the addressee must open the text.
    let first = match masthead::date(outline) {
        Some(_) => usize::MAX,
        None => 2,
    };
    [Part::Masthead, Part::Title, Part::Basis, Part::Body]
        .into_iter()
        .flat_map(|part| outline.part(part))
        .take(first)
        .find(|(_, node)| outline.folded(node.span).starts_with("kính gửi"))
        .map(|(_, node)| Found {
            value: "Công văn".to_string(),
            span: Span::new(node.span.start, node.span.start + "Kính gửi".len()),
            rule: "kind/letter".to_string(),
        })
}

/// The subject, lines joined. Where a type stands above one, it is the document's; what `V/v` tells below the number
/// says it once more, and shorter.
pub fn title(outline: &Outline, rules: &Rules) -> Option<Found<String>> {
    let typed = outline.part(Part::Title).next().is_some_and(|(_, node)| {
        let first = outline.folded(node.span);
        rules.document_types.opens(first).is_some()
    });
    let above = subject_span(outline).is_some_and(|subject| {
        let title = outline.part_span(Part::Title);
        title.is_some_and(|title| subject.start < title.start)
    });
    let own = (typed && above).then(|| below_kind(outline, rules));
    own.flatten()
        .or_else(|| subject_line(outline, rules))
        .or_else(|| below_kind(outline, rules))
}

/// `V/v …`: a letter's subject stands in its masthead.
fn subject_line(outline: &Outline, rules: &Rules) -> Option<Found<String>> {
    let span = subject_span(outline)?;
    Some(found(outline, rules, span, "title/subject-line"))
}

/// Where the subject behind `V/v` stands.
pub fn subject_span(outline: &Outline) -> Option<Span> {
    let region = outline.part_span(Part::Masthead)?.join(
        outline
            .part_span(Part::Title)
            .unwrap_or(Span::new(usize::MAX, 0)),
    );
    let region = Span::new(
        region.start,
        region.end.max(outline.part_span(Part::Masthead)?.end),
    );
    let folded = outline.folded(region);
    let at = folded.find("v/v")?;
    let from = at + 3;
    let rest = &folded[from..];
    let end = ["kính gửi", "|", "\n\n", ", ngày"]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let mut span = Span::new(from, from + end).shift(region.start);
    // `…, ngày`: the place and date line follows without a blank line.
    if rest[end..].starts_with(", ngày") {
        let kept = outline.cut(span).rfind('\n').unwrap_or(span.len());
        span.end = span.start + kept;
    }
    Some(trim(outline, span))
}

fn below_kind(outline: &Outline, rules: &Rules) -> Option<Found<String>> {
    let mut span: Option<Span> = None;
    let mut lines = outline.part(Part::Title).enumerate().peekable();
    while let Some((at, (_, node))) = lines.next() {
        let mut line = node.span;
        if at == 0
            && let Some((_, len)) = rules.document_types.opens(outline.folded(line))
        {
            line = trim(outline, Span::new(line.start + len, line.end));
            if line.is_empty() {
                continue;
            }
        }
        let folded = outline.folded(line);
        if folded.starts_with("(kèm theo")
            || folded.starts_with("(ban hành kèm")
            || folded.starts_with("(theo")
        {
            break;
        }
        // `NGHỊ QUYẾT` / `CỦA BAN CHẤP HÀNH ĐẢNG BỘ XÃ` / subject: who resolves is no subject.
        if span.is_none() && folded.starts_with("của ban ") && lines.peek().is_some() {
            continue;
        }
        span = Some(span.map_or(line, |span| span.join(line)));
    }
    let span = trim(outline, span?);
    (!span.is_empty()).then(|| found(outline, rules, span, "title/below-kind"))
}

fn found(outline: &Outline, rules: &Rules, span: Span, rule: &str) -> Found<String> {
    let joined = outline
        .written(span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let value = if is_capital(&joined) || mostly_capital(&joined) {
        sentence_case(&joined, outline, rules)
    } else {
        let (capitals, rest) = joined.split_at(opening_capitals(&joined));
        match capitals.is_empty() {
            true => capitalised(&joined),
            false => format!(
                "{} {}",
                sentence_case(capitals.trim_end(), outline, rules),
                uncapitalised(rest)
            ),
        }
    };
    Found {
        value,
        span,
        rule: rule.to_string(),
    }
}

/// How many bytes of a subject stand in capitals before the rest in small letters: `KIỂM TRA Công tác phòng cháy`. One word
/// is an abbreviation, and so may be two.
fn opening_capitals(text: &str) -> usize {
    let words = text.split_inclusive(' ').take_while(|word| {
        let spelt = word.trim_end().chars().all(|c| !c.is_ascii_alphabetic());
        is_capital(word) || spelt && !word.trim().is_empty()
    });
    let (count, len) = words.fold((0, 0), |(count, len), word| (count + 1, len + word.len()));
    let capitals = text.get(..len).unwrap_or("");
    // What has none of the letters that only Vietnamese has is a foreign name (`PAR INDEX`).
    let vietnamese = capitals.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    if count >= 2 && vietnamese { len } else { 0 }
}

/// The first word in small letters, where the next one has none either: `Công tác` goes on from words above it, `Hà Nam`
/// is a name.
fn uncapitalised(text: &str) -> String {
    let mut words = text.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    match second.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) {
        true => format!(
            "{}{}",
            first.to_lowercase(),
            text.get(first.len()..).unwrap_or("")
        ),
        false => text.to_string(),
    }
}

fn mostly_capital(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    upper > lower * 3
}

fn trim(outline: &Outline, span: Span) -> Span {
    let text = outline.cut(span);
    let mark = |c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-' | '*' | ';' | ',');
    let start = span.start + (text.len() - text.trim_start_matches(mark).len());
    let end = span.end - (text.len() - text.trim_end_matches(mark).len());
    Span::new(start, end.max(start))
}

/// A title in capitals in sentence case: each word as the body of the document mostly writes it beside its neighbour.
fn sentence_case(title: &str, outline: &Outline, rules: &Rules) -> String {
    let body = outline
        .part_span(Part::Basis)
        .into_iter()
        .chain(outline.part_span(Part::Body))
        .reduce(Span::join)
        .map_or("", |span| outline.cut(span));
    let words: Vec<&str> = title.split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let pairs = casing(body, &lower);
    let seen = |at: usize| {
        let after = lower
            .get(at + 1)
            .and_then(|next| pairs.get(&(lower[at].clone(), next.clone())))
            .and_then(commonest);
        let before = at
            .checked_sub(1)
            .and_then(|last| pairs.get(&(lower[last].clone(), lower[at].clone())))
            .and_then(commonest);
        after
            .map(|(first, _)| first.clone())
            .or_else(|| before.map(|(_, second)| second.clone()))
    };
    let cased: Vec<String> = (0..words.len())
        .map(|at| seen(at).unwrap_or_else(|| keep_symbol(words[at], &lower[at])))
        .collect();
    capitalised(&proper_units(&cased, rules).join(" "))
}

/// Unit names behind their type in capitals: `tỉnh sóc trăng` → `tỉnh Sóc Trăng`.
fn proper_units(words: &[String], rules: &Rules) -> Vec<String> {
    let mut cased = words.to_vec();
    for at in 0..words.len() {
        let one = words[at].to_lowercase();
        let two = words.get(at + 1).map_or(String::new(), |next| {
            format!("{one} {}", next.to_lowercase())
        });
        let (kind, from) = if UNITS.contains(&two.as_str()) {
            (two, at + 2)
        } else {
            (one, at + 1)
        };
        if !UNITS.contains(&kind.as_str()) {
            continue;
        }
        let longest = (1..=4usize).rev().find(|len| {
            let name = words.get(from..from + len).map(|name| name.join(" "));
            name.is_some_and(|name| {
                !rules
                    .units
                    .find(
                        Some(&kind),
                        name.trim_end_matches([',', ';', '.', ')']),
                        None,
                    )
                    .is_empty()
            })
        });
        for word in cased.iter_mut().skip(from).take(longest.unwrap_or(0)) {
            *word = capitalised(word);
        }
    }
    cased
}

/// `(PAPI)`, `32/CT-TTG`: abbreviations and numbers keep their capitals.
fn keep_symbol(word: &str, lower: &str) -> String {
    let symbol = word.chars().any(|c| c.is_ascii_digit())
        || word.starts_with('(') && word.ends_with(')')
        || ["PAPI", "SIPAS", "PCI", "PAR", "INDEX", "DDCI", "DTI", "ICT"]
            .contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    if symbol {
        word.replace("-TTG", "-TTg").replace("/TTR-", "/TTr-")
    } else {
        lower.to_string()
    }
}

/// Neighbouring words of the title and how often the body writes them which way.
type Casing = HashMap<(String, String), HashMap<(String, String), usize>>;

fn casing(body: &str, title: &[String]) -> Casing {
    let mut pairs: Casing = HashMap::new();
    let strip = |word| -> &str { str::trim_matches(word, |c: char| !is_alphanumeric(c)) };
    // Room for words in small letters: most are thrown away again.
    let (mut first, mut second) = (String::new(), String::new());
    let lower = |word: &str, small: &mut String| {
        small.clear();
        small.extend(word.chars().flat_map(char::to_lowercase));
        title.contains(small)
    };
    // Most words of a plan are none of the title's, and their first letters tell so.
    let firsts: Vec<char> = title
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let may_be = |word: &str| {
        let first = word.chars().find(|c| is_alphanumeric(*c));
        first.is_some_and(|c| firsts.contains(&first_lower(c)))
    };
    let lines = text::lines(body).map(|line| line.text);
    for line in lines.filter(|line| !is_capital(line)) {
        // The first word has a capital wherever it stands else.
        let words = line.split_ascii_whitespace().skip(1);
        let mut last = None;
        for next in words {
            let now = may_be(next).then_some(next);
            let (Some(one), Some(next)) = (std::mem::replace(&mut last, now), now) else {
                continue;
            };
            if one.ends_with(['.', ';', ':']) {
                continue;
            }
            let (a, b) = (strip(one), strip(next));
            let known = lower(a, &mut first) && lower(b, &mut second);
            if a.is_empty() || b.is_empty() || !known {
                continue;
            }
            let ways = pairs.entry((first.clone(), second.clone())).or_default();
            *ways.entry((a.to_string(), b.to_string())).or_default() += 1;
        }
    }
    pairs
}

/// The first letter of a letter in lower case: those of Vietnamese are told without a table.
fn first_lower(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        'à'..='ÿ' => c,
        '\u{1EA0}'..='\u{1EF9}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The commonest way; of equal ones the one with fewer capitals.
fn commonest(ways: &HashMap<(String, String), usize>) -> Option<&(String, String)> {
    let capitals = |(a, b): &(String, String)| {
        a.chars()
            .chain(b.chars())
            .filter(|c| c.is_uppercase())
            .count()
    };
    ways.iter()
        .max_by_key(|(way, count)| (**count, std::cmp::Reverse(capitals(way)), (*way).clone()))
        .map(|(way, _)| way)
}

/// The first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
