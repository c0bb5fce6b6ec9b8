//! A text cut into words, each with what is known of it.

use super::Slip;
use crate::rules::terms::{Term, Terms, Word, WordId, numbered};
use crate::rules::units::Units;
use crate::span::Span;
use crate::text::RepairKind;
use crate::value::syllable::is_syllable;

/// A word of the text.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Where it stands and what stands before it.
    pub word: Word,
    /// Its number if a term of the rules has it, else `NO_TERM`: half the bytes of an `Option`.
    number: WordId,
    /// Whether it is spelt as a word may be: a syllable, a word of the rules, a number.
    pub sound: bool,
    /// Whether it stands inside a known term of two words or more.
    pub known: bool,
}

/// The number of a word that no term has; there are not so many words in all rules.
const NO_TERM: WordId = WordId::MAX;

impl Seen {
    /// Its number, if a term of the rules has it.
    pub fn id(&self) -> Option<WordId> {
        Some(self.number).filter(|number| *number != NO_TERM)
    }
}

/// A text to be repaired.
pub struct Page<'t> {
    pub normal: &'t str,
    pub folded: &'t str,
    pub words: Vec<Seen>,
    pub terms: &'t Terms,
}

impl<'t> Page<'t> {
    /// Cuts a text up; `normal` and `folded` have the same words at the same bytes.
    pub fn read(normal: &'t str, folded: &'t str, terms: &'t Terms) -> Page<'t> {
        let seen = |(word, number): (Word, u64)| {
            let text = &folded[word.range()];
            let id = terms.id_of(text, number);
            let sound =
                id.is_some() || text.bytes().all(|b| b.is_ascii_digit()) || is_syllable(text);
            Seen {
                word,
                number: id.unwrap_or(NO_TERM),
                sound,
                known: false,
            }
        };
        // A syllable and what parts it from the next take some five bytes; a list that grows is copied.
        let mut cut = Vec::with_capacity(folded.len() / 5);
        cut.extend(numbered(folded).map(seen));
        Page {
            normal,
            folded,
            words: cut,
            terms,
        }
    }

    /// The folded letters of a word.
    pub fn folded_word(&self, at: usize) -> &'t str {
        self.words
            .get(at)
            .map_or("", |seen| &self.folded[seen.word.range()])
    }

    /// A word as written.
    pub fn written(&self, at: usize) -> &'t str {
        self.words
            .get(at)
            .and_then(|seen| self.normal.get(seen.word.range()))
            .unwrap_or("")
    }

    /// The number of the word `by` behind (or before) another.
    pub fn id(&self, at: usize, by: isize) -> Option<WordId> {
        self.words.get(at.checked_add_signed(by)?)?.id()
    }

    /// The words that overlap a stretch.
    pub fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        let from = self
            .words
            .partition_point(|seen| seen.word.end() <= span.start);
        let to = self
            .words
            .partition_point(|seen| seen.word.start() < span.end);
        from..to.max(from)
    }

    /// Tells the words of these stretches, which are in the order of their first bytes, that they stand in a known term.
    pub fn know(&mut self, spans: &[Span]) {
        let mut from = 0;
        for span in spans {
            let before = |seen: &Seen| seen.word.end() <= span.start;
            let rest = self.words.get(from..).unwrap_or(&[]);
            from += rest.iter().take_while(|seen| before(seen)).count();
            let rest = self.words.get_mut(from..).unwrap_or(&mut []).iter_mut();
            rest.take_while(|seen| seen.word.start() < span.end)
                .for_each(|seen| seen.known = true);
        }
    }

    /// Whether a word and what stands before it are those of a term.
    pub fn is(&self, at: usize, expected: (char, WordId), first: bool) -> bool {
        self.words.get(at).is_some_and(|seen| {
            seen.number == expected.1 && (first || seen.word.joint == expected.0)
        })
    }

    /// Whether a word of a term, by its place there, can belong to nothing else: other words hold it from both sides,
    /// the term is long, or it is an office's name and a mark or a line's end parts it from what stands outside.
    /// `bản chỉ đạo` is no `ban chỉ đạo` where `văn` stands before it.
    pub fn held(&self, at: usize, place: usize, term: &Term) -> bool {
        let joined = |at: usize| {
            self.words
                .get(at)
                .is_some_and(|seen| seen.word.joint == ' ')
        };
        let inside = place > 0 && place + 1 < term.words.len();
        let parted = if place == 0 {
            !joined(at)
        } else {
            !joined(at + 1)
        };
        inside || term.words.len() > 3 || parted && term.list == "agencies"
    }

    /// Whether a slip stands where a repair can only do harm: in an address or document number, in the name of a
    /// person or place.
    pub fn may_change(&self, slip: &Slip, units: &Units) -> bool {
        let span = slip.change.span;
        if slip.change.kind == RepairKind::Digits {
            return true;
        }
        !self.in_symbol(span) && !self.in_name(slip, units)
    }

    /// Whether the stretch without white space around a span holds what words never hold.
    fn in_symbol(&self, span: Span) -> bool {
        let head = self.normal.get(..span.start).unwrap_or("");
        let tail = self.normal.get(span.end..).unwrap_or("");
        let before = head.rsplit(char::is_whitespace).next().unwrap_or("");
        let after = tail.split(char::is_whitespace).next().unwrap_or("");
        let mark = |c| matches!(c, '/' | '@' | '_' | '\\' | '=');
        let dotted = |text: &str| {
            let inside = text.trim_end_matches(|c: char| !c.is_alphanumeric());
            inside.contains('.')
        };
        before.contains(mark) || after.contains(mark) || before.ends_with('.') || dotted(after)
    }

    /// Whether all words beside each other with a capital around a change make the name of a unit, or of a person.
    fn in_name(&self, slip: &Slip, units: &Units) -> bool {
        if slip.change.kind == RepairKind::Spacing {
            return false;
        }
        let changed = self.words_in(slip.change.span);
        let capital = |at: usize| {
            let mut letters = self.written(at).chars();
            letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
        };
        if !changed.clone().all(capital) {
            return false;
        }
        let joined = |at: usize| {
            self.words
                .get(at)
                .is_some_and(|seen| seen.word.joint == ' ')
        };
        let mut from = changed.start;
        while from > 0 && joined(from) && capital(from - 1) {
            from -= 1;
        }
        let mut to = changed.end;
        while to < self.words.len() && joined(to) && capital(to) {
            to += 1;
        }
        // Two words of a term in a run of three with capitals are most often a person.
        (slip.words == 2 && to - from > 2) || self.is_unit(from, to, &changed, units)
    }

    fn is_unit(
        &self,
        from: usize,
        to: usize,
        changed: &std::ops::Range<usize>,
        units: &Units,
    ) -> bool {
        (from..=changed.start).any(|start| {
            (changed.end..=to).any(|end| {
                let (Some(first), Some(last)) = (self.words.get(start), self.words.get(end - 1))
                else {
                    return false;
                };
                let name = &self.folded[first.word.start()..last.word.end()];
                end - start > 1 && !units.find(None, name, None).is_empty()
            })
        })
    }

    /// The rule that a term stands for: its list and itself.
    pub fn rule(term: &Term) -> String {
        format!("{}/{}", term.list, term.key)
    }
}

/// A word of a term in the letters' case of the word that it is read for.
pub fn cased(written: &str, word: &str) -> String {
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let mut rest = letters.peekable();
    let all = rest.peek().is_some() && rest.all(char::is_uppercase);
    if first && all {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    match chars.next() {
        Some(c) if first => c.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}
