//! Slips that were repaired: what was changed, and the text as it was before.

use super::edits::Edits;
use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// The repairs of a document, and the text that they changed.
#[derive(Debug, Clone, Default)]
pub(super) struct Repairs {
    pub list: Vec<Repair>,
    before: Option<(String, Edits)>,
}

impl Repairs {
    /// Makes changes in a text and returns what came out; a document is repaired once.
    pub fn apply(&mut self, text: String, changes: Vec<Change>) -> (String, Edits) {
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
            self.list.push(Repair {
                kind: change.kind,
                span: Span::new(start, start + change.after.len()),
                after: change.after,
                rule: change.rule,
            });
        }
        let repaired = edits.apply(&text);
        self.before = Some((text, edits.clone()));
        (repaired, edits)
    }

    /// The text at a span as it was before.
    pub fn written<'t>(&'t self, repaired: &'t str, span: Span) -> &'t str {
        match &self.before {
            None => span.cut(repaired),
            Some((before, edits)) => {
                let (start, end) = (edits.start_before(span.start), edits.end_before(span.end));
                before.get(start..end).unwrap_or("")
            }
        }
    }
}
