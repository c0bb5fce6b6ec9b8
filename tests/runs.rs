//! One run after the other into one folder: what was read before is not read again, and the files are the same bytes.

use crate::folders;

use folders::{all_formats, command, copy, counted, files, plan, said, write};
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// A folder `plans` with so many plans, one empty file and a file whose name says something else than its content.
fn plans(count: usize) -> TempDir {
    let at = tempfile::tempdir().unwrap();
    for number in 1..=count {
        write(at.path(), &format!("plans/{number:03}.txt"), &plan(number));
    }
    write(at.path(), "plans/empty.txt", "");
    write(at.path(), "plans/text.docx", &plan(999));
    at
}

fn extract(at: &Path, output: &str, more: &[&str]) -> Output {
    let formats = all_formats();
    let mut command = command(
        at,
        &["extract", "plans", "-o", output, "--format", &formats],
    );
    let run = command.args(more).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    run
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
        let run = command(at, arguments).output().unwrap();
        assert_eq!(run.status.code(), Some(2));
        assert!(
            said(&run).contains("in use by another run"),
            "{}",
            said(&run)
        );
    }
    assert!(files(&at.join("out")) == before);
}

#[test]
fn the_files_are_the_same_with_so_little_memory_that_summaries_are_kept_aside() {
    let at = plans(150);
    let at = at.path();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        &at.join("plans/corpus"),
    );
    write(at, "plans/007 again.txt", &plan(7));
    extract(at, "out", &[]);
    extract(at, "less", &["--memory", "1MiB", "--jobs", "3"]);
    same(&at.join("out"), &at.join("less"));
    let audit = command(at, &["audit", "less", "--memory", "1MiB"]).output();
    assert!(audit.unwrap().status.success());
    same(&at.join("out"), &at.join("less"));
    for wrong in ["little", "1k"] {
        let arguments = ["extract", "plans", "-o", "less", "--memory", wrong];
        let run = command(at, &arguments).output().unwrap();
        assert_eq!(run.status.code(), Some(2));
        let said = said(&run);
        assert!(said.contains("expected a size such as 64M"), "{said}");
    }
}

/// The rows of a table, each with the cells of these columns.
fn cells(output: &Path, table: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let bytes = fs::read(output.join(format!("{table}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap());
    let head = reader.headers().unwrap().clone();
    let place = |column: &&str| head.iter().position(|name| name == *column).unwrap();
    let places: Vec<_> = columns.iter().map(place).collect();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| places.iter().map(|&at| row[at].to_string()).collect())
        .collect()
}

#[test]
fn a_document_that_is_there_twice_is_listed_and_not_counted() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    write(at, "plans/a.txt", &plan(1));
    write(at, "plans/b.txt", &plan(1));
    // The same plan, typed anew: number, issuer and date are the same.
    write(
        at,
        "plans/c.md",
        &plan(1).replace("tuyên truyền", "vận động"),
    );
    write(at, "plans/d.txt", &plan(2));
    // What has the number of a plan and another text is not it: an annex, or a number that was read wrongly.
    let annex = plan(2).replace(
        "Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp tuyên truyền",
        "Trạm y tế các xã kiểm tra vệ sinh, khảo sát người bệnh về thái độ phục vụ của nhân viên và công bố kết quả",
    );
    write(at, "plans/e.txt", &annex);
    let run = command(at, &["extract", "plans", "-o", "out"])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", said(&run));
    let line = "documents: 5 read, 0 failed, 2 of them not counted twice";
    assert_eq!(counted(&run), line);
    let said = said(&run);
    assert!(
        said.contains("not counted: plans/b.txt: has the content of plans/a.txt"),
        "{said}"
    );

    let out = at.join("out");
    let listed = cells(
        &out,
        "documents",
        &["document", "duplicate_of", "duplicate_reason"],
    );
    let of = |file: &str, of: &str, by: &str| [file, of, by].map(str::to_string).to_vec();
    let expected = [
        of("plans/a.txt", "", ""),
        of("plans/b.txt", "plans/a.txt", "content"),
        of("plans/c.md", "plans/a.txt", "number"),
        of("plans/d.txt", "", ""),
        of("plans/e.txt", "", ""),
    ];
    assert_eq!(listed, expected);
    for table in ["tasks", "deadlines", "coverage", "recipients"] {
        let mut documents = cells(&out, table, &["document"]).concat();
        documents.dedup();
        assert_eq!(
            documents,
            ["plans/a.txt", "plans/d.txt", "plans/e.txt"],
            "{table}"
        );
    }
    assert_eq!(
        fs::read_to_string(out.join("records.jsonl"))
            .unwrap()
            .lines()
            .count(),
        5
    );
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(manifest["counts"]["documents"], 3);
    assert_eq!(manifest["counts"]["duplicates"], 2);
    assert_eq!(manifest["inputs"][2]["duplicate_of"]["reason"], "number");

    let findings = || cells(&out, "findings", &["check", "document", "other_document"]);
    let found = findings();
    for expected in [
        of("document/duplicate", "plans/a.txt", "plans/b.txt"),
        of("document/duplicate", "plans/a.txt", "plans/c.md"),
        of("document/number-twice", "plans/e.txt", "plans/d.txt"),
    ] {
        assert!(found.contains(&expected), "{expected:?}");
    }
    assert!(found.iter().all(|row| !row[0].starts_with("copy/")));
    // The audit alone comes to the same.
    let audit = command(at, &["audit", "out"]).output().unwrap();
    assert!(audit.status.success());
    assert_eq!(findings(), found);
}

#[test]
fn communes_of_one_name_in_two_provinces_are_two_issuers() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    let of = |province: &str| {
        let letterhead = format!("UBND TỈNH {province}\nỦY BAN NHÂN DÂN XÃ TÂN TIẾN");
        let plan = plan(1).replace("ỦY BAN NHÂN DÂN\nHUYỆN NAM ĐÔNG", &letterhead);
        plan.replace("năm 2024", "năm 2026")
    };
    write(at, "plans/a.txt", &of("THANH HÓA"));
    write(at, "plans/b.txt", &of("CÀ MAU"));
    let run = command(at, &["extract", "plans", "-o", "out"])
        .output()
        .unwrap();
    assert_eq!(counted(&run), "documents: 2 read, 0 failed");
}

