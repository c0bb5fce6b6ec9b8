//! Names that the agency list lacks, by their shape: a capitalised head and what follows it.

use super::Mention;
use super::area::area_at;
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::text::Stretch;
use crate::value::Level;
use std::ops::Range;
use std::sync::Arc;

/// Words of the longest name.
const MOST_WORDS: usize = 14;

/// Whether a name by its shape only runs on from a listed one: `Phòng Nội vụ` in `Phòng Nội vụ xây dựng kế hoạch`.
/// A longer official name goes on with a dash, comma or `và` and a capital.
pub(super) fn extends_badly(
    (normal, folded): (&str, &str),
    known: &Mention,
    open: &Mention,
    rules: &Rules,
) -> bool {
    if !known.span.overlaps(open.span) || known.name.is_empty() {
        return false;
    }
    if known.span.start > open.span.start {
        return false;
    }
    let rest = normal.get(known.span.end..open.span.end).unwrap_or("");
    let tail = rest.trim_start_matches([' ', '-', ',']);
    let tail = tail.strip_prefix("và ").unwrap_or(tail);
    // `Sở Công Thương và Ban Chỉ đạo …`: the head of another body begins there.
    let begins = open.span.end - tail.len();
    let other = [List::OfficeHead, List::OfficeLower].iter().any(|heads| {
        let words = folded.get(begins..).unwrap_or("");
        rest.starts_with(" và ") && rules.phrases.starts(*heads, words).is_some()
    });
    if other {
        return true;
    }
    let joint = rest.starts_with(" - ") || rest.starts_with(" và ") || rest.starts_with('-');
    !(joint && tail.starts_with(char::is_uppercase) && !tail.starts_with("Các"))
}

/// Names by their shape: a capitalised head and what follows up to punctuation, an area or a verb.
/// `listed`: what the agency list knows in the same text, since a name ends where `và` joins the next body to it.
pub(super) fn open_names(
    normal: &str,
    folded: Stretch,
    listed: &[Mention],
    rules: &Rules,
) -> Vec<Mention> {
    let mut found = Vec::new();
    for (start, end) in rules.phrases.find(List::OfficeHead, folded) {
        let head = &folded[start..end];
        let lowercase_title = head.contains("phụ trách") || head == "công chức";
        let capital = normal[start..].starts_with(char::is_uppercase);
        if !capital && !lowercase_title {
            continue;
        }
        let level = rules
            .phrases
            .note(List::OfficeHead, head)
            .and_then(|level| level.parse().ok());
        let stop = next_listed(&folded, end, listed);
        let name = (&normal[..stop], folded.part(..stop));
        if let Some(mention) = open_name(name, start, head, level, rules) {
            found.push(mention);
        }
    }
    for (start, end) in rules.phrases.find(List::OfficeLower, folded) {
        let stop = next_listed(&folded, end, listed);
        let name = (&normal[..stop], folded.part(..stop));
        if normal[start..].starts_with(char::is_uppercase) {
            found.extend(called_by_task(name, start..end, rules));
        }
    }
    found
}

/// `Tổ kiểm tra công vụ`, `Ban Chỉ đạo vận động hiến máu tình nguyện huyện`: the name goes on up to an area or to what the
/// body does; a verb right behind its first words is what it does where no area follows (`Ban Chỉ đạo họp mỗi quý`).
fn called_by_task(
    (normal, folded): (&str, Stretch),
    head: Range<usize>,
    rules: &Rules,
) -> Option<Mention> {
    let rest = &folded[head.end..];
    let end = name_end(folded, head.end, rules);
    let spaces = (head.end..end).filter(|&at| matches!(folded.as_bytes()[at], b' ' | b'\n'));
    let area = spaces
        .map(|at| (at, area_at(&normal[at..], &folded[at..], rules)))
        .find_map(|(at, area)| Some((at, area?)));
    let verb = rules
        .phrases
        .starts(List::TaskVerb, rest.trim_start())
        .is_some();
    let (stop, end, levels) = match area {
        Some((at, area)) => (at, at + area.end, area.levels),
        None if verb => (head.end, head.end, Vec::new()),
        None => (end, end, Vec::new()),
    };
    let words: Vec<&str> = normal.get(head.start..stop)?.split_whitespace().collect();
    let name = words.join(" ");
    (words.len() <= MOST_WORDS && !inside_capitals(normal, head.start, stop)).then(|| Mention {
        span: Span::new(head.start, end),
        name: crate::extract::title::capitalised(&name),
        area: levels,
        candidates: Arc::default(),
        head_level: None,
        generic: false,
        known: false,
    })
}

/// Where the next listed body begins that `và` joins: `Ban Quản lý dự án và Ủy ban nhân dân xã` is two bodies.
fn next_listed(folded: &str, from: usize, listed: &[Mention]) -> usize {
    listed
        .iter()
        .map(|mention| mention.span.start)
        .filter(|&start| start > from)
        .filter_map(|start| Some(folded.get(..start)?.trim_end().strip_suffix(" và")?.len()))
        .filter(|&stop| stop >= from)
        .min()
        .unwrap_or(folded.len())
}

