//! The last sheet: what every column of the others means.

use super::book::Book;
use super::sheet::{Sheet, lines_of, print_setup};
use crate::audit::CHECKS;
use crate::export::words::{self, Word};
use crate::export::{Both, Kind};
use crate::value::lang::Lang;
use rust_xlsxwriter::XlsxError;

/// Its name, Vietnamese first.
const NAME: [&str; 2] = ["Từ điển dữ liệu", "Data dictionary"];

/// Widths of its columns in characters.
const WIDTHS: [f64; 4] = [18.0, 34.0, 80.0, 54.0];

/// Adds the sheet and returns its name.
pub fn add(book: &mut Book, sheets: &[&Sheet]) -> Result<String, XlsxError> {
    let lang = book.lang;
    let name = lang.of(NAME[0], NAME[1]);
    let mut rows: Vec<[String; 4]> = Vec::new();
    for sheet in sheets {
        let columns = sheet.columns.iter().map(|shown| &shown.column);
        rows.extend(columns.map(|column| {
            [
                sheet.name.clone(),
                said(&column.heading, lang),
                said(&column.about, lang).replace('`', ""),
                choices(column.kind, lang),
            ]
        }));
    }
    let checks = lang.of("Phép kiểm tra", "Check");
    rows.extend(CHECKS.iter().map(|check| {
        [
            checks.to_string(),
            lang.of(check.name_vi, check.name_en).to_string(),
            lang.of(check.why_vi, check.why_en).to_string(),
            words::said(words::SEVERITIES, check.severity.as_str(), lang).to_string(),
        ]
    }));
    write(book, name, &rows)?;
    Ok(name.to_string())
}

fn write(book: &mut Book, name: &str, rows: &[[String; 4]]) -> Result<(), XlsxError> {
    let (lang, styles) = (book.lang, &book.styles);
    let page = book.workbook.add_worksheet();
    page.set_name(name)?;
    print_setup(page, name);
    let heads = [
        ["Trang", "Sheet"],
        ["Cột", "Column"],
        ["Ý nghĩa", "Meaning"],
        ["Giá trị", "Values"],
    ];
    for ((at, [vi, en]), width) in (0..).zip(heads).zip(WIDTHS) {
        page.set_column_width(at, width)?;
        page.write_string_with_format(0, at, lang.of(vi, en), &styles.head)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            page.write_string_with_format(row, column, cell, &styles.text)?;
        }
        let lines = cells.iter().zip(WIDTHS);
        let lines = lines.map(|(cell, width)| lines_of(cell.chars().count(), width));
        page.set_row_height(row, 15.0 * lines.max().unwrap_or(1) as f64)?;
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    page.autofilter(0, 0, last, 3)?;
    Ok(())
}

fn said(both: &Both, lang: Lang) -> String {
    both.said(lang).to_string()
}

/// The words of a closed set; what kind of value it is otherwise.
fn choices(kind: Kind, lang: Lang) -> String {
    let list = |words: &[Word]| {
        let said: Vec<&str> = words.iter().map(|word| word.said(lang)).collect();
        said.join("; ")
    };
    let word = match kind {
        Kind::Enum(words) => return list(words),
        Kind::Boolean => return list(words::ANSWERS),
        Kind::Text | Kind::List(_) => lang.of("văn bản", "text"),
        Kind::Integer => lang.of("số nguyên", "integer"),
        Kind::Share => lang.of("tỷ lệ", "share"),
        Kind::Date => lang.of("ngày", "date"),
        Kind::PartialDate => lang.of(
            "ngày; tháng/năm khi để trống ngày",
            "date; year-month where the day is left blank",
        ),
    };
    word.to_string()
}
