//! `parquet/<table>.parquet`: every table as a column file for Python, R and Power BI. Days are days, shares are
//! numbers, texts are coded by a dictionary; what each column means is in the metadata of its file.

use super::tabular::{RowWriter, Tabular, all};
use super::{Cell, Column, Context, Kind, Row, Sink, Staged, Table};
use crate::error::Error;
use jiff::civil::{Date, date};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Stored};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result as Coded};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The folder of the files, in the output folder.
const FOLDER: &str = "parquet";
/// Rows of a group, which readers load one by one and which is held until it is whole.
const GROUP_ROWS: usize = 65_536;
/// Bytes of text of a group: tables of long texts have fewer rows.
const GROUP_BYTES: usize = 16 << 20;
/// Day 0 of dates in Parquet.
const EPOCH: Date = date(1970, 1, 1);

/// Opens one file a table.
pub fn open(folder: &Path, context: &Context) -> Result<Box<dyn Sink>, Error> {
    let tables = all();
    let files: Result<Vec<_>, Error> = tables
        .iter()
        .map(|table| File::create(folder, table, context))
        .collect();
    Ok(Box::new(Tabular::new(
        tables,
        Files(files?),
        context.aside(folder),
    )))
}

struct Files(Vec<File>);

impl RowWriter for Files {
    fn row(&mut self, table: usize, row: &Row<'_>) -> Result<(), Error> {
        match self.0.get_mut(table) {
            Some(file) => file.row(row),
            None => Ok(()),
        }
    }

    fn finish(self) -> Result<Vec<Staged>, Error> {
        self.0.into_iter().map(File::finish).collect()
    }
}

struct File {
    writer: SerializedFileWriter<Staged>,
    /// What its errors name.
    path: std::path::PathBuf,
    columns: Vec<Gathered>,
    rows: usize,
    bytes: usize,
}