pub(super) fn open_name(
    (normal, folded): (&str, Stretch),
    start: usize,
    head: &str,
    level: Option<Level>,
    rules: &Rules,
) -> Option<Mention> {
    let from = start + head.len();
    // A head alone is no name: at the end of a line the name goes on in the next.
    if !folded[from..].starts_with([' ', '\n']) {
        return None;
    }
    let mut end = before_verb(normal, folded, from..name_end(folded, from, rules), rules);
    let area_start = (from..end)
        .filter(|&at| folded.is_char_boundary(at) && folded[..at].ends_with(' '))
        // `… Vệ sinh môi trường nông thôn`, `Cục Kiểm tra văn bản …` are no villages.
        .filter(|&at| {
            let compounds = ["nông ", "văn ", "cơ ", "xuất ", "kịch "];
            !compounds.iter().any(|word| folded[..at].ends_with(word))
        })
        .find(|&at| area_at(&normal[at - 1..], &folded[at - 1..], rules).is_some());
    let mut area = Vec::new();
    let mut name_stop = end;
    if let Some(at) = area_start
        && let Some(found) = area_at(&normal[at - 1..], &folded[at - 1..], rules)
    {
        name_stop = at - 1;
        end = at - 1 + found.end;
        area = found.levels;
    }
    let name = normal[start..name_stop]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let words = name.split(' ').count();
    let proper = normal[from..name_stop]
        .trim_start()
        .starts_with(char::is_uppercase);
    let titled = head.contains("phụ trách");
    // `cán bộ phụ trách từng thôn`: each has its own.
    let each = name.ends_with(" từng") || name.ends_with(" mỗi");
    if !(2..=MOST_WORDS).contains(&words) || !proper && !titled || each {
        return None;
    }
    let place = words <= 4 && !rules.units.find(None, &name, None).is_empty();
    if place || inside_capitals(normal, start, name_stop) {
        return None;
    }
    Some(Mention {
        span: Span::new(start, end),
        name: crate::extract::title::capitalised(&name),
        area,
        candidates: Arc::default(),
        head_level: level,
        generic: false,
        known: false,
    })
}

/// `Chi cục Thủy lợi vận hành các cống`: a name ends at a verb in small letters that is no part of names. Behind the first
/// word of the name, at the earliest.
fn before_verb(normal: &str, folded: Stretch, name: Range<usize>, rules: &Rules) -> usize {
    let near = folded.part(name.clone());
    let phrases = &rules.phrases;
    let verbs = phrases.find(List::TaskVerb, near).into_iter();
    // `công trình` holds a verb of one syllable.
    let long = verbs.filter(|(at, end)| near[*at..*end].contains(' '));
    let verb = long.map(|(at, _)| name.start + at).find(|&at| {
        let second = folded[name.start..at].trim().contains(' ');
        let small = normal[at..].starts_with(char::is_lowercase);
        second && small && phrases.starts(List::NameVerb, &folded[at..]).is_none()
    });
    verb.map_or(name.end, |at| folded[..at].trim_end().len())
}

/// Words in capitals behind other words: a heading (`TẠI TRỤ SỞ VÀ CÁC BỘ PHẬN`), in which no name can be told by its
/// capitals. A heading that opens with a name may be that body's.
fn inside_capitals(normal: &str, start: usize, end: usize) -> bool {
    let capitals = normal[start..end].chars().all(|c| !c.is_lowercase());
    let behind = || {
        let line = normal[..start].rsplit('\n').next().unwrap_or("");
        line.split_whitespace()
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
    };
    capitals && behind()
}

/// `Ban Chỉ huy Phòng, chống thiên tai`: the comma stands inside one word of the name.
fn is_prevention(folded: &str, comma: usize) -> bool {
    let behind = folded[comma..].strip_prefix(',').map(str::trim_start);
    folded[..comma].ends_with("phòng") && behind.is_some_and(|rest| rest.starts_with("chống"))
}

/// Where a name must end: punctuation, a line break behind its first word, or a verb. `và` goes on only before a
/// capital or a short tail.
pub(in crate::extract) fn name_end(folded: Stretch, from: usize, rules: &Rules) -> usize {
    let first = from + usize::from(folded[from..].starts_with('\n'));
    let stop = folded[first..]
        .match_indices([',', ';', '.', ':', '(', ')', '\n', '"', '/'])
        .map(|(at, _)| first + at)
        .find(|&at| !is_prevention(&folded, at))
        .unwrap_or(folded.len());
    // A verb right behind the head belongs to the name (`phụ trách tổng hợp`); `trong`, `gồm`, `của` never do.
    let near = folded.part(from..stop);
    let verb = |at: usize| rules.phrases.starts(List::TaskVerb, &near[at..]).is_some();
    let end = rules
        .phrases
        .find(List::NameEnd, near)
        .into_iter()
        .find(|(at, _)| *at > 1 || !verb(*at))
        .map_or(stop, |(at, _)| from + at);
    let name = &folded[..end];
    let mut end = name.trim_end().len();
    for tail in [" và", " các", " -", " với"] {
        if folded[..end].ends_with(tail) {
            end -= tail.len();
        }
    }
    end
}
