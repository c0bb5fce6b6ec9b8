//! Closing lines: recipients on the left, signature on the right, however the two columns were flattened.

use super::posts;
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::text::word::{is_alphabetic, is_lowercase};
use std::ops::Range;

/// The pieces of a closing line, in bytes: cells between TABs or `|`, what a signature's line adds to a
/// recipient's (`- Sở Nội vụ; CHỦ TỊCH`, `- Lưu: VT. Trần Văn A`), and titles and name on one line.
pub fn pieces(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for cell in line.split(['\t', '|']) {
        let mut from = 0;
        for to in cuts(cell).into_iter().chain([cell.len()]) {
            let piece = &cell[from..to];
            let inside = piece.trim();
            if !inside.is_empty() {
                let begin = start + from + (piece.len() - piece.trim_start().len());
                found.push(begin..begin + inside.len());
            }
            from = to;
        }
        start += cell.len() + 1;
    }
    found
}

/// Where a cell is to be cut: before each title of a signature, behind the last one, before a name behind `Lưu`.
fn cuts(cell: &str) -> Vec<usize> {
    if let Some((from, to)) = titles(cell) {
        let run = &cell[from..to];
        return [from]
            .into_iter()
            .chain(posts::further(run).into_iter().map(|at| from + at))
            .chain([to])
            .filter(|at| (1..cell.len()).contains(at))
            .collect();
    }
    let opening = cell
        .trim_start_matches(['-', ' '])
        .chars()
        .take("lưu".len());
    let opening: String = opening.flat_map(char::to_lowercase).collect();
    if opening.starts_with("lưu")
        && let Some(stop) = cell.trim_end().rfind(". ")
        && looks_like_person(cell[stop + 2..].trim())
    {
        return vec![stop + 1];
    }
    Vec::new()
}

/// The run of titles in capitals that ends a cell or stands before the signer's name in it, in bytes.
fn titles(cell: &str) -> Option<(usize, usize)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in cell.split_inclusive(' ') {
        words.push((at, word));
        at += word.len();
    }
    let upper = |word: &str| {
        is_capital(word)
            || !word.trim().chars().any(char::is_lowercase) && word.trim().chars().count() <= 1
            || word.trim() == "Q."
    };
    // The last run of words in capitals.
    let end = words.iter().rposition(|(_, word)| is_capital(word))? + 1;
    let first = words[..end]
        .iter()
        .rposition(|(_, word)| !upper(word))
        .map_or(0, |last| last + 1);
    let to = words.get(end).map_or(cell.len(), |(at, _)| *at);
    let rest = cell[to..].trim();
    let signed = rest.is_empty() || !is_capital(rest) && looks_like_person(rest);
    // Inside the run a title begins behind a stop, or with a mark of authority.
    let lead = |word: usize| {
        let before: String = words[..word].iter().map(|(_, word)| *word).collect();
        before.to_lowercase().trim_end().ends_with("lưu:")
            || before.to_lowercase().trim_end().ends_with("lưu")
    };
    (first..end)
        .filter(|&word| {
            let stop = |before: usize| words[before].1.trim_end().ends_with([';', '.', ')']);
            let marked = || {
                // `Lưu: VT, KT.`: a department's letters are a mark only before a title.
                posts::mark(words[word].1.trim()).is_some() && word + 1 < end
            };
            word == first && !lead(first) || word > 0 && stop(word - 1) || marked()
        })
        .map(|word| words[word].0)
        .find(|&from| is_authority(&cell[from..to]))
        .filter(|_| signed)
        .map(|from| (from, to))
}

/// Whether all letters are capitals, and there are at least two.
pub fn is_capital(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars() {
        if is_lowercase(c) {
            return false;
        }
        letters += usize::from(is_alphabetic(c));
    }
    letters >= 2
}

/// `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `CHỦ TỊCH`: opens a signature. A bare `TM.` is broken off its line.
pub fn is_authority(line: &str) -> bool {
    let line = line.trim();
    is_capital(line)
        && line.chars().count() <= 120
        && (posts::mark(line).is_some() || posts::is_post(line))
}

/// `Bộ trưởng`, `Phó Chủ tịch`, `KT. Chủ tịch`, `TM. Ủy ban nhân dân`: a title that some sites write in small letters.
/// Lists of members have such lines too, so it counts only where no title in capitals does.
pub fn is_small_title(line: &str) -> bool {
    let line = line.trim().trim_end_matches(['.', ',']);
    if line.chars().count() > 60 || is_capital(line) || !line.starts_with(char::is_uppercase) {
        return false;
    }
    let upper = line.to_uppercase();
    let marked = ["TM.", "KT.", "TL.", "TUQ.", "T/M", "K/T", "T/L"]
        .iter()
        .any(|mark| line.starts_with(mark));
    marked || posts::post(&upper).is_some_and(|len| len == upper.len())
}

/// The name in a signature line, behind a rank or degree: `Thượng tướng Vũ Hải Sản`, `TS. Lê Văn A`.
pub fn person_in<'t>(line: &'t str, rules: &Rules) -> Option<&'t str> {
    let mut name = line;
    // `PGS.TS.BS. Trần Văn A`, `Đại tá, TS. Lê Văn B`: titles follow each other.
    loop {
        let folded = crate::text::fold::key(name);
        let rank = rules
            .phrases
            .starts(List::PersonTitle, &folded)
            .unwrap_or(0);
        let rest = name.get(rank..)?;
        let bare = rest.trim_start_matches(['.', ' ', ',', '-', ':']);
        // A title ends with a stop or a space: `Bà` is not the first word of `Bành Văn A`.
        if rank == 0 || bare.len() == rest.len() || bare.is_empty() {
            break;
        }
        name = bare;
    }
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

/// Words of a post, which a name in capitals never holds, or a post that begins it.
fn is_post(line: &str) -> bool {
    const WORDS: [&str; 15] = [
        "VĂN PHÒNG",
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
    posts::post(line).is_some() || WORDS.iter().any(|word| line.contains(word))
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
        assert_eq!(
            cut_up("- Lưu: VT. TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lò Văn Ân"),
            [
                "- Lưu: VT.",
                "TM. ỦY BAN NHÂN DÂN",
                "KT. CHỦ TỊCH",
                "PHÓ CHỦ TỊCH",
                "Lò Văn Ân"
            ]
        );
    }

    #[test]
    fn knows_titles_in_small_letters() {
        for title in [
            "Bộ trưởng",
            "Phó Chủ tịch",
            "KT. Chủ tịch",
            "TM. Ủy ban nhân dân",
        ] {
            assert!(is_small_title(title), "{title}");
        }
        for other in [
            "Chủ tịch UBND huyện",
            "chủ tịch",
            "CHỦ TỊCH",
            "Bộ trưởng Bộ Nội vụ quyết định",
        ] {
            assert!(!is_small_title(other), "{other}");
        }
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
