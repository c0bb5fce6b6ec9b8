//! What one document may cost: all limits of reading in one place. `docs/reliability.md` lists them for users.
//!
//! Each lies far above what plans need, and below what would harm a run. What goes over one is a failure of that
//! document whose sentence names the limit and what to do; the run goes on.

use super::Unreadable;
use std::time::Duration;

/// Seconds for one document, from its bytes to its record, where the user does not say otherwise; text recognition
/// does not count. Plans take a fraction of a second, the largest some seconds on a slow machine.
pub const TIME: Duration = Duration::from_secs(60);

/// Bytes of one input, also of one in an archive; a file that is no archive may have more where the user says so. A plan has some hundred kilobytes; above this it is something else,
/// or many documents in one.
pub const FILE: u64 = 64 << 20;

/// Bytes of the text of a document, once it is decoded, where the user does not say otherwise: some 5,000 pages.
pub const TEXT: usize = 16 << 20;

/// Bytes of a text, whatever the user says: places in it are kept in four bytes, and no step makes it twice as long.
pub const LONGEST: u64 = 2 << 30;

/// Unpacked bytes of one part of an office file: the text of a plan is a few megabytes of XML at most.
pub const PART: u64 = 64 << 20;

/// How many times its size a packed part or member may have: XML of office programs packs 10 to 60 times, and what
/// packs tighter than this is made to burst.
pub const RATIO: u64 = 400;

/// Parts and members that unpack to no more than this are not refused for their ratio.
pub const NO_RATIO: u64 = 4 << 20;

/// Members of one archive; a province's plans of ten years are some thousands.
pub const MEMBERS: usize = 20_000;

/// What all members of one archive may unpack to, in bytes.
pub const ARCHIVE: u64 = 4 << 30;

/// Bytes that may be held in memory of the archives in one archive, and of one that is packed whole (`.tar.gz`).
pub const HELD: u64 = 64 << 20;

/// The same for all archives of a run.
pub const HELD_IN_RUN: u64 = 256 << 20;

/// Elements of one XML part: a plan of 300 pages has about 100,000; each takes some 200 bytes here.
pub const ELEMENTS: usize = 1_000_000;

/// Attributes of one XML part; office programs write one or two an element.
pub const ATTRIBUTES: usize = 2_000_000;

/// XML elements inside each other: tables in tables in content controls reach about 60.
pub const XML_DEPTH: usize = 256;

/// Bytes of a web page: a page of a plan is a megabyte at most, and its tree takes some ten times its bytes.
pub const PAGE: usize = 24 << 20;

/// Elements and texts of a web page. One that is never closed is made anew in every paragraph, so a page can have far
/// more of them than it has tags.
pub const NODES: usize = 1_000_000;

/// Elements inside each other in a web page; real pages reach about 60.
pub const PAGE_DEPTH: usize = 512;

/// Groups inside each other in an RTF file: Word itself stops far earlier.
pub const RTF_DEPTH: usize = 2000;

/// Tables inside each other in RTF and old Word files; Word allows any depth, and people use two.
pub const TABLE_DEPTH: usize = 16;

/// Columns of a table, and rows or columns that one cell may cover. Word's own limit is 63 columns; other programs
/// write more.
pub const COLUMNS: usize = 1000;

/// Cells and rows that may be given once and stand for several, in a whole OpenDocument text; no plan has more than a few.
pub const REPEATED: usize = 10_000;

/// Pages of a PDF file: a plan has some dozens; a book is no plan.
pub const PAGES: usize = 2000;

/// Objects of a PDF file inside each other; real files reach about ten. The stack of a reader has room for more.
pub const PDF_DEPTH: usize = 10_000;

/// Bytes that draw one page, unpacked; a dense page of text has some hundred thousand.
pub const DRAWN: usize = 8 << 20;

/// Operators of one page: a dense page of text has some ten thousand; maps and drawings have more.
pub const OPERATORS: u64 = 2_000_000;

/// Glyphs of a whole PDF file: a thousand dense pages.
pub const GLYPHS: usize = 5_000_000;

/// Pages of one document that are recognised: each takes seconds.
pub const OCR_PAGES: usize = 200;

/// For the recognition of one page, which takes some seconds; three minutes are a page that does not end.
pub const OCR_TIME: Duration = Duration::from_secs(180);

/// Bytes that another program may print.
pub const PRINTED: u64 = 64 << 20;

/// A document that is over a limit of size: what is over, and what to do.
pub fn too_large(what: impl std::fmt::Display, remedy: &str) -> Unreadable {
    Unreadable::new("too-large", format!("{what}; {remedy}"))
}

/// A document that is nested over a limit: what is over, and what to do.
pub fn too_deep(what: impl std::fmt::Display, remedy: &str) -> Unreadable {
    Unreadable::new("too-deep", format!("{what}; {remedy}"))
}

/// Refuses a text that goes over [`TEXT`].
pub fn check_text(bytes: usize) -> Result<(), Unreadable> {
    check_text_within(bytes, TEXT as u64)
}

/// Refuses a text that goes over what the user allows.
pub fn check_text_within(bytes: usize, most: u64) -> Result<(), Unreadable> {
    if bytes as u64 <= most {
        return Ok(());
    }
    let what = format!("the document holds over {} MiB of text", most >> 20);
    let remedy = match most < LONGEST {
        true => "split it, or allow more with --largest",
        false => "split it",
    };
    Err(too_large(what, remedy))
}

/// How many of the `wanted` columns a cell covers that begins in `column`: those of [`COLUMNS`] that are left, and at
/// least one, so that no cell is lost.
pub fn columns(column: usize, wanted: usize) -> usize {
    wanted.min(COLUMNS.saturating_sub(column)).max(1)
}
