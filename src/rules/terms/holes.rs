//! Terms with one word left open, by what stands around it.

use super::WordId;
use rustc_hash::FxHashMap;

/// A term with one word left open: which two words stand around the hole, and where the hole is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hole {
    /// Of a term of two words, the first.
    First(WordId),
    /// Of a term of two words, the second.
    Second(WordId),
    /// Of a longer term, the first: the two behind it.
    Opening(WordId, WordId),
    /// Of a longer term, one inside: those beside it.
    Inner(WordId, WordId),
    /// Of a longer term, the last: the two before it.
    Closing(WordId, WordId),
}

/// A term and the place of one of its words.
pub type Slot = (usize, usize);

/// Terms by what stands around one of their words.
#[derive(Debug, Default)]
pub(super) struct Holes {
    slots: FxHashMap<Hole, Vec<Slot>>,
    /// A bit for each hole, by its words, tells most that no term has at once (Bloom 1970, with one hash).
    bits: Vec<u64>,
}

/// Bits of `Holes`, a power of two: ten times as many as there are holes.
const BITS: usize = 1 << 17;

impl Hole {
    /// Which bit is its own.
    fn bit(self) -> usize {
        let (kind, one, other) = match self {
            Hole::First(one) => (0, one, 0),
            Hole::Second(one) => (1, one, 0),
            Hole::Opening(one, other) => (2, one, other),
            Hole::Inner(one, other) => (3, one, other),
            Hole::Closing(one, other) => (4, one, other),
        };
        let key = (u64::from(one) << 32 | u64::from(other)).rotate_left(kind * 5);
        // Fibonacci hashing (Knuth, TAOCP 3, 6.4): the upper bits are the mixed ones.
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS.ilog2())) as usize
    }
}

impl Holes {
    pub fn add(&mut self, hole: Hole, slot: Slot) {
        self.bits.resize(BITS / 64, 0);
        let bit = hole.bit();
        if let Some(bits) = self.bits.get_mut(bit / 64) {
            *bits |= 1 << (bit % 64);
        }
        self.slots.entry(hole).or_default().push(slot);
    }

    pub fn with(&self, hole: Hole) -> &[Slot] {
        let bit = hole.bit();
        let may = self.bits.get(bit / 64);
        if may.is_none_or(|bits| bits >> (bit % 64) & 1 == 0) {
            return &[];
        }
        self.slots.get(&hole).map_or(&[], Vec::as_slice)
    }
}

/// The holes that each word of a term leaves, by its place.
pub(super) fn around(words: &[(char, WordId)]) -> Vec<(usize, Hole)> {
    let ids: Vec<WordId> = words.iter().map(|(_, id)| *id).collect();
    if let [first, second] = ids[..] {
        return vec![(0, Hole::First(second)), (1, Hole::Second(first))];
    }
    let last = ids.len().saturating_sub(1);
    let hole = |place| match place {
        0 => Hole::Opening(ids[1], ids[2]),
        place if place == last => Hole::Closing(ids[last - 2], ids[last - 1]),
        place => Hole::Inner(ids[place - 1], ids[place + 1]),
    };
    (0..=last).map(|place| (place, hole(place))).collect()
}
