//! Cues: words that a task on a dimension uses without naming the dimension (`hộ nghèo` for PAPI 2).

use super::indices::Indices;
use super::key::entry;
use super::table::Files;
use super::words::Words;
use crate::error::Error;
use crate::text::Stretch;
use std::collections::BTreeMap;

/// A cue found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueMatch {
    /// First byte in the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The dimension that it speaks for.
    pub dimension: u8,
}

/// The cues of one index.
#[derive(Debug)]
struct Lexicon {
    cues: Vec<String>,
    words: Words,
    dimensions: Vec<u8>,
}

/// All cues, by index.
#[derive(Debug)]
pub struct Cues {
    by_index: Vec<Option<Lexicon>>,
}

pub(super) const COLUMNS: [&str; 4] = ["index", "dimension", "cue", "note"];

impl Cues {
    pub(super) fn load(files: &Files, indices: &Indices) -> Result<Cues, Error> {
        let mut lists: Vec<BTreeMap<String, u8>> = vec![BTreeMap::new(); indices.all().len()];
        files.table("cues.csv", &COLUMNS)?.rows(|row| {
            let name = row.some("index")?;
            let index = indices
                .all()
                .iter()
                .position(|index| index.name == name)
                .ok_or_else(|| {
                    row.wrong(
                        format!("unknown index `{name}`"),
                        "use a name of the column `index` in indices.csv",
                    )
                })?;
            let number: u8 = row.some("dimension")?.parse().map_err(|_| {
                row.wrong(
                    "the dimension is no number",
                    "write the number of the dimension, such as 2",
                )
            })?;
            let cue = row.some("cue")?;
            match lists[index].insert(entry(cue), number) {
                Some(other) if other != number => Err(row.wrong(
                    format!("`{cue}` already speaks for dimension {other}"),
                    "a cue speaks for one dimension of an index; delete one of the two rows",
                )),
                _ => Ok(()),
            }
        })?;
        let by_index = lists
            .into_iter()
            .map(|list| {
                let (cues, dimensions): (Vec<String>, Vec<u8>) = list.into_iter().unzip();
                (!cues.is_empty()).then(|| Lexicon {
                    words: Words::new(&cues),
                    cues,
                    dimensions,
                })
            })
            .collect();
        Ok(Cues { by_index })
    }

    /// All cues of all indices, folded and squeezed.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &str> {
        let lexicons = self.by_index.iter().flatten();
        lexicons.flat_map(|lexicon| lexicon.cues.iter().map(String::as_str))
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &Words> {
        let lexicons = self.by_index.iter().flatten();
        lexicons.map(|lexicon| &lexicon.words)
    }

    /// The cues of an index in a folded text, leftmost and longest first.
    pub fn find<'t>(&self, index: usize, folded: impl Into<Stretch<'t>>) -> Vec<CueMatch> {
        let Some(lexicon) = self.by_index.get(index).and_then(Option::as_ref) else {
            return Vec::new();
        };
        lexicon
            .words
            .find(folded)
            .into_iter()
            .map(|hit| CueMatch {
                start: hit.start,
                end: hit.end,
                dimension: lexicon.dimensions[hit.id],
            })
            .collect()
    }
}
