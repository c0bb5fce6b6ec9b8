//! Consecutive lines → paragraphs. The text stage joined what surely belongs together; here the uncertain
//! line breaks are decided with labels, line widths and the rules at hand.

use super::lines::Line;
use super::parts::is_capital;
use crate::rules::Rules;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;
use crate::span::{Span, chars};
use crate::text::{self, Text};
use crate::value::label::{self, Label, LabelKind};
use memchr::{memchr2, memchr2_iter};

/// The widest wrap in code points; longer lines are whole paragraphs, and stand in some texts beside wrapped ones.
const WIDEST: usize = 130;

/// This many lines that begin in lower case below a full line are no accident.
const LEAST_CONTINUED: usize = 4;

/// Line widths of the document as it was written.
#[derive(Debug)]
pub struct Wrap {
    /// Code points of each original line.
    widths: Vec<usize>,
    /// Width at which the text was wrapped; `None` where paragraphs are whole lines.
    at: Option<usize>,
    /// Whether blank lines stand between paragraphs: then lines that follow each other are one paragraph.
    spaced: bool,
}

impl Wrap {
    /// Measures the original: a text is hard-wrapped when many lines begin in lower case, or when no line is long and all
    /// that begin so stand below a line that was full. Lines of tables are as wide as their cells ask, and don't count.
    pub fn measure(original: &str) -> Self {
        let lines: Vec<&str> = text::lines(original).map(|line| line.text.trim()).collect();
        let widths: Vec<usize> = lines.iter().map(|line| letters(line)).collect();
        let mut filled: Vec<usize> = (0..lines.len())
            .filter(|&at| widths[at] >= 25 && !is_row(lines[at]))
            .map(|at| widths[at])
            .collect();
        filled.sort_unstable();
        let of_all = |widths: &[usize]| widths.get(widths.len() * 95 / 100).copied().unwrap_or(0);
        let long = of_all(&filled) > WIDEST;
        let narrow = filled.partition_point(|width| *width <= WIDEST);
        let wide = of_all(filled.get(..narrow).unwrap_or(&[]));
        let continued: Vec<usize> = (1..lines.len())
            .filter(|&at| widths[at - 1] <= WIDEST && lines[at].starts_with(char::is_lowercase))
            .collect();
        let full = |&&at: &&usize| {
            let word = lines[at].split_whitespace().next().map_or(0, letters);
            widths[at - 1] + 1 + word > wide * 9 / 10
        };
        let below_full = !long
            && continued.len() >= LEAST_CONTINUED
            && continued.iter().filter(full).count() * 10 >= continued.len() * 9;
        let wrapped = narrow > 0 && (continued.len() * 4 >= filled.len() || below_full);
        Self {
            spaced: wrapped && is_spaced(&lines),
            widths,
            at: wrapped.then_some(wide),
        }
    }

    /// Whether a text that is wrapped stands on less than two thirds of one line.
    fn leaves_room(&self, above: &str) -> bool {
        self.at.is_some_and(|width| letters(above) * 3 < width * 2) && !above.contains('\n')
    }

    /// Code points of a line of the original, counted from 1.
    fn width(&self, line_number: usize) -> usize {
        let at = line_number.saturating_sub(1);
        self.widths.get(at).copied().unwrap_or(0)
    }

    /// Whether a line was not broken where others were.
    fn is_whole(&self, line_number: usize) -> bool {
        self.width(line_number) > WIDEST
    }

    /// Whether the line break after `line` was forced: the first word of `next` would not have fitted.
    fn forced(&self, line_number: usize, next: &str) -> bool {
        let Some(width) = self.at else { return false };
        let have = self.width(line_number);
        let word = next
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count());
        have + 1 + word > width * 9 / 10 && !self.is_whole(line_number)
    }
}

/// Whether a line of the original is a row of a table, or two columns set with spaces.
fn is_row(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr2(b'\t', b'|', bytes).is_some() || has_gap(bytes)
}

/// Whether four spaces stand side by side: one of them is each fourth byte.
fn has_gap(line: &[u8]) -> bool {
    let spaces = |at: usize| line.get(at..at + 4) == Some(b"    ");
    let fourth = (3..line.len()).step_by(4);
    let mut fourth = fourth.filter(|at| line.get(*at) == Some(&b' '));
    fourth.any(|at| (at - 3..=at).any(spaces))
}

