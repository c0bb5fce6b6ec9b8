//! Web pages and what Word saves as one (.html, .htm, also under the name .doc).

mod charset;
mod flow;
mod fonts;

pub(super) use charset::is_fragment;

use super::flow::settled;
use super::{Content, Reader, Unreadable, limits};
use crate::deadline;
use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::TendrilSink;
use scraper::{Html as Page, HtmlTreeSink};

/// Bytes that are read between two looks at the tree: what they can add to it is bounded by its depth.
const STEP: usize = 256;

/// Reader of web pages.
pub struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn is_text(&self) -> bool {
        true
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        charset::begins_page(bytes)
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        Html::read_page(bytes, None)
    }
}

impl Html {
    /// Reads a page whose envelope may tell its charset.
    pub(super) fn read_page(bytes: &[u8], charset: Option<&str>) -> Result<Content, Unreadable> {
        if bytes.len() > limits::PAGE {
            let what = format!("the page is over {} MiB", limits::PAGE >> 20);
            return Err(limits::too_large(what, "split it"));
        }
        let (text, encoding) = charset::decode(bytes, charset);
        let page = parse(&text)?;
        let (pieces, runs) = flow::pieces(&page);
        settled(&encoding, pieces, &runs)
    }
}

/// The tree of a page, looked at while it grows: formatting that is never closed is made anew in every paragraph, so a
/// small page can become a large tree.
fn parse(text: &str) -> Result<Page, Unreadable> {
    let sink = HtmlTreeSink::new(Page::new_document());
    let mut parser = driver::parse_document(sink, ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        deadline::check();
        let (step, after) = rest.split_at(step(rest));
        parser.process(step.into());
        check_size(&parser.tokenizer.sink.sink.0.borrow())?;
        rest = after;
    }
    let page = parser.finish();
    check_size(&page)?;
    Ok(page)
}

/// Where the next step ends: no letter is cut.
fn step(rest: &str) -> usize {
    let ends = STEP..STEP + 4;
    let end = ends.into_iter().find(|&end| rest.is_char_boundary(end));
    end.unwrap_or(rest.len())
}

/// Refuses a tree of too many nodes, and one whose last node is too deep.
fn check_size(page: &Page) -> Result<(), Unreadable> {
    let mut nodes = page.tree.nodes();
    let count = nodes.len();
    if count > limits::NODES {
        let what = format!("the page has over {} elements and texts", limits::NODES);
        return Err(limits::too_large(what, "split it"));
    }
    let depth = nodes.next_back().map_or(0, |last| {
        last.ancestors().take(limits::PAGE_DEPTH + 1).count()
    });
    if depth > limits::PAGE_DEPTH {
        let what = format!("the page nests over {} elements", limits::PAGE_DEPTH);
        return Err(limits::too_deep(what, "save it again"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::BlockKind;

    fn text(html: &str) -> String {
        Html.read(html.as_bytes()).expect("page").text
    }

    #[test]
    fn blocks_are_lines_and_inline_marks_are_not() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><p>KẾ <b>HO</b>ẠCH<br>năm\n 2025</p>\
                    <div>Số:&nbsp;1</div><script>var a;</script>cuối</body></html>";
        assert_eq!(text(page), "KẾ HOẠCH\nnăm 2025\nSố:\u{a0}1\ncuối\n");
    }

    #[test]
    fn lists_count() {
        let page = "<ol type=I><li>Mục đích<ol><li>Một</li><li value=5><p>Năm</p></li></ol></li><li>Yêu cầu</li></ol>\
                    <ul><li>Gạch</li></ul>";
        assert_eq!(
            text(page),
            "I. Mục đích\n1. Một\n5. Năm\nII. Yêu cầu\n- Gạch\n"
        );
    }

    #[test]
    fn menus_are_left_out() {
        let page = "<nav>Trang chủ</nav><ul><li><a href=1>Tin</a></li><li><a>Hỏi</a></li><li><a>Đáp</a></li></ul><p>Hết</p>";
        assert_eq!(text(page), "Hết\n");
    }

    #[test]
    fn tables_keep_what_cells_cover() {
        let page =
            "<table><tr><th rowspan=2>TT<th colspan=2>Phân công<tr><td>Chủ trì<td>Phối hợp</table>";
        let content = Html.read(page.as_bytes()).expect("page");
        assert_eq!(content.text, "TT\tPhân công\n\tChủ trì\tPhối hợp\n");
        let cells: Vec<BlockKind> = content.blocks.iter().map(|block| block.kind).collect();
        let cell = |row, column, rows, columns| BlockKind::Cell {
            table: 0,
            row,
            column,
            rows,
            columns,
        };
        assert_eq!(
            cells,
            [
                cell(0, 0, 2, 1),
                cell(0, 1, 1, 2),
                cell(1, 1, 1, 1),
                cell(1, 2, 1, 1)
            ]
        );
    }

    #[test]
    fn numeric_entities_survive_a_wrong_charset() {
        let page = b"<html><meta charset=windows-1252><p>K&#7871; ho&#7841;ch c\xe1c x\xe3</p>";
        let content = Html.read(page).expect("page");
        assert_eq!(content.text, "Kế hoạch các xã\n");
        assert_eq!(content.encoding, "windows-1252");
    }

    #[test]
    fn a_page_too_deep_is_a_failure() {
        let page = "<div>".repeat(2 * limits::PAGE_DEPTH) + "x";
        assert_eq!(
            Html.read(page.as_bytes()).expect_err("deep").code,
            "too-deep"
        );
    }

    #[test]
    fn a_page_whose_tree_bursts_is_a_failure() {
        let open: String = (0..400).map(|number| format!("<b id={number}>")).collect();
        let page = format!("<p>{open}</p>{}", "<p>x</p>".repeat(10_000));
        assert_eq!(
            Html.read(page.as_bytes()).expect_err("bomb").code,
            "too-large"
        );
    }

    #[test]
    fn wide_cells_do_not_make_wide_tables() {
        let row = "<td colspan=1000000000>x".repeat(2000);
        let content = Html.read(format!("<table><tr>{row}<tr><td>y<td>z</table>").as_bytes());
        assert_eq!(content.expect("page").blocks.len(), 2002);
    }
}
