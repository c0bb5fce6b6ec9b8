//! One pass over a document for all word lists that stages look for anywhere in it.

use super::words::{Begins, Words};
use crate::deadline;
use crate::text::word::{Word, next_word, word_at, words};
use crate::text::{Place, Places};
use rustc_hash::FxHashMap;

/// The phrases of several lists as one tree of words, as in [`Words`]: a text is followed down it once for all of them.
#[derive(Debug)]
pub(super) struct Scan {
    begins: Begins,
    /// From a node of the tree, by the number of the next word, to the next node; the root is node 0.
    next: FxHashMap<(u32, u64), u32>,
    /// For each node the phrases that end there: the list's place among the lists, and the phrase's number in it; of one
    /// list the longest first.
    ends: Vec<Vec<(usize, usize)>>,
}

impl Scan {
    /// Of these lists; their phrases that begin with another character than a letter or digit are left out.
    pub fn new(lists: &[&Words]) -> Self {
        let mut scan = Self {
            begins: Begins::default(),
            next: FxHashMap::default(),
            ends: vec![Vec::new()],
        };
        for (at, list) in lists.iter().enumerate() {
            for (id, entry) in list.longest_first() {
                scan.put(at, id, entry);
            }
        }
        scan
    }

    fn put(&mut self, list: usize, id: usize, entry: &str) {
        let mut word = word_at(entry, 0);
        if word.end == 0 {
            return;
        }
        self.begins.add(word.number);
        let mut node = 0;
        loop {
            let new = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, word.number)).or_insert(new);
            if node == new {
                self.ends.push(Vec::new());
            }
            match next_word(entry, word.end) {
                Some(at) => word = word_at(entry, at),
                None => break,
            }
        }
        if let Some(ends) = self.ends.get_mut(node as usize) {
            ends.push((list, id));
        }
    }

    /// Where phrases of the lists stand in a folded text. `lists` are those it was made of.
    pub fn places(&self, lists: &[&Words], folded: &str) -> Places {
        let mut found = vec![Vec::new(); lists.len()];
        let mut here: Vec<(usize, Place)> = Vec::new();
        for word in words(folded) {
            if !self.begins.may(word.number) {
                continue;
            }
            deadline::check();
            self.longest_at(lists, folded, word, &mut here);
            for (list, place) in here.drain(..) {
                if let Some(found) = found.get_mut(list) {
                    found.push(place);
                }
            }
        }
        let found = lists.iter().zip(found);
        Places::new(found.map(|(list, places)| (list.number, places)))
    }

    /// The longest phrase of each list that begins with a word of the text.
    fn longest_at(
        &self,
        lists: &[&Words],
        folded: &str,
        word: Word,
        here: &mut Vec<(usize, Place)>,
    ) {
        let Some(mut node) = self.next.get(&(0, word.number)) else {
            return;
        };
        let (start, mut last) = (word.start, word);
        loop {
            let ends = self.ends.get(*node as usize).into_iter().flatten();
            let mut done = None;
            for &(at, id) in ends {
                // Of one list the first that stands there is the longest of as many words.
                if done == Some(at) {
                    continue;
                }
                let Some(end) = lists
                    .get(at)
                    .and_then(|list| list.end_at(folded, start, id))
                else {
                    continue;
                };
                done = Some(at);
                let place = Place { start, end, id };
                // One of more words is longer.
                match here.iter_mut().find(|(list, _)| *list == at) {
                    Some((_, shorter)) => *shorter = place,
                    None => here.push((at, place)),
                }
            }
            let Some(at) = next_word(folded, last.end) else {
                return;
            };
            last = word_at(folded, at);
            match self.next.get(&(*node, last.number)) {
                Some(next) => node = next,
                None => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Stretch;

    #[test]
    fn finds_what_each_list_finds_by_itself() {
        let one = Words::new(&["sở y tế", "sở", "ủy ban nhân dân", "a-b"]);
        let other = Words::new(&["y tế", "sở y", "sở y tế tỉnh", "(mật)", "a b"]);
        let lists = [&one, &other];
        let scan = Scan::new(&lists);
        for text in [
            "sở y\ntế tỉnh, sở y  học, cơ sởy tế",
            "ủy ban\n\nnhân dân; ủy ban nhân  dân (mật) sở",
            "a - b, a b, a-b",
            "",
        ] {
            let places = scan.places(&lists, text);
            let known = Stretch::new(text, &places);
            for list in lists {
                assert_eq!(list.find(known), list.find(text), "{text}");
                assert_eq!(list.everywhere(known), list.everywhere(text), "{text}");
            }
        }
    }
}
