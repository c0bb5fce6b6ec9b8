//! `kehoach diff` and `kehoach rules test`: every value that differs is named once, and nothing else.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const PLAN: &str = "\
ỦY BAN NHÂN DÂN\nHUYỆN NAM ĐÔNG\n-------\nSố: 164/KH-UBND\n\nNam Đông, ngày 03 tháng 6 năm 2024\n\n\
KẾ HOẠCH\nNâng cao chỉ số PAPI năm 2024\n\nI. NHIỆM VỤ\n1. Tham gia của người dân ở cấp cơ sở\n\
- Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp tuyên truyền trước ngày 15/11/2024.\n\
- Giao Phòng Tư pháp kiểm tra việc niêm yết trước ngày 20/11/2024.\n\n\
Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn A\n";

fn kehoach(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A folder with the run `a` of the plan.
fn with_run() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.txt"), PLAN).unwrap();
    run(folder.path(), "a");
    folder
}

fn run(folder: &Path, output: &str) {
    let done = kehoach(
        folder,
        &[
            "extract", "plan.txt", "-o", output, "--format", "jsonl", "-q",
        ],
    );
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
}

/// The run `a` with its one record edited, written as `b.jsonl`.
fn edited(folder: &Path, edit: impl FnOnce(&mut serde_json::Value)) {
    let line = fs::read_to_string(folder.join("a/records.jsonl")).unwrap();
    let mut record: serde_json::Value = serde_json::from_str(&line).unwrap();
    edit(&mut record);
    fs::write(folder.join("b.jsonl"), record.to_string()).unwrap();
}

