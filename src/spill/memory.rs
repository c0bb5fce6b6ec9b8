//! `--memory`: how much a run may hold. `--largest` is a size, too.

use bytesize::ByteSize;
use std::fmt;
use std::str::FromStr;

/// What a run may hold of documents and of what is kept of them, in bytes. The program with its rules, some 25 MiB, is not
/// in it; and one document is always read, however large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory(u64);

/// Enough for a few of the largest plans at once.
const USUAL: Memory = Memory(128 << 20);

/// With less, most of the time would go into small writes.
const LEAST: Memory = Memory(1 << 20);

/// The part of it for each kind of thing that is kept aside. More would gain little: what is written stays in the system's
/// own memory as long as there is room.
const KINDS: u64 = 256;

impl Memory {
    /// So many bytes; no less than 1 MiB.
    pub fn of(bytes: u64) -> Self {
        Self(bytes.max(LEAST.0))
    }

    /// How many bytes.
    pub fn bytes(self) -> u64 {
        self.0
    }

    /// Bytes for documents that are being read or wait to be written: half of all.
    pub fn in_flight(self) -> u64 {
        self.0 / 2
    }

    /// Bytes for what was read of lines before.
    pub fn memo(self) -> u64 {
        /// The lines of some twenty plans in the usual memory; with more it holds more, and knows more of a large batch.
        const PART: u64 = 64;
        self.0 / PART
    }

    /// Bytes for each kind of thing that is kept aside.
    pub fn aside(self) -> usize {
        usize::try_from(self.0 / KINDS).unwrap_or(usize::MAX)
    }
}

impl Default for Memory {
    fn default() -> Self {
        USUAL
    }
}

impl FromStr for Memory {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = |why: String| format!("expected a size such as 64M, 512MiB or 2G, {why}");
        let size: ByteSize = text
            .parse()
            .map_err(|_| expected(format!("got `{text}`")))?;
        if size.as_u64() < LEAST.0 {
            return Err(expected(format!("at least {LEAST}; got `{text}`")));
        }
        Ok(Self(size.as_u64()))
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MIB: u64 = 1 << 20;
        if self.0.is_multiple_of(MIB) {
            write!(f, "{}MiB", self.0 / MIB)
        } else {
            write!(f, "{}B", self.0)
        }
    }
}
