//! Whether confidences keep what they promise: of the values with 0.9, nine of ten should be right.

use super::Scored;
use super::score::Verdict;
use crate::link::grounds::{self, Judged, Slot};
use crate::link::record::Record;
use crate::rules::confidence::{Count, Field, Precisions};
use crate::value::confidence::Confidence;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A value that gold decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What it is kept by.
    pub field: Field,
    /// The rule that read it.
    pub rule: String,
    /// The conditions that held.
    pub conditions: String,
    /// What the record says of it.
    pub confidence: Confidence,
    /// Whether the gold has it.
    pub right: bool,
}

/// The values of a record that its gold decided on; a task that answers for several gold tasks is a case for each.
pub fn cases(scored: &Scored, record: &Record) -> Vec<Case> {
    let values: Vec<Judged<'_>> = grounds::values(record).collect();
    let by_slot: BTreeMap<Slot, &Judged<'_>> = values.iter().map(|v| (v.slot, v)).collect();
    let outcomes = scored.fields.iter().flat_map(|compared| &compared.outcomes);
    let decided = outcomes.filter(|outcome| outcome.verdict != Verdict::Missed);
    let case = |outcome: &super::Outcome| {
        let value = by_slot.get(&outcome.slot?)?;
        Some(Case {
            field: value.field,
            rule: value.rule.to_string(),
            conditions: value.conditions.to_string(),
            confidence: value.confidence,
            right: outcome.verdict == Verdict::Right,
        })
    };
    decided.filter_map(case).collect()
}

/// How often each rule was right under its conditions.
pub fn precisions<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Precisions {
    let mut precisions = Precisions::default();
    for case in cases {
        let count = Count {
            right: u32::from(case.right),
            cases: 1,
        };
        precisions.add(case.field, &case.rule, &case.conditions, count);
    }
    precisions
}

/// The cases of each document with the confidences that all other documents give them: what to expect of documents
/// that the calibration has not seen.
pub fn unseen(documents: &[Vec<Case>]) -> Vec<Case> {
    let mut all = Vec::new();
    for (left_out, cases) in documents.iter().enumerate() {
        let others = documents
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != left_out);
        let precisions = precisions(others.flat_map(|(_, cases)| cases));
        all.extend(cases.iter().map(|case| Case {
            confidence: precisions.estimate(case.field, &case.rule, &case.conditions),
            ..case.clone()
        }));
    }
    all
}

/// How well a set of confidences keeps what it promises.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Values that gold decided on.
    pub values: usize,
    /// Those that it has.
    pub right: usize,
    /// Mean distance of confidence and precision over bins of equal width, weighted by their values: the expected
    /// calibration error (Naeini, Cooper and Hauskrecht, AAAI 2015).
    pub expected_error: f64,
    /// The same over bins of equal numbers of values, which tells apart what lies close to 1.
    pub expected_error_equal_bins: f64,
    /// Mean squared distance of confidence and outcome (Brier 1950): the less, the better also told apart.
    pub brier: f64,
    /// The reliability table: bins of equal width that hold values.
    pub bins: Vec<Bin>,
}

/// The values of one stretch of confidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// The least confidence that belongs here.
    pub from: f64,
    /// The least that does not any more; 1 belongs to the last bin.
    pub to: f64,
    /// How many values.
    pub values: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub precision: f64,
}

/// Bins of either kind.
const BINS: usize = 10;

/// Measures how well the confidences of these cases are kept.
pub fn calibration(cases: &[Case]) -> Calibration {
    let mut sorted: Vec<&Case> = cases.iter().collect();
    sorted.sort_by_key(|case| case.confidence);
    let of_width = |nth: usize| {
        let range = nth as f64 / BINS as f64..(nth + 1) as f64 / BINS as f64;
        let last = nth + 1 == BINS;
        let held = sorted.iter().filter(|case| {
            let share = case.confidence.share();
            range.contains(&share) || last && share >= range.end
        });
        bin(range.start, range.end, &held.copied().collect::<Vec<_>>())
    };
    let bins: Vec<Bin> = (0..BINS).filter_map(of_width).collect();
    let size = sorted.len().div_ceil(BINS).max(1);
    let equal: Vec<Bin> = sorted
        .chunks(size)
        .filter_map(|part| bin(0.0, 1.0, part))
        .collect();
    let squares = cases.iter().map(|case| {
        let distance = case.confidence.share() - f64::from(u8::from(case.right));
        distance * distance
    });
    Calibration {
        values: cases.len(),
        right: cases.iter().filter(|case| case.right).count(),
        expected_error: expected_error(&bins),
        expected_error_equal_bins: expected_error(&equal),
        brier: squares.sum::<f64>() / cases.len().max(1) as f64,
        bins,
    }
}

/// None for a bin without values.
fn bin(from: f64, to: f64, cases: &[&Case]) -> Option<Bin> {
    let values = cases.len();
    let confidence: f64 = cases.iter().map(|case| case.confidence.share()).sum();
    let right = cases.iter().filter(|case| case.right).count();
    (values > 0).then(|| Bin {
        from,
        to,
        values,
        confidence: confidence / values as f64,
        precision: right as f64 / values as f64,
    })
}

fn expected_error(bins: &[Bin]) -> f64 {
    let values: usize = bins.iter().map(|bin| bin.values).sum();
    let distances = bins
        .iter()
        .map(|bin| bin.values as f64 * (bin.confidence - bin.precision).abs());
    distances.sum::<f64>() / values.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(confidence: f64, right: bool) -> Case {
        Case {
            field: Field::Task,
            rule: "task/item".to_string(),
            conditions: String::new(),
            confidence: Confidence::of(confidence),
            right,
        }
    }

    #[test]
    fn nine_of_ten_right_keep_a_promise_of_nine_tenths() {
        let cases: Vec<Case> = (0..10).map(|n| case(0.9, n > 0)).collect();
        let kept = calibration(&cases);
        assert!(kept.expected_error < 1e-9 && kept.expected_error_equal_bins > 0.0);
        assert_eq!((kept.values, kept.right, kept.bins.len()), (10, 9, 1));
        let broken = calibration(&vec![case(0.9, false); 10]);
        assert!((broken.expected_error - 0.9).abs() < 1e-9);
        assert!((broken.brier - 0.81).abs() < 1e-9);
    }

    #[test]
    fn every_value_is_in_one_bin() {
        let cases: Vec<Case> = (0..=20).map(|n| case(f64::from(n) / 20.0, true)).collect();
        let bins = calibration(&cases).bins;
        assert_eq!(
            bins.iter().map(|bin| bin.values).sum::<usize>(),
            cases.len()
        );
        assert_eq!(
            bins.last().map(|bin| bin.values),
            Some(3),
            "0.9, 0.95 and 1"
        );
        assert_eq!(calibration(&[]).expected_error, 0.0);
    }

    #[test]
    fn a_document_does_not_speak_for_itself() {
        let wrong = vec![case(0.0, false); 40];
        let right = vec![case(0.0, true); 40];
        let seen = unseen(&[right.clone(), right, wrong]);
        assert!(
            seen[100].confidence > Confidence::of(0.9),
            "told by two right documents"
        );
        assert!(
            seen[0].confidence < Confidence::of(0.6),
            "told by a right and a wrong one"
        );
    }
}
