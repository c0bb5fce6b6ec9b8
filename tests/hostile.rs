//! Bad input of every kind in the table of docs/reliability.md: none stops a run, hangs it, leaves its folder or runs
//! anything, and each gets what the table says.

#![cfg(all(feature = "office", feature = "html"))]
// Lint settings know functions marked as tests, not what they call.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "hostile/bytes.rs"]
mod bytes;
#[path = "hostile/cases.rs"]
mod cases;

use cases::{Case, FILES, Gets, OTHERS};
use kehoach::error::Failure;
use kehoach::ingest::{Origin, ReadOptions, Source};
use kehoach::rules::Rules;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::time::Duration;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

/// Cases with a test of their own, below.
const ALONE: &[(&str, &str)] = &[
    ("pipe-by-name", "`unreadable`"),
    ("vanished", "`not-found`"),
    ("replaced-by-folder", "`unreadable`"),
    ("no-permission", "`unreadable`"),
    ("out-of-time", "`too-slow`"),
];

fn all() -> impl Iterator<Item = &'static Case> {
    FILES.iter().chain(OTHERS)
}

/// The program in a folder, where it finds no other program.
fn kehoach(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    let command = command.args(arguments).current_dir(folder);
    command.env("PATH", folder).output().unwrap()
}

/// What a run said of the inputs, by case.
#[derive(Default)]
struct Outcome {
    failures: Vec<Failure>,
    /// Records as JSON.
    records: Vec<String>,
}

fn outcomes(output: &Path) -> BTreeMap<String, Outcome> {
    let case = |path: &str| path.split('/').nth(1).unwrap().to_owned();
    let mut outcomes: BTreeMap<String, Outcome> = BTreeMap::new();
    let failures = fs::read(output.join("failures.csv")).unwrap();
    for row in csv::Reader::from_reader(&failures[3..]).records() {
        let row = row.unwrap();
        let [path, code, message] = [0, 1, 2].map(|at| row[at].to_owned());
        let failure = Failure {
            path,
            code,
            message,
        };
        let of_case = outcomes.entry(case(&failure.path)).or_default();
        of_case.failures.push(failure);
    }
    for line in fs::read_to_string(output.join("records.jsonl"))
        .unwrap()
        .lines()
    {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = record["source"]["path"].as_str().unwrap();
        outcomes
            .entry(case(path))
            .or_default()
            .records
            .push(line.to_owned());
    }
    outcomes
}

/// What is wrong with an outcome; empty where it is as the table says.
fn complaint(case: &Case, got: &Outcome) -> Option<String> {
    let holds = match case.gets {
        Gets::Fails(code, words) => {
            let fits = |failure: &Failure| failure.code == code && failure.message.contains(words);
            got.records.is_empty() && !got.failures.is_empty() && got.failures.iter().all(fits)
        }
        Gets::Read(words) => {
            let fits = |record: &String| record.contains(words);
            got.failures.is_empty() && !got.records.is_empty() && got.records.iter().all(fits)
        }
        Gets::Either => got.failures.len() + got.records.len() > 0,
        Gets::Nothing => got.failures.is_empty() && got.records.is_empty(),
    };
    let faulty = got
        .failures
        .iter()
        .any(|failure| failure.code == "internal");
    (!holds || faulty).then(|| {
        let records: Vec<String> = got
            .records
            .iter()
            .map(|record| record.chars().take(700).collect())
            .collect();
        format!(
            "{}: expected {:?}, got {:?} {records:?}",
            case.name, case.gets, got.failures
        )
    })
}

/// All files below a folder but those in `output`, with their lengths.
fn files(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() && entry.file_name() != "output" {
            found.extend(files(&entry.path()));
        } else if !kind.is_dir() {
            found.push((entry.path(), entry.metadata().unwrap().len()));
        }
    }
    found.sort();
    found
}

#[test]
fn every_bad_input_gets_what_the_table_says() {
    let place = tempfile::tempdir().unwrap();
    // Two folders down, so that what climbs out would still be seen.
    let folder = place.path().join("a/b");
    for case in all() {
        let own = folder.join("inputs").join(case.name);
        fs::create_dir_all(&own).unwrap();
        (case.make)(&own).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    }
    let before = files(place.path());
    let run = kehoach(
        &folder,
        &[
            "extract",
            "inputs",
            "-o",
            "output",
            "--format",
            "csv,jsonl,json,ics",
            "-q",
        ],
    );
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(
        files(place.path()),
        before,
        "only the output folder is written to"
    );
    let outcomes = outcomes(&folder.join("output"));
    let none = Outcome::default();
    let complaints: Vec<String> = all()
        .filter_map(|case| complaint(case, outcomes.get(case.name).unwrap_or(&none)))
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    nothing_leaks(&folder.join("output"));
}

