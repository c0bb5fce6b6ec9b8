//! How much of one text stands in another: the share of its runs of words (Broder, "On the resemblance and containment
//! of documents", 1997).

use crate::text::fold::key;
use crate::text::word::is_alphabetic;
use serde::{Deserialize, Serialize};

/// Words in a run. Four syllables are two Vietnamese words: fewer meet by chance, more break at every changed name.
const RUN: usize = 4;

/// The runs of words of a text as numbers, sorted, each once. Figures are left out: a plan that is copied gets new
/// dates and numbers.
pub fn runs(text: &str) -> Vec<u64> {
    let folded = key(text);
    let words: Vec<&str> = folded
        .split(|c: char| !is_alphabetic(c))
        .filter(|word| !word.is_empty())
        .collect();
    let words: Vec<u64> = words.into_iter().map(number).collect();
    let mut runs: Vec<u64> = words.windows(RUN).map(joined).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
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
    /// Share of the shorter one's runs of words that the other has, estimated from the sketches: of the smallest runs of
    /// both, those that both have estimate the resemblance; with the sizes it gives the containment. Plans without any
    /// have all in common. The other is given by its smallest runs and how many it has in all.
    pub fn shared(&self, other: &[u64], all: usize) -> f64 {
        if self.all == 0 && all == 0 {
            return 1.0;
        }
        let most = self.runs.len().max(other.len());
        let mut union: Vec<u64> = self.runs.iter().chain(other).copied().collect();
        union.sort_unstable();
        union.dedup();
        union.truncate(most);
        let both =
            |run: &&u64| self.runs.binary_search(run).is_ok() && other.binary_search(run).is_ok();
        let resemblance = union.iter().filter(both).count() as f64 / union.len().max(1) as f64;
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

/// Share of the runs of both that they have in common, 0 to 1; 0 for texts of fewer words than a run.
pub fn resemblance(one: &[u64], other: &[u64]) -> f64 {
    let common = common(one, other);
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

    #[test]
    fn figures_and_case_do_not_matter() {
        let one = runs("Phòng Nội vụ tổng hợp báo cáo trước ngày 15/6/2024");
        assert_eq!(
            one,
            runs("PHÒNG NỘI VỤ tổng hợp, báo cáo trước ngày 20/12/2025.")
        );
        assert!((resemblance(&one, &one) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn other_words_are_not_alike() {
        let one = runs("Phòng Nội vụ tổng hợp báo cáo kết quả");
        let other = runs("Trạm y tế tuyên truyền phòng chống dịch bệnh");
        assert_eq!(common(&one, &other), 0);
        assert_eq!(resemblance(&runs("ba từ"), &runs("ba từ")), 0.0);
    }
}
