//! Writes the parts of the overview, one below the other.

use super::sheet::Sheet;
use super::style::fill;
use crate::value::confidence::Confidence;
use crate::value::lang::Lang;
use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatType, Format, Url, Worksheet, XlsxError,
};

/// The page, the row that is written, and the looks of its cells.
pub struct Writer<'a> {
    pub page: &'a mut Worksheet,
    pub lang: Lang,
    pub row: u32,
    pub head: &'a Format,
    pub text: &'a Format,
    pub word: &'a Format,
    pub number: &'a Format,
    pub share: &'a Format,
    pub link: &'a Format,
    pub part: &'a Format,
}

impl Writer<'_> {
    /// The table of contents, with how many rows each sheet has.
    pub fn contents(&mut self, sheets: &[&Sheet], dictionary: &str) -> Result<(), XlsxError> {
        self.part(["Các trang", "Sheets"])?;
        self.heads(&[["Trang", "Sheet"], ["Số dòng", "Rows"]])?;
        for sheet in sheets {
            self.link(0, &sheet.name)?;
            self.count(1, usize::try_from(sheet.rows()).unwrap_or(usize::MAX))?;
            if sheet.left_out > 0 {
                let said = self.lang.of(
                    "dòng không vừa trang (giới hạn của Excel); lấy đủ ở CSV, SQLite hoặc Parquet",
                    "rows had no room (Excel's limit); CSV, SQLite and Parquet have them all",
                );
                self.words(2, &format!("{} {said}", sheet.left_out))?;
            }
            self.row += 1;
        }
        self.link(0, dictionary)?;
        self.row += 2;
        Ok(())
    }

    /// The name of the next part.
    pub fn part(&mut self, [vi, en]: [&str; 2]) -> Result<(), XlsxError> {
        let name = self.lang.of(vi, en);
        self.page
            .write_string_with_format(self.row, 0, name, self.part)?;
        self.row += 1;
        Ok(())
    }

    /// Its heads.
    pub fn heads(&mut self, names: &[[&str; 2]]) -> Result<(), XlsxError> {
        for (at, [vi, en]) in (0..).zip(names) {
            let name = self.lang.of(*vi, *en);
            self.page
                .write_string_with_format(self.row, at, name, self.head)?;
        }
        self.page.set_row_height(self.row, 30.0)?;
        self.row += 1;
        Ok(())
    }

    /// Words in this row.
    pub fn words(&mut self, column: u16, words: &str) -> Result<(), XlsxError> {
        self.page
            .write_string_with_format(self.row, column, words, self.text)?;
        Ok(())
    }

    /// A count in this row.
    pub fn count(&mut self, column: u16, count: usize) -> Result<(), XlsxError> {
        // Counts are far below 2^52, where a float is exact.
        self.page
            .write_number_with_format(self.row, column, count as f64, self.number)?;
        Ok(())
    }

    /// A bar behind each count of these columns, from row `first` to the last one written.
    pub fn bars(&mut self, first: u32, [left, right]: [u16; 2]) -> Result<(), XlsxError> {
        if self.row > first {
            let bar = ConditionalFormatDataBar::new()
                .set_fill_color(Color::RGB(fill::BAR))
                .set_solid_fill(true)
                .set_border_off(true)
                .set_minimum(ConditionalFormatType::Number, 0);
            self.page
                .add_conditional_format(first, left, self.row - 1, right, &bar)?;
        }
        Ok(())
    }

    /// How much `some` are of `all`; nothing where there are none.
    pub fn share(&mut self, column: u16, some: usize, all: usize) -> Result<(), XlsxError> {
        if all == 0 {
            self.page.write_blank(self.row, column, self.share)?;
        } else {
            let share = Confidence::of(some as f64 / all as f64).share();
            self.page
                .write_number_with_format(self.row, column, share, self.share)?;
        }
        Ok(())
    }

    /// A link to a sheet.
    pub fn link(&mut self, column: u16, sheet: &str) -> Result<(), XlsxError> {
        let url = Url::new(format!("internal:'{sheet}'!A1")).set_text(sheet);
        self.page
            .write_url_with_format(self.row, column, url, self.link)?;
        Ok(())
    }
}
