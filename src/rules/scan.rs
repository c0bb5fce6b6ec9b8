//! One pass over a document for all word lists that stages look for anywhere in it.

use super::tree::Tree;
use super::words::Words;
use crate::deadline;
use crate::text::word::{Word, next_word, words};
use crate::text::{Place, Places};

/// The phrases of several lists as one tree: a text is followed down it once for all of them.
#[derive(Debug)]
pub(super) struct Scan {
    /// Of each phrase its list's place among the lists, and its number in it; of one list and as many words the longest
    /// first.
    tree: Tree<(usize, usize)>,
}

impl Scan {
    /// Of these lists; their phrases that begin with another character than a letter or digit are left out.
    pub fn new(lists: &[&Words]) -> Self {
        let mut tree = Tree::default();
        for (at, list) in lists.iter().enumerate() {
            for (id, phrase) in list.longest_first() {
                if next_word(phrase, 0) == Some(0) {
                    tree.put(phrase, (at, id));
                }
            }
        }
        Self { tree }
    }

    /// Where phrases of the lists stand in a folded text. `lists` are those it was made of.
    pub fn places(&self, lists: &[&Words], folded: &str) -> Places {
        // Nothing of a list of which one cannot be kept: it is looked for where it is asked for.
        let mut found = vec![Some(Vec::new()); lists.len()];
        let mut here: Vec<(usize, Option<Place>)> = Vec::new();
        for word in words(folded).filter(|word| self.tree.begins(*word)) {
            self.longest_at(lists, folded, word, &mut here);
            for (list, place) in here.drain(..) {
                match (found.get_mut(list), place) {
                    (Some(Some(found)), Some(place)) => found.push(place),
                    (Some(found), None) => *found = None,
                    _ => {}
                }
            }
        }
        let found = lists.iter().zip(found);
        Places::new(found.filter_map(|(list, places)| Some((list.number, places?))))
    }

    /// The longest phrase of each list that begins with a word of the text.
    fn longest_at(
        &self,
        lists: &[&Words],
        folded: &str,
        word: Word,
        here: &mut Vec<(usize, Option<Place>)>,
    ) {
        let start = word.start;
        for ends in self.tree.follow(folded, word) {
            deadline::check();
            let mut done = None;
            for &(at, id) in ends {
                // Of one list the first that stands there is the longest of as many words.
                if done == Some(at) {
                    continue;
                }
                let list = lists.get(at);
                let Some(end) = list.and_then(|list| list.end_at(folded, start, id)) else {
                    continue;
                };
                done = Some(at);
                let place = Place::new(start, end, id);
                // One of more words is longer.
                match here.iter_mut().find(|(list, _)| *list == at) {
                    Some((_, shorter)) => *shorter = place,
                    None => here.push((at, place)),
                }
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
            &format!("sở{}y tế, sở", " ".repeat(70_000)),
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
