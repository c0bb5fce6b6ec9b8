//! The workbook with its looks and its language.

use super::sheet::{Sheet, Shown};
use super::style::{Styles, fill};
use super::views::View;
use crate::export::Context;
use crate::export::words::{self, Word};
use crate::value::lang::Lang;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Format,
    Workbook, Worksheet, XlsxError,
};

/// A workbook in the making.
pub struct Book {
    pub workbook: Workbook,
    pub styles: Styles,
    pub lang: Lang,
}

impl Book {
    /// An empty one.
    pub fn new(lang: Lang) -> Self {
        let mut workbook = Workbook::new();
        let mut properties = DocProperties::new()
            .set_author("kehoach")
            .set_comment(concat!("kehoach ", env!("CARGO_PKG_VERSION")));
        // No clock: the same plans give the same bytes.
        if let Ok(day) = ExcelDateTime::from_ymd(2025, 1, 1) {
            properties = properties.set_creation_datetime(&day);
        }
        workbook.set_properties(&properties);
        Self {
            workbook,
            styles: Styles::new(),
            lang,
        }
    }

    /// Adds the sheet of a view, its heads in row `head` from 0.
    pub fn sheet(&mut self, view: View, context: &Context, head: u32) -> Result<Sheet, XlsxError> {
        let [vi, en] = view.name();
        let columns: Vec<Shown> = view.columns(context);
        let name = self.lang.of(vi, en);
        Sheet::add(self, name, columns, head)
    }
}

/// Colours cells by their words: each word of a set has a fill.
pub fn colour(
    page: &mut Worksheet,
    [first_row, first_column, last_row, last_column]: [u32; 4],
    fills: &[(&Word, u32)],
    lang: Lang,
) -> Result<(), XlsxError> {
    for (word, fill) in fills {
        let rule = ConditionalFormatCellRule::EqualTo(word.said(lang));
        let format = Format::new().set_background_color(*fill);
        let condition = ConditionalFormatCell::new()
            .set_rule(rule)
            .set_format(format);
        let [first, last] = [first_column, last_column].map(|at| u16::try_from(at).unwrap_or(0));
        page.add_conditional_format(first_row, first, last_row, last, &condition)?;
    }
    Ok(())
}

/// Severities and their fills.
pub const SEVERITIES: [(&Word, u32); 3] = [
    (&words::SEVERITIES[0], fill::RED),
    (&words::SEVERITIES[1], fill::YELLOW),
    (&words::SEVERITIES[2], fill::GREY),
];

/// Colours the severities of the findings, which stand in the first column.
pub fn mark_severities(findings: &Sheet, book: &mut Book) -> Result<(), XlsxError> {
    let (first, last) = findings.body();
    let lang = book.lang;
    colour(findings.page(book)?, [first, 0, last, 0], &SEVERITIES, lang)
}
