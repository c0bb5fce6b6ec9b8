//! Rows whose cells are known by their right edges, as RTF and Word's binary format store them → a table with columns.

use super::flow::{Cell, Piece, Table};
use crate::deadline;
use std::collections::BTreeMap;

/// A row as stored.
#[derive(Debug, Clone, Default)]
pub(super) struct DrawnRow {
    /// Left edge, in twentieths of a point.
    pub left: i32,
    /// Its cells from left to right.
    pub cells: Vec<DrawnCell>,
}

/// A cell as stored.
#[derive(Debug, Clone, Default)]
pub(super) struct DrawnCell {
    /// Right edge, in twentieths of a point.
    pub right: i32,
    /// Whether it is one with the cell on its left.
    pub joins_left: bool,
    /// Whether it is one with the cell above.
    pub joins_above: bool,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

/// Edges that lie closer than this are one: programs round them row by row. Two millimetres, in twentieths of a point.
const SAME_EDGE: i32 = 113;

/// The table that the rows draw.
pub(super) fn table(rows: Vec<DrawnRow>) -> Table {
    let edges = edges(&rows);
    let mut table = Table::default();
    let mut above = Above::new();
    for row in rows {
        deadline::check();
        let mut cells: Vec<Cell> = Vec::new();
        let mut covered: Vec<Cell> = Vec::new();
        let mut column = column_at(&edges, row.left);
        for drawn in row.cells {
            let end = column_at(&edges, drawn.right).max(column + 1);
            let columns = end - column;
            match cells.last_mut().filter(|_| drawn.joins_left) {
                Some(left) => {
                    left.columns += columns;
                    left.pieces.extend(drawn.pieces);
                }
                None => {
                    let cell = Cell {
                        column,
                        rows: 1,
                        columns,
                        pieces: drawn.pieces,
                    };
                    if drawn.joins_above {
                        covered.push(cell)
                    } else {
                        cells.push(cell)
                    }
                }
            }
            column = end;
        }
        for cell in covered {
            if let Some(lost) = cover(&mut table, &above, cell) {
                cells.push(lost);
            }
        }
        cells.sort_by_key(|cell| cell.column);
        let places = cells.iter().enumerate();
        above.extend(places.map(|(place, cell)| (cell.column, (table.rows.len(), place))));
        table.rows.push(cells);
    }
    table
}

/// By column, row and place of the last cell that begins in it.
type Above = BTreeMap<usize, (usize, usize)>;

/// Makes the cell above one row longer; gives the cell back where there is none above.
fn cover(table: &mut Table, above: &Above, cell: Cell) -> Option<Cell> {
    let height = table.rows.len();
    let above = above.get(&cell.column).and_then(|&(row, place)| {
        let above = table.rows.get_mut(row)?.get_mut(place)?;
        Some((row, above))
    });
    match above {
        Some((row, above)) if row + above.rows == height => {
            above.rows += 1;
            above
                .pieces
                .extend(cell.pieces.into_iter().filter(has_text));
            None
        }
        _ => Some(cell),
    }
}

fn has_text(piece: &Piece) -> bool {
    match piece {
        Piece::Paragraph(text) => !text.trim().is_empty(),
        Piece::Table(_) => true,
        Piece::Page => false,
    }
}

/// The edges of all rows in order, those that are one taken once.
fn edges(rows: &[DrawnRow]) -> Vec<i32> {
    let mut all: Vec<i32> = rows
        .iter()
        .flat_map(|row| std::iter::once(row.left).chain(row.cells.iter().map(|cell| cell.right)))
        .collect();
    all.sort_unstable();
    all.dedup_by(|edge, kept| edge.saturating_sub(*kept) < SAME_EDGE);
    all
}

/// The column that begins at an edge.
fn column_at(edges: &[i32], edge: i32) -> usize {
    edges
        .partition_point(|&known| known <= edge)
        .saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(right: i32, text: &str) -> DrawnCell {
        DrawnCell {
            right,
            pieces: vec![Piece::Paragraph(text.into())],
            ..DrawnCell::default()
        }
    }

    fn row(cells: Vec<DrawnCell>) -> DrawnRow {
        DrawnRow { left: 0, cells }
    }

    fn shape(table: &Table) -> Vec<Vec<(usize, usize, usize)>> {
        let rows = table.rows.iter();
        rows.map(|row| row.iter().map(|c| (c.column, c.rows, c.columns)).collect())
            .collect()
    }

    #[test]
    fn edges_make_columns() {
        let table = table(vec![
            row(vec![
                cell(1000, "TT"),
                cell(5000, "Nhiệm vụ"),
                cell(9000, "Thời hạn"),
            ]),
            row(vec![cell(1010, "1"), cell(9000, "cả hai cột")]),
        ]);
        assert_eq!(
            shape(&table),
            [
                vec![(0, 1, 1), (1, 1, 1), (2, 1, 1)],
                vec![(0, 1, 1), (1, 1, 2)]
            ]
        );
    }

    #[test]
    fn a_cell_joined_to_the_one_above_makes_it_longer() {
        let joined = DrawnCell {
            joins_above: true,
            ..cell(1000, "")
        };
        let first = DrawnCell {
            joins_above: true,
            ..cell(1000, "a")
        };
        let table = table(vec![
            row(vec![first, cell(2000, "b")]),
            row(vec![joined, cell(2000, "c")]),
        ]);
        assert_eq!(shape(&table), [vec![(0, 2, 1), (1, 1, 1)], vec![(1, 1, 1)]]);
    }

    #[test]
    fn a_cell_joined_to_its_left_makes_it_wider() {
        let joined = DrawnCell {
            joins_left: true,
            ..cell(2000, "x")
        };
        let table = table(vec![row(vec![cell(1000, "a"), joined, cell(3000, "b")])]);
        assert_eq!(shape(&table), [vec![(0, 1, 2), (2, 1, 1)]]);
    }

    #[test]
    fn odd_edges_do_no_harm() {
        let table = table(vec![row(vec![
            cell(-5, ""),
            cell(i32::MAX, ""),
            cell(i32::MIN, ""),
        ])]);
        assert_eq!(table.rows[0].len(), 3);
    }
}
