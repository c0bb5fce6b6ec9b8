//! One sheet of a workbook → the lines above and below its table, and the table.

use super::values::Values;
use crate::ingest::flow::{Cell, Piece, Table};
use crate::ingest::xml::Element;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A row of a table fills at least so many cells; rows of fewer above the first and below the last such row are
/// letterhead, title and signature.
const TABLE_CELLS: usize = 3;

/// Row and column, from 0.
type At = (usize, usize);

/// What stands in a sheet, in order.
pub fn pieces(sheet: &Element, values: &Values) -> Vec<Piece> {
    let cells = filled(sheet, values);
    let merged = merged(sheet);
    let rows: BTreeSet<usize> = cells.keys().map(|at| at.0).collect();
    let columns: BTreeSet<usize> = cells.keys().map(|at| at.1).collect();
    let lines: Vec<Line> = rows.iter().map(|&row| line(row, &cells)).collect();
    let is_wide = |line: &Line| line.cells.len() >= TABLE_CELLS;
    let first = lines.iter().position(is_wide).unwrap_or(lines.len());
    let last = lines
        .iter()
        .rposition(is_wide)
        .map_or(first, |last| last + 1);
    let mut pieces = Vec::new();
    lines[..first]
        .iter()
        .for_each(|line| line.push_texts(&mut pieces));
    let places = Places {
        rows: rows.into_iter().skip(first).take(last - first).collect(),
        columns: columns.into_iter().collect(),
    };
    let table = lines[first..last]
        .iter()
        .map(|line| places.row(line, &merged))
        .collect();
    if first < last {
        pieces.push(Piece::Table(Table { rows: table }));
    }
    lines[last..]
        .iter()
        .for_each(|line| line.push_texts(&mut pieces));
    pieces
}

/// The cells of one row that say something.
struct Line<'c> {
    row: usize,
    cells: Vec<(usize, &'c str)>,
}

impl Line<'_> {
    /// The row as one line: letterhead and signature are set in two columns.
    fn push_texts(&self, pieces: &mut Vec<Piece>) {
        let texts: Vec<&str> = self.cells.iter().map(|(_, text)| *text).collect();
        pieces.push(Piece::Paragraph(texts.join("\t")));
    }
}

fn line(row: usize, cells: &BTreeMap<At, String>) -> Line<'_> {
    let inside = cells.range((row, 0)..(row + 1, 0));
    Line {
        row,
        cells: inside.map(|(at, text)| (at.1, text.as_str())).collect(),
    }
}