impl File {
    fn create(folder: &Path, table: &Table, context: &Context) -> Result<Self, Error> {
        let columns = (table.columns)(context);
        let name = format!("{FOLDER}/{}.parquet", table.name);
        let file = Staged::create(folder, &name)?;
        let path = folder.join(name);
        let writer = schema(table, &columns)
            .and_then(|schema| SerializedFileWriter::new(file, schema, properties(&columns)));
        Ok(Self {
            writer: writer.map_err(|error| refused(&path, error))?,
            path,
            columns: columns.iter().map(Gathered::of).collect(),
            rows: 0,
            bytes: 0,
        })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            self.bytes += column.push(cell);
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what is gathered as a group.
    fn flush(&mut self) -> Result<(), Error> {
        (self.rows, self.bytes) = (0, 0);
        let written = write(&mut self.writer, &mut self.columns);
        written.map_err(|error| refused(&self.path, error))
    }

    fn finish(mut self) -> Result<Staged, Error> {
        if self.rows > 0 {
            self.flush()?;
        }
        let ended = self.writer.into_inner();
        ended.map_err(|error| refused(&self.path, error))
    }
}

fn refused(path: &Path, error: ParquetError) -> Error {
    Error::Write {
        path: path.to_path_buf(),
        source: io::Error::other(error),
    }
}

fn write(writer: &mut SerializedFileWriter<Staged>, columns: &mut [Gathered]) -> Coded<()> {
    let mut group = writer.next_row_group()?;
    for column in columns {
        if let Some(target) = group.next_column()? {
            column.write(target)?;
        }
    }
    group.close().map(drop)
}

/// The columns with their types.
fn schema(table: &Table, columns: &[Column]) -> Coded<Arc<Type>> {
    let fields: Coded<Vec<_>> = columns
        .iter()
        .map(|column| {
            let (stored, logical) = match column.kind {
                Kind::Text | Kind::List(_) | Kind::PartialDate | Kind::Enum(_) => {
                    (Stored::BYTE_ARRAY, Some(LogicalType::String))
                }
                Kind::Integer => (Stored::INT64, None),
                Kind::Share => (Stored::DOUBLE, None),
                Kind::Date => (Stored::INT32, Some(LogicalType::Date)),
                Kind::Boolean => (Stored::BOOLEAN, None),
            };
            let repetition = match column.required {
                true => Repetition::REQUIRED,
                false => Repetition::OPTIONAL,
            };
            let field = Type::primitive_type_builder(&column.name, stored)
                .with_logical_type(logical)
                .with_repetition(repetition);
            field.build().map(Arc::new)
        })
        .collect();
    let group = Type::group_type_builder(table.name).with_fields(fields?);
    group.build().map(Arc::new)
}

/// How the file is written; the meanings of its columns are pairs of name and sentence.
fn properties(columns: &[Column]) -> Arc<WriterProperties> {
    let meanings = columns.iter();
    let meanings =
        meanings.map(|column| KeyValue::new(column.name.clone(), column.about.en.clone()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("kehoach ", env!("CARGO_PKG_VERSION")).to_string())
        .set_key_value_metadata(Some(meanings.collect()));
    Arc::new(properties.build())
}

/// The cells of a column that are not written yet.
struct Gathered {
    /// Of each row, 1 where it has a value; none where all rows have one.
    present: Option<Vec<i16>>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Share(Vec<f64>),
    Day(Vec<i32>),
    Flag(Vec<bool>),
}

impl Gathered {
    fn of(column: &Column) -> Self {
        Self {
            present: (!column.required).then(Vec::new),
            values: match column.kind {
                Kind::Text | Kind::List(_) | Kind::PartialDate | Kind::Enum(_) => {
                    Values::Text(Vec::new())
                }
                Kind::Integer => Values::Integer(Vec::new()),
                Kind::Share => Values::Share(Vec::new()),
                Kind::Date => Values::Day(Vec::new()),
                Kind::Boolean => Values::Flag(Vec::new()),
            },
        }
    }

    /// Takes a cell and returns about how many bytes it holds; an empty text is nothing where the column may lack values.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        let mut bytes = size_of::<i64>();
        let mut given = true;
        match (&mut self.values, cell) {
            (Values::Text(texts), Cell::Word(text) | Cell::Text(text))
                if self.present.is_none() || !text.is_empty() =>
            {
                bytes += text.len();
                texts.push(ByteArray::from(text.as_bytes().to_vec()));
            }
            // Counts and places are below 2^63.
            (Values::Integer(numbers), Cell::Number(number)) => {
                numbers.push(i64::try_from(*number).unwrap_or(i64::MAX));
            }
            (Values::Share(shares), Cell::Share(share)) => shares.push(share.share()),
            (Values::Day(days), Cell::Day(day)) => days.push(days_since_epoch(*day)),
            (Values::Flag(flags), Cell::Flag(yes)) => flags.push(*yes),
            _ => given = false,
        }
        if let Some(present) = &mut self.present {
            present.push(i16::from(given));
        }
        bytes
    }

    /// Writes the cells and forgets them.
    fn write(&mut self, mut target: SerializedColumnWriter<'_>) -> Coded<()> {
        let present = self.present.as_deref();
        match (&mut self.values, target.untyped()) {
            (Values::Text(texts), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                writer.write_batch(texts, present, None)?;
                texts.clear();
            }
            (Values::Integer(numbers), ColumnWriter::Int64ColumnWriter(writer)) => {
                writer.write_batch(numbers, present, None)?;
                numbers.clear();
            }
            (Values::Share(shares), ColumnWriter::DoubleColumnWriter(writer)) => {
                writer.write_batch(shares, present, None)?;
                shares.clear();
            }
            (Values::Day(days), ColumnWriter::Int32ColumnWriter(writer)) => {
                writer.write_batch(days, present, None)?;
                days.clear();
            }
            (Values::Flag(flags), ColumnWriter::BoolColumnWriter(writer)) => {
                writer.write_batch(flags, present, None)?;
                flags.clear();
            }
            _ => {
                return Err(ParquetError::General(
                    "a column of another type".to_string(),
                ));
            }
        }
        if let Some(present) = &mut self.present {
            present.clear();
        }
        target.close()
    }
}

fn days_since_epoch(day: Date) -> i32 {
    const HOURS: i64 = 24;
    // Four-digit years are within some millions of days.
    let hours = day.duration_since(EPOCH).as_hours();
    i32::try_from(hours / HOURS).unwrap_or(i32::MAX)
}
