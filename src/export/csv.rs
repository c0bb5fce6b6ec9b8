//! CSV files, one a table: UTF-8 with a byte order mark, CRLF, and no cell that a spreadsheet would run.

use super::tabular::{RowWriter, Tabular, all, of_audit};
use super::{Cell, Context, Row, Sink, Staged, Table, words};
use crate::error::Error;
use crate::text::word::is_alphabetic;
use memchr::{memchr, memchr_iter, memchr3};
use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;
use std::path::Path;

/// Excel takes a file without this mark for the local 8-bit encoding.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Opens one file a table and writes its heads.
pub fn open(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    sink(folder, context, all())
}

/// Opens only the tables that the audit fills.
pub fn open_audit(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    sink(folder, context, of_audit())
}

fn sink(
    folder: &Path,
    context: &Context,
    tables: Vec<&'static Table>,
) -> Result<Box<dyn Sink>, Error> {
    let files: Result<Vec<_>, Error> = tables
        .iter()
        .map(|table| CsvTable::create(folder, table, context))
        .collect();
    Ok(Box::new(Tabular::new(
        tables,
        Csv(files?),
        context.aside(folder),
    )))
}

struct Csv(Vec<CsvTable>);

impl RowWriter for Csv {
    fn row(&mut self, table: usize, row: &Row<'_>) -> Result<(), Error> {
        match self.0.get_mut(table) {
            Some(file) => file.row(row),
            None => Ok(()),
        }
    }

    fn finish(self) -> Result<Vec<Staged>, Error> {
        Ok(self.0.into_iter().map(|table| table.file).collect())
    }
}

struct CsvTable {
    file: Staged,
    /// Where a row is put together.
    row: Vec<u8>,
}

impl CsvTable {
    fn create(folder: &Path, table: &Table, context: &Context) -> Result<Self, Error> {
        let file = Staged::create(folder, &format!("{}.csv", table.name))?;
        let row = BYTE_ORDER_MARK.to_vec();
        let mut table_file = Self { file, row };
        for (at, column) in (table.columns)(context).iter().enumerate() {
            part(&mut table_file.row, at);
            push_field(&mut table_file.row, &column.name);
        }
        table_file.end_row()?;
        Ok(table_file)
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        for (at, cell) in row.iter().enumerate() {
            part(&mut self.row, at);
            push_cell(&mut self.row, cell);
        }
        self.end_row()
    }

    fn end_row(&mut self) -> Result<(), Error> {
        self.row.extend_from_slice(END);
        let written = self.file.write_all(&self.row);
        self.row.clear();
        self.row.shrink_to(LONG_ROW);
        written.map_err(|source| self.file.error(source))
    }
}

/// What ends a row.
const END: &[u8] = b"\r\n";

/// Bytes of a row for which room is kept.
const LONG_ROW: usize = 64 << 10;

/// What stands before the how manieth field of a row.
fn part(row: &mut Vec<u8>, at: usize) {
    if at > 0 {
        row.push(b',');
    }
}

/// Adds the characters of a cell to a row. Those that we make need no quotes.
fn push_cell(row: &mut Vec<u8>, cell: &Cell<'_>) {
    let number: &dyn Display = match cell {
        Cell::Empty => return,
        Cell::Flag(yes) => return row.extend_from_slice(words::answer(*yes).code.as_bytes()),
        Cell::Number(number) => {
            return row.extend_from_slice(itoa::Buffer::new().format(*number).as_bytes());
        }
        Cell::Word(word) => return push_field(row, word),
        Cell::Text(text) => return push_field(row, &defuse(text)),
        Cell::Share(share) => return row.extend_from_slice(&share.decimals()),
        Cell::Day(day) => day,
    };
    // A vector takes all that is written into it.
    let _ = write!(row, "{number}");
}

/// Adds a field to a row as RFC 4180 has it: in quotes where it needs them. The crate `csv`, which reads such files well,
/// looks at all that is left of a field for every 8 KiB that it writes of it, and a plan that is one line of 50 MB takes
/// a minute.
fn push_field(row: &mut Vec<u8>, field: &str) {
    let bytes = field.as_bytes();
    if !needs_quotes(bytes) {
        return row.extend_from_slice(bytes);
    }
    row.push(b'"');
    let mut from = 0;
    for quote in memchr_iter(b'"', bytes) {
        // Up to the quote and with it; it is written once more as the first of what follows.
        row.extend_from_slice(bytes.get(from..=quote).unwrap_or_default());
        from = quote;
    }
    row.extend_from_slice(bytes.get(from..).unwrap_or_default());
    row.push(b'"');
}

