//! Pairs of numbers in order, any number of them: sorted in memory as far as it goes, then merged from a file.
//!
//! Crates that sort outside of memory give their files names, which a killed run would leave behind, and take things of
//! any kind, one allocation each; here are millions of sixteen bytes.

use super::Aside;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// A number to sort by, and one that goes along with it.
type Pair = (u64, u64);

/// Bytes of a pair in the file.
const PAIR: usize = 16;

/// Least bytes that are read at once of each sorted stretch of the file: plans that are copies of each other make
/// thousands of stretches, which are all open at once.
const LEAST_READ: usize = 1024;

/// Takes pairs in any order and gives them back sorted.
#[derive(Debug)]
pub struct Sorter {
    aside: Aside,
    pairs: Vec<Pair>,
    file: Option<File>,
    /// Ends of the sorted stretches in the file, in bytes.
    ends: Vec<u64>,
    /// Where each key is given once: the sums of those that came since the last stretch.
    sums: Option<FxHashMap<u64, u64>>,
}

impl Sorter {
    /// Sorts by key, then by value.
    pub fn new(aside: &Aside) -> Self {
        Self {
            aside: aside.clone(),
            pairs: Vec::new(),
            file: None,
            ends: Vec::new(),
            sums: None,
        }
    }

    /// Gives each key once, with the sum of its values.
    pub fn summing(aside: &Aside) -> Self {
        Self {
            sums: Some(FxHashMap::default()),
            ..Self::new(aside)
        }
    }

    /// Adds a pair.
    pub fn push(&mut self, key: u64, value: u64) -> io::Result<()> {
        let most = (self.aside.limit() / PAIR).max(2);
        match &mut self.sums {
            // Keys that come again and again take no more room than once. A table has about as many free places as pairs.
            Some(sums) => {
                *sums.entry(key).or_insert(0) += value;
                if sums.len() >= most.div_ceil(2) {
                    self.spill()?;
                }
            }
            None => {
                if self.pairs.len() >= most {
                    self.spill()?;
                }
                self.pairs.push((key, value));
            }
        }
        Ok(())
    }

    fn tidy(&mut self) {
        if let Some(sums) = &mut self.sums {
            self.pairs.extend(sums.drain());
        }
        self.pairs.sort_unstable();
    }

    fn spill(&mut self) -> io::Result<()> {
        self.tidy();
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(self.aside.file()?),
        };
        let mut end = self.ends.last().copied().unwrap_or(0);
        for pairs in self.pairs.chunks(LEAST_READ) {
            let bytes: Vec<u8> = pairs
                .iter()
                .flat_map(|(key, value)| [key.to_le_bytes(), value.to_le_bytes()])
                .flatten()
                .collect();
            file.write_all(&bytes)?;
            end += bytes.len() as u64;
        }
        self.ends.push(end);
        self.pairs.clear();
        Ok(())
    }

    /// All pairs, sorted.
    pub fn sorted(mut self) -> io::Result<Sorted> {
        self.tidy();
        let each = self.aside.limit() / (self.ends.len() + 1);
        let mut start = 0;
        let stretches = self.ends.iter().map(|&end| {
            let stretch = Stretch {
                from: start,
                end,
                read: Vec::new().into_iter(),
            };
            start = end;
            stretch
        });
        let mut sorted = Sorted {
            stretches: stretches.collect(),
            file: self.file,
            rest: self.pairs.into_iter(),
            first: BinaryHeap::new(),
            each: each.max(LEAST_READ) / PAIR * PAIR,
            sums: self.sums.is_some(),
        };
        for number in 0..=sorted.stretches.len() {
            sorted.refill(number)?;
        }
        Ok(sorted)
    }
}

/// The pairs of a [`Sorter`], one after the other.
#[derive(Debug)]
pub struct Sorted {
    stretches: Vec<Stretch>,
    file: Option<File>,
    /// The last stretch, which never left memory.
    rest: std::vec::IntoIter<Pair>,
    /// The first pair of each stretch that has one left, with its number.
    first: BinaryHeap<Reverse<(Pair, usize)>>,
    /// Bytes read at once.
    each: usize,
    sums: bool,
}

/// A sorted stretch of the file.
#[derive(Debug)]
struct Stretch {
    from: u64,
    end: u64,
    read: std::vec::IntoIter<Pair>,
}

impl Sorted {
    /// Brings the next pair of a stretch among the first ones.
    fn refill(&mut self, number: usize) -> io::Result<()> {
        let next = match (self.stretches.get_mut(number), &mut self.file) {
            (Some(stretch), Some(file)) => stretch.next(file, self.each)?,
            _ => self.rest.next(),
        };
        self.first.extend(next.map(|pair| Reverse((pair, number))));
        Ok(())
    }

    fn pop(&mut self) -> io::Result<Option<Pair>> {
        let Some(Reverse((pair, number))) = self.first.pop() else {
            return Ok(None);
        };
        self.refill(number)?;
        Ok(Some(pair))
    }

    fn advance(&mut self) -> io::Result<Option<Pair>> {
        let Some(mut pair) = self.pop()? else {
            return Ok(None);
        };
        while self.sums
            && self
                .first
                .peek()
                .is_some_and(|Reverse((next, _))| next.0 == pair.0)
        {
            pair.1 += self.pop()?.map_or(0, |next| next.1);
        }
        Ok(Some(pair))
    }
}

impl Iterator for Sorted {
    type Item = io::Result<Pair>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().transpose()
    }
}

impl Stretch {
    fn next(&mut self, file: &mut File, each: usize) -> io::Result<Option<Pair>> {
        if self.read.len() == 0 && self.from < self.end {
            let left = usize::try_from(self.end - self.from).unwrap_or(usize::MAX);
            let mut bytes = vec![0; each.min(left)];
            file.seek(SeekFrom::Start(self.from))?;
            file.read_exact(&mut bytes)?;
            self.from += bytes.len() as u64;
            let (pairs, _) = bytes.as_chunks::<PAIR>();
            let pairs: Vec<Pair> = pairs.iter().map(pair).collect();
            self.read = pairs.into_iter();
        }
        Ok(self.read.next())
    }
}

fn pair(bytes: &[u8; PAIR]) -> Pair {
    let both = u128::from_le_bytes(*bytes);
    // The key is written first, little end first: the lower half.
    (both as u64, (both >> 64) as u64)
}
