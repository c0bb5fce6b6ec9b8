//! Charsets of one byte a character: TCVN3, VISCII, windows-1258, and UTF-8 taken for windows-1252.
//!
//! Tables after bamboo-core (MIT), compared with TCVN 5712:1993 and RFC 1456.

use encoding_rs::WINDOWS_1258;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The letters of TCVN3 from 0xA0 on; a blank has none. Small letters: capitals are the same bytes in a second font.
const TCVN3: &str = "\u{20}ĂÂÊÔƠƯĐăâêôơưđ \
     \u{20}    àảãáạ ằẳẵắ \
     \u{20}     ặầẩẫấậè ẻẽ\
     éẹềểễếệìỉ   ĩíịò\
     \u{20}ỏõóọồổỗốộờởỡớợù\
     \u{20}ủũúụừửữứựỳỷỹýỵ ";

/// The letters of VISCII from 0x80 on.
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ\
     ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ\
     Õắằặấầẩậẽẹếềểễệố\
     ồổỗỠƠộờởịỰỨỪỬơớƯ\
     ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ\
     ĐứÒÓÔạỷừửÙÚỹỵÝỡư\
     àáâãảăữẫèéêẻìíĩỉ\
     đựòóôõỏọụùúũủýợỮ";

/// The six capitals for which VISCII takes control codes.
const VISCII_LOW: [(u8, char); 6] = [
    (0x02, 'Ẳ'),
    (0x05, 'Ẵ'),
    (0x06, 'Ẫ'),
    (0x14, 'Ỷ'),
    (0x19, 'Ỹ'),
    (0x1E, 'Ỵ'),
];

/// What windows-1252 shows for the bytes 0x80 to 0x9F; a blank has nothing.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

static TCVN3_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| TCVN3.chars().collect());
static VISCII_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| VISCII.chars().collect());

/// The byte that a character of windows-1252 stands for. Symbol fonts show bytes at U+F000 and up.
pub(super) fn byte(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        '\u{F020}'..='\u{F0FF}' => u8::try_from(u32::from(c) - 0xF000).ok(),
        // The micro sign is often written as the Greek letter.
        'μ' => Some(0xB5),
        _ => {
            let at = WINDOWS_1252.chars().position(|shown| shown == c)?;
            u8::try_from(0x80 + at).ok()
        }
    }
}

/// TCVN3 text, accented letters small.
pub(super) fn tcvn3(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let near_letter = |at: usize| {
        let joins =
            |c: Option<&char>| c.is_some_and(|&c| c.is_alphabetic() || tcvn3_letter(c).is_some());
        joins(at.checked_sub(1).and_then(|before| letters.get(before)))
            || joins(letters.get(at + 1))
    };
    let decoded = letters.iter().enumerate().map(|(at, &c)| match c {
        // PDF producers name the glyphs of 0xAD and 0xB7 so; a minus between numbers stays one.
        '\u{2212}' | '\u{2010}' | '\u{2011}' if near_letter(at) => 'ư',
        '\u{2219}' | '\u{2022}' if near_letter(at) => 'ã',
        _ => tcvn3_letter(c).unwrap_or(c),
    });
    decoded.collect()
}

fn tcvn3_letter(c: char) -> Option<char> {
    let index = byte(c)?.checked_sub(0xA0)?;
    TCVN3_LETTERS
        .get(usize::from(index))
        .copied()
        .filter(|&letter| letter != ' ')
}

/// VISCII text.
pub(super) fn viscii(text: &str) -> String {
    let letter = |c: char| {
        let code = byte(c)?;
        let low = VISCII_LOW.iter().find(|(low, _)| *low == code);
        low.map(|&(_, letter)| letter).or_else(|| {
            VISCII_LETTERS
                .get(usize::from(code.checked_sub(0x80)?))
                .copied()
        })
    };
    text.chars().map(|c| letter(c).unwrap_or(c)).collect()
}

/// windows-1258 text, composed.
pub(super) fn windows_1258(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    for c in text.chars() {
        match byte(c).filter(|&b| b >= 0x80) {
            Some(b) => decoded.push_str(&WINDOWS_1258.decode_without_bom_handling(&[b]).0),
            None => decoded.push(c),
        }
    }
    decoded.nfc().collect()
}

/// Text that was UTF-8 once; where the bytes do not fit, the text as it is.
pub(super) fn utf8_twice(text: &str) -> String {
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map_or_else(|| text.to_owned(), |read| read.nfc().collect())
}
