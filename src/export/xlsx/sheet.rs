//! One sheet with a table: heads, rows, filters, widths, and how it prints.

use super::Book;
use super::style::Styles;
use crate::export::{Cell, Column, Kind, words};
use crate::value::lang::Lang;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// Rows that a sheet can have (Excel's limit).
pub const MOST_ROWS: u32 = 1_048_576;
/// Links that a sheet can have; Excel repairs a file with more.
const MOST_LINKS: usize = 65_000;
/// Characters that a cell can have are 32,767; what is longer is cut and says so.
const MOST_CHARACTERS: usize = 32_000;
/// Height of a line in points, and how many lines of a long text are shown.
const LINE: f64 = 15.0;
const MOST_LINES: usize = 8;
/// Lines of a head, bold and with the button of the filter beside it.
const HEAD_LINES: usize = 3;
/// Characters of a day, the longest of what is no text.
const DAY: usize = 10;
/// Characters of a name that leads somewhere, at most: the end of a longer one is behind the next cell.
const MOST_OF_NAME: f64 = 48.0;

/// A column as a sheet shows it.
#[derive(Debug)]
pub struct Shown {
    /// What it is.
    pub column: Column,
    /// Its width in characters where its cells need so much; longer texts are wrapped.
    pub width: f64,
}

impl Shown {
    /// The width that suits a column whose widest cell has so many characters.
    fn fit(&self, widest: Widest, lang: Lang) -> f64 {
        let heading = self.column.heading.said(lang);
        let longest = |text: &str| text.chars().count() as f64;
        let word = heading.split(' ').map(longest).fold(0.0, f64::max);
        // Bold letters and the button of the filter take room.
        let head = (word + 4.0).max(longest(heading) / HEAD_LINES as f64 * 1.3 + 3.0);
        let wrapped = (widest.wrapped as f64 + 2.0).min(self.width);
        let whole = (widest.whole as f64 + 2.0).min(MOST_OF_NAME);
        wrapped.max(whole).max(head.min(self.width))
    }
}

/// Characters of the widest cell of a column: of those that are wrapped, and of those that are not.
#[derive(Debug, Clone, Copy, Default)]
struct Widest {
    wrapped: usize,
    whole: usize,
}

/// A cell with where it leads.
#[derive(Debug)]
pub struct Item<'a> {
    cell: Cell<'a>,
    link: Option<String>,
}

impl<'a> From<Cell<'a>> for Item<'a> {
    fn from(cell: Cell<'a>) -> Self {
        Self { cell, link: None }
    }
}

impl<'a> Item<'a> {
    /// The same cell, leading somewhere where there is something to lead to.
    pub fn to(self, link: Option<String>) -> Self {
        Self { link, ..self }
    }
}

/// A sheet that is filled row by row.
#[derive(Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub columns: Vec<Shown>,
    /// Rows that had no room.
    pub left_out: u32,
    /// Place in the workbook.
    at: usize,
    /// Of each column.
    widest: Vec<Widest>,
    /// Row of the heads, from 0.
    head: u32,
    next: u32,
    links: usize,
    /// Rows that it may have.
    most: u32,
}

impl Sheet {
    /// Adds a sheet to the workbook, its heads in row `head` (from 0) with room above.
    pub fn add(
        book: &mut Book,
        name: &str,
        columns: Vec<Shown>,
        head: u32,
    ) -> Result<Self, XlsxError> {
        let at = book.workbook.worksheets().len();
        let page = book.workbook.add_worksheet_with_constant_memory()?;
        page.set_name(name)?;
        let mut sheet = Self {
            name: name.to_string(),
            widest: vec![Widest::default(); columns.len()],
            columns,
            left_out: 0,
            at,
            head,
            next: head + 1,
            links: 0,
            most: MOST_ROWS,
        };
        sheet.lay_out(page)?;
        if head == 0 {
            sheet.heads(book)?;
        }
        Ok(sheet)
    }

    fn lay_out(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        page.set_freeze_panes(self.head + 1, 0)?;
        page.set_repeat_rows(self.head, self.head)?;
        print_setup(page, &self.name);
        Ok(())
    }

    /// Writes the heads; a sheet with room above them calls this when that is filled.
    pub fn heads(&mut self, book: &mut Book) -> Result<(), XlsxError> {
        let page = book.workbook.worksheet_from_index(self.at)?;
        let mut lines = HEAD_LINES;
        for (at, shown) in (0..).zip(&self.columns) {
            let heading = shown.column.heading.said(book.lang);
            lines = lines.max(lines_of(heading.chars().count(), shown.width - 4.0));
            page.write_string_with_format(self.head, at, heading, &book.styles.head)?;
        }
        page.set_row_height(self.head, LINE * lines.min(MOST_LINES) as f64 + 3.0)?;
        Ok(())
    }

