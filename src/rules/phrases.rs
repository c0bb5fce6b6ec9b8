//! Named word lists: openings of tasks, unnamed groups, area words, line heads.

use super::key::entry;
use super::table::Files;
use super::words::Words;
use crate::error::Error;
use std::collections::HashMap;
use std::str::FromStr;

/// The word lists that the stages ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// Words that begin a task.
    TaskVerb,
    /// Unnamed groups of agencies (`các cơ quan, đơn vị liên quan`).
    GenericGroup,
    /// Words for areas (`các xã, thị trấn`); the note is their level.
    AreaWord,
    /// Words that open a legal basis (`căn cứ`).
    LegalOpening,
    /// Words that open the closing paragraph (`trên đây là`).
    ClosingOpening,
    /// Heads of a line that names who leads.
    AttributeLead,
    /// Heads of a line that names who acts.
    AttributeResponsible,
    /// Heads of a line that names who cooperates.
    AttributeSupport,
    /// Heads of a line that tells when.
    AttributeDeadline,
    /// Phrases that hold an agency's name without meaning it (`nông thôn` holds `thôn`).
    NotAgency,
    /// Ranks and degrees before a person's name (`Thượng tướng`, `TS.`).
    PersonTitle,
}

impl List {
    /// All lists.
    pub const ALL: [List; 11] = [
        List::TaskVerb,
        List::GenericGroup,
        List::AreaWord,
        List::LegalOpening,
        List::ClosingOpening,
        List::AttributeLead,
        List::AttributeResponsible,
        List::AttributeSupport,
        List::AttributeDeadline,
        List::NotAgency,
        List::PersonTitle,
    ];

    /// The word used in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            List::TaskVerb => "task-verb",
            List::GenericGroup => "generic-group",
            List::AreaWord => "area-word",
            List::LegalOpening => "legal-opening",
            List::ClosingOpening => "closing-opening",
            List::AttributeLead => "attribute-lead",
            List::AttributeResponsible => "attribute-responsible",
            List::AttributeSupport => "attribute-support",
            List::AttributeDeadline => "attribute-deadline",
            List::NotAgency => "not-agency",
            List::PersonTitle => "person-title",
        }
    }
}

impl FromStr for List {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        let known = List::ALL.map(List::as_str).join(", ");
        let found = List::ALL.into_iter().find(|list| list.as_str() == word);
        found.ok_or_else(|| format!("expected one of {known}, got `{word}`"))
    }
}

/// One list, compiled.
#[derive(Debug)]
struct Compiled {
    phrases: Vec<String>,
    notes: HashMap<String, String>,
    words: Words,
}

/// All word lists.
#[derive(Debug)]
pub struct Phrases {
    lists: HashMap<List, Compiled>,
}

pub(super) const COLUMNS: [&str; 3] = ["list", "phrase", "note"];

impl Phrases {
    pub(super) fn load(files: &Files) -> Result<Phrases, Error> {
        let mut read: HashMap<List, (Vec<String>, HashMap<String, String>)> = HashMap::new();
        let mut lines: HashMap<(List, String), u64> = HashMap::new();
        files.table("phrases.csv", &COLUMNS)?.rows(|row| {
            let list: List = row.parse("list")?;
            let phrase = entry(row.some("phrase")?);
            if let Some(line) = lines.insert((list, phrase.clone()), row.line) {
                return Err(row.wrong(
                    format!("the phrase stands in line {line} too"),
                    "delete one of the two",
                ));
            }
            let (phrases, notes) = read.entry(list).or_default();
            notes.insert(phrase.clone(), row.get("note").to_owned());
            phrases.push(phrase);
            Ok(())
        })?;
        let mut lists = HashMap::new();
        for list in List::ALL {
            let (phrases, notes) = read.remove(&list).unwrap_or_default();
            let words = Words::new(&phrases)?;
            lists.insert(
                list,
                Compiled {
                    phrases,
                    notes,
                    words,
                },
            );
        }
        Ok(Phrases { lists })
    }

    /// Bytes of the longest phrase of a list that opens a folded text, leading white space included.
    pub fn starts(&self, list: List, folded: &str) -> Option<usize> {
        self.lists
            .get(&list)?
            .words
            .starts(folded)
            .map(|hit| hit.end)
    }

    /// Byte ranges of a list's phrases in a folded text: whole words, the leftmost, of those the longest.
    pub fn find(&self, list: List, folded: &str) -> Vec<(usize, usize)> {
        let hits = self
            .lists
            .get(&list)
            .map(|l| l.words.find(folded))
            .unwrap_or_default();
        hits.into_iter().map(|hit| (hit.start, hit.end)).collect()
    }

    /// The note beside a phrase, which may be given as it stands in a text; `None` where there is none.
    pub fn note(&self, list: List, phrase: &str) -> Option<&str> {
        let note = self.lists.get(&list)?.notes.get(&entry(phrase))?;
        Some(note.as_str()).filter(|note| !note.is_empty())
    }

    /// All phrases of a list, folded and squeezed, in the order of the file.
    pub fn all(&self, list: List) -> &[String] {
        self.lists
            .get(&list)
            .map_or(&[], |compiled| &compiled.phrases)
    }
}
