//! What a kill at each step leaves, and what becomes of it.

use super::*;
use std::io::Write;

/// Names of what users see in the folder.
fn names(folder: &Path) -> Vec<String> {
    let names = entries(folder).into_iter();
    names.filter(|name| name != WORK).collect()
}

fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn staged(folder: &Path, name: &str, content: &str) -> Staged {
    let mut staged = Staged::create(folder, name).unwrap();
    staged.write_all(content.as_bytes()).unwrap();
    staged
}

/// A folder whose run was killed between the list and the renames, but for the first of them.
fn cut_short() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    commit(vec![staged(at, "a.csv", "old"), staged(at, "b.csv", "old")]).unwrap();
    let files = [staged(at, "a.csv", "new"), staged(at, "b.csv", "new")];
    let sealed: Vec<Sealed> = files.map(|file| file.seal().unwrap()).into();
    List::of(&sealed).write(at).unwrap();
    for (number, Sealed { path, folder, name }) in sealed.into_iter().enumerate() {
        let target = folder.join(name);
        let part = path.keep().unwrap();
        if number == 0 {
            fs::rename(part, target).unwrap();
        }
    }
    folder
}

fn contents(folder: &Path) -> Vec<String> {
    let read = |name: &String| fs::read_to_string(folder.join(name)).unwrap();
    names(folder).iter().map(read).collect()
}

#[test]
fn a_dropped_file_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(staged(folder.path(), "a.csv", "half"));
    assert!(names(folder.path()).is_empty());
    assert!(entries(&folder.path().join(WORK)).is_empty());
}

#[test]
fn one_refused_file_holds_back_all() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("b.csv")).unwrap();
    let files = ["a.csv", "b.csv"].map(|name| staged(folder.path(), name, "new"));
    let error = commit(files.into()).unwrap_err();
    assert!(error.to_string().contains("b.csv"));
    assert_eq!(names(folder.path()), ["b.csv"]);
    assert!(entries(&folder.path().join(WORK)).is_empty());
}

#[test]
fn replaces_the_file_of_an_earlier_run() {
    let folder = tempfile::tempdir().unwrap();
    for content in ["old and long", "new"] {
        commit(vec![staged(folder.path(), "a.csv", content)]).unwrap();
    }
    assert_eq!(contents(folder.path()), ["new"]);
    assert!(entries(&folder.path().join(WORK)).is_empty());
}

#[test]
fn the_next_run_carries_out_what_was_cut_short() {
    let folder = cut_short();
    assert_eq!(contents(folder.path()), ["new", "old"]);
    let open = OutputFolder::open(folder.path()).unwrap();
    assert_eq!(contents(open.path()), ["new", "new"]);
    assert_eq!(entries(&open.work()), [LOCK]);
}

#[test]
fn a_reader_carries_it_out_as_well() {
    let folder = cut_short();
    settle(folder.path()).unwrap();
    assert_eq!(contents(folder.path()), ["new", "new"]);
    settle(folder.path()).unwrap();
}

#[test]
fn a_run_killed_before_the_list_has_touched_nothing() {
    let folder = tempfile::tempdir().unwrap();
    commit(vec![staged(folder.path(), "a.csv", "old")]).unwrap();
    let sealed = staged(folder.path(), "a.csv", "new").seal().unwrap();
    let _left = sealed.path.keep().unwrap();
    fs::write(folder.path().join(WORK).join(LIST_PART), "{\"files\": [").unwrap();
    let open = OutputFolder::open(folder.path()).unwrap();
    assert_eq!(contents(open.path()), ["old"]);
    assert_eq!(entries(&open.work()), [LOCK]);
}

#[test]
fn two_runs_do_not_share_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let first = OutputFolder::open(folder.path()).unwrap();
    let second = OutputFolder::open(folder.path()).unwrap_err().to_string();
    assert!(second.contains("in use by another run"), "{second}");
    drop(first);
    OutputFolder::open(folder.path()).unwrap();
}

#[test]
fn a_list_with_a_path_moves_nothing() {
    let folder = cut_short();
    let list = folder.path().join(WORK).join(LIST);
    fs::write(&list, r#"{"files":[{"part":"x.part","name":"../x.csv"}]}"#).unwrap();
    let error = OutputFolder::open(folder.path()).unwrap_err().to_string();
    assert!(error.contains("../x.csv"), "{error}");
}
