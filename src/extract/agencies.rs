//! Agencies as text names them: from the word list, by the shape of their name, and as unnamed groups.

use crate::outline::{NodeKind, Outline, Part};
use crate::rules::Rules;
use crate::rules::agencies::Agency;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::value::Level;

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
    pub candidates: Vec<Agency>,
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

/// An area behind a name: where it ends, and which levels it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Bytes from the start of the text it was looked for in.
    pub end: usize,
    /// The levels.
    pub levels: Vec<AreaLevel>,
}

/// All mentions in basis, body and annex, in order, without overlaps.
pub fn find(outline: &Outline, rules: &Rules) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (_, node) in outline.nodes.iter().enumerate() {
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
    mentions
}

/// The mentions of one paragraph or cell.
fn in_span(outline: &Outline, span: Span, rules: &Rules, out: &mut Vec<Mention>) {
    let (normal, folded) = (outline.cut(span), outline.folded(span));
    let mut found: Vec<Mention> = named(normal, folded, rules);
    let open: Vec<Mention> = open_names(normal, folded, rules)
        .into_iter()
        .filter(|open| !found.iter().any(|known| extends_badly(normal, known, open)))
        .collect();
    found.extend(groups(normal, folded, rules));
    found.extend(open);
    found.extend(headed_lists(normal, folded, rules));
    // The longest wins; of equal ones the named.
    found.sort_by_key(|mention| (std::cmp::Reverse(mention.span.len()), mention.generic));
    let mut kept: Vec<Mention> = Vec::new();
    for mention in found {
        if !kept.iter().any(|other| other.span.overlaps(mention.span)) {
            kept.push(mention);
        }
    }
    kept.sort_by_key(|mention| mention.span);
    out.extend(kept.into_iter().map(|mention| Mention {
        span: mention.span.shift(span.start),
        ..mention
    }));
}

/// Whether a name by its shape only runs on from a listed one: `Phòng Nội vụ` in `Phòng Nội vụ xây dựng kế hoạch`.
/// A longer official name goes on with a dash, comma or `và` and a capital.
fn extends_badly(normal: &str, known: &Mention, open: &Mention) -> bool {
    if !known.span.overlaps(open.span) || known.name.is_empty() {
        return false;
    }
    if known.span.start > open.span.start {
        return false;
    }
    let rest = normal.get(known.span.end..open.span.end).unwrap_or("");
    let tail = rest.trim_start_matches([' ', '-', ',']);
    let tail = tail.strip_prefix("và ").unwrap_or(tail);
    let joint = rest.starts_with(" - ") || rest.starts_with(" và ") || rest.starts_with('-');
    !(joint && tail.starts_with(char::is_uppercase) && !tail.starts_with("Các"))
}

/// `Các Phòng: Nội vụ, Tư pháp, Tài chính - Kế hoạch`: one head for a list of names.
fn headed_lists(normal: &str, folded: &str, rules: &Rules) -> Vec<Mention> {
    let mut found = Vec::new();
    for head in ["phòng", "sở", "bộ", "ban"] {
        for opening in [
            format!("các {head}: "),
            format!("{head}: "),
            format!("các {head} "),
        ] {
            for (at, _) in folded.match_indices(opening.as_str()) {
                if folded[..at].ends_with(char::is_alphanumeric) {
                    continue;
                }
                let from = at + opening.len();
                found.extend(listed_names(normal, folded, from, head, rules));
            }
        }
    }
    found
}

/// Names without their head from byte `from` on, as far as the agency list knows them with it.
fn listed_names(
    normal: &str,
    folded: &str,
    from: usize,
    head: &str,
    rules: &Rules,
) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = from;
    loop {
        let rest = &folded[at..];
        let joined = format!("{head} {rest}");
        let Some(first) = rules
            .agencies
            .find_all(&joined)
            .into_iter()
            .find(|agency| agency.start == 0 && agency.end > head.len() + 1)
        else {
            break;
        };
        let len = first.end - head.len() - 1;
        found.push(Mention {
            span: Span::new(at, at + len),
            name: first.name.to_string(),
            area: Vec::new(),
            candidates: first
                .candidates
                .iter()
                .map(|agency| (*agency).clone())
                .collect(),
            head_level: None,
            generic: false,
            known: true,
        });
        at += len;
        let Some(joint) = [", ", "; ", " và ", ","]
            .into_iter()
            .find(|joint| folded[at..].starts_with(joint))
        else {
            break;
        };
        at += joint.len();
        // The next name may bring its own head.
        if !normal[at..].starts_with(char::is_uppercase) {
            break;
        }
        let next = rules.agencies.find_all(&folded[at..]);
        if let Some(own) = next.first().filter(|own| own.start == 0) {
            at += own.end;
            let Some(joint) = [", ", "; ", " và "]
                .into_iter()
                .find(|joint| folded[at..].starts_with(joint))
            else {
                break;
            };
            at += joint.len();
        }
    }
    found
}

