//! Formats: one plan in every format gives one record; damaged files are failures and never panics.
//!
//! The samples of `corpus/formats` were written by real programs; `corpus/README.md` says how.

// Lint settings know functions marked as tests, not what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "common/plan.rs"]
mod plan;

use kehoach::ingest::{Origin, Source, walk};
use plan::RULES;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The least F1 of every field between the record of a sample and that of the text it was made from.
const LEAST: f64 = 0.99;

fn source(path: &Path) -> Source {
    Source {
        path: path.to_string_lossy().into_owned(),
        origin: Origin::File(path.to_path_buf()),
    }
}

fn record(path: &Path) -> Value {
    let record = kehoach::read(&source(path), &RULES);
    serde_json::to_value(record.unwrap_or_else(|f| panic!("{}: {}", f.path, f.message))).unwrap()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// `corpus/formats/STEM.EXT` beside the plan `corpus/STEM.txt` or `.md` that it was made from.
fn samples() -> Vec<(PathBuf, PathBuf)> {
    let mut files: Vec<PathBuf> = fs::read_dir(corpus().join("formats"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let plan = |file: &PathBuf| {
        let name = file.file_name().unwrap().to_str().unwrap();
        let stem = name.split('.').next().unwrap();
        let mut plans = ["txt", "md"]
            .iter()
            .map(|end| corpus().join(format!("{stem}.{end}")));
        plans
            .find(|plan| plan.exists())
            .unwrap_or_else(|| panic!("{name}: no plan"))
    };
    files.into_iter().map(|file| (plan(&file), file)).collect()
}

/// The values of a record by field, without their places.
fn values(record: &Value) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    collect("", record, &mut found);
    found
        .values_mut()
        .for_each(|values: &mut Vec<String>| values.sort());
    found
}

/// What may differ between formats: places, quotes as written, and what the file is.
const APART: &[&str] = &["source", "span", "spans", "text", "notes", "id"];

fn collect(field: &str, value: &Value, found: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map
                .iter()
                .filter(|(name, _)| !APART.contains(&name.as_str()))
            {
                collect(
                    format!("{field}.{name}").trim_start_matches('.'),
                    value,
                    found,
                );
            }
        }
        Value::Array(list) => list.iter().for_each(|value| collect(field, value, found)),
        Value::Null => {}
        value => found
            .entry(field.to_string())
            .or_default()
            .push(value.to_string()),
    }
}

/// F1 of each field between two records, and what one of them lacks.
fn differences(one: &Value, other: &Value) -> Vec<String> {
    let (one, other) = (values(one), values(other));
    let mut low = Vec::new();
    let fields: Vec<&String> = one.keys().chain(other.keys()).collect();
    for field in fields {
        let (a, b) = (one.get(field), other.get(field));
        let (a, b) = (
            a.map_or(&[][..], Vec::as_slice),
            b.map_or(&[][..], Vec::as_slice),
        );
        let mut rest = b.to_vec();
        let missing: Vec<&String> = a
            .iter()
            .filter(
                |value| match rest.iter().position(|other| other == *value) {
                    Some(at) => {
                        rest.swap_remove(at);
                        false
                    }
                    None => true,
                },
            )
            .collect();
        let f1 = 2.0 * (a.len() - missing.len()) as f64 / (a.len() + b.len()) as f64;
        if f1 < LEAST {
            low.push(format!(
                "{field}: F1 {f1:.3}, missing {missing:?}, too many {rest:?}"
            ));
        }
    }
    low.dedup();
    low
}

#[test]
fn one_plan_in_every_format_gives_one_record() {
    let mut wrong = Vec::new();
    for (plan, file) in samples() {
        let name = file.file_name().unwrap().to_str().unwrap().to_string();
        let low = differences(&record(&plan), &record(&file));
        wrong.extend(low.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Web pages saved by Word, and the same documents as text, in the shared folder where there is one.
#[test]
fn word_pages_say_what_their_text_says() {
    let shared = std::env::var_os("KEHOACH_SHARED")
        .map_or_else(|| corpus().join("../../shared"), PathBuf::from);
    let twins = |page: PathBuf| {
        let text = page.with_extension("txt");
        text.exists().then_some((text, page))
    };
    let Ok(files) = fs::read_dir(shared.join("wild")) else {
        return;
    };
    let pages = files.map(|entry| entry.unwrap().path());
    let pages = pages.filter(|path| path.extension().is_some_and(|end| end == "htm"));
    for (text, page) in pages.filter_map(twins) {
        assert_eq!(
            differences(&record(&text), &record(&page)),
            [""; 0],
            "{}",
            page.display()
        );
    }
}

/// Reads some bytes under a name, by the way that a user's file takes; the record is not looked at.
fn try_reading(name: &str, bytes: &[u8]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let (sources, mut failures) = walk(&[path.to_string_lossy().into_owned()]);
    for source in sources {
        if let Err(failure) = kehoach::read(&source, &RULES) {
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
    fs::read(corpus().join(format!("formats/11-duy-tien-papi-par-2024.{extension}"))).unwrap()
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
