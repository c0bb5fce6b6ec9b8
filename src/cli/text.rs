//! `kehoach text`: the text of documents as it was read, with pages, tables and encodings.

use super::reading::Documents;
use super::{Stop, say};
use crate::ingest::{BlockKind, RawDocument};
use crate::note::Notes;
use crate::value::visible::visible;
use clap::Args;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

/// Show the text of documents as it was read: the first thing to look at when a value is wrong
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Text {
    #[command(flatten)]
    documents: Documents,

    /// Only the text, without marks for pages and tables
    #[arg(long)]
    plain: bool,
}

const EXAMPLES: &str = "\
Examples:
  kehoach text plan.docx
  kehoach text plan.doc --plain > plan.txt

Pages and tables are marked by lines that begin with `==`; the cells of a row stand in brackets.
Control characters are shown as \\u{1b}, but by --plain into a file or another program.
Format, encoding and counts of each document go to standard error.";

impl Text {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let mut out = io::stdout().lock();
        self.documents.each(|document, notes| {
            say(&verdict(&document, &notes));
            let text = match self.plain {
                // To a file or another program as it is.
                true if !out.is_terminal() => document.original,
                true => visible(&document.original).into_owned(),
                false => visible(&marked(&document)).into_owned(),
            };
            out.write_all(text.as_bytes())?;
            if !text.ends_with('\n') {
                out.write_all(b"\n")?;
            }
            // So that both streams in one terminal keep their order.
            out.flush()
        })
    }
}

/// What the reader found: one line, and one more for each note.
fn verdict(document: &RawDocument, notes: &Notes) -> String {
    let count = |wanted: fn(&BlockKind) -> bool| {
        document
            .blocks
            .iter()
            .filter(|block| wanted(&block.kind))
            .count()
    };
    let pages = 1 + count(|kind| *kind == BlockKind::PageMark);
    let tables = document.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Cell { table, .. } => Some(table + 1),
        _ => None,
    });
    let mut line = format!(
        "{}: format {}, encoding {} ({}), characters {}, pages {pages}, tables {}",
        document.source.path,
        document.format,
        document.encoding,
        document.encoding_evidence,
        document.original.chars().count(),
        tables.max().unwrap_or(0),
    );
    for note in &notes.0 {
        let _ = write!(
            line,
            "\n{}: {}: {}",
            document.source.path, note.code, note.message
        );
    }
    line
}

/// The text with a line before every page and table, and brackets around cells.
fn marked(document: &RawDocument) -> String {
    let mut out = String::new();
    let (mut page, mut row_before) = (1, None);
    for block in &document.blocks {
        let text = document.original.get(block.range.clone()).unwrap_or("");
        match block.kind {
            BlockKind::Cell {
                table,
                row,
                column,
                rows,
                columns,
            } => {
                if row_before.map(|(table, _)| table) != Some(table) {
                    begin_line(&mut out);
                    let _ = writeln!(out, "== table {}", table + 1);
                }
                if row_before != Some((table, row)) {
                    begin_line(&mut out);
                }
                row_before = Some((table, row));
                let _ = write!(out, "[{}", place(row, column, rows, columns));
                let _ = write!(out, " {text}]");
            }
            BlockKind::PageMark => {
                begin_line(&mut out);
                page += 1;
                let _ = writeln!(out, "== page {page}");
                row_before = None;
            }
            BlockKind::Paragraph => {
                begin_line(&mut out);
                if row_before.take().is_some() {
                    out.push_str("== end of table\n");
                }
                out.push_str(text);
            }
        }
    }
    out
}

/// `2,3`: row and column from 1; `2-4,3-5` for a cell that covers more.
fn place(row: usize, column: usize, rows: usize, columns: usize) -> String {
    let range = |first: usize, count: usize| match count {
        0 | 1 => format!("{}", first + 1),
        _ => format!("{}-{}", first + 1, first + count),
    };
    format!("{},{}", range(row, rows), range(column, columns))
}

fn begin_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
