//! `accepted.csv`: findings that somebody has looked at and lets stand, each with a reason.

use super::Finding;
use crate::error::Error;
use std::collections::BTreeMap;
use std::path::Path;

/// Accepted findings with their reasons.
#[derive(Debug, Clone, Default)]
pub struct Accepted {
    reasons: BTreeMap<String, String>,
}

/// Name of the file beside the tables.
pub const FILE: &str = "accepted.csv";

impl Accepted {
    /// Reads a file with the columns `id` and `reason`, others beside them as you like; nothing where there is none.
    ///
    /// # Errors
    /// `Error::Usage` with file, line and remedy: a column that is missing, a finding without a reason.
    pub fn read(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let wrong =
            |line: u64, what: String| Error::Usage(format!("{}:{line}: {what}", path.display()));
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .from_path(path)
            .map_err(|error| wrong(1, format!("cannot be read: {error}")))?;
        let head = reader
            .headers()
            .map_err(|error| wrong(1, error.to_string()))?
            .clone();
        let column = |name: &str| {
            let found = head
                .iter()
                .position(|head| head.trim_start_matches('\u{feff}') == name);
            found.ok_or_else(|| {
                wrong(
                    1,
                    format!("expected the columns `id` and `reason`, got no `{name}`"),
                )
            })
        };
        let (id, reason) = (column("id")?, column("reason")?);
        let mut accepted = Self::default();
        for row in reader.records() {
            let row = row.map_err(|error| wrong(1, error.to_string()))?;
            let line = row.position().map_or(1, csv::Position::line);
            let cell = |at: usize| row.get(at).unwrap_or("").to_string();
            if cell(id).is_empty() {
                continue;
            }
            if cell(reason).is_empty() {
                return Err(wrong(
                    line,
                    format!(
                        "`{}` is accepted without a reason; write one, or delete the line",
                        cell(id)
                    ),
                ));
            }
            accepted.reasons.insert(cell(id), cell(reason));
        }
        Ok(accepted)
    }

    /// The finding with the reason for which it was accepted, where it was.
    pub(super) fn mark(&self, finding: Finding) -> Finding {
        Finding {
            accepted: self.reason(&finding.id).map(str::to_string),
            ..finding
        }
    }

    /// The reason for which a finding was accepted.
    pub fn reason(&self, id: &str) -> Option<&str> {
        self.reasons.get(id).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Accepted, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, text).unwrap();
        Accepted::read(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn reads_ids_with_reasons() {
        let accepted = read("\u{feff}id,note,reason\n0a1b,x,\"đã hỏi, đúng\"\n\n").unwrap();
        assert_eq!(accepted.reason("0a1b"), Some("đã hỏi, đúng"));
        assert_eq!(accepted.reason("ffff"), None);
        assert_eq!(
            Accepted::read(Path::new("nowhere/accepted.csv"))
                .unwrap()
                .reason("a"),
            None
        );
    }

    #[test]
    fn says_what_is_missing() {
        assert!(
            read("id,note\na,b\n")
                .unwrap_err()
                .contains("accepted.csv:1: expected the columns")
        );
        assert!(
            read("id,reason\n0a1b,\n")
                .unwrap_err()
                .contains("accepted.csv:2: `0a1b` is accepted without a reason")
        );
    }
}
