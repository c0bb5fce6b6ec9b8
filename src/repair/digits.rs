//! Letters read for digits in dates (`l5/10`, `3O/6`, `năm 2O24`), and digits torn apart (`ngày 1 5/10`).

use super::Slip;
use super::page::Page;
use crate::span::Span;
use crate::text::RepairKind;

/// Words behind which a day and month, a month or a year is written.
const DAY_WORDS: [&str; 8] = ["ngày", "trước", "đến", "từ", "sau", "hạn", "hết", "và"];

/// Tries what stands behind every word that announces a date.
pub fn find(page: &Page, slips: &mut Vec<Slip>) {
    let ids = |words: &[&str]| {
        words
            .iter()
            .filter_map(|word| page.terms.id(word))
            .collect::<Vec<_>>()
    };
    let (days, months, years) = (ids(&DAY_WORDS), ids(&["tháng"]), ids(&["năm"]));
    for at in 1..page.words.len() {
        let (Some(before), seen) = (page.words[at - 1].id(), page.words[at]) else {
            continue;
        };
        if seen.word.joint != ' ' {
            continue;
        }
        let tail = &page.normal[seen.word.start()..];
        let found = if days.contains(&before) {
            date(tail).map(|(end, after)| (end, after, "digits/day"))
        } else if months.contains(&before) {
            number(tail, 1..=12).map(|(end, after)| (end, after, "digits/month"))
        } else if years.contains(&before) {
            number(tail, 1900..=2099).map(|(end, after)| (end, after, "digits/year"))
        } else {
            None
        };
        if let Some((end, after, rule)) = found {
            let span = Span::new(seen.word.start(), seen.word.start() + end);
            slips.push(Slip::new(
                RepairKind::Digits,
                span,
                after,
                rule.to_owned(),
                1,
            ));
        }
    }
}

/// The digit that a character is, or looks like.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        'l' | 'I' | '|' => Some('1'),
        'o' | 'O' => Some('0'),
        _ => None,
    }
}

/// The run of digits and what looks like them that begins a text, and how many are digits indeed.
fn run(text: &str) -> (usize, String, usize) {
    let mut read = String::new();
    let (mut end, mut real) = (0, 0);
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        read.push(digit);
        real += usize::from(c == digit);
        end += c.len_utf8();
    }
    (end, read, real)
}

fn ends(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

/// `2O24`: a number with at least one digit and one letter.
fn number(text: &str, within: std::ops::RangeInclusive<u32>) -> Option<(usize, String)> {
    let (end, read, real) = run(text);
    let value: u32 = read.parse().ok()?;
    let right = within.contains(&value) && real > 0 && real < read.len();
    (right && ends(&text[end..])).then_some((end, read))
}

/// `l5/10`, `3O/6/2024`, `1 5/10`: a day, a month and maybe a year, at least one of them misread.
fn date(text: &str) -> Option<(usize, String)> {
    let (mut end, mut read, mut real) = run(text);
    let mut wrong = real < read.len();
    // A day torn apart.
    if read.len() == 1 && text[end..].starts_with(' ') {
        let (more, second, digits) = run(&text[end + 1..]);
        if second.len() == 1 && text[end + 1 + more..].starts_with('/') {
            (end, real, wrong) = (end + 1 + more, real + digits, true);
            read.push_str(&second);
        }
    }
    let day: u32 = read.parse().ok()?;
    let rest = text[end..].strip_prefix('/')?;
    let (more, month, digits) = run(rest);
    let value: u32 = month.parse().ok()?;
    if !(1..=31).contains(&day) || read.len() > 2 || !(1..=12).contains(&value) || month.len() > 2 {
        return None;
    }
    end += 1 + more;
    real += digits;
    wrong |= digits < month.len();
    let mut after = format!("{read}/{month}");
    if let Some(rest) = text[end..].strip_prefix('/') {
        let (more, year, digits) = run(rest);
        let value: u32 = year.parse().ok()?;
        if !(1900..=2099).contains(&value) {
            return None;
        }
        end += 1 + more;
        wrong |= digits < year.len();
        real += digits;
        after = format!("{after}/{year}");
    }
    (wrong && real > 0 && ends(&text[end..]) && !text[end..].starts_with('/'))
        .then_some((end, after))
}
