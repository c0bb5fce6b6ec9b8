//! `kehoach eval`: agrees with the scorer of the evaluation, tells every error in its place, and compares reports.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PLAN: &str = "\
ỦY BAN NHÂN DÂN
HUYỆN NAM ĐÔNG
Số: 12/KH-UBND
Nam Đông, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Nâng cao Chỉ số PAPI năm 2024

I. NHIỆM VỤ
1. Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp mở hai lớp tập huấn cho công chức cấp xã trước ngày 30/6.
2. Phòng Văn hóa và Thông tin công khai danh sách hộ nghèo trong quý III/2024.
";

/// Gold of the plan, with two mistakes on purpose: another number, and a support where the plan names a lead.
const GOLD: &str = r#"{"file": "plan.txt",
"document": {"kind": "Kế hoạch", "number": "13/KH-UBND", "date": "2024-03-05", "place": "Nam Đông",
  "title": "Nâng cao chỉ số PAPI năm 2024", "year": 2024, "signer": null,
  "issuer": {"name": "Uỷ ban nhân dân huyện Nam Đông", "level": "district", "unit": "huyện Nam Đông", "province": null}},
"indices": ["PAPI"], "dimensions": [],
"tasks": [
 {"anchor": "mở hai lớp tập huấn cho công chức cấp xã", "dimensions": [], "deadlines": ["by 2024-06-30"],
  "agencies": [{"name": "Phòng Nội vụ", "level": "district", "role": "support"}, {"name": "Phòng Tư pháp", "level": null, "role": "support"}]},
 {"anchor": "công khai danh sách hộ nghèo", "dimensions": [], "deadlines": ["during 2024-07-01/2024-09-30"],
  "agencies": [{"name": "Phòng Văn hóa và Thông tin", "level": "district", "role": "responsible"}]}]}"#;

fn kehoach(at: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.current_dir(at).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder with the plan and its gold.
fn folder(gold: &str) -> tempfile::TempDir {
    let at = tempfile::tempdir().unwrap();
    fs::write(at.path().join("plan.txt"), PLAN).unwrap();
    fs::create_dir(at.path().join("gold")).unwrap();
    fs::write(at.path().join("gold/plan.json"), gold).unwrap();
    at
}

fn report(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn score<'a>(report: &'a Value, field: &str) -> &'a Value {
    let fields = report["fields"].as_array().unwrap();
    fields.iter().find(|score| score["field"] == field).unwrap()
}

#[test]
fn tells_every_error_with_its_place_and_words() {
    let at = folder(GOLD);
    let run = kehoach(
        at.path(),
        &[
            "eval",
            ".",
            "--gold",
            "gold",
            "--errors",
            "document.number,tasks.agencies.role",
            "--json",
            "r.json",
        ],
    );
    let out = text(&run.stdout);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    for line in [
        "document.number: 2 errors",
        "plan.txt: missed 13/KH-UBND: “13/KH-UBND”",
        "plan.txt:3: wrong 12/KH-UBND: “12/KH-UBND”",
        "tasks.agencies.role: 2 errors",
        "plan.txt:10: missed Phòng Nội vụ (district, support): “mở hai lớp tập huấn cho công chức cấp xã”",
        "plan.txt:10: wrong Phòng Nội vụ (district, lead): “Phòng Nội vụ”",
    ] {
        assert!(out.lines().any(|l| l.ends_with(line)), "{line}\n{out}");
    }
    let report = report(&at.path().join("r.json"));
    // An open level accepts any, Uỷ is Ủy, and the case of a title does not count.
    for (field, right, predicted, gold) in [
        ("document.number", 0, 1, 1),
        ("document.title", 1, 1, 1),
        ("document.issuer", 1, 1, 1),
        ("tasks", 2, 2, 2),
        ("tasks.agencies", 3, 3, 3),
        ("tasks.agencies.role", 2, 3, 3),
        ("tasks.deadlines", 2, 2, 2),
    ] {
        let counts = ["right", "predicted", "gold"].map(|key| score(&report, field)[key].clone());
        assert_eq!(counts, [right, predicted, gold].map(Value::from), "{field}");
    }
}