fn needs_quotes(field: &[u8]) -> bool {
    /// Bytes of a field that is sooner looked at one by one: codes, ids and short names.
    const SHORT: usize = 24;
    if field.len() <= SHORT {
        let special = |byte: &u8| matches!(byte, b'"' | b',' | b'\n' | b'\r');
        return field.iter().any(special);
    }
    memchr3(b'"', b',', b'\n', field).is_some() || memchr(b'\r', field).is_some()
}

/// Puts an apostrophe before text that a spreadsheet would take for a formula (OWASP, "CSV Injection").
///
/// Plans are full of lines that begin with `-` and `+`. Spaces before the sign don't protect, nor do the wide forms
/// of East Asian keyboards.
pub(crate) fn defuse(text: &str) -> Cow<'_, str> {
    // Most begin with a letter.
    if text.starts_with(|c: char| c.is_ascii_alphanumeric() || is_alphabetic(c)) {
        return Cow::Borrowed(text);
    }
    let rest = text.trim_start_matches(|c: char| c.is_whitespace() && !is_control(c));
    let runs = rest.starts_with(|c| is_control(c) || "=+-@＝＋－＠".contains(c));
    if runs {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_control(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::confidence::Confidence;

    #[test]
    fn defuses_what_a_spreadsheet_would_run() {
        for text in [
            "=1+1",
            "+ Phối hợp",
            "- Giao Phòng Nội vụ",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n- x",
            "  =1",
            "\u{a0}=1",
            " \t x",
            "＝1",
        ] {
            assert_eq!(defuse(text), format!("'{text}"));
        }
    }

    #[test]
    fn leaves_everything_else_alone() {
        for text in ["", " ", "II > 1 > -", "Quý II = 3", "'=1", "a\n- b"] {
            assert_eq!(defuse(text), text);
        }
        for (cell, said) in [
            (Cell::Number(12), "12"),
            (Cell::Word(Cow::Borrowed("-")), "-"),
            (Cell::Text(Cow::Borrowed("-")), "'-"),
            (Cell::Share(Confidence::of(0.25)), "0.250"),
            (Cell::Empty, ""),
        ] {
            let mut row = Vec::new();
            push_cell(&mut row, &cell);
            assert_eq!(row, said.as_bytes());
        }
    }

    #[test]
    fn rows_are_those_of_the_crate_that_reads_them() {
        let long = "x".repeat(30);
        let pieces = [
            "", &long, "a", "\"", ",", "\r\n", "\n", "\r", " ", "ế", "'", "\t",
        ];
        let mut random = fastrand::Rng::with_seed(3);
        let mut theirs = csv::WriterBuilder::new();
        theirs.terminator(csv::Terminator::CRLF);
        let (mut ours, mut theirs) = (Vec::new(), theirs.from_writer(Vec::new()));
        for _ in 0..500 {
            let mut piece = || pieces[random.usize(..pieces.len())];
            let mut cell = || [piece(), piece(), piece()].concat();
            let row = [cell(), cell(), cell()];
            for (at, cell) in row.iter().enumerate() {
                part(&mut ours, at);
                push_field(&mut ours, cell);
            }
            ours.extend(END);
            theirs.write_record(&row).unwrap();
        }
        assert_eq!(ours, theirs.into_inner().unwrap());
    }

    #[test]
    fn text_over_several_lines_stays_in_its_cell() {
        let folder = tempfile::tempdir().unwrap();
        let context = crate::export::sample::context();
        let mut record = crate::export::sample::record();
        record.tasks[0].text = "- Một, \"hai\"\r\nba".to_string();
        let mut sink = open(folder.path(), &context).unwrap();
        sink.record(&record, &context).unwrap();
        crate::export::commit(sink.finish().unwrap()).unwrap();
        let tasks = std::fs::read_to_string(folder.path().join("tasks.csv")).unwrap();
        let row = tasks.split_once("\r\n").unwrap().1;
        assert_eq!(
            row,
            "kế hoạch.txt,T001,\"'- Một, \"\"hai\"\"\r\nba\",II > -,PAPI-2,1,1,5,9,2,r,0.900\r\n"
        );
    }
}
