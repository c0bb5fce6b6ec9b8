//! Tables with rows for what the audit found.

use super::{Cell, Row, optional, span, text, word};
use crate::audit::Finding;
use crate::audit::set::Linked;

pub const FINDINGS: &[&str] = &[
    "document",
    "task",
    "id",
    "status",
    "severity",
    "check",
    "message_vi",
    "message_en",
    "text",
    "span_start",
    "span_end",
    "line",
    "other_document",
    "other_text",
    "other_line",
    "reason",
];

pub fn finding(finding: &Finding) -> Row<'_> {
    let status = if finding.accepted.is_some() {
        "accepted"
    } else {
        "new"
    };
    let mut row = vec![
        text(&finding.document),
        optional(finding.task.as_deref(), word),
        word(&finding.id),
        word(status),
        word(finding.severity.as_str()),
        word(&finding.check),
        text(&finding.words.vi),
        text(&finding.words.en),
    ];
    match finding.evidence.first() {
        Some(first) => {
            row.push(text(&first.text));
            row.extend(span(first.span));
        }
        None => row.extend([const { Cell::Empty }; 4]),
    }
    match finding.evidence.get(1) {
        Some(other) => row.extend([
            text(&other.document),
            text(&other.text),
            Cell::Number(other.span.line),
        ]),
        None => row.extend([const { Cell::Empty }; 3]),
    }
    row.push(optional(finding.accepted.as_deref(), text));
    row
}

pub const LINKS: &[&str] = &[
    "document",
    "parent",
    "text",
    "span_start",
    "span_end",
    "line",
];

pub fn link(link: &Linked) -> Row<'_> {
    let mut row = vec![text(&link.document), text(&link.parent), text(&link.text)];
    row.extend(span(link.span));
    row
}