#[test]
fn falls_short_with_exit_code_1_and_refuses_what_it_cannot_measure() {
    let at = folder(GOLD);
    let eval = |more: &[&str]| {
        let arguments = [&["eval", "plan.txt", "--gold", "gold"], more].concat();
        kehoach(at.path(), &arguments)
    };
    assert_eq!(
        eval(&["--min", "tasks=1,tasks.deadlines=1"]).status.code(),
        Some(0)
    );
    let short = eval(&["--min", "tasks=1,document.number=0.5"]);
    assert_eq!(short.status.code(), Some(1));
    assert!(text(&short.stderr).contains("document.number: F1 0.000, expected 0.5 or more"));
    for (arguments, said) in [
        (
            ["--min", "citations=0.9"],
            "no gold here has the field `citations`",
        ),
        (["--min", "task=0.9"], "tasks.deadlines"),
        (["--errors", "deadlines"], "expected all or some of"),
        (
            ["--baseline", "plan.txt"],
            "expected a report of eval --json",
        ),
        (["--records", "plan.txt"], "plan.txt:1: expected a record"),
    ] {
        let run = eval(&arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(text(&run.stderr).contains(said), "{}", text(&run.stderr));
    }
}

#[test]
fn an_anchor_that_is_not_there_and_a_document_that_is_not_there_are_said() {
    let at = folder(&GOLD.replace("công khai danh sách hộ nghèo", "công bố danh sách"));
    let run = kehoach(at.path(), &["eval", ".", "--gold", "gold"]);
    assert_eq!(run.status.code(), Some(2));
    let said = text(&run.stderr);
    assert!(
        said.contains("plan.txt: expected the anchor `công bố danh sách` exactly once"),
        "{said}"
    );

    let at = folder(GOLD);
    fs::rename(at.path().join("plan.txt"), at.path().join("other.txt")).unwrap();
    let run = kehoach(at.path(), &["eval", ".", "--gold", "gold"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stdout).contains("1 without a record: plan.txt"));
}

#[test]
fn records_of_a_run_give_the_same_report_and_a_baseline_shows_what_moved() {
    let at = folder(GOLD);
    let eval = |more: &[&str]| {
        let arguments = [&["eval", ".", "--gold", "gold"], more].concat();
        let run = kehoach(at.path(), &arguments);
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        text(&run.stdout)
    };
    kehoach(at.path(), &["extract", "plan.txt", "-o", "out", "-q"]);
    eval(&["--json", "anew.json"]);
    eval(&["--json", "kept.json", "--records", "out/records.jsonl"]);
    let (anew, kept) = (
        report(&at.path().join("anew.json")),
        report(&at.path().join("kept.json")),
    );
    for key in ["fields", "by_document", "errors", "calibration"] {
        assert_eq!(anew[key], kept[key], "{key}");
    }
    fs::write(
        at.path().join("gold/plan.json"),
        GOLD.replace("13/KH", "12/KH"),
    )
    .unwrap();
    let moved = eval(&["--baseline", "anew.json"]);
    assert!(
        moved.contains("against the baseline: 2 errors gone, 0 new"),
        "{moved}"
    );
    assert!(
        moved.contains("document.number: F1 0.000 → 1.000 (+1.000)"),
        "{moved}"
    );
    let page = eval(&["--baseline", "anew.json", "--html", "-"]);
    assert!(page.starts_with("<!doctype html>") && page.contains("2 errors gone, 0 new"));
}

#[test]
fn measured_precisions_are_a_rule_table_that_can_be_used() {
    let at = folder(GOLD);
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    fs::create_dir(at.path().join("rules")).unwrap();
    for file in fs::read_dir(rules).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), at.path().join("rules").join(file.file_name())).unwrap();
    }
    let calibrate = [
        "eval",
        ".",
        "--gold",
        "gold",
        "--calibrate",
        "rules/confidence.csv",
    ];
    assert_eq!(kehoach(at.path(), &calibrate).status.code(), Some(0));
    let table = fs::read_to_string(at.path().join("rules/confidence.csv")).unwrap();
    assert!(
        table.starts_with("field,rule,condition,right,cases\n"),
        "{table}"
    );
    assert!(
        table.contains("document.number,number/masthead,,0,1\n"),
        "{table}"
    );
    assert!(table.contains("tasks,task/item,,2,2\n"), "{table}");
    let run = kehoach(
        at.path(),
        &["extract", "plan.txt", "-o", "out", "-q", "--rules", "rules"],
    );
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let record = report(&at.path().join("out/records.jsonl"));
    // (0 + 1) / (1 + 2) for the field, drawn to by ten cases for the rule and again for the condition.
    let number = &record["document"]["number"]["confidence"];
    assert_eq!(number.as_f64(), Some(0.275));
}

/// The folder of evaluation documents, and whether Python can run their scorer; said aloud where either is missing.
fn scorer() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("KEHOACH_SHARED").map_or_else(beside, PathBuf::from);
    let python = Command::new("python3").arg("--version").output().is_ok();
    let there = python && folder.join("score/score.py").is_file();
    #[allow(clippy::explicit_write)]
    if !there {
        // Not `eprintln!`, which the test runner swallows when all is well.
        let said = "SKIPPED: no python3 or no shared scorer beside the project, so the comparison with it did not take place";
        writeln!(std::io::stderr(), "{said}").unwrap();
    }
    there.then_some(folder)
}

