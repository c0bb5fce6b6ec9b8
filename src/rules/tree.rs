//! Phrases as a tree of words, which a text is followed down word by word.

use crate::text::word::{Word, next_word, word_at};
use rustc_hash::FxHashMap;

/// Phrases, each with what is known of it.
#[derive(Debug)]
pub(super) struct Tree<T> {
    begins: Begins,
    /// From a node, by the number of the next word, to the next node; the root is node 0.
    next: FxHashMap<(u32, u64), u32>,
    /// For each node what is known of the phrases that end there, in the order in which they were put.
    ends: Vec<Vec<T>>,
}

impl<T> Default for Tree<T> {
    fn default() -> Self {
        Self {
            begins: Begins::default(),
            next: FxHashMap::default(),
            ends: vec![Vec::new()],
        }
    }
}

impl<T> Tree<T> {
    /// Adds a phrase. One that begins with another character than a letter or digit begins with an empty word.
    pub fn put(&mut self, phrase: &str, end: T) {
        let mut word = word_at(phrase, 0);
        self.begins.add(word.number);
        let mut node = 0;
        loop {
            let new = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, word.number)).or_insert(new);
            if node == new {
                self.ends.push(Vec::new());
            }
            match next_word(phrase, word.end) {
                Some(at) => word = word_at(phrase, at),
                None => break,
            }
        }
        if let Some(ends) = self.ends.get_mut(node as usize) {
            ends.push(end);
        }
    }

    /// Whether a phrase may begin with a word; most begin none.
    pub fn begins(&self, word: Word) -> bool {
        self.begins.may(word.number)
    }

    /// Follows a text from a word of it on: for each further word what ends there, as long as phrases go on. What stands
    /// between the words, and two words that share a number, are for the caller to compare.
    pub fn follow<'t>(
        &'t self,
        text: &'t str,
        word: Word,
    ) -> impl Iterator<Item = (Word, &'t [T])> {
        let first = self.begins(word);
        let first = first.then(|| self.next.get(&(0, word.number))).flatten();
        let step = move |&(node, last): &(u32, Word)| {
            let word = word_at(text, next_word(text, last.end)?);
            let next = self.next.get(&(node, word.number))?;
            Some((*next, word))
        };
        let nodes = std::iter::successors(first.map(|node| (*node, word)), step);
        nodes.map(|(node, word)| {
            let ends = self.ends.get(node as usize);
            (word, ends.map_or(&[][..], Vec::as_slice))
        })
    }
}

/// The first words of phrases: a bit for each, by the upper bits of its number, tells most others at once (Bloom 1970,
/// with one hash).
#[derive(Debug)]
struct Begins(Box<[u64; BEGINS / 64]>);

/// Bits of `Begins`.
const BEGINS: usize = 8192;

impl Default for Begins {
    fn default() -> Self {
        Self(Box::new([0; BEGINS / 64]))
    }
}

impl Begins {
    fn add(&mut self, number: u64) {
        let (at, bit) = Self::place(number);
        if let Some(bits) = self.0.get_mut(at) {
            *bits |= bit;
        }
    }

    fn may(&self, number: u64) -> bool {
        let (at, bit) = Self::place(number);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn place(number: u64) -> (usize, u64) {
        let upper = (number >> (u64::BITS - BEGINS.ilog2())) as usize;
        (upper / 64, 1 << (upper % 64))
    }
}
