//! RawDocument → Text: the normalised and the folded text with the way back to the original.

mod blocks;
mod compose;
mod edits;
mod entities;
mod filter;
pub mod fold;
mod join;
mod lines;
mod lookalike;
mod markdown;
mod marks;
mod newline;
mod offsets;
mod packed;
mod pages;
mod pieces;
mod repairs;
mod seek;
mod segments;
mod spaces;
mod steps;
mod stretch;
#[cfg(test)]
mod tests;
mod tone;
pub mod word;

pub use edits::Edits;
pub use filter::{Form, NormaliseOptions, Tone, normalise};
pub use fold::{FOLDS, Fold, bare, base, key};
pub use lines::lines;
pub use offsets::OffsetMap;
pub use pieces::{Piece, pieces};
pub use repairs::{Change, Repair, RepairKind};
pub use steps::{STEPS, Step};
pub use stretch::{Place, Places, Stretch};

use crate::deadline;
use crate::ingest::{BlockKind, RawDocument};
use crate::note::{Notes, Severity};
use crate::span::{OriginalSpan, Span};
use offsets::Positions;
use packed::Packed;
use repairs::Repairs;
use std::borrow::Cow;
use std::ops::Range;

/// Original, normalised and folded text of one document.
#[derive(Debug, Clone)]
pub struct Text {
    raw: RawDocument,
    /// Its original, where `pack` has put it away.
    packed: Option<Packed>,
    normalised: String,
    folded: String,
    map: OffsetMap,
    positions: Positions,
    repairs: Repairs,
    cells: Vec<CellSpan>,
    places: Places,
}

/// A cell of a real table, in the normalised text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellSpan {
    /// Which table, from 0.
    pub table: usize,
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// How many rows it covers, at least 1.
    pub rows: usize,
    /// How many columns it covers, at least 1.
    pub columns: usize,
    /// Its text, without white space around it; empty where it says nothing.
    pub span: Span,
}

impl Text {
    /// The document as decoded; without its original once that is packed.
    pub fn raw(&self) -> &RawDocument {
        &self.raw
    }

    /// Gives the document as decoded back.
    pub fn into_raw(self) -> RawDocument {
        let (mut raw, packed) = (self.raw, self.packed);
        // Before there is another text as long.
        drop((self.normalised, self.folded, self.map, self.places));
        if let Some(packed) = packed {
            raw.original = packed.text();
        }
        raw
    }

    /// Packs the original of a long document: from now on only quotes of it are asked for, and it is a third of all that
    /// is in memory.
    pub fn pack(&mut self) {
        /// Bytes from which on it is worth while.
        const LONG: usize = 8 << 20;
        if self.raw.original.len() >= LONG {
            self.packed = Some(Packed::new(&self.raw.original));
            self.raw.original = String::new();
        }
    }

    /// How many code points the original has.
    pub fn chars(&self) -> usize {
        self.positions.chars(|range| self.original(range))
    }

