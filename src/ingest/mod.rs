//! Bytes → RawDocument: finding the inputs and decoding each of them.

mod body;
mod charset;
mod content;
mod doc;
mod encoding;
mod external;
pub mod flow;
pub mod font;
mod format;
mod grid;
mod md;
mod options;
mod pdf;
mod read;
mod rtf;
mod runs;
mod txt;
mod walk;

pub use content::{Content, Recognised, Unreadable};
pub use format::{READERS, Reader};
pub use options::{Ocr, ReadOptions};
pub use read::{read, read_with};
pub use walk::walk;

use std::ops::Range;
use std::path::PathBuf;

/// Where the bytes of one document come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file on disk.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// One input, found but not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as given or found, forward slashes; `-` for standard input.
    pub path: String,
    /// Where to read it.
    pub origin: Origin,
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
    /// Stretches of `original` that text recognition read.
    pub recognised: Vec<Recognised>,
}
