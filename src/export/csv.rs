//! CSV files, one a table: UTF-8 with a byte order mark, CRLF, and no cell that a spreadsheet would run.

use super::tabular::{RowWriter, Tabular, all, of_audit};
use super::{Cell, Context, Row, Sink, Staged, Table, words};
use crate::error::Error;
use memchr::{memchr, memchr3};
use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::{self, Write};
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
    /// Where numbers are printed.
    print: String,
}

impl CsvTable {
    fn create(folder: &Path, table: &Table, context: &Context) -> Result<Self, Error> {
        let mut file = Staged::create(folder, &format!("{}.csv", table.name))?;
        let columns = (table.columns)(context);
        let mut head = columns.iter().enumerate();
        file.write_all(BYTE_ORDER_MARK)
            .and_then(|()| {
                head.try_for_each(|(at, column)| write_field(&mut file, at, &column.name))
            })
            .and_then(|()| file.write_all(END))
            .map_err(|source| file.error(source))?;
        let print = String::new();
        Ok(Self { file, print })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let mut cells = row.iter().enumerate();
        cells
            .try_for_each(|(at, cell)| match cell {
                Cell::Number(number) => {
                    write_field(&mut self.file, at, itoa::Buffer::new().format(*number))
                }
                cell => write_field(&mut self.file, at, &print(cell, &mut self.print)),
            })
            .and_then(|()| self.file.write_all(END))
            .map_err(|source| self.file.error(source))
    }
}

/// What ends a row.
const END: &[u8] = b"\r\n";

/// Writes a field, the how manieth of its row, as RFC 4180 has it: in quotes where it needs them. The crate `csv`, which
/// reads such files well, looks at all that is left of a field for every 8 KiB that it writes of it, and a plan that is
/// one line of 50 MB takes a minute.
fn write_field(file: &mut impl Write, at: usize, field: &str) -> io::Result<()> {
    if at > 0 {
        file.write_all(b",")?;
    }
    let bytes = field.as_bytes();
    if memchr3(b'"', b',', b'\n', bytes).is_none() && memchr(b'\r', bytes).is_none() {
        return file.write_all(bytes);
    }
    file.write_all(b"\"")?;
    for (nth, piece) in bytes.split(|byte| *byte == b'"').enumerate() {
        if nth > 0 {
            file.write_all(b"\"\"")?;
        }
        file.write_all(piece)?;
    }
    file.write_all(b"\"")
}

/// The characters of a cell; `buffer` is room for those that have to be made.
fn print<'a>(cell: &'a Cell<'_>, buffer: &'a mut String) -> Cow<'a, str> {
    let number: &dyn Display = match cell {
        Cell::Empty => return Cow::Borrowed(""),
        Cell::Flag(yes) => return Cow::Borrowed(words::answer(*yes).code),
        Cell::Word(word) => return Cow::Borrowed(word),
        Cell::Text(text) => return defuse(text),
        Cell::Number(number) => number,
        Cell::Share(share) => share,
        Cell::Day(day) => day,
    };
    buffer.clear();
    // A string takes all that is written into it.
    let _ = write!(buffer, "{number}");
    Cow::Borrowed(buffer)
}

/// Puts an apostrophe before text that a spreadsheet would take for a formula (OWASP, "CSV Injection").
///
/// Plans are full of lines that begin with `-` and `+`. Spaces before the sign don't protect, nor do the wide forms
/// of East Asian keyboards.
pub(crate) fn defuse(text: &str) -> Cow<'_, str> {
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
        assert_eq!(print(&Cell::Number(12), &mut String::new()), "12");
        assert_eq!(
            print(&Cell::Word(Cow::Borrowed("-")), &mut String::new()),
            "-"
        );
    }

    #[test]
    fn rows_are_those_of_the_crate_that_reads_them() {
        let pieces = ["", "a", "\"", ",", "\r\n", "\n", "\r", " ", "ế", "'", "\t"];
        let mut random = fastrand::Rng::with_seed(3);
        let mut theirs = csv::WriterBuilder::new();
        theirs.terminator(csv::Terminator::CRLF);
        let (mut ours, mut theirs) = (Vec::new(), theirs.from_writer(Vec::new()));
        for _ in 0..500 {
            let mut piece = || pieces[random.usize(..pieces.len())];
            let mut cell = || [piece(), piece(), piece()].concat();
            let row = [cell(), cell(), cell()];
            for (at, cell) in row.iter().enumerate() {
                write_field(&mut ours, at, cell).unwrap();
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
