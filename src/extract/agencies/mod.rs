//! Agencies as text names them: from the word list, by the shape of their name, and as unnamed groups.

pub mod area;
mod headed;
pub(super) mod open;
mod told;
mod villages;

use crate::memo::Matter;
use crate::outline::{NodeKind, Outline, Part};
use crate::rules::Rules;
use crate::rules::agencies::Agency;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::text::Stretch;
use crate::trace;
use crate::value::Level;
use area::{area_at, bare_unit, place_name, region_number};
use headed::headed_lists;
use open::{extends_badly, open_names};
use std::sync::Arc;
use told::{candidate, common_word, overlapped, runs_on};
use villages::list_villages;

pub use area::Area;

/// A named or unnamed body, as a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Name and area: `UBND các xã, thị trấn`.
    pub span: Span,
    /// Official name without the area, or the group's own words in lower case.
    pub name: String,
    /// Levels that the area names; empty where no area stands by it.
    pub area: Vec<AreaLevel>,
    /// The entries of the agency list that the words can stand for; for a name outside the list, what its head tells.
    pub candidates: Arc<[Arc<Agency>]>,
    /// Level that the head of a name outside the list fixes: a `Sở` is of the province.
    pub head_level: Option<Level>,
    /// An unnamed group.
    pub generic: bool,
    /// Whether it is in the agency list.
    pub known: bool,
}

/// A level as an area names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaLevel {
    /// `huyện`, `các xã, thị trấn`, `cấp huyện`.
    Level(Level),
    /// `thành phố`: a province or a district, as the issuer's province tells.
    City,
    /// `các cấp`: the levels below the issuer.
    All,
    /// `cùng cấp`: the level of the body it goes with.
    Same,
}

/// All mentions in basis, body and annex, in order, without overlaps.
pub fn find(outline: &Outline, rules: &Rules) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for node in &outline.nodes {
        if !matches!(node.part, Part::Basis | Part::Body | Part::Annex) {
            continue;
        }
        match node.kind {
            NodeKind::Table(table) => {
                let mut spans: Vec<Span> = outline.tables[table]
                    .rows
                    .iter()
                    .flat_map(|row| {
                        row.cells
                            .iter()
                            .filter(|cell| !cell.inherited)
                            .filter_map(|cell| cell.span)
                    })
                    .collect();
                spans.sort_unstable();
                spans.dedup();
                for span in spans {
                    in_span(outline, span, rules, &mut mentions);
                }
            }
            _ => in_span(outline, node.body, rules, &mut mentions),
        }
    }
    mentions.sort_by_key(|mention| mention.span);
    mentions.shrink_to_fit();
    mentions
}

/// The mentions of one paragraph or cell.
fn in_span(outline: &Outline, span: Span, rules: &Rules, out: &mut Vec<Mention>) {
    let (normal, folded) = (outline.cut(span), outline.stretch(span));
    let read = || in_text(normal, folded, span.start, rules);
    let found = rules.memo.read(Matter::Mentions, normal, read);
    out.extend(found.iter().map(|mention| Mention {
        span: mention.span.shift(span.start),
        ..mention.clone()
    }));
}

/// The mentions of a text, in order; only what is told stands from `base` on.
fn in_text(normal: &str, folded: Stretch, base: usize, rules: &Rules) -> Vec<Mention> {
    let mut found: Vec<Mention> = named(normal, folded, base, rules);
    let open: Vec<Mention> = open_names(normal, folded, &found, rules)
        .into_iter()
        .filter(|open| {
            let listed = found
                .iter()
                .find(|known| extends_badly((normal, &folded), known, open, rules));
            if let Some(listed) = listed {
                trace::tell(|| runs_on(open, listed, base));
            }
            listed.is_none()
        })
        .collect();
    found.extend(groups(normal, folded, rules));
    found.extend(open);
    found.extend(headed_lists(normal, &folded, rules));
    list_villages(&folded, &mut found, rules);
    // The longest wins; of equal ones the named.
    found.sort_by_key(|mention| (std::cmp::Reverse(mention.span.len()), mention.generic));
    let mut kept: Vec<Mention> = Vec::new();
    for mention in found {
        match kept.iter().find(|other| other.span.overlaps(mention.span)) {
            Some(winner) => trace::tell(|| overlapped(&mention, winner, base)),
            None => {
                trace::tell(|| candidate(&mention, base));
                kept.push(mention);
            }
        }
    }
    kept.sort_by_key(|mention| mention.span);
    kept
}

