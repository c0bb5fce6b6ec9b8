//! The terms of all rule files in one index that also finds what is nearly one of them, for the repair of slips.

mod collect;
mod holes;
mod trie;
mod words;

pub(in crate::rules) use collect::Lists;
pub use holes::{Hole, Slot};
pub use words::{BREAK, Word, numbered, words};

use crate::text::bare;
use crate::text::word::number_of;
use crate::value::syllable::is_syllable;
use holes::{Holes, around};
use rustc_hash::FxHashMap as HashMap;
use trie::Trie;

/// A word of the rule files, by number.
pub type WordId = u32;

/// A known term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Folded and squeezed: `phòng tài chính-kế hoạch`.
    pub key: String,
    /// The list it stands in: `agencies`, `task-verb`, …
    pub list: &'static str,
    /// Its words, each with what stands before it (nothing tells before the first).
    pub words: Vec<(char, WordId)>,
    /// Whether a slip may be repaired into it; others only keep what they are from being repaired.
    pub sought: bool,
    /// Whether it is repaired even where all its words as written are words too, and, if it is long, where one is lost.
    pub mended: bool,
    /// The word of it that stands in no other: `hoạch` of `kế hoạch`, which tells the other.
    pub bound: Option<String>,
}

impl Term {
    /// Whether it is told even without one of its words.
    fn known_with_gap(&self) -> bool {
        self.mended && self.words.len() >= LONG
    }

    /// Whether it says enough to change a letter of a word that is one.
    fn strong(&self) -> bool {
        self.mended || self.words.len() >= LONG
    }
}

/// All terms.
#[derive(Debug, Default)]
pub struct Terms {
    all: Vec<Term>,
    /// The words by their numbers as words of a text; of two that share one, the first.
    ids: HashMap<u64, WordId>,
    spelt: Vec<String>,
    /// The words without marks.
    bare: Vec<String>,
    holes: Holes,
    /// Those of terms that say enough to change a word that is one; and of terms that are told with a word missing.
    /// They are few, so that a text without slips costs next to nothing.
    strong: Holes,
    gaps: Holes,
    /// Terms by their letters without marks and white space; an entry for each pattern of `bones`.
    by_bones: Vec<Vec<usize>>,
    bones: Trie,
    /// Abbreviations of offices by their bare letters; `None` where two share them.
    symbols: HashMap<String, Option<String>>,
}

/// Words of a term that no text holds by chance but for one of them.
const LONG: usize = 4;

