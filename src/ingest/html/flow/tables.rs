//! Rows and cells of a web page → a table: which column each cell begins in, given what the cells above cover.

use crate::ingest::flow::{Cell, Piece, Table};
use crate::ingest::limits;
use scraper::node::Element;

/// A table that is being read.
#[derive(Default)]
pub struct Draft {
    rows: Vec<Vec<Cell>>,
}

impl Draft {
    /// A new row begins.
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell of the last row is complete; its column is found at the end.
    pub fn cell(&mut self, element: &Element, pieces: Vec<Piece>) {
        let span = |name: &str| {
            element
                .attr(name)
                .and_then(|value| value.trim().parse().ok())
        };
        let cell = Cell {
            column: 0,
            // Zero covers all rows that are left, and so does more than there are.
            rows: span("rowspan").unwrap_or(1).min(limits::COLUMNS),
            columns: span("colspan").unwrap_or(1).clamp(1, limits::COLUMNS),
            pieces,
        };
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.rows.push(vec![cell]),
        }
    }

    /// The table, its cells in their columns.
    pub fn finish(self) -> Table {
        let count = self.rows.len();
        // By column: the first row that is free again.
        let mut free: Vec<usize> = Vec::new();
        let mut table = Table::default();
        for (at, row) in self.rows.into_iter().enumerate() {
            let mut column = 0;
            let mut done = Vec::new();
            for mut cell in row {
                while free.get(column).is_some_and(|&row| row > at) {
                    column += 1;
                }
                let left = count - at;
                cell.rows = if cell.rows == 0 {
                    left
                } else {
                    cell.rows.min(left)
                };
                cell.column = column;
                cell.columns = limits::columns(column, cell.columns);
                let end = column + cell.columns;
                free.resize(free.len().max(end), 0);
                free[column..end].fill(at + cell.rows);
                column = end;
                done.push(cell);
            }
            table.rows.push(done);
        }
        table
    }
}
