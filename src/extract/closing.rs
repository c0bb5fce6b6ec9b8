//! Closing: recipients and signature.

use super::masthead::names;
use super::title::capitalised;
use super::{Found, Signature};
use crate::note::{Notes, Severity};
use crate::outline::letterhead::opens_with_head;
use crate::outline::posts;
use crate::outline::signature::{is_authority, is_capital, is_small_title, person_in};
use crate::outline::{Outline, Part};
use crate::rules::Rules;
use crate::span::Span;

/// The lines of `Nơi nhận`, `Lưu` left out.
pub fn recipients(outline: &Outline) -> Vec<Found<String>> {
    let mut items: Vec<Span> = Vec::new();
    let mut open = false;
    let mut signed = false;
    for (_, node) in outline.part(Part::Closing) {
        let folded = outline.folded(node.span);
        let normal = outline.cut(node.span);
        if !open {
            let Some(at) = folded.find("nơi nhận") else {
                continue;
            };
            open = true;
            let rest = node.span.start + at + "nơi nhận".len();
            let after = trimmed(outline, Span::new(rest, node.span.end));
            if !after.is_empty() && !is_authority(outline.cut(after)) {
                items.push(after);
            }
            continue;
        }
        if is_authority(normal) {
            signed = true;
            continue;
        }
        if signed && !normal.starts_with(['-', '+']) {
            continue;
        }
        let bullet = normal.starts_with(['-', '+']);
        let text = trimmed(outline, node.span);
        if outline.folded(text).starts_with("lưu") {
            break;
        }
        match items.last_mut() {
            Some(last) if !bullet && goes_on(outline, *last, text) => *last = last.join(text),
            _ if !text.is_empty() => items.push(text),
            _ => {}
        }
    }
    items
        .into_iter()
        .flat_map(|item| split(outline, item))
        .collect()
}

/// Whether a line without a bullet goes on from the one above.
fn goes_on(outline: &Outline, last: Span, line: Span) -> bool {
    let above = outline.cut(last).trim_end();
    !above.ends_with(';') || outline.cut(line).starts_with('(')
}

fn split(outline: &Outline, item: Span) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = Vec::new();
    let mut start = item.start;
    for piece in outline.cut(item).split(';') {
        let span = trimmed(outline, Span::new(start, start + piece.len()));
        start += piece.len() + 1;
        let value = outline
            .written(span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        // `- Bộ Tài chính; (báo cáo)`: what a recipient is to do stands behind its stop.
        if value.starts_with('(')
            && value.ends_with(')')
            && let Some(last) = found.last_mut()
        {
            last.value = format!("{} {value}", last.value);
            last.span = last.span.join(span);
            continue;
        }
        if !value.is_empty() && !outline.folded(span).starts_with("lưu") {
            found.push(Found {
                value,
                span,
                rule: "recipient/line".to_string(),
            });
        }
    }
    found
}

/// Without bullet, spaces and closing punctuation.
fn trimmed(outline: &Outline, span: Span) -> Span {
    let text = outline.cut(span);
    let lead = |c: char| c.is_whitespace() || matches!(c, '-' | '+' | '*' | ':');
    let tail = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '.' | '/' | ':');
    let start = span.start + (text.len() - text.trim_start_matches(lead).len());
    let end = span.end - (text.len() - text.trim_end_matches(tail).len());
    Span::new(start, end.max(start))
}