impl Terms {
    fn new(all: Vec<(String, &'static str)>, bound: Vec<(String, String)>) -> Terms {
        let mut builder = Builder::default();
        for (key, list) in all {
            builder.add(key, list);
        }
        for (key, word) in bound {
            let term = builder
                .seen
                .get(&key)
                .and_then(|at| builder.all.get_mut(*at));
            if let Some(term) = term {
                term.bound = Some(word);
            }
        }
        builder.build()
    }

    /// A term by its number.
    pub fn term(&self, id: usize) -> Option<&Term> {
        self.all.get(id)
    }

    /// The number of a folded word that some term has.
    pub fn id(&self, word: &str) -> Option<WordId> {
        self.id_of(word, number_of(word))
    }

    /// The same of a word whose number as a word of a text is known.
    pub fn id_of(&self, word: &str, number: u64) -> Option<WordId> {
        let id = self.ids.get(&number).copied();
        id.filter(|id| self.spelt(*id) == word)
    }

    /// The word of a number.
    pub fn spelt(&self, id: WordId) -> &str {
        self.spelt.get(id as usize).map_or("", String::as_str)
    }

    /// The same without marks.
    pub fn bare(&self, id: WordId) -> &str {
        self.bare.get(id as usize).map_or("", String::as_str)
    }

    /// The terms that have this hole, with its place: for a word that is none all, for one that is (`sound`) those
    /// that say enough to change it.
    pub fn with_hole(&self, hole: Hole, sound: bool) -> &[Slot] {
        let holes = if sound { &self.strong } else { &self.holes };
        holes.with(hole)
    }

    /// The terms that are told without the word in this hole, with its place.
    pub fn with_gap(&self, hole: Hole) -> &[Slot] {
        self.gaps.with(hole)
    }

    /// Tells the terms whose letters without marks and white space begin `bones`, the shortest first: one past the last
    /// byte, terms.
    pub fn in_bones<'t>(&'t self, bones: &[u8], mut tell: impl FnMut(usize, &'t [usize])) {
        self.bones.begin(bones, |pattern, end| {
            let terms = self.by_bones.get(pattern as usize);
            tell(end, terms.map_or(&[][..], Vec::as_slice));
        });
    }

    /// The abbreviation of an office, folded, whose letters without marks are these: `ubnd`, `hđnd` of `hdnd`.
    pub fn symbol(&self, bare: &str) -> Option<&str> {
        self.symbols.get(bare)?.as_deref()
    }
}

#[derive(Default)]
struct Builder {
    all: Vec<Term>,
    seen: HashMap<String, usize>,
    ids: HashMap<u64, WordId>,
    spelt: Vec<String>,
    /// Whether each word is a syllable: most stand in many terms.
    syllables: Vec<bool>,
    symbols: HashMap<String, Option<String>>,
}

impl Builder {
    fn add(&mut self, key: String, list: &'static str) {
        let name = list == "agencies";
        let words = words(&key).map(|word| (word.joint, self.word(&key[word.range()])));
        let words: Vec<(char, WordId)> = words.collect();
        if name && words.len() == 1 && !is_syllable(&key) {
            let symbol = self.symbols.entry(bare(&key));
            let known = symbol.or_insert_with(|| Some(key.clone()));
            if known.as_ref().is_some_and(|known| *known != key) {
                *known = None;
            }
        }
        // No term runs across what parts any two.
        if words.iter().skip(1).any(|(joint, _)| *joint == BREAK) {
            return;
        }
        let syllable = |id: WordId| self.syllables.get(id as usize) == Some(&true);
        let plain = words.iter().all(|(_, id)| syllable(*id));
        let sought = plain && words.len() > 1 && !collect::GUARDS.contains(&list);
        let mended = list == "mended";
        if let Some(known) = self.seen.get(&key).and_then(|at| self.all.get_mut(*at)) {
            known.sought &= !collect::GUARDS.contains(&list);
            known.mended |= mended;
            return;
        }
        self.seen.insert(key.clone(), self.all.len());
        self.all.push(Term {
            key,
            list,
            words,
            sought,
            mended,
            bound: None,
        });
    }

    fn word(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.spelt.len()).unwrap_or(WordId::MAX);
        let id = *self.ids.entry(number_of(word)).or_insert(next);
        if self
            .spelt
            .get(id as usize)
            .is_some_and(|known| known == word)
        {
            return id;
        }
        self.spelt.push(word.to_owned());
        self.syllables.push(is_syllable(word));
        next
    }

    fn build(self) -> Terms {
        let (mut holes, mut strong, mut gaps) =
            (Holes::default(), Holes::default(), Holes::default());
        let mut bones: HashMap<String, usize> = HashMap::default();
        let (mut patterns, mut by_bones) = (Vec::new(), Vec::<Vec<usize>>::new());
        for (at, term) in self.all.iter().enumerate() {
            if term.words.len() < 2 {
                continue;
            }
            if term.sought {
                for (place, hole) in around(&term.words) {
                    holes.add(hole, (at, place));
                    if term.strong() {
                        strong.add(hole, (at, place));
                    }
                    if term.known_with_gap() {
                        gaps.add(hole, (at, place));
                    }
                }
            }
            let letters: String = bare(&term.key).split_whitespace().collect();
            let pattern = *bones.entry(letters).or_insert_with_key(|letters| {
                patterns.push(letters.clone());
                by_bones.push(Vec::new());
                patterns.len() - 1
            });
            by_bones[pattern].push(at);
        }
        Terms {
            all: self.all,
            ids: self.ids,
            bare: self.spelt.iter().map(|word| bare(word)).collect(),
            spelt: self.spelt,
            holes,
            strong,
            gaps,
            by_bones,
            bones: Trie::new(&patterns),
            symbols: self.symbols,
        }
    }
}
