//! Lines that say who and when for the tasks above them: `Thực hiện: …`, `Thời gian thực hiện: …`.

use crate::outline::{NodeId, Outline};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
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
}

/// Longest head of an attribute in code points: `Đơn vị chủ trì tham mưu thực hiện`.
const LONGEST_HEAD: usize = 45;

/// Cuts a paragraph into its own words and the attributes in or behind them.
pub fn split(outline: &Outline, node: NodeId, body: Span, rules: &Rules) -> (Span, Vec<Attribute>) {
    let folded = outline.folded(body);
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
        attributes.push(Attribute {
            kind: *kind,
            value,
            node,
        });
    }
    (main, attributes)
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