fn named(normal: &str, folded: &str, rules: &Rules) -> Vec<Mention> {
    rules
        .agencies
        .find_all(folded)
        .into_iter()
        .filter(|found| is_name(normal, folded, found.start, found.end, &found.candidates))
        .map(|found| {
            let numbered = region_number(&normal[found.start..found.end], &normal[found.end..]);
            let area = area_at(&normal[found.end..], &folded[found.end..], rules)
                .or_else(|| bare_unit(&normal[found.end..], &folded[found.end..], rules));
            let end = found.end + area.as_ref().map_or(numbered, |area| area.end);
            Mention {
                span: Span::new(found.start, end),
                name: found.name.to_string(),
                area: area.map_or_else(Vec::new, |area| area.levels),
                candidates: found
                    .candidates
                    .iter()
                    .map(|agency| (*agency).clone())
                    .collect(),
                head_level: None,
                generic: false,
                known: true,
            }
        })
        .collect()
}

/// ` XI`, ` 8` behind `… khu vực`: the number of the region, in bytes.
fn region_number(name: &str, after: &str) -> usize {
    let word = after
        .trim_start()
        .split([' ', ',', ';', '.', '\n'])
        .next()
        .unwrap_or("");
    let number = !word.is_empty()
        && (word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            || word.bytes().all(|b| b.is_ascii_digit()));
    if number && name.to_lowercase().ends_with("khu vực") {
        after.len() - after.trim_start().len() + word.len()
    } else {
        0
    }
}

/// A province's name behind a broadcaster's without `tỉnh`: `Đài Phát thanh và Truyền hình Hưng Yên`.
fn bare_unit(normal: &str, folded: &str, rules: &Rules) -> Option<Area> {
    let rest = normal.strip_prefix(' ')?;
    let len = unit_name(rest, "", rules);
    let name = &folded[1..=len.min(folded.len() - 1)];
    let unit = rules
        .units
        .find(None, name, None)
        .into_iter()
        .find(|unit| unit.level < Level::Commune)?;
    (len > 0).then(|| Area {
        end: len + 1,
        levels: vec![AreaLevel::Level(unit.level)],
    })
}

