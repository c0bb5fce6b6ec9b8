//! Page breaks: numbers, form feeds and running heads between the lines, also inside sentences.

use super::Plan;
use super::lines::{has_long_lines, is_table, wrapped};

/// How a page ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A number on a line of its own, between blank lines.
    Plain,
    /// `Trang 2/9`.
    Word,
    /// A form feed before the number.
    Feed,
    /// A number, then the running head that stands on every page.
    RunningHead,
}

/// Lines a page; the plans are short, so that the pages are, too.
const LINES: usize = 24;

/// The text, wrapped where it can be, in pages.
pub fn numbered(plan: &Plan, style: Style) -> Option<String> {
    let text = if has_long_lines(plan.text) {
        wrapped(plan, 80)?
    } else {
        plan.text.to_string()
    };
    let numbered = |line: &str| line.len() < 4 && line.parse::<u32>().is_ok();
    if plan.text.split('\n').any(numbered) {
        // In pages already, or a table of one cell a line.
        return None;
    }
    let total = text.split('\n').count() / LINES + 1;
    let (mut page, mut filled) = (1, 0);
    let mut out = String::new();
    let lines: Vec<&str> = text.split('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        out.push('\n');
        filled += 1;
        let next = lines.get(at + 1).copied().unwrap_or("");
        let inside = is_table(line) || is_table(next) && !next.is_empty();
        if filled >= LINES && !inside && at + LINES / 2 < lines.len() {
            page += 1;
            filled = 0;
            out.push_str(&page_end(style, page, total));
        }
    }
    (page > 1).then_some(out)
}

fn page_end(style: Style, page: usize, total: usize) -> String {
    match style {
        Style::Plain => format!("\n{page}\n\n"),
        Style::Word => format!("\nTrang {page}/{total}\n\n"),
        Style::Feed => format!("\u{c}{page}\n\n"),
        Style::RunningHead => {
            format!("\n{page}\n\nKế hoạch nâng cao chất lượng phục vụ người dân\n\n")
        }
    }
}
