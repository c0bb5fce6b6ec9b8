//! Folds: what makes two spellings of one word equal, for finding only, never for values.

use super::tone::{Style, place};

/// Every fold by name, for help and for the tests that loop over them.
pub const FOLDS: &[Fold] = &[
    Fold {
        name: "key",
        fold: key,
    },
    Fold {
        name: "bare",
        fold: bare,
    },
];

/// One fold.
#[derive(Debug, Clone, Copy)]
pub struct Fold {
    /// Its name.
    pub name: &'static str,
    /// What it makes of a text.
    pub fold: fn(&str) -> String,
}

/// Lower case, and tone marks placed as in `hòa`, `thủy`, `quý`; every character keeps its bytes,
/// so the few changes that would need another length (`uỳ`, `uỹ`, `oẽ`) are left out.
pub fn key(text: &str) -> String {
    let lower = lower(text);
    let edits = place(&lower, Style::Key);
    if edits.is_empty() {
        lower
    } else {
        edits.apply(&lower)
    }
}

/// `key` without any diacritics: `Uỷ ban` → `uy ban`, `Đồng` → `dong`.
pub fn bare(text: &str) -> String {
    key(text).chars().filter_map(base).collect()
}

/// Most letters are small already: what lies between the others is copied as it stands.
fn lower(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut lower = String::with_capacity(text.len());
    let (mut copied, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        let next = |by: usize| bytes.get(at + by).copied().unwrap_or(0);
        match byte {
            b'A'..=b'Z' => {}
            // Also the later bytes of letters that were passed over, and C2, behind which no letter has a small form.
            0..0xC3 => {
                at += 1;
                continue;
            }
            // U+00E0 on; U+1EA1 to U+1EF9 where odd: small letters.
            0xC3 if next(1) >= 0xA0 => {
                at += 2;
                continue;
            }
            0xE1 if matches!((next(1), next(2)), (0xBA, 0xA0..) | (0xBB, 0..=0xB9))
                && next(2) & 1 == 1 =>
            {
                at += 3;
                continue;
            }
            _ => {}
        }
        let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        let small = lower_char(letter);
        if small != letter {
            lower.push_str(text.get(copied..at).unwrap_or(""));
            lower.push(small);
            copied = at + letter.len_utf8();
        }
        at += letter.len_utf8();
    }
    lower.push_str(text.get(copied..).unwrap_or(""));
    lower
}

/// Lower case where that has as many bytes.
pub(super) fn lower_char(c: char) -> char {
    match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        // Pairs of an even capital and its odd small letter: all Vietnamese vowels with two marks.
        '\u{1EA0}'..='\u{1EF9}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{DE}' => {
            char::from_u32(u32::from(c) + 0x20).unwrap_or(c)
        }
        '\u{DF}'..='\u{FF}' => c,
        _ => {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        }
    }
}

/// A small letter without diacritics; none for a mark that stands alone.
pub fn base(c: char) -> Option<char> {
    let plain = match c {
        '\0'..='\x7F' => c,
        'à'..='å' | 'ă' | 'ạ'..='ặ' => 'a',
        'è'..='ë' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ỉ'..='ị' => 'i',
        'ò'..='ö' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => 'y',
        'đ' => 'd',
        '\u{300}'..='\u{36F}' => return None,
        _ => c,
    };
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_lowers_and_moves_tones() {
        for (text, folded) in [
            ("HOÀ BÌNH", "hòa bình"),
            ("Uỷ ban, uỷ viên", "ủy ban, ủy viên"),
            ("thuỷ sản; khoẻ; loè", "thủy sản; khỏe; lòe"),
            ("Quí I, qúy II, quỉ", "quý i, quý ii, quỷ"),
            (
                "hoàn toán quý quỳ quà thuở ngoài",
                "hoàn toán quý quỳ quà thuở ngoài",
            ),
            ("ĐẮK LẮK ƯƠ Ĩ Ũ", "đắk lắk ươ ĩ ũ"),
            ("İ ẞ K", "İ ẞ k"),
        ] {
            assert_eq!(key(text), folded);
            assert_eq!(key(text).len(), text.len(), "{text}");
        }
    }

    #[test]
    fn lowering_in_stretches_is_lowering_letter_by_letter() {
        let all: String = ('\0'..='\u{2FFFF}').collect();
        let slow: String = all.chars().map(lower_char).collect();
        assert_eq!(lower(&all), slow);
    }

    #[test]
    fn bare_has_no_diacritics() {
        assert_eq!(
            bare("Uỷ ban nhân dân tỉnh Đắk Lắk"),
            "uy ban nhan dan tinh dak lak"
        );
        let all = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
        assert!(bare(all).is_ascii());
        assert!(bare(&all.to_uppercase()).is_ascii());
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for Fold { name, fold } in FOLDS {
            let once = fold("Thuỳ Hoà qúy QUÍ toàn Uỷ");
            assert_eq!(fold(&once), once, "{name}");
        }
    }
}
