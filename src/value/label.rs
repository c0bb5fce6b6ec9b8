//! Section labels as Vietnamese documents number them: `PHẦN I`, `I.`, `1.`, `1.1.`, `a)`, `-`, `+`, `*`, `(1)`.

use super::letter::is_alphabetic;
use std::borrow::Cow;

/// Style of a label; the style, not the indentation, tells the depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelKind {
    /// `PHẦN I`, `Phần thứ nhất`.
    Part,
    /// `CHƯƠNG I`.
    Chapter,
    /// `Điều 1.`
    Article,
    /// `A.`
    Capital,
    /// `I.`
    Roman,
    /// `1.`, `1)`, `1/`
    Arabic,
    /// `1.1.`: two or more numbers; the depth is the count of numbers.
    Decimal(u8),
    /// `a)`, `a.`, `đ)`
    Letter,
    /// `(1)`
    Bracketed,
    /// `(a)`, `(i)`
    BracketedLetter,
    /// `-`
    Dash,
    /// `+`
    Plus,
    /// `*`
    Star,
}

/// A label at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its style.
    pub kind: LabelKind,
    /// What it says, without punctuation: `II`, `1.2`, `a`, `-`.
    pub text: Cow<'static, str>,
    /// Bytes from the start of the line to the first byte of the text after the label.
    pub len: usize,
}

/// Reads the label at the start of `line` (no leading spaces), if there is one.
pub fn read(line: &str) -> Option<Label> {
    let (kind, text, len) = keyword(line)
        .or_else(|| mark(line))
        .or_else(|| bracketed(line))
        .or_else(|| numbered(line))
        .or_else(|| lettered(line))?;
    let rest = line.get(len..)?;
    let spaces = rest.len() - rest.trim_start().len();
    Some(Label {
        kind,
        text,
        len: len + spaces,
    })
}

fn owned(text: &str) -> Cow<'static, str> {
    Cow::Owned(text.to_owned())
}

type Found = Option<(LabelKind, Cow<'static, str>, usize)>;

/// `PHẦN I`, `CHƯƠNG II`, `Điều 3.`
fn keyword(line: &str) -> Found {
    if !line.starts_with(['p', 'P', 'c', 'C', 'đ', 'Đ']) {
        return None;
    }
    let words = [
        ("phần ", LabelKind::Part),
        ("chương ", LabelKind::Chapter),
        ("điều ", LabelKind::Article),
    ];
    // Most lines begin with other words, which their first letters tell.
    let opens = |word: &str| {
        let mut letters = line.chars().flat_map(char::to_lowercase);
        word.chars().all(|letter| letters.next() == Some(letter))
    };
    if let Some((word, kind)) = words.into_iter().find(|(word, _)| opens(word)) {
        let lower: String = line.chars().take(24).collect::<String>().to_lowercase();
        let after = lower.strip_prefix(word)?;
        let number: String = after
            .trim_start_matches("thứ ")
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let known = number.chars().all(|c| c.is_ascii_digit())
            || roman(&number.to_uppercase())
            || ["nhất", "hai", "ba", "tư", "năm"].contains(&number.as_str());
        if number.is_empty() || !known {
            return None;
        }
        // Upper and lower case of these words have the same length in bytes.
        let mut len = word.len() + after.find(number.as_str())? + number.len();
        let rest = line.get(len..)?;
        len += rest.len() - rest.trim_start_matches(['.', ':', ')']).len();
        return Some((kind, number.to_uppercase().into(), len));
    }
    None
}

/// `-`, `+`, `*`
fn mark(line: &str) -> Found {
    let first = line.chars().next()?;
    let (kind, text) = match first {
        '-' => (LabelKind::Dash, "-"),
        '+' => (LabelKind::Plus, "+"),
        '*' => (LabelKind::Star, "*"),
        _ => return None,
    };
    let rest = &line[1..];
    // `-----` is a rule, not a bullet; `-5%` and `+84` are numbers.
    if rest.starts_with(first) || rest.trim().is_empty() {
        return None;
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) && kind != LabelKind::Star {
        return None;
    }
    Some((kind, Cow::Borrowed(text), 1))
}

/// `(1)`, `(a)`, `(i)`
fn bracketed(line: &str) -> Found {
    let inside: &str = line.strip_prefix('(')?.split(')').next()?;
    let len = inside.len() + 2;
    if line.as_bytes().get(len - 1) != Some(&b')') || inside.is_empty() {
        return None;
    }
    if inside.len() <= 2 && inside.bytes().all(|b| b.is_ascii_digit()) {
        return Some((LabelKind::Bracketed, owned(inside), len));
    }
    let letters = inside.chars().count() <= 3
        && (inside.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) || inside.chars().count() == 1);
    (letters && inside.chars().all(char::is_lowercase))
        .then(|| (LabelKind::BracketedLetter, owned(inside), len))
}

