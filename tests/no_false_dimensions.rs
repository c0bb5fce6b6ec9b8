//! Plans on other subjects and other indices get no dimension that they do not treat.
//!
//! `KEHOACH_SHARED` names the shared folder where it is not beside the project.

use crate::plan;

use kehoach::link::record::Record;
use plan::record_of;
use serde_json::Value;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// False dimensions a document that may be.
const MOST: f64 = 0.02;

/// Texts of a folder that can be read as they are, and their names.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        let text = matches!(path.extension()?.to_str()?, "txt" | "md") && name != "README.md";
        Some((
            name.to_string(),
            fs::read_to_string(path).ok().filter(|_| text)?,
        ))
    });
    texts.collect()
}

/// `PAPI-2` for each dimension that a record says a plan treats, mentions included.
fn dimensions(record: &Record) -> Vec<String> {
    let all = record.dimensions.iter();
    all.map(|d| format!("{}-{}", d.index, d.dimension))
        .collect()
}

fn gold(folder: &Path, name: &str) -> Option<Value> {
    let stem = name.rsplit_once('.')?.0;
    let text = fs::read_to_string(folder.join(format!("{stem}.json"))).ok()?;
    serde_json::from_str(&text).ok()
}

/// The dimensions of a record that the gold does not have.
fn false_ones(name: &str, record: &Record, gold: &Value) -> Vec<String> {
    let listed = gold["dimensions"].as_array().unwrap();
    let right: Vec<String> = listed
        .iter()
        .map(|d| format!("{}-{}", d["index"].as_str().unwrap(), d["dimension"]))
        .collect();
    let found = dimensions(record).into_iter();
    found
        .filter(|dimension| !right.contains(dimension))
        .map(|dimension| format!("{name}: {dimension}"))
        .collect()
}

#[test]
fn sample_plans_get_no_dimension_that_they_do_not_treat() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let (mut negative, mut wrong) = (0, Vec::new());
    for (name, text) in texts(&folder) {
        let gold = gold(&folder.join("gold"), &name).unwrap();
        let indices = gold["indices"].as_array().unwrap();
        if indices.iter().any(|index| index == "PAPI") {
            continue;
        }
        negative += 1;
        wrong.extend(false_ones(&name, &record_of(&text), &gold));
    }
    assert!(negative >= 12, "{negative} plans on other subjects");
    assert!(wrong.len() as f64 / f64::from(negative) < MOST, "{wrong:?}");
}

/// Most of the real documents have no gold for dimensions; those that never name PAPI can have none of it.
#[test]
fn real_documents_get_no_dimension_of_an_index_that_they_do_not_name() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = env::var_os("KEHOACH_SHARED").map_or_else(beside, PathBuf::from);
    if !shared.join("wild").is_dir() {
        return;
    }
    let mut all = texts(&shared.join("wild"));
    all.extend(texts(&shared.join("wild/tvpl")));
    let without = all
        .iter()
        .filter(|(_, text)| !text.to_lowercase().contains("papi"));
    let (mut negative, mut wrong) = (0, Vec::new());
    for (name, text) in without {
        let found = dimensions(&record_of(text));
        negative += 1;
        wrong.extend(
            found
                .into_iter()
                .filter(|d| d.starts_with("PAPI"))
                .map(|d| format!("{name}: {d}")),
        );
    }
    assert!(wrong.len() as f64 / f64::from(negative) < MOST, "{wrong:?}");
}
