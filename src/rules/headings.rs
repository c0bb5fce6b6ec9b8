//! What the head of a table column and the heading of a section announce.

use super::key::{entry, folded_entry};
use super::table::Files;
use super::words::Words;
use crate::error::Error;
use std::collections::BTreeMap;

/// Declares a closed set of kinds with the words that the tables use for them.
macro_rules! kinds {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $kind,)* }

        impl $name {
            /// All kinds.
            pub const ALL: &'static [$name] = &[$($name::$kind,)*];

            /// The word used in the table.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$kind => $word,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(word: &str) -> Result<Self, String> {
                let known: Vec<_> = $name::ALL.iter().map(|kind| kind.as_str()).collect();
                let found = $name::ALL.iter().copied().find(|kind| kind.as_str() == word);
                found.ok_or_else(|| format!("expected one of {}, got `{word}`", known.join(", ")))
            }
        }
    };
}

kinds! {
    /// What a table column holds.
    ColumnKind {
        /// STT, TT.
        Order = "order",
        /// The task itself.
        Task = "task",
        /// An index or a dimension.
        Index = "index",
        /// A component of a dimension.
        Component = "component",
        /// Result or product.
        Result = "result",
        /// Who leads (chủ trì).
        Lead = "lead",
        /// Who acts.
        Responsible = "responsible",
        /// Who cooperates (phối hợp).
        Support = "support",
        /// When.
        Deadline = "deadline",
        /// Score or figure aimed at.
        Target = "target",
        /// Money.
        Budget = "budget",
        /// Remarks, legal basis.
        Note = "note",
    }
}

kinds! {
    /// What a section is about.
    SectionKind {
        /// Mục đích, yêu cầu; quan điểm.
        Purpose = "purpose",
        /// Mục tiêu, chỉ tiêu.
        Target = "target",
        /// Đối tượng, thành phần.
        Audience = "audience",
        /// Thực trạng, kết quả, tồn tại.
        Situation = "situation",
        /// Căn cứ.
        LegalBasis = "legal-basis",
        /// Nhiệm vụ, giải pháp; nội dung; hình thức.
        Tasks = "tasks",
        /// Tổ chức thực hiện, phân công.
        Organisation = "organisation",
        /// Kiểm tra, giám sát, báo cáo.
        Monitoring = "monitoring",
        /// Kinh phí.
        Budget = "budget",
        /// Thời gian, địa điểm, tiến độ.
        Time = "time",
        /// Khen thưởng.
        Reward = "reward",
        /// Phụ lục, biểu mẫu.
        Annex = "annex",
    }
}

/// Heads by kind.
#[derive(Debug)]
struct Heads<K> {
    kinds: BTreeMap<String, K>,
    ordered: Vec<(String, K)>,
    words: Words,
}

impl<K: Copy + PartialEq + std::str::FromStr<Err = String>> Heads<K> {
    fn load(files: &Files, file: &str, column: &'static str) -> Result<Heads<K>, Error> {
        let mut kinds: BTreeMap<String, (K, u64)> = BTreeMap::new();
        files.table(file, &["kind", column, "note"])?.rows(|row| {
            let head = row.some(column)?;
            let first = kinds.insert(entry(head), (row.parse("kind")?, row.line));
            match first {
                Some((_, line)) => Err(row.wrong(
                    format!("`{head}` stands in line {line} too"),
                    "delete one of the two",
                )),
                None => Ok(()),
            }
        })?;
        let kinds: BTreeMap<String, K> = kinds
            .into_iter()
            .map(|(key, (kind, _))| (key, kind))
            .collect();
        let ordered: Vec<(String, K)> = kinds
            .iter()
            .map(|(key, kind)| (key.clone(), *kind))
            .collect();
        let words = Words::new(&ordered.iter().map(|(key, _)| key).collect::<Vec<_>>());
        Ok(Heads {
            kinds,
            ordered,
            words,
        })
    }

    fn heads(&self) -> impl Iterator<Item = &str> {
        self.ordered.iter().map(|(key, _)| key.as_str())
    }

    fn exact(&self, folded: &str) -> Option<K> {
        self.kinds.get(&*folded_entry(bare(folded))).copied()
    }

    fn prefix(&self, folded: &str) -> Option<K> {
        let hit = self.words.starts(bare(folded))?;
        self.ordered.get(hit.id).map(|(_, kind)| *kind)
    }

    /// The longest head inside, of at least so many words.
    fn inside(&self, folded: &str, words: usize) -> Option<K> {
        let hits = self.words.find(folded).into_iter().rev();
        let found = hits.filter_map(|hit| self.ordered.get(hit.id));
        let found = found.filter(|(key, _)| key.split(' ').count() >= words);
        found
            .max_by_key(|(key, _)| key.len())
            .map(|(_, kind)| *kind)
    }
}

/// A heading without the marks around it.
fn bare(heading: &str) -> &str {
    heading.trim_matches(|c: char| c.is_whitespace() || ":.;,*_()\"“”‘’".contains(c))
}

/// Table column heads.
#[derive(Debug)]
pub struct Columns(Heads<ColumnKind>);

impl Columns {
    /// What a column holds whose head is exactly one of the list.
    pub fn exact(&self, folded_head: &str) -> Option<ColumnKind> {
        self.0.exact(folded_head)
    }

    /// All heads, folded and squeezed, in order.
    pub(super) fn heads(&self) -> impl Iterator<Item = &str> {
        self.0.heads()
    }

    pub(super) fn load(files: &Files) -> Result<Columns, Error> {
        Heads::load(files, "columns.csv", "head").map(Columns)
    }

    /// What a folded column head announces: an exact head, else the longest head that it contains.
    pub fn classify(&self, folded_head: &str) -> Option<ColumnKind> {
        self.0
            .exact(folded_head)
            .or_else(|| self.0.inside(folded_head, 1))
    }
}

/// Section headings.
#[derive(Debug)]
pub struct Sections(Heads<SectionKind>);

impl Sections {
    /// All headings, folded and squeezed, in order.
    pub(super) fn heads(&self) -> impl Iterator<Item = &str> {
        self.0.heads()
    }

    pub(super) fn load(files: &Files) -> Result<Sections, Error> {
        Heads::load(files, "sections.csv", "heading").map(Sections)
    }

    /// What a folded heading (without its label) announces: an exact heading, else the longest that it begins with,
    /// else the longest of two words or more that it contains. One that goes on to list tasks (`Mục tiêu, nhiệm vụ,
    /// giải pháp`) announces tasks.
    pub fn classify(&self, folded_heading: &str) -> Option<SectionKind> {
        use SectionKind::{Audience, Purpose, Target, Tasks};
        let opening = self.opening(folded_heading);
        let aims = matches!(opening, Some(Purpose | Target | Audience));
        let lists_tasks = |heading: &str| {
            let mut parts = heading
                .split([',', ';'])
                .flat_map(|part| part.split(" và "));
            parts.any(|part| self.opening(part.trim()) == Some(Tasks))
        };
        if aims && self.0.exact(folded_heading).is_none() && lists_tasks(folded_heading) {
            return Some(Tasks);
        }
        opening.or_else(|| self.0.inside(folded_heading, 2))
    }

    /// The same without what stands inside the heading: `Nắm tình hình nhân dân` is no `Tình hình`.
    pub fn opening(&self, folded_heading: &str) -> Option<SectionKind> {
        let heads = &self.0;
        heads
            .exact(folded_heading)
            .or_else(|| heads.prefix(folded_heading))
    }
}
