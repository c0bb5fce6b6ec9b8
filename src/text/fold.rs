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

/// Changes bytes in place: most letters are small already, and copying them one by one takes several times longer.
fn lower(text: &str) -> String {
    let mut bytes = text.as_bytes().to_ascii_lowercase();
    let mut at = 0;
    while let Some(step) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|&b| b >= 0xC3))
    {
        at += step;
        match bytes.get_mut(at..) {
            // À–Þ, the multiplication sign among them apart.
            Some([0xC3, low, ..]) if matches!(low, 0x80..=0x96 | 0x98..=0x9E) => *low += 0x20,
            Some([0xC3, ..]) => {}
            // U+1EA0–U+1EF9, as in `lower_char`.
            Some([0xE1, 0xBA, low @ 0xA0..=0xBF, ..] | [0xE1, 0xBB, low @ 0x80..=0xB9, ..]) => {
                *low |= 1;
            }
            Some(rest) => {
                if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
                    let mut new = [0; 4];
                    let new = lower_char(c).encode_utf8(&mut new).as_bytes();
                    if let Some(old) = rest.get_mut(..new.len()) {
                        old.copy_from_slice(new);
                    }
                }
            }
            None => break,
        }
        at += 1;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.chars().map(lower_char).collect())
}

/// Lower case where that has as many bytes.
fn lower_char(c: char) -> char {
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
    fn lowering_in_place_is_lowering_letter_by_letter() {
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
