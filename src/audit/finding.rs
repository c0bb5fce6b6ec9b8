//! What a check found: in both languages, with its evidence and an id that stays the same from run to run.

use crate::note::Severity;
use crate::span::OriginalSpan;
use serde::{Deserialize, Serialize};

/// The same sentence in both languages of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// Words of a document that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// `source.path` of the document.
    pub document: String,
    /// The words as they stand there; empty where what is missing has none.
    pub text: String,
    /// Where they stand, in code points of the original.
    pub span: OriginalSpan,
}

/// What a check has to say, not yet numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The task, where the remark is about one.
    pub task: Option<String>,
    /// What it is about, in words that stay the same when the document is read again: part of the finding's id.
    pub subject: String,
    /// What is wrong and what it would take.
    pub words: Words,
    /// The words that it rests on, the document's own first.
    pub evidence: Vec<Evidence>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Ten hexadecimal digits; the same as long as check, document and subject are the same.
    pub id: String,
    /// The check: `task/no-deadline`.
    pub check: String,
    /// How much it matters.
    pub severity: Severity,
    /// `source.path` of the document.
    pub document: String,
    /// The task, where it is about one.
    pub task: Option<String>,
    /// What is wrong.
    pub words: Words,
    /// The words that it rests on.
    pub evidence: Vec<Evidence>,
    /// Why it was accepted, where it was.
    pub accepted: Option<String>,
}

/// Digits of an id: 40 bits tell a million findings apart, and can be typed.
const DIGITS: usize = 10;

/// The id of a finding. `document` is number, issuer and date, so that a file can be renamed; `repeat` tells apart what
/// is the same in all else.
pub(super) fn id(check: &str, document: &str, subject: &str, repeat: usize) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [check, document, subject, &repeat.to_string()] {
        // The length keeps two parts from running into each other.
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..DIGITS].to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_apart_what_differs() {
        let one = id("a", "b", "c", 0);
        assert_eq!(one.len(), DIGITS);
        assert_eq!(one, id("a", "b", "c", 0));
        for other in [
            id("a", "b", "c", 1),
            id("a", "bc", "", 0),
            id("ab", "", "c", 0),
        ] {
            assert_ne!(one, other);
        }
    }
}
