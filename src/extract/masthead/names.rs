//! Names of bodies that stand in capitals, as a sentence writes them.

use crate::extract::title::capitalised;
use crate::outline::letterhead::opens_with_head;
use crate::rules::Rules;
use crate::text::fold::key;

/// First words of bodies, as a sentence writes them: what they do follows in small letters.
const HEADS: [&str; 12] = [
    "Ban Bầu cử",
    "Ban Chấp hành",
    "Ban Chỉ đạo",
    "Ban Chỉ huy",
    "Ban Quản lý",
    "Ban Tổ chức",
    "Hội đồng",
    "Tiểu ban",
    "Tổ bầu cử",
    "Tổ công tác",
    "Ủy ban",
    "Văn phòng",
];

/// `TRƯỜNG TH NHÂN MỸ` → `Trường Tiểu học Nhân Mỹ`, `TRƯỜNG TH&THCS SỐ 2 X` → `Trường Tiểu học và Trung học cơ sở Số 2
/// X`: the kinds of school in full, and the school's own name. `None` for any other body.
pub fn school(name: &str, rules: &Rules) -> Option<String> {
    const KIND: &str = "Trường ";
    let folded = key(name);
    let found = rules.agencies.starts(&folded)?;
    let is_school = |kind: &str| kind == "school";
    let school = found
        .candidates
        .first()
        .is_some_and(|body| is_school(&body.kind));
    if !school {
        return None;
    }
    let mut whole = found.name.to_string();
    let mut end = found.end;
    // `TIỂU HỌC VÀ THCS`: a second kind of school without the word itself.
    while let Some((kind, len)) = second_kind(folded.get(end..)?, KIND, rules) {
        whole.push_str(" và ");
        whole.push_str(kind);
        end += len;
    }
    let own = name.get(end..)?.trim();
    if !own.is_empty() {
        whole.push(' ');
        whole.push_str(&title_case(own));
    }
    Some(whole)
}

/// ` VÀ THCS`, `&THCS`: the further kind, and how many bytes say so.
fn second_kind<'r>(folded: &str, word: &str, rules: &'r Rules) -> Option<(&'r str, usize)> {
    let rest = folded.trim_start();
    let joint = ["và ", "& ", "&", "- ", "-"];
    let joint = joint.into_iter().find(|joint| rest.starts_with(joint))?;
    let lead = folded.len() - rest.len() + joint.len();
    let whole = format!("{}{}", key(word), rest.get(joint.len()..)?);
    let found = rules.agencies.starts(&whole)?;
    let kind = found.name.strip_prefix(word)?;
    Some((kind, lead + found.end.checked_sub(word.len())?))
}

