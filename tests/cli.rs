//! The program from outside: arguments in; files, messages and exit codes out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const PLAN: &str = "\
ỦY BAN NHÂN DÂN\nHUYỆN NAM ĐÔNG\n-------\nSố: 164/KH-UBND\n\nNam Đông, ngày 03 tháng 6 năm 2024\n\n\
KẾ HOẠCH\nNâng cao chỉ số PAPI năm 2024\n\nI. NHIỆM VỤ\n1. Tham gia của người dân ở cấp cơ sở\n\
- Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp tuyên truyền trước ngày 15/11/2024.\n\n\
Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn A\n";

const TABLES: [&str; 20] = [
    "documents",
    "tasks",
    "assignments",
    "deadlines",
    "dimensions",
    "citations",
    "mentions",
    "recipients",
    "repairs",
    "notes",
    "review",
    "failures",
    "findings",
    "links",
    "coverage",
    "coverage_dimensions",
    "coverage_subdimensions",
    "coverage_units",
    "coverage_provinces",
    "coverage_years",
];

/// The program in a folder, with these arguments.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.args(arguments).current_dir(folder);
    command
}

fn kehoach(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn kehoach_fed(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = command(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Asserts the exit code and shows what the program said where it is another.
fn ends_with(output: &Output, expected: i32) {
    assert_eq!(code(output), expected, "{}", stderr(output));
}

/// A folder with these files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// What users see in a folder; what runs keep for the next one is not for them.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != ".kehoach")
        .collect();
    names.sort();
    names
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The rows of a table without its head, each as its cells.
fn rows(output: &Path, table: &str) -> Vec<Vec<String>> {
    let bytes = fs::read(output.join(format!("{table}.csv"))).unwrap();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = csv::Reader::from_reader(bytes);
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_string).collect())
        .collect()
}

/// The first column of a table.
fn documents(output: &Path, table: &str) -> Vec<String> {
    let rows = rows(output, table).into_iter();
    rows.map(|mut row| row.swap_remove(0)).collect()
}

#[test]
fn writes_every_file_and_ends_with_zero() {
    let plan = "kế hoạch năm 2024/Kế hoạch số 1.txt";
    let at = folder(&[(plan, PLAN.as_bytes())]);
    let formats = "csv,jsonl,json";
    let arguments = [
        "extract",
        "kế hoạch năm 2024",
        "-o",
        "kết quả",
        "--format",
        formats,
    ];
    let run = kehoach(at.path(), &arguments);
    ends_with(&run, 0);
    let out = at.path().join("kết quả");
    let mut expected: Vec<_> = TABLES.iter().map(|table| format!("{table}.csv")).collect();
    expected.extend(["records.json", "records.jsonl", "run.json"].map(String::from));
    expected.sort();
    assert_eq!(names(&out), expected);
    assert_eq!(documents(&out, "documents"), [plan]);
    assert!(rows(&out, "failures").is_empty());
    let message = stderr(&run);
    assert!(message.contains("documents: 1 read, 0 failed"), "{message}");
    assert!(message.contains("written to kết quả"), "{message}");
    assert!(run.stdout.is_empty());
}

#[test]
fn tables_open_in_excel() {
    let at = folder(&[("=cmd.txt", PLAN.as_bytes()), ("@a b.txt", PLAN.as_bytes())]);
    ends_with(&kehoach(at.path(), &["extract", "*.txt", "-o", "out"]), 0);
    let out = at.path().join("out");
    for table in TABLES {
        let bytes = fs::read(out.join(format!("{table}.csv"))).unwrap();
        assert!(bytes.starts_with(b"\xEF\xBB\xBF"), "{table}");
        assert!(bytes.ends_with(b"\r\n"), "{table}");
        for row in rows(&out, table) {
            let runs = |cell: &&String| cell.trim_start().starts_with(['=', '+', '-', '@']);
            assert_eq!(row.iter().find(runs), None, "{table}");
        }
    }
    assert_eq!(documents(&out, "documents"), ["'=cmd.txt", "'@a b.txt"]);
}

#[test]
fn both_json_formats_hold_the_same_records() {
    let at = folder(&[("a.txt", PLAN.as_bytes()), ("b.md", PLAN.as_bytes())]);
    let arguments = [
        "extract",
        "a.txt",
        "b.md",
        "-o",
        "out",
        "--format",
        "json,jsonl",
    ];
    ends_with(&kehoach(at.path(), &arguments), 0);
    let out = at.path().join("out");
    let lines = fs::read_to_string(out.join("records.jsonl")).unwrap();
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<serde_json::Value> = lines.collect();
    assert_eq!(json(&out.join("records.json")).as_array(), Some(&lines));
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["source"]["path"], "b.md");
}

