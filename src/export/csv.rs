//! CSV files, one a table: UTF-8 with a byte order mark, CRLF, and no cell that a spreadsheet would run.

use super::worst::Worst;
use super::{Cell, Context, Row, Rows, Sink, Staged, TABLES, Table, words};
use crate::audit::Finding;
use crate::audit::coverage::{Coverage, Totals};
use crate::audit::set::Linked;
use crate::error::{Error, Failure};
use crate::link::record::Record;
use csv::{ByteRecord, Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

/// Excel takes a file without this mark for the local 8-bit encoding.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Opens one file a table and writes its heads.
pub fn open(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    let files: Result<Vec<_>, Error> = TABLES
        .iter()
        .map(|table| CsvTable::create(folder, table, context))
        .collect();
    Ok(Box::new(Csv(files?)))
}

/// Opens only the tables that the audit fills.
pub fn open_audit(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    let files: Result<Vec<_>, Error> = TABLES
        .iter()
        .filter(|table| matches!(table.rows, Rows::OfFinding(_) | Rows::OfLink(_)))
        .map(|table| CsvTable::create(folder, table, context))
        .collect();
    Ok(Box::new(Csv(files?)))
}

struct Csv(Vec<CsvTable>);

impl Sink for Csv {
    fn record(&mut self, record: &Record, context: &Context) -> Result<(), Error> {
        for file in &mut self.0 {
            match file.table.rows {
                Rows::OfRecord(rows) => {
                    for row in rows(record, context) {
                        file.row(&row)?;
                    }
                }
                Rows::WorstFirst(rows) => {
                    for (confidence, row) in rows(record, context) {
                        file.worst.add(confidence, printed(&row));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn duplicate(&mut self, record: &Record, context: &Context) -> Result<(), Error> {
        for file in &mut self.0 {
            if let Rows::OfRecord(rows) = file.table.rows
                && file.table.lists_duplicates()
            {
                rows(record, context)
                    .iter()
                    .try_for_each(|row| file.row(row))?;
            }
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        for file in &mut self.0 {
            if let Rows::OfFailure(row) = file.table.rows {
                file.row(&row(failure))?;
            }
        }
        Ok(())
    }

    fn findings(&mut self, findings: &[Finding]) -> Result<(), Error> {
        for file in &mut self.0 {
            if let Rows::OfFinding(row) = file.table.rows {
                findings
                    .iter()
                    .try_for_each(|finding| file.row(&row(finding)))?;
            }
        }
        Ok(())
    }

    fn links(&mut self, links: &[Linked]) -> Result<(), Error> {
        for file in &mut self.0 {
            if let Rows::OfLink(row) = file.table.rows {
                links.iter().try_for_each(|link| file.row(&row(link)))?;
            }
        }
        Ok(())
    }

    fn coverage(&mut self, coverage: &Coverage) -> Result<(), Error> {
        for file in &mut self.0 {
            if let Rows::OfCoverage(rows) = file.table.rows {
                rows(coverage).iter().try_for_each(|row| file.row(row))?;
            }
        }
        Ok(())
    }

    fn totals(&mut self, totals: &Totals) -> Result<(), Error> {
        for file in &mut self.0 {
            if let Rows::OfTotals(rows) = file.table.rows {
                rows(totals).iter().try_for_each(|row| file.row(row))?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<Staged>, Error> {
        self.0.into_iter().map(CsvTable::finish).collect()
    }
}

struct CsvTable {
    table: &'static Table,
    writer: Writer<Staged>,
    /// Rows of a table whose order is known at the end only.
    worst: Worst<ByteRecord>,
}

impl CsvTable {
    fn create(folder: &Path, table: &'static Table, context: &Context) -> Result<Self, Error> {
        let mut file = Staged::create(folder, &format!("{}.csv", table.name))?;
        file.write_all(BYTE_ORDER_MARK)
            .map_err(|source| file.error(source))?;
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(file);
        let mut this = Self {
            table,
            writer,
            worst: Worst::default(),
        };
        let columns = (this.table.columns)(context);
        let head = columns.iter().map(|column| &column.name);
        let written = this.writer.write_record(head);
        this.check(written)?;
        Ok(this)
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let written = self.writer.write_byte_record(&printed(row));
        self.check(written)
    }

    fn check(&self, written: csv::Result<()>) -> Result<(), Error> {
        written.map_err(|error| self.writer.get_ref().error(error.into()))
    }

    fn finish(mut self) -> Result<Staged, Error> {
        for row in std::mem::take(&mut self.worst).sorted() {
            let written = self.writer.write_byte_record(&row);
            self.check(written)?;
        }
        let flushed = self.writer.flush();
        flushed.map_err(|source| self.writer.get_ref().error(source))?;
        self.writer.into_inner().map_err(|error| {
            let reason = io::Error::new(error.error().kind(), error.error().to_string());
            error.into_inner().get_ref().error(reason)
        })
    }
}

/// The cells of a row.
fn printed(row: &Row<'_>) -> ByteRecord {
    row.iter()
        .map(|cell| print(cell).into_owned().into_bytes())
        .collect()
}

/// The characters of a cell.
fn print<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Share(share) => Cow::Owned(share.to_string()),
        Cell::Flag(yes) => Cow::Borrowed(words::answer(*yes).code),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Word(word) => Cow::Borrowed(word),
        Cell::Text(text) => defuse(text),
    }
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
        assert_eq!(print(&Cell::Number(12)), "12");
        assert_eq!(print(&Cell::Word(Cow::Borrowed("-"))), "-");
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
