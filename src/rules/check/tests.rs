//! Runs all examples of the embedded rules, and feeds broken folders.

use super::*;
use std::fs;

#[test]
fn every_example_of_the_embedded_rules_comes_out() {
    let report = check(None).unwrap();
    let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let costly: Vec<String> = report.costly.iter().map(ToString::to_string).collect();
    assert!(costly.is_empty(), "{}", costly.join("\n"));
    assert!(report.examples >= 2 * report.rules);
    assert!(report.files.iter().all(|file| file.entries > 0));
}

/// A folder with the embedded rules, one file changed: `from` replaced by `to`, or the file written anew.
fn broken(file: &str, from: Option<&str>, to: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in EMBEDDED {
        // A short list of units keeps the test quick.
        let text: String = if *name == "units.csv" {
            text.lines()
                .take(3)
                .map(|line| format!("{line}\n"))
                .collect()
        } else {
            (*text).to_owned()
        };
        fs::write(dir.path().join(name), text).unwrap();
    }
    let path = dir.path().join(file);
    let text = match from {
        Some(from) => {
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "{file} has no {from}");
            text.replacen(from, to, 1)
        }
        None => to.to_owned(),
    };
    fs::write(path, text).unwrap();
    dir
}

fn complaint(file: &str, from: Option<&str>, to: &str) -> String {
    let dir = broken(file, from, to);
    let error = check(Some(dir.path())).unwrap_err().to_string();
    let start = error
        .find(file)
        .unwrap_or_else(|| panic!("no file name in: {error}"));
    error[start..].to_owned()
}

#[test]
fn broken_tables_are_refused_with_line_and_remedy() {
    for (file, from, to, message) in [
        (
            "columns.csv",
            "kind,head,note",
            "kind,head",
            "columns.csv:1: missing column `note`; the header must be",
        ),
        (
            "columns.csv",
            "kind,head,note",
            "kind,head,note,x",
            "columns.csv:1: unknown column `x`; the header",
        ),
        (
            "columns.csv",
            "budget,",
            "money,",
            "columns.csv:2: bad `kind`; expected one of order,",
        ),
        (
            "phrases.csv",
            "area-word,",
            "area,",
            "phrases.csv:2: bad `list`; expected one of task-verb",
        ),
        (
            "agencies.csv",
            ",province,",
            ",provinz,",
            "bad `level`; expected central, province",
        ),
        (
            "agencies.csv",
            "2025-02-28",
            "28/02/2025",
            "is no date; write YYYY-MM-DD or nothing",
        ),
        (
            "aliases.csv",
            "note\n",
            "note\nX,Sở Không Có,,,,\n",
            "aliases.csv:2: unknown agency `Sở Không Có`; add it",
        ),
        (
            "aliases.csv",
            "note\n",
            "note\nABCD,Sở Y tế,,,,\nABCD,Sở Nội vụ,,,,\n",
            "aliases.csv:3: alias with two owners: `Sở Nội vụ` and (line 2) `Sở Y tế`; date or level",
        ),
        (
            "aliases.csv",
            "note\n",
            "note\nABCD,Sở Y tế,,,,\nABCD,Sở Y tế,,,,\n",
            "aliases.csv:3: the same row as line 2; delete",
        ),
        (
            "document_types.csv",
            "administrative",
            "odd",
            "bad `class` `odd`; expected one of",
        ),
    ] {
        let got = complaint(file, Some(from), to);
        assert!(got.contains(message), "expected {message}\n     got {got}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let dir = broken("units.csv", Some("code"), "code");
    fs::remove_file(dir.path().join("sections.csv")).unwrap();
    let error = check(Some(dir.path())).unwrap_err().to_string();
    assert!(
        error.contains(
            "sections.csv: missing file; add it, with the header line `kind,heading,note`"
        ),
        "{error}"
    );
}

const GOOD: &str = r#"[[rule]]
id = "a/b"
why = "for the test"
where = ["task"]
match = "ngày {day}"
yields = { day = "{day}" }
yes = [{ text = "[ngày 5]", gives = "day 05" }]
no = ["tháng 5"]
"#;

#[test]
fn broken_rules_are_refused_with_line_and_remedy() {
    for (from, to, message) in [
        ("why", "whi", "x.toml:3: unknown field `whi`"),
        (
            "\"task\"",
            "\"taks\"",
            "x.toml:4: unknown place in `where`; expected one of task,",
        ),
        (
            "{day}",
            "{dai}",
            "x.toml:5: in `ngày {dai}`: unknown slot `{dai}`; expected one of day,",
        ),
        (
            "ngày {day}",
            "(ngày {day}",
            "x.toml:5: in `(ngày {day}`: `(` without its `)`; add it",
        ),
        (
            "ngày {day}",
            "[ngày]",
            "matches nothing at all; one part must not be optional",
        ),
        (
            "\"{day}\" }",
            "\"{month}\" }",
            "x.toml:6: `{month}` in `yields` is no slot of `match`; name a slot",
        ),
        (
            "no = [\"tháng 5\"]",
            "",
            "x.toml:2: the rule `a/b` has no example; give at least one",
        ),
        ("gives", "give", "x.toml:7: bad `yes`; write { text"),
        ("where = [", "where = ", "x.toml:4: "),
    ] {
        assert!(GOOD.contains(from));
        let got = complaint("x.toml", None, &GOOD.replacen(from, to, 1));
        assert!(got.contains(message), "expected {message}\n     got {got}");
    }
    let got = complaint("x.toml", None, &format!("{GOOD}\n{GOOD}"));
    assert!(got.contains("x.toml:11: the id `a/b` is taken by"), "{got}");
}

#[test]
fn failed_examples_are_told_with_line_expected_and_got() {
    let text = GOOD
        .replace("[ngày 5]", "[ngày] 5")
        .replace("tháng 5", "ngày 7");
    let dir = broken("x.toml", None, &text);
    let report = check(Some(dir.path())).unwrap();
    let own = report.failures.iter().filter(|f| f.rule == "a/b");
    let told: Vec<String> = own.map(ToString::to_string).collect();
    assert_eq!(told.len(), 2);
    assert!(told[0].ends_with(
        "x.toml:7: a/b: `[ngày] 5`: expected a match of `ngày`, got a match of `ngày 5`"
    ));
    assert!(
        told[1].ends_with("x.toml:8: a/b: `ngày 7`: expected no match, got a match of `ngày 7`")
    );
    let dir = broken("x.toml", None, &GOOD.replace("day 05", "day 5"));
    let report = check(Some(dir.path())).unwrap();
    let told = report.failures.iter().find(|f| f.rule == "a/b").unwrap();
    assert!(told.to_string().ends_with("expected `day 5`, got `day 05`"));
}