fn changes(folder: &Path, arguments: &[&str]) -> Vec<(String, String, String, String)> {
    let output = kehoach(
        folder,
        &[&["diff"], arguments, &["--format", "json"]].concat(),
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let diff: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("").to_string();
    let changes = diff["changes"].as_array().unwrap().iter();
    changes
        .map(|change| {
            let (old, new) = (&change["old"]["value"], &change["new"]["value"]);
            (
                word(&change["field"]),
                word(&change["change"]),
                word(old),
                word(new),
            )
        })
        .collect()
}

fn named(field: &str, change: &str, old: &str, new: &str) -> (String, String, String, String) {
    (field.into(), change.into(), old.into(), new.into())
}

#[test]
fn says_so_where_nothing_differs() {
    let folder = with_run();
    run(folder.path(), "b");
    let output = kehoach(folder.path(), &["diff", "a", "b", "--fail-on-change"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("no value differs: 1 documents, "));
}

#[test]
fn names_gained_lost_and_changed_values() {
    let folder = with_run();
    edited(folder.path(), |record| {
        record["document"]["signer"]["position"] = "Phó Chủ tịch".into();
        record["tasks"][0]["agencies"][1]["role"] = "responsible".into();
        record["tasks"][1]["deadlines"] = serde_json::json!([]);
        record["recipients"].as_array_mut().unwrap().push(
            serde_json::json!({ "value": "HĐND huyện", "span": { "start": 1, "end": 3, "line": 1 } }),
        );
    });
    let expected = [
        named(
            "document.signer",
            "changed",
            "Trần Văn A; Chủ tịch; TM",
            "Trần Văn A; Phó Chủ tịch; TM",
        ),
        named(
            "tasks.agencies",
            "changed",
            "support: Phòng Tư pháp (district)",
            "responsible: Phòng Tư pháp (district)",
        ),
        named("tasks.deadlines", "lost", "by 2024-11-20", ""),
        named("recipients", "gained", "", "HĐND huyện"),
    ];
    assert_eq!(changes(folder.path(), &["a", "b.jsonl"]), expected);
}

#[test]
fn matches_tasks_by_place_and_not_by_number() {
    let folder = with_run();
    edited(folder.path(), |record| {
        record["tasks"].as_array_mut().unwrap().remove(0);
        record["tasks"][0]["id"] = "T001".into();
    });
    let found = changes(folder.path(), &["a", "b.jsonl"]);
    assert!(
        found.iter().all(|(_, change, ..)| change == "lost"),
        "{found:?}"
    );
    let fields: Vec<_> = found.iter().map(|(field, ..)| field.as_str()).collect();
    let expected = [
        "tasks",
        "tasks.agencies",
        "tasks.agencies",
        "tasks.deadlines",
        "tasks.dimensions",
    ];
    assert_eq!(fields, expected);
}

#[test]
fn counts_each_of_two_equal_values_once() {
    let folder = with_run();
    edited(folder.path(), |record| {
        let twice = record["tasks"][1]["agencies"][0].clone();
        record["tasks"][1]["agencies"]
            .as_array_mut()
            .unwrap()
            .push(twice);
        let again = record["tasks"][1]["deadlines"][0].clone();
        record["tasks"][1]["deadlines"]
            .as_array_mut()
            .unwrap()
            .push(again);
    });
    let agency = "responsible: Phòng Tư pháp (district)";
    let gained = [
        named("tasks.agencies", "gained", "", agency),
        named("tasks.deadlines", "gained", "", "by 2024-11-20"),
    ];
    assert_eq!(changes(folder.path(), &["a", "b.jsonl"]), gained);
    let lost = [
        named("tasks.agencies", "lost", agency, ""),
        named("tasks.deadlines", "lost", "by 2024-11-20", ""),
    ];
    assert_eq!(changes(folder.path(), &["b.jsonl", "a"]), lost);
}

#[test]
fn follows_tasks_through_a_changed_text() {
    let folder = with_run();
    let moved = PLAN.replace(
        "I. NHIỆM VỤ",
        "Thực hiện chương trình công tác năm, nay ban hành kế hoạch.\n\nI. NHIỆM VỤ",
    );
    fs::write(
        folder.path().join("plan.txt"),
        moved.replace("15/11/2024", "18/11/2024"),
    )
    .unwrap();
    run(folder.path(), "b");
    let found = changes(folder.path(), &["a", "b"]);
    let deadline = named(
        "tasks.deadlines",
        "changed",
        "by 2024-11-15",
        "by 2024-11-18",
    );
    assert!(
        found.iter().all(|(_, change, ..)| change == "changed"),
        "{found:?}"
    );
    assert_eq!(found.last(), Some(&deadline));
}

#[test]
fn shows_the_text_around_and_fails_where_told_to() {
    let folder = with_run();
    edited(folder.path(), |record| {
        record["tasks"][1]["deadlines"] = serde_json::json!([])
    });
    let output = kehoach(folder.path(), &["diff", "a", "b.jsonl", "--fail-on-change"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    assert!(
        shown.contains("- tasks.deadlines T002 line 14: by 2024-11-20 (deadline/by-day)"),
        "{shown}"
    );
    assert!(
        shown.contains("niêm yết [trước ngày 20/11/2024]."),
        "{shown}"
    );
    assert!(!shown.contains('\u{1b}'));
}

#[test]
fn writes_a_table_for_spreadsheets() {
    let folder = with_run();
    edited(folder.path(), |record| {
        record["recipients"][0]["value"] = "=1+1".into()
    });
    let output = kehoach(folder.path(), &["diff", "a", "b.jsonl", "--format", "csv"]);
    let table = text(&output.stdout);
    assert!(
        table.starts_with("\u{FEFF}document,field,change,task,line,old,new,"),
        "{table}"
    );
    assert!(
        table.contains("plan.txt,recipients,changed,,17,UBND tỉnh,'=1+1,"),
        "{table}"
    );
}

#[test]
fn names_documents_that_one_run_lacks() {
    let folder = with_run();
    fs::write(folder.path().join("none.jsonl"), "").unwrap();
    let output = kehoach(
        folder.path(),
        &["diff", "a", "none.jsonl", "--fail-on-change"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("- only in the old run: plan.txt"));
}

#[test]
fn says_what_is_no_run() {
    let folder = with_run();
    fs::write(folder.path().join("bad.jsonl"), "\n{}\n").unwrap();
    for (other, said) in [
        ("none", "none: cannot be read"),
        (".", "records.jsonl: cannot be read"),
        ("bad.jsonl", "bad.jsonl:2: no record of this version"),
    ] {
        let output = kehoach(folder.path(), &["diff", "a", other]);
        assert_eq!(output.status.code(), Some(2), "{other}");
        assert!(
            text(&output.stderr).contains(said),
            "{}",
            text(&output.stderr)
        );
    }
}

/// The built-in rules in the folder `mine`, one file edited.
fn edited_rules(folder: &Path, file: &str, edit: impl FnOnce(String) -> String) {
    let mine = folder.join("mine");
    fs::create_dir(&mine).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, mine.join(path.file_name().unwrap())).unwrap();
        }
    }
    let path = mine.join(file);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, edit(text)).unwrap();
}

#[test]
fn shows_what_edited_rules_change() {
    let folder = with_run();
    edited_rules(folder.path(), "deadlines.toml", |text| {
        text.replace("(trước|trước thời điểm", "(trước thời điểm")
    });
    let arguments = ["rules", "test", "--rules", "mine", "plan.txt"];
    let output = kehoach(
        folder.path(),
        &[&arguments[..], &["--fail-on-change"]].concat(),
    );
    let shown = text(&output.stdout);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{shown}{}",
        text(&output.stderr)
    );
    assert!(
        shown.contains("- tasks.deadlines T001 line 13: by 2024-11-15 (deadline/by-day)"),
        "{shown}"
    );
    let same = kehoach(
        folder.path(),
        &[&arguments[..], &["--against", "mine", "--fail-on-change"]].concat(),
    );
    assert_eq!(same.status.code(), Some(0));
    assert!(text(&same.stdout).starts_with("no value differs"));
    let missing = kehoach(
        folder.path(),
        &["rules", "test", "--rules", "none", "plan.txt"],
    );
    assert_eq!(missing.status.code(), Some(2));
}