/// Common words are names only where they are written or placed as names: `Thanh tra huyện`, not `thanh tra, kiểm tra`.
fn is_name(normal: &str, folded: &str, start: usize, end: usize, candidates: &[&Agency]) -> bool {
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

fn groups(normal: &str, folded: &str, rules: &Rules) -> Vec<Mention> {
    rules
        .phrases
        .find(List::GenericGroup, folded)
        .into_iter()
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
                candidates: Vec::new(),
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
    let area = area_at(&normal[end..], &folded[end..], rules);
    end + area.map_or(0, |area| area.end)
}

fn level_in(name: &str) -> Vec<AreaLevel> {
    let last = name.split(' ').next_back().unwrap_or("");
    super::area_level(last)
        .map(AreaLevel::Level)
        .into_iter()
        .collect()
}

/// Heads of names that the list may lack, with the level of such bodies where it is fixed.
const HEADS: [(&str, Option<Level>); 24] = [
    ("sở", Some(Level::Province)),
    ("phòng", None),
    ("ban quản lý", None),
    ("ban chỉ đạo", None),
    ("ban chỉ huy", None),
    ("trung tâm", None),
    ("chi cục", None),
    ("cục", None),
    ("hội", None),
    ("hiệp hội", Some(Level::Province)),
    ("liên minh", Some(Level::Province)),
    ("trường", None),
    ("bệnh viện", None),
    ("đài", None),
    ("trạm", Some(Level::Commune)),
    ("bộ", Some(Level::Central)),
    ("viện", None),
    ("đội", None),
    ("công ty", None),
    ("tổ công nghệ", Some(Level::Village)),
    ("cán bộ phụ trách", Some(Level::Commune)),
    ("chuyên viên phụ trách", None),
    ("công chức phụ trách", Some(Level::Commune)),
    ("công chức", Some(Level::Commune)),
];

/// Words that end a name: what the body does, not what it is called.
const NAME_ENDS: [&str; 34] = [
    "chủ trì",
    "phối hợp",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "tham mưu",
    "căn cứ",
    "tiếp tục",
    "tăng cường",
    "thường xuyên",
    "chủ động",
    "đẩy mạnh",
    "hướng dẫn",
    "theo dõi",
    "kiểm tra",
    "tổng hợp",
    "báo cáo",
    "thực hiện",
    "triển khai",
    "trên cơ sở",
    "trong",
    "để",
    "theo",
    "được",
    "là",
    "cùng",
    "tổ chức",
    "của",
    "tại",
    "về",
    "đã",
    "định kỳ",
    "cho",
    "nghiên cứu",
    "rà soát",
];

/// Names by their shape: a capitalised head and what follows up to punctuation, an area or a verb.
fn open_names(normal: &str, folded: &str, rules: &Rules) -> Vec<Mention> {
    let mut found = Vec::new();
    for (head, level) in HEADS {
        for (start, _) in folded.match_indices(head) {
            let before = folded[..start].chars().next_back();
            let lowercase_title = head.contains("phụ trách") || head == "công chức";
            let capital = normal[start..].starts_with(char::is_uppercase);
            if before.is_some_and(char::is_alphanumeric) || !capital && !lowercase_title {
                continue;
            }
            if let Some(mention) = open_name(normal, folded, start, head, level, rules) {
                found.push(mention);
            }
        }
    }
    found
}

fn open_name(
    normal: &str,
    folded: &str,
    start: usize,
    head: &str,
    level: Option<Level>,
    rules: &Rules,
) -> Option<Mention> {
    let from = start + head.len();
    if !folded[from..].starts_with(' ') {
        return None;
    }
    let mut end = name_end(folded, from);
    let area_start = (from..end)
        .filter(|&at| folded.is_char_boundary(at) && folded[..at].ends_with(' '))
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
    if !(2..=14).contains(&words) || !proper && !titled {
        return None;
    }
    Some(Mention {
        span: Span::new(start, end),
        name: super::title::capitalised(&name),
        area,
        candidates: Vec::new(),
        head_level: level,
        generic: false,
        known: false,
    })
}

/// Where a name must end: punctuation, a line break, or a verb. `và` goes on only before a capital or a short tail.
fn name_end(folded: &str, from: usize) -> usize {
    let stop = folded[from..]
        .find([',', ';', '.', ':', '(', ')', '\n', '"', '/'])
        .map_or(folded.len(), |at| from + at);
    let mut end = stop;
    for word in NAME_ENDS {
        if let Some(at) = folded[from..end].match_indices(word).find_map(|(at, _)| {
            // The first word behind the head belongs to the name: `phụ trách tổng hợp`.
            if at <= 1 {
                return None;
            }
            let whole = folded[..from + at].ends_with(' ')
                && folded[from + at + word.len()..]
                    .chars()
                    .next()
                    .is_none_or(|c| !c.is_alphanumeric());
            whole.then_some(at)
        }) {
            end = from + at;
        }
    }
    let name = &folded[..end];
    let mut end = name.trim_end().len();
    for tail in [" và", " các", " -", " với"] {
        if folded[..end].ends_with(tail) {
            end -= tail.len();
        }
    }
    end
}

/// The area that begins `folded` (after a space): `huyện`, `tỉnh Lai Châu`, `các xã, thị trấn`, `cấp huyện, cấp xã`.
pub fn area_at(normal: &str, folded: &str, rules: &Rules) -> Option<Area> {
    let lead = folded.len() - folded.trim_start().len();
    if lead == 0 && !folded.is_empty() {
        return None;
    }
    let mut end = lead + rules.phrases.starts(List::AreaWord, &folded[lead..])?;
    let mut levels = levels_of(&folded[lead..end], rules);
    // `cấp huyện, cấp xã`; `huyện và cấp xã`
    while let Some((next, more)) = next_area(&folded[end..], rules) {
        end += next;
        levels.extend(more);
    }
    levels.dedup();
    end += unit_name(&normal[end..], &folded[lead..end], rules);
    Some(Area { end, levels })
}

fn next_area(folded: &str, rules: &Rules) -> Option<(usize, Vec<AreaLevel>)> {
    let joint = [", ", " và ", ",", "; "]
        .into_iter()
        .find(|joint| folded.starts_with(joint))?;
    let rest = &folded[joint.len()..];
    let len = rules.phrases.starts(List::AreaWord, rest)?;
    // Only an area in the same form goes on the list: `cấp xã`, not `tỉnh` of the next name.
    rest.starts_with("cấp ")
        .then(|| (joint.len() + len, levels_of(&rest[..len], rules)))
}

fn levels_of(phrase: &str, rules: &Rules) -> Vec<AreaLevel> {
    let note = rules.phrases.note(List::AreaWord, phrase).unwrap_or("");
    note.split([' ', ',', ';', '|', '+'])
        .filter_map(|word| match word {
            "city" => Some(AreaLevel::City),
            "all" => Some(AreaLevel::All),
            "same" => Some(AreaLevel::Same),
            _ => word.parse().ok().map(AreaLevel::Level),
        })
        .collect()
}

/// The unit's name behind its type: capitalised words, at most five, or a number.
fn unit_name(normal: &str, area: &str, _rules: &Rules) -> usize {
    if area.starts_with("cấp") || area.starts_with("các") || area.starts_with("cùng") {
        return 0;
    }
    let mut end = 0;
    let mut count = 0;
    for word in normal.split_inclusive([' ', '\n']) {
        let bare = word.trim();
        if bare.is_empty() {
            end += word.len();
            continue;
        }
        let name = bare.trim_end_matches([',', ';', '.', ':', ')', '"']);
        let capital = name.starts_with(char::is_uppercase)
            && name.chars().skip(1).any(char::is_lowercase)
            || count == 0
                && name.chars().all(|c| c.is_ascii_digit())
                && !name.is_empty()
                && area == "phường";
        if !capital || count == 5 || name.chars().any(|c| matches!(c, '/' | '(')) {
            break;
        }
        count += 1;
        end += word.len();
        if name.len() < bare.len() {
            end -= word.len() - word.find(name).unwrap_or(0) - name.len();
            return end;
        }
    }
    if count == 0 {
        0
    } else {
        normal[..end].trim_end().len()
    }
}