/// Whether blank lines stand between paragraphs: behind most lines that end a sentence, where no label parts what follows.
fn is_spaced(lines: &[&str]) -> bool {
    let ends = lines
        .windows(2)
        .filter(|pair| pair[0].ends_with(['.', ';', ':']) && label::read(pair[1]).is_none());
    let (all, blank) = ends.fold((0, 0), |(all, blank), pair| {
        (all + 1, blank + usize::from(pair[1].is_empty()))
    });
    blank * 2 > all
}

/// Code points without combining marks, so that a text in decomposed letters measures the same.
fn letters(line: &str) -> usize {
    let bytes = line.as_bytes();
    let letters = chars(bytes);
    // U+0300 to U+036F are CC 80 to CD AF.
    let is_mark = |at: &usize| bytes[*at] == 0xCC || bytes.get(at + 1) < Some(&0xB0);
    letters - memchr2_iter(0xCC, 0xCD, bytes).filter(is_mark).count()
}

/// Groups text lines that follow each other without a blank line into paragraphs.
pub fn group(text: &Text, lines: &[Line], wrap: &Wrap, rules: &Rules) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    for line in lines {
        match paragraphs.last_mut() {
            Some(last) if continues(text, *last, line.span, wrap, rules) => {
                *last = last.join(line.span)
            }
            _ => paragraphs.push(line.span),
        }
    }
    paragraphs
}

fn continues(text: &Text, before: Span, line: Span, wrap: &Wrap, rules: &Rules) -> bool {
    let normal = text.normalised();
    let (above, below) = (before.cut(normal), line.cut(normal));
    if let Some(found) = label::read(below) {
        return goes_on_with_label(above, below, &found, wrap);
    }
    let last_line = Span::new(
        before.end - above.rsplit('\n').next().map_or(0, str::len),
        before.end,
    );
    let number = text
        .original_span(Span::new(
            before.end.saturating_sub(1).max(last_line.start),
            before.end,
        ))
        .line;
    if above.ends_with([';', ':']) || above.ends_with("./.") {
        return wrap.forced(number, below) && asks_for_more(text, before, line, rules)
            || wrap.at.is_some() && is_open(above);
    }
    if wrap.spaced
        && !is_capital(above)
        && !(wrap.leaves_room(above) && heads_body(text, before, line, rules))
        && label::read(above).is_none_or(|_| !opens_task(text, line, rules) || above.ends_with('.'))
    {
        return true;
    }
    if above.ends_with(['.', '!', '?']) {
        return wrap.forced(number, below)
            && !opens_task(text, line, rules)
            && !is_attribute(text, line, rules);
    }
    let head = is_capital(above.rsplit('\n').next().unwrap_or(above));
    if head != is_capital(below) {
        return false;
    }
    if head {
        return label::read(above).is_some();
    }
    let labelled = label::read(above).is_some();
    // A heading that fills little of its line has ended, where a capital begins what follows.
    let heading = label::read(above).is_some_and(|label| !matches!(&*label.text, "-" | "+" | "*"));
    let ends = heading && wrap.leaves_room(above) && below.starts_with(char::is_uppercase);
    if (ends || labelled && opens_task(text, line, rules)) && !wrap.forced(number, below) {
        return wrap.at.is_some() && breaks_name(text, last_line, line, rules);
    }
    wrap.at.is_some() && !wrap.is_whole(number)
}

/// Whether a line that opens as a label does is none: `giai đoạn 2021` / `- 2025` is a span of years, and `quy định tại` /
/// `Điều 3 Nghị quyết này` goes on.
fn goes_on_with_label(above: &str, below: &str, label: &Label, wrap: &Wrap) -> bool {
    match label.kind {
        LabelKind::Dash => {
            let rest = below.get(1..).unwrap_or("").trim_start();
            rest.starts_with(|c: char| c.is_ascii_digit())
                && above.ends_with(|c: char| c.is_ascii_digit())
        }
        LabelKind::Article => {
            let written = below.get(..label.len).unwrap_or("").trim_end();
            let stops = written.ends_with(['.', ':', ')']);
            wrap.at.is_some() && !stops && above.ends_with(|c: char| c.is_lowercase() || c == ',')
        }
        _ => false,
    }
}

/// Whether a bracket is open at the end: `(Trong đó: khu vực I:`.
fn is_open(above: &str) -> bool {
    let opened = memchr2_iter(b'(', b')', above.as_bytes()).next_back();
    opened.is_some_and(|at| above.as_bytes().get(at) == Some(&b'('))
}

