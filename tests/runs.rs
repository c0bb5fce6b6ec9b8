//! One run after the other into one folder: what was read before is not read again, and the files are the same bytes.

// Lint settings know functions marked as tests, not what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The plan of a unit, by number.
fn plan(number: usize) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nHUYỆN NAM ĐÔNG\n-------\nSố: {number}/KH-UBND\n\nNam Đông, ngày 03 tháng 6 năm 2024\n\n\
         KẾ HOẠCH\nNâng cao chỉ số PAPI năm 2024\n\nI. NHIỆM VỤ\n1. Tham gia của người dân ở cấp cơ sở\n\
         - Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp tuyên truyền trước ngày 15/11/2024 (đợt {number}).\n\n\
         Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn A\n"
    )
}

/// A folder `plans` with so many plans, one empty file and a file whose name says something else than its content.
fn plans(count: usize) -> TempDir {
    let at = tempfile::tempdir().unwrap();
    fs::create_dir(at.path().join("plans")).unwrap();
    for number in 1..=count {
        write(at.path(), &format!("plans/{number:03}.txt"), &plan(number));
    }
    write(at.path(), "plans/empty.txt", "");
    write(at.path(), "plans/text.docx", &plan(999));
    at
}

fn write(at: &Path, name: &str, content: &str) {
    fs::write(at.join(name), content).unwrap();
}

fn extract(at: &Path, output: &str, more: &[&str]) -> Output {
    let formats = ["--format", "csv,jsonl,json,ics"];
    let run = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .args(["extract", "plans", "-o", output])
        .args(formats)
        .args(more)
        .current_dir(at)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    run
}

fn said(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

fn counted(run: &Output) -> String {
    let said = said(run);
    let line = said.lines().find(|line| line.starts_with("documents:"));
    line.unwrap().to_string()
}

/// The files that users see, with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_name() != ".kehoach");
    files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read(file.path()).unwrap())
        })
        .collect()
}

fn same(one: &Path, other: &Path) {
    let (one, other) = (files(one), files(other));
    assert_eq!(Vec::from_iter(one.keys()), Vec::from_iter(other.keys()));
    for (name, bytes) in &one {
        assert!(other[name] == *bytes, "{name} differs");
    }
}

#[test]
fn what_did_not_change_is_not_read_again_and_the_files_are_those_of_a_fresh_run() {
    let at = plans(40);
    let at = at.path();
    let first = extract(at, "out", &["--jobs", "1"]);
    assert_eq!(counted(&first), "documents: 41 read, 1 failed");
    let again = extract(at, "out", &["--jobs", "4"]);
    assert_eq!(counted(&again), "documents: 0 read, 41 unchanged, 1 failed");
    extract(at, "other", &["--jobs", "4"]);
    same(&at.join("out"), &at.join("other"));

    write(at, "plans/007.txt", &plan(1007));
    write(at, "plans/041.txt", &plan(41));
    fs::remove_file(at.join("plans/003.txt")).unwrap();
    fs::rename(at.join("plans/005.txt"), at.join("plans/renamed.txt")).unwrap();
    let changed = extract(at, "out", &[]);
    assert_eq!(
        counted(&changed),
        "documents: 2 read, 39 unchanged, 1 failed"
    );
    let fresh = extract(at, "other", &["--fresh"]);
    assert_eq!(counted(&fresh), "documents: 41 read, 1 failed");
    same(&at.join("out"), &at.join("other"));
}

#[test]
fn other_options_and_rules_read_anew() {
    let at = plans(2);
    let at = at.path();
    extract(at, "out", &[]);
    let run = extract(at, "out", &["--ocr", "never"]);
    assert_eq!(counted(&run), "documents: 3 read, 1 failed");
    // What only changes how it is written does not.
    let run = extract(at, "out", &["--ocr", "never", "--review-below", "0.5"]);
    assert_eq!(counted(&run), "documents: 0 read, 3 unchanged, 1 failed");
    let rules = at.join("rules");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"), &rules);
    let mut table = fs::read_to_string(rules.join("agencies.csv")).unwrap();
    table.push('\n');
    fs::write(rules.join("agencies.csv"), table).unwrap();
    let run = extract(at, "out", &["--ocr", "never", "--rules", "rules"]);
    assert_eq!(counted(&run), "documents: 3 read, 1 failed");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn what_a_run_writes_into_the_folder_that_it_reads_is_no_plan() {
    let at = plans(2);
    let at = at.path();
    extract(at, "plans/out", &[]);
    write(at, "plans/out/note.txt", &plan(3));
    let again = extract(at, "plans/out", &[]);
    assert_eq!(counted(&again), "documents: 0 read, 3 unchanged, 1 failed");
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let at = plans(2);
    let at = at.path();
    extract(at, "out", &[]);
    let before = files(&at.join("out"));
    let lock = fs::File::open(at.join("out/.kehoach/lock")).unwrap();
    lock.try_lock().unwrap();
    for arguments in [&["extract", "plans", "-o", "out"][..], &["audit", "out"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        let run = command.args(arguments).current_dir(at).output().unwrap();
        assert_eq!(run.status.code(), Some(2));
        assert!(
            said(&run).contains("in use by another run"),
            "{}",
            said(&run)
        );
    }
    assert!(files(&at.join("out")) == before);
}
