//! Bytes → RawDocument: finding the inputs and decoding each of them.

#[cfg(feature = "office")]
mod archive;
mod body;
mod charset;
mod content;
#[cfg(any(feature = "office", feature = "html"))]
mod counters;
mod doc;
#[cfg(feature = "office")]
mod docx;
mod encoding;
mod external;
pub mod flow;
pub mod font;
mod format;
mod grid;
#[cfg(feature = "html")]
mod html;
mod limits;
mod md;
#[cfg(feature = "html")]
mod mhtml;
#[cfg(feature = "office")]
mod odt;
mod options;
#[cfg(feature = "office")]
mod package;
mod pdf;
mod read;
mod roman;
mod rtf;
mod runs;
mod txt;
mod walk;
#[cfg(feature = "office")]
mod xlsx;
#[cfg(feature = "office")]
mod xml;

#[cfg(feature = "office")]
pub use archive::Member;
pub use content::{Content, Recognised, Unreadable};
pub use external::installed;
pub use format::{READERS, Reader};
pub use options::{Ocr, ReadOptions};
pub use pdf::PAGES_NOT_READ;
pub use read::{Fetched, decode, fetch, fetch_with, in_time, read, read_with};
pub use walk::{WORK, files_outside, walk, walk_outside};

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Where the bytes of one document come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file on disk.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes that are there already.
    Memory(Arc<[u8]>),
    /// A file in an archive.
    #[cfg(feature = "office")]
    Member(Member),
}

/// One input, found but not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as given or found, forward slashes; `-` for standard input; `archive.zip!folder/plan.docx` in an archive.
    pub path: String,
    /// Where to read it.
    pub origin: Origin,
}

impl Source {
    /// How many bytes it has, where that can be told before it is read.
    pub fn size(&self) -> Option<u64> {
        match &self.origin {
            Origin::File(path) => path.metadata().ok().map(|data| data.len()),
            Origin::Stdin => None,
            Origin::Memory(bytes) => Some(bytes.len() as u64),
            #[cfg(feature = "office")]
            Origin::Member(member) => member.size(),
        }
    }
}

/// What a block of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text; for plain text files the whole file.
    Paragraph,
    /// A cell of a real table (formats that have them).
    Cell {
        /// Which table, from 0.
        table: usize,
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
        /// How many rows it covers, at least 1.
        rows: usize,
        /// How many columns it covers, at least 1.
        columns: usize,
    },
    /// A page begins here.
    PageMark,
}

/// A block in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in `RawDocument::original`.
    pub range: Range<usize>,
}

/// A decoded document, otherwise untouched. `original` is what *original* means everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawDocument {
    /// Where it came from.
    pub source: Source,
    /// Name of the reader.
    pub format: &'static str,
    /// Name of the encoding.
    pub encoding: String,
    /// Why it is held to be in that encoding.
    pub encoding_evidence: String,
    /// BLAKE3 of the bytes, hexadecimal.
    pub hash: String,
    /// The decoded text, a byte order mark kept.
    pub original: String,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// The words of `original` that text recognition read, in order.
    pub recognised: Vec<Recognised>,
}