/// Who signs: the lines from the first authority to the name.
pub fn signer(outline: &Outline, rules: &Rules, notes: &mut Notes) -> Option<Found<Signature>> {
    let all: Vec<Span> = outline
        .part(Part::Closing)
        .map(|(_, node)| node.span)
        .collect();
    let first = all
        .iter()
        .position(|span| is_authority(outline.cut(*span)))
        .or_else(|| {
            all.iter()
                .position(|span| is_small_title(outline.cut(*span)))
        })?;
    let lines: Vec<Span> = left_column(outline, &all[first..], rules)
        .into_iter()
        .filter(|span| !outline.cut(*span).starts_with(['-', '+']))
        .collect();
    let mut titles: Vec<String> = Vec::new();
    for (at, span) in lines.iter().enumerate() {
        let line = joined(outline, *span);
        let capital_name = person_in(&line, rules).is_some()
            && !lines[at + 1..]
                .iter()
                .any(|later| names(outline, *later, rules));
        let small = is_small_title(&line);
        let line = if small { line.to_uppercase() } else { line };
        if small || is_capital(&line) && (titles.is_empty() || !capital_name) {
            match titles.last_mut() {
                // `TM. ỦY BAN NHÂN` / `DÂN`
                Some(last) if continues_title(last, &line) => {
                    last.push(' ');
                    last.push_str(&line);
                }
                _ => titles.push(line),
            }
            continue;
        }
        let Some((name, span)) = name_at(outline, &lines, at, rules) else {
            continue;
        };
        return Some(Found {
            value: Signature {
                name: name_case(&name),
                position: position(&titles, rules),
                authority: authority(&titles),
            },
            span,
            rule: "signer/closing".to_string(),
        });
    }
    notes.push(
        "signer-unread",
        Severity::Warning,
        "a signature begins here, but no line below it reads as a person's name",
        Some(all[first]),
    );
    None
}

/// Two officers sign beside each other: the left one's lines. Otherwise all lines.
fn left_column(outline: &Outline, pieces: &[Span], rules: &Rules) -> Vec<Span> {
    let normal = outline.text.normalised();
    let parted = |a: &Span, b: &Span| {
        normal
            .get(a.end..b.start)
            .is_some_and(|between| !between.contains('\n') && between.contains(['\t', '|']))
    };
    // Titles of one officer may be parted too (cells of a converter); two names beside each other are two officers.
    let joint = pieces.windows(2).any(|pair| {
        parted(&pair[0], &pair[1]) && pair.iter().all(|piece| names(outline, *piece, rules))
    });
    if !joint {
        return pieces.to_vec();
    }
    let right = |at: usize| at > 0 && parted(&pieces[at - 1], &pieces[at]);
    (0..pieces.len())
        .filter(|at| !right(*at))
        .map(|at| pieces[at])
        .collect()
}