/// Each word with a capital: names of places and persons.
pub fn title_case(name: &str) -> String {
    let words = name.split_whitespace().map(|word| match is_letters(word) {
        true => word.to_string(),
        false => capitalised(&word.to_lowercase()),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A name in capitals that no list has: abbreviations stay, the first words of a body are written as usual, and the rest
/// in small letters.
pub fn sentence_case(name: &str) -> String {
    let words = name.split_whitespace().map(|word| match is_letters(word) {
        true => word.to_string(),
        false => word.to_lowercase(),
    });
    let name = capitalised(&words.collect::<Vec<_>>().join(" "));
    let folded = key(&name);
    let head = HEADS.iter().find(|head| {
        folded
            .strip_prefix(&key(head))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    match head {
        // `Ban Chấp hành Đoàn`: another body's name behind it.
        Some(head) => match folded.get(head.len() + 1..) {
            Some(rest) if opens_with_head(rest) => {
                format!(
                    "{head} {}",
                    capitalised(name.get(head.len() + 1..).unwrap_or(""))
                )
            }
            _ => format!("{head}{}", name.get(head.len()..).unwrap_or("")),
        },
        None => name,
    }
}

/// A name in capitals that holds listed bodies, by their official names, and the rest in sentence case: `THƯỜNG TRỰC HĐND`,
/// `PHÒNG GD&ĐT HÒA BÌNH`. Other words than the official ones stand for a body only where they are letters: `MẶT TRẬN` may
/// be two words as well.
pub fn with_listed(name: &str, rules: &Rules) -> Option<String> {
    let folded = key(name);
    let found = rules.agencies.find_all(&folded);
    let mut whole: Vec<String> = Vec::new();
    let mut from = 0;
    for body in &found {
        let written = name.get(body.start..body.end)?;
        if key(written) != key(body.name) && !is_short(written) {
            continue;
        }
        whole.extend(between(name.get(from..body.start)?, from));
        whole.push(body.name.to_string());
        from = body.end;
    }
    if whole.is_empty() {
        return None;
    }
    let rest = name.get(from..)?.trim();
    match rules.units.find(None, rest, None).is_empty() {
        true => whole.extend(between(rest, from)),
        false => whole.push(title_case(rest)),
    }
    Some(whole.join(" "))
}

/// Words beside a listed body, with a capital where they begin the name.
fn between(words: &str, from: usize) -> Option<String> {
    let words = words.trim();
    let cased = sentence_case(words);
    let first = words.split(' ').next().is_none_or(is_letters);
    let lower = match first {
        true => cased.clone(),
        false => words.to_lowercase(),
    };
    (!words.is_empty()).then_some(if from == 0 { cased } else { lower })
}

/// Whether a name in capitals holds letters that stand for words: `UBND`, `MTTQ`, `SỞ GD&ĐT`.
fn is_short(name: &str) -> bool {
    /// How a syllable may end.
    const ENDS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let vowel = |c: char| "aeiouy".contains(c);
    name.split([' ', '&', '-', '.']).any(|word| {
        let bare = crate::text::fold::bare(word);
        let end = bare.rsplit(vowel).next().unwrap_or("");
        is_letters(word) || bare.contains(vowel) && !ENDS.contains(&end)
    })
}

/// Letters that stand for words (`PCTT`, `THCS`): no syllable is without a vowel. And numbers of regions that are no
/// syllables either.
fn is_letters(word: &str) -> bool {
    if ["II", "III", "IV", "VII", "VIII", "IX"].contains(&word) {
        return true;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && letters.all(|c| {
            let base = crate::text::fold::bare(&c.to_string());
            !base.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_schools_in_full() {
        let rules = Rules::embedded().unwrap();
        let written = |name| school(name, &rules);
        for (name, full) in [
            ("TRƯỜNG TH AN THƯỢNG", "Trường Tiểu học An Thượng"),
            (
                "TRƯỜNG THPT B AN THƯỢNG",
                "Trường Trung học phổ thông B An Thượng",
            ),
            ("TRƯỜNG MN SỐ 2 AN HẠ", "Trường Mầm non Số 2 An Hạ"),
            (
                "TRƯỜNG TH&THCS AN HẠ",
                "Trường Tiểu học và Trung học cơ sở An Hạ",
            ),
            (
                "TRƯỜNG TIỂU HỌC VÀ THCS AN HẠ",
                "Trường Tiểu học và Trung học cơ sở An Hạ",
            ),
        ] {
            assert_eq!(written(name).as_deref(), Some(full));
        }
        assert_eq!(written("SỞ Y TẾ"), None);
    }

    #[test]
    fn keeps_abbreviations() {
        assert_eq!(
            sentence_case("BAN CHỈ ĐẠO PCTT VÀ TKCN"),
            "Ban Chỉ đạo PCTT và TKCN"
        );
        assert_eq!(sentence_case("CHÂN MÂY"), "Chân mây");
        assert_eq!(sentence_case("BAN CHẤP HÀNH ĐOÀN"), "Ban Chấp hành Đoàn");
    }

    #[test]
    fn writes_listed_bodies_in_full() {
        let rules = Rules::embedded().unwrap();
        for (name, full) in [
            (
                "THƯỜNG TRỰC HĐND - UBND",
                "Thường trực Hội đồng nhân dân - Ủy ban nhân dân",
            ),
            ("PHÒNG GD&ĐT HÒA BÌNH", "Phòng Giáo dục và Đào tạo Hòa Bình"),
        ] {
            assert_eq!(with_listed(name, &rules).as_deref(), Some(full));
        }
        assert_eq!(with_listed("ĐOÀN KIỂM TRA MẶT TRẬN", &rules), None);
    }
}