/// `1.`, `1.2.`, `1.2`, `1)`, `1/`
fn numbered(line: &str) -> Found {
    let mut parts = 0u8;
    let mut at = 0;
    let bytes = line.as_bytes();
    loop {
        let digits = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        if digits == 0 {
            break;
        }
        if digits > 2 {
            return None;
        }
        parts += 1;
        at += digits;
        if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at += 1;
        } else {
            break;
        }
    }
    let text = owned(line.get(..at)?);
    let next = line.get(at..)?.chars().next();
    match (parts, next) {
        (0, _) => None,
        (_, Some('.' | ')')) if !followed_by_word(line, at + 1) => None,
        (1, Some('.' | ')')) => Some((LabelKind::Arabic, text, at + 1)),
        (1, Some('/')) if line.get(at + 1..)?.starts_with(' ') => {
            Some((LabelKind::Arabic, text, at + 1))
        }
        // `1- Mục đích`, `1 - Mục đích`: the style of party documents.
        (1, Some('-' | ' ')) => dashed(line, at).map(|len| (LabelKind::Arabic, text, len)),
        (n, Some('.' | ')')) if n > 1 => Some((LabelKind::Decimal(n), text, at + 1)),
        // `1.1 Nội dung` has no final stop; `1.1` alone may be a figure such as `2.5 điểm`,
        // told from a label by the capital that follows.
        (n, Some(' ')) if n > 1 => line
            .get(at..)?
            .trim_start()
            .starts_with(char::is_uppercase)
            .then_some((LabelKind::Decimal(n), text, at)),
        _ => None,
    }
}

/// Bytes of a number with its dash, where a capital follows: `1- Mục đích`.
fn dashed(line: &str, at: usize) -> Option<usize> {
    let rest = line.get(at..)?;
    let after = rest.trim_start().strip_prefix('-')?;
    let spaced = after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase);
    spaced.then(|| line.len() - after.len())
}

/// `I.`, `II.`, `A.`, `a)`, `a.`, `đ)`
fn lettered(line: &str) -> Found {
    /// Letters of the longest number up to twenty, `XVIII`.
    const MOST: usize = 5;
    let mut letters = line.char_indices().take(MOST + 1);
    let (end, _) = letters.find(|(_, c)| !is_alphabetic(*c))?;
    let word = line.get(..end)?;
    let next = line.get(word.len()..)?.chars().next()?;
    let after = word.len() + 1;
    if roman(word)
        && let Some(len) = dashed(line, word.len())
    {
        return Some((LabelKind::Roman, owned(word), len));
    }
    if word.is_empty() || !matches!(next, '.' | ')' | '/') {
        return None;
    }
    let one = word.chars().count() == 1;
    let upper = word.chars().all(char::is_uppercase);
    let slash = next == '/' && !line.get(after..)?.starts_with(' ');
    if upper && roman(word) && !slash && followed_by_word(line, after) {
        return Some((LabelKind::Roman, owned(word), after));
    }
    if one && upper && next == '.' && line.get(after..)?.starts_with(' ') {
        return Some((LabelKind::Capital, owned(word), after));
    }
    if one && !upper && (next == ')' || line.get(after..)?.starts_with(' ')) {
        return Some((LabelKind::Letter, owned(word), after));
    }
    None
}

/// A label must be followed by text that starts with a letter, a quote, a bracket or a digit after a space.
fn followed_by_word(line: &str, at: usize) -> bool {
    let rest = line.get(at..).unwrap_or("");
    match rest.chars().next() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some(c) => c.is_alphabetic() || matches!(c, '"' | '(' | '*'),
    }
}

fn roman(word: &str) -> bool {
    const UP_TO_TWENTY: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    UP_TO_TWENTY.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_style() {
        for (line, kind, text) in [
            ("PHẦN II", LabelKind::Part, "II"),
            ("Phần thứ nhất", LabelKind::Part, "NHẤT"),
            ("Điều 3. Tổ chức", LabelKind::Article, "3"),
            ("II. NHIỆM VỤ", LabelKind::Roman, "II"),
            ("A. MỤC TIÊU", LabelKind::Capital, "A"),
            ("1. Mục đích", LabelKind::Arabic, "1"),
            ("1.Mục đích", LabelKind::Arabic, "1"),
            ("2.10. Nội dung", LabelKind::Decimal(2), "2.10"),
            ("1.1 Nội dung", LabelKind::Decimal(2), "1.1"),
            ("a) Nhiệm vụ", LabelKind::Letter, "a"),
            ("đ) Biểu dương", LabelKind::Letter, "đ"),
            ("(1) Rà soát", LabelKind::Bracketed, "1"),
            ("- Tăng cường", LabelKind::Dash, "-"),
            ("+ Chỉ số", LabelKind::Plus, "+"),
            ("I- MỤC ĐÍCH", LabelKind::Roman, "I"),
            ("II - NHIỆM VỤ", LabelKind::Roman, "II"),
            ("III/ TỔ CHỨC", LabelKind::Roman, "III"),
            ("1- Mục đích", LabelKind::Arabic, "1"),
            ("2/ Yêu cầu", LabelKind::Arabic, "2"),
            ("* Nội dung", LabelKind::Star, "*"),
        ] {
            let label = read(line).unwrap_or_else(|| panic!("no label in {line}"));
            assert_eq!((label.kind, &*label.text), (kind, text), "{line}");
        }
    }

    #[test]
    fn leaves_figures_and_rules_alone() {
        for line in [
            "2.5 điểm",
            "-------",
            "15/11/2024",
            "100% các sở",
            "2024. Kế hoạch",
            "TM. ỦY BAN",
            "Phần đầu năm 2024",
            "(PAPI) năm 2024",
            "12.500.000 đồng",
            "1 - 2 lần/năm",
            "C/O form D",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
