//! Lines that say who and when for the tasks above them: `Thực hiện: …`, `Thời gian thực hiện: …`.

use crate::outline::{NodeId, Outline};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;
use crate::span::Span;

/// A line or a piece of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// What it holds.
    pub kind: ColumnKind,
    /// The words behind the colon.
    pub value: Span,
    /// The node it stands in.
    pub node: NodeId,
    /// `Đợt 1: Từ ngày …`: one of several times, which may head the items of that time.
    pub round: bool,
}

/// Longest head of an attribute in code points: `Đơn vị chủ trì tham mưu thực hiện`.
const LONGEST_HEAD: usize = 45;

/// Cuts a paragraph into its own words and the attributes in or behind them.
pub fn split(outline: &Outline, node: NodeId, body: Span, rules: &Rules) -> (Span, Vec<Attribute>) {
    let folded = outline.folded(body);
    if let Some(round) = round(outline, node, body, rules) {
        return (Span::new(body.start, body.start), vec![round]);
    }
    let mut heads: Vec<(usize, usize, ColumnKind)> = Vec::new();
    for (colon, _) in folded.match_indices(':') {
        let clause = folded[..colon]
            .rfind(['.', ';', '\n', '(', ':'])
            .map_or(0, |at| at + 1);
        let head = folded[clause..colon].trim();
        let start =
            clause + (folded[clause..colon].len() - folded[clause..colon].trim_start().len());
        if head.is_empty() || head.chars().count() > LONGEST_HEAD {
            continue;
        }
        let head = head.trim_start_matches(['-', '+', '*', ' ']);
        let Some(kind) = rules.attribute(head) else {
            continue;
        };
        // `…; thành phần: lãnh đạo các phòng; Công an xã bảo đảm an ninh`: only a line of its own describes.
        let detail = rules.phrases.starts(List::DetailHead, head).is_some();
        if detail && start > 0 {
            continue;
        }
        // `3. Thời hạn báo cáo: UBND các xã gửi báo cáo trước ngày …`: what a body is to do by then is work of its own.
        let of_bodies = matches!(
            kind,
            ColumnKind::Lead | ColumnKind::Responsible | ColumnKind::Support
        );
        if !of_bodies && names_who(&folded[colon + 1..], rules) {
            continue;
        }
        heads.push((start, colon + 1, kind));
    }
    let Some((first, ..)) = heads.first() else {
        return (body, Vec::new());
    };
    let main = trimmed(outline, Span::new(body.start, body.start + first));
    let mut attributes = Vec::new();
    for (at, (_, from, kind)) in heads.iter().enumerate() {
        let end = heads.get(at + 1).map_or(folded.len(), |(next, ..)| *next);
        let value = trimmed(outline, Span::new(body.start + from, body.start + end));
        // `* Thời gian thực hiện:` / `+ Đợt 1: …`: the lines below say it.
        if value.is_empty() && *kind == ColumnKind::Deadline && heads.len() == 1 {
            continue;
        }
        attributes.push(Attribute {
            kind: *kind,
            value,
            node,
            round: false,
        });
    }
    (main, attributes)
}

/// `Đợt 1: Từ ngày 01/4 đến ngày 10/4/2024`, `Giai đoạn 2 (từ tháng 7 đến tháng 9)`: a paragraph that only says when one of
/// several rounds of the work is. What it says must be a time: `Giai đoạn 1: Tuyên truyền …` is work.
fn round(outline: &Outline, node: NodeId, body: Span, rules: &Rules) -> Option<Attribute> {
    let folded = outline.folded(body);
    let head = rules.phrases.starts(List::RoundHead, folded)?;
    let number = folded.get(head..)?.trim_start();
    let digits = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v'));
    let value = digits.trim_start().strip_prefix([':', '('])?.trim();
    let value = value.trim_end_matches([')', '.', ';', ':']);
    let start = folded.len() - digits.len();
    let at = start + folded.get(start..)?.find(value)?;
    let times = rules.patterns.scan(Place::RowDeadline, value);
    let first = times.iter().filter(|time| time.start == 0);
    let said = first.map(|time| time.end).max()?;
    let numbered = digits.len() < number.len() && !value.is_empty();
    (numbered && said * 10 >= value.len() * 8).then(|| Attribute {
        kind: ColumnKind::Deadline,
        value: Span::new(at, at + value.len()).shift(body.start),
        node,
        round: true,
    })
}

/// Whether a text begins with a body or a group, behind which something follows.
fn names_who(folded: &str, rules: &Rules) -> bool {
    let text = folded.trim_start();
    let body = rules.agencies.starts(text).map(|found| found.end);
    let end = body.or_else(|| rules.phrases.starts(List::GenericGroup, text));
    end.is_some_and(|end| text[end..].split_whitespace().nth(2).is_some())
}

/// Without spaces, bullets and stops at its ends.
fn trimmed(outline: &Outline, span: Span) -> Span {
    let text = outline.cut(span);
    let mark = |c: char| c.is_whitespace() || matches!(c, '-' | '+' | '*' | '(' | ';');
    let start = span.start + (text.len() - text.trim_start_matches(mark).len());
    let end = span.end
        - (text.len()
            - text
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '('))
                .len());
    Span::new(start, end.max(start))
}
