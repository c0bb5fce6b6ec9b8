//! `dataset.sqlite`: all tables in one file, typed, with keys, indexes, columns for search and a few views.

mod ddl;

use super::tabular::{RowWriter, Tabular, all};
use super::{Cell, Column, Context, Row, Sink, Staged, Table};
use crate::error::Error;
use crate::text::fold::bare;
use crate::value::lang::Lang;
use ddl::Columns;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, params_from_iter};
use std::io;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Name of the file.
const FILE: &str = "dataset.sqlite";

/// Opens `dataset.sqlite` and makes its tables.
pub fn open(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    let file = Staged::create(folder, FILE)?;
    let tables = all();
    let database = Database::make(file.path(), &tables, context);
    let database = database.map_err(|error| file.error(io::Error::other(error)))?;
    Ok(Box::new(Tabular::new(
        tables,
        Sqlite { file, database },
        context.aside(folder),
    )))
}

struct Sqlite {
    /// Written by SQLite, which opens files by name.
    file: Staged,
    database: Database,
}

impl RowWriter for Sqlite {
    fn row(&mut self, table: usize, row: &Row<'_>) -> Result<(), Error> {
        let written = self.database.insert(table, row);
        written.map_err(|error| self.file.error(io::Error::other(error)))
    }

    fn finish(self) -> Result<Vec<Staged>, Error> {
        let ended = self.database.finish();
        ended.map_err(|error| self.file.error(io::Error::other(error)))?;
        Ok(vec![self.file])
    }
}

/// The tables, and the statement that fills each.
struct Database {
    connection: Connection,
    tables: Vec<(Vec<Column>, Columns, String)>,
}

impl Database {
    fn make(path: &Path, tables: &[&'static Table], context: &Context) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        // The file gets its name when all of it is there and on the disk: a journal would guard nothing. References are
        // not checked here, since rows come before those that they point to; tests check them.
        connection.execute_batch(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; \
             PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF; BEGIN",
        )?;
        let tables = tables
            .iter()
            .map(|table| {
                let columns = (table.columns)(context);
                let folded = Columns::of(table, &columns);
                connection.execute_batch(&ddl::table(table, &columns, &folded))?;
                let insert = ddl::insert(table, &columns, &folded);
                Ok((columns, folded, insert))
            })
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let made = Self { connection, tables };
        made.dictionary(context)?;
        Ok(made)
    }

    /// The meaning of every column, as a table.
    fn dictionary(&self, context: &Context) -> rusqlite::Result<()> {
        self.connection.execute_batch(ddl::DICTIONARY)?;
        let sql = "INSERT INTO data_dictionary VALUES (?, ?, ?, ?, ?, ?)";
        let mut insert = self.connection.prepare(sql)?;
        for table in super::TABLES {
            for column in (table.columns)(context) {
                let said = [Lang::Vi, Lang::En].map(|lang| {
                    [column.heading.said(lang), column.about.said(lang)].map(str::to_string)
                });
                let [[heading_vi, about_vi], [heading_en, about_en]] = said;
                let name = table.name.to_string();
                insert.execute([
                    name,
                    column.name,
                    heading_vi,
                    heading_en,
                    about_vi,
                    about_en,
                ])?;
            }
        }
        Ok(())
    }

    fn insert(&self, table: usize, row: &Row<'_>) -> rusqlite::Result<()> {
        let Some((columns, folded, insert)) = self.tables.get(table) else {
            return Ok(());
        };
        let mut statement = self.connection.prepare_cached(insert)?;
        let cells = row
            .iter()
            .zip(columns)
            .map(|(cell, column)| value(cell, column));
        let more = folded.folded().map(|at| search(row.get(at)));
        statement.execute(params_from_iter(cells.chain(more)))?;
        Ok(())
    }

    fn finish(self) -> rusqlite::Result<()> {
        // Sorting once is quicker than keeping every index in order row by row.
        self.connection.execute_batch(&ddl::indexes())?;
        self.connection.execute_batch(&ddl::views())?;
        self.connection.execute_batch("COMMIT")?;
        self.connection.flush_prepared_statement_cache();
        self.connection.close().map_err(|(_, error)| error)
    }
}

/// A cell as SQLite stores it; an empty text is null where the column may be.
fn value<'a>(cell: &'a Cell<'_>, column: &Column) -> ToSqlOutput<'a> {
    let owned = |value: Value| ToSqlOutput::Owned(value);
    match cell {
        Cell::Empty => owned(Value::Null),
        // Counts and places are below 2^63.
        Cell::Number(number) => owned(Value::Integer(i64::try_from(*number).unwrap_or(i64::MAX))),
        Cell::Share(share) => owned(Value::Real(share.share())),
        Cell::Flag(yes) => owned(Value::Integer(i64::from(*yes))),
        Cell::Day(day) => owned(Value::Text(day.to_string())),
        Cell::Word(text) | Cell::Text(text) if text.is_empty() && !column.required => {
            owned(Value::Null)
        }
        Cell::Word(text) | Cell::Text(text) => {
            ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()))
        }
    }
}

/// The words of a cell as people type them into a search: small letters without diacritics.
fn search(cell: Option<&Cell<'_>>) -> ToSqlOutput<'static> {
    match cell {
        Some(Cell::Word(text) | Cell::Text(text)) => {
            let composed: String = text.nfc().collect();
            ToSqlOutput::Owned(Value::Text(bare(&composed)))
        }
        _ => ToSqlOutput::Owned(Value::Null),
    }
}
