//! Which inputs are found, and under which names.

use super::*;
use std::fs;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("b/gold")).expect("mkdir");
    for name in [
        "z.txt",
        "a.md",
        "README.md",
        ".hidden.txt",
        "b/c.txt",
        "b/d.xyz",
        "b/gold/c.json",
    ] {
        fs::write(at(name), "x").expect("write");
    }
    folder
}

fn names(root: &Path, sources: &[Source]) -> Vec<String> {
    let root = format!("{}/", root.to_string_lossy());
    sources.iter().map(|s| s.path.replace(&root, "")).collect()
}

fn arguments(root: &Path, names: &[&str]) -> Vec<String> {
    names
        .iter()
        .map(|n| root.join(n).to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_folder_gives_its_readable_files_in_order() {
    let folder = folder();
    let (sources, failures) = walk(&arguments(folder.path(), &[""]));
    assert_eq!(names(folder.path(), &sources), ["a.md", "b/c.txt", "z.txt"]);
    assert_eq!(failures, []);
}

#[test]
fn nothing_counts_twice() {
    let folder = folder();
    let (sources, _) = walk(&arguments(
        folder.path(),
        &["b/c.txt", "b/../b/c.txt", "b", "**/c.txt"],
    ));
    assert_eq!(names(folder.path(), &sources), ["b/c.txt"]);
}

#[test]
fn a_glob_keeps_to_its_folder() {
    let folder = folder();
    let (sources, _) = walk(&arguments(folder.path(), &["*.txt"]));
    assert_eq!(names(folder.path(), &sources), ["z.txt"]);
    let (sources, failures) = walk(&arguments(folder.path(), &["**/*.txt", "*.xyz"]));
    assert_eq!(names(folder.path(), &sources), ["b/c.txt", "z.txt"]);
    assert_eq!(failures[0].code, "not-found");
}

#[test]
fn named_files_are_read_whatever_their_name() {
    let folder = folder();
    let (sources, failures) = walk(&arguments(
        folder.path(),
        &["b/gold/c.json", "gone.txt", "b/gold"],
    ));
    assert_eq!(names(folder.path(), &sources), ["b/gold/c.json"]);
    let codes: Vec<_> = failures.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["not-found", "not-found"]);
}

#[test]
fn what_the_program_writes_is_no_input() {
    let folder = folder();
    let output = folder.path().join("b");
    for wanted in ["", "**/*.txt"] {
        let inputs = arguments(folder.path(), &[wanted]);
        let (sources, _) = walk_outside(&output, &inputs);
        assert!(names(folder.path(), &sources).contains(&"z.txt".to_owned()));
        assert!(!names(folder.path(), &sources).contains(&"b/c.txt".to_owned()));
    }
    let (named, _) = walk_outside(&output, &arguments(folder.path(), &["b", "z.txt"]));
    assert_eq!(names(folder.path(), &named), ["b/c.txt", "z.txt"]);
}

#[test]
fn the_output_of_any_run_is_no_input_unless_it_is_named() {
    let folder = folder();
    fs::create_dir(folder.path().join("b").join(WORK)).expect("mkdir");
    for wanted in ["", "**/*.txt"] {
        let inputs = arguments(folder.path(), &[wanted]);
        let (sources, failures) = walk(&inputs);
        assert!(!names(folder.path(), &sources).contains(&"b/c.txt".to_owned()));
        assert!(names(folder.path(), &sources).contains(&"z.txt".to_owned()));
        assert_eq!(failures, []);
    }
    let (named, _) = walk(&arguments(folder.path(), &["b", "b/gold/c.json"]));
    assert_eq!(names(folder.path(), &named), ["b/c.txt", "b/gold/c.json"]);
}

#[test]
fn no_two_documents_have_one_path() {
    let paths = [
        "a.zip!x/b.txt",
        "a.zip!x/b.txt",
        "a.zip!x/b (2).txt",
        "x.y/b",
        "x.y/b",
    ];
    let mut sources: Vec<Source> = paths
        .iter()
        .map(|path| Source {
            path: (*path).to_owned(),
            origin: Origin::Stdin,
        })
        .collect();
    tell_apart(&mut sources);
    let told: Vec<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    assert_eq!(
        told,
        [
            "a.zip!x/b.txt",
            "a.zip!x/b (2).txt",
            "a.zip!x/b (2) (2).txt",
            "x.y/b",
            "x.y/b (2)"
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_do_not_loop() {
    let folder = folder();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("b/up")).expect("link");
    let (sources, _) = walk(&arguments(folder.path(), &[""]));
    assert_eq!(sources.len(), 3);
}

#[test]
fn standard_input_counts_once() {
    let (sources, _) = walk(&["-".to_owned(), "-".to_owned()]);
    assert_eq!(sources.len(), 1);
    assert_eq!(sources[0].origin, Origin::Stdin);
}
