//! The original of a long document, packed while only quotes of it are asked for.

use lz4_flex::block::{compress, decompress};
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that are packed together.
const BLOCK: usize = 64 << 10;

/// Blocks that stay unpacked: what is quoted together stands within a megabyte, headings and all.
const RECENT: usize = 16;

/// A text in packed blocks.
#[derive(Debug)]
pub(super) struct Packed {
    blocks: Vec<Box<[u8]>>,
    /// Those asked for last, the latest first.
    recent: Mutex<VecDeque<(usize, Arc<[u8]>)>>,
}

impl Clone for Packed {
    fn clone(&self) -> Self {
        Self {
            blocks: self.blocks.clone(),
            recent: Mutex::default(),
        }
    }
}

impl Packed {
    /// Packs a text.
    pub fn new(text: &str) -> Self {
        let blocks = text.as_bytes().chunks(BLOCK);
        Self {
            blocks: blocks.map(|block| compress(block).into()).collect(),
            recent: Mutex::default(),
        }
    }

    /// The bytes of a stretch; fewer where it is no part of the text.
    pub fn bytes(&self, range: Range<usize>) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(range.len());
        let mut at = range.start;
        while at < range.end {
            let number = at / BLOCK;
            let block = self.block(number);
            let start = number * BLOCK;
            let Some(part) = block.get(at - start..(range.end - start).min(block.len())) else {
                break;
            };
            bytes.extend_from_slice(part);
            if block.len() < BLOCK {
                break;
            }
            at = start + BLOCK;
        }
        bytes
    }

    fn block(&self, number: usize) -> Arc<[u8]> {
        // A thread that panicked leaves fewer of them, and none that is wrong.
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let known = recent.iter().position(|(at, _)| *at == number);
        let found = known.and_then(|place| recent.remove(place));
        let (_, block) = found.unwrap_or_else(|| (number, self.unpacked(number).into()));
        recent.push_front((number, Arc::clone(&block)));
        recent.truncate(RECENT);
        block
    }

    fn unpacked(&self, number: usize) -> Vec<u8> {
        let packed = self.blocks.get(number);
        let unpacked = packed.and_then(|packed| decompress(packed, BLOCK).ok());
        unpacked.unwrap_or_default()
    }

    /// The whole text.
    pub fn text(&self) -> String {
        let mut bytes = Vec::with_capacity(self.blocks.len() * BLOCK);
        for number in 0..self.blocks.len() {
            bytes.extend(self.unpacked(number));
        }
        String::from_utf8(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_found_again() {
        let text: String = (0..60_000).map(|n| format!("Việc số {n}\n")).collect();
        let packed = Packed::new(&text);
        assert!(packed.blocks.len() > RECENT);
        assert_eq!(packed.text(), text);
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..300 {
            let start = random.usize(..text.len());
            let end = start + random.usize(..3 * BLOCK);
            let expected = &text.as_bytes()[start..end.min(text.len())];
            assert_eq!(packed.bytes(start..end), expected);
        }
        assert!(packed.bytes(7..7).is_empty());
        assert!(packed.bytes(text.len() + 5..text.len() + 9).is_empty());
        assert_eq!(Packed::new("").text(), "");
    }
}