/// The rows and columns of a table, those that are empty left out.
struct Places {
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Places {
    fn row(&self, line: &Line, merged: &HashMap<At, At>) -> Vec<Cell> {
        let cell = |(column, text): &(usize, &str)| {
            let end = merged.get(&(line.row, *column)).copied();
            let (last_row, last_column) = end.unwrap_or((line.row, *column));
            Cell {
                column: self.columns.partition_point(|at| at < column),
                rows: between(&self.rows, line.row, last_row),
                columns: between(&self.columns, *column, last_column),
                pieces: vec![Piece::Paragraph((*text).to_owned())],
            }
        };
        line.cells.iter().map(cell).collect()
    }
}

/// How many of the sorted `kept` lie from `first` to `last`, at least 1.
fn between(kept: &[usize], first: usize, last: usize) -> usize {
    let start = kept.partition_point(|at| *at < first);
    let end = kept.partition_point(|at| *at <= last);
    end.saturating_sub(start).max(1)
}

/// The cells that say something, by place.
fn filled(sheet: &Element, values: &Values) -> BTreeMap<At, String> {
    let mut cells = BTreeMap::new();
    let mut row = 0;
    for line in sheet
        .child("sheetData")
        .into_iter()
        .flat_map(|data| data.all("row"))
    {
        // Rows and cells without a place follow the one before.
        row = line
            .attribute("r")
            .and_then(|at| at.parse::<usize>().ok())
            .unwrap_or(row + 1);
        let mut column = 0;
        for cell in line.all("c") {
            column = cell
                .attribute("r")
                .and_then(place)
                .map_or(column, |at| at.1);
            let text = values.shown(cell);
            if !text.trim().is_empty() {
                cells.insert((row.saturating_sub(1), column), text.trim().to_owned());
            }
            column += 1;
        }
    }
    cells
}

/// First and last place of each merged range.
fn merged(sheet: &Element) -> HashMap<At, At> {
    let ranges = sheet
        .child("mergeCells")
        .into_iter()
        .flat_map(|all| all.all("mergeCell"));
    let range = |merge: &Element| {
        let (first, last) = merge.attribute("ref")?.split_once(':')?;
        Some((place(first)?, place(last)?))
    };
    ranges.filter_map(range).collect()
}

/// `C5`: row 4, column 2.
fn place(name: &str) -> Option<At> {
    let letters = name.find(|c: char| !c.is_ascii_alphabetic())?;
    let row: usize = name[letters..].parse().ok()?;
    // Excel ends at XFD.
    if letters == 0 || letters > 3 {
        return None;
    }
    let value = |c: char| (c.to_ascii_uppercase() as usize) - ('A' as usize) + 1;
    let column = name[..letters]
        .chars()
        .fold(0, |sum, c| sum * 26 + value(c));
    Some((row.checked_sub(1)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::xml::parse;

    fn read(data: &str) -> Vec<Piece> {
        let sheet = parse(format!("<worksheet>{data}</worksheet>").as_bytes()).expect("xml");
        let workbook = parse(b"<workbook/>").expect("xml");
        pieces(&sheet, &Values::read(&workbook, None, None))
    }

    fn cell(place: &str, text: &str) -> String {
        format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>")
    }

    #[test]
    fn lines_around_the_table_are_paragraphs() {
        let rows = [
            vec![cell("A1", "KẾ HOẠCH")],
            vec![
                cell("A3", "TT"),
                cell("C3", "Nhiệm vụ"),
                cell("D3", "Thời gian"),
            ],
            vec![cell("A4", "1"), cell("C4", "Rà soát"), cell("D4", "Quý I")],
            vec![cell("C5", "Niêm yết")],
            vec![cell("A6", "2"), cell("C6", "Báo cáo"), cell("D6", "Quý II")],
            vec![cell("D9", "CHỦ TỊCH")],
        ];
        let number =
            |row: &Vec<String>| row[0][6..].split('\'').next().expect("place")[1..].to_string();
        let rows: String = rows
            .iter()
            .map(|row| format!("<row r='{}'>{}</row>", number(row), row.concat()))
            .collect();
        let pieces = read(&format!(
            "<sheetData>{rows}</sheetData><mergeCells><mergeCell ref='D4:D5'/><mergeCell ref='A1:D1'/></mergeCells>"
        ));
        assert_eq!(pieces[0], Piece::Paragraph("KẾ HOẠCH".to_string()));
        assert_eq!(pieces[2], Piece::Paragraph("CHỦ TỊCH".to_string()));
        let Piece::Table(table) = &pieces[1] else {
            unreachable!("a table");
        };
        let spans: Vec<Vec<(usize, usize)>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| (cell.column, cell.rows)).collect())
            .collect();
        assert_eq!(
            spans,
            [
                vec![(0, 1), (1, 1), (2, 1)],
                vec![(0, 1), (1, 1), (2, 2)],
                vec![(1, 1)],
                vec![(0, 1), (1, 1), (2, 1)]
            ]
        );
    }

    #[test]
    fn places_have_letters_and_numbers() {
        assert_eq!(place("C5"), Some((4, 2)));
        assert_eq!(place("AA1"), Some((0, 26)));
        for wrong in [
            "",
            "5",
            "C",
            "C0",
            "ABCD1",
            "C-1",
            "C99999999999999999999999",
        ] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
