//! Damaged and hostile files of every format are failures and never panics.

use crate::plan;

use kehoach::ingest::{ReadOptions, walk};
use plan::RULES;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Reads some bytes under a name, by the way that a user's file takes; the record is not looked at.
fn try_reading(name: &str, bytes: &[u8]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let (sources, mut failures) = walk(&[path.to_string_lossy().into_owned()]);
    for source in sources {
        if let Err(failure) = kehoach::read_with(&source, &ReadOptions::ALONE, &RULES) {
            failures.push(failure);
        }
    }
    match failures.first() {
        Some(failure) => Err(failure.code.clone()),
        None => Ok(()),
    }
}

/// Failures that a damaged file may get; `internal` is a fault of ours.
fn is_clear(result: &Result<(), String>) -> bool {
    !matches!(result, Err(code) if code == "internal")
}

fn small_sample(extension: &str) -> Vec<u8> {
    let program = match extension {
        "docx" => "python-docx",
        "odt" => "libreoffice",
        _ => "chromium",
    };
    fs::read(corpus().join(format!(
        "formats/24-son-tinh-tax-2024.{program}.{extension}"
    )))
    .unwrap()
}

/// A package with one part changed.
fn with_part(package: &[u8], part: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut old = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut member = old.by_index(at).unwrap();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        let name = member.name().unwrap().into_owned();
        if name == part {
            bytes = change(bytes);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000), which in 0_usize..6) {
        let heads: [&[u8]; 6] = [b"", b"PK\x03\x04", b"<html>", b"\x1f\x8b\x08", b"{\\rtf1", b"%PDF-1.4"];
        let bytes = [heads[which], &bytes].concat();
        for name in ["a.docx", "a.odt", "a.xlsx", "a.html", "a.zip", "a.tar.gz", "a.doc"] {
            prop_assert!(is_clear(&try_reading(name, &bytes)), "{name}");
        }
    }

    #[test]
    fn files_cut_short_or_flipped_never_panic(cut in 0.0..1.0_f64, at in 0.0..1.0_f64, bit in 0_u8..8) {
        for extension in ["docx", "odt", "html"] {
            let whole = small_sample(extension);
            let place = |share: f64| (share * whole.len() as f64) as usize;
            let name = format!("a.{extension}");
            prop_assert!(is_clear(&try_reading(&name, &whole[..place(cut)])));
            let mut flipped = whole.clone();
            flipped[place(at)] ^= 1 << bit;
            prop_assert!(is_clear(&try_reading(&name, &flipped)));
        }
    }

    #[test]
    fn parts_with_holes_never_panic(at in 0.0..1.0_f64, len in 1_usize..400, other in 0.0..1.0_f64) {
        for (extension, part) in [("docx", "word/document.xml"), ("docx", "word/numbering.xml"), ("odt", "content.xml")] {
            let holed = with_part(&small_sample(extension), part, |mut bytes| {
                let place = |share: f64| (share * bytes.len() as f64) as usize;
                let (start, to) = (place(at), place(other));
                // A stretch taken from one place and put into another: tags out of order, spans that overlap.
                let piece: Vec<u8> = bytes.drain(start..(start + len).min(bytes.len())).collect();
                let to = to.min(bytes.len());
                bytes.splice(to..to, piece);
                bytes
            });
            let name = format!("a.{extension}");
            prop_assert!(is_clear(&try_reading(&name, &holed)));
        }
    }
}

#[test]
fn hostile_files_are_clear_failures() {
    let bomb = with_part(&small_sample("docx"), "word/document.xml", |_| {
        vec![b' '; 70 << 20]
    });
    assert_eq!(try_reading("a.docx", &bomb), Err("too-large".to_string()));
    let deep = with_part(&small_sample("docx"), "word/document.xml", |_| {
        "<a>".repeat(5000).into_bytes()
    });
    assert_eq!(try_reading("a.docx", &deep), Err("too-deep".to_string()));
    let entities = b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document><w:body><w:p><w:r><w:t>Ch&a;o</w:t></w:r></w:p></w:body></w:document>";
    let entities = with_part(&small_sample("docx"), "word/document.xml", |_| {
        entities.to_vec()
    });
    assert_eq!(try_reading("a.docx", &entities), Ok(()));
    let page = "<div>".repeat(5000);
    assert_eq!(
        try_reading("a.html", page.as_bytes()),
        Err("too-deep".to_string())
    );
    assert_eq!(
        try_reading("a.docx", b"\0\x01\x02\x03"),
        Err("corrupt".to_string())
    );
}
