//! Types of documents and the symbols that stand for them in document numbers.

use super::key::entry;
use super::table::Files;
use super::words::Words;
use crate::error::Error;
use crate::text::Stretch;
use crate::text::fold::bare;
use std::collections::HashMap;

/// All document types.
#[derive(Debug)]
pub struct DocumentTypes {
    names: Vec<String>,
    /// The names without tone marks, for lines that were read by OCR.
    bare: Vec<String>,
    words: Words,
    /// Folded symbol to the place of its name in `names`.
    by_symbol: HashMap<String, usize>,
}

pub(super) const COLUMNS: [&str; 4] = ["name", "abbreviation", "class", "source"];

/// Classes, the one first that has a symbol where two claim it (`CT` is Chỉ thị, `TT` Thông tư).
const CLASSES: [&str; 9] = [
    "administrative",
    "central administrative",
    "normative",
    "administrative symbol",
    "copy",
    "party",
    "party symbol",
    "mass-organisation symbol",
    "administrative (before 2020-03-05)",
];

impl DocumentTypes {
    pub(super) fn load(files: &Files) -> Result<DocumentTypes, Error> {
        let mut names: Vec<String> = Vec::new();
        let mut symbols: HashMap<String, (usize, usize)> = HashMap::new();
        files.table("document_types.csv", &COLUMNS)?.rows(|row| {
            let name = row.some("name")?;
            let class = row.get("class");
            let rank = CLASSES
                .iter()
                .position(|known| *known == class)
                .ok_or_else(|| {
                    row.wrong(
                        format!("bad `class` `{class}`"),
                        &format!("expected one of {}", CLASSES.join(", ")),
                    )
                })?;
            let at = names
                .iter()
                .position(|known| known == name)
                .unwrap_or_else(|| {
                    names.push(name.to_owned());
                    names.len() - 1
                });
            let symbol = entry(row.get("abbreviation"));
            if !symbol.is_empty() && symbols.get(&symbol).is_none_or(|(known, _)| rank < *known) {
                symbols.insert(symbol, (rank, at));
            }
            Ok(())
        })?;
        let keys: Vec<String> = names.iter().map(|name| entry(name)).collect();
        Ok(DocumentTypes {
            bare: keys.iter().map(|key| bare(key)).collect(),
            words: Words::new(&keys),
            names,
            by_symbol: symbols
                .into_iter()
                .map(|(symbol, (_, at))| (symbol, at))
                .collect(),
        })
    }

    /// All names, each once: `Kế hoạch`, `Quyết định` …
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The type whose name opens a folded text, and the bytes it takes.
    pub fn starts(&self, folded: &str) -> Option<(&str, usize)> {
        let hit = self.words.starts(folded)?;
        Some((self.names.get(hit.id)?.as_str(), hit.end))
    }

    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// The types whose names begin with a word of a folded text, with first byte and one past the last; of those that
    /// begin with the same word the longest.
    pub fn everywhere<'t>(
        &self,
        folded: impl Into<Stretch<'t>>,
    ) -> impl Iterator<Item = (&str, usize, usize)> {
        let hits = self.words.everywhere(folded).into_iter();
        hits.filter_map(|hit| Some((self.names.get(hit.id)?.as_str(), hit.start, hit.end)))
    }

    /// Whether a folded text is the name of a type and nothing else.
    pub fn is_name(&self, folded: &str) -> bool {
        self.words
            .starts(folded)
            .is_some_and(|hit| hit.end == folded.len())
    }

    /// The type that opens a folded line, or that is the whole line but for its tone marks (`ké hoạch`, read by OCR),
    /// and the bytes it takes.
    pub fn opens(&self, line: &str) -> Option<(&str, usize)> {
        self.starts(line).or_else(|| {
            let words = line.trim_end_matches([':', '.', ' ']);
            // Shorter names are other words without their marks.
            if words.chars().count() < 7 || words.chars().count() > 30 {
                return None;
            }
            let without = bare(words);
            let at = self.bare.iter().position(|name| *name == without)?;
            Some((self.names.get(at)?.as_str(), words.len()))
        })
    }

    /// The type that a document number or notation stands for: `164/KH-UBND`, `KH-UBND`, `14-KH/TU`.
    /// `None` where it tells none (`60/2005/QH11` may be a law or a resolution).
    pub fn of_notation(&self, notation: &str) -> Option<&str> {
        let key = entry(notation);
        let symbol =
            key.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | ' '));
        let first = symbol.split(['-', '/']).next().unwrap_or("");
        let at = [symbol, first]
            .into_iter()
            .find_map(|symbol| self.by_symbol.get(symbol))?;
        self.names.get(*at).map(String::as_str)
    }
}
