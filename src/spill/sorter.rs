//! Pairs of numbers in order, any number of them: sorted in memory as far as it goes, then merged from a file.
//!
//! Crates that sort outside of memory give their files names, which a killed run would leave behind, and take things of
//! any kind, one allocation each; here are millions of sixteen bytes.

use super::Aside;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

/// A number to sort by, and one that goes along with it.
type Pair = (u64, u64);

/// Bytes of a pair in the file.
const PAIR: usize = 16;

/// Sorted stretches that are merged into one: so many, and those of each later round, are open at once at most.
const AT_ONCE: usize = 64;

/// Least bytes that are read at once of each.
const LEAST_READ: usize = 4096;

/// Bytes that are written at once.
const WRITTEN: usize = 16 << 10;

/// Takes pairs in any order and gives them back sorted.
#[derive(Debug)]
pub struct Sorter {
    aside: Aside,
    pairs: Vec<Pair>,
    /// What is kept aside: as it came, merged once, twice, … Each pair is written once for each of these.
    rounds: Vec<Round>,
    /// Where each key is given once: the sums of those that came since the last stretch.
    sums: Option<FxHashMap<u64, u64>>,
}

/// Sorted stretches, one behind the other in a file.
#[derive(Debug)]
struct Round {
    file: Arc<File>,
    /// Where each ends, in bytes.
    ends: Vec<u64>,
}

impl Round {
    fn new(aside: &Aside) -> io::Result<Self> {
        let (file, ends) = (Arc::new(aside.file()?), Vec::new());
        Ok(Self { file, ends })
    }

    /// Adds a stretch.
    fn add(&mut self, sorted: impl Iterator<Item = io::Result<Pair>>) -> io::Result<()> {
        let start = self.ends.last().copied().unwrap_or(0);
        let mut file = BufWriter::with_capacity(WRITTEN, &*self.file);
        file.seek(SeekFrom::Start(start))?;
        let mut end = start;
        for pair in sorted {
            let (key, value) = pair?;
            file.write_all(&key.to_le_bytes())?;
            file.write_all(&value.to_le_bytes())?;
            end += PAIR as u64;
        }
        file.flush()?;
        self.ends.push(end);
        Ok(())
    }

    /// Its stretches, of each of which so many bytes are read at once.
    fn stretches(&self, each: usize) -> impl Iterator<Item = Stretch> {
        let mut start = 0;
        self.ends.iter().map(move |&end| Stretch {
            file: Arc::clone(&self.file),
            from: std::mem::replace(&mut start, end),
            end,
            each,
            read: Vec::new().into_iter(),
        })
    }
}

impl Sorter {
    /// Sorts by key, then by value.
    pub fn new(aside: &Aside) -> Self {
        Self {
            aside: aside.clone(),
            pairs: Vec::new(),
            rounds: Vec::new(),
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

    /// Keeps what there is aside, and merges stretches where there are many: else plans that are copies of each other make
    /// thousands of them, all open at the end.
    fn spill(&mut self) -> io::Result<()> {
        self.tidy();
        let pairs = self.pairs.drain(..).map(Ok);
        round(&mut self.rounds, 0, &self.aside)?.add(pairs)?;
        let mut at = 0;
        while let Some(full) = self.rounds.get(at).filter(|one| one.ends.len() >= AT_ONCE) {
            let stretches = full.stretches(self.each(AT_ONCE)).collect();
            let merged = Sorted::of(stretches, Vec::new(), self.sums.is_some())?;
            round(&mut self.rounds, at + 1, &self.aside)?.add(merged)?;
            // Its room on the disk is free again.
            if let Some(done) = self.rounds.get_mut(at) {
                done.file.set_len(0)?;
                done.ends.clear();
            }
            at += 1;
        }
        Ok(())
    }

    /// Bytes that are read at once of each of so many stretches.
    fn each(&self, stretches: usize) -> usize {
        (self.aside.limit() / (stretches + 1)).max(LEAST_READ) / PAIR * PAIR
    }

    /// All pairs, sorted.
    pub fn sorted(mut self) -> io::Result<Sorted> {
        self.tidy();
        let count = self.rounds.iter().map(|round| round.ends.len()).sum();
        let each = self.each(count);
        let rounds = self.rounds.iter();
        let stretches = rounds.flat_map(|round| round.stretches(each)).collect();
        Sorted::of(stretches, self.pairs, self.sums.is_some())
    }
}

/// The round of this number, one behind those there are at most.
fn round<'r>(rounds: &'r mut Vec<Round>, at: usize, aside: &Aside) -> io::Result<&'r mut Round> {
    if rounds.len() <= at {
        rounds.push(Round::new(aside)?);
    }
    let none = || io::Error::other("rounds are made in their order");
    rounds.get_mut(at).ok_or_else(none)
}

/// The pairs of a [`Sorter`], one after the other.
#[derive(Debug)]
pub struct Sorted {
    stretches: Vec<Stretch>,
    /// The last stretch, which never left memory.
    rest: std::vec::IntoIter<Pair>,
    /// The first pair of each stretch that has one left, with its number.
    first: BinaryHeap<Reverse<(Pair, usize)>>,
    sums: bool,
}

/// A sorted stretch of a file.
#[derive(Debug)]
struct Stretch {
    file: Arc<File>,
    from: u64,
    end: u64,
    /// Bytes read at once.
    each: usize,
    read: std::vec::IntoIter<Pair>,
}

impl Sorted {
    fn of(stretches: Vec<Stretch>, rest: Vec<Pair>, sums: bool) -> io::Result<Self> {
        let mut sorted = Self {
            stretches,
            rest: rest.into_iter(),
            first: BinaryHeap::new(),
            sums,
        };
        for number in 0..=sorted.stretches.len() {
            sorted.refill(number)?;
        }
        Ok(sorted)
    }

    /// Brings the next pair of a stretch among the first ones.
    fn refill(&mut self, number: usize) -> io::Result<()> {
        let next = match self.stretches.get_mut(number) {
            Some(stretch) => stretch.next()?,
            None => self.rest.next(),
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
    fn next(&mut self) -> io::Result<Option<Pair>> {
        if self.read.len() == 0 && self.from < self.end {
            let left = usize::try_from(self.end - self.from).unwrap_or(usize::MAX);
            let mut bytes = vec![0; self.each.min(left)];
            // The file is shared by the stretches in it.
            let mut file = &*self.file;
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
