//! Robustness by construction: a plan that is written otherwise says the same, and slips cost no more than stated.
//!
//! `KEHOACH_SHARED` names the shared folder where it is not beside the project.

// Lint settings know functions marked as tests, not what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "common/plan.rs"]
mod plan;
#[path = "common/rewrite/mod.rs"]
mod rewrite;

use kehoach::text::{Form, NormaliseOptions, Tone};
use plan::{outline_of, record_of};
use rewrite::{Plan, REWRITES};
use serde_json::Value;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const TONES: NormaliseOptions = NormaliseOptions {
    tone: Tone::Old,
    form: Form::Nfc,
    fold: false,
};

/// What a record says, without where, and in which letters it was written.
fn content(text: &str) -> Value {
    let mut value = serde_json::to_value(record_of(text)).unwrap();
    strip(&mut value);
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(strip),
        Value::Object(fields) => {
            for place in [
                "source", "span", "spans", "text", "rule", "notes", "path", "repairs",
            ] {
                fields.remove(place);
            }
            fields.values_mut().for_each(strip);
        }
        // Recipients and titles are as written, and the tone may stand where it stood.
        Value::String(text) => *text = kehoach::text::normalise(text, &TONES),
        _ => {}
    }
}

/// Where two values differ, a line each.
fn differences(path: &str, a: &Value, b: &Value, found: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let (a, b) = (
                    a.get(key).unwrap_or(&Value::Null),
                    b.get(key).unwrap_or(&Value::Null),
                );
                differences(&format!("{path}.{key}"), a, b, found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&format!("{path}[{at}]"), a, b, found);
            }
        }
        _ if a != b => found.push(format!("{path}: {} -> {}", brief(a), brief(b))),
        _ => {}
    }
}

fn brief(value: &Value) -> String {
    match value {
        Value::Array(list) => format!("{} entries", list.len()),
        other => other.to_string().chars().take(160).collect(),
    }
}

/// Documents of a folder, in order.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "txt" || ending == "md")
        })
        .filter(|path| path.file_name().is_some_and(|name| name != "README.md"))
        .collect();
    paths.sort();
    paths
}

/// What the rewrites of the documents in a folder change, a line each.
fn changes(folder: &Path) -> (usize, Vec<String>) {
    let (mut tried, mut changes) = (0, Vec::new());
    let wanted = env::var("KEHOACH_REWRITE").ok();
    for path in documents(folder) {
        let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let (outline, said) = (outline_of(&text), content(&text));
        let record = serde_json::to_value(record_of(&text)).unwrap();
        let plan = Plan {
            text: &text,
            outline: &outline,
            record: &record,
        };
        for rewrite in REWRITES.iter().filter(|rewrite| {
            wanted
                .as_ref()
                .is_none_or(|name| rewrite.name.starts_with(name.as_str()))
        }) {
            let Some(other) = (rewrite.apply)(&plan) else {
                continue;
            };
            tried += 1;
            if let Ok(folder) = env::var("KEHOACH_REWRITTEN") {
                fs::write(
                    format!(
                        "{folder}/{}.{}",
                        rewrite.name,
                        path.file_name().unwrap().to_string_lossy()
                    ),
                    &other,
                )
                .unwrap();
            }
            let mut found = Vec::new();
            differences("", &said, &content(&other), &mut found);
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            changes.extend(
                found
                    .into_iter()
                    .map(|found| format!("{} {name} {found}", rewrite.name)),
            );
        }
    }
    (tried, changes)
}

#[test]
fn layout_changes_no_value() {
    let (tried, changes) = changes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    assert!(tried > 300, "{tried}");
    assert!(changes.is_empty(), "\n{}", changes.join("\n"));
}
