//! Pages → one flow: a table that goes on over a page end is one table, and a row that the page end cuts is one row.

use super::super::flow::{Cell, Piece, Table};
use super::layout::glue;

/// Adds a page; `continues` says that it begins with the rest of two columns. A table that goes on from the page before
/// is one table, its repeated head left out.
pub(super) fn append(pieces: &mut Vec<Piece>, mut page: Vec<Piece>, continues: bool) {
    if let Some(Piece::Table(next)) = page.first()
        && let Some(Piece::Table(table)) = pieces.last_mut()
        && (continues || goes_on(table, next))
    {
        let Piece::Table(next) = page.remove(0) else {
            return;
        };
        match table.rows.last_mut().filter(|_| continues) {
            Some(row) => next.rows.into_iter().for_each(|rest| go_on(row, rest)),
            None => continue_table(table, next),
        }
    } else if !pieces.is_empty() {
        pieces.push(Piece::Page);
    }
    pieces.extend(page);
}

/// Whether two tables have the same columns; those that stand side by side for the layout have one row.
fn goes_on(table: &Table, next: &Table) -> bool {
    let columns = |table: &Table| {
        let cells = table.rows.iter().flatten();
        cells.map(|cell| cell.column + cell.columns).max()
    };
    table.rows.len() > 1 && columns(table) == columns(next) && columns(table) > Some(2)
}

fn continue_table(table: &mut Table, next: Table) {
    let mut rows = next.rows;
    let repeated = table.rows.iter().zip(&rows);
    let repeated = repeated
        .take_while(|(old, new)| texts(old) == texts(new))
        .count();
    rows.drain(..repeated);
    if rows.first().is_some_and(|row| is_rest(row)) {
        let rest = rows.remove(0);
        table
            .rows
            .last_mut()
            .into_iter()
            .for_each(|row| add(row, &rest));
    } else if let Some(row) = rows.first_mut() {
        row.retain(|cell| !lengthen(&mut table.rows, cell));
    }
    table.rows.extend(rows);
}

fn texts(row: &[Cell]) -> Vec<&[Piece]> {
    row.iter().map(|cell| cell.pieces.as_slice()).collect()
}

/// Whether a row is the rest of the one that the page end cut: it has no number, and a cell goes on in small letters.
fn is_rest(row: &[Cell]) -> bool {
    let is_unnumbered = row.first().is_some_and(|cell| first_letter(cell).is_none());
    let is_row = row.iter().all(|cell| cell.rows == 1);
    let goes_on = |cell: &Cell| first_letter(cell).is_some_and(char::is_lowercase);
    is_unnumbered && is_row && row.iter().any(goes_on)
}

fn first_letter(cell: &Cell) -> Option<char> {
    let texts = cell.pieces.iter().filter_map(|piece| match piece {
        Piece::Paragraph(text) => Some(text.as_str()),
        _ => None,
    });
    texts.flat_map(str::chars).find(|c| !c.is_whitespace())
}

/// Adds the lines of two columns that go on.
fn go_on(row: &mut [Cell], rest: Vec<Cell>) {
    for more in rest {
        if let Some(side) = row.iter_mut().find(|side| side.column == more.column) {
            side.pieces.extend(more.pieces);
        }
    }
}

/// Adds the rest of a row, cell by cell.
fn add(row: &mut [Cell], rest: &[Cell]) {
    for more in rest.iter().filter(|cell| first_letter(cell).is_some()) {
        let Some(cell) = row.iter_mut().find(|cell| cell.column == more.column) else {
            continue;
        };
        for piece in &more.pieces {
            let lines = match (cell.pieces.last_mut(), piece) {
                (Some(Piece::Paragraph(before)), Piece::Paragraph(text)) => Some((before, text)),
                _ => None,
            };
            let glued = lines.and_then(|(before, text)| Some((glue(before, text)?, before, text)));
            match glued {
                Some((glue, before, text)) => {
                    before.push_str(glue);
                    before.push_str(text);
                }
                None => cell.pieces.push(piece.clone()),
            }
        }
    }
}

