//! Which charset a text is in, told by its content: in the right one, its words are Vietnamese syllables.

use super::{CHARSETS, Charset, is_syllable};
use memchr::{memchr_iter, memchr2_iter, memchr3_iter};
use std::borrow::Cow;

/// The charset of a text and why it is held to be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The charset.
    pub charset: Charset,
    /// Share of syllables after and before, in words.
    pub evidence: String,
}

/// Words that can tell a charset, and how many of them are syllables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// Words with a letter or sign outside ASCII.
    pub words: usize,
    /// Those of them that are syllables.
    pub syllables: usize,
}

impl Score {
    /// Share of syllables in thousandths; 0 where there is no word.
    pub(crate) fn thousandths(self) -> usize {
        self.syllables * 1000 / self.words.max(1)
    }

    fn shown(self) -> String {
        format!("{} of {}", self.syllables, self.words)
    }
}

/// Fewer words prove nothing: two can be syllables by accident.
const LEAST_WORDS: usize = 3;
/// A text in the right charset has foreign names and codes, but four words in five are syllables.
const LEAST_AFTER: usize = 800;
/// Text of a legacy charset shows hardly a syllable; Unicode text nearly only syllables.
const MOST_BEFORE: usize = 450;
/// VIQR is plain ASCII, where most words need no mark: so many of all words must carry one.
const LEAST_VIQR: usize = 250;

/// The words of a text outside ASCII, and how many are syllables.
pub(crate) fn score(text: &str) -> Score {
    let mut score = Score::default();
    for word in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()) {
        // Signs that stand beside words in every encoding say nothing.
        let word = word.trim_matches(is_sign);
        if word.is_ascii() || !word.chars().any(|c| !c.is_ascii() && !is_sign(c)) {
            continue;
        }
        score.words += 1;
        score.syllables += usize::from(word.split(is_sign).all(is_syllable));
    }
    score
}

/// Signs that Unicode text has beside Vietnamese words.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{FEFF}' | '\u{3000}' | '\u{2028}'..='\u{202F}')
}

/// Whether a letter is Vietnamese and has no place in windows-1252: proof that text is Unicode already.
pub(crate) fn is_unicode_letter(c: char) -> bool {
    matches!(
        c,
        '\u{1EA0}'
            ..='\u{1EF9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư'
    ) || matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Whether a text has such a letter: looked for by the bytes with which they begin, most of them first.
fn has_unicode_letter(text: &str) -> bool {
    let bytes = text.as_bytes();
    let most = memchr3_iter(0xC4, 0xC6, 0xE1, bytes);
    let mut begins = most.chain(memchr2_iter(0xC5, 0xCC, bytes));
    begins.any(|at| {
        let letter = text.get(at..).and_then(|rest| rest.chars().next());
        letter.is_some_and(is_unicode_letter)
    })
}

/// The charset of `text`, which is held by the characters of windows-1252; none where it is Unicode, or nothing fits.
pub fn detect(text: &str) -> Option<Verdict> {
    if text.is_ascii() {
        return viqr(text);
    }
    if has_unicode_letter(text) {
        return None;
    }
    let before = score(text);
    if before.words < LEAST_WORDS || before.thousandths() > MOST_BEFORE {
        return None;
    }
    let (charset, after) = best(text)?;
    (after.words >= LEAST_WORDS && after.thousandths() >= LEAST_AFTER).then(|| Verdict {
        charset,
        evidence: format!(
            "{} words with marks are Vietnamese syllables as {}, {} as they stand",
            after.shown(),
            charset.name(),
            before.shown()
        ),
    })
}

/// The charset that makes the largest share of syllables, and that share.
pub(crate) fn best(text: &str) -> Option<(Charset, Score)> {
    let scored = CHARSETS
        .into_iter()
        .filter(|&charset| charset != Charset::Viqr)
        .map(|charset| (charset, score(&charset.decode(text))));
    // `max_by_key` takes the last of equals, and the first charset shall win.
    scored
        .rev()
        .max_by_key(|(_, score)| (score.thousandths(), score.syllables))
}

fn viqr(text: &str) -> Option<Verdict> {
    let signed = |word: &&str| word.contains(['^', '(', '+', '~', '`']);
    let words = || {
        text.split_whitespace()
            .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
    };
    if words().filter(signed).count() < LEAST_WORDS {
        return None;
    }
    let after = score(&Charset::Viqr.decode(text));
    let all = words().count();
    let fits = after.thousandths() >= LEAST_AFTER && after.syllables * 1000 >= all * LEAST_VIQR;
    fits.then(|| Verdict {
        charset: Charset::Viqr,
        evidence: format!(
            "{} of {all} words become Vietnamese syllables as VIQR",
            after.syllables
        ),
    })
}

/// Text without fonts, with the parts that are in a legacy charset converted, and the verdict on them.
pub fn convert(text: &str) -> (Cow<'_, str>, Option<Verdict>) {
    let Some(converter) = Converter::of(text) else {
        return (Cow::Borrowed(text), None);
    };
    let lines = inclusive_lines(text).map(|line| converter.line(line));
    (Cow::Owned(lines.collect()), Some(converter.verdict))
}

/// As `split_inclusive('\n')`, which looks for each line's end at half the speed.
fn inclusive_lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let mut start = 0;
    ends.chain([text.len()]).filter_map(move |end| {
        let line = text.get(std::mem::replace(&mut start, end)..end)?;
        (!line.is_empty()).then_some(line)
    })
}

/// Converts the lines of a text that is in a legacy charset, wholly or in part.
///
/// Files mix charsets: a line with a letter that only Unicode has is never touched, and the others are converted
/// when together they prove a charset and, in a mixed file, the line gains by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Converter {
    /// The charset and the evidence for it.
    pub verdict: Verdict,
    mixed: bool,
}

impl Converter {
    /// What to convert a text with; nothing where it is Unicode, or no charset fits.
    pub(crate) fn of(text: &str) -> Option<Converter> {
        let mixed = has_unicode_letter(text);
        let verdict = if mixed {
            let open: String = inclusive_lines(text).filter(|line| is_open(line)).collect();
            detect(&open)
        } else {
            detect(text)
        };
        verdict.map(|verdict| Converter { verdict, mixed })
    }

    /// A line of that text in Unicode.
    pub(crate) fn line(&self, line: &str) -> String {
        if self.mixed && !is_open(line) {
            return line.to_owned();
        }
        let converted = self.verdict.charset.decode(line);
        if self.mixed && score(&converted).syllables <= score(line).syllables {
            return line.to_owned();
        }
        converted
    }
}

/// Whether a line may be in a legacy charset.
fn is_open(line: &str) -> bool {
    !line.is_ascii() && !has_unicode_letter(line)
}
