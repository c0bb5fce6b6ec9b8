//! One pass over a document for all word lists that stages look for anywhere in it.

use super::tree::Tree;
use super::words::Words;
use crate::deadline;
use crate::memo::{Matter, Memo};
use crate::text::word::{Word, next_word, words};
use crate::text::{Piece, Place, Places, pieces};
use std::sync::Arc;

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

    /// Where phrases of the lists stand in a folded text. `lists` are those it was made of; what stands in pieces that
    /// were seen before, `memo` knows.
    pub fn places(&self, lists: &[&Words], folded: &str, memo: &Memo) -> Places {
        // Nothing of a list of which one cannot be kept: it is looked for where it is asked for.
        let mut found = vec![Some(Vec::new()); lists.len()];
        for piece in pieces(folded, usize::MAX) {
            let seen = piece.seen.cut(folded);
            let known = memo.get(Matter::Phrases, seen).unwrap_or_else(|| {
                let (phrases, inside) = self.of_piece(lists, folded, piece);
                let phrases = Arc::new(phrases);
                if inside {
                    memo.keep(Matter::Phrases, seen, &phrases);
                }
                phrases
            });
            for Listed { list, place } in known.iter() {
                let place = place.and_then(|place| place.shift(piece.seen.start));
                match (found.get_mut(usize::from(*list)), place) {
                    (Some(Some(found)), Some(place)) => found.push(place),
                    (Some(found), None) => *found = None,
                    _ => {}
                }
            }
        }
        let found = lists.iter().zip(found);
        Places::new(found.filter_map(|(list, places)| Some((list.number, places?))))
    }

    /// The phrases that begin in a piece, and whether nothing behind it was looked at.
    fn of_piece(&self, lists: &[&Words], folded: &str, piece: Piece) -> (Vec<Listed>, bool) {
        let (base, mut inside) = (piece.seen.start, true);
        let mut found = Vec::new();
        let mut here: Vec<(usize, usize, usize)> = Vec::new();
        let own = words(folded.get(base..piece.end).unwrap_or(""));
        for word in own.filter(|word| self.tree.begins(*word)) {
            let word = Word {
                start: base + word.start,
                end: base + word.end,
                ..word
            };
            let reach = self.longest_at(lists, folded, word, &mut here);
            inside &= reach < piece.end;
            found.extend(here.drain(..).map(|(list, end, id)| Listed {
                // There are some dozens.
                list: u16::try_from(list).unwrap_or(u16::MAX),
                place: Place::new(word.start - base, end - base, id),
            }));
        }
        (found, inside)
    }

    /// The longest phrase of each list that begins with a word of the text: list, one past its last byte, number. Returns
    /// where the last word begins that a phrase might have had.
    fn longest_at(
        &self,
        lists: &[&Words],
        folded: &str,
        word: Word,
        here: &mut Vec<(usize, usize, usize)>,
    ) -> usize {
        let (start, mut reach) = (word.start, word.start);
        for (last, ends) in self.tree.follow(folded, word) {
            deadline::check();
            reach = last.start;
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
                // One of more words is longer.
                match here.iter_mut().find(|(list, ..)| *list == at) {
                    Some(shorter) => *shorter = (at, end, id),
                    None => here.push((at, end, id)),
                }
            }
        }
        reach
    }
}

/// A phrase of a list, by the list's place among the lists: where it stands from the start of what is seen of a piece on,
/// where that can be said.
#[derive(Debug, Clone, Copy)]
struct Listed {
    list: u16,
    place: Option<Place>,
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
        let memo = Memo::default();
        for text in [
            "sở y\ntế tỉnh, sở y  học, cơ sởy tế",
            "ủy ban\n\nnhân dân; ủy ban nhân  dân (mật) sở",
            "a - b, a b, a-b",
            // A phrase that runs across what parts pieces, and the same piece before another word.
            "sở y tế a\n- b, sở",
            "sở y tế a\n- c, sở",
            "sở y tế a\n- b, y tế",
            // A last line, and the same as the beginning of a text.
            "a\n- sở",
            "\n- sở y tế",
            &format!("sở{}y tế, sở", " ".repeat(70_000)),
            "",
        ] {
            // What is known the second time is what was found the first time.
            for _ in 0..2 {
                let places = scan.places(&lists, text, &memo);
                let known = Stretch::new(text, &places);
                for list in lists {
                    assert_eq!(list.find(known), list.find(text), "{text}");
                    assert_eq!(list.everywhere(known), list.everywhere(text), "{text}");
                }
            }
        }
    }
}
