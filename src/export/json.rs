//! `records.jsonl`, one record a line, and `records.json`, one indented array.

use super::{Context, Sink, Staged};
use crate::error::Error;
use crate::link::record::Record;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Name of the file with one record a line.
pub const LINES: &str = "records.jsonl";

/// Opens `records.jsonl`.
pub fn open_lines(folder: &Path, _context: &Context) -> Result<Box<dyn Sink>, Error> {
    let file = Staged::create(folder, LINES)?;
    Ok(Box::new(Lines { file }))
}

/// Opens `records.json`.
pub fn open_array(folder: &Path, _context: &Context) -> Result<Box<dyn Sink>, Error> {
    let file = Staged::create(folder, "records.json")?;
    Ok(Box::new(Array { file, any: false }))
}

struct Lines {
    file: Staged,
}

/// Bytes of a line that the file takes at once: a record is written in thousands of pieces.
const AT_ONCE: usize = 64 << 10;

fn write_line(file: &mut Staged, record: &Record) -> io::Result<()> {
    let mut line = BufWriter::with_capacity(AT_ONCE, file);
    serde_json::to_writer(&mut line, record)?;
    line.write_all(b"\n")?;
    line.flush()
}

impl Sink for Lines {
    fn record(&mut self, record: &Record, _context: &Context) -> Result<(), Error> {
        write_line(&mut self.file, record).map_err(|source| self.file.error(source))
    }

    fn written(&mut self, _record: &Record, json: &[u8], _context: &Context) -> Result<(), Error> {
        let file = &mut self.file;
        let written = file.write_all(json).and_then(|()| file.write_all(b"\n"));
        written.map_err(|source| self.file.error(source))
    }

    fn duplicate(&mut self, record: &Record, context: &Context) -> Result<(), Error> {
        self.record(record, context)
    }

    fn finish(self: Box<Self>) -> Result<Vec<Staged>, Error> {
        Ok(vec![self.file])
    }
}

struct Array {
    file: Staged,
    any: bool,
}

impl Array {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file
            .write_all(bytes)
            .map_err(|source| self.file.error(source))
    }
}

impl Sink for Array {
    fn record(&mut self, record: &Record, _context: &Context) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(record)
            .map_err(|error| self.file.error(error.into()))?
            .replace('\n', "\n  ");
        self.write(if self.any { b",\n  " } else { b"[\n  " })?;
        self.any = true;
        self.write(text.as_bytes())
    }

    fn duplicate(&mut self, record: &Record, context: &Context) -> Result<(), Error> {
        self.record(record, context)
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<Staged>, Error> {
        self.write(if self.any { b"\n]\n" } else { b"[]\n" })?;
        Ok(vec![self.file])
    }
}
