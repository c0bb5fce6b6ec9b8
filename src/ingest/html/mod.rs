//! Web pages and what Word saves as one (.html, .htm, also under the name .doc).

mod charset;
mod flow;
mod fonts;

use super::flow::settled;
use super::{Content, Reader, Unreadable};
use ego_tree::iter::Edge;
use scraper::Html as Page;

/// A page of a plan is a megabyte at most; the tree of a page takes some ten times its bytes.
const MOST_BYTES: usize = 24 << 20;

/// Elements inside each other; real pages reach about 60.
const DEEPEST: usize = 512;

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
        if bytes.len() > MOST_BYTES {
            let message = format!("the page is over {} MiB; split it", MOST_BYTES >> 20);
            return Err(Unreadable::new("too-large", message));
        }
        let (text, encoding) = charset::decode(bytes);
        let page = Page::parse_document(&text);
        check_depth(&page)?;
        let (pieces, runs) = flow::pieces(&page);
        settled(&encoding, pieces, &runs)
    }
}

fn check_depth(page: &Page) -> Result<(), Unreadable> {
    let mut depth = 0_usize;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(_) => depth += 1,
            Edge::Close(_) => depth -= 1,
        }
        if depth > DEEPEST {
            let message = format!("the page nests over {DEEPEST} elements; save it again");
            return Err(Unreadable::new("too-deep", message));
        }
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
        let page = "<div>".repeat(2 * DEEPEST) + "x";
        assert_eq!(
            Html.read(page.as_bytes()).expect_err("deep").code,
            "too-deep"
        );
    }
}
