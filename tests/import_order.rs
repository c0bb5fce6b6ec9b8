//! The shape of the source: stages import only what comes before them, and every file says what it is for.

use std::fs;
use std::path::{Path, PathBuf};

/// Left to right as data flows; modules of one group may import each other.
const ORDER: &[&[&str]] = &[
    &[
        "span", "value", "note", "trace", "error", "deadline", "spill", "memo",
    ],
    &["ingest"],
    &["text"],
    &["rules"],
    &["repair"],
    &["outline"],
    &["extract"],
    &["link"],
    &["eval"],
    &["audit"],
    &["export"],
    &["explain", "diff"],
    &["run"],
    &["cli"],
];

/// They tie the stages together.
const EXEMPT: &[&str] = &["lib", "main"];

/// Lines that a file may have before its tests.
const LONGEST: usize = 400;

fn files() -> Vec<PathBuf> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(&source_folder(), &mut found);
    found.sort();
    assert!(!found.is_empty());
    found
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The stage of a file: `src/link/record.rs` is of `link`.
fn stage(path: &Path) -> String {
    let inside = path.strip_prefix(source_folder()).unwrap();
    let first = inside.components().next().unwrap().as_os_str();
    first.to_str().unwrap().trim_end_matches(".rs").to_string()
}

fn place(stage: &str) -> Option<usize> {
    ORDER.iter().position(|group| group.contains(&stage))
}

/// The names right after `crate::`, also of `crate::{a::B, c::{D, E}}`, outside comments.
fn imports(code: &str) -> Vec<String> {
    let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = code[at + "crate::".len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(members(group)),
            None => found.push(word(rest)),
        }
    }
    found
}

/// First word of each member of a braced group, whose opening brace is already read.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut starts) = (1, vec![0]);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => starts.push(at + 1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    let words = starts.into_iter().map(|at| word(group[at..].trim_start()));
    words.filter(|word| !word.is_empty()).collect()
}

fn word(text: &str) -> String {
    let is_name = |c: &char| c.is_alphanumeric() || *c == '_';
    text.chars().take_while(is_name).collect()
}

#[test]
fn no_import_points_back() {
    let mut wrong = Vec::new();
    for path in files() {
        let from = stage(&path);
        if EXEMPT.contains(&from.as_str()) {
            continue;
        }
        let own = place(&from).unwrap_or_else(|| {
            panic!("{}: expected one of {ORDER:?}", path.display());
        });
        for to in imports(&fs::read_to_string(&path).unwrap()) {
            // What is no stage, such as `crate::read`, lives in lib.rs: only what stands above the stages may use that.
            let above = ["run", "cli"].contains(&from.as_str());
            let allowed = place(&to).map_or(above, |other| other <= own);
            if !allowed {
                wrong.push(format!("{}: `{from}` imports `{to}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    for path in files() {
        let code = fs::read_to_string(&path).unwrap();
        let first = code.lines().next().unwrap_or("");
        let said = first
            .strip_prefix("//! ")
            .is_some_and(|rest| !rest.is_empty());
        assert!(said, "{}: expected `//! …`, got `{first}`", path.display());
    }
}

#[test]
fn no_file_is_too_long_to_read_at_once() {
    for path in files() {
        let code = fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        let lines = code.lines().count();
        let tests = path.ends_with("tests.rs");
        assert!(tests || lines <= LONGEST, "{}: {lines}", path.display());
    }
}

#[test]
fn sees_every_way_to_import() {
    let code = "use crate::link::record;\nuse crate::{error::{Error, Failure}, text::Text,\n  run};\n\
                // crate::cli\nfn f() { crate::audit::g() }\npub(in crate::export) fn h() {}";
    let found = imports(code);
    assert_eq!(found, ["link", "error", "text", "run", "audit", "export"]);
}
