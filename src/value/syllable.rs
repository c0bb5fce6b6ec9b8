//! The syllables of written Vietnamese: a closed set of onset, rhyme and tone.

/// Onsets, the longest first, since `ngh` begins with `ng`.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x",
];

/// Rhymes without tone, sorted by code point. Source: the rhymes of the 24,226 syllables that the Vietnamese keyboard
/// engine `vi-rs` lists, and `in`, `ynh`, `yt` and their like, which it leaves to other
/// onsets.
#[rustfmt::skip]
const RHYMES: [&str; 225] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en",
    "eng", "enh", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm",
    "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh",
    "oap", "oat", "oay", "oc", "oe", "oem", "oen", "oeo", "oep", "oet", "oi", "om", "on", "ong", "ooc",
    "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăp", "oăt", "u", "ua", "uac", "uach", "uai", "uam",
    "uan", "uang", "uanh", "uap", "uat", "uay", "uc", "ue", "uem", "uen", "ueo", "uep", "uet", "ui", "um",
    "un", "ung", "uoc", "up", "ut", "uy", "uya", "uych", "uym", "uyn", "uynh", "uyp", "uyt", "uyu", "uyêc",
    "uyêm", "uyên", "uyêng", "uyêp", "uyêt", "uyêu", "uâc", "uâm", "uân", "uâng", "uâp", "uât", "uâu",
    "uây", "uê", "uêch", "uêm", "uên", "uênh", "uêp", "uêt", "uêu", "uôc", "uôi", "uôm", "uôn", "uông",
    "uôp", "uôt", "uăc", "uăm", "uăn", "uăng", "uăp", "uăt", "uơ", "uơc", "uơi", "uơm", "uơn", "uơng",
    "uơp", "uơt", "uơu", "y", "ych", "ynh", "yt", "yêc", "yêm", "yên", "yêng", "yêp", "yêt", "yêu", "â",
    "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êc", "êch", "êm", "ên", "êng", "ênh", "êp", "êt",
    "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ôôc", "ôông", "ă", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "ơ", "ơc", "ơi", "ơm", "ơn", "ơng", "ơp", "ơt", "ơu", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng",
    "ưp", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Whether a word in lower case is spelt as a Vietnamese syllable, the tone mark placed the old way or the new.
///
/// This says nothing on whether the syllable has a meaning: `quở` has one, `quởn` none.
pub fn is_syllable(word: &str) -> bool {
    // The longest is `nghiêng`.
    let mut letters = [0u8; 24];
    let mut len = 0;
    let mut tone = None;
    for c in word.chars() {
        let (plain, mark) = without_tone(c);
        if mark.is_some() && tone.replace(mark).is_some() {
            return false;
        }
        let Some(room) = letters.get_mut(len..len + plain.len_utf8()) else {
            return false;
        };
        len += plain.encode_utf8(room).len();
    }
    let plain = letters
        .get(..len)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    plain.is_some_and(|plain| is_spelt(plain, tone.flatten()))
}

/// A word in lower case without its tone, the other marks kept: `xác` and `xạc` are `xac`.
pub fn toneless(word: &str) -> String {
    word.chars().map(|c| without_tone(c).0).collect()
}

/// The tones that can be heard on a syllable closed by `c`, `ch`, `p`, `t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Checked,
    Open,
}

fn is_spelt(plain: &str, tone: Option<Tone>) -> bool {
    let whole = std::iter::once("");
    ONSETS.into_iter().chain(whole).any(|onset| {
        plain
            .strip_prefix(onset)
            .is_some_and(|rhyme| joins(onset, rhyme) && sounds(rhyme, tone))
    })
}

/// Which onsets are written before which vowels: `k`, `gh`, `ngh` before `e`, `ê`, `i`, `y`, their twins elsewhere.
fn joins(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    let listed = RHYMES.binary_search(&rhyme).is_ok();
    match onset {
        "k" | "gh" | "ngh" => listed && front,
        // `gìn` is written with one i.
        "g" => listed && (!front || rhyme.starts_with('i')),
        "c" | "ng" => listed && !front,
        "q" => listed && rhyme.starts_with('u') && rhyme.len() > 1,
        "qu" => listed && !rhyme.starts_with(['o', 'u']),
        "gi" => (listed && !rhyme.starts_with('i')) || rhyme.is_empty(),
        _ => listed,
    }
}

/// A syllable closed by a stop has the tone of `á` or `ạ`, always.
fn sounds(rhyme: &str, tone: Option<Tone>) -> bool {
    !rhyme.ends_with(['c', 'p', 't']) && !rhyme.ends_with("ch") || tone == Some(Tone::Checked)
}

/// A vowel without its tone, and what tone that was.
fn without_tone(c: char) -> (char, Option<Tone>) {
    /// Vowel; with sắc and nặng; with huyền, hỏi and ngã.
    const ROWS: [(char, &str, &str); 12] = [
        ('a', "áạ", "àảã"),
        ('ă', "ắặ", "ằẳẵ"),
        ('â', "ấậ", "ầẩẫ"),
        ('e', "éẹ", "èẻẽ"),
        ('ê', "ếệ", "ềểễ"),
        ('i', "íị", "ìỉĩ"),
        ('o', "óọ", "òỏõ"),
        ('ô', "ốộ", "ồổỗ"),
        ('ơ', "ớợ", "ờởỡ"),
        ('u', "úụ", "ùủũ"),
        ('ư', "ứự", "ừửữ"),
        ('y', "ýỵ", "ỳỷỹ"),
    ];
    if c.is_ascii() {
        return (c, None);
    }
    let row = ROWS
        .iter()
        .find(|(_, checked, open)| checked.contains(c) || open.contains(c));
    match row {
        Some((vowel, checked, _)) if checked.contains(c) => (*vowel, Some(Tone::Checked)),
        Some((vowel, ..)) => (*vowel, Some(Tone::Open)),
        None => (c, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_are_sorted() {
        assert!(RHYMES.is_sorted());
    }

    #[test]
    fn knows_syllables_from_slips() {
        for word in [
            "nghiêng",
            "gì",
            "gìn",
            "giếng",
            "quý",
            "quỳnh",
            "quýt",
            "quốc",
            "khuyến",
            "hoà",
            "hòa",
            "thuở",
            "ủy",
            "uỷ",
            "y",
            "ăn",
            "đường",
            "ngoằn",
            "pin",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for slip in [
            "quyêt",
            "thưc",
            "kh",
            "hoạchh",
            "0văn",
            "ngiệp",
            "ubnd",
            "đắk",
            "ce",
            "hòà",
            "nhândân",
            "",
            "oạc1",
        ] {
            assert!(!is_syllable(slip), "{slip}");
        }
    }

    #[test]
    fn every_listed_syllable_is_one() {
        let shared = std::env::var("KEHOACH_SHARED").unwrap_or_else(|_| "../shared".to_owned());
        let list = format!("{shared}/legacy/vectors/all_syllables_new_style.txt");
        // The list is not part of the project; where it is missing, the words above must do.
        let Ok(list) = std::fs::read_to_string(list) else {
            return;
        };
        let missed: Vec<&str> = list
            .lines()
            .filter(|word| !is_syllable(word.trim()))
            .collect();
        assert!(missed.is_empty(), "{missed:?}");
    }
}
