//! One pass over a document for all word lists that stages look for anywhere in it.

use super::words::{Begins, Words};
use crate::deadline;
use crate::text::word::words;
use crate::text::{Place, Places};
use rustc_hash::FxHashMap;

/// Which lists have phrases that begin with a word.
#[derive(Debug, Default)]
pub(super) struct Scan {
    begins: Begins,
    /// By the word's number a bit for each list, in the order in which they are given.
    lists: FxHashMap<u64, u64>,
}

impl Scan {
    /// Of these lists, at most 64; others are looked for when they are asked for.
    pub fn new(lists: &[&Words]) -> Self {
        let mut scan = Self::default();
        for (at, list) in lists.iter().enumerate().take(64) {
            for number in list.first_words() {
                scan.begins.add(number);
                *scan.lists.entry(number).or_default() |= 1 << at;
            }
        }
        scan
    }

    /// Where phrases of the lists stand in a folded text. `lists` are those it was made of.
    pub fn places(&self, lists: &[&Words], folded: &str) -> Places {
        let mut found = vec![Vec::new(); lists.len().min(64)];
        for word in words(folded) {
            if !self.begins.may(word.number) {
                continue;
            }
            let mut bits = self.lists.get(&word.number).copied().unwrap_or(0);
            while bits != 0 {
                deadline::check();
                let at = bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let place = lists.get(at).and_then(|list| list.longest_at(folded, word));
                if let (Some((id, end)), Some(found)) = (place, found.get_mut(at)) {
                    let start = word.start;
                    found.push(Place { start, end, id });
                }
            }
        }
        let found = lists.iter().zip(found);
        Places::new(found.map(|(list, places)| (list.number, places)))
    }
}
