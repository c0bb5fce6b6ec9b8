//! Tables that the document has as such: their cells come with row, column and what they cover, so nothing is guessed
//! but what the columns hold.

use super::align;
use super::merged::{self, Laid, Merged};
use super::{Cell, Column, Table, header};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::text::{CellSpan, Text};

/// A table wider than this is a form or a calendar, and is read as lines.
const MOST_COLUMNS: usize = 64;

/// Places of a table, empty ones too; a long table of a plan has some ten thousand.
const MOST_PLACES: usize = 1_000_000;

/// Rows that may stand above the head: a title and a unit of measure.
const ROWS_ABOVE_HEAD: usize = 4;

/// A table as the document draws it.
#[derive(Debug, Clone, Copy)]
pub struct Grid<'t> {
    /// Its cells, row by row.
    cells: &'t [CellSpan],
    /// From its first cell to its last.
    pub span: Span,
}

/// A grid read as a table, and where what stands above its head ends.
pub struct Read {
    /// The table.
    pub table: Table,
    /// First byte of the head.
    pub head: usize,
}

/// The grids of a document, in order.
pub fn grids(text: &Text) -> Vec<Grid<'_>> {
    let tables = text.cells().chunk_by(|a, b| a.table == b.table);
    let grids = tables.filter_map(|cells| {
        let span = cells.iter().map(|cell| cell.span).reduce(Span::join)?;
        Some(Grid { cells, span })
    });
    grids.collect()
}

impl Grid<'_> {
    /// The table in this grid, or `None` where no row of it names columns.
    pub fn table(&self, text: &Text, rules: &Rules) -> Option<Read> {
        let places = Places::new(self.cells)?;
        let head = (0..places.rows.len().min(ROWS_ABOVE_HEAD))
            .find_map(|row| Some((row, header::columns(text, &places.own(row), rules)?)));
        let (first, mut columns) = head?;
        let below = places.head_end(text, first, &columns);
        places.spread(first, &mut columns);
        for row in first + 1..below {
            header::merge(text, &mut columns, &places.own(row), rules);
        }
        let start = places.own(first).into_iter().flatten().next()?.start;
        let span = Span::new(start, self.span.end);
        let rows = rows(text, &places, below, &columns);
        let table = Table {
            span,
            columns,
            rows,
        };
        Some(Read { table, head: start })
    }

    /// The rows of a grid that goes on from a table of these columns, as on the next page.
    pub fn more_rows(&self, text: &Text, columns: &[Column]) -> Option<Vec<super::Row>> {
        let places = Places::new(self.cells)?;
        (places.width == columns.len()).then(|| rows(text, &places, 0, columns))
    }

    /// The number of the cell at byte `at`, or of the next one.
    pub fn cell_at(&self, at: usize) -> usize {
        self.cells.partition_point(|cell| cell.span.end <= at)
    }
}

/// What stands at one place of a grid.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// Number of the cell.
    cell: Option<usize>,
    /// Whether the cell begins in this row, and in this column.
    begins: (bool, bool),
}

/// The cells of a grid by row and column.
struct Places<'t> {
    cells: &'t [CellSpan],
    width: usize,
    rows: Vec<Vec<Place>>,
}

impl<'t> Places<'t> {
    fn new(cells: &'t [CellSpan]) -> Option<Self> {
        let width = cells.iter().map(|cell| cell.column + cell.columns).max()?;
        let height = cells.iter().map(|cell| cell.row).max()? + 1;
        if width > MOST_COLUMNS || width * height > MOST_PLACES {
            return None;
        }
        let mut rows = vec![vec![Place::default(); width]; height];
        for (number, cell) in cells.iter().enumerate() {
            let covered = rows.iter_mut().enumerate().skip(cell.row).take(cell.rows);
            for (row, places) in covered {
                let places = places.iter_mut().enumerate().skip(cell.column);
                for (column, place) in places.take(cell.columns) {
                    let begins = (row == cell.row, column == cell.column);
                    // Cells of a damaged table may lie over each other: the first stays.
                    if place.cell.is_none() {
                        *place = Place {
                            cell: Some(number),
                            begins,
                        };
                    }
                }
            }
        }
        Some(Self { cells, width, rows })
    }

    fn at(&self, place: Place) -> Option<(CellSpan, (bool, bool))> {
        let cell = *self.cells.get(place.cell?)?;
        (!cell.span.is_empty()).then_some((cell, place.begins))
    }