/// Waits until the dataset lists these documents.
#[cfg(unix)]
fn wait_for(out: &Path, documents: &[&str]) {
    use std::time::{Duration, Instant};
    let begun = Instant::now();
    let listed = || match out.join("documents.csv").exists() {
        true => cells(out, "documents", &["document"]).concat(),
        false => vec!["none".to_string()],
    };
    while listed() != documents {
        assert!(begun.elapsed() < Duration::from_secs(300), "{:?}", listed());
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[cfg(unix)]
#[test]
fn a_watch_follows_what_comes_and_goes() {
    use std::process::{Command, Stdio};
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::create_dir(at.join("plans")).unwrap();
    let arguments = ["extract", "plans", "-o", "plans/out", "--watch"];
    let watch = command(at, &arguments)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let out = at.join("plans/out");
    wait_for(&out, &[]);
    write(at, "plans/a.txt", &plan(1));
    write(at, "plans/b.txt", &plan(2));
    wait_for(&out, &["plans/a.txt", "plans/b.txt"]);
    fs::rename(at.join("plans/a.txt"), at.join("plans/c.txt")).unwrap();
    wait_for(&out, &["plans/b.txt", "plans/c.txt"]);
    let id = watch.id().to_string();
    let stop = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(stop.success());
    let watch = watch.wait_with_output().unwrap();
    assert!(watch.status.success());
    let said = said(&watch);
    assert!(said.contains("documents: 0 read, 2 unchanged"), "{said}");
    assert!(said.ends_with("stopped; written to plans/out\n"), "{said}");
    // Named one by one: in the folder there is a report now, and another run would read it.
    let undisturbed = command(
        at,
        &["extract", "plans/b.txt", "plans/c.txt", "-o", "plain"],
    )
    .status()
    .unwrap();
    assert!(undisturbed.success());
    // The empty folder of the beginning is gone from it, too.
    let (watched, plain) = (files(&out), files(&at.join("plain")));
    assert!(watched == plain);
}

#[test]
fn a_watch_refuses_what_it_cannot_watch() {
    let at = plans(1);
    for (input, words) in [
        ("-", "standard input"),
        ("gone", "no such file"),
        ("out", "lies in"),
    ] {
        fs::create_dir_all(at.path().join("out")).unwrap();
        let run = command(at.path(), &["extract", input, "-o", "out", "--watch"]).output();
        let run = run.unwrap();
        assert_eq!(run.status.code(), Some(2));
        assert!(said(&run).contains(words), "{}", said(&run));
    }
}