/// Whether the break between two lines stands inside a name that the lists have: `Điều 2. Sở` / `Công Thương`.
fn breaks_name(text: &Text, above: Span, below: Span, rules: &Rules) -> bool {
    let both = above.join(below);
    let (end, start) = (above.end - both.start, below.start - both.start);
    let names = rules.agencies.find_all(text.stretch(both));
    let (folded, next) = (above.cut(text.folded()), below.cut(text.folded()));
    let area = || rules.phrases.starts(List::AreaWord, next).is_some();
    names
        .iter()
        .any(|name| name.start < end && name.end > start || name.end == end && area())
        || rules.phrases.ends(List::PostTitle, folded).is_some()
        || asks_for_body(folded, rules)
}

/// Whether a line opens with the head of an attribute, `Thời gian thực hiện: …`, which is a line of its own.
fn is_attribute(text: &Text, line: Span, rules: &Rules) -> bool {
    let folded = line.cut(text.folded());
    folded
        .split_once(':')
        .is_some_and(|(head, _)| rules.attribute(head.trim()).is_some())
}

/// Whether a sentence goes on behind a colon or semicolon at the end of a full line: with the value of an attribute, with
/// what `như:` names, or with another document that is cited.
fn asks_for_more(text: &Text, above: Span, line: Span, rules: &Rules) -> bool {
    let (folded, next) = (above.cut(text.folded()), line.cut(text.folded()));
    let cites = || {
        let kind = rules.document_types.starts(next);
        kind.is_some_and(|(_, end)| next.get(end..).unwrap_or("").starts_with(" số "))
    };
    asks_for_value(text, above, rules)
        || folded.ends_with("như:")
        || folded.ends_with(';') && cites()
}

/// `… đúng hạn. Thực hiện:`: the value of the attribute at the end of a full line stands on the next.
fn asks_for_value(text: &Text, above: Span, rules: &Rules) -> bool {
    let folded = above.cut(text.folded());
    folded
        .strip_suffix(':')
        .and_then(|head| head.rsplit(['.', ';', '\n']).next())
        .is_some_and(|head| rules.attribute(head.trim()).is_some())
}

/// `Điều 2. Giao` / `Giám đốc Sở Nội vụ …`: whether a text ends with words that make somebody act.
fn asks_for_body(folded: &str, rules: &Rules) -> bool {
    let cues = rules.patterns.at_end(Place::BeforeAgency, folded);
    let mut roles = cues.iter().filter_map(|cue| cue.value("role"));
    roles.any(|role| role != "none")
}

/// `3. Xây dựng chính quyền số` / `Công chức Văn hóa - Xã hội chủ trì …`: a numbered heading that is no part of what a body
/// below it is to do.
fn heads_body(text: &Text, above: Span, line: Span, rules: &Rules) -> bool {
    let (heading, next) = (above.cut(text.folded()), line.cut(text.folded()));
    let numbered = label::read(above.cut(text.normalised()))
        .is_some_and(|label| !matches!(&*label.text, "-" | "+" | "*"));
    let open = heading.ends_with(',') || rules.phrases.ends(List::OpenEnd, heading).is_some();
    let body = rules.agencies.starts(next);
    let acts = body.is_some_and(|body| {
        let rest = next[body.end..].trim_start();
        rules.phrases.starts(List::TaskVerb, rest).is_some()
    });
    numbered && acts && !open && !asks_for_body(heading, rules)
}

/// Whether a line begins with a verb that opens a task, in a capital.
fn opens_task(text: &Text, line: Span, rules: &Rules) -> bool {
    line.cut(text.normalised()).starts_with(char::is_uppercase)
        && rules
            .phrases
            .starts(List::TaskVerb, line.cut(text.folded()))
            .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_cells_or_a_gap() {
        for (line, row) in [
            ("a  b   c", false),
            ("a\tb", true),
            ("a | b", true),
            ("", false),
        ] {
            assert_eq!(is_row(line), row, "{line:?}");
        }
        for start in 0..9 {
            for gap in 0..9 {
                let line = format!("{}{}{}", "a".repeat(start), " ".repeat(gap), "bc");
                assert_eq!(is_row(&line), gap >= 4, "{line:?}");
            }
        }
    }

    #[test]
    fn measures_hard_wrapped_text() {
        let wrapped = "Tổ chức các hoạt động để người dân được tham gia\nvào đời sống chính trị của địa phương và\nphát huy quyền làm chủ của mình.";
        assert!(Wrap::measure(wrapped).at.is_some());
        let whole = format!(
            "{}\n\n{}",
            "Một đoạn văn dài. ".repeat(20),
            "Đoạn hai. ".repeat(30)
        );
        assert!(Wrap::measure(&whole).at.is_none());
    }
}