fn joined(outline: &Outline, span: Span) -> String {
    outline
        .cut(span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a line is a name in small letters.
fn names(outline: &Outline, span: Span, rules: &Rules) -> bool {
    let line = joined(outline, span);
    !is_capital(&line) && person_in(&line, rules).is_some()
}

/// The name at a line, or broken over it and the next: `Trần` / `Chí Hùng`.
fn name_at(outline: &Outline, lines: &[Span], at: usize, rules: &Rules) -> Option<(String, Span)> {
    let line = joined(outline, lines[at]);
    let one_word = !line.contains(' ')
        && line.starts_with(char::is_uppercase)
        && line.chars().all(char::is_alphabetic);
    if one_word {
        let next = lines.get(at + 1)?;
        let whole = format!("{line} {}", joined(outline, *next));
        return person_in(&whole, rules).map(|name| (name.to_string(), lines[at].join(*next)));
    }
    let name = person_in(&line, rules)?;
    let span = lines[at];
    let lead = outline
        .cut(span)
        .find(name.split(' ').next().unwrap_or(""))
        .unwrap_or(0);
    Some((name.to_string(), Span::new(span.start + lead, span.end)))
}

/// A line that goes on from the title above: no post and no mark of authority opens it.
fn continues_title(above: &str, line: &str) -> bool {
    // `PHÓ` / `TRƯỞNG BAN`, `KT.` / `TRƯỞNG BAN`: a line broken behind its first word.
    let deputy = "PHÓ";
    let broken = above == deputy || posts::mark(above).is_some_and(|(_, len)| len == above.len());
    let opens = posts::mark(line).is_some() || posts::post(line).is_some() || line == deputy;
    broken || !opens || above.ends_with(',')
}

fn authority(titles: &[String]) -> Option<&'static str> {
    // `TM. …` / `KT. CHỦ TỊCH` / `PHÓ CHỦ TỊCH`, `TL. …` / `KT. TRƯỞNG PHÒNG`: who signs in another's place counts most.
    let marks: Vec<&'static str> = titles
        .iter()
        .filter_map(|title| posts::mark(title))
        .map(|(mark, _)| mark)
        .collect();
    let in_place = marks.iter().find(|mark| **mark == "KT");
    let other = marks.iter().find(|mark| **mark != "TM");
    in_place.or(other).or(marks.first()).copied()
}

/// The last line without a mark, in sentence case: `PHÓ CHỦ TỊCH` → `Phó Chủ tịch`. An acting officer's own post
/// stands behind the mark.
fn position(titles: &[String], rules: &Rules) -> Option<String> {
    // The first post below the last mark: `TRƯỞNG BAN` / `CHỦ TỊCH UBND HUYỆN` signs as head of the board.
    let below = titles
        .iter()
        .rposition(|title| posts::mark(title).is_some())
        .map_or(0, |mark| mark + 1);
    let title = titles
        .get(below)
        .map(String::as_str)
        .or_else(|| {
            titles.iter().rev().find_map(|title| {
                let (_, len) = posts::mark(title).filter(|(mark, _)| *mark == "Q")?;
                Some(title[len..].trim())
            })
        })
        .or_else(|| {
            let mut unmarked = titles.iter().rev();
            let title = unmarked.find(|title| posts::mark(title).is_none())?;
            Some(title.as_str())
        })?;
    let title = title.trim_end_matches(['.', ',', ';', ':']);
    Some(with_bodies(post_case(title, rules), rules))
}

/// `PHÓ CHỦ TỊCH` → `Phó Chủ tịch`, `CHÁNH VĂN PHÒNG SỞ` → `Chánh Văn phòng Sở`: the body's name begins with a capital.
fn post_case(title: &str, rules: &Rules) -> String {
    let len = posts::post(title).unwrap_or(title.len());
    let (post, rest) = title.split_at_checked(len).unwrap_or((title, ""));
    let lower = post.to_lowercase();
    let mut cased = match lower.strip_prefix("phó ") {
        Some(rest) => format!("Phó {}", capitalised(rest)),
        None => capitalised(&lower),
    };
    for body in ["văn phòng", "thanh tra", "công an"] {
        if let Some(rest) = cased.strip_suffix(body) {
            cased = format!("{rest}{}", capitalised(body));
        }
    }
    let body = rest.trim();
    // `BỘ TRƯỞNG, CHỦ NHIỆM`: a second post.
    if !rest.starts_with(' ') || body.is_empty() {
        return cased + &rest.to_lowercase();
    }
    let written = names::school(body, rules).unwrap_or_else(|| {
        let folded = crate::text::fold::key(body);
        match opens_with_head(&folded) || posts::heads_body(post) && !posts::is_duty(&folded) {
            true => names::sentence_case(body),
            false => body.to_lowercase(),
        }
    });
    format!("{cased} {written}")
}

/// The bodies that a post names, by their official names: `Chủ tịch UBND` → `Chủ tịch Ủy ban nhân dân`.
fn with_bodies(mut cased: String, rules: &Rules) -> String {
    let folded = crate::text::fold::key(&cased);
    for agency in rules.agencies.find_all(&folded).iter().rev() {
        let at = agency.start..agency.end;
        let Some(written) = cased.get(at.clone()) else {
            continue;
        };
        let lower = written.to_lowercase();
        let short = lower.contains("ubnd") || lower.contains("hđnd");
        let known = crate::text::fold::key(agency.name) == crate::text::fold::key(written);
        let name = if short || known {
            agency.name.to_string()
        } else {
            capitalised(written)
        };
        // `Trưởng phòng Nội vụ`: the room is part of the post.
        let post = cased.get(..agency.start).is_some_and(|before| {
            before.to_lowercase().ends_with("trưởng ") && name.starts_with("Phòng")
        });
        let name = if post {
            name.replacen("Phòng", "phòng", 1)
        } else {
            name
        };
        cased.replace_range(at, &name);
    }
    cased
}

/// `TRẦN QUỐC PHỤNG` → `Trần Quốc Phụng`; a name in small letters stays.
fn name_case(line: &str) -> String {
    let words: Vec<String> = line
        .split_whitespace()
        .map(|word| {
            if is_capital(word) {
                capitalised(&word.to_lowercase())
            } else {
                word.to_string()
            }
        })
        .collect();
    super::masthead::spaced(&words.join(" "))
}
