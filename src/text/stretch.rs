//! Folded text with what the word lists of the rules found in it: looked for once in the whole document, and shared by
//! all stages that ask for a part of it.

use super::word::is_alphanumeric;
use rustc_hash::FxHashMap;
use std::ops::{Bound, Deref, RangeBounds};

/// Where a phrase of a word list stands: of those that begin there, the longest. There is one for every few words of a
/// document, so it takes eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    start: u32,
    len: u16,
    id: u16,
}

impl Place {
    /// Of the phrase of this number; none beyond 4 GiB of a text, for a phrase with thousands of spaces in it, and for one
    /// of a list of over 65,536.
    pub fn new(start: usize, end: usize, id: usize) -> Option<Self> {
        Some(Self {
            start: start.try_into().ok()?,
            len: end.checked_sub(start)?.try_into().ok()?,
            id: id.try_into().ok()?,
        })
    }

    /// The same phrase so many bytes farther on, where that can be kept.
    pub fn shift(self, by: usize) -> Option<Self> {
        let start = self.start() + by;
        let start = start.try_into().ok()?;
        Some(Self { start, ..self })
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.start() + usize::from(self.len)
    }

    /// Number of the phrase in its list.
    pub fn id(self) -> usize {
        self.id.into()
    }
}

/// The places of each list, by the list's number, in order. They may overlap.
#[derive(Debug, Clone, Default)]
pub struct Places(FxHashMap<usize, Vec<Place>>);

impl Places {
    /// The places of some lists.
    pub fn new(lists: impl IntoIterator<Item = (usize, Vec<Place>)>) -> Self {
        let exact = lists.into_iter().map(|(list, mut places)| {
            places.shrink_to_fit();
            (list, places)
        });
        Self(exact.collect())
    }
}

/// A part of a folded text. What is a plain string is one, too, of which nothing is known.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'t> {
    whole: &'t str,
    start: usize,
    end: usize,
    places: Option<&'t Places>,
}

impl<'t> Stretch<'t> {
    /// All of a text, and where phrases stand in it.
    pub fn new(whole: &'t str, places: &'t Places) -> Self {
        Self {
            whole,
            start: 0,
            end: whole.len(),
            places: Some(places),
        }
    }

    /// First byte in the whole text.
    pub fn start(&self) -> usize {
        self.start
    }

    /// One past the last byte in the whole text.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Its characters.
    pub fn as_str(&self) -> &'t str {
        self.whole.get(self.start..self.end).unwrap_or("")
    }

    /// A part of it, in bytes from its start; an empty one where the bytes do not fit.
    pub fn part(&self, range: impl RangeBounds<usize>) -> Self {
        let start = match range.start_bound() {
            Bound::Included(at) => self.start + at,
            Bound::Excluded(at) => self.start + at + 1,
            Bound::Unbounded => self.start,
        };
        let end = match range.end_bound() {
            Bound::Included(at) => self.start + at + 1,
            Bound::Excluded(at) => self.start + at,
            Bound::Unbounded => self.end,
        };
        let fits = end <= self.end && self.whole.get(start..end).is_some();
        Self {
            start: if fits { start } else { self.end },
            end: if fits { end } else { self.end },
            ..*self
        }
    }

    /// The places of a list that begin in it, with bytes of the whole text; `None` where they are not known. One that
    /// begins in it may end behind it.
    pub fn places(&self, list: usize) -> Option<&'t [Place]> {
        let places = self.places?.0.get(&list)?;
        // What stands at the edge of a cut word is another word.
        if self.cuts_a_word(self.start) || self.cuts_a_word(self.end) {
            return None;
        }
        let from = places.partition_point(|place| place.start() < self.start);
        let to = places.partition_point(|place| place.start() < self.end);
        places.get(from..to)
    }

    fn cuts_a_word(&self, at: usize) -> bool {
        let before = self
            .whole
            .get(..at)
            .and_then(|text| text.chars().next_back());
        let after = self.whole.get(at..).and_then(|text| text.chars().next());
        before.is_some_and(is_alphanumeric) && after.is_some_and(is_alphanumeric)
    }
}

impl Deref for Stretch<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<'t> From<&'t str> for Stretch<'t> {
    fn from(whole: &'t str) -> Self {
        Self {
            whole,
            start: 0,
            end: whole.len(),
            places: None,
        }
    }
}

impl<'t> From<&'t String> for Stretch<'t> {
    fn from(whole: &'t String) -> Self {
        Self::from(whole.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_knows_what_begins_in_it() {
        let text = "sở y tế, sở nội vụ";
        let start = text.rfind("sở").unwrap();
        let place = |start, end| Place::new(start, end, 0).unwrap();
        let all = [place(0, 10), place(start, text.len())];
        let places = Places::new([(7, all.to_vec())]);
        let whole = Stretch::new(text, &places);
        assert_eq!(whole.places(7), Some(&all[..]));
        assert_eq!(whole.places(8), None);
        let part = whole.part(4..).part(..start + 5 - 4);
        assert_eq!((part.start(), part.as_str()), (4, " y tế, sở "));
        assert_eq!(part.places(7), Some(&all[1..]));
        // Inside a letter no text can be cut.
        assert_eq!(whole.part(2..).as_str(), "");
        assert_eq!(whole.part(..0).places(7), Some(&[][..]));
    }

    #[test]
    fn a_cut_word_is_another_word() {
        let places = Places::new([(7, Vec::new())]);
        let whole = Stretch::new("phòng", &places);
        assert!(whole.part(2..).places(7).is_none());
        assert!(Stretch::from("phòng").places(7).is_none());
    }
}
