//! A plan saved by a word processor, whole and damaged.

use super::super::{BlockKind, Content};
use super::{Doc, Reader};
use proptest::prelude::*;

/// A plan of our own, saved as Word 97 by LibreOffice.
const PLAN: &[u8] = include_bytes!("plan.doc");

fn cell(
    content: &Content,
    table: usize,
    row: usize,
    column: usize,
) -> Option<(usize, usize, &str)> {
    content.blocks.iter().find_map(|block| match block.kind {
        BlockKind::Cell {
            table: t,
            row: r,
            column: c,
            rows,
            columns,
        } if (t, r, c) == (table, row, column) => {
            Some((rows, columns, &content.text[block.range.clone()]))
        }
        _ => None,
    })
}

#[test]
fn paragraphs_and_tables_are_read() {
    let content = Doc.read(PLAN).expect("plan");
    assert!(
        content
            .text
            .contains("\nI. MỤC ĐÍCH, YÊU CẦU\n1. Cải thiện điểm số"),
        "{}",
        content.text
    );
    assert_eq!(cell(&content, 1, 0, 1), Some((1, 1, "Nhiệm vụ")));
    assert_eq!(cell(&content, 1, 2, 4), Some((1, 1, "Quý III/2024")));
    // Two cells made one.
    assert_eq!(
        cell(&content, 1, 3, 0),
        Some((1, 2, "Tổng hợp, báo cáo kết quả thực hiện"))
    );
    assert_eq!(
        cell(&content, 2, 0, 1).map(|(_, _, text)| text.ends_with("Trần Văn Minh")),
        Some(true)
    );
    assert_eq!(content.encoding, "UTF-16LE and windows-1252");
}

#[test]
fn the_format_is_told_by_content() {
    assert!(Doc.recognises(PLAN));
    assert!(!Doc.recognises(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 some other compound file"));
    assert!(!Doc.recognises(b"{\\rtf1}"));
}

#[test]
fn a_damaged_file_says_so() {
    assert_eq!(Doc.read(&PLAN[..600]).expect_err("cut").code, "corrupt");
    assert_eq!(Doc.read(b"").expect_err("empty").code, "corrupt");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damage_is_read_or_refused(cut in 512..PLAN.len(), flips in prop::collection::vec((0..PLAN.len(), any::<u8>()), 0..40)) {
        let mut bytes = PLAN.to_vec();
        for (at, byte) in flips {
            bytes[at] = byte;
        }
        // A cut file is mostly refused at once: two in three are damaged only.
        if cut % 3 == 0 {
            bytes.truncate(cut);
        }
        if let Ok(content) = Doc.read(&bytes) {
            for block in content.blocks {
                prop_assert!(content.text.get(block.range).is_some());
            }
        }
    }
}
