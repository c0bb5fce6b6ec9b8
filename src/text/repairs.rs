//! Slips that were repaired: what was changed, and the text as it was before.

use super::edits::Edits;
use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What sort of slip was repaired.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RepairKind {
    /// Tone marks, other marks of letters, `d` for `đ`: `Kê hoạch`.
    Marks,
    /// Words run together or torn apart: `nhândân`, `ho ạt động`.
    Spacing,
    /// A letter lost, added or mistaken: `ngiệp`, `xác hội`.
    Letters,
    /// A word lost: `Ủy ban nhân phường`.
    Word,
    /// Letters read for digits, or digits torn apart: `l5/10`.
    Digits,
}

impl RepairKind {
    /// All kinds.
    pub const ALL: [RepairKind; 5] = [
        RepairKind::Marks,
        RepairKind::Spacing,
        RepairKind::Letters,
        RepairKind::Word,
        RepairKind::Digits,
    ];

    /// The word that tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            RepairKind::Marks => "marks",
            RepairKind::Spacing => "spacing",
            RepairKind::Letters => "letters",
            RepairKind::Word => "word",
            RepairKind::Digits => "digits",
        }
    }
}

/// A change to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What sort of slip it repairs.
    pub kind: RepairKind,
    /// What is replaced, in the normalised text.
    pub span: Span,
    /// What is read in its place.
    pub after: String,
    /// The list and the term that ask for it: `agencies/phòng tài chính-kế hoạch`.
    pub rule: String,
}

impl Change {
    /// The same change so many bytes farther on.
    pub fn shift(&self, by: usize) -> Self {
        Self {
            span: self.span.shift(by),
            ..self.clone()
        }
    }
}

/// A slip that was repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What sort of slip it was.
    pub kind: RepairKind,
    /// Where what is read now stands in the repaired text.
    pub span: Span,
    /// What is read now.
    pub after: String,
    /// The list and the term that asked for it.
    pub rule: String,
}

/// The repairs of a document, and what stood in their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Repairs {
    /// In order.
    pub list: Vec<Repair>,
    /// What each replaced.
    before: Vec<Box<str>>,
}

impl Repairs {
    /// Makes changes in a text and returns what came out; a document is repaired once.
    pub fn apply(&mut self, text: &str, changes: Vec<Change>) -> (String, Edits) {
        let mut edits = Edits::default();
        let (mut grown, mut shrunk, mut free) = (0, 0, 0);
        for change in changes {
            let span = change.span;
            if span.start < free || span.is_empty() {
                continue;
            }
            free = span.end;
            edits.replace(span.start..span.end, &change.after);
            let start = span.start + grown - shrunk;
            grown += change.after.len();
            shrunk += span.len();
            self.before.push(span.cut(text).into());
            self.list.push(Repair {
                kind: change.kind,
                span: Span::new(start, start + change.after.len()),
                after: change.after,
                rule: change.rule,
            });
        }
        (edits.apply(text), edits)
    }

    /// The text at a span as it was before. Of a repair that the span cuts, all that it replaced belongs to it.
    pub fn written<'t>(&self, repaired: &'t str, span: Span) -> Cow<'t, str> {
        let cut = |at: usize| self.list.partition_point(|repair| repair.span.start <= at);
        let first = match cut(span.start).checked_sub(1) {
            Some(last) if span.start < self.list[last].span.end => last,
            _ => cut(span.start),
        };
        let end = self
            .list
            .partition_point(|repair| repair.span.start < span.end);
        if first >= end {
            return Cow::Borrowed(span.cut(repaired));
        }
        let (mut written, mut at) = (String::new(), span.start);
        for (repair, before) in self.list[first..end].iter().zip(&self.before[first..end]) {
            written.push_str(repaired.get(at..repair.span.start).unwrap_or(""));
            written.push_str(before);
            at = repair.span.end;
        }
        written.push_str(repaired.get(at..span.end).unwrap_or(""));
        Cow::Owned(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_as_it_was_written() {
        let text = "abcdefghij";
        let change = |start, end, after: &str| Change {
            kind: RepairKind::Marks,
            span: Span::new(start, end),
            after: after.to_string(),
            rule: String::new(),
        };
        for changes in [
            vec![change(2, 4, "XYZ"), change(4, 5, ""), change(7, 9, "-")],
            vec![change(0, 1, ""), change(9, 10, "+++")],
            Vec::new(),
        ] {
            let mut repairs = Repairs::default();
            let (repaired, edits) = repairs.apply(text, changes);
            for start in 0..=repaired.len() {
                for end in start..=repaired.len() {
                    let (from, to) = (edits.start_before(start), edits.end_before(end));
                    let written = repairs.written(&repaired, Span::new(start, end));
                    assert_eq!(written, text.get(from..to).unwrap_or(""), "{start}..{end}");
                }
            }
        }
    }
}
