//! Step 6: the marks of Markdown and the leftovers of HTML go, also where a converter broke them;
//! a `*` that is a bullet stays.

use super::edits::Edits;
use super::entities;
use super::seek::Seek;
use crate::value::label::{self, LabelKind};
use std::borrow::Cow;

/// Takes the marks away, line by line, only on lines that have any.
pub fn markdown(text: &str) -> Edits {
    let mut edits = Edits::default();
    let bytes = text.as_bytes();
    let mut paragraph = Paragraph::default();
    let mut at = 0;
    let mut marks = Seek::new(text, *b"*#>\\&<");
    while let Some(found) = next(&mut marks, bytes, at) {
        let before = text.get(at..found).unwrap_or("");
        let start = before.rfind('\n').map_or(at, |newline| at + newline + 1);
        let end = found + line_len(text, found);
        paragraph.reach(text, at, start);
        line(&mut edits, text, start, end, &mut paragraph);
        at = (end + 1).min(bytes.len());
    }
    edits
}

fn line_len(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    rest.find('\n').unwrap_or(rest.len())
}

/// The next byte that may be a mark; `#` and `>` are only at the start of a line.
fn next(marks: &mut Seek, bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = marks.next(at)?;
        let opens = at == 0 || bytes[at - 1] == b'\n';
        if opens || !matches!(bytes[at], b'#' | b'>') {
            return Some(at);
        }
        at += 1;
    }
}

/// What the lines before tell about the asterisks of a line.
#[derive(Default)]
struct Paragraph {
    /// An odd number of asterisks came before: italics are open.
    open: bool,
}

impl Paragraph {
    /// Passes over lines without marks: a blank line, a cell border, or a bullet ends the paragraph.
    fn reach(&mut self, text: &str, from: usize, to: usize) {
        let passed = text.get(from..to).unwrap_or("");
        if passed
            .split('\n')
            .rev()
            .skip(1)
            .any(|line| line.is_empty() || line == "|")
        {
            self.open = false;
        }
    }
}

fn line(edits: &mut Edits, text: &str, start: usize, end: usize, paragraph: &mut Paragraph) {
    let whole = text.get(start..end).unwrap_or("");
    if whole.contains('*') && whole.bytes().all(|b| matches!(b, b'*' | b' ')) {
        edits.delete(start..end);
        paragraph.open ^= whole.matches('*').count() % 2 == 1;
        return;
    }
    let body = start + prefix(whole);
    edits.delete(start..body);
    let bullet = bullet(text, body, end, paragraph.open);
    let mut at = body;
    let mut odd = false;
    while at < end {
        let rest = text.get(at..end).unwrap_or("");
        let Some(step) = rest.find(['*', '\\', '&', '<']) else {
            break;
        };
        at += step;
        let rest = text.get(at..end).unwrap_or("");
        if rest.starts_with('*') {
            let run = rest.len() - rest.trim_start_matches('*').len();
            odd ^= asterisks(edits, text, at..at + run, bullet.as_ref()) % 2 == 1;
            at += run;
        } else if let Some((with, len)) = entities::decode(rest) {
            let with = match rest.starts_with('<') && is_layout(whole) {
                true => Cow::Borrowed("\t"),
                false => with,
            };
            edits.replace(at..at + len, &with);
            // What an escape protects is text: `\&amp;` is not an entity.
            at += if rest.starts_with('\\') { 2 } else { len };
        } else {
            at += 1;
        }
    }
    paragraph.open ^= odd;
}

/// Whether a table row holds a masthead or closing laid out in cells: there `<br>` parts lines, not words.
fn is_layout(line: &str) -> bool {
    line.contains('|')
        && [
            "Độc lập",
            "CỘNG H",
            "Nơi nhận",
            "TM.",
            "KT.",
            "TL.",
            "TUQ.",
            "Số:",
        ]
        .iter()
        .any(|mark| line.contains(mark))
}

