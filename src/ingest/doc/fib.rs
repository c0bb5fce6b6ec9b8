//! The file information block at the beginning of the `WordDocument` stream: where everything is.
//!
//! After [MS-DOC] 2.5, the Word binary file format.

use super::super::Unreadable;
use super::bytes::Bytes;

/// What is needed of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fib {
    /// Whether the `1Table` stream is the one that counts.
    pub table_one: bool,
    /// Whether the file is of Word 6 or 95, without a piece table of the known form.
    pub before_97: bool,
    /// First byte of the text and the one behind its last, for files before Word 97.
    pub plain_text: (usize, usize),
    /// Lengths of body, footnotes, headers, comments, endnotes and text boxes, in characters.
    pub lengths: Lengths,
}

/// Lengths of the parts of the text, which follow each other in this order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lengths {
    /// The text itself.
    pub body: usize,
    /// Footnotes.
    pub footnotes: usize,
    /// Headers and footers, and macros of old files.
    pub headers: usize,
    /// Comments.
    pub comments: usize,
    /// Endnotes.
    pub endnotes: usize,
    /// Text boxes.
    pub boxes: usize,
}

/// A structure in the table stream: the place of its offset and length in the block.
#[derive(Debug, Clone, Copy)]
pub(super) enum Structure {
    /// Styles.
    Styles = 1,
    /// Pages of character properties.
    Characters = 12,
    /// Pages of paragraph properties.
    Paragraphs = 13,
    /// Fonts.
    Fonts = 15,
    /// The piece table.
    Pieces = 33,
    /// Lists.
    Lists = 73,
    /// Uses of lists.
    ListUses = 74,
}

/// Where the offsets begin: [MS-DOC] 2.5.1, fixed by the sizes of the parts before.
const OFFSETS: usize = 0x9A;

/// Reads the block.
pub(super) fn read(document: Bytes) -> Result<Fib, Unreadable> {
    read_fields(document)
        .ok_or_else(|| damaged("it is shorter than the block that says where the text is"))?
}

fn read_fields(document: Bytes) -> Option<Result<Fib, Unreadable>> {
    let flags = document.u16(0x0A)?;
    if !matches!(document.u16(0)?, 0xA5EC | 0xA5DC | 0xA697..=0xA699) {
        return Some(Err(damaged(
            "its first bytes are not those of a Word document",
        )));
    }
    if flags & 0x0100 != 0 {
        return Some(Err(Unreadable::new(
            "encrypted",
            "the document is protected by a password; save it without one",
        )));
    }
    let before_97 = document.u16(2)? < 0xC1;
    let length = |at: usize| document.u32(at).unwrap_or(0);
    let lengths = if before_97 {
        Lengths::default()
    } else {
        Lengths {
            body: document.u32(0x4C)?,
            footnotes: length(0x50),
            headers: length(0x54).saturating_add(length(0x58)),
            comments: length(0x5C),
            endnotes: length(0x60),
            boxes: length(0x64),
        }
    };
    Some(Ok(Fib {
        table_one: flags & 0x0200 != 0,
        before_97,
        plain_text: (document.u32(0x18)?, document.u32(0x1C)?),
        lengths,
    }))
}

/// Offset and length of a structure in the table stream; nothing where there is none.
pub(super) fn place(document: Bytes, which: Structure) -> (usize, usize) {
    let at = OFFSETS + which as usize * 8;
    document
        .u32(at)
        .zip(document.u32(at + 4))
        .unwrap_or_default()
}

/// The bytes of a structure in the table stream; empty where there is none.
pub(super) fn structure<'t>(document: Bytes, table: Bytes<'t>, which: Structure) -> Bytes<'t> {
    let (start, length) = place(document, which);
    Bytes(table.slice(start, length).unwrap_or_default())
}

/// A document that does not hold together.
pub(super) fn damaged(why: &str) -> Unreadable {
    Unreadable::new(
        "corrupt",
        format!("the Word document is damaged: {why}; open it in Word and save it again"),
    )
}
