//! The piece table: in which order, from where and in which width the characters of the text come.

use super::bytes::Bytes;
use super::sprm::{Sprm, sprms};

/// A stretch of text that lies in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Place of its first character in the text.
    pub start: usize,
    /// Its length in characters.
    pub length: usize,
    /// Place of its first byte in the stream.
    pub at: usize,
    /// One byte a character (windows-1252), not two.
    pub narrow: bool,
    /// What a fast save changed in all of it.
    modifier: u16,
}

/// The pieces, and the lists of modifiers that they refer to.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces<'t> {
    /// In the order of the text.
    pub pieces: Vec<Piece>,
    modifiers: Vec<&'t [u8]>,
}

impl<'t> Pieces<'t> {
    /// Reads the table; nothing where it does not hold together.
    pub(super) fn read(table: Bytes<'t>) -> Option<Pieces<'t>> {
        let mut modifiers = Vec::new();
        let mut at = 0;
        // Lists of modifiers come first, each with a 1, then the pieces with a 2.
        while table.u8(at)? == 1 {
            let length = usize::from(table.u16(at + 1)?);
            modifiers.push(table.slice(at + 3, length)?);
            at += 3 + length;
        }
        if table.u8(at)? != 2 {
            return None;
        }
        let length = table.u32(at + 1)?;
        let plan = Bytes(table.slice(at + 5, length)?);
        let count = length.checked_sub(4)? / 12;
        let pieces = (0..count)
            .map(|index| piece(plan, count, index))
            .collect::<Option<_>>()?;
        Some(Pieces { pieces, modifiers })
    }

    /// What a fast save changed in a piece: a list of modifiers, or one in short form.
    pub(super) fn modifiers(&self, piece: &Piece, mut act: impl FnMut(&Sprm)) {
        let index = usize::from(piece.modifier >> 1);
        if piece.modifier & 1 == 1 {
            sprms(self.modifiers.get(index).copied().unwrap_or_default())
                .for_each(|sprm| act(&sprm));
        } else if let Some(code) = short_code(index & 0x7F) {
            let operand = [piece.modifier.to_le_bytes()[1]];
            act(&Sprm {
                code,
                operand: &operand,
            });
        }
    }
}

fn piece(plan: Bytes, count: usize, index: usize) -> Option<Piece> {
    let start = plan.u32(index * 4)?;
    let end = plan.u32(index * 4 + 4)?;
    let descriptor = (count + 1) * 4 + index * 8;
    let place = plan.u32(descriptor + 2)?;
    let narrow = place & 0x4000_0000 != 0;
    let at = place & 0x3FFF_FFFF;
    Some(Piece {
        start,
        length: end.saturating_sub(start),
        at: if narrow { at / 2 } else { at },
        narrow,
        modifier: plan.u16(descriptor + 6)?,
    })
}

/// The modifiers that a fast save writes in short form, where they matter ([MS-DOC] 2.9.214).
fn short_code(short: usize) -> Option<u16> {
    match short {
        0x18 => Some(0x2416),
        0x19 => Some(0x2417),
        0x41 => Some(0x0800),
        0x5C => Some(0x083C),
        _ => None,
    }
}
