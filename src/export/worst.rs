//! Rows that come out in another order than they come in: the least sure values of all documents first.

use crate::value::confidence::Confidence;

/// Rows that are kept at most. Nobody checks more by hand, and a run over any number of documents holds no more.
const MOST: usize = 100_000;

/// The rows with the least confidence, of those added so far; equal ones stay in the order in which they came.
#[derive(Debug)]
pub struct Worst<T> {
    rows: Vec<(Confidence, T)>,
    most: usize,
}

impl<T> Default for Worst<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            most: MOST,
        }
    }
}

impl<T> Worst<T> {
    /// Adds a row.
    pub fn add(&mut self, confidence: Confidence, row: T) {
        self.rows.push((confidence, row));
        // Sorted once for as many rows as are kept, so that each addition costs little.
        if self.rows.len() >= 2 * self.most {
            self.shorten();
        }
    }

    /// The rows, worst first.
    pub fn sorted(mut self) -> impl Iterator<Item = T> {
        self.shorten();
        self.rows.into_iter().map(|(_, row)| row)
    }

    fn shorten(&mut self) {
        self.rows.sort_by_key(|(confidence, _)| *confidence);
        self.rows.truncate(self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_come_first_and_the_best_are_dropped() {
        let mut worst = Worst {
            rows: Vec::new(),
            most: 3,
        };
        for (at, share) in [0.9, 0.5, 0.9, 0.7, 0.5, 0.94, 0.1, 0.93]
            .into_iter()
            .enumerate()
        {
            worst.add(Confidence::of(share), at);
        }
        assert_eq!(worst.sorted().collect::<Vec<_>>(), [6, 1, 4]);
    }
}
