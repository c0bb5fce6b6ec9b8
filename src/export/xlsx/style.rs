//! How the workbook looks: the formats of its cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Colours of fills; each stands beside a word, none says anything alone.
pub mod fill {
    /// Work is assigned; all is well.
    pub const GREEN: u32 = 0xC6E0B4;
    /// Described; to be looked at.
    pub const YELLOW: u32 = 0xFFE699;
    /// Only mentioned.
    pub const ORANGE: u32 = 0xF8CBAD;
    /// Left out; certainly wrong.
    pub const RED: u32 = 0xF4A6A6;
    /// Does not apply.
    pub const GREY: u32 = 0xE7E6E6;
    /// Bars behind counts.
    pub const BAR: u32 = 0x9DC3E6;
    /// Heads.
    pub const HEAD: u32 = 0x1F3864;
}

/// The formats of all sheets.
#[derive(Debug)]
pub struct Styles {
    /// The name of the page.
    pub title: Format,
    /// The name of a part of it.
    pub part: Format,
    /// What stands below a title.
    pub remark: Format,
    /// The head of a column.
    pub head: Format,
    /// Words, wrapped.
    pub text: Format,
    /// Words in the middle.
    pub word: Format,
    /// Numbers in tables: years, lines, counts.
    pub number: Format,
    /// Large counts.
    pub count: Format,
    /// Shares.
    pub share: Format,
    /// Days, as they are written in Vietnam.
    pub day: Format,
    /// Words that lead somewhere.
    pub link: Format,
    /// Numbers that lead somewhere.
    pub number_link: Format,
    /// A link in a coloured cell.
    pub plain_link: Format,
}

impl Styles {
    /// All of them.
    pub fn new() -> Self {
        let cell = Format::new()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Hair)
            .set_border_color(Color::RGB(0xBFBFBF));
        let text = cell.clone().set_text_wrap();
        let word = text.clone().set_align(FormatAlign::Center);
        let middle = cell.clone().set_align(FormatAlign::Center);
        let number = middle.clone().set_num_format("0");
        let linked = |format: &Format| {
            format
                .clone()
                .set_font_color(Color::RGB(0x0563C1))
                .set_underline(FormatUnderline::Single)
        };
        Self {
            title: Format::new().set_bold().set_font_size(16),
            part: Format::new()
                .set_bold()
                .set_font_size(12)
                .set_font_color(Color::RGB(fill::HEAD)),
            remark: Format::new().set_font_color(Color::RGB(0x595959)),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(fill::HEAD))
                .set_border_right(FormatBorder::Thin)
                .set_border_right_color(Color::White),
            share: middle.clone().set_num_format("0%"),
            day: middle.clone().set_num_format("dd/mm/yyyy"),
            count: middle.set_num_format("#,##0"),
            // Names of files have no place to break at: their column is as wide as they are.
            link: linked(&cell),
            number_link: linked(&number),
            plain_link: word.clone().set_font_color(Color::Black),
            text,
            word,
            number,
        }
    }
}
