//! A document whose line breaks are lost: letterhead, motto, number, date, type and subject stand on one line.
//! It is cut where a new line surely began, so that the other stages see lines as everywhere.

use super::lines::{Line, LineKind};
use super::motto::mottos;
use super::parts::is_capital;
use super::posts;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Text;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A line of at least this many bytes that holds more than the motto has lost its breaks.
const LEAST: usize = 160;

/// How far from the line's start the masthead and title reach, in bytes.
const HEAD: usize = 1600;

/// `Số : 12 /KH-UBND`, up to the end of the notation.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:Số|SỐ)\s*:?[\s.…0-9a-z]*[/-]\s*[A-ZĐƯ][A-Za-zĐđƯ0-9&./-]*(?:\s|$)").ok()
});

/// The date of issue in a folded text.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"ngày[\s.…_]*[0-9]{0,2}[\s.…_]*tháng[\s.…_]*[0-9]{0,2}[\s.…_]*năm\s*(?:19|20)[0-9]{2}",
    )
    .ok()
});

/// What begins a line of the body: legal basis, article, section, addressee, recipients, and items behind a stop.
static OPENING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[\s;.:])(Căn cứ (?:Luật|Nghị|Quyết|Thông|Chỉ|Kế|Công|Hiến|Chương)|Kính gửi|Nơi nhận\s*:|V/v |Điều [0-9]{1,2}[.:] |[IVX]{1,4}\. ?[A-ZĐ][A-ZÀ-Ỹ])",
        r"|[;.:]\s*((?:[-+•] ?|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)] |[a-zđ]\) )[A-ZĐÀ-Ỹ][a-zà-ỹ])",
    ))
    .ok()
});

/// How many lines from the top a type may be broken over two of them.
const TYPE_LINES: usize = 160;

/// All lines, those without breaks cut up, and a type that a narrow cell broke (`THÔNG` / `TƯ`) in one.
pub fn cut(lines: Vec<Line>, text: &Text, rules: &Rules) -> Vec<Line> {
    let mut lines = unbroken(lines, text, rules);
    let broken = lines
        .windows(2)
        .take(TYPE_LINES)
        .position(|pair| is_broken_type(pair, text, rules));
    if let Some(at) = broken {
        let below = lines.remove(at + 1);
        lines[at].span = lines[at].span.join(below.span);
    }
    lines
}

/// Two lines in capitals that together are the name of a document type, and the first is none alone.
fn is_broken_type(pair: &[Line], text: &Text, rules: &Rules) -> bool {
    let [above, below] = pair else {
        return false;
    };
    let whole = above.span.join(below.span);
    above.kind == LineKind::Text
        && below.kind == LineKind::Text
        && is_capital(above.span.cut(text.normalised()))
        && whole.len() <= 40
        && is_capital(whole.cut(text.normalised()))
        && !rules.document_types.is_name(above.span.cut(text.folded()))
        && rules.document_types.is_name(whole.cut(text.folded()))
}

fn unbroken(lines: Vec<Line>, text: &Text, rules: &Rules) -> Vec<Line> {
    let flat = |line: &Line| {
        line.kind == LineKind::Text && line.span.len() >= LEAST && {
            let folded = line.span.cut(text.folded());
            mottos(folded.get(..floor(folded, HEAD)).unwrap_or(folded))
                .first()
                .is_some_and(|motto| folded.len() - motto.len() >= LEAST - 80)
        }
    };
    if !lines.iter().take(40).any(flat) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len() + 32);
    for line in lines {
        if flat(&line) {
            out.extend(pieces(line.span, text, rules).map(|span| Line {
                span,
                kind: LineKind::Text,
            }));
        } else {
            out.push(line);
        }
    }
    out
}