/// Makes the cell that reaches the last row longer where an empty cell of several rows begins the next page: the two
/// are one cell that the page end cuts. Returns whether it did.
fn lengthen(rows: &mut [Vec<Cell>], cell: &Cell) -> bool {
    if cell.rows < 2 || first_letter(cell).is_some() {
        return false;
    }
    let count = rows.len();
    let above = rows.iter_mut().enumerate().flat_map(|(at, row)| {
        let reaching = row.iter_mut().filter(move |above| at + above.rows == count);
        reaching.filter(|above| above.column == cell.column && above.columns == cell.columns)
    });
    match above.last() {
        Some(above) => {
            above.rows += cell.rows;
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Vec<Cell> {
        let cells = texts.iter().enumerate();
        cells
            .map(|(column, text)| Cell::plain(column, *text))
            .collect()
    }

    fn shown(pieces: &[Piece]) -> Vec<Vec<String>> {
        let [Piece::Table(table)] = pieces else {
            panic!("expected one table, got {pieces:?}");
        };
        let text = |cell: &Cell| match &cell.pieces[..] {
            [Piece::Paragraph(text)] => text.clone(),
            more => format!("{more:?}"),
        };
        table
            .rows
            .iter()
            .map(|row| row.iter().map(text).collect())
            .collect()
    }

    fn joined(first: Vec<Vec<Cell>>, second: Vec<Vec<Cell>>) -> Vec<Piece> {
        let mut pieces = vec![Piece::Table(Table { rows: first })];
        append(
            &mut pieces,
            vec![Piece::Table(Table { rows: second })],
            false,
        );
        pieces
    }

    #[test]
    fn a_repeated_head_of_two_rows_is_left_out() {
        let head = || {
            vec![
                row(&["TT", "Nhiệm vụ", "Cơ quan"]),
                row(&["", "", "chủ trì"]),
            ]
        };
        let page = |text| [head(), vec![row(&[text, "Rà soát", "Sở Y tế"])]].concat();
        let pieces = joined(page("1"), page("2"));
        assert_eq!(shown(&pieces).len(), 4);
        assert_eq!(shown(&pieces)[3][0], "2");
    }

    #[test]
    fn a_row_that_the_page_end_cuts_is_one_row() {
        let pieces = joined(
            vec![
                row(&["TT", "Nhiệm vụ", "Cơ quan"]),
                row(&["4", "Đóng góp tự", "Sở Tài chính"]),
            ],
            vec![
                row(&["", "nguyện", ""]),
                row(&["5", "Công khai", "Sở Y tế"]),
            ],
        );
        assert_eq!(
            shown(&pieces)[1],
            ["4", "Đóng góp tự nguyện", "Sở Tài chính"]
        );
        assert_eq!(shown(&pieces)[2][0], "5");
    }

    #[test]
    fn a_row_without_a_number_of_its_own_stays_one() {
        let pieces = joined(
            vec![
                row(&["TT", "Nhiệm vụ", "Cơ quan"]),
                row(&["4", "Đóng góp", "Sở Tài chính"]),
            ],
            vec![row(&["", "Tổng số: 4", ""])],
        );
        assert_eq!(shown(&pieces).len(), 3);
    }

    #[test]
    fn a_cell_of_several_rows_that_the_page_end_cuts_is_one_cell() {
        let tall = |text, rows| Cell {
            rows,
            ..Cell::plain(0, text)
        };
        let rest = || vec![Cell::plain(1, "a"), Cell::plain(2, "b")];
        let with = |cell, mut row: Vec<Cell>| {
            row.insert(0, cell);
            row
        };
        let pieces = joined(
            vec![with(tall("Quý I", 2), rest()), rest()],
            vec![with(tall("", 2), rest()), rest()],
        );
        let Piece::Table(table) = &pieces[0] else {
            panic!("no table");
        };
        assert_eq!(table.rows[0][0].rows, 4);
        assert_eq!(table.rows[2].len(), 2);
    }
}