/// Holds `eval` to the scorer: every count and measure of every field, on records of a run.
fn agrees(shared: &Path, documents: &Path, gold: &Path) {
    let at = tempfile::tempdir().unwrap();
    let (documents, gold) = (documents.to_str().unwrap(), gold.to_str().unwrap());
    kehoach(
        at.path(),
        &["extract", documents, "-o", "out", "-q", "--format", "jsonl"],
    );
    spoil(&at.path().join("out/records.jsonl"));
    let arguments = [
        "eval",
        documents,
        "--gold",
        gold,
        "--records",
        "out/records.jsonl",
        "--json",
        "r.json",
    ];
    let run = kehoach(at.path(), &arguments);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let report = report(&at.path().join("r.json"));
    let script = shared.join("score/score.py");
    let script = [
        script.to_str().unwrap(),
        "out/records.jsonl",
        gold,
        documents,
        "--json",
    ];
    let run = Command::new("python3")
        .current_dir(at.path())
        .args(script)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", text(&run.stderr));
    let expected: Value = serde_json::from_slice(&run.stdout).unwrap();
    let expected = expected.as_object().unwrap();
    assert_eq!(report["fields"].as_array().unwrap().len(), expected.len());
    for (field, expected) in expected {
        let score = score(&report, field);
        assert_eq!(score["gold"], expected["gold"], "{documents} {field}");
        for measure in ["precision", "recall", "f1"] {
            let (ours, theirs) = (score[measure].as_f64(), expected[measure].as_f64());
            let apart = (ours.unwrap() - theirs.unwrap()).abs();
            assert!(
                apart < 0.0005,
                "{documents} {field} {measure}: {ours:?}, expected {theirs:?}"
            );
        }
    }
}

/// Makes mistakes of every kind, so that the comparison is not one of ones.
fn spoil(records: &Path) {
    let mut spoiled = String::new();
    for (at, line) in fs::read_to_string(records).unwrap().lines().enumerate() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        let header = record["document"].as_object_mut().unwrap();
        if let Some(fact) = header
            .values_mut()
            .nth(at % 8)
            .filter(|fact| fact["value"].is_string())
        {
            fact["value"] = Value::from("Điều khác");
        }
        for (nth, task) in record["tasks"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .enumerate()
        {
            let list = ["agencies", "deadlines"][nth % 2];
            if nth % 3 == 0 {
                task[list].as_array_mut().unwrap().pop();
            }
            if nth % 5 == 0 {
                let start = task["span"]["start"].as_u64().unwrap();
                task["span"]["end"] = Value::from(start + 10);
            }
            for agency in task["agencies"].as_array_mut().unwrap().iter_mut().skip(1) {
                agency["level"] = Value::Null;
            }
        }
        for list in ["citations", "recipients", "dimensions"] {
            record[list].as_array_mut().unwrap().pop();
        }
        spoiled.push_str(&record.to_string());
        spoiled.push('\n');
    }
    fs::write(records, spoiled).unwrap();
}

#[test]
fn agrees_with_the_scorer_of_the_evaluation() {
    let Some(shared) = scorer() else { return };
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    agrees(&shared, &shared.join("corpus"), &shared.join("gold"));
    agrees(&shared, &shared.join("wild"), &shared.join("wild-gold"));
    agrees(&shared, &corpus, &corpus.join("gold"));
}

#[test]
fn doubtful_values_of_all_documents_come_worst_first() {
    let at = folder(GOLD);
    // Under the same number it would be the first document once more.
    let other = PLAN.replace("12/KH-UBND", "14/KH-UBND");
    fs::write(at.path().join("z.txt"), other).unwrap();
    let rows = |more: &[&str]| {
        let arguments = [&["extract", ".", "-o", "out", "-q"], more].concat();
        assert_eq!(kehoach(at.path(), &arguments).status.code(), Some(0));
        let mut table = csv::Reader::from_path(at.path().join("out/review.csv")).unwrap();
        let rows = table.records().map(Result::unwrap);
        rows.collect::<Vec<csv::StringRecord>>()
    };
    let all = rows(&["--review-below", "1"]);
    assert!(all.len() > 20);
    let order: Vec<f64> = all.iter().map(|row| row[4].parse().unwrap()).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert!(
        all[0][0] != all[1][0],
        "both documents have the worst value"
    );
    let few = rows(&[]);
    assert!(few.len() < all.len() / 2);
    assert_eq!(few[..], all[..few.len()]);
    assert!(rows(&["--review-below", "0"]).is_empty());
}
