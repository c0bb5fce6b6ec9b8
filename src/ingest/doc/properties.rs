//! Properties of runs and paragraphs, by their place in the `WordDocument` stream.

use super::super::body::RowPlan;
use super::super::grid::DrawnCell;
use super::bytes::Bytes;
use super::fonts::{FONT_OF_ASCII, FONT_OF_OTHERS, FontPair};
use super::sprm::{Sprm, TABLE_DEFINITION, sprms};
use std::collections::BTreeSet;

/// Properties of a run that matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Character {
    /// Numbers of the fonts, of ASCII and of other letters.
    pub fonts: FontPair,
    /// Number of the character style.
    pub style: Option<usize>,
    /// A deletion that is tracked.
    pub deleted: bool,
    /// Hidden text.
    pub hidden: bool,
    /// A sign of another font in place of the character: font and code.
    pub symbol: Option<(usize, u16)>,
}

impl Character {
    /// Takes a modifier.
    pub(super) fn apply(&mut self, sprm: &Sprm) {
        match sprm.code {
            FONT_OF_ASCII | FONT_OF_OTHERS => self.fonts.apply(sprm),
            0x4A30 => self.style = Some(sprm.number()),
            0x0800 => self.deleted = sprm.on(),
            0x083C => self.hidden = sprm.on(),
            0x6A09 => {
                let operand = Bytes(sprm.operand);
                self.symbol = operand.u16(0).map(usize::from).zip(operand.u16(2));
            }
            _ => {}
        }
    }
}

/// Properties of a paragraph that matter.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Number of the paragraph style.
    pub style: usize,
    /// In a table.
    pub in_table: bool,
    /// The mark that ends a row.
    pub ends_row: bool,
    /// In how many tables.
    pub depth: usize,
    /// Ends a cell, or a row, of a table in a table.
    pub ends_inner_cell: bool,
    pub ends_inner_row: bool,
    /// Use of a list (1-based), and level.
    pub list: Option<usize>,
    pub level: Option<usize>,
    /// The cells, on the mark that ends a row.
    pub row: RowPlan,
}

impl Paragraph {
    /// Takes a modifier. `data` is the `Data` stream, where long lists of modifiers lie.
    pub(super) fn apply(&mut self, sprm: &Sprm, data: Bytes) {
        match sprm.code {
            0x2416 => self.in_table = sprm.on(),
            0x2417 => self.ends_row = sprm.on(),
            0x6649 => self.depth = sprm.number(),
            0x244B => self.ends_inner_cell = sprm.on(),
            0x244C => self.ends_inner_row = sprm.on(),
            0x460B => self.list = Some(sprm.number()),
            0x260A => self.level = Some(sprm.number()),
            TABLE_DEFINITION => self.row = row_plan(Bytes(sprm.operand)).unwrap_or_default(),
            // `sprmTVertMerge`: a cell, and whether it goes on from above (1) or begins (3).
            0xD62B => {
                if let [cell, merge, ..] = sprm.operand
                    && let Some(cell) = self.row.cells.get_mut(usize::from(*cell))
                {
                    cell.joins_above = *merge == 1;
                }
            }
            0x6645 | 0x6646 => {
                let at = sprm.number();
                let list = data
                    .u16(at)
                    .and_then(|length| data.slice(at + 2, usize::from(length)));
                // Only once: a list that points to a list would not end.
                for sprm in sprms(list.unwrap_or_default())
                    .filter(|inner| !matches!(inner.code, 0x6645 | 0x6646))
                {
                    self.apply(&sprm, data);
                }
            }
            _ => {}
        }
    }
}

