//! Closing lines: recipients on the left, signature on the right, however the two columns were flattened.

use crate::rules::Rules;
use crate::rules::phrases::List;
use std::ops::Range;

/// The pieces of a closing line, in bytes: cells between TABs or `|`, and what a signature's line adds to a
/// recipient's (`- Sở Nội vụ; CHỦ TỊCH`, `- Lưu: VT. Trần Văn A`).
pub fn pieces(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for cell in line.split(['\t', '|']) {
        let at = cut(cell);
        for (from, to) in [(0, at), (at, cell.len())] {
            let piece = &cell[from..to];
            let inside = piece.trim();
            if !inside.is_empty() {
                let lead = piece.len() - piece.trim_start().len();
                let begin = start + from + lead;
                found.push(begin..begin + inside.len());
            }
        }
        start += cell.len() + 1;
    }
    found
}

/// Where the right column begins in a cell; its length where there is none.
fn cut(cell: &str) -> usize {
    let suffix = capital_suffix(cell);
    if suffix > 0 && is_authority(cell[suffix..].trim()) {
        return suffix;
    }
    let lower = cell.to_lowercase();
    if lower.trim_start_matches(['-', ' ']).starts_with("lưu")
        && let Some(stop) = cell.trim_end().rfind(". ")
        && looks_like_person(cell[stop + 2..].trim())
    {
        return stop + 1;
    }
    cell.len()
}

/// Where the run of words in capitals begins that ends a line.
fn capital_suffix(line: &str) -> usize {
    let mut start = line.len();
    for (at, word) in line
        .split_inclusive(' ')
        .scan(0, |at, word| {
            let here = *at;
            *at += word.len();
            Some((here, word))
        })
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        if !is_capital(word)
            && word.trim().chars().any(char::is_alphabetic)
            && word.trim().chars().count() > 1
        {
            break;
        }
        start = at;
    }
    start
}

/// Whether all letters are capitals, and there are at least two.
pub fn is_capital(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() {
            return false;
        }
        letters += 1;
    }
    letters >= 2
}

/// Posts that open a signature without a mark of authority.
const POSTS: [&str; 17] = [
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "TRƯỞNG PHÒNG",
    "BÍ THƯ",
    "TRƯỞNG BAN",
    "CHÁNH VĂN PHÒNG",
    "THỦ TƯỚNG",
    "BỘ TRƯỞNG",
    "CỤC TRƯỞNG",
    "HIỆU TRƯỞNG",
    "PHÓ CHỦ NHIỆM",
    "CHỦ NHIỆM",
    "THỨ TRƯỞNG",
    "THỦ TRƯỞNG ĐƠN VỊ",
    "PHÓ BÍ THƯ",
];

/// Marks of authority (Decree 30/2020/NĐ-CP, Annex I, 7): thay mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền.
const MARKS: [&str; 12] = [
    "TM.", "TM ", "T/M", "KT.", "KT ", "K/T", "TL.", "TL ", "TUQ", "T.UQ", "Q.", "Q ",
];

/// `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `CHỦ TỊCH`: opens a signature. A bare `TM.` is broken off its line.
pub fn is_authority(line: &str) -> bool {
    let line = line.trim();
    is_capital(line)
        && line.chars().count() <= 90
        && (MARKS.iter().any(|mark| line.starts_with(mark))
            || POSTS.contains(&line.trim_end_matches(['.', ','])))
}

/// The name in a signature line, behind a rank or degree: `Thượng tướng Vũ Hải Sản`, `TS. Lê Văn A`.
pub fn person_in<'t>(line: &'t str, rules: &Rules) -> Option<&'t str> {
    let folded = crate::text::fold::key(line);
    let rank = rules
        .phrases
        .starts(List::PersonTitle, &folded)
        .unwrap_or(0);
    let name = line.get(rank..)?.trim_start_matches(['.', ' ', ',']);
    looks_like_person(name).then_some(name)
}

/// `Trần Quốc Phụng`, `TRẦN QUỐC PHỤNG`: two to six words, each with a capital, no digits, no post.
pub fn looks_like_person(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=6).contains(&words.len())
        && !is_authority(line)
        && !line.contains([':', ';', '(', '/', ','])
        && words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || c == '.' || c == '\'')
        })
        && (!is_capital(line) || words.len() <= 4 && !is_post(line))
}

/// Words of a post, which a name in capitals never holds.
fn is_post(line: &str) -> bool {
    const WORDS: [&str; 14] = [
        "CHỦ TỊCH",
        "GIÁM ĐỐC",
        "TRƯỞNG",
        "ỦY BAN",
        "UBND",
        "PHÓ",
        "BAN ",
        "DÂN",
        "PHỤ LỤC",
        "KẾ HOẠCH",
        "BỘ ",
        "SỞ ",
        "THUẾ",
        "THƯỜNG TRỰC",
    ];
    WORDS.iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_up(line: &str) -> Vec<&str> {
        pieces(line).into_iter().map(|piece| &line[piece]).collect()
    }

    #[test]
    fn takes_two_columns_apart() {
        assert_eq!(
            cut_up("Nơi nhận:\tTM. ỦY BAN NHÂN DÂN"),
            ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"]
        );
        assert_eq!(
            cut_up("- Bộ Nội vụ (b/c); CHỦ TỊCH"),
            ["- Bộ Nội vụ (b/c);", "CHỦ TỊCH"]
        );
        assert_eq!(
            cut_up("- Lưu: VT, NV. Trần Hữu Khoát"),
            ["- Lưu: VT, NV.", "Trần Hữu Khoát"]
        );
        assert_eq!(
            cut_up("- UBND các xã, thị trấn;"),
            ["- UBND các xã, thị trấn;"]
        );
        assert_eq!(cut_up("KT. CHỦ TỊCH"), ["KT. CHỦ TỊCH"]);
    }

    #[test]
    fn knows_persons_from_posts() {
        for name in ["Trần Quốc Phụng", "SÙNG LỮ PÁO", "Đào Mỹ"] {
            assert!(looks_like_person(name), "{name}");
        }
        for other in [
            "PHÓ CHỦ TỊCH",
            "THUẾ QUỐC TẾ",
            "Kế hoạch năm 2024",
            "Nơi nhận:",
        ] {
            assert!(!looks_like_person(other), "{other}");
        }
    }
}
