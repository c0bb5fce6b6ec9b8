//! A text cut into stretches that are repaired one after the other, as they would be all at once.
//!
//! It is cut where no term runs across (`BREAK`), at white space. What a repair looks at beyond such a place is white
//! space and marks before its first word, and whether the word behind its last one is a word: so far each stretch sees.

use crate::rules::terms::{BREAK, words};
use crate::span::Span;

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// What is looked at: from the end of the word before it to the end of the word behind it.
    pub seen: Span,
    /// Where the next one begins; what is found from here on belongs to that.
    pub end: usize,
}

/// The stretches of a folded text, each of at least so many bytes but for the last.
pub fn stretches(folded: &str, least: usize) -> impl Iterator<Item = Stretch> + '_ {
    let mut next = Some((0, 0));
    std::iter::from_fn(move || {
        let (seen, start) = next.take()?;
        let Some(cut) = Cut::behind(folded, start + least) else {
            return Some(Stretch {
                seen: Span::new(seen, folded.len()),
                end: folded.len(),
            });
        };
        next = Some((cut.before, cut.word.start));
        Some(Stretch {
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
    /// The first one behind a byte and the word that is there.
    fn behind(folded: &str, from: usize) -> Option<Cut> {
        let from = (from..folded.len()).find(|at| folded.is_char_boundary(*at))?;
        let rest = folded.get(from..)?;
        let mut words = words(rest);
        // It may be a part of one.
        let mut before = words.next()?.end();
        for word in words {
            let between = rest.get(before..word.start()).unwrap_or("");
            if word.joint == BREAK && between.contains(char::is_whitespace) {
                return Some(Cut {
                    before: from + before,
                    word: Span::new(from + word.start(), from + word.end()),
                });
            }
            before = word.end();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::key;

    #[test]
    fn cuts_where_no_term_runs_across() {
        let text = "một hai.\n\nba - bốn, năm\n(sáu) +bảy /.tám";
        let cut = |least| {
            let cut = stretches(text, least);
            cut.map(|stretch| stretch.seen.cut(text))
                .collect::<Vec<_>>()
        };
        assert_eq!(cut(100), [text]);
        let all = [
            "một hai.\n\nba",
            ".\n\nba - bốn, năm\n(sáu",
            "\n(sáu) +bảy",
            ") +bảy /.tám",
            " /.tám",
        ];
        assert_eq!(cut(1), all);
        assert_eq!(
            cut(15),
            ["một hai.\n\nba - bốn, năm\n(sáu", "\n(sáu) +bảy /.tám"]
        );
        assert_eq!(stretches("", 1).count(), 1);
    }

    #[test]
    fn stretches_follow_each_other() {
        let text = key("- Việc số 1.\n- Việc số 2.\n").repeat(50);
        let mut end = 0;
        for stretch in stretches(&text, 20) {
            assert!(stretch.seen.start <= end && stretch.end > end);
            end = stretch.end;
        }
        assert_eq!(end, text.len());
    }
}
