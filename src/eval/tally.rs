//! Counts and what follows from them: precision, recall, F1.

use super::score::Verdict;
use super::{FIELDS, Scored, place};

/// Counts of one field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Values that record and gold both have.
    pub right: usize,
    /// Values of the record.
    pub predicted: usize,
    /// Values of the gold.
    pub gold: usize,
}

impl Tally {
    /// Counts one comparison.
    pub fn count(&mut self, verdict: Verdict) {
        self.right += usize::from(verdict == Verdict::Right);
        self.predicted += usize::from(verdict != Verdict::Missed);
        self.gold += usize::from(verdict != Verdict::Wrong);
    }

    /// Adds other counts.
    pub fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }

    /// How much of what the record has is right; 1 where neither side has anything, 0 where only the gold has.
    pub fn precision(self) -> f64 {
        match (self.predicted, self.gold) {
            (0, 0) => 1.0,
            (0, _) => 0.0,
            (predicted, _) => self.right as f64 / predicted as f64,
        }
    }

    /// How much of what the gold has was found; 1 where it has nothing.
    pub fn recall(self) -> f64 {
        match self.gold {
            0 => 1.0,
            gold => self.right as f64 / gold as f64,
        }
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            return 0.0;
        }
        2.0 * precision * recall / (precision + recall)
    }

    /// Whether nothing was compared.
    pub fn is_empty(self) -> bool {
        self.predicted + self.gold == 0
    }
}

/// Counts of all fields, each at its place in [`FIELDS`]; none for a field that was not compared.
pub type Tallies = [Option<Tally>; FIELDS.len()];

/// Counts the comparisons of one document.
pub fn of_document(scored: &Scored) -> Tallies {
    let mut tallies: Tallies = [None; FIELDS.len()];
    for compared in &scored.fields {
        let slot = place(compared.field).and_then(|at| tallies.get_mut(at));
        let Some(slot) = slot else { continue };
        let tally = slot.get_or_insert_default();
        let outcomes = compared.outcomes.iter();
        outcomes.for_each(|outcome| tally.count(outcome.verdict));
    }
    tallies
}

/// The sum over several documents.
pub fn sum<'a>(documents: impl IntoIterator<Item = &'a Tallies>) -> Tallies {
    let mut sums: Tallies = [None; FIELDS.len()];
    for document in documents {
        for (sum, tally) in sums.iter_mut().zip(document) {
            if let Some(tally) = tally {
                sum.get_or_insert_default().add(*tally);
            }
        }
    }
    sums
}
