//! Word documents put together by hand: what real ones hold and writers of tests seldom make.

use super::*;
use crate::ingest::BlockKind;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("start");
        zip.write_all(text.as_bytes()).expect("write");
    }
    zip.finish().expect("finish").into_inner()
}

fn document(body: &str) -> (&'static str, String) {
    (
        MAIN,
        format!("<w:document><w:body>{body}</w:body></w:document>"),
    )
}

fn content(parts: &[(&str, String)]) -> Content {
    let bytes = package(parts);
    assert!(Docx.recognises(&bytes));
    Docx.read(&bytes).expect("document")
}

fn text(body: &str) -> String {
    content(&[document(body)]).text
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

#[test]
fn breaks_and_tabs_are_kept() {
    let body = "<w:p><w:r><w:t>UBND</w:t><w:br/><w:t xml:space='preserve'>HUYỆN </w:t><w:tab/><w:t>A</w:t>\
                <w:noBreakHyphen/><w:sym w:font='Symbol' w:char='F0B7'/></w:r></w:p>";
    assert_eq!(text(body), "UBND\nHUYỆN \tA-\u{f0b7}\n");
}

#[test]
fn tracked_changes_are_accepted() {
    let body = paragraph(&format!(
        "{}<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom>",
        run("Hạn "),
        run("mới"),
        run("chỗ cũ")
    ));
    let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>một </w:t></w:r></w:p>"
        .to_string()
        + &paragraph(&run("đoạn"));
    let row = |change: &str, text: &str| {
        let cells = format!("<w:tc>{}</w:tc><w:tc><w:p/></w:tc>", paragraph(&run(text)));
        format!("<w:tr><w:trPr>{change}</w:trPr>{cells}</w:tr>")
    };
    let table = format!("<w:tbl>{}{}</w:tbl>", row("", "giữ"), row("<w:del/>", "bỏ"));
    assert_eq!(
        text(&(body + &joined + &table)),
        "Hạn mới\nmột đoạn\ngiữ\t\n"
    );
}

#[test]
fn fields_show_their_results_and_contents_are_left_out() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            run(result)
        )
    };
    let contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>\
                    <w:sdtContent><w:p><w:r><w:t>I. MỤC ĐÍCH 1</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let body = paragraph(&(field(" HYPERLINK \"http://x\" ", "12/KH-UBND") + &field("PAGE", "3")))
        + &paragraph(&field(" TOC \\o ", "mục lục"))
        + contents
        + &paragraph(&format!(
            "<w:fldSimple w:instr='DATE'>{}</w:fldSimple>",
            run("1/2/2025")
        ));
    assert_eq!(text(&body), "12/KH-UBND\n\n1/2/2025\n");
}

#[test]
fn text_boxes_and_controls_are_read_once() {
    let inside = paragraph(&run("DỰ THẢO"));
    let boxed = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>\
         </w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    let control = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>\
         <w:sdtContent>{}</w:sdtContent></w:sdt>",
        paragraph(&run("có")),
        paragraph(&run("Click here"))
    );
    assert_eq!(
        text(&(paragraph(&(run("Số: 1") + &boxed)) + &control)),
        "Số: 1\nDỰ THẢO\ncó\n"
    );
}

#[test]
fn numbers_come_from_lists_and_styles() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'>\
         <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>\
         <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:pStyle w:val='Muc'/><w:lvlText w:val='%1.%2.'/><w:isLgl/></w:lvl>\
         <w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/><w:lvlText w:val='-'/></w:lvl></w:abstractNum>\
         <w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>\
         <w:num w:numId='6'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num></w:numbering>";
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='Muc'><w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr>\
         <w:rPr><w:caps/></w:rPr></w:style></w:styles>";
    let item = |list: &str, level: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{}</w:p>",
            run(text)
        )
    };
    let styled = format!(
        "<w:p><w:pPr><w:pStyle w:val='Muc'/></w:pPr>{}</w:p>",
        run("yêu cầu")
    );
    let body = item("5", "0", "Mục đích")
        + &styled
        + &item("5", "2", "Rà soát")
        + &item("5", "2", "")
        + &item("0", "0", "Đoạn thường")
        + &item("6", "0", "Tiếp");
    let parts = [
        document(&body),
        ("word/numbering.xml", numbering.to_string()),
        ("word/styles.xml", styles.to_string()),
    ];
    assert_eq!(
        content(&parts).text,
        "I. Mục đích\n1.1. YÊU CẦU\n- Rà soát\n\nĐoạn thường\nIX. Tiếp\n"
    );
}

#[test]
fn cells_keep_what_they_cover() {
    let cell = |properties: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
            paragraph(&run(text))
        )
    };
    let rows = [
        cell("<w:vMerge w:val='restart'/>", "TT") + &cell("<w:gridSpan w:val='2'/>", "Phân công"),
        cell("<w:vMerge/>", "che") + &cell("", "Chủ trì") + &cell("", "Phối hợp"),
    ];
    let rows: String = rows
        .iter()
        .map(|row| format!("<w:tr>{row}</w:tr>"))
        .collect();
    let content = content(&[document(&format!("<w:tbl>{rows}</w:tbl>"))]);
    assert_eq!(content.text, "TT\tPhân công\n\tChủ trì\tPhối hợp\n");
    let cells: Vec<(usize, usize, usize, usize)> = content
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Cell {
                row,
                column,
                rows,
                columns,
                ..
            } => Some((row, column, rows, columns)),
            _ => None,
        })
        .collect();
    assert_eq!(
        cells,
        [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    );
}

#[test]
fn notes_stand_at_the_end_and_headers_nowhere() {
    let note = format!(
        "<w:footnotes><w:footnote w:type='separator'><w:p/></w:footnote><w:footnote w:id='1'>{}</w:footnote></w:footnotes>",
        paragraph(&run("Theo Quyết định số 5"))
    );
    let parts = [
        document(&(paragraph(&run("Kế hoạch")) + "<w:sectPr/>")),
        ("word/footnotes.xml", note),
        ("word/header1.xml", paragraph(&run("Trang"))),
    ];
    assert_eq!(content(&parts).text, "Kế hoạch\n[1] Theo Quyết định số 5\n");
}

#[test]
fn pages_are_marked() {
    let body = paragraph(&run("một"))
        + "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
        + &paragraph(&run("hai"));
    let content = content(&[document(&body)]);
    assert!(
        content
            .blocks
            .iter()
            .any(|block| block.kind == BlockKind::PageMark)
    );
    assert!(content.text.starts_with("một\n\u{c}"));
}

#[test]
fn the_main_part_may_have_another_name() {
    let relations =
        "<R><R Type='http://x/officeDocument' Target='/word/document2.xml'/></R>".to_string();
    let (_, body) = document(&paragraph(&run("Kế hoạch")));
    let bytes = package(&[("_rels/.rels", relations), ("word/document2.xml", body)]);
    assert_eq!(Docx.read(&bytes).expect("document").text, "Kế hoạch\n");
}
