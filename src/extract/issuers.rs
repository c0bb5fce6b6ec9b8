//! Who issued a document that is cited: named behind its number, before it, or at the head of a list of numbers.

use crate::outline::Outline;
use crate::outline::parts::is_capital;
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::span::Span;
use std::borrow::Cow;

/// `của UBND tỉnh Thừa Thiên Huế` behind a citation, abbreviations expanded, up to where the name ends, in bytes of the
/// region.
pub(super) fn issuer_behind(
    outline: &Outline,
    region: Span,
    from: usize,
    rules: &Rules,
) -> Option<(String, usize)> {
    let folded = &outline.folded(region)[from..];
    let lead = folded.trim_start_matches([' ', '\n', ',', ')']);
    let at = from + (folded.len() - lead.len());
    let rest = lead.strip_prefix("của")?.trim_start();
    let start = at + (lead.len() - rest.len());
    let title = TITLES.into_iter().find(|title| rest.starts_with(title));
    let skip = title.map_or(0, str::len);
    let found = rules.agencies.find_all(&rest[..line_length(rest)]);
    let first = found
        .iter()
        .find(|agency| agency.start == 0 || agency.start == skip);
    let Some(first) = first else {
        let (name, end) = by_shape(&outline.cut(region)[start..], rest, rules)?;
        return Some((name, start + end));
    };
    let mut name = String::new();
    if first.start > 0 {
        let post = &outline.cut(region)[start..start + first.start];
        let post = match is_capital(post) {
            true => Cow::Owned(post.to_lowercase()),
            false => Cow::Borrowed(post),
        };
        name.push_str(&super::title::capitalised(&post));
    }
    let written = &outline.cut(region)[start + first.start..start + first.end];
    name.push_str(&as_written(written, first.name));
    let tail = &outline.cut(region)[start + first.end..];
    let unit = super::agencies::area::area_at(
        tail,
        &folded[folded.len() - (outline.folded(region).len() - start - first.end)..],
        rules,
    );
    // `Ban Chấp hành Đảng bộ tỉnh` ends with the unit's type: its name follows.
    let typed = UNIT_TYPES.iter().find(|kind| first.name.ends_with(**kind));
    let end = match (unit, typed) {
        (Some(unit), _) => unit.end,
        (None, Some(kind)) => super::agencies::area::unit_name(tail, kind, rules),
        // `Sở Giáo dục và Đào tạo Bình Phước`
        (None, None) => super::agencies::area::bare_unit(tail, &rest[first.end..], rules)
            .map_or(0, |unit| unit.end),
    };
    for word in unit_words(&tail[..end], rules) {
        name.push(' ');
        name.push_str(&word);
    }
    Some((name, start + first.end + end))
}

/// The words of a unit: its type in small letters in a title in capitals, its name up to where a known one ends
/// (`tỉnh Bắc Ninh Ban hành …` in a cell of a table).
fn unit_words(written: &str, rules: &Rules) -> Vec<String> {
    let mut words: Vec<String> = written
        .split_whitespace()
        .map(|word| {
            let lower = word.to_lowercase();
            let typed = is_capital(word) && UNIT_WORDS.contains(&lower.as_str());
            if typed { lower } else { word.to_string() }
        })
        .collect();
    let named = words
        .iter()
        .position(|word| !UNIT_WORDS.contains(&word.to_lowercase().as_str()))
        .unwrap_or(words.len());
    let known = |end: usize| {
        let name = words[named..end].join(" ");
        !rules.units.find(None, &name, None).is_empty()
    };
    if let Some(end) = (named + 1..=words.len()).rev().find(|end| known(*end)) {
        words.truncate(end);
    }
    words
}

/// `theo đề nghị của Sở Nội vụ tại Tờ trình số …`, `… tại Văn bản số …`: the body named right before `tại`.
pub(super) fn issuer_before(
    outline: &Outline,
    region: Span,
    start: usize,
    rules: &Rules,
) -> Option<String> {
    let before = outline.folded(region).get(..start)?.trim_end();
    let before = before.strip_suffix(':').unwrap_or(before);
    let before = before.strip_suffix("số").unwrap_or(before).trim_end();
    let before = before.strip_suffix("văn bản").unwrap_or(before).trim_end();
    named_at_end(outline, region, before.strip_suffix("tại")?, rules)
}

/// `các Nghị định của Chính phủ: số 1/…; số 2/…`: the body that the head of the list names.
pub(super) fn issuer_of_list(
    outline: &Outline,
    region: Span,
    start: usize,
    rules: &Rules,
) -> Option<String> {
    /// Bytes of the longest list.
    const LONGEST: usize = 1200;
    let folded = outline.folded(region);
    let before = folded.get(..start)?.trim_end();
    let before = before.strip_suffix("số").unwrap_or(before).trim_end();
    let item = before.ends_with([':', ';', ',', '-', '+']) || before.ends_with(" và");
    let mut from = start.saturating_sub(LONGEST);
    while !folded.is_char_boundary(from) {
        from += 1;
    }
    let head = from + before.get(from..)?.rfind(':')?;
    let list = before.get(head..)?;
    let basis = |line: &str| rules.phrases.starts(List::LegalOpening, line).is_some();
    let ends = list.contains(". ") || list.contains("\n\n") || list.lines().skip(1).any(basis);
    if !item || ends {
        return None;
    }
    let head = folded.get(..head)?;
    let (documents, name) = head.rsplit_once(" của ")?;
    let documents_of = ends_with_type(documents, rules) && rules.agencies.starts(name).is_some();
    documents_of.then(|| named_at_end(outline, region, head, rules))?
}

