//! Rows that come out in another order than they come in: the least sure values of all documents first.

use super::table::Row;
use crate::spill::{Aside, Spool};
use crate::value::confidence::Confidence;
use std::io;

/// Rows that are kept at most. Nobody checks more by hand, and a run over any number of documents holds no more.
const MOST: usize = 100_000;

/// The rows with the least confidence, of those added so far; equal ones stay in the order in which they came.
///
/// The rows are kept aside; in memory is only where they stand.
#[derive(Debug)]
pub struct Worst {
    rows: Spool<Row<'static>>,
    places: Vec<(Confidence, u64)>,
    most: usize,
    /// Nothing that is as sure as this comes among the rows any more.
    bound: Option<Confidence>,
}

impl Worst {
    /// No rows yet.
    pub fn new(aside: &Aside) -> Self {
        Self {
            rows: Spool::new(aside),
            places: Vec::new(),
            most: MOST,
            bound: None,
        }
    }

    /// Adds a row.
    pub fn add(&mut self, confidence: Confidence, row: Row<'_>) -> io::Result<()> {
        if self.bound.is_some_and(|bound| confidence >= bound) {
            return Ok(());
        }
        let row = row.into_iter().map(|cell| cell.into_owned()).collect();
        self.places.push((confidence, self.rows.push(&row)?));
        // Sorted once for as many rows as are kept, so that each addition costs little.
        if self.places.len() >= 2 * self.most {
            self.shorten();
            self.bound = self.places.last().map(|(confidence, _)| *confidence);
        }
        Ok(())
    }

    /// The rows, worst first.
    pub fn sorted(mut self) -> impl Iterator<Item = io::Result<Row<'static>>> {
        self.shorten();
        let places = std::mem::take(&mut self.places).into_iter();
        places.map(move |(_, place)| self.rows.get(place))
    }

    fn shorten(&mut self) {
        self.places.sort_by_key(|(confidence, _)| *confidence);
        self.places.truncate(self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;

    #[test]
    fn the_worst_come_first_and_the_best_are_dropped() {
        let mut worst = Worst {
            most: 3,
            ..Worst::new(&Aside::new(&std::env::temp_dir(), 20))
        };
        for (at, share) in [0.9, 0.5, 0.9, 0.7, 0.5, 0.94, 0.1, 0.93]
            .into_iter()
            .enumerate()
        {
            worst
                .add(Confidence::of(share), vec![Cell::Number(at)])
                .unwrap();
        }
        let rows: Vec<Row<'_>> = worst.sorted().map(Result::unwrap).collect();
        assert_eq!(rows, [6, 1, 4].map(|at| vec![Cell::Number(at)]));
    }
}