    /// The page itself, for what is more than rows.
    pub fn page<'b>(&self, book: &'b mut Book) -> Result<&'b mut Worksheet, XlsxError> {
        book.workbook.worksheet_from_index(self.at)
    }

    /// Number of the next row, from 1 as spreadsheets count; none where the sheet is full.
    pub fn next_row(&self) -> Option<u32> {
        (self.next < self.most).then_some(self.next + 1)
    }

    /// Rows written so far.
    pub fn rows(&self) -> u32 {
        self.next - self.head - 1
    }

    /// First and last row of the table, from 0, its heads not among them.
    pub fn body(&self) -> (u32, u32) {
        (self.head + 1, self.next.max(self.head + 2) - 1)
    }

    /// What leads to a row of this sheet.
    pub fn link(&self, row: u32) -> String {
        format!("internal:'{}'!A{row}", self.name)
    }

    /// Writes a row; a full sheet counts it as left out.
    pub fn row(&mut self, book: &mut Book, items: Vec<Item<'_>>) -> Result<(), XlsxError> {
        if self.next >= self.most {
            self.left_out += 1;
            return Ok(());
        }
        let page = book.workbook.worksheet_from_index(self.at)?;
        let mut lines = 1;
        let columns = self.columns.iter().zip(&mut self.widest);
        for ((at, (shown, widest)), item) in (0..).zip(columns).zip(items) {
            let link = item.link.filter(|_| self.links < MOST_LINKS);
            self.links += usize::from(link.is_some());
            let text = said(&item.cell, shown.column.kind, book.lang);
            let characters = text.as_ref().map(|text| text.chars().count());
            match characters {
                Some(characters) if link.is_some() => {
                    widest.whole = widest.whole.max(characters);
                }
                Some(characters) => {
                    widest.wrapped = widest.wrapped.max(characters);
                    lines = lines.max(lines_of(characters, shown.width));
                }
                None => widest.wrapped = widest.wrapped.max(DAY),
            }
            let cell = Place {
                row: self.next,
                column: at,
            };
            cell.write(
                page,
                &book.styles,
                &item.cell,
                text,
                link,
                shown.column.kind,
            )?;
        }
        page.set_row_height(self.next, LINE * lines.min(MOST_LINES) as f64)?;
        self.next += 1;
        Ok(())
    }

    /// Ends the table with a filter on every column, each as wide as suits it.
    pub fn finish(&self, book: &mut Book) -> Result<(), XlsxError> {
        let lang = book.lang;
        for ((at, shown), widest) in (0..).zip(&self.columns).zip(&self.widest) {
            let width = shown.fit(*widest, lang);
            self.page(book)?.set_column_width(at, width)?;
        }
        let (_, last) = self.body();
        let columns = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let page = self.page(book)?;
        page.autofilter(self.head, 0, last, columns.saturating_sub(1))?;
        Ok(())
    }

    #[cfg(test)]
    pub fn hold_at_most(&mut self, rows: u32) {
        self.most = self.head + 1 + rows;
    }
}

/// Landscape A4, as wide as the page, numbered.
pub fn print_setup(page: &mut Worksheet, name: &str) {
    page.set_landscape();
    page.set_paper_size(9);
    page.set_print_fit_to_pages(1, 0);
    page.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    page.set_footer(format!("&L{name}&R&P/&N"));
}

/// Where a cell is.
struct Place {
    row: u32,
    column: u16,
}

impl Place {
    fn write(
        &self,
        page: &mut Worksheet,
        styles: &Styles,
        cell: &Cell<'_>,
        text: Option<String>,
        link: Option<String>,
        kind: Kind,
    ) -> Result<(), XlsxError> {
        let (row, column) = (self.row, self.column);
        let words = match kind {
            Kind::Enum(_) | Kind::Boolean => &styles.word,
            _ => &styles.text,
        };
        match (cell, text) {
            (_, Some(text)) => match link {
                Some(link) => {
                    let url = Url::new(link).set_text(text);
                    let style = if matches!(kind, Kind::Enum(_)) {
                        &styles.plain_link
                    } else {
                        &styles.link
                    };
                    page.write_url_with_format(row, column, url, style)?
                }
                None => page.write_string_with_format(row, column, text, words)?,
            },
            (Cell::Number(number), None) => {
                // Counts and places are far below 2^52, where a float is exact.
                let number = *number as f64;
                match link {
                    Some(link) => page
                        .write_url_with_format(row, column, link.as_str(), &styles.number_link)?
                        .write_number_with_format(row, column, number, &styles.number_link)?,
                    None => page.write_number_with_format(row, column, number, &styles.number)?,
                }
            }
            (Cell::Share(share), None) => {
                page.write_number_with_format(row, column, share.share(), &styles.share)?
            }
            (Cell::Day(day), None) => {
                page.write_datetime_with_format(row, column, *day, &styles.day)?
            }
            _ => page.write_blank(row, column, words)?,
        };
        Ok(())
    }
}

/// The words of a cell that has words: those of closed sets in the reader's language.
fn said(cell: &Cell<'_>, kind: Kind, lang: Lang) -> Option<String> {
    let text = match (cell, kind) {
        (Cell::Word(code), Kind::Enum(set)) => words::said(set, code, lang),
        (Cell::Word(text) | Cell::Text(text), _) => text,
        (Cell::Flag(yes), _) => words::answer(*yes).said(lang),
        _ => return None,
    };
    let text = on_one_line(text);
    (!text.is_empty()).then(|| shortened(text, lang))
}

/// A text as people read it: line breaks of the page it is from, and the lines of its table, make a cell of many lines
/// that nobody reads. The exact characters are in the other formats.
fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn shortened(text: String, lang: Lang) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        None => text,
        Some((end, _)) => format!(
            "{}… [{}]",
            &text[..end],
            lang.of(
                "quá dài cho một ô; toàn văn có trong records.jsonl",
                "too long for a cell; the whole text is in records.jsonl"
            )
        ),
    }
}

/// Lines that a text of so many characters takes in a column that is so wide.
pub fn lines_of(characters: usize, width: f64) -> usize {
    // Lines end with a word, and most letters are narrower than a digit, by which widths are measured.
    (characters as f64 / width.max(1.0)).ceil().max(1.0) as usize
}