/// Whether a text ends with a document type or `văn bản`: `Căn cứ các Nghị định`.
fn ends_with_type(folded: &str, rules: &Rules) -> bool {
    /// Words of the longest type.
    const MOST: usize = 4;
    let spaces = folded.rmatch_indices(' ').map(|(at, _)| at + 1);
    let mut last = spaces
        .chain([0])
        .take(MOST)
        .filter_map(|at| folded.get(at..));
    folded.ends_with("văn bản")
        || folded.ends_with("đề nghị")
        || last.any(|words| {
            let kind = rules.document_types.starts(words);
            kind.is_some_and(|(_, end)| end == words.len())
        })
}

/// The body that a text ends with, with the unit behind its name; `before` is the region up to there, folded.
fn named_at_end(outline: &Outline, region: Span, before: &str, rules: &Rules) -> Option<String> {
    let before = before.trim_end();
    let mut from = before.len().saturating_sub(line_length(before));
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let clause = &before[from..];
    let agencies = rules.agencies.find_all(clause);
    let last = agencies.last()?;
    // `Trưởng Ban Chỉ đạo`: who heads the body says so, in a document of another one.
    let head = clause[..last.start].trim_end();
    if ["- trưởng", "– trưởng", "phó trưởng"]
        .iter()
        .any(|rank| head.ends_with(rank))
    {
        return None;
    }
    // Of two that issued it together neither is the issuer.
    let before = head
        .strip_suffix("và")
        .or(head.strip_suffix(','))
        .map(str::trim_end);
    if before.is_some_and(|before| agencies.iter().any(|other| other.end == before.len())) {
        return None;
    }
    let unit = &clause[last.end..];
    // What follows the name is its unit, or the name is not the issuer's.
    if unit.contains([',', ';', '.', ':']) || unit.split_whitespace().count() > 6 {
        return None;
    }
    let written = outline
        .cut(region)
        .get(from + last.end..from + clause.len())?;
    // `UBND tỉnh đã chỉ đạo tại Công văn …`: the unit ends where the verb begins.
    let unit = written.split_whitespace().take_while(|word| {
        word.starts_with(char::is_uppercase) || UNIT_WORDS.contains(&word.to_lowercase().as_str())
    });
    let words: Vec<&str> = std::iter::once(last.name).chain(unit).collect();
    Some(words.join(" "))
}

/// Words of unit types, which stand in small letters before a unit's name.
const UNIT_WORDS: [&str; 11] = [
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "quận",
    "thị",
    "xã",
    "phường",
    "trấn",
    "đặc",
    "khu",
];

/// Posts before the name of the body whose document it is.
const TITLES: [&str; 13] = [
    "bộ trưởng, chủ nhiệm ",
    "chủ tịch ",
    "phó chủ tịch ",
    "bộ trưởng ",
    "thứ trưởng ",
    "giám đốc ",
    "phó giám đốc ",
    "tổng giám đốc ",
    "cục trưởng ",
    "tổng cục trưởng ",
    "chánh văn phòng ",
    "trưởng ",
    "thống đốc ",
];

/// Types of units that end the names of party bodies.
const UNIT_TYPES: [&str; 6] = [" tỉnh", " thành phố", " huyện", " quận", " thị xã", " xã"];

/// An issuer that the agency list lacks: a capitalised head of a body and what follows up to punctuation or a verb; and
/// where it ends.
fn by_shape(normal: &str, folded: &str, rules: &Rules) -> Option<(String, usize)> {
    const HEADS: [&str; 16] = [
        "ban ",
        "hội ",
        "đảng ",
        "liên ",
        "đoàn ",
        "tổng ",
        "chi ",
        "trường ",
        "công ty ",
        "viện ",
        "trung tâm ",
        "ủy ban ",
        "hội đồng ",
        "sở ",
        "phòng ",
        "cục ",
    ];
    let head = HEADS.iter().find(|head| folded.starts_with(**head))?;
    if !normal.starts_with(char::is_uppercase) {
        return None;
    }
    let until = line_length(folded);
    let end = super::agencies::open::name_end(folded.get(..until)?.into(), head.len(), rules);
    // `của Công ty về thuế`: no name, only its head.
    if [
        "về ",
        "tại ",
        "và ",
        "để ",
        "theo ",
        "ban hành ",
        "hướng dẫn ",
    ]
    .iter()
    .any(|word| folded[head.len()..].starts_with(word))
    {
        return None;
    }
    let name = normal
        .get(..end)?
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (2..=16)
        .contains(&name.split(' ').count())
        .then_some((name, end))
}

/// A name as it is written where nothing in it is short (`Ban Chỉ huy phòng chống thiên tai`): the list may have other
/// commas; else as the list has it.
fn as_written<'t>(written: &'t str, listed: &'t str) -> Cow<'t, str> {
    let words = |name: &str| {
        let folded = crate::text::fold::key(name).replace(',', "");
        folded
            .split_whitespace()
            .map(str::to_string)
            .collect::<Vec<_>>()
    };
    let commas = |name: &str| name.matches(',').count();
    if commas(written) == commas(listed) || words(written) != words(listed) || is_capital(written) {
        return Cow::Borrowed(listed);
    }
    let words: Vec<&str> = written.split_whitespace().collect();
    Cow::Owned(words.join(" "))
}

/// Issuers are looked for in this many bytes at most.
fn line_length(rest: &str) -> usize {
    let mut end = rest.len().min(200);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    end
}
