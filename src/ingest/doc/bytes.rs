//! Little-endian numbers at offsets that may lie outside: nothing in a damaged file is where it is said to be.

/// Bytes of a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'b>(pub(super) &'b [u8]);

impl<'b> Bytes<'b> {
    /// `length` bytes from `at`.
    pub(super) fn slice(self, at: usize, length: usize) -> Option<&'b [u8]> {
        self.0.get(at..at.checked_add(length)?)
    }

    /// The byte at `at`.
    pub(super) fn u8(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    /// The two bytes at `at`.
    pub(super) fn u16(self, at: usize) -> Option<u16> {
        self.slice(at, 2)?.try_into().ok().map(u16::from_le_bytes)
    }

    /// The two bytes at `at`, signed.
    pub(super) fn i16(self, at: usize) -> Option<i16> {
        self.slice(at, 2)?.try_into().ok().map(i16::from_le_bytes)
    }

    /// The four bytes at `at`, as an offset or a count.
    pub(super) fn u32(self, at: usize) -> Option<usize> {
        let number = self.slice(at, 4)?.try_into().ok().map(u32::from_le_bytes)?;
        usize::try_from(number).ok()
    }
}
