//! `kehoach text`: what was read of a file in each format, with its pages, tables and the verdict on its encoding.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run printed: standard output, standard error, exit code.
fn text(arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    let output = command
        .args(["text", "--ocr", "never"])
        .args(arguments)
        .output()
        .unwrap();
    let words = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        words(&output.stdout),
        words(&output.stderr),
        output.status.code(),
    )
}

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats")
}

/// A plan with a table of seven columns on two pages.
const PLAN: &str = "18-vinh-phuc-papi-2022-long-table";

#[test]
fn every_format_shows_its_text_and_tables() {
    let mut seen = Vec::new();
    for entry in fs::read_dir(formats()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        if !name.starts_with(PLAN) {
            continue;
        }
        let (out, verdict, code) = text(&[path.to_str().unwrap()]);
        let format = name.rsplit('.').next().unwrap().to_string();
        assert_eq!(code, Some(0), "{name}: {verdict}");
        assert!(
            verdict.contains(&format!("format {format}, encoding ")),
            "{verdict}"
        );
        assert!(out.contains("== table "), "{name}: {out}");
        assert!(out.contains("Biên soạn tờ gấp song ngữ"), "{name}: {out}");
        seen.push(format);
    }
    seen.sort();
    seen.dedup();
    assert_eq!(
        seen,
        ["doc", "docx", "html", "mhtml", "odt", "pdf", "rtf", "xlsx"]
    );
}

#[test]
fn pages_tables_and_places_of_cells_are_marked() {
    let file = formats().join(format!("{PLAN}.libreoffice.pdf"));
    let (out, verdict, _) = text(&[file.to_str().unwrap()]);
    assert!(out.contains("\n== page 2\n"), "{out}");
    assert!(
        out.contains("[1-2,1 TT][1-2,2 Nội dung thành phần]"),
        "{out}"
    );
    assert!(
        verdict.contains("encoding PDF (") && verdict.contains(" letters)"),
        "{verdict}"
    );
}

#[test]
fn plain_text_has_no_marks() {
    let file = formats().join(format!("{PLAN}.libreoffice.odt"));
    let (out, ..) = text(&[file.to_str().unwrap(), "--plain"]);
    assert!(!out.contains("== ") && !out.contains("[1"), "{out}");
    assert!(out.contains("TT\tNội dung thành phần"), "{out}");
}

#[test]
fn the_verdict_on_an_old_encoding_has_its_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.txt");
    // `Ủy ban nhân dân huyện, kế hoạch công khai` in TCVN3.
    fs::write(
        &path,
        b"\xf1y ban nh\xa9n d\xa9n huy\xd6n, k\xd5 ho\xb9ch c\xabng khai",
    )
    .unwrap();
    let (out, verdict, _) = text(&[path.to_str().unwrap()]);
    assert!(out.contains("nhân dân huyện, kế hoạch công khai"), "{out}");
    assert!(verdict.contains("encoding TCVN3"), "{verdict}");
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let (bad, good) = (
        folder.path().join("bad.docx"),
        folder.path().join("good.txt"),
    );
    fs::write(&bad, b"\0\x01\x02").unwrap();
    fs::write(&good, "Số: 12/KH-UBND").unwrap();
    let (out, errors, code) = text(&[bad.to_str().unwrap(), good.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(out.contains("Số: 12/KH-UBND"), "{out}");
    assert!(errors.contains("bad.docx: "), "{errors}");
}
