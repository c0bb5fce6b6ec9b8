//! How far a score would move with other documents: percentile intervals of the bootstrap over documents
//! (B. Efron, "Bootstrap methods: another look at the jackknife", 1979).
//!
//! Documents are drawn, not values: values of one plan stand or fall together.

use super::FIELDS;
use super::tally::{Tallies, Tally, sum};
use serde::{Deserialize, Serialize};

/// How often the documents are drawn anew; the bounds then move by less than a thousandth from seed to seed.
const DRAWS: usize = 2000;

/// Any fixed number: the same records give the same intervals.
const SEED: u64 = 20_240_603;

/// The share of draws outside the interval, half of it on each side.
const OUTSIDE: f64 = 0.05;

/// From `low` to `high` lie 95 of 100 draws.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

/// Intervals of the three measures of one field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Intervals {
    /// Of precision.
    pub precision: Interval,
    /// Of recall.
    pub recall: Interval,
    /// Of F1.
    pub f1: Interval,
}

/// The intervals of each field, at its place in [`FIELDS`].
pub fn intervals(documents: &[Tallies]) -> Vec<Intervals> {
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut draws: Vec<Vec<Tally>> = vec![Vec::with_capacity(DRAWS); FIELDS.len()];
    for _ in 0..DRAWS {
        let drawn = (0..documents.len()).filter_map(|_| {
            // Of 64 bits on every machine, so that the draws are the same everywhere.
            let at = random.u64(0..documents.len() as u64);
            documents.get(at as usize)
        });
        for (draws, tally) in draws.iter_mut().zip(sum(drawn)) {
            draws.push(tally.unwrap_or_default());
        }
    }
    let of_field = |tallies: &Vec<Tally>| Intervals {
        precision: interval(tallies, Tally::precision),
        recall: interval(tallies, Tally::recall),
        f1: interval(tallies, Tally::f1),
    };
    draws.iter().map(of_field).collect()
}

fn interval(tallies: &[Tally], measure: fn(Tally) -> f64) -> Interval {
    let mut values: Vec<f64> = tallies.iter().map(|tally| measure(*tally)).collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1) as f64;
    let at = |share: f64| {
        values
            .get((share * last).round() as usize)
            .copied()
            .unwrap_or(0.0)
    };
    Interval {
        low: at(OUTSIDE / 2.0),
        high: at(1.0 - OUTSIDE / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(right: usize, predicted: usize, gold: usize) -> Tallies {
        let mut tallies = [None; FIELDS.len()];
        tallies[0] = Some(Tally {
            right,
            predicted,
            gold,
        });
        tallies
    }

    #[test]
    fn an_interval_holds_the_score_and_narrows_with_more_documents() {
        let few: Vec<Tallies> = (0..6).map(|n| document(8 + n % 3, 10, 10)).collect();
        let many: Vec<Tallies> = few.iter().cycle().take(120).copied().collect();
        let (wide, narrow) = (intervals(&few)[0].f1, intervals(&many)[0].f1);
        assert!(wide.low < 0.9 && 0.9 < wide.high, "{wide:?}");
        assert!(
            wide.low < narrow.low && narrow.high < wide.high,
            "{narrow:?}"
        );
    }

    #[test]
    fn is_the_same_every_time() {
        let documents: Vec<Tallies> = (0..9).map(|n| document(n, 9, 10)).collect();
        assert_eq!(intervals(&documents), intervals(&documents));
    }

    #[test]
    fn without_an_error_there_is_nothing_to_vary() {
        let perfect = intervals(&[document(5, 5, 5), document(3, 3, 3)])[0].f1;
        assert_eq!((perfect.low, perfect.high), (1.0, 1.0));
        assert_eq!(intervals(&[]).len(), FIELDS.len());
    }
}
