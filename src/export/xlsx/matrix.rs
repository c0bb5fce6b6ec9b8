//! The matrix of plans and dimensions, with colours and the legend that explains them.

use super::book::{Book, colour};
use super::rows::{self, Known};
use super::sheet::{Item, Sheet};
use super::style::fill;
use super::views::View;
use crate::audit::coverage::{Coverage, Covered};
use crate::export::words::{self, Word};
use crate::export::{Cell, Context};
use crate::value::{Level, Treatment};
use rust_xlsxwriter::{Color, XlsxError};

/// Row of the heads: title and legend stand above.
const HEAD: u32 = 4;
/// Columns before the dimensions.
const BEFORE: u16 = 6;

/// Treatments and their fills.
const FILLS: [(&Word, u32); 4] = [
    (&words::COVERAGES[0], fill::GREEN),
    (&words::COVERAGES[1], fill::YELLOW),
    (&words::COVERAGES[2], fill::ORANGE),
    (&words::COVERAGES[3], fill::RED),
];

/// What each treatment means, Vietnamese first.
const MEANINGS: [[&str; 2]; 4] = [
    [
        "có phần nói về nội dung và nêu rõ ai làm",
        "a part is about it and names who does something",
    ],
    [
        "có phần nói về nội dung, không nêu ai làm",
        "a part is about it, nobody is named",
    ],
    ["chỉ nêu tên nội dung", "only its name occurs"],
    ["kế hoạch bỏ sót nội dung", "the plan leaves it out"],
];

/// The sheet, and the index that it is about.
pub struct Matrix {
    sheet: Sheet,
    index: String,
    dimensions: Vec<u8>,
}

impl Matrix {
    /// Adds it, its legend filled.
    pub fn add(book: &mut Book, context: &Context) -> Result<Self, XlsxError> {
        let mut sheet = book.sheet(View::Matrix, context, HEAD)?;
        let lang = book.lang;
        let index = &context.index.name;
        let title = lang.of(
            format!("{index}: kế hoạch nào đề cập nội dung nào"),
            format!("{index}: which plan treats which dimension"),
        );
        let text = book.styles.text.clone();
        let (title_style, remark) = (book.styles.title.clone(), book.styles.remark.clone());
        let page = sheet.page(book)?;
        page.write_string_with_format(0, 0, title, &title_style)?;
        for (at, ((word, fill), [vi, en])) in (0..).zip(FILLS.iter().zip(MEANINGS)) {
            let style = text.clone().set_background_color(Color::RGB(*fill));
            let legend = format!("{}: {}", word.said(lang), lang.of(vi, en));
            let column = BEFORE + at * 2;
            page.merge_range(1, column, 1, column + 1, &legend, &style)?;
        }
        page.set_row_height(1, 34.0)?;
        let empty = lang.of(
            "Ô trống: nội dung không tính vào năm đó, hoặc kế hoạch không về chỉ số này. Bấm vào ô để đến nhiệm vụ đầu tiên.",
            "An empty cell: the dimension does not count in that year, or the plan is not for this index. Click a cell to reach its first task.",
        );
        page.write_string_with_format(2, 0, empty, &remark)?;
        sheet.heads(book)?;
        sheet.page(book)?.set_freeze_panes(HEAD + 1, 2)?;
        Ok(Self {
            sheet,
            index: index.clone(),
            dimensions: context.index.dimensions.iter().map(|(n, _)| *n).collect(),
        })
    }

    /// The sheet itself.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Writes the row of a plan; `tasks` is where its tasks are.
    pub fn row(
        &mut self,
        book: &mut Book,
        coverage: &Coverage,
        known: Option<&Known>,
        tasks: &Sheet,
    ) -> Result<(), XlsxError> {
        let whose = &coverage.whose;
        let plan = known.and_then(|known| known.link.clone());
        let own = |covered: &&Covered| covered.index == self.index && covered.sub.is_none();
        let covered: Vec<&Covered> = coverage.covered.iter().filter(own).collect();
        let year = whose.year.and_then(|year| usize::try_from(year).ok());
        let level = whose.level.map(Level::as_str);
        let mut items: Vec<Item<'_>> = vec![
            Item::from(rows::text(&coverage.document)).to(plan),
            rows::optional(whose.unit.as_deref()).into(),
            level.map_or(Cell::Empty, rows::word).into(),
            rows::optional(whose.province.as_deref()).into(),
            rows::number(year).into(),
            Cell::Flag(!covered.is_empty()).into(),
        ];
        for dimension in &self.dimensions {
            let found = covered
                .iter()
                .find(|covered| covered.dimension == *dimension);
            items.push(match found {
                Some(covered) => {
                    let first = known.and_then(|known| known.first_of(&covered.label()));
                    Item::from(rows::word(treatment(covered))).to(first.map(|row| tasks.link(row)))
                }
                None => Cell::Empty.into(),
            });
        }
        let assigned = covered.iter();
        let assigned = assigned.filter(|c| c.treatment == Some(Treatment::Assigned));
        items.push(Cell::Number(assigned.count()).into());
        self.sheet.row(book, items)
    }

    /// Colours the cells.
    pub fn finish(&self, book: &mut Book) -> Result<(), XlsxError> {
        let (first, last) = self.sheet.body();
        let columns = u32::try_from(self.dimensions.len()).unwrap_or(0);
        if columns == 0 {
            return Ok(());
        }
        let from = u32::from(BEFORE);
        let range = [first, from, last, from + columns - 1];
        let lang = book.lang;
        colour(self.sheet.page(book)?, range, &FILLS, lang)
    }
}

fn treatment(covered: &Covered) -> &'static str {
    covered.treatment.map_or("none", Treatment::as_str)
}

/// The dimensions that a plan leaves out: `PAPI-7`.
pub fn left_out(coverage: &Coverage) -> Vec<String> {
    let covered = coverage.covered.iter();
    covered
        .filter(|covered| covered.sub.is_none() && covered.treatment.is_none())
        .map(Covered::label)
        .collect()
}
