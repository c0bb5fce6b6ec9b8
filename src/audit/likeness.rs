//! How much of one text stands in another: the share of its runs of words (Broder, "On the resemblance and containment
//! of documents", 1997).

use crate::memo::Reading;
use crate::text::word::is_alphabetic;
use rustc_hash::{FxBuildHasher, FxHashSet};
use serde::{Deserialize, Serialize};

/// Words in a run. Four syllables are two Vietnamese words: fewer meet by chance, more break at every changed name.
const RUN: usize = 4;

/// The words of a folded text as numbers. Figures are left out: a plan that is copied gets new dates and numbers.
pub fn words(folded: &str) -> Vec<u64> {
    // Words are some five bytes long.
    let mut words = Vec::with_capacity(folded.len() / 5);
    let mut start = None;
    for (at, c) in folded.char_indices() {
        if is_alphabetic(c) {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.extend(folded.get(start..at).map(number));
        }
    }
    words.extend(start.and_then(|start| folded.get(start..)).map(number));
    words
}

/// The runs of words of a text as numbers, sorted, each once.
pub fn runs(words: &[u64]) -> Vec<u64> {
    let mut runs: Vec<u64> = words.windows(RUN).map(joined).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The runs of words of a text, and its first and last words, with which those end and begin that run over its ends.
#[derive(Debug)]
pub struct Running {
    /// As `runs`.
    pub runs: Vec<u64>,
    /// The first words, fewer than a run has.
    first: Vec<u64>,
    /// The last ones; the same where it has no more.
    last: Vec<u64>,
}

impl Running {
    /// Those of these words.
    pub fn of(words: &[u64]) -> Self {
        let edge = words.len().min(RUN - 1);
        Self {
            runs: runs(words),
            first: words[..edge].to_vec(),
            last: words[words.len() - edge..].to_vec(),
        }
    }

    /// Whether the text has no more words than its first ones.
    fn is_short(&self) -> bool {
        self.runs.is_empty() && self.first.len() < RUN - 1
    }
}

impl Reading for Running {
    fn bytes(&self) -> usize {
        let edges = size_of_val(&*self.first) + size_of_val(&*self.last);
        size_of::<Self>() + edges + size_of_val(&*self.runs)
    }
}

/// The runs of words of texts that stand one behind the other.
#[derive(Debug, Default)]
pub struct Runs {
    runs: Vec<u64>,
    /// The last words, with which runs begin that end in the next text.
    last: Vec<u64>,
}

impl Runs {
    /// Adds the words of the next text.
    pub fn add(&mut self, words: &[u64]) {
        self.last.extend(words);
        self.runs.extend(self.last.windows(RUN).map(joined));
        let done = self.last.len().saturating_sub(RUN - 1);
        self.last.drain(..done);
    }

    /// All of them, sorted, each once.
    pub fn sorted(mut self) -> Vec<u64> {
        self.runs.sort_unstable();
        self.runs.dedup();
        self.runs
    }
}

/// FNV-1a of a word (Fowler, Noll, Vo): the same on every machine. Some thousands are reckoned for each plan.
fn number(word: &str) -> u64 {
    let bytes = word.bytes();
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The number of a run from those of its words, in their order; the constant is that of SplitMix64 (Steele, Lea, Flood,
/// 2014), which spreads what differs over all bits.
fn joined(words: &[u64]) -> u64 {
    words.iter().fold(0, |run: u64, word| {
        let mixed = (run.rotate_left(23) ^ word).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ mixed >> 31
    })
}

/// The smallest runs of a text: enough to tell how much it has in common with another (Broder 1997, bottom-k sketch).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// They, sorted.
    pub runs: Vec<u64>,
    /// How many the text has in all.
    pub all: usize,
}

impl Sketch {
    /// Of texts that stand one behind the other, at most so many runs; the same as of all their runs by `of`.
    pub fn of_all<'a>(texts: impl Iterator<Item = &'a Running> + Clone, most: usize) -> Self {
        let room: usize = texts.clone().map(|text| text.runs.len() + RUN - 1).sum();
        let mut all = FxHashSet::with_capacity_and_hasher(room, FxBuildHasher);
        // The last words before a text, fewer than a run has.
        let mut before: Vec<u64> = Vec::new();
        for text in texts {
            all.extend(&text.runs);
            let behind = before.len();
            before.extend(&text.first);
            all.extend(before.windows(RUN).map(joined));
            if !text.is_short() {
                before.truncate(behind);
                before.extend(&text.last);
            }
            let done = before.len().saturating_sub(RUN - 1);
            before.drain(..done);
        }
        let count = all.len();
        let mut runs: Vec<u64> = all.into_iter().collect();
        if count > most && most > 0 {
            runs.select_nth_unstable(most - 1);
        }
        runs.truncate(most);
        runs.sort_unstable();
        runs.shrink_to_fit();
        Self { runs, all: count }
    }

    /// Of a text with these runs at most so many.
    pub fn of(mut runs: Vec<u64>, most: usize) -> Self {
        let all = runs.len();
        runs.truncate(most);
        runs.shrink_to_fit();
        Self { runs, all }
    }

    /// Share of the shorter one's runs of words that the other has, estimated from the sketches: of the smallest runs of
    /// both, those that both have estimate the resemblance; with the sizes it gives the containment. Plans without any
    /// have all in common. The other is given by its smallest runs and how many it has in all.
    pub fn shared(&self, other: &[u64], all: usize) -> f64 {
        if self.all == 0 && all == 0 {
            return 1.0;
        }
        let most = self.runs.len().max(other.len());
        let (mut at, mut to, mut union, mut both) = (0, 0, 0, 0);
        while union < most && (at < self.runs.len() || to < other.len()) {
            let (a, b) = (self.runs.get(at), other.get(to));
            both += usize::from(a == b);
            // Where one has none left, the other goes on.
            let first = b.is_none() || a.is_some() && a <= b;
            let second = a.is_none() || b.is_some() && b <= a;
            (at, to) = (at + usize::from(first), to + usize::from(second));
            union += 1;
        }
        let resemblance = both as f64 / union.max(1) as f64;
        let sum = (self.all + all) as f64;
        let smaller = self.all.min(all).max(1) as f64;
        (resemblance * sum / (1.0 + resemblance) / smaller).min(1.0)
    }
}

/// How many runs two texts share.
pub fn common(one: &[u64], other: &[u64]) -> usize {
    let (mut at, mut to, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(to)) {
        count += usize::from(a == b);
        at += usize::from(a <= b);
        to += usize::from(b <= a);
    }
    count
}

/// Share of the runs of two texts that they have in common, 0 to 1, where they share so many; 0 for texts of fewer words
/// than a run.
pub fn resemblance(common: usize, one: &[u64], other: &[u64]) -> f64 {
    let all = one.len() + other.len() - common;
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::key;
    use proptest::prelude::*;

    fn runs(text: &str) -> Vec<u64> {
        super::runs(&words(&key(text)))
    }

    proptest! {
        #[test]
        fn sketches_share_what_their_smallest_runs_do(
            one in prop::collection::btree_set(0_u64..40, 0..20),
            other in prop::collection::btree_set(0_u64..40, 0..20),
        ) {
            let most = one.len().max(other.len());
            let union: Vec<u64> = one.union(&other).copied().take(most).collect();
            let both = union.iter().filter(|run| one.contains(run) && other.contains(run)).count();
            let resemblance = both as f64 / union.len().max(1) as f64;
            let (sum, least) = ((one.len() + other.len()) as f64, one.len().min(other.len()).max(1));
            let expected = match one.is_empty() && other.is_empty() {
                true => 1.0,
                false => (resemblance * sum / (1.0 + resemblance) / least as f64).min(1.0),
            };
            let sketch = Sketch { all: one.len(), runs: one.into_iter().collect() };
            let other: Vec<u64> = other.into_iter().collect();
            prop_assert_eq!(sketch.shared(&other, other.len()), expected);
        }
    }

    #[test]
    fn words_are_runs_of_letters() {
        let number = |word| super::words(word);
        assert_eq!(
            words("sở nội-vụ 15/6,ủy"),
            ["sở", "nội", "vụ", "ủy"].map(number).concat()
        );
        assert_eq!(words("15/6"), [0_u64; 0]);
    }

    #[test]
    fn runs_go_on_from_text_to_text() {
        let all: Vec<u64> = (0..40).map(|word| word * word % 11).collect();
        for at_once in [1, 2, 3, 4, 7, 40] {
            let mut runs = Runs::default();
            all.chunks(at_once).for_each(|words| runs.add(words));
            runs.add(&[]);
            assert_eq!(runs.sorted(), super::runs(&all));
        }
    }

    proptest! {
        #[test]
        fn a_sketch_of_texts_is_that_of_all_their_runs(
            texts in prop::collection::vec(prop::collection::vec(0_u64..6, 0..9), 0..9),
            most in 0_usize..20,
        ) {
            let mut whole = Runs::default();
            texts.iter().for_each(|words| whole.add(words));
            let running: Vec<Running> = texts.iter().map(|words| Running::of(words)).collect();
            prop_assert_eq!(
                Sketch::of_all(running.iter(), most),
                Sketch::of(whole.sorted(), most)
            );
        }
    }

    #[test]
    fn figures_and_case_do_not_matter() {
        let one = runs("Phòng Nội vụ tổng hợp báo cáo trước ngày 15/6/2024");
        assert_eq!(
            one,
            runs("PHÒNG NỘI VỤ tổng hợp, báo cáo trước ngày 20/12/2025.")
        );
        assert!((resemblance(common(&one, &one), &one, &one) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn other_words_are_not_alike() {
        let one = runs("Phòng Nội vụ tổng hợp báo cáo kết quả");
        let other = runs("Trạm y tế tuyên truyền phòng chống dịch bệnh");
        assert_eq!(common(&one, &other), 0);
        assert_eq!(resemblance(0, &runs("ba từ"), &runs("ba từ")), 0.0);
    }
}
