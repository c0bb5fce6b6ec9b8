//! Every input that fuzzing kept or found something with goes through its target once more; `fuzz/run` looks for new ones.

#![cfg(all(feature = "office", feature = "html"))]
// Lint settings know functions marked as tests, not what they call.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../fuzz/targets.rs"]
mod targets;

use rayon::prelude::*;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use targets::TARGETS;

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The entries of a folder, which may be missing.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn inputs(target: &str) -> Vec<PathBuf> {
    let kept = entries(&fuzz().join("corpus").join(target));
    assert!(
        !kept.is_empty(),
        "fuzz/corpus/{target} is empty: add a document that the target reads"
    );
    [kept, entries(&fuzz().join("regressions").join(target))].concat()
}

#[test]
fn what_fuzzing_kept_and_found_runs_through() {
    targets::ready();
    let failed: Vec<String> = TARGETS
        .par_iter()
        .flat_map(|(name, run)| inputs(name).into_par_iter().map(move |path| (path, run)))
        .filter(|(path, run)| {
            let data = fs::read(path).unwrap();
            catch_unwind(|| run(&data)).is_err()
        })
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_target_is_built_and_every_folder_is_that_of_a_target() {
    let manifest = fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    for name in &names {
        assert!(
            manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")),
            "{name}"
        );
        assert!(
            fuzz().join(format!("fuzz_targets/{name}.rs")).is_file(),
            "{name}"
        );
    }
    for folder in ["corpus", "regressions", "fuzz_targets"] {
        for path in entries(&fuzz().join(folder)) {
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(names.contains(&name), "{}: no such target", path.display());
        }
    }
}
