//! The lines of a letterhead: what is left of a masthead without motto, number and date.

use super::region;
use crate::extract::Found;
use crate::outline::motto::mottos;
use crate::outline::parts::{is_capital, is_number_line};
use crate::outline::{Outline, Part};
use crate::span::Span;

/// The lines of the letterhead: the issuer and the body above it, without motto, number and date.
pub fn letterhead(outline: &Outline) -> Vec<Found<String>> {
    let Some(region) = region(outline) else {
        return Vec::new();
    };
    let mottos: Vec<Span> = mottos(outline.folded(region))
        .into_iter()
        .map(|span| span.shift(region.start))
        .collect();
    let subject = crate::extract::title::subject_span(outline);
    let mut lines = Vec::new();
    let mut broken = false;
    for (_, node) in outline.part(Part::Masthead) {
        // `Số: 45/KH-BCĐXD-` / `NTM`: the rest of a broken number, maybe behind the other column's date.
        let folded = outline.folded(node.span);
        let normal = outline.cut(node.span).trim();
        if broken && is_capital(normal) && !normal.contains(' ') {
            broken = false;
            continue;
        }
        broken = is_broken_number(folded) || broken && !is_capital(normal);
        // `V/v chính sách thuế` / `GTGT`: a subject's second line may be in capitals.
        if subject.is_some_and(|subject| subject.overlaps(node.span)) {
            let before = Span::new(node.span.start, subject.map_or(0, |subject| subject.start));
            if before.start < before.end && outline.folded(before).trim_end() != "v/v" {
                letterhead_line(outline, before, &mut lines);
            }
            continue;
        }
        for piece in without(node.span, &mottos) {
            letterhead_line(outline, piece, &mut lines);
        }
    }
    lines
}

fn is_broken_number(folded: &str) -> bool {
    is_number_line(folded) && folded.trim_end().ends_with(['-', '/'])
}

/// What is left of a line outside the mottos.
fn without(line: Span, mottos: &[Span]) -> Vec<Span> {
    let mut pieces = vec![line];
    for motto in mottos.iter().filter(|motto| motto.overlaps(line)) {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| {
                [
                    Span::new(piece.start, piece.end.min(motto.start.max(piece.start))),
                    Span::new(piece.start.max(motto.end.min(piece.end)), piece.end),
                ]
            })
            .filter(|piece| !piece.is_empty())
            .collect();
    }
    pieces
}

/// A line in capitals that is no number: part of the letterhead.
fn letterhead_line(outline: &Outline, span: Span, lines: &mut Vec<Found<String>>) {
    let (normal, folded) = (outline.cut(span), outline.folded(span));
    if is_notation(normal.trim()) {
        return;
    }
    // `ĐẢNG ỦY XÃ X Số 21-KH/ĐU` in one cell.
    let number = folded
        .match_indices("số")
        .find(|(at, _)| is_number_line(&folded[*at..]));
    let end = folded
        .find("số:")
        .or(number.map(|(at, _)| at))
        .or_else(|| is_number_line(folded).then_some(0))
        .unwrap_or(folded.len());
    let text = normal[..end]
        .trim()
        .trim_start_matches(['/', '-', '*', ' ', '|'])
        .trim_end_matches(['-', '_', '*', ' '])
        .trim();
    // A site that numbers its pages puts `1.` before the first line.
    let text = text.strip_prefix("1. ").map_or(text, str::trim_start);
    let offset = normal.find(text).unwrap_or(0);
    for (from, piece) in split_units(text) {
        let number = piece.contains(|c: char| c.is_ascii_digit()) && piece.contains(['/', '-']);
        let draft = [
            "DỰ THẢO",
            "DỰ THẢO LẦN",
            "BẢN SAO",
            "HỎA TỐC",
            "HOẢ TỐC",
            "KHẨN",
            "MẬT",
            "SAO Y",
        ]
        .iter()
        .any(|mark| piece.starts_with(mark));
        if is_capital(piece) && !number && !draft && piece.chars().count() <= 120 {
            let start = span.start + offset + from;
            lines.push(Found {
                value: piece.to_string(),
                span: Span::new(start, start + piece.len()),
                rule: "issuer/letterhead".to_string(),
            });
        }
    }
}

/// `/KH-UBND`: the number of a draft, its digits blank, on the line below `Số:`.
fn is_notation(line: &str) -> bool {
    line.starts_with('/') && line.contains('-') && !line.contains(' ')
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
