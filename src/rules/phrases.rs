//! Named word lists: openings of tasks, unnamed groups, area words, line heads.

use super::key::entry;
use super::table::Files;
use super::words::Words;
use crate::error::Error;
use crate::text::Stretch;
use crate::value::Level;
use std::collections::HashMap;
use std::str::FromStr;

/// Declares the closed set of word lists with the words that the table uses for them.
macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident = $word:literal,)*) => {
        /// The word lists that the stages ask for. To add a list is one line here.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum List { $($(#[$doc])* $list,)* }

        impl List {
            /// All lists.
            pub const ALL: &'static [List] = &[$(List::$list,)*];

            /// The word used in the table.
            pub const fn as_str(self) -> &'static str {
                match self { $(List::$list => $word,)* }
            }
        }
    };
}

lists! {
    /// Words that begin a task.
    TaskVerb = "task-verb",
    /// Phrases that begin like a verb of a task and are none (`cấp huyện`, `giáo dục mầm non`).
    NotTaskVerb = "not-task-verb",
    /// Unnamed groups of agencies (`các cơ quan, đơn vị liên quan`).
    GenericGroup = "generic-group",
    /// Openings of an unnamed group that can be a subject anywhere (`các`, `thủ trưởng`).
    GroupArticle = "group-article",
    /// Words for areas (`các xã, thị trấn`); the note is their level.
    AreaWord = "area-word",
    /// First words of an office that no list names (`Trung tâm …`); the note is the level of such offices where it is fixed.
    OfficeHead = "office-head",
    /// First words of a body that is called by its task, in small letters (`Tổ kiểm tra công vụ`).
    OfficeLower = "office-lower",
    /// Words that end the name of such an office: what it does, not what it is called.
    NameEnd = "name-end",
    /// Verbs that names of offices hold in small letters (`Ban Quản lý đầu tư xây dựng`): others end a name.
    NameVerb = "name-verb",
    /// Words that open a legal basis (`căn cứ`).
    LegalOpening = "legal-opening",
    /// Words that open the closing paragraph (`trên đây là`).
    ClosingOpening = "closing-opening",
    /// Heads of a line that names who leads.
    AttributeLead = "attribute-lead",
    /// Heads of a line that names who acts.
    AttributeResponsible = "attribute-responsible",
    /// Heads of a line that names who cooperates.
    AttributeSupport = "attribute-support",
    /// Heads of a line that tells when.
    AttributeDeadline = "attribute-deadline",
    /// Heads of a line that describes the work above it (`Thành phần: …`): neither who nor when.
    DetailHead = "detail-head",
    /// First words of a round of the work, before its number (`đợt 1`).
    RoundHead = "round-head",
    /// Words that join a sentence to the one before it (`đồng thời`); its verb stands behind them.
    Connective = "connective",
    /// Words of a title behind which a year that is over is that of something older (`khắc phục hạn chế năm 2023`).
    LookedBack = "looked-back",
    /// Words that open a bound which is no calendar time (`sau khi …`).
    EventOpening = "event-opening",
    /// Nouns that a yearly frequency describes (`kế hoạch thanh tra hằng năm`).
    PlanningNoun = "planning-noun",
    /// Short names of indices that are measured beside those which plans set out to improve.
    IndexBeside = "index-beside",
    /// Phrases that hold an agency's name without meaning it (`nông thôn` holds `thôn`).
    NotAgency = "not-agency",
    /// Words before a number that is no document's (`mẫu số`).
    NotDocument = "not-document",
    /// Posts before the name of the body that they head (`Giám đốc Sở Nội vụ`): the body acts.
    PostTitle = "post-title",
    /// Document types whose items ask for work even where they name nobody and no verb opens them.
    WorkDocument = "work-document",
    /// Ranks and degrees before a person's name (`Thượng tướng`, `TS.`).
    PersonTitle = "person-title",
    /// Terms that a slip is repaired into even where every word as written is a word (`phân đầu` for `phấn đấu`).
    Mended = "mended",
    /// Phrases that look like a slip of a term and are none (`phần đầu`).
    NotSlip = "not-slip",
    /// Headings of a body's duties, up to its name (`trách nhiệm của`).
    DutyHeading = "duty-heading",
    /// Words that open the ground of a task, whose bodies do not act in it (`trên cơ sở`).
    GroundOpening = "ground-opening",
    /// Words that open an adverbial before the subject, whose bodies do not act (`dưới sự chỉ đạo`).
    AdverbialOpening = "adverbial-opening",
    /// Words that open a sentence on a matter that `do X chủ trì` closes (`việc`, `công tác`).
    MatterOpening = "matter-opening",
    /// Words of a clause that tells of what was: a stretch of time in it is no deadline once it is over.
    PastWord = "past-word",
    /// Verbs of what was, right before its time (`ban hành trước ngày 01/01/2024`).
    PastVerb = "past-verb",
    /// Words after which a line of a subject goes on in the next one (`của`, `thuộc`).
    OpenEnd = "open-end",
}