/// Length of heading and quote marks: `## `, `> `.
fn prefix(line: &str) -> usize {
    let mut rest = line;
    loop {
        let quote = rest.strip_prefix('>').filter(|after| {
            // `> 60%` at the start of a wrapped line is a figure.
            after.is_empty()
                || (after.starts_with(' ')
                    && !after.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        });
        let marks = rest.len() - rest.trim_start_matches('#').len();
        let heading = rest.get(marks..).filter(|after| {
            (1..=6).contains(&marks) && (after.is_empty() || after.starts_with(' '))
        });
        match quote.or(heading) {
            Some(after) => rest = after.trim_start_matches(' '),
            None => return line.len() - rest.len(),
        }
    }
}

/// The asterisk that is a bullet.
struct Bullet {
    at: usize,
    /// A space is missing after it.
    tight: bool,
}

/// The bullet among the asterisks and spaces that open a line:
/// `* Nội dung`; `*** Thời gian:**`, which is bold over `* Thời gian`; `*Nội dung` with nothing that closes it.
fn bullet(text: &str, start: usize, end: usize, open: bool) -> Option<Bullet> {
    let line = text.get(start..end)?;
    let opening = line.len() - line.trim_start_matches(['*', ' ']).len();
    let marks = line.get(..opening)?;
    let count = marks.matches('*').count();
    let first = marks.len() - marks.trim_start_matches('*').len();
    let loose = (first == 1 && marks.as_bytes().get(1) == Some(&b' '))
        || (count % 2 == 1 && marks.ends_with(' '));
    let rest = line.get(opening..)?;
    // `* III. TỔ CHỨC` is a section whose label stands first, not a bullet; `* (Kèm theo …)*` is set in italics.
    let section = label::read(rest)
        .is_some_and(|label| !matches!(label.kind, LabelKind::Dash | LabelKind::Plus));
    if section || (first == 1 && rest.starts_with('(')) {
        return None;
    }
    if loose {
        return (!open || count > 1).then_some(Bullet {
            at: start,
            tight: false,
        });
    }
    let word = rest.starts_with(char::is_alphanumeric);
    let tight = marks == "*" && word && !open && !closes(text, start + 1);
    tight.then_some(Bullet {
        at: start,
        tight: true,
    })
}

/// Whether an asterisk follows before the paragraph ends.
fn closes(text: &str, from: usize) -> bool {
    /// Lines of the longest legal basis in italics seen, doubled; a bound, so that a long text costs no more.
    const LONGEST: usize = 24;
    let mut lines = text.get(from..).unwrap_or("").split('\n');
    let first = lines.next().unwrap_or("");
    first.contains('*')
        || lines
            .take_while(|line| !line.is_empty() && *line != "|" && !line.starts_with("* "))
            .take(LONGEST)
            .any(|line| line.contains('*'))
}

/// Takes a run of asterisks away, all but a bullet or a sign of multiplication; returns how many were marks.
fn asterisks(
    edits: &mut Edits,
    text: &str,
    run: std::ops::Range<usize>,
    bullet: Option<&Bullet>,
) -> usize {
    if let Some(bullet) = bullet.filter(|bullet| run.contains(&bullet.at)) {
        // Marks between the bullet and its text, as in `* **Nội dung**`, are runs of their own.
        let with = if bullet.tight { "* " } else { "*" };
        if run.len() > 1 || bullet.tight {
            edits.replace(run.clone(), with);
        }
        return run.len() - 1;
    }
    if run.len() == 1 && between_digits(text, run.start) {
        return 0;
    }
    edits.delete(run.clone());
    run.len()
}

/// `3*4`, `3 * 4`
fn between_digits(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches(' ');
    let after = text.get(at + 1..).unwrap_or("").trim_start_matches(' ');
    before.ends_with(|c: char| c.is_ascii_digit())
        && after.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, plain: &str) {
        assert_eq!(markdown(text).apply(text), plain);
    }

    #[test]
    fn emphasis_goes() {
        check(
            "**KẾ HOẠCH**\n*nghiêng* và ***cả hai***",
            "KẾ HOẠCH\nnghiêng và cả hai",
        );
        check("**1**. **Mục đích**", "1. Mục đích");
        check(
            "*- Đơn vị chủ trì: *Sở Tư pháp",
            "- Đơn vị chủ trì: Sở Tư pháp",
        );
        check(
            "ngày **10/12/2024** theo Kế hoạch* này",
            "ngày 10/12/2024 theo Kế hoạch này",
        );
        check(
            "*Bắc Giang, ngày 2\ntháng 3 năm 2025*",
            "Bắc Giang, ngày 2\ntháng 3 năm 2025",
        );
        check(
            "*Đơn vị phối hợp:\n*Sở Nội vụ",
            "Đơn vị phối hợp:\nSở Nội vụ",
        );
    }

    #[test]
    fn bullets_stay() {
        check("* Nội dung", "* Nội dung");
        check(
            "*** Thời gian thực hiện:** Quý I",
            "* Thời gian thực hiện: Quý I",
        );
        check("* **Nội dung:** rà soát", "* Nội dung: rà soát");
        check("*Nội dung\n\n*Thời gian", "* Nội dung\n\n* Thời gian");
        check("** Đơn vị:** Sở", " Đơn vị: Sở");
        check(
            "* IV. TỔ CHỨC\n* c) Rà soát\n* (Kèm theo Kế hoạch)*",
            " IV. TỔ CHỨC\n c) Rà soát\n (Kèm theo Kế hoạch)",
        );
    }

    #[test]
    fn empty_emphasis_leaves_an_empty_line() {
        check("a\n** **\nb\n***", "a\n\nb\n");
    }

    #[test]
    fn arithmetic_stays() {
        check("3*4 = 12; 3 * 4", "3*4 = 12; 3 * 4");
    }

    #[test]
    fn headings_quotes_escapes_entities() {
        check(
            "## I. MỤC TIÊU\n> trích\n> 60% số xã\n#PAPI",
            "I. MỤC TIÊU\ntrích\n> 60% số xã\n#PAPI",
        );
        check("1\\. Sở KH&amp;ĐT\\_x<br>y < 5", "1. Sở KH&ĐT_x y < 5");
    }
}
