//! A text cut into pieces that have nothing to do with each other as far as terms go: paragraphs, items, cells.

use super::word::{BREAK, is_alphanumeric, joint, next_word, word_at, words};
use crate::span::Span;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// What may be looked at for it: from the end of the word before it to the end of the word behind it. No term that
    /// stands in it reaches farther.
    pub seen: Span,
    /// Where the next one begins; what is found from here on belongs to that.
    pub end: usize,
}

/// The pieces of a folded text: cut at each line's end across which no term runs (`BREAK`), and, where none comes within
/// `longest` bytes, at the next white space of this kind.
pub fn pieces(folded: &str, longest: usize) -> impl Iterator<Item = Piece> + '_ {
    let mut next = Some((0, 0));
    std::iter::from_fn(move || {
        let (seen, start) = next.take()?;
        let Some(cut) = Cut::behind(folded, start, longest) else {
            return Some(Piece {
                seen: Span::new(seen, folded.len()),
                end: folded.len(),
            });
        };
        next = Some((cut.before, cut.word.start));
        Some(Piece {
            seen: Span::new(seen, cut.word.end),
            end: cut.word.start,
        })
    })
}

/// A place at which a text may be cut.
struct Cut {
    /// Where the word before it ends.
    before: usize,
    /// The word behind it.
    word: Span,
}

impl Cut {
    /// The first one behind the first word from a byte on.
    fn behind(folded: &str, start: usize, longest: usize) -> Option<Cut> {
        // Every piece has a word of its own: else what is seen of one without could be all that is seen of a last one with.
        let first = word_at(folded, next_word(folded, start)?).end;
        let limit = folded.len().min(start.saturating_add(longest));
        let near = folded.as_bytes().get(first..limit).unwrap_or(&[]);
        let mut free = 0;
        for line in memchr::memchr_iter(b'\n', near) {
            // Line ends between the same two words are looked at once.
            if line < free {
                continue;
            }
            let at = first + line;
            let before = folded
                .get(..at)?
                .trim_end_matches(|c: char| !is_alphanumeric(c))
                .len();
            let word = word_at(folded, next_word(folded, at)?);
            if joint(folded.get(before..word.start)?) == BREAK {
                return Some(Cut {
                    before,
                    word: Span::new(word.start, word.end),
                });
            }
            free = word.start - first;
        }
        if limit == folded.len() {
            return None;
        }
        Self::in_line(folded, limit)
    }

    /// The first one at any white space behind a byte.
    fn in_line(folded: &str, from: usize) -> Option<Cut> {
        let from = (from..folded.len()).find(|at| folded.is_char_boundary(*at))?;
        let rest = folded.get(from..)?;
        let mut words = words(rest);
        // It may be a part of one.
        let mut before = words.next()?.end;
        for word in words {
            let between = rest.get(before..word.start).unwrap_or("");
            if joint(between) == BREAK && between.contains(char::is_whitespace) {
                return Some(Cut {
                    before: from + before,
                    word: Span::new(from + word.start, from + word.end),
                });
            }
            before = word.end;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::key;

    fn cut(text: &str, longest: usize) -> Vec<&str> {
        let pieces = pieces(text, longest);
        pieces.map(|piece| piece.seen.cut(text)).collect()
    }

    #[test]
    fn cuts_where_no_term_runs_across() {
        let text = "một hai.\n\nba - bốn, năm\nsáu\n+ bảy /.tám chín";
        let lines = [
            "một hai.\n\nba",
            ".\n\nba - bốn, năm\nsáu\n+ bảy",
            "\n+ bảy /.tám chín",
        ];
        assert_eq!(cut(text, 100), lines);
        let [one, two, _] = lines;
        assert_eq!(cut(text, 3), [one, two, "\n+ bảy /.tám", " /.tám chín"]);
        assert_eq!(cut("một. (hai). ba", 3), ["một. (hai", ". (hai). ba"]);
        for text in ["", "\n", "-\n\n-", "một\n-", "\n\nmột", "-\nmột\n\n."] {
            assert_eq!(cut(text, 3).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn pieces_follow_each_other() {
        let text = key("- Việc số 1.\n- Việc số 2\nlà (một) việc.\n\n").repeat(50);
        for longest in [1, 8, 20, 1000] {
            let mut end = 0;
            for piece in pieces(&text, longest) {
                assert!(piece.seen.start <= end && piece.end > end);
                end = piece.end;
            }
            assert_eq!(end, text.len());
        }
    }
}