impl FromStr for List {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        let found = List::ALL.iter().find(|list| list.as_str() == word);
        found.copied().ok_or_else(|| {
            let known: Vec<_> = List::ALL.iter().map(|list| list.as_str()).collect();
            format!("expected one of {}, got `{word}`", known.join(", "))
        })
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
    /// In the order of [`List::ALL`].
    lists: Vec<Compiled>,
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
            if list == List::OfficeHead && !row.get("note").is_empty() {
                row.parse::<Level>("note")?;
            }
            let (phrases, notes) = read.entry(list).or_default();
            notes.insert(phrase.clone(), row.get("note").to_owned());
            phrases.push(phrase);
            Ok(())
        })?;
        let lists = List::ALL.iter().map(|list| {
            let (phrases, notes) = read.remove(list).unwrap_or_default();
            let words = Words::new(&phrases);
            Compiled {
                phrases,
                notes,
                words,
            }
        });
        Ok(Phrases {
            lists: lists.collect(),
        })
    }

    fn list(&self, list: List) -> Option<&Compiled> {
        self.lists.get(list as usize)
    }

    /// Bytes of the longest phrase of a list that opens a folded text, leading white space included. A verb of a task that
    /// is only the beginning of something else is none.
    pub fn starts(&self, list: List, folded: &str) -> Option<usize> {
        let opens = |list| self.list(list)?.words.starts(folded).map(|hit| hit.end);
        let end = opens(list)?;
        let other = list == List::TaskVerb && opens(List::NotTaskVerb) >= Some(end);
        (!other).then_some(end)
    }

    /// First byte of the longest phrase of a list that ends a folded text, trailing white space aside.
    pub fn ends(&self, list: List, folded: &str) -> Option<usize> {
        self.list(list)?.words.ends(folded).map(|hit| hit.start)
    }

    /// The lists that are looked for anywhere in a document, as far as their phrases begin with a word.
    pub(super) fn anywhere(&self) -> impl Iterator<Item = &Words> {
        let lists = [
            List::GenericGroup,
            List::AreaWord,
            List::OfficeHead,
            List::OfficeLower,
            List::NameEnd,
        ];
        let lists = lists.into_iter().filter_map(|list| self.list(list));
        lists.map(|list| &list.words)
    }

    /// Byte ranges of a list's phrases in a folded text: whole words, the leftmost, of those the longest.
    pub fn find<'t>(&self, list: List, folded: impl Into<Stretch<'t>>) -> Vec<(usize, usize)> {
        let hits = self
            .list(list)
            .map(|l| l.words.find(folded))
            .unwrap_or_default();
        hits.into_iter().map(|hit| (hit.start, hit.end)).collect()
    }

    /// The note beside a phrase, which may be given as it stands in a text; `None` where there is none.
    pub fn note(&self, list: List, phrase: &str) -> Option<&str> {
        let note = self.list(list)?.notes.get(&entry(phrase))?;
        Some(note.as_str()).filter(|note| !note.is_empty())
    }

    /// All phrases of a list, folded and squeezed, in the order of the file.
    pub fn all(&self, list: List) -> &[String] {
        self.list(list).map_or(&[], |compiled| &compiled.phrases)
    }
}
