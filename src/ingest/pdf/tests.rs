//! A plan saved as PDF, whole and damaged; lines from glyphs.

use super::super::options::ReadOptions;
use super::super::{BlockKind, Content};
use super::lines;
use super::page::{Glyph, Page};
use super::{Pdf, Reader};
use proptest::prelude::*;

/// A plan of our own, saved as PDF by LibreOffice.
const PLAN: &[u8] = include_bytes!("plan.pdf");

fn read() -> Content {
    Pdf.read_with(PLAN, &ReadOptions::ALONE).expect("plan")
}

fn glyphs(x: f64, y: f64, text: &str) -> Vec<Glyph> {
    let glyph = |(index, c): (usize, char)| Glyph {
        x: x + index as f64 * 6.0,
        y,
        width: 6.0,
        size: 12.0,
        direction: (1.0, 0.0),
        font: 0,
        text: c.to_string(),
        confidence: None,
    };
    text.chars().enumerate().map(glyph).collect()
}

fn shown(glyphs: Vec<Vec<Glyph>>) -> String {
    lines::text(&Page {
        glyphs: glyphs.concat(),
        ..Page::default()
    })
}

#[test]
fn accents_drawn_after_the_line_find_their_place() {
    // The letters of a second font come last.
    let line = glyphs(0.0, 100.0, "HUY");
    assert_eq!(
        shown(vec![
            line,
            glyphs(24.0, 100.0, "N AN"),
            glyphs(18.0, 100.0, "Ệ")
        ]),
        "HUYỆN AN"
    );
    // A mark sticks to the letter drawn before it.
    let mark = Glyph {
        text: "\u{323}".into(),
        x: 3.0,
        ..glyphs(0.0, 100.0, "x").remove(0)
    };
    assert_eq!(
        shown(vec![
            glyphs(0.0, 100.0, "a"),
            vec![mark],
            glyphs(6.0, 100.0, "b")
        ]),
        "a\u{323}b"
    );
}

#[test]
fn gaps_are_blanks_and_columns() {
    assert_eq!(
        shown(vec![glyphs(0.0, 9.0, "xa"), glyphs(15.0, 9.0, "nam")]),
        "xa nam"
    );
    assert_eq!(
        shown(vec![glyphs(0.0, 9.0, "don vi"), glyphs(90.0, 9.0, "motto")]),
        "don vi\tmotto"
    );
    // A label is no column, and a glyph drawn twice is bold.
    assert_eq!(
        shown(vec![
            glyphs(0.0, 9.0, "1."),
            glyphs(36.0, 9.0, "a"),
            glyphs(36.2, 9.0, "a")
        ]),
        "1. a"
    );
}

#[test]
fn columns_and_tables_are_read() {
    let content = read();
    let at = |text: &str| {
        content
            .text
            .find(text)
            .unwrap_or_else(|| panic!("{text} not in {}", content.text))
    };
    assert!(at("Số: 128/KH-UBND") < at("CỘNG HÒA XÃ HỘI"));
    // The two sides of the end have baselines of their own.
    assert!(at("- Lưu: VT.") < at("TM. ỦY BAN NHÂN DÂN"));
    let cells: Vec<&str> = content
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Cell { .. }))
        .map(|block| &content.text[block.range.clone()])
        .collect();
    assert!(
        cells.contains(&"Kiểm tra việc công khai quy hoạch, kế hoạch sử dụng đất"),
        "{cells:#?}"
    );
    assert!(cells.contains(&"Quý III/2024"), "{cells:#?}");
}

#[test]
fn a_damaged_file_says_so() {
    assert_eq!(
        Pdf.read(b"%PDF-1.4\nnothing").expect_err("no").code,
        "corrupt"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn damage_is_read_or_refused(cut in 64..PLAN.len(), flips in prop::collection::vec((0..PLAN.len(), any::<u8>()), 0..20)) {
        let mut bytes = PLAN.to_vec();
        for (at, byte) in flips {
            bytes[at] = byte;
        }
        if cut % 3 == 0 {
            bytes.truncate(cut);
        }
        if let Ok(content) = Pdf.read_with(&bytes, &ReadOptions::ALONE) {
            for block in content.blocks {
                prop_assert!(content.text.get(block.range).is_some());
            }
        }
    }
}
