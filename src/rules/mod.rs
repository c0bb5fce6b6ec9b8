//! The rule files: the only place that reads them.
//!
//! Word lists are tables (`*.csv`), patterns are rules (`*.toml`); `rules/README.md` explains both to their editors.
//! All matching is on folded text: lower case, tone marks placed as in `hòa`, the same bytes as the normalised text.

pub mod agencies;
pub mod check;
pub mod confidence;
pub mod cues;
pub mod document_types;
pub mod headings;
pub mod indices;
mod key;
pub mod pattern;
pub mod phrases;
mod scan;
mod table;
pub mod terms;
mod tree;
pub mod units;
mod words;

use crate::error::Error;
use crate::memo::Memo;
use crate::text::Places;
use agencies::Agencies;
use confidence::Precisions;
use cues::Cues;
use document_types::DocumentTypes;
use headings::{ColumnKind, Columns, Sections};
use indices::Indices;
use pattern::Patterns;
use phrases::{List, Phrases};
use scan::Scan;
use std::path::Path;
use std::sync::OnceLock;
use table::Files;
use terms::{Lists, Terms};
use units::Units;
use words::Words;

/// The rule files compiled into the program; a test holds the list against the folder.
const EMBEDDED: &[(&str, &str)] = &[
    ("agencies.csv", include_str!("../../rules/agencies.csv")),
    ("aliases.csv", include_str!("../../rules/aliases.csv")),
    ("columns.csv", include_str!("../../rules/columns.csv")),
    ("confidence.csv", include_str!("../../rules/confidence.csv")),
    ("cues.csv", include_str!("../../rules/cues.csv")),
    ("deadlines.toml", include_str!("../../rules/deadlines.toml")),
    (
        "document_types.csv",
        include_str!("../../rules/document_types.csv"),
    ),
    ("indices.csv", include_str!("../../rules/indices.csv")),
    ("mentions.toml", include_str!("../../rules/mentions.toml")),
    ("phrases.csv", include_str!("../../rules/phrases.csv")),
    (
        "refused-aliases.csv",
        include_str!("../../rules/refused-aliases.csv"),
    ),
    ("roles.toml", include_str!("../../rules/roles.toml")),
    ("sections.csv", include_str!("../../rules/sections.csv")),
    ("units.csv", include_str!("../../rules/units.csv")),
];

/// All rules and word lists, read once, immutable; beside them what they told of lines, which is no part of them.
#[derive(Debug)]
pub struct Rules {
    /// Provinces, districts, communes.
    pub units: Units,
    /// Agencies and their aliases.
    pub agencies: Agencies,
    /// Indices and their dimensions.
    pub indices: Indices,
    /// Types of documents.
    pub document_types: DocumentTypes,
    /// Heads of table columns.
    pub columns: Columns,
    /// Headings of sections.
    pub sections: Sections,
    /// Word lists.
    pub phrases: Phrases,
    /// Words that a task on a dimension uses without naming it.
    pub cues: Cues,
    /// How often values of each rule were right on gold.
    pub confidence: Precisions,
    /// Rules of the pattern language.
    pub patterns: Patterns,
    /// Made when the first text is read, as `scan` is.
    terms: OnceLock<Terms>,
    scan: OnceLock<Scan>,
    /// What stages read of lines by these rules.
    pub memo: Memo,
    hash: String,
}

impl Rules {
    /// The rules embedded at build.
    ///
    /// # Errors
    /// `Error::Rules`, which a test keeps from happening.
    pub fn embedded() -> Result<Rules, Error> {
        Rules::from_files(&Files::embedded(EMBEDDED))
    }

    /// The rules of a folder, or the embedded ones where none is named.
    ///
    /// # Errors
    /// `Error::Rules` with file, line and remedy.
    pub fn of(dir: Option<&Path>) -> Result<Rules, Error> {
        dir.map_or_else(Rules::embedded, Rules::load)
    }

    /// The rules of a folder, in place of the embedded ones: all tables, and every `.toml` file.
    ///
    /// # Errors
    /// `Error::Rules` with file, line and remedy.
    pub fn load(dir: &Path) -> Result<Rules, Error> {
        Rules::from_files(&Files::read(dir)?)
    }

    fn from_files(files: &Files) -> Result<Rules, Error> {
        let phrases = Phrases::load(files)?;
        let indices = Indices::load(files)?;
        let cues = Cues::load(files, &indices)?;
        let agencies = Agencies::load(files, phrases.all(List::NotAgency))?;
        let document_types = DocumentTypes::load(files)?;
        let (columns, sections) = (Columns::load(files)?, Sections::load(files)?);
        let patterns = Patterns::load(files)?;
        Ok(Rules {
            units: Units::load(files)?,
            agencies,
            indices,
            cues,
            confidence: Precisions::load(files)?,
            document_types,
            columns,
            sections,
            phrases,
            patterns,
            terms: OnceLock::new(),
            scan: OnceLock::new(),
            memo: Memo::default(),
            hash: hash(files),
        })
    }

    fn collect(&self) -> Terms {
        Terms::collect(&Lists {
            agencies: &self.agencies,
            phrases: &self.phrases,
            columns: &self.columns,
            sections: &self.sections,
            document_types: &self.document_types,
            indices: &self.indices,
            cues: &self.cues,
            patterns: &self.patterns,
        })
    }

    /// All terms of the lists, for the repair of slips.
    pub fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| self.collect())
    }

    /// What a line head such as `Thực hiện` or `Thời gian hoàn thành` announces, folded and without its colon;
    /// `None` where it is no such head.
    pub fn attribute(&self, folded_head: &str) -> Option<ColumnKind> {
        let whole = |list| self.phrases.starts(list, folded_head) == Some(folded_head.len());
        let listed = [
            (List::AttributeLead, ColumnKind::Lead),
            (List::AttributeResponsible, ColumnKind::Responsible),
            (List::AttributeSupport, ColumnKind::Support),
            (List::AttributeDeadline, ColumnKind::Deadline),
            (List::DetailHead, ColumnKind::Note),
        ];
        listed
            .into_iter()
            .find(|(list, _)| whole(*list))
            .map(|(_, kind)| kind)
            .or_else(|| {
                self.columns.exact(folded_head).filter(|kind| {
                    !matches!(
                        kind,
                        ColumnKind::Order
                            | ColumnKind::Task
                            | ColumnKind::Index
                            | ColumnKind::Component
                    )
                })
            })
    }

    /// Where phrases of the lists stand, in a folded text, that stages look for anywhere in it: found in one pass, so
    /// that no stage has to look for them again.
    pub fn scan(&self, folded: &str) -> Places {
        let phrases = self.phrases.anywhere();
        let lists = phrases
            .chain([self.agencies.words(), self.document_types.words()])
            .chain(self.indices.words())
            .chain(self.cues.words());
        let lists: Vec<&Words> = lists.collect();
        let scan = self.scan.get_or_init(|| Scan::new(&lists));
        scan.places(&lists, folded, &self.memo)
    }

    /// BLAKE3 over the names and texts of all rule files, hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

fn hash(files: &Files) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in files.iter() {
        for part in [name, text] {
            // The length keeps two parts from running into each other.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests;
