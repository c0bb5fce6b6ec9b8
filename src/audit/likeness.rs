//! How much of one text stands in another: the share of its runs of words (Broder, "On the resemblance and containment
//! of documents", 1997).

use crate::text::fold::key;

/// Words in a run. Four syllables are two Vietnamese words: fewer meet by chance, more break at every changed name.
const RUN: usize = 4;

/// The runs of words of a text as numbers, sorted, each once. Figures are left out: a plan that is copied gets new
/// dates and numbers.
pub fn runs(text: &str) -> Vec<u64> {
    let folded = key(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let mut runs: Vec<u64> = words.windows(RUN).map(number).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The first 64 bits of the BLAKE3 of the words: the same on every machine.
fn number(words: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for word in words {
        hasher.update(word.as_bytes());
        hasher.update(b" ");
    }
    let hash = hasher.finalize();
    hash.as_bytes()[..8]
        .iter()
        .fold(0, |number, &byte| number << 8 | u64::from(byte))
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
