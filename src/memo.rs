//! What was read of texts before: plans copy each other line by line, and what a stage reads of a line by the line's own
//! characters alone needs no second reading.
//!
//! It holds so many bytes and no more, and what was asked for twice stays longest (the crate `quick_cache`: a form of
//! Clock-PRO, near to S3-FIFO of Yang and others, SOSP 2023), so that a batch of plans that share nothing costs a look and
//! a copy of each line.
//! What comes out is the same with it and without it.

use crate::spill::Memory;
use crate::trace;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{Equivalent, Weighter};
use rustc_hash::FxBuildHasher;
use std::any::Any;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Bytes that an entry takes, about, with its text.
const ENTRY: u64 = 512;

/// Bytes of the longest text that is kept: whole pages are not copied unchanged.
const LONGEST: usize = 2 << 10;

/// What is read of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Matter {
    /// Slips, of a normalised text.
    Slips,
    /// Phrases of word lists, of a folded text.
    Phrases,
    /// Bodies, of a normalised text.
    Mentions,
    /// Who acts: of a folded text with the bodies in it.
    Sentence,
    /// Times, of a folded text in a place of this number.
    Times(u8),
    /// Whether it holds the beginning of a signature, of a normalised line.
    Authority,
    /// The share of bodies, of a folded cell.
    Share,
    /// Whether it says when something is due, of a folded cell.
    Due,
    /// Dimensions of the index of this number, of a folded text.
    Dimensions(usize),
    /// A text, folded.
    Folded,
    /// A folded text's words and their runs.
    Runs,
}

/// What can be kept.
pub trait Reading: Any + Send + Sync {
    /// Bytes that it takes, about.
    fn bytes(&self) -> usize;
}

impl Reading for usize {
    fn bytes(&self) -> usize {
        size_of::<Self>()
    }
}

impl Reading for bool {
    fn bytes(&self) -> usize {
        size_of::<Self>()
    }
}

impl Reading for String {
    fn bytes(&self) -> usize {
        self.len()
    }
}

impl<T: Any + Send + Sync> Reading for Vec<T> {
    fn bytes(&self) -> usize {
        // What they hold elsewhere takes as much again.
        2 * size_of::<T>() * self.len()
    }
}

/// What is known of texts, shared by all threads.
pub struct Memo(Cache<Key, Known, Weight, FxBuildHasher>);

#[derive(PartialEq, Eq, Hash)]
struct Key {
    matter: Matter,
    text: Box<str>,
}

/// The same while it is asked for.
struct Asked<'t> {
    matter: Matter,
    text: &'t str,
}

impl Hash for Asked<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.matter.hash(state);
        self.text.hash(state);
    }
}

impl Equivalent<Key> for Asked<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.matter == key.matter && *self.text == *key.text
    }
}

#[derive(Clone)]
struct Known {
    reading: Arc<dyn Any + Send + Sync>,
    bytes: usize,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Known> for Weight {
    fn weight(&self, key: &Key, known: &Known) -> u64 {
        /// What the cache itself takes of an entry, and the heads of its two allocations.
        const HEAD: usize = 192;
        (HEAD + key.text.len() + known.bytes) as u64
    }
}

impl Default for Memo {
    fn default() -> Self {
        Self::holding(Memory::default().memo())
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").field("len", &self.0.len()).finish()
    }
}

impl Memo {
    /// One that holds about so many bytes.
    pub fn holding(bytes: u64) -> Self {
        let entries = (bytes / ENTRY) as usize;
        let lifecycle = DefaultLifecycle::default();
        Self(Cache::with(
            entries,
            bytes,
            Weight,
            FxBuildHasher,
            lifecycle,
        ))
    }

    /// Holds so many bytes from now on.
    pub fn hold(&self, bytes: u64) {
        self.0.set_capacity(bytes);
    }

    /// What was read of a text.
    pub fn get<T: Reading>(&self, matter: Matter, text: &str) -> Option<Arc<T>> {
        if text.len() > LONGEST {
            return None;
        }
        let known = self.0.get(&Asked { matter, text })?;
        known.reading.downcast().ok()
    }

    /// Keeps what was read of a text.
    pub fn keep<T: Reading>(&self, matter: Matter, text: &str, reading: &Arc<T>) {
        if text.len() > LONGEST {
            return;
        }
        let (text, bytes) = (text.into(), reading.bytes());
        let reading = Arc::clone(reading) as Arc<dyn Any + Send + Sync>;
        self.0
            .insert(Key { matter, text }, Known { reading, bytes });
    }

    /// What is read of a text, which `read` does where nobody did before; and each time while somebody listens to what is
    /// weighed (`trace`), who has to be told.
    pub fn read<T: Reading>(&self, matter: Matter, text: &str, read: impl FnOnce() -> T) -> Arc<T> {
        if trace::listening() {
            return Arc::new(read());
        }
        self.get(matter, text).unwrap_or_else(|| {
            let reading = Arc::new(read());
            self.keep(matter, text, &reading);
            reading
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_for_each_matter() {
        let memo = Memo::default();
        let read = |matter, text: &str, value: u32| {
            *memo.read(matter, text, || vec![value]).first().unwrap()
        };
        assert_eq!(read(Matter::Slips, "một", 1), 1);
        assert_eq!(read(Matter::Slips, "một", 2), 1);
        assert_eq!(read(Matter::Times(0), "một", 3), 3);
        assert_eq!(read(Matter::Times(1), "một", 4), 4);
        assert_eq!(read(Matter::Slips, "hai", 5), 5);
    }

    #[test]
    fn long_texts_and_old_ones_are_forgotten() {
        let memo = Memo::holding(10_000);
        let long = "a".repeat(LONGEST + 1);
        memo.read(Matter::Slips, &long, || vec![1]);
        assert!(memo.get::<Vec<i32>>(Matter::Slips, &long).is_none());
        for text in 0..10_000 {
            memo.read(Matter::Slips, &text.to_string(), || vec![text]);
        }
        assert!(memo.0.weight() <= 10_000 && memo.0.len() > 10);
    }
}
