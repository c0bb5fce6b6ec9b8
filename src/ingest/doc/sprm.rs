//! Property modifiers ("sprm"): the changes that a run, paragraph or row makes to its style.
//!
//! Codes after [MS-DOC] 2.6.

use super::bytes::Bytes;

/// A modifier and its operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sprm<'b> {
    /// Its code.
    pub code: u16,
    /// Its operand, without the length of those that vary.
    pub operand: &'b [u8],
}

impl Sprm<'_> {
    /// The operand as a switch.
    pub(super) fn on(&self) -> bool {
        self.operand.first().is_some_and(|&value| value & 1 == 1)
    }

    /// The operand as a number.
    pub(super) fn number(&self) -> usize {
        let bytes = Bytes(self.operand);
        let long = if self.operand.len() >= 4 {
            bytes.u32(0)
        } else {
            None
        };
        let short = || bytes.u16(0).map(usize::from);
        long.or_else(short)
            .or_else(|| bytes.u8(0).map(usize::from))
            .unwrap_or(0)
    }
}

/// The modifiers in a list of them; ends where the list does not hold together.
pub(super) fn sprms(list: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    let mut at = 0;
    let bytes = Bytes(list);
    std::iter::from_fn(move || {
        let code = bytes.u16(at)?;
        let (start, length) = operand(bytes, code, at + 2)?;
        at = start.checked_add(length)?;
        Some(Sprm {
            code,
            operand: bytes.slice(start, length)?,
        })
    })
}

/// Where an operand begins and how long it is: the three highest bits of the code tell.
fn operand(bytes: Bytes, code: u16, at: usize) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (at, 1),
        2 | 4 | 5 => (at, 2),
        3 => (at, 4),
        7 => (at, 3),
        // The definition of a table may be longer than a byte can say.
        _ if code == TABLE_DEFINITION => (at + 2, usize::from(bytes.u16(at)?).saturating_sub(1)),
        // Tab stops that are longer than 254 bytes: counted by what they delete and add.
        _ if code == TAB_CHANGES && bytes.u8(at)? == 255 => {
            let deleted = usize::from(bytes.u8(at + 1)?);
            let added = usize::from(bytes.u8(at + 2 + deleted * 4)?);
            (at + 1, 2 + deleted * 4 + added * 3)
        }
        _ => (at + 1, usize::from(bytes.u8(at)?)),
    })
}

/// `sprmTDefTable`
pub(super) const TABLE_DEFINITION: u16 = 0xD608;
/// `sprmPChgTabs`
const TAB_CHANGES: u16 = 0xC615;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_have_the_length_that_their_code_says() {
        let list = [
            0x00, 0x08, 1, 0x4F, 0x4A, 5, 0, 0x15, 0xC6, 2, 9, 9, 0x16, 0x24, 1, 0x30,
        ];
        let read: Vec<(u16, usize)> = sprms(&list).map(|s| (s.code, s.operand.len())).collect();
        assert_eq!(read, [(0x0800, 1), (0x4A4F, 2), (0xC615, 2), (0x2416, 1)]);
    }
}