fn named(normal: &str, folded: Stretch, base: usize, rules: &Rules) -> Vec<Mention> {
    rules
        .agencies
        .find_all(folded)
        .into_iter()
        .filter(|found| {
            let name = is_name(normal, &folded, found.start, found.end, found.candidates);
            if !name {
                let span = Span::new(found.start, found.end).shift(base);
                trace::tell(|| common_word(found.name, span));
            }
            name
        })
        .map(|found| {
            let numbered = region_number(&normal[found.start..found.end], &normal[found.end..]);
            let area = area_at(&normal[found.end..], &folded[found.end..], rules)
                .or_else(|| bare_unit(&normal[found.end..], &folded[found.end..], rules));
            let kind = found
                .candidates
                .first()
                .map_or("", |agency| agency.kind.as_str());
            let own_name = keeps_place(found.name, kind);
            let place = || match numbered {
                0 => place_name(&normal[found.end..], &folded[found.end..], own_name, rules),
                number => number,
            };
            let bare = area.is_none() || area.as_ref().is_some_and(|area| area.bare);
            let end = found.end + area.as_ref().map_or_else(place, |area| area.end);
            // `Báo Hưng Yên`, `Trường Tiểu học Lê Lợi`: the place is part of the name.
            let tail = if own_name && bare {
                &normal[found.end..end]
            } else {
                ""
            };
            let full = |name: &str| {
                let words: Vec<&str> = name.split(' ').chain(tail.split_whitespace()).collect();
                words.join(" ")
            };
            Mention {
                span: Span::new(found.start, end),
                name: full(found.name),
                area: area.map_or_else(Vec::new, |area| area.levels),
                candidates: match tail {
                    "" => Arc::clone(found.candidates),
                    _ => found
                        .candidates
                        .iter()
                        .map(|agency| called(agency, full(&agency.name)))
                        .collect(),
                },
                head_level: None,
                generic: false,
                known: true,
            }
        })
        .collect()
}

/// An agency by another name.
fn called(agency: &Agency, name: String) -> Arc<Agency> {
    Arc::new(Agency {
        name,
        ..agency.clone()
    })
}

/// Whether the place belongs to the name (GUIDE): of newspapers, and of schools, which differ in nothing else.
fn keeps_place(name: &str, kind: &str) -> bool {
    kind == "media" && name.starts_with("Báo") || kind == "school"
}

/// Common words are names only where they are written or placed as names: `Thanh tra huyện`, not `thanh tra, kiểm tra`.
fn is_name(
    normal: &str,
    folded: &str,
    start: usize,
    end: usize,
    candidates: &[Arc<Agency>],
) -> bool {
    let written = &normal[start..end];
    let capital = written.starts_with(char::is_uppercase);
    let words = written.split_whitespace().count();
    let kind = candidates.first().map_or("", |agency| agency.kind.as_str());
    let after = folded[end..].trim_start();
    let area = [
        "huyện",
        "tỉnh",
        "xã",
        "phường",
        "thành phố",
        "thị xã",
        "quận",
        "cấp",
        "các sở",
        "sở",
    ]
    .iter()
    .any(|word| after.starts_with(word));
    match kind {
        "inspectorate" if words == 2 => {
            capital && (area || after.is_empty() || after.starts_with([';', '.', ':']))
                || area && !after.starts_with("cấp")
        }
        "media" | "village" if words == 1 => {
            let village = kind == "village";
            village
                && (start == 0
                    || folded[..start].trim_end().ends_with([',', ';', 'à']) && listed(folded, end))
                || !village
                    && capital
                    && after.starts_with(|c: char| c.is_alphabetic())
                    && !after.starts_with("cáo")
                    && normal[end..].trim_start().starts_with(char::is_uppercase)
        }
        "village" => true,
        _ if words == 1 => capital,
        _ => true,
    }
}

/// Whether a list of bodies goes on or ends behind a name.
fn listed(folded: &str, end: usize) -> bool {
    let after = folded[end..].trim_start();
    after.is_empty() || after.starts_with([',', ';', '.'])
}

/// `Phòng Nội vụ (cơ quan thường trực)`: a bracket says what the body is, and names no other.
fn says_rank(before: &str, after: &str) -> bool {
    let ranks = [" thường trực", " đầu mối", " chủ trì", " chủ quản"];
    before.ends_with('(') && ranks.iter().any(|rank| after.starts_with(rank))
}

fn groups(normal: &str, folded: Stretch, rules: &Rules) -> Vec<Mention> {
    rules
        .phrases
        .find(List::GenericGroup, folded)
        .into_iter()
        .filter(|(start, end)| !says_rank(&folded[..*start], &folded[*end..]))
        .map(|(start, end)| {
            let end = end + tail_of_group(&normal[end..], &folded[end..], rules);
            let name = folded[start..end]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let area = level_in(&name);
            Mention {
                span: Span::new(start, end),
                name,
                area,
                candidates: Arc::default(),
                head_level: None,
                generic: true,
                known: true,
            }
        })
        .collect()
}

/// `liên quan`, `có liên quan`, `trực thuộc`, `thuộc tỉnh`, `cấp huyện` behind a group belong to its name.
fn tail_of_group(normal: &str, folded: &str, rules: &Rules) -> usize {
    let mut end = 0;
    for tail in [" có liên quan", " liên quan", " trực thuộc"] {
        if folded.starts_with(tail) {
            end = tail.len();
            break;
        }
    }
    // `các phòng, ban thuộc huyện`
    let of = [" thuộc", ""]
        .into_iter()
        .find(|of| folded[end..].starts_with(of));
    let at = end + of.map_or(0, str::len);
    match area_at(&normal[at..], &folded[at..], rules) {
        Some(area) => at + area.end,
        None => end,
    }
}

fn level_in(name: &str) -> Vec<AreaLevel> {
    // `các phòng, ban thị xã`: some types have two words.
    let mut spaces = name.rmatch_indices(' ').map(|(at, _)| at + 1);
    let (last, two) = (spaces.next().unwrap_or(0), spaces.next().unwrap_or(0));
    super::area_level(&name[two..])
        .or_else(|| super::area_level(&name[last..]))
        .map(AreaLevel::Level)
        .into_iter()
        .collect()
}
