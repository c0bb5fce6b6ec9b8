//! One sheet of a workbook → its tables, and the lines above, between and below them.

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
    let mut pieces = Vec::new();
    let mut rest = lines.as_slice();
    let columns: Vec<usize> = columns.into_iter().collect();
    while let Some(first) = rest.iter().position(Line::is_wide) {
        let (above, table) = rest.split_at(first);
        let (table, below) = table.split_at(end(table));
        above.iter().for_each(|line| line.push_texts(&mut pieces));
        let places = Places {
            rows: table.iter().map(|line| line.row).collect(),
            columns: &columns,
        };
        let rows = table.iter().map(|line| places.row(line, &merged));
        pieces.push(Piece::Table(Table {
            rows: rows.collect(),
        }));
        rest = below;
    }
    rest.iter().for_each(|line| line.push_texts(&mut pieces));
    pieces
}

/// How many of these lines, the first of which is the head of a table, are the table: up to its last wide row, or up to
/// a row that begins as the head does, which begins another table or the same one anew.
fn end(lines: &[Line]) -> usize {
    let head = lines.first().and_then(|head| head.cells.first());
    let again = (1..lines.len()).find(|&at| {
        lines[at].is_wide() && lines[at].cells.first() == head && head.is_some_and(is_word)
    });
    let Some(again) = again else {
        let last = lines.iter().rposition(Line::is_wide);
        return last.map_or(0, |last| last + 1);
    };
    // What stands between an empty row and the other head is its title.
    let title = (1..again)
        .rev()
        .take_while(|&at| !lines[at].is_wide())
        .filter(|&at| lines[at].row > lines[at - 1].row + 1)
        .last();
    title.unwrap_or(again)
}

/// Whether a cell could be the head of a column: numbers begin rows.
fn is_word((_, text): &(usize, &str)) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// The cells of one row that say something.
struct Line<'c> {
    row: usize,
    cells: Vec<(usize, &'c str)>,
}

impl Line<'_> {
    fn is_wide(&self) -> bool {
        self.cells.len() >= TABLE_CELLS
    }

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
struct Places<'p> {
    rows: Vec<usize>,
    columns: &'p [usize],
}

impl Places<'_> {
    fn row(&self, line: &Line, merged: &HashMap<At, At>) -> Vec<Cell> {
        let cell = |(column, text): &(usize, &str)| {
            let end = merged.get(&(line.row, *column)).copied();
            let (last_row, last_column) = end.unwrap_or((line.row, *column));
            Cell {
                column: self.columns.partition_point(|at| at < column),
                rows: between(&self.rows, line.row, last_row),
                columns: between(self.columns, *column, last_column),
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

    /// The rows, each where its first cell says.
    fn rows(rows: &[Vec<String>]) -> String {
        let number =
            |row: &Vec<String>| row[0][6..].split('\'').next().expect("place")[1..].to_string();
        rows.iter()
            .map(|row| format!("<row r='{}'>{}</row>", number(row), row.concat()))
            .collect()
    }

    #[test]
    fn each_head_begins_a_table() {
        let table = |row: usize, task: &str| {
            let at = |column: &str, row: usize| format!("{column}{row}");
            [
                vec![
                    cell(&at("A", row), "STT"),
                    cell(&at("B", row), "Nhiệm vụ"),
                    cell(&at("C", row), "Chủ trì"),
                ],
                vec![cell(&at("B", row + 1), "I. Cải cách")],
                vec![
                    cell(&at("A", row + 2), "1"),
                    cell(&at("B", row + 2), task),
                    cell(&at("C", row + 2), "Văn phòng"),
                ],
            ]
        };
        let mut all: Vec<Vec<String>> = table(1, "Rà soát").into();
        all.push(vec![cell("A5", "Phụ lục 2")]);
        all.push(vec![cell("A6", "Chỉ tiêu")]);
        all.extend(table(7, "Báo cáo"));
        let pieces = read(&format!("<sheetData>{}</sheetData>", rows(&all)));
        let kinds: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Table(table) => format!("{} rows", table.rows.len()),
                Piece::Paragraph(text) => text.clone(),
                _ => String::new(),
            })
            .collect();
        assert_eq!(kinds, ["3 rows", "Phụ lục 2", "Chỉ tiêu", "3 rows"]);
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
        let rows = self::rows(&rows);
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
