//! OpenDocument texts put together by hand.

use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn text(styles: &str, body: &str) -> String {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>\
         {body}</office:text></office:body></office:document-content>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (MAIN, &content),
    ] {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("start");
        zip.write_all(text.as_bytes()).expect("write");
    }
    let bytes = zip.finish().expect("finish").into_inner();
    assert!(Odt.recognises(&bytes));
    Odt.read(&bytes).expect("document").text
}

#[test]
fn spaces_breaks_and_notes() {
    let body = "<text:tracked-changes><text:p>cũ</text:p></text:tracked-changes>\
         <text:p>Số:<text:s text:c='3'/>1\n  2<text:tab/>a<text:line-break/>b<office:annotation><text:p>ghi chú</text:p></office:annotation>\
         <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Theo luật</text:p></text:note-body></text:note></text:p>\
         <text:table-of-content><text:p>mục lục</text:p></text:table-of-content><text:p>Hết</text:p>";
    assert_eq!(text("", body), "Số:   1 2\ta\nb\nHết\n[1] Theo luật\n");
}

#[test]
fn lists_count_by_their_styles() {
    let styles = "<text:list-style style:name='L1'>\
         <text:list-level-style-number text:level='1' style:num-format='I' loext:num-list-format='%1%.'/>\
         <text:list-level-style-number text:level='2' style:num-format='1' style:num-suffix='.' text:display-levels='2'/>\
         </text:list-style><text:list-style style:name='L2'><text:list-level-style-bullet text:level='1' text:bullet-char='-'/>\
         </text:list-style><style:style style:name='P1' style:family='paragraph'><style:text-properties fo:text-transform='uppercase'/></style:style>";
    let body = "<text:list xml:id='a' text:style-name='L1'><text:list-item><text:p text:style-name='P1'>Mục đích</text:p>\
         <text:list><text:list-item><text:p>Một</text:p><text:p>tiếp</text:p></text:list-item></text:list></text:list-item></text:list>\
         <text:list text:style-name='L2'><text:list-item><text:p>Gạch</text:p></text:list-item></text:list>\
         <text:list text:continue-list='a' text:style-name='L1'><text:list-item><text:p>Yêu cầu</text:p></text:list-item></text:list>\
         <text:list text:style-name='L1'><text:list-item><text:p>Lại</text:p></text:list-item></text:list>";
    assert_eq!(
        text(styles, body),
        "I. MỤC ĐÍCH\nI.1. Một\ntiếp\n- Gạch\nII. Yêu cầu\nI. Lại\n"
    );
}

#[test]
fn repeated_cells_are_bounded() {
    let cell = "<table:table-cell table:number-columns-repeated='1000000'><text:p>x</text:p></table:table-cell>";
    let row =
        format!("<table:table-row table:number-rows-repeated='1000000'>{cell}</table:table-row>");
    let text = text("", &format!("<table:table>{}</table:table>", row.repeat(5)));
    assert!(text.len() < 100_000, "{}", text.len());
}
