//! What the head of a table column and the heading of a section announce.

use super::key::{entry, folded_entry};
use super::table::Files;
use super::words::Words;
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};

/// How the note of a head begins that says nothing inside a longer head, nor before a colon: `Ngày`, `Dự kiến`.
const WHOLE: &str = "a whole head only";

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

/// How the note of a head begins that tells a start where another column tells the end: `Ngày thực hiện` beside `Ngày hoàn
/// thành`.
const START: &str = "a start beside an end";

/// Heads by kind.
#[derive(Debug)]
struct Heads<K> {
    kinds: BTreeMap<String, K>,
    /// Those that count inside a longer text, too, in order.
    ordered: Vec<(String, K)>,
    words: Words,
    /// Those that tell a start where another one tells the end.
    starts: BTreeSet<String>,
}

impl<K: Copy + PartialEq + std::str::FromStr<Err = String>> Heads<K> {
    fn load(files: &Files, file: &str, column: &'static str) -> Result<Heads<K>, Error> {
        let mut kinds: BTreeMap<String, (K, u64, bool)> = BTreeMap::new();
        let mut starts = BTreeSet::new();
        files.table(file, &["kind", column, "note"])?.rows(|row| {
            let head = row.some(column)?;
            let whole = row.get("note").starts_with(WHOLE);
            if row.get("note").starts_with(START) {
                starts.insert(entry(head));
            }
            let first = kinds.insert(entry(head), (row.parse("kind")?, row.line, whole));
            match first {
                Some((_, line, _)) => Err(row.wrong(
                    format!("`{head}` stands in line {line} too"),
                    "delete one of the two",
                )),
                None => Ok(()),
            }
        })?;
        let ordered: Vec<(String, K)> = kinds
            .iter()
            .filter(|(_, (_, _, whole))| !whole)
            .map(|(key, (kind, ..))| (key.clone(), *kind))
            .collect();
        let kinds: BTreeMap<String, K> = kinds
            .into_iter()
            .map(|(key, (kind, ..))| (key, kind))
            .collect();
        let words = Words::new(&ordered.iter().map(|(key, _)| key).collect::<Vec<_>>());
        Ok(Heads {
            kinds,
            ordered,
            words,
            starts,
        })
    }

    fn heads(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
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
    /// What a line announces whose head is exactly one of the list, those for columns alone left out.
    pub fn exact(&self, folded_head: &str) -> Option<ColumnKind> {
        let heads = &self.0.ordered;
        let key = folded_entry(bare(folded_head));
        let found = heads.binary_search_by(|(head, _)| head.as_str().cmp(&key));
        found.ok().map(|at| heads[at].1)
    }

    /// Whether a column of this head tells a start where another one tells the end.
    pub fn may_start(&self, folded_head: &str) -> bool {
        let key = folded_entry(bare(folded_head));
        self.0.starts.contains(&*key)
    }

    /// Whether a column head is exactly one of the list.
    pub fn is_listed(&self, folded_head: &str) -> bool {
        self.0.exact(folded_head).is_some()
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
        let joint = || self.is_joint(folded_head).then_some(ColumnKind::Lead);
        let exact = self.0.exact(folded_head);
        exact
            .or_else(joint)
            .or_else(|| self.0.inside(folded_head, 1))
    }

    /// `Chủ trì/phối hợp`, `Cơ quan chủ trì, phối hợp`: one column for who leads and who cooperates.
    pub fn is_joint(&self, folded_head: &str) -> bool {
        let parts = folded_head.split(['/', ',', ';', '-']);
        let parts: Vec<&str> = parts.flat_map(|part| part.split(" và ")).collect();
        let kind = |part: &str| self.0.exact(part).or_else(|| self.0.inside(part, 1));
        parts.windows(2).any(|two| {
            kind(two[0]) == Some(ColumnKind::Lead) && kind(two[1]) == Some(ColumnKind::Support)
        })
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