#[test]
fn one_thread_and_many_write_the_same_bytes() {
    let at = folder(&[("plans/050-empty.txt", b"")]);
    for n in 0..120 {
        let path = at.path().join(format!("plans/{n:03}.txt"));
        fs::write(path, PLAN.replace("164/", &format!("{n}/"))).unwrap();
    }
    for jobs in ["1", "4"] {
        let formats = ["--format", "csv,jsonl,json"];
        let arguments = [
            &["extract", "plans", "-o", jobs, "--jobs", jobs][..],
            &formats,
        ]
        .concat();
        ends_with(&kehoach(at.path(), &arguments), 1);
    }
    let [one, four] = ["1", "4"].map(|jobs| at.path().join(jobs));
    assert_eq!(names(&one).len(), TABLES.len() + 3);
    assert_eq!(names(&one), names(&four));
    assert_eq!(rows(&one, "documents").len(), 120);
    for name in names(&one) {
        let same = fs::read(one.join(&name)).unwrap() == fs::read(four.join(&name)).unwrap();
        assert!(same, "{name} differs");
    }
}

#[test]
fn a_bad_file_is_a_row_and_the_run_goes_on() {
    let at = folder(&[
        ("plans/empty.txt", b""),
        (
            "plans/binary.txt",
            b"\x7fELF\x00\x00\x01\x02\x00\x00\xff\xfe\x00",
        ),
        ("plans/good.txt", PLAN.as_bytes()),
    ]);
    let run = kehoach(
        at.path(),
        &["extract", "plans", "no such file.txt", "-o", "out"],
    );
    ends_with(&run, 1);
    let out = at.path().join("out");
    let mut failures: Vec<_> = rows(&out, "failures")
        .into_iter()
        .map(|row| format!("{}: {}", row[0], row[1]))
        .collect();
    failures.sort();
    assert_eq!(
        failures,
        [
            "no such file.txt: not-found",
            "plans/binary.txt: binary",
            "plans/empty.txt: empty"
        ]
    );
    assert_eq!(documents(&out, "documents"), ["plans/good.txt"]);
    assert!(stderr(&run).contains("failed: plans/empty.txt: "));
    let manifest = json(&out.join("run.json"));
    assert_eq!(manifest["counts"]["documents"], 1);
    assert_eq!(manifest["counts"]["failures"], 3);
    assert_eq!(manifest["inputs"].as_array().map(Vec::len), Some(4));
}

#[test]
fn reads_standard_input_and_keeps_quiet() {
    let at = folder(&[]);
    let run = kehoach_fed(at.path(), &["extract", "-", "-o", "out", "--quiet"], PLAN);
    ends_with(&run, 0);
    assert_eq!(stderr(&run), "");
    assert_eq!(rows(&at.path().join("out"), "documents").len(), 1);
}

#[test]
fn globs_choose_files() {
    let at = folder(&[
        ("a/1.txt", PLAN.as_bytes()),
        ("a/b/2.txt", PLAN.as_bytes()),
        ("a/b/3.md", PLAN.as_bytes()),
    ]);
    ends_with(
        &kehoach(at.path(), &["extract", "a/**/*.txt", "-o", "out"]),
        0,
    );
    let found = documents(&at.path().join("out"), "documents");
    assert_eq!(found, ["a/1.txt", "a/b/2.txt"]);
}

#[test]
fn a_run_without_input_is_an_error() {
    let at = folder(&[]);
    fs::create_dir(at.path().join("void")).unwrap();
    for input in ["void", "missing.txt", "*.txt"] {
        let run = kehoach(at.path(), &["extract", input, "-o", "out"]);
        ends_with(&run, 2);
        let message = stderr(&run);
        assert!(message.starts_with("kehoach: no input found"), "{message}");
    }
    assert_eq!(names(at.path()), ["void"]);
}

