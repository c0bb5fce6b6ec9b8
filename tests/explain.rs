//! `kehoach explain`: its values are those of the record, and what it says of losers is what the stages decided.

use kehoach::explain::{Entry, Explained, Told};
use kehoach::ingest::walk;
use kehoach::rules::Rules;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

const PLAN: &str = "\
ỦY BAN NHÂN DÂN\nXÃ HÒA BÌNH\n-------\nSố: 12/KH-UBND\n\nHòa Bình, ngày 10 tháng 3 năm 2025\n\n\
KẾ HOẠCH\nNâng cao chỉ số PAPI năm 2025\n\nI. MỤC ĐÍCH, YÊU CẦU\n\
1. Các bộ phận hoàn thành phần việc của mình trước ngày 20/4/2025 và gửi kết quả.\n\n\
II. NHIỆM VỤ\n1. Công chức Văn phòng - Thống kê\n\
- Công khai thủ tục tại trụ sở trước ngày 30/6/2025.\n\
- Công an xã tổ chức tiếp dân ở từng thôn, 25/8 là hạn báo cáo.\n\
- Rà soát danh sách hộ nghèo theo quy định trong năm 2024 và những năm trước.\n\n\
Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn <A>\n";

fn explained(path: &str) -> Explained {
    let (sources, missing) = walk(&[path.to_string()]);
    assert!(missing.is_empty(), "{path}");
    kehoach::explain(&sources[0], &RULES).unwrap()
}

fn of_text(text: &str) -> (Explained, Vec<Entry>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.txt");
    fs::write(&path, text).unwrap();
    let explained = explained(path.to_str().unwrap());
    let entries = explained.entries(&RULES);
    (explained, entries)
}

fn kehoach(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn with_plan(arguments: &[&str]) -> (String, String, i32) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.txt"), PLAN).unwrap();
    let output = kehoach(folder.path(), arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code().unwrap(),
    )
}

/// Line and first and last column of words in the plan.
fn place(words: &str) -> String {
    let line = PLAN.lines().position(|line| line.contains(words)).unwrap();
    let text = PLAN.lines().nth(line).unwrap();
    let from = text[..text.find(words).unwrap()].chars().count() + 1;
    format!("{}:{from}-{}", line + 1, from + words.chars().count() - 1)
}

/// The reasons for which candidates lost, of the values of one field.
fn reasons<'e>(entries: &'e [Entry], field: &str) -> Vec<(&'e str, &'static str)> {
    let entries = entries.iter().filter(|entry| entry.field == field);
    let lost = entries.flat_map(|entry| &entry.lost);
    lost.filter_map(|told| Some((told.text.as_str(), told.lost.as_ref()?.code)))
        .collect()
}

#[test]
fn explains_exactly_the_values_of_the_record() {
    let (samples, _) = walk(&["corpus/*.txt".to_string(), "corpus/*.md".to_string()]);
    assert!(samples.len() > 15);
    let mut unexplained = Vec::new();
    for source in samples
        .iter()
        .filter(|source| !source.path.contains("README"))
    {
        let record = kehoach::read(source, &RULES).unwrap();
        let explained = kehoach::explain(source, &RULES).unwrap();
        assert_eq!(explained.record, record, "{}", source.path);
        let entries = explained.entries(&RULES);
        let values = record.values();
        assert_eq!(entries.len(), values.len(), "{}", source.path);
        for (entry, value) in entries.iter().zip(&values) {
            let same = (entry.field, &entry.value, entry.text.as_str(), entry.span);
            assert_eq!(
                same,
                (value.field.as_str(), &value.value, value.text, value.span)
            );
            if let Some(what) = unexplained_by(entry) {
                unexplained.push(format!(
                    "{}: {} `{}`: {what}",
                    source.path, entry.field, entry.value
                ));
            }
        }
    }
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
}

/// What an explanation lacks: a rule that is described, and in tasks what the deciding code told.
fn unexplained_by(entry: &Entry) -> Option<String> {
    if entry.why.is_empty() {
        let list = "describe it in src/explain/built_in.rs";
        return Some(format!(
            "nothing says what the rule `{}` does; {list}",
            entry.rule
        ));
    }
    // The record says of a task only where it stands.
    let told = |told: &Told| told.rule == entry.rule || entry.field == "tasks";
    let told = entry.won.iter().any(told);
    let must = entry.field.starts_with("tasks");
    (must && !told).then(|| format!("no decision of `{}` was told", entry.rule))
}

