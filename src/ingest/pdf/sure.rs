//! Words that text recognition read, in reading order → where they stand in the text of the document.

use super::super::content::{Content, Recognised};
use super::super::{BlockKind, flow::Piece};
use std::ops::Range;

/// A word as recognised, with its confidence from 0 to 100.
pub(super) type Word = (String, u8);

/// The words of the pages that were recognised.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// By page: how many page marks stand before it, and its words.
    pages: Vec<(usize, Vec<Word>)>,
}

impl Words {
    /// Keeps the words of the page whose pieces were added last.
    pub(super) fn add(&mut self, pieces: &[Piece], words: Vec<Word>) {
        let marks = pieces.iter().filter(|piece| matches!(piece, Piece::Page));
        self.pages.push((marks.count(), words));
    }

    /// Finds them in the text.
    pub(super) fn place(self, content: &Content) -> Vec<Recognised> {
        let marks = content.blocks.iter();
        let marks = marks.filter(|block| block.kind == BlockKind::PageMark);
        let mut starts = vec![0];
        starts.extend(marks.map(|block| block.range.end));
        let end = content.text.len();
        let pages = self.pages.into_iter().filter_map(|(marks, words)| {
            let start = *starts.get(marks)?;
            let end = starts.get(marks + 1).copied().unwrap_or(end);
            Some(on_page(&content.text, start..end, words))
        });
        pages.flatten().collect()
    }
}

/// The words of a page, which holds them in this order. Letters that are none of them (the page's way to write a word
/// may differ) are as sure as its words are on average.
fn on_page(text: &str, page: Range<usize>, words: Vec<Word>) -> Vec<Recognised> {
    let sum: usize = words.iter().map(|(_, sure)| usize::from(*sure)).sum();
    let mean = u8::try_from(sum / words.len().max(1)).unwrap_or(0);
    let mut placed = Vec::with_capacity(words.len());
    let mut at = page.start;
    for (word, confidence) in words {
        let start = at + blanks(&text[at..page.end]);
        if text[start..page.end].starts_with(&word) {
            at = start + word.len();
            placed.push(Recognised {
                range: start..at,
                confidence,
            });
        }
    }
    let start = at + blanks(&text[at..page.end]);
    if start < page.end {
        placed.push(Recognised {
            range: start..page.end,
            confidence: mean,
        });
    }
    placed
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        text.split(' ')
            .zip(90..)
            .map(|(word, sure)| (word.to_owned(), sure))
            .collect()
    }

    fn placed(text: &str, recognised: &[Recognised]) -> Vec<(String, u8)> {
        let cut = |it: &Recognised| (text[it.range.clone()].to_owned(), it.confidence);
        recognised.iter().map(cut).collect()
    }

    #[test]
    fn each_word_is_found_in_its_place() {
        let text = "UBND\tSố: 1\nnăm 1";
        let found = on_page(text, 0..text.len(), words("UBND Số: 1 năm 1"));
        assert_eq!(placed(text, &found), words("UBND Số: 1 năm 1"));
    }

    #[test]
    fn a_word_that_was_dropped_is_passed_over() {
        let text = "a b";
        let found = on_page(text, 0..text.len(), words("a a b"));
        assert_eq!(placed(text, &found), [("a".into(), 90), ("b".into(), 92)]);
    }

    #[test]
    fn letters_that_are_none_of_the_words_are_as_sure_as_the_page() {
        let text = "a é b";
        let found = on_page(text, 0..text.len(), words("a e\u{301} b"));
        assert_eq!(placed(text, &found), [("a".into(), 90), ("é b".into(), 91)]);
    }
}