#[test]
fn wrong_arguments_are_named() {
    let at = folder(&[("a.txt", PLAN.as_bytes())]);
    let extract = |more: &[&'static str]| [&["extract", "a.txt", "-o", "out"], more].concat();
    for (arguments, words) in [
        (
            extract(&["--format", "cvs"]),
            "expected one of csv, jsonl, json, ics, ",
        ),
        (extract(&["--lang", "fr"]), "expected vi or en, got `fr`"),
        (extract(&["--index", "PAPPI"]), "--index: expected one of "),
        (extract(&["--jobs", "0"]), "--jobs"),
        (extract(&["--nonsense"]), "--nonsense"),
        (vec!["extract", "a.txt"], "--output"),
        (vec!["extract", "-o", "out"], "<PATH>"),
        (
            vec!["normalize", "--tone", "hoa", "a.txt"],
            "expected keep, hòa",
        ),
    ] {
        let run = kehoach(at.path(), &arguments);
        ends_with(&run, 2);
        let message = stderr(&run);
        assert!(message.starts_with("kehoach: "), "{message}");
        assert!(message.contains(words), "{message}");
    }
    assert_eq!(names(at.path()), ["a.txt"]);
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing() {
    let at = folder(&[("a.txt", PLAN.as_bytes()), ("out/tasks.csv/keep", b"")]);
    let run = kehoach(at.path(), &["extract", "a.txt", "-o", "out"]);
    ends_with(&run, 2);
    let message = stderr(&run);
    assert!(message.starts_with("kehoach: cannot write "), "{message}");
    assert!(message.contains("tasks.csv"), "{message}");
    assert_eq!(names(&at.path().join("out")), ["tasks.csv"]);
    let run = kehoach(at.path(), &["extract", "a.txt", "-o", "a.txt/out"]);
    ends_with(&run, 2);
    assert!(
        stderr(&run).contains("cannot write a.txt/out"),
        "{}",
        stderr(&run)
    );
}

#[test]
fn a_second_run_replaces_the_first() {
    let at = folder(&[("a.txt", PLAN.as_bytes()), ("b.txt", PLAN.as_bytes())]);
    for input in ["a.txt", "b.txt"] {
        ends_with(&kehoach(at.path(), &["extract", input, "-o", "out"]), 0);
    }
    assert_eq!(documents(&at.path().join("out"), "documents"), ["b.txt"]);
}

#[test]
fn normalize_is_a_filter() {
    let at = folder(&[
        ("nfd.txt", "Hoa\u{300} bình\n".as_bytes()),
        ("none.txt", b""),
    ]);
    let run = kehoach(at.path(), &["normalize", "nfd.txt", "--tone", "hòa"]);
    ends_with(&run, 0);
    assert_eq!(stdout(&run).trim_end(), "Hòa bình");
    let run = kehoach_fed(at.path(), &["normalize", "--form", "nfd"], "hà");
    assert_eq!(stdout(&run).trim_end(), "ha\u{300}");
    let run = kehoach(at.path(), &["normalize", "none.txt"]);
    ends_with(&run, 1);
    assert!(
        stderr(&run).starts_with("kehoach: none.txt: "),
        "{}",
        stderr(&run)
    );
}

#[test]
fn stream_answers_lines_with_lines() {
    let at = folder(&[("a.txt", PLAN.as_bytes())]);
    let asked = [
        serde_json::json!({"id": 7, "path": "a.txt"}),
        serde_json::json!({"id": "x", "text": PLAN}),
        serde_json::json!({"id": null, "path": "none.txt"}),
    ];
    let input: String = asked.iter().map(|line| format!("{line}\n")).collect();
    let run = kehoach_fed(at.path(), &["stream"], &input);
    ends_with(&run, 1);
    let answers: Vec<serde_json::Value> = stdout(&run)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(
        (&answers[0]["id"], &answers[1]["id"]),
        (&7.into(), &"x".into())
    );
    assert_eq!(answers[0]["document"]["number"]["value"], "164/KH-UBND");
    assert_eq!(answers[0]["tasks"], answers[1]["tasks"]);
    assert_eq!(answers[2]["failure"]["code"], "not-found");
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    // More than a pipe holds.
    let at = folder(&[("long.txt", PLAN.repeat(1000).as_bytes())]);
    let mut child = command(at.path(), &["normalize", "long.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = child.wait_with_output().unwrap();
    assert_eq!((code(&run), stderr(&run)), (0, ""));
}

#[test]
fn says_who_it_is_and_how_it_is_used() {
    let at = folder(&[]);
    let run = kehoach(at.path(), &["--version"]);
    assert_eq!(
        stdout(&run),
        concat!("kehoach ", env!("CARGO_PKG_VERSION"), "\n")
    );
    for command in ["", "extract", "normalize", "eval", "rules", "completions"] {
        let arguments: Vec<_> = [command, "--help"]
            .into_iter()
            .filter(|a| !a.is_empty())
            .collect();
        let run = kehoach(at.path(), &arguments);
        ends_with(&run, 0);
        assert!(stdout(&run).contains("Examples:"), "{command}");
    }
    assert!(stdout(&kehoach(at.path(), &["extract", "--help"])).contains("jsonl"));
}

#[test]
fn completes_for_shells_and_checks_rules() {
    let at = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = kehoach(at.path(), &["completions", shell]);
        ends_with(&run, 0);
        assert!(stdout(&run).contains("kehoach"), "{shell}");
    }
    let run = kehoach(at.path(), &["rules", "check"]);
    ends_with(&run, 0);
    assert!(stdout(&run).contains(" 0 failed"), "{}", stdout(&run));
    let run = kehoach(at.path(), &["rules", "check", "--rules", "no such folder"]);
    ends_with(&run, 2);
}

#[test]
fn audits_a_dataset_again_with_what_was_accepted() {
    let late = PLAN.replace("trước ngày 15/11/2024", "trước ngày 15/01/2020");
    let at = folder(&[("plan.txt", late.as_bytes())]);
    ends_with(
        &kehoach(at.path(), &["extract", "plan.txt", "-o", "out"]),
        0,
    );
    let out = at.path().join("out");
    let findings = fs::read(out.join("findings.csv")).unwrap();
    ends_with(&kehoach(at.path(), &["audit", "out"]), 0);
    assert_eq!(findings, fs::read(out.join("findings.csv")).unwrap());
    ends_with(
        &kehoach(at.path(), &["audit", "out", "--fail-on", "error"]),
        1,
    );

    let text = String::from_utf8(findings).unwrap();
    let row = text
        .lines()
        .find(|line| line.contains("deadline/before-issue"))
        .unwrap();
    let id = row.split(',').nth(2).unwrap();
    let accepted = text
        .lines()
        .filter(|line| line.contains(",error,"))
        .map(|line| format!("{},đã hỏi\n", line.split(',').nth(2).unwrap()));
    let accepted: String = std::iter::once("id,reason\n".to_string())
        .chain(accepted)
        .collect();
    assert!(accepted.contains(id));
    fs::write(out.join("accepted.csv"), accepted).unwrap();
    let again = kehoach(at.path(), &["audit", "out", "--fail-on", "error"]);
    ends_with(&again, 0);
    assert!(stderr(&again).contains("0 errors"), "{}", stderr(&again));
    if cfg!(feature = "report") {
        let older = "older than these findings: report.html;";
        assert!(stderr(&again).contains(older), "{}", stderr(&again));
    }
    // A new run knows what was accepted, too.
    ends_with(
        &kehoach(at.path(), &["extract", "plan.txt", "-o", "out"]),
        0,
    );
    let text = fs::read_to_string(out.join("findings.csv")).unwrap();
    assert!(text.contains(&format!("{id},accepted,error")));
}

#[test]
fn an_audit_without_a_dataset_says_what_is_missing() {
    let at = folder(&[("accepted.csv", b"id\n")]);
    let none = kehoach(at.path(), &["audit", "."]);
    ends_with(&none, 2);
    let wrong = kehoach(at.path(), &["audit", "nowhere"]);
    ends_with(&wrong, 2);
    assert!(stderr(&wrong).contains("nowhere"), "{}", stderr(&wrong));
}