#[test]
fn says_what_lost_and_why() {
    let (_, entries) = of_text(PLAN);
    let of_tasks = reasons(&entries, "tasks");
    let heading = ("Công chức Văn phòng - Thống kê", "replaced-by-subject");
    assert!(of_tasks.contains(&heading), "{of_tasks:?}");
    assert!(
        of_tasks.iter().any(|(_, code)| *code == "guard"),
        "{of_tasks:?}"
    );
    let deadline = entries
        .iter()
        .find(|entry| entry.field == "tasks.deadlines")
        .unwrap();
    assert_eq!(
        (deadline.value.as_str(), deadline.text.as_str()),
        ("by 2025-06-30", "trước ngày 30/6/2025")
    );
    assert!(
        deadline
            .source
            .as_deref()
            .unwrap()
            .contains("deadlines.toml:")
    );
}

#[test]
fn marks_values_in_brackets_where_there_are_no_colours() {
    let (out, err, code) = with_plan(&["explain", "plan.txt"]);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(
        out.contains("[trước ngày 30/6/2025|by 2025-06-30]"),
        "{out}"
    );
    assert!(out.contains("[Công an xã|responsible]"), "{out}");
    assert!(!out.contains('\u{1b}'));
    let (one, _, _) = with_plan(&["explain", "plan.txt:16"]);
    assert!(one.starts_with("   16 | - Công khai"), "{one}");
    assert_eq!(one.lines().filter(|line| line.contains(" | ")).count(), 1);
}

#[test]
fn says_which_element_of_which_rule_failed() {
    let (out, _, code) = with_plan(&["explain", "plan.txt", "--why-not", &place("25/8 là hạn")]);
    assert_eq!(code, 0);
    let other_place =
        "deadline/by-day-no-year-bare matches `25/8`, but its place is `row.deadline`";
    assert!(out.contains(other_place), "{out}");
    assert!(
        out.contains("rules tried here: those of before-agency, task"),
        "{out}"
    );
    let near = out.lines().filter(|line| line.starts_with("near ")).count();
    assert!(near > 0 && out.contains("expected `"), "{out}");
}

#[test]
fn says_that_a_section_assigns_no_work() {
    let (out, _, _) = with_plan(&[
        "explain",
        "plan.txt",
        "--why-not",
        &place("trước ngày 20/4/2025"),
    ]);
    assert!(
        out.contains("section of kind purpose, which assigns no work"),
        "{out}"
    );
    assert!(out.contains("rules tried here: none"), "{out}");
    let (json, _, _) = with_plan(&[
        "explain",
        "plan.txt",
        "--json",
        "--why-not",
        &place("trước ngày 20/4/2025"),
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["elsewhere"][0]["rule"], "deadline/by-day");
}

#[test]
fn names_bodies_that_are_like_the_words() {
    let (explained, _) =
        of_text(&PLAN.replace("Công an xã tổ chức", "Công chức Tư pháp - Hộ tich tổ chức"));
    let stretch = format!("17:3-{}", 2 + "Công chức Tư pháp - Hộ tich".chars().count());
    let answer =
        kehoach::explain::why_not::why_not(&explained, &RULES, stretch.parse().unwrap()).unwrap();
    assert!(
        answer
            .names
            .iter()
            .any(|like| like.name == "Công chức Tư pháp - Hộ tịch"),
        "{:?}",
        answer.names
    );
}

#[test]
fn writes_a_page_that_needs_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.txt"), PLAN).unwrap();
    let output = kehoach(
        folder.path(),
        &["explain", "plan.txt", "--html", "plan.html"],
    );
    assert_eq!(output.status.code(), Some(0));
    let page = fs::read_to_string(folder.path().join("plan.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("Trần Văn &lt;A&gt;"));
    for outside in ["http:", "https:", "<link", " src="] {
        assert!(!page.contains(outside), "{outside}");
    }
    let links = page.matches("href=\"#e").count();
    assert!(links > 10 && page.contains("<section id=\"e0\">"));
}

#[test]
fn writes_values_for_programs() {
    let (out, _, _) = with_plan(&["explain", "plan.txt", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let values = json["values"].as_array().unwrap();
    let deadline = values
        .iter()
        .find(|value| value["field"] == "tasks.deadlines")
        .unwrap();
    assert_eq!(
        (&deadline["value"], &deadline["task"]),
        (&"by 2025-06-30".into(), &"T001".into())
    );
    assert_eq!(deadline["won"][0]["matter"], "deadline");
}

#[test]
fn says_what_is_wrong_with_the_arguments() {
    for (arguments, said) in [
        (vec!["explain", "none.txt"], "none.txt"),
        (vec!["explain", "plan.txt:900"], "expected a line from 1 to"),
        (
            vec!["explain", "plan.txt", "--why-not", "16"],
            "expected LINE:COL-COL",
        ),
        (
            vec!["explain", "plan.txt", "--why-not", "16:500-501"],
            "no line 16 with a column 500",
        ),
        (
            vec!["explain", "plan.txt", "--html", "no/such/folder.html"],
            "cannot write",
        ),
    ] {
        let (_, err, code) = with_plan(&arguments);
        assert_eq!(code, 2, "{arguments:?}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
}