/// No table holds a cell that a spreadsheet would run, or a line of another file.
fn nothing_leaks(output: &Path) {
    for entry in fs::read_dir(output).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        assert!(
            !bytes.windows(8).any(|at| at == b"root:x:0"),
            "{}",
            path.display()
        );
        if path.extension().is_some_and(|ending| ending == "csv") {
            for row in csv::Reader::from_reader(&bytes[3..]).records() {
                let row = row.unwrap();
                let runs = row
                    .iter()
                    .find(|cell| cell.starts_with(['=', '@', '\t', '\r', '\n']));
                assert_eq!(runs, None, "{}", path.display());
            }
        }
    }
}

#[test]
fn the_table_and_the_cases_are_the_same() {
    let document = fs::read_to_string("docs/reliability.md").unwrap();
    let listed: BTreeMap<&str, &str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| {
            let (name, rest) = line.split_once("` |")?;
            Some((name, rest.trim_end_matches('|').rsplit('|').next()?.trim()))
        })
        .collect();
    let written = |case: &Case| match case.gets {
        Gets::Fails(code, _) => format!("`{code}`"),
        Gets::Read(_) => "read".to_owned(),
        Gets::Either => "either".to_owned(),
        Gets::Nothing => "left out".to_owned(),
    };
    let tried: BTreeMap<&str, String> = all()
        .map(|case| (case.name, written(case)))
        .chain(ALONE.iter().map(|(name, gets)| (*name, (*gets).to_owned())))
        .collect();
    for (name, gets) in &tried {
        assert_eq!(listed.get(name), Some(&gets.as_str()), "{name}");
    }
    let unknown: Vec<_> = listed
        .keys()
        .filter(|name| !tried.contains_key(*name))
        .collect();
    assert!(
        unknown.is_empty(),
        "in the table, but not tried: {unknown:?}"
    );
}

fn file(path: &Path) -> Source {
    Source {
        path: "a".to_owned(),
        origin: Origin::File(path.to_path_buf()),
    }
}

#[test]
fn markup_in_a_text_is_text_in_the_page_that_explains_it() {
    let folder = tempfile::tempdir().unwrap();
    let case = all().find(|case| case.name == "script-in-text").unwrap();
    (case.make)(folder.path()).unwrap();
    let run = kehoach(folder.path(), &["explain", "a.txt", "--html", "a.html"]);
    assert_eq!(run.status.code(), Some(0));
    let page = fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert!(
        page.contains("&lt;script&gt;")
            && !page.contains("<script>alert")
            && !page.contains("<img")
    );
}

#[test]
fn a_name_does_not_colour_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a\u{1b}[31m.docx"), "").unwrap();
    let run = kehoach(folder.path(), &["extract", ".", "-o", "output"]);
    assert!(!run.stderr.contains(&0x1b) && !run.stderr.is_empty());
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    cases::pipe(&folder.path().join("a.txt")).unwrap();
    let run = kehoach(folder.path(), &["extract", "a.txt", "-o", "output"]);
    assert_eq!(run.status.code(), Some(1));
    let failures = fs::read_to_string(folder.path().join("output/failures.csv")).unwrap();
    assert!(
        failures.contains("a.txt,unreadable,") && failures.contains("pipe"),
        "{failures}"
    );
}

#[test]
fn a_file_may_vanish_or_become_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let code = || kehoach::read(&file(&path), &RULES).unwrap_err().code;
    assert_eq!(code(), "not-found");
    fs::create_dir(&path).unwrap();
    assert_eq!(code(), "unreadable");
}

#[cfg(unix)]
#[test]
fn a_file_may_be_closed_to_the_user() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "x").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    match fs::File::open(&path) {
        // The superuser may read everything, so there is nothing to try.
        Ok(_) => eprintln!("left out: this user may read every file"),
        Err(_) => assert_eq!(
            kehoach::read(&file(&path), &RULES).unwrap_err().code,
            "unreadable"
        ),
    }
}

#[test]
fn a_document_that_is_out_of_time_is_a_failure_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let options = ReadOptions {
        timeout: Duration::ZERO,
        ..ReadOptions::default()
    };
    let long = "- Giao Phòng Nội vụ kiểm tra trước ngày 15/11/2024.\n".repeat(50);
    let documents: [&[u8]; 6] = [
        long.as_bytes(),
        bytes::DOCX,
        bytes::ODT,
        bytes::DOC,
        bytes::PDF,
        bytes::RTF,
    ];
    for (number, document) in documents.into_iter().enumerate() {
        let path = folder.path().join("a");
        fs::write(&path, document).unwrap();
        let source = Source {
            path: "-".to_owned(),
            ..file(&path)
        };
        let failure = kehoach::read_with(&source, &options, &RULES).unwrap_err();
        assert_eq!(failure.code, "too-slow", "{number}: {}", failure.message);
        assert!(failure.message.contains("--timeout"));
    }
}