/// The cells of a row: their number, their edges, then 20 bytes of properties for each ([MS-DOC] 2.9.313).
fn row_plan(definition: Bytes) -> Option<RowPlan> {
    let count = usize::from(definition.u8(0)?);
    let edge = |index: usize| definition.i16(1 + index * 2).map(i32::from);
    let flags = |index: usize| {
        definition
            .u16(1 + (count + 1) * 2 + index * 20)
            .unwrap_or(0)
    };
    let cells = (0..count).map(|index| {
        Some(DrawnCell {
            right: edge(index + 1)?,
            joins_left: flags(index) & 0b11 == 0b10,
            joins_above: (flags(index) >> 5) & 0b11 == 0b01,
            pieces: Vec::new(),
        })
    });
    Some(RowPlan {
        left: edge(0)?,
        cells: cells.collect::<Option<_>>()?,
        ..RowPlan::default()
    })
}

/// Something that holds from one byte of the stream to another.
#[derive(Debug, Clone)]
pub(super) struct Ranges<T>(Vec<(usize, usize, T)>);

impl<T> Ranges<T> {
    /// What holds at a byte.
    pub(super) fn at(&self, offset: usize) -> Option<&T> {
        let next = self.0.partition_point(|(start, ..)| *start <= offset);
        let (_, end, value) = self.0.get(next.checked_sub(1)?)?;
        (offset < *end).then_some(value)
    }
}

/// Bytes of a page of properties.
const PAGE: usize = 512;

/// Properties of runs, from the pages that `index` names.
pub(super) fn characters(document: Bytes, index: Bytes) -> Ranges<Character> {
    ranges(document, index, 1, |page, at| {
        let mut character = Character::default();
        let length = page.u8(at).map_or(0, usize::from);
        // Offset 0 says that there is nothing but the style.
        for sprm in sprms(
            page.slice(at + 1, length)
                .filter(|_| at > 0)
                .unwrap_or_default(),
        ) {
            character.apply(&sprm);
        }
        character
    })
}

/// Properties of paragraphs, from the pages that `index` names.
pub(super) fn paragraphs(document: Bytes, index: Bytes, data: Bytes) -> Ranges<Paragraph> {
    ranges(document, index, 13, |page, at| {
        let mut paragraph = Paragraph::default();
        // A length in words, less a byte; or 0, and the length in words in the byte after it.
        let (start, length) = match page.u8(at).map_or(0, usize::from) {
            0 => (at + 2, page.u8(at + 1).map_or(0, usize::from) * 2),
            words => (at + 1, words * 2 - 1),
        };
        let list = page
            .slice(start, length)
            .filter(|_| at > 0)
            .unwrap_or_default();
        paragraph.style = Bytes(list).u16(0).map_or(0, usize::from);
        for sprm in sprms(list.get(2..).unwrap_or_default()) {
            paragraph.apply(&sprm, data);
        }
        paragraph
    })
}

/// All pages: each has its count in the last byte, places in the stream, and an entry of `entry` bytes for each.
fn ranges<T>(
    document: Bytes,
    index: Bytes,
    entry: usize,
    read: impl Fn(Bytes, usize) -> T,
) -> Ranges<T> {
    let count = index.0.len().saturating_sub(4) / 8;
    // Each page once, however often a damaged index names it.
    let numbers: BTreeSet<usize> = (0..count)
        .filter_map(|i| index.u32((count + 1) * 4 + i * 4))
        .collect();
    let mut all = Vec::new();
    for number in numbers {
        let Some(page) = number
            .checked_mul(PAGE)
            .and_then(|at| document.slice(at, PAGE))
            .map(Bytes)
        else {
            continue;
        };
        let runs = usize::from(page.0[PAGE - 1]);
        for run in 0..runs {
            let (start, end) = (page.u32(run * 4), page.u32(run * 4 + 4));
            let at = page.u8((runs + 1) * 4 + run * entry);
            if let (Some(start), Some(end), Some(at)) = (start, end, at) {
                all.push((start, end, read(page, usize::from(at) * 2)));
            }
        }
    }
    all.sort_by_key(|(start, ..)| *start);
    Ranges(all)
}
