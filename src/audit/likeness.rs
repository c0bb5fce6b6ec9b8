//! How much of one text stands in another: the share of its runs of words (Broder, "On the resemblance and containment
//! of documents", 1997).

use crate::text::fold::key;
use crate::text::word::is_alphabetic;

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