    /// The cells that begin in a row, each in its first column.
    fn own(&self, row: usize) -> Vec<Option<Span>> {
        let places = self.rows.get(row).into_iter().flatten();
        let own = places.map(|place| {
            self.at(*place)
                .filter(|(_, begins)| *begins == (true, true))
        });
        own.map(|cell| cell.map(|(cell, _)| cell.span)).collect()
    }

    /// The row below the head that begins in row `first`: cells that reach down say how far it goes, and one that
    /// spans columns has the names of these below it.
    fn head_end(&self, text: &Text, first: usize, columns: &[Column]) -> usize {
        let begin = self
            .cells
            .iter()
            .filter(|cell| cell.row == first && !cell.span.is_empty());
        let (mut rows, mut spans) = (1, false);
        for cell in begin {
            rows = rows.max(cell.rows);
            spans |= cell.columns > 1 && cell.columns < self.width;
        }
        // A cell that reaches over the whole table groups rows: it is no head.
        if rows > 1 && rows <= ROWS_ABOVE_HEAD && first + rows < self.rows.len() {
            return first + rows;
        }
        let next = self.own(first + 1);
        let second = header::second_row(text, columns, &next)
            || spans && next.iter().flatten().count() > 1 && self.below_spans(text, first, &next);
        first + 1 + usize::from(second)
    }

    /// Whether all cells of a row are short and stand below a head that spans columns.
    fn below_spans(&self, text: &Text, first: usize, row: &[Option<Span>]) -> bool {
        let below = row
            .iter()
            .enumerate()
            .filter_map(|(at, span)| Some((at, (*span)?)));
        let mut below = below.map(|(column, span)| {
            let spanned = self.cells.iter().any(|cell| {
                cell.row == first
                    && cell.columns > 1
                    && (cell.column..cell.column + cell.columns).contains(&column)
            });
            spanned && span.cut(text.normalised()).chars().count() <= 40
        });
        below.all(|fits| fits)
    }

    /// Gives every column below a head that spans several the kind of that head.
    fn spread(&self, row: usize, columns: &mut [Column]) {
        for at in 1..self.width {
            let place = self.rows[row][at];
            if let Some((cell, (_, false))) = self.at(place) {
                columns[at].kind = columns[at - 1].kind;
                columns[at].heads.push(cell.span);
            }
        }
    }

    /// The cells of a data row; those reaching down from above are taken over.
    fn data(&self, row: usize, columns: &[Column], text: &Text) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); self.width];
        for (at, place) in self.rows[row].iter().enumerate() {
            let Some((cell, (own, true))) = self.at(*place) else {
                continue;
            };
            // A heading that begins in the column of numbers is none.
            let heading = cell.columns > 1
                && columns[at].kind == Some(ColumnKind::Order)
                && !align::is_order(cell.span.cut(text.folded()));
            cells[at + usize::from(heading)] = Cell {
                span: Some(cell.span),
                inherited: !own,
            };
        }
        cells
    }

    /// Whether one cell is all that a row has, and covers it but for one column.
    fn is_across(&self, row: usize) -> bool {
        let mut filled = self
            .cells
            .iter()
            .filter(|cell| cell.row == row && !cell.span.is_empty());
        let only = filled.next().filter(|_| filled.next().is_none());
        self.width > 2 && only.is_some_and(|cell| cell.columns + 1 >= self.width)
    }
}

/// The rows from row `first` on.
fn rows(text: &Text, places: &Places, first: usize, columns: &[Column]) -> Vec<super::Row> {
    // Programs that write tables from text merge nothing: then an empty cell may well stand for the one above.
    let drawn = places
        .cells
        .iter()
        .any(|cell| cell.rows > 1 && cell.row >= first);
    let merged = if drawn {
        Merged::Drawn
    } else {
        Merged::Unknown
    };
    let mut kept = Vec::new();
    for row in first..places.rows.len() {
        let own = places.own(row);
        let repeats =
            header::repeats(text, columns, &own) || header::repeats_lower(text, columns, &own);
        let says = own.iter().any(Option::is_some);
        if says && !repeats && !header::counts_columns(text, &own) {
            kept.push(Laid {
                cells: places.data(row, columns, text),
                across: places.is_across(row),
                merged,
            });
        }
    }
    merged::finish(text, columns, kept)
}
