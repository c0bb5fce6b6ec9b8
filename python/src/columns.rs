//! Rows → columns as Arrow lays them out in memory, for pyarrow to take over. Types are those of the Parquet files.

use kehoach::error::Error;
use kehoach::export::{Cell, Column, Context, Kind, Row, RowWriter, Staged, Table};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of a chunk, and bytes of text: the ends of texts are 32-bit numbers.
const CHUNK_ROWS: usize = 65_536;
const CHUNK_BYTES: usize = 16 << 20;
/// Hours of a day; day 0 of Arrow is that of Unix.
const HOURS: i64 = 24;

/// Name of a column's type, as `lib/kehoach/_arrow.py` knows it.
pub fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::List(_) | Kind::PartialDate | Kind::Enum(_) => "string",
        Kind::Integer => "int64",
        Kind::Share => "double",
        Kind::Date => "date32",
        Kind::Boolean => "bool",
    }
}

/// Single bits, as Arrow packs them.
#[derive(Debug, Default)]
struct Bits {
    bytes: Vec<u8>,
    length: usize,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        let at = self.length % 8;
        if at == 0 {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << at;
        }
        self.length += 1;
    }
}

/// The values of a column; those of empty cells are 0.
#[derive(Debug)]
enum Values {
    Text { ends: Vec<u8>, bytes: Vec<u8> },
    Integer(Vec<u8>),
    Share(Vec<u8>),
    Day(Vec<u8>),
    Flag(Bits),
}

#[derive(Debug)]
struct Buffers {
    /// Which cells have a value; none where all have.
    present: Option<Bits>,
    values: Values,
}

impl Buffers {
    fn of(column: &Column) -> Self {
        Self {
            present: (!column.required).then(Bits::default),
            values: match type_name(column.kind) {
                "int64" => Values::Integer(Vec::new()),
                "double" => Values::Share(Vec::new()),
                "date32" => Values::Day(Vec::new()),
                "bool" => Values::Flag(Bits::default()),
                _ => Values::Text {
                    ends: 0_i32.to_le_bytes().to_vec(),
                    bytes: Vec::new(),
                },
            },
        }
    }

    /// Takes a cell and returns how many bytes of text it holds; an empty text is nothing where the column may lack values.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        let text = match cell {
            Cell::Word(text) | Cell::Text(text) => &**text,
            _ => "",
        };
        let given = match (&mut self.values, cell) {
            (Values::Text { ends, bytes }, _) => {
                bytes.extend_from_slice(text.as_bytes());
                // A chunk is ended long before.
                let end = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
                ends.extend_from_slice(&end.to_le_bytes());
                !text.is_empty()
            }
            (Values::Integer(values), cell) => {
                let number = match cell {
                    Cell::Number(number) => i64::try_from(*number).ok(),
                    _ => None,
                };
                values.extend_from_slice(&number.unwrap_or_default().to_le_bytes());
                number.is_some()
            }
            (Values::Share(values), cell) => {
                let share = match cell {
                    Cell::Share(share) => Some(share.share()),
                    _ => None,
                };
                values.extend_from_slice(&share.unwrap_or_default().to_le_bytes());
                share.is_some()
            }
            (Values::Day(values), cell) => {
                let day = match cell {
                    Cell::Day(day) => {
                        let hours = day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours();
                        i32::try_from(hours / HOURS).ok()
                    }
                    _ => None,
                };
                values.extend_from_slice(&day.unwrap_or_default().to_le_bytes());
                day.is_some()
            }
            (Values::Flag(bits), cell) => {
                bits.push(matches!(cell, Cell::Flag(true)));
                matches!(cell, Cell::Flag(_))
            }
        };
        if let Some(present) = &mut self.present {
            present.push(given);
        }
        text.len()
    }

    /// The bytes of each buffer, in Arrow's order: which cells have a value, then where texts end, then the values.
    fn into_python<'py>(self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let present = self.present.map(|bits| bits.bytes);
        let list = PyList::empty(py);
        list.append(present.map(|bytes| PyBytes::new(py, &bytes)))?;
        match self.values {
            Values::Text { ends, bytes } => {
                list.append(PyBytes::new(py, &ends))?;
                list.append(PyBytes::new(py, &bytes))?;
            }
            Values::Integer(bytes) | Values::Share(bytes) | Values::Day(bytes) => {
                list.append(PyBytes::new(py, &bytes))?;
            }
            Values::Flag(bits) => list.append(PyBytes::new(py, &bits.bytes))?,
        }
        Ok(list)
    }
}

/// Some rows of a table.
#[derive(Debug)]
pub struct Chunk {
    rows: usize,
    bytes: usize,
    columns: Vec<Buffers>,
}

/// A chunk for Python: how many rows, and of each column its buffers.
pub type PyChunk<'py> = (usize, Vec<Bound<'py, PyList>>);

impl Chunk {
    /// An empty chunk of these columns.
    pub fn of(columns: &[Column]) -> Self {
        Self {
            rows: 0,
            bytes: 0,
            columns: columns.iter().map(Buffers::of).collect(),
        }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Takes a row.
    pub fn push(&mut self, row: &Row<'_>) {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            self.bytes += column.push(cell);
        }
        self.rows += 1;
    }

    /// Hands it to Python.
    pub fn into_python(self, py: Python<'_>) -> PyResult<PyChunk<'_>> {
        let columns = self.columns.into_iter();
        let columns: PyResult<Vec<_>> = columns.map(|column| column.into_python(py)).collect();
        Ok((self.rows, columns?))
    }
}

/// A table that grows.
#[derive(Debug)]
pub struct Growing {
    columns: Vec<Column>,
    chunks: Vec<Chunk>,
}

impl Growing {
    /// An empty one.
    pub fn of(table: &Table, context: &Context) -> Self {
        Self {
            columns: (table.columns)(context),
            chunks: Vec::new(),
        }
    }

    /// Takes a row.
    pub fn push(&mut self, row: &Row<'_>) {
        let full = |chunk: &Chunk| chunk.rows >= CHUNK_ROWS || chunk.bytes >= CHUNK_BYTES;
        if self.chunks.last().is_none_or(full) {
            self.chunks.push(Chunk::of(&self.columns));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.push(row);
        }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.chunks.iter().map(Chunk::rows).sum()
    }

    /// Hands its rows to Python, and is empty.
    pub fn take<'py>(&mut self, py: Python<'py>) -> PyResult<Vec<PyChunk<'py>>> {
        let chunks = std::mem::take(&mut self.chunks).into_iter();
        chunks.map(|chunk| chunk.into_python(py)).collect()
    }
}

/// Tables that a sink fills and that are there when it has ended.
#[derive(Debug, Clone)]
pub struct Shared(Arc<Mutex<Vec<Growing>>>);

impl Shared {
    /// Empty tables.
    pub fn of(tables: &[&'static Table], context: &Context) -> Self {
        let tables = tables.iter().map(|table| Growing::of(table, context));
        Self(Arc::new(Mutex::new(tables.collect())))
    }

    /// The tables, taken out.
    pub fn take(&self) -> Vec<Growing> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl RowWriter for Shared {
    fn row(&mut self, table: usize, row: &Row<'_>) -> Result<(), Error> {
        let mut tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = tables.get_mut(table) {
            table.push(row);
        }
        Ok(())
    }

    fn finish(self) -> Result<Vec<Staged>, Error> {
        Ok(Vec::new())
    }
}
