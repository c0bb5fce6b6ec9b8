//! Word's binary format, `.doc`: file information block, piece table, properties by place in the stream, tables by their marks.
//!
//! After [MS-DOC], for Word 97 and later; of Word 6 and 95 the text alone.

mod bytes;
mod converter;
mod fib;
mod fonts;
mod lists;
mod pieces;
mod properties;
mod sprm;
#[cfg(test)]
mod tests;
mod text;

use super::options::ReadOptions;
use super::runs::Runs;
use super::{Content, Reader, Unreadable, flow};
use bytes::Bytes;
use fib::{Fib, Structure, damaged, structure};
use std::io::{Cursor, Read};
use text::{Context, Walk};

/// Reader of `.doc`.
pub struct Doc;

/// First bytes of a compound file, which `.xls` and `.msi` are as well.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

impl Reader for Doc {
    fn name(&self) -> &'static str {
        "doc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["doc", "dot"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        is_compound(bytes, "WordDocument")
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Content, Unreadable> {
        match self.read(bytes) {
            Err(wrong) if wrong.code == "corrupt" && options.converters => {
                converter::content(bytes, wrong)
            }
            read => read,
        }
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        let streams = Streams::open(bytes)?;
        let document = Bytes(&streams.document);
        let fib = fib::read(document)?;
        let (mut pieces, runs) = if fib.before_97 {
            old_text(document, fib)
        } else {
            text_97(&streams, fib)?
        };
        let (encoding, evidence) = runs.settle("UTF-16LE and windows-1252", &mut pieces);
        let content = flow::content(&encoding, pieces)?;
        Ok(Content {
            encoding_evidence: evidence,
            ..content
        })
    }
}

/// Whether the bytes are a compound file, even one cut short, with a stream of this name.
pub(super) fn is_compound(bytes: &[u8], stream: &str) -> bool {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(COMPOUND) && bytes.windows(name.len()).any(|window| window == name)
}

/// The streams of a document.
#[derive(Default)]
struct Streams {
    document: Vec<u8>,
    tables: [Vec<u8>; 2],
    data: Vec<u8>,
}

impl Streams {
    fn open(bytes: &[u8]) -> Result<Streams, Unreadable> {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes))
            .map_err(|error| damaged(&error.to_string()))?;
        let mut stream = |name: &str| {
            let mut read = Vec::new();
            // No stream is longer than its file; a directory that says so is damaged.
            let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let stream = file.open_stream(name).ok()?;
            stream.take(most).read_to_end(&mut read).ok()?;
            Some(read)
        };
        Ok(Streams {
            document: stream("WordDocument")
                .ok_or_else(|| damaged("the stream with the text cannot be read"))?,
            tables: ["0Table", "1Table"].map(|name| stream(name).unwrap_or_default()),
            data: stream("Data").unwrap_or_default(),
        })
    }
}

fn text_97(streams: &Streams, fib: Fib) -> Result<(Vec<flow::Piece>, Runs), Unreadable> {
    let document = Bytes(&streams.document);
    let table = Bytes(&streams.tables[usize::from(fib.table_one)]);
    let data = Bytes(&streams.data);
    let part = |which| structure(document, table, which);
    let pieces = pieces::Pieces::read(part(Structure::Pieces))
        .ok_or_else(|| damaged("the table that says where the text is cannot be read"))?;
    let (lists_at, lists_length) = fib::place(document, Structure::Lists);
    let context = Context {
        document,
        data,
        pieces,
        characters: properties::characters(document, part(Structure::Characters)),
        paragraphs: properties::paragraphs(document, part(Structure::Paragraphs), data),
        fonts: fonts::names(part(Structure::Fonts)),
        styles: fonts::Styles::read(part(Structure::Styles)),
        lists: lists::Lists::read(table, lists_at, lists_length, part(Structure::ListUses)),
    };
    let mut walk = Walk::new(context);
    walk.run(fib.lengths);
    Ok(walk.finish())
}

/// Text of Word 6 and 95, whose properties are in another form: paragraphs by their marks, cells as paragraphs.
fn old_text(document: Bytes, fib: Fib) -> (Vec<flow::Piece>, Runs) {
    let (start, end) = fib.plain_text;
    let bytes = document
        .slice(start, end.saturating_sub(start))
        .unwrap_or_default();
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let mut runs = Runs::default();
    let mut pieces = Vec::new();
    for line in text.split(['\r', '\u{7}']) {
        runs.push("", &line.replace('\u{b}', "\n"));
        pieces.push(flow::Piece::Paragraph(runs.take()));
    }
    (pieces, runs)
}