    /// Bytes of the original; fewer where it has not so many.
    fn original(&self, range: Range<usize>) -> Cow<'_, [u8]> {
        if let Some(packed) = &self.packed {
            return Cow::Owned(packed.bytes(range));
        }
        let bytes = self.raw.original.as_bytes();
        let end = range.end.min(bytes.len());
        Cow::Borrowed(bytes.get(range.start..end).unwrap_or(&[]))
    }

    /// The text that values are read from, slips of known terms repaired.
    pub fn normalised(&self) -> &str {
        &self.normalised
    }

    /// The text that candidates are found in: `normalised` in lower case with tone marks placed as in `hòa`;
    /// every syllable at the same bytes as in `normalised` (inside `hoả` the two vowels differ in length, so a span
    /// found here should begin and end at a syllable).
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// A part of the folded text, with what is known of it.
    pub fn stretch(&self, span: Span) -> Stretch<'_> {
        Stretch::new(&self.folded, &self.places).part(span.start..span.end)
    }

    /// The same text once phrases were looked for in its folded form: `scan` tells where they stand.
    pub fn scanned(mut self, scan: impl FnOnce(&str) -> Places) -> Text {
        self.places = scan(&self.folded);
        self
    }

    /// The cells of the tables that the document has as such, in reading order.
    pub fn cells(&self) -> &[CellSpan] {
        &self.cells
    }

    /// Where a span stands in the original.
    pub fn original_span(&self, span: Span) -> OriginalSpan {
        deadline::check();
        let bytes = self.map.original(span);
        self.positions.span(|range| self.original(range), bytes)
    }

    /// The normalised text that came from some bytes of the original; empty where nothing is left of them.
    pub fn normalised_span(&self, original: Range<usize>) -> Span {
        let came_from = |at: usize, c: char| self.map.original(Span::new(at, at + c.len_utf8()));
        let inside = self.normalised.char_indices().filter(|(at, c)| {
            let range = came_from(*at, *c);
            range.start < original.end && original.start < range.end
        });
        inside
            .map(|(at, c)| Span::new(at, at + c.len_utf8()))
            .reduce(Span::join)
            .unwrap_or(Span::new(0, 0))
    }

    /// The characters of the original at a span.
    pub fn quote(&self, span: Span) -> Cow<'_, str> {
        let range = self.map.original(span);
        match &self.packed {
            None => Cow::Borrowed(self.raw.original.get(range).unwrap_or("")),
            Some(packed) => Cow::Owned(String::from_utf8(packed.bytes(range)).unwrap_or_default()),
        }
    }

    /// The normalised text of a span as written, its slips with it: for values that are words of the document.
    pub fn written(&self, span: Span) -> Cow<'_, str> {
        self.repairs.written(&self.normalised, span)
    }

    /// What was repaired, in order.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs.list
    }

    /// The same document with slips repaired: the way back to the original leads across the changes.
    /// Changes must be in order and apart; one that overlaps an earlier one is left out.
    pub fn repaired(mut self, changes: Vec<Change>) -> Text {
        if changes.is_empty() {
            return self;
        }
        let (repaired, edits) = self.repairs.apply(&self.normalised, changes);
        for cell in &mut self.cells {
            let moved = edits.after(cell.span.start..cell.span.end);
            cell.span = Span::new(moved.start, moved.end);
        }
        self.normalised = repaired;
        // What is changed are whole words, and a word is folded by itself.
        self.folded = edits.apply_as(&self.folded, |after| key(after).into());
        self.places = Places::default();
        self.map.push(edits);
        self
    }
}

/// Normalises and folds a document.
pub fn text(raw: RawDocument, notes: &mut Notes) -> Text {
    let segments = segments::segments(&raw.original, &raw.blocks);
    let (normalised, map, segments) = steps::run(&raw.original, segments);
    let lost = raw.original.matches('\u{FFFD}').count();
    if lost > 0 {
        let message = format!(
            "{lost} characters were lost before the text was saved (U+FFFD); values near them may be wrong"
        );
        notes.push("characters-lost", Severity::Warning, message, None);
    }
    Text {
        folded: key(&normalised),
        places: Places::default(),
        positions: Positions::new(&raw.original),
        repairs: Repairs::default(),
        cells: cells(&raw, &normalised, &segments),
        normalised,
        map,
        raw,
        packed: None,
    }
}

/// Where the cells of a document stand in its normalised text.
fn cells(raw: &RawDocument, normalised: &str, segments: &[segments::Segment]) -> Vec<CellSpan> {
    let cell = |segment: &segments::Segment| {
        let BlockKind::Cell {
            table,
            row,
            column,
            rows,
            columns,
        } = raw.blocks.get(segment.cell?)?.kind
        else {
            return None;
        };
        let written = normalised.get(segment.range.clone())?;
        let start = segment.range.start + (written.len() - written.trim_start().len());
        Some(CellSpan {
            table,
            row,
            column,
            rows,
            columns,
            span: Span::new(start, start + written.trim().len()),
        })
    };
    segments.iter().filter_map(cell).collect()
}
