//! Real tables: what the outline makes of rows, columns and merged cells that a file has as such.

use crate::plan;

use kehoach::ingest::{self, Origin, Source};
use kehoach::note::Notes;
use kehoach::outline::outline;
use kehoach::outline::render::render;
use kehoach::text::text;
use plan::RULES;
use std::fs;

/// The tables of a page with this body, as the outline renders them, indents left out.
fn tables(body: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.html");
    fs::write(
        &path,
        format!("<html><body><p>KẾ HOẠCH</p><p>I. NHIỆM VỤ</p>{body}</body></html>"),
    )
    .unwrap();
    let source = Source {
        path: "plan.html".to_string(),
        origin: Origin::File(path),
    };
    let mut notes = Notes::default();
    let raw = ingest::read(&source, &mut notes).unwrap();
    let outline = outline(text(raw, &mut notes), &RULES, &mut notes);
    let rendered = render(&outline);
    let lines = rendered.lines().map(|line| line.trim().to_string());
    let start = ["columns ", "row ", "section ", "total "];
    lines
        .filter(|line| start.iter().any(|word| line.starts_with(word)))
        .collect()
}

/// A table of rows with cells; `TEXT@ROWSxCOLUMNS` covers more than one.
fn table(rows: &[&[&str]]) -> String {
    let cell = |cell: &&str| {
        let (text, span) = cell.split_once('@').unwrap_or((cell, "1x1"));
        let (rows, columns) = span.split_once('x').unwrap();
        format!("<td rowspan={rows} colspan={columns}>{text}</td>")
    };
    let rows: String = rows
        .iter()
        .map(|row| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>()))
        .collect();
    format!("<table>{rows}</table>")
}

#[test]
fn a_head_over_two_rows_and_cells_that_govern_the_rows_below() {
    let found = tables(&table(&[
        &["TT@2x1", "Nhiệm vụ@2x1", "Phân công@1x2", "Thời gian@2x1"],
        &["Chủ trì", "Phối hợp"],
        &["(1)", "(2)", "(3)", "(4)", "(5)"],
        &["I", "NÂNG CAO NHẬN THỨC@1x4"],
        &[
            "1",
            "Tuyên truyền",
            "Phòng Nội vụ@2x1",
            "Công an xã",
            "Quý II",
        ],
        &["2", "Tập huấn", "", "Quý III"],
        &["Tổng cộng@1x4", "2"],
    ]));
    assert_eq!(
        found,
        [
            "columns order | task | lead | support | deadline",
            "section I | NÂNG CAO NHẬN THỨC |  |  |",
            "row 1 | Tuyên truyền | Phòng Nội vụ | Công an xã | Quý II",
            "row 2 | Tập huấn | ^Phòng Nội vụ |  | Quý III",
            "total  | Tổng cộng |  |  | 2",
        ]
    );
}

#[test]
fn a_head_over_one_cell_gives_its_kind_to_the_columns_below() {
    let found = tables(&table(&[
        &["STT", "Nội dung công việc", "Thời gian thực hiện@1x2"],
        &["1", "Rà soát thủ tục", "Tháng 3", "Tháng 5"],
    ]));
    assert_eq!(found[0], "columns order | task | deadline | deadline");
}

#[test]
fn lines_above_the_head_are_no_rows() {
    let found = tables(&table(&[
        &["Đơn vị tính: triệu đồng@1x3"],
        &["TT", "Nhiệm vụ", "Đơn vị chủ trì"],
        &["1", "Rà soát", "Văn phòng"],
    ]));
    assert_eq!(
        found,
        ["columns order | task | lead", "row 1 | Rà soát | Văn phòng"]
    );
}

#[test]
fn a_table_goes_on_below_a_page_end() {
    let head: &[&str] = &["TT", "Nhiệm vụ", "Đơn vị chủ trì"];
    let first = table(&[head, &["1", "Rà soát", "Văn phòng"]]);
    let second = table(&[&["2", "Niêm yết", "Công an xã"]]);
    let again = table(&[head, &["3", "Báo cáo", "Văn phòng"]]);
    let found = tables(&(first + &second + &again));
    assert_eq!(
        found[1..3],
        [
            "row 1 | Rà soát | Văn phòng",
            "row 2 | Niêm yết | Công an xã"
        ]
    );
    assert_eq!(found.last().unwrap(), "row 3 | Báo cáo | Văn phòng");
}

#[test]
fn cells_of_several_paragraphs_stay_whole() {
    let found = tables(&table(&[
        &["TT", "Nhiệm vụ", "Đơn vị chủ trì"],
        &[
            "1",
            "<p>- Rà soát thủ tục,</p><p>- niêm yết</p>",
            "<p>Văn phòng,</p><p>Công an xã</p>",
        ],
        &["2", "Báo cáo", "Văn phòng"],
    ]));
    assert_eq!(
        found[1],
        "row 1 | - Rà soát thủ tục, - niêm yết | Văn phòng, Công an xã"
    );
    assert_eq!(found[2], "row 2 | Báo cáo | Văn phòng");
}

#[test]
fn a_table_without_known_heads_is_lines() {
    let found = tables(&table(&[&["Nơi gửi", "Ghi"], &["Kính gửi", "Sở Nội vụ"]]));
    assert_eq!(found, [""; 0]);
}
