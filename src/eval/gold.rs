//! Gold: what a careful reader would put into the dataset, one JSON file a document.

use crate::error::Error;
use crate::value::{Level, Role, Treatment};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// The gold of one document. Without `indices` only header, citations and recipients are compared, the latter two
/// where they are given.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Gold {
    /// Base name of the document.
    pub file: String,
    /// Header values.
    pub document: Header,
    /// Indices that the plan sets out to improve.
    pub indices: Option<Vec<String>>,
    /// Their dimensions that it treats.
    #[serde(default)]
    pub dimensions: Vec<Dimension>,
    /// Documents cited by number.
    pub citations: Option<Vec<Citation>>,
    /// Lines of `Nơi nhận`.
    pub recipients: Option<Vec<Recipient>>,
    /// All tasks.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// Stretches whose tasks do not count either way.
    #[serde(default)]
    pub unscored: Vec<Stretch>,
}

/// Header values; null where the document does not tell.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of the record's header")]
pub struct Header {
    pub kind: Option<String>,
    pub number: Option<String>,
    pub date: Option<String>,
    pub place: Option<String>,
    pub title: Option<String>,
    pub year: Option<i16>,
    pub issuer: Option<Issuer>,
    pub signer: Option<Signer>,
}

/// Issuing body.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of the record's issuer")]
pub struct Issuer {
    pub name: Option<String>,
    pub level: Option<String>,
    pub unit: Option<String>,
    pub province: Option<String>,
}

/// Who signs.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of the record's signer")]
pub struct Signer {
    pub full_name: Option<String>,
    pub position: Option<String>,
    pub authority: Option<String>,
}

/// A dimension with its treatment.
#[derive(Debug, Clone, Deserialize)]
#[expect(
    missing_docs,
    reason = "the fields are those of the record's dimensions"
)]
pub struct Dimension {
    pub index: String,
    pub dimension: u8,
    pub treatment: Treatment,
}

/// A cited document.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[expect(
    missing_docs,
    reason = "the fields are those of the record's citations"
)]
pub struct Citation {
    pub number: Option<String>,
    pub date: Option<String>,
    /// Words of the source where it is cited.
    pub anchor: Option<String>,
}

/// A task.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Task {
    /// Words of the source that stand in the task and nowhere else in the document.
    pub anchor: String,
    /// `PAPI-2`
    #[serde(default)]
    pub dimensions: Vec<String>,
    /// Who acts.
    #[serde(default)]
    pub agencies: Vec<Agency>,
    /// By when.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
}

/// An agency in a task.
#[derive(Debug, Clone, Deserialize)]
pub struct Agency {
    /// Official full name.
    pub name: String,
    /// Null accepts any level.
    pub level: Option<Level>,
    /// What it does.
    pub role: Role,
    /// An unnamed group, which is not compared.
    #[serde(default)]
    pub generic: bool,
}

/// A deadline: the value alone, or with what an annotator noted beside it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Deadline {
    /// `by 2024-11-15`
    Bare(String),
    /// The same in `value`.
    Noted {
        /// `by 2024-11-15`
        value: String,
    },
}

impl Deadline {
    /// The value.
    pub fn value(&self) -> &str {
        match self {
            Deadline::Bare(value) | Deadline::Noted { value } => value,
        }
    }
}

/// A recipient: the line alone, or with what an annotator noted beside it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Recipient {
    /// The line.
    Bare(String),
    /// The same in `value`.
    Noted {
        /// The line.
        value: String,
    },
}

impl Recipient {
    /// The line.
    pub fn value(&self) -> &str {
        match self {
            Recipient::Bare(value) | Recipient::Noted { value } => value,
        }
    }
}

/// From the beginning of one anchor to the beginning of another.
#[derive(Debug, Clone, Deserialize)]
pub struct Stretch {
    /// First anchor.
    pub from: String,
    /// Anchor of what follows.
    pub to: String,
}

/// Reads all `.json` files of a folder, by name.
///
/// # Errors
/// `Error::Usage` for a folder without gold, and for a file that is none, with its line.
pub fn load(folder: &Path) -> Result<Vec<Gold>, Error> {
    let unreadable = |path: &Path, reason: &dyn std::fmt::Display| {
        usage(path, &format!("cannot be read: {reason}"))
    };
    let entries = fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(usage(
            folder,
            "no gold in this folder; expected one .json file a document",
        ));
    }
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
        serde_json::from_str(&text).map_err(|e| usage(path, &format!("no gold: {e}")))
    };
    paths.iter().map(read).collect()
}

fn usage(path: &Path, what: &str) -> Error {
    Error::Usage(format!("--gold: {}: {what}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_annotators_write() {
        let gold: Gold = serde_json::from_str(
            r#"{"file": "a.txt", "document": {"kind": "Kế hoạch", "year": 2024, "signer": null},
                "recipients": ["Như trên", {"value": "Lưu: VT"}], "indices": [],
                "tasks": [{"anchor": "Công khai", "deadlines": ["by 2024-06-30", {"value": "continuous", "note": "?"}],
                           "agencies": [{"name": "Phòng Nội vụ", "level": null, "role": "lead"}]}]}"#,
        )
        .unwrap();
        let recipients: Vec<_> = gold
            .recipients
            .iter()
            .flatten()
            .map(Recipient::value)
            .collect();
        assert_eq!(recipients, ["Như trên", "Lưu: VT"]);
        let deadlines: Vec<_> = gold.tasks[0]
            .deadlines
            .iter()
            .map(Deadline::value)
            .collect();
        assert_eq!(deadlines, ["by 2024-06-30", "continuous"]);
        assert!(gold.citations.is_none() && gold.document.signer.is_none());
    }

    #[test]
    fn says_which_file_is_wrong_and_where() {
        let folder = tempfile::tempdir().unwrap();
        let empty = load(folder.path()).unwrap_err().to_string();
        assert!(empty.contains("no gold in this folder"), "{empty}");
        fs::write(folder.path().join("a.json"), "{\n\"file\": 3}").unwrap();
        let wrong = load(folder.path()).unwrap_err().to_string();
        assert!(
            wrong.contains("a.json") && wrong.contains("line 2"),
            "{wrong}"
        );
    }
}
