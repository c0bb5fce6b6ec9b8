//! RTF as word processors write it, in small.

use super::super::{BlockKind, Content};
use super::{Reader, Rtf};
use proptest::prelude::*;

fn read(rtf: &str) -> Content {
    Rtf.read(rtf.as_bytes()).expect("rtf")
}

fn cells(content: &Content) -> Vec<(usize, usize, usize, usize, &str)> {
    let blocks = content.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Cell {
            row,
            column,
            rows,
            columns,
            ..
        } => Some((
            row,
            column,
            rows,
            columns,
            &content.text[block.range.clone()],
        )),
        _ => None,
    });
    blocks.collect()
}

#[test]
fn letters_come_as_bytes_of_their_code_page_and_as_unicode() {
    let content = read(
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset163 Arial;}{\f1 Times New Roman;}}\uc1 K\u7871?\'20ho\u7841? \'ea\'ec\f1  caf\'e9\par}",
    );
    assert_eq!(content.text, "Kế hoạ ê\u{301} café\n");
    let content = read(r"{\rtf1\uc2 a\u7871\'3f\'3fb\u-10179 ??\u-8704 ??c{\uc0 \u7879}d}");
    assert_eq!(content.text, "aếb😀cệd\n");
}

#[test]
fn old_fonts_are_converted_and_named_as_evidence() {
    let content = read(
        r"{\rtf1\ansi{\fonttbl{\f0 .VnTime;}{\f1 .VnTimeH;}{\f2 Arial;}}\f1 k\'d5 ho\'b9ch\par\f0 n\'a8m nay \f2 (Arial)\par}",
    );
    assert_eq!(content.text, "KẾ HOẠCH\nnăm nay (Arial)\n");
    assert_eq!(content.encoding, "TCVN3");
    assert_eq!(
        content.encoding_evidence,
        ".VnTime: TCVN3 (6 letters); .VnTimeH: TCVN3 (7 letters); Arial: Unicode (5 letters)"
    );
}

#[test]
fn what_is_not_text_is_left_out() {
    let content = read(
        r"{\rtf1{\info{\title Tên}{\author Ai}}{\header Đầu\par}{\*\generator X;}{\pict\bin3 }}}}a{\deleted xoá}{\v ẩn}{\field{\*\fldinst PAGE}{\fldrslt 5}}{\*\unknown x}\par}",
    );
    assert_eq!(content.text, "a5\n");
}

#[test]
fn numbers_of_lists_stay() {
    let content =
        read(r"{\rtf1{\listtext\pard\plain 1.\tab}R\'e0 so\'e1t\par{\pntext -\tab}B\line c\par}");
    assert_eq!(content.text, "1.\tRà soát\n-\tB\nc\n");
}

#[test]
fn rows_make_a_table_with_merged_cells() {
    let content = read(
        r"{\rtf1 M\par\trowd\clvmgf\cellx1000\cellx3000\cellx5000\pard\intbl a\cell b\cell c\cell\row
\trowd\clvmrg\cellx1000\cellx5000\pard\intbl\cell d\par e\cell\row\pard K\par}",
    );
    assert_eq!(
        cells(&content),
        [
            (0, 0, 2, 1, "a"),
            (0, 1, 1, 1, "b"),
            (0, 2, 1, 1, "c"),
            (1, 1, 1, 2, "d\ne")
        ]
    );
    assert!(content.text.starts_with("M\na\tb\tc\n"), "{}", content.text);
    assert!(content.text.ends_with("K\n"));
}

#[test]
fn a_table_in_a_cell_keeps_its_order() {
    let content = read(
        r"{\rtf1\trowd\cellx5000\cellx9000\pard\intbl\itap2 x\nestcell{\nonesttables\par}y\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}\pard\intbl\itap1 z\cell w\cell\row}",
    );
    let at = |text: &str| content.text.find(text).expect(text);
    assert!(
        at("x") < at("y") && at("y") < at("z") && at("z") < at("w"),
        "{}",
        content.text
    );
}

#[test]
fn text_boxes_stand_before_their_paragraph_and_footnotes_at_the_end() {
    let content = read(
        r"{\rtf1 a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt hộp\par}}{\shprslt hộp}}b{\footnote chú thích}\par c\par}",
    );
    let lines: Vec<&str> = content.text.lines().collect();
    assert_eq!(lines.len(), 4, "{}", content.text);
    assert_eq!(lines[1..3], ["ab", "c"]);
}

#[test]
fn deep_groups_are_refused() {
    let deep = format!(r"{{\rtf1 {}", "{".repeat(100_000));
    assert_eq!(
        Rtf.read(deep.as_bytes()).expect_err("deep").code,
        "too-deep"
    );
}

const SAMPLE: &str = r"{\rtf1\ansi\ansicpg1258{\fonttbl{\f0 .VnTime;}{\f1\fcharset163 Arial;}}\trowd\cellx100\clvmrg\cellx900\pard\intbl\f0 k\'d5\cell\f1 \u7871?x\cell\row\pard{\footnote n}{\shp{\*\shpinst{\shptxt t\par}}}\itap2 a\nestcell{\*\nesttableprops\trowd\cellx1\nestrow}\par}";

proptest! {
    #[test]
    fn damage_is_read_or_refused(cut in 0..SAMPLE.len(), flips in prop::collection::vec((0..SAMPLE.len(), any::<u8>()), 0..8)) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for (at, byte) in flips {
            bytes[at] = byte;
        }
        bytes.truncate(cut);
        if let Ok(content) = Rtf.read(&bytes) {
            for block in content.blocks {
                prop_assert!(content.text.get(block.range).is_some());
            }
        }
    }
}
