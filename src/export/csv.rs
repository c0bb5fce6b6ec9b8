//! CSV files, one a table: UTF-8 with a byte order mark, CRLF, and no cell that a spreadsheet would run.

use super::tabular::{RowWriter, Tabular, all, of_audit};
use super::{Cell, Context, Row, Sink, Staged, Table, words};
use crate::error::Error;
use csv::{Terminator, Writer, WriterBuilder};
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
        self.0.into_iter().map(CsvTable::finish).collect()
    }
}

struct CsvTable {
    writer: Writer<Staged>,
    /// Where numbers are printed.
    print: String,
}

impl CsvTable {
    fn create(folder: &Path, table: &Table, context: &Context) -> Result<Self, Error> {
        let mut file = Staged::create(folder, &format!("{}.csv", table.name))?;
        file.write_all(BYTE_ORDER_MARK)
            .map_err(|source| file.error(source))?;
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(file);
        let mut this = Self {
            writer,
            print: String::new(),
        };
        let columns = (table.columns)(context);
        let head = columns.iter().map(|column| &column.name);
        let written = this.writer.write_record(head);
        this.check(written)?;
        Ok(this)
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let mut cells = row.iter();
        let written = cells
            .try_for_each(|cell| {
                let text = print(cell, &mut self.print);
                self.writer.write_field(text.as_bytes())
            })
            // Ends the row.
            .and_then(|()| self.writer.write_record(None::<&[u8]>));
        self.check(written)
    }

    fn check(&self, written: csv::Result<()>) -> Result<(), Error> {
        written.map_err(|error| self.writer.get_ref().error(error.into()))
    }

    fn finish(mut self) -> Result<Staged, Error> {
        let flushed = self.writer.flush();
        flushed.map_err(|source| self.writer.get_ref().error(source))?;
        self.writer.into_inner().map_err(|error| {
            let reason = io::Error::new(error.error().kind(), error.error().to_string());
            error.into_inner().get_ref().error(reason)
        })
    }
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