/// The pieces of a line without breaks, trimmed.
fn pieces(span: Span, text: &Text, rules: &Rules) -> impl Iterator<Item = Span> {
    let (normal, folded) = (span.cut(text.normalised()), span.cut(text.folded()));
    let mut cuts = vec![0];
    let head = masthead(normal, folded, &mut cuts);
    title(normal, folded, head, rules, &mut cuts);
    if let Some(opening) = OPENING.as_ref() {
        for found in opening.captures_iter(&normal[head..]) {
            let at = found.get(1).or_else(|| found.get(2));
            cuts.extend(at.map(|at| head + at.start()));
        }
    }
    cuts.push(normal.len());
    cuts.sort_unstable();
    cuts.dedup();
    let found: Vec<Span> = cuts
        .windows(2)
        .filter_map(|pair| {
            let piece = normal.get(pair[0]..pair[1])?;
            let inside = piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '_'));
            // A bullet at the start of a piece stays.
            let inside = match piece.trim_start().strip_prefix("- ") {
                Some(_) => piece.trim(),
                None => inside,
            };
            let at = span.start + pair[0] + piece.find(inside).unwrap_or(0);
            (!inside.is_empty()).then(|| Span::new(at, at + inside.len()))
        })
        .collect();
    found.into_iter()
}

/// Cuts around mottos, number and date; where the last of them ends.
fn masthead(normal: &str, folded: &str, cuts: &mut Vec<usize>) -> usize {
    let head = floor(folded, HEAD);
    let mut end = 0;
    let mut around = |found: Range<usize>| {
        cuts.extend([found.start, found.end]);
        end = end.max(found.end);
    };
    for motto in mottos(&folded[..head]) {
        around(motto.start..motto.end);
    }
    let number = NUMBER
        .as_ref()
        .and_then(|number| number.find(&normal[..head]));
    if let Some(number) = number {
        around(number.range());
    }
    if let Some(date) = DATE.as_ref().and_then(|date| date.find(&folded[..head])) {
        // A cited document's date stands far behind, and without the place's comma.
        if folded[..date.start()].trim_end().ends_with(',') && date.start() < end + 80 {
            cuts.push(date.end());
            end = end.max(date.end());
        }
    }
    end
}

/// Cuts before a document type in capitals, before its issuer's name, and behind the subject in capitals.
fn title(normal: &str, folded: &str, head: usize, rules: &Rules, cuts: &mut Vec<usize>) {
    let until = floor(normal, head + 400);
    let starts = |from: usize| {
        normal[from..until]
            .match_indices(' ')
            .map(move |(at, _)| from + at + 1)
            .chain((from == head).then_some(from))
    };
    let kind = starts(head)
        .filter_map(|at| {
            let (_, len) = rules.document_types.starts(&folded[at..])?;
            is_capital(normal.get(at..at + len)?).then_some((at, at + len))
        })
        .min();
    let Some((kind, kind_end)) = kind else {
        return;
    };
    cuts.push(kind);
    let run_end = capitals_end(normal, kind_end);
    // A subject in small letters is told apart from the preamble by the openings alone.
    let end = if run_end > kind_end + 1 {
        run_end
    } else {
        kind_end
    };
    cuts.push(end);
    cuts.extend(
        starts(kind_end)
            .filter(|&at| at < end && heads_body(&normal[at..end], rules))
            .take(1),
    );
    for name in [
        "CHỦ TỊCH ỦY BAN NHÂN DÂN",
        "HỘI ĐỒNG NHÂN DÂN",
        "ỦY BAN NHÂN DÂN",
    ] {
        for (at, _) in normal[kind_end..until].match_indices(name) {
            let at = kind_end + at;
            let before = normal[..at].trim_end();
            if !["CỦA", "TỊCH", "VÀ", "CÁC", "CHO"]
                .iter()
                .any(|word| before.ends_with(word))
            {
                cuts.extend([at, capitals_end(normal, at)]);
            }
        }
    }
}

/// `BỘ TRƯỞNG BỘ Y TẾ`: an officer and the body that he heads, to the end of the words in capitals.
fn heads_body(capitals: &str, rules: &Rules) -> bool {
    posts::post(capitals).is_some_and(|len| {
        let body = crate::text::fold::key(capitals[len..].trim());
        let found = rules.agencies.find_all(&body);
        found
            .first()
            .is_some_and(|found| found.start == 0 && found.end == body.len())
    })
}

/// Where the run of words in capitals ends that begins at byte `from`.
fn capitals_end(normal: &str, from: usize) -> usize {
    let mut at = from;
    for word in normal[from..].split_inclusive(' ') {
        if word.trim().chars().any(char::is_lowercase) {
            break;
        }
        at += word.len();
    }
    // `… TỈNH AN GIANG I. TÌNH HÌNH` keeps its label: the openings cut it.
    at
}

/// The last character border at or before byte `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
