//! Bytes → characters: which encoding the bytes are in, and the text in them.

use super::charset::{self, Charset};
use super::content::Unreadable;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memchr_iter};

/// Decoded text with the name of its encoding.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, a byte order mark kept as U+FEFF.
    pub text: String,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE`, or the name of a [`charset`].
    pub encoding: String,
    /// Why it is held to be that.
    pub evidence: String,
}

impl Decoded {
    fn new(text: impl Into<String>, encoding: &str, evidence: impl Into<String>) -> Self {
        Decoded {
            text: text.into(),
            encoding: encoding.to_owned(),
            evidence: evidence.into(),
        }
    }
}

/// Share of control characters above which a file is not text: one in twenty.
/// Text files have none but tabs and line ends; a stray bell or escape must not lose a plan.
const CONTROL_SHARE: usize = 20;

/// One damaged letter in so many good ones is damage; more of them are another encoding.
const GOOD_A_DAMAGED: usize = 10;

/// Decodes a whole file. Text that is in a legacy charset, as bytes or as characters, becomes Unicode.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    let decoded = match bytes {
        [0xFF, 0xFE, ..] => utf16(bytes, UTF_16LE, "byte order mark"),
        [0xFE, 0xFF, ..] => utf16(bytes, UTF_16BE, "byte order mark"),
        _ => match unmarked_utf16(bytes) {
            Some(encoding) => utf16(
                bytes,
                encoding,
                "no byte order mark, but every other byte is of a letter's block",
            ),
            None => eight_bit(bytes),
        },
    }?;
    let decoded = converted(decoded);
    let text = decoded.text.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(Unreadable::new(
            "empty",
            "the file holds no text; if it is a scan, run OCR first",
        ));
    }
    let controls = controls(text);
    if memchr(0, text.as_bytes()).is_some() || controls * CONTROL_SHARE > text.chars().count() {
        return Err(binary());
    }
    Ok(decoded)
}

/// Characters that stand for a legacy charset become letters; text that is Unicode already stays.
fn converted(decoded: Decoded) -> Decoded {
    match charset::convert(&decoded.text) {
        (text, Some(verdict)) => Decoded {
            encoding: format!("{} in {}", verdict.charset.name(), decoded.encoding),
            evidence: format!("{}; {}", decoded.evidence, verdict.evidence),
            text: text.into_owned(),
        },
        (_, None) => decoded,
    }
}

/// UTF-8, or a charset of 8 bits.
fn eight_bit(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    // Most files fit, which is told several bytes at a time; where one does not, the other says.
    let fits = simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes));
    let error = match fits {
        Ok(text) => {
            let evidence = match text.starts_with('\u{FEFF}') {
                true => "byte order mark",
                false => "all bytes fit",
            };
            return Ok(Decoded::new(text, "UTF-8", evidence));
        }
        Err(_) if bytes.contains(&0) => return Err(binary()),
        Err(error) => error,
    };
    legacy(bytes)
        .or_else(|| damaged_utf8(bytes))
        .ok_or_else(|| undecodable(error.valid_up_to()))
}

fn undecodable(offset: usize) -> Unreadable {
    Unreadable::new(
        "undecodable",
        format!(
            "the byte at offset {offset} does not fit UTF-8, and as TCVN3, VNI, VISCII or windows-1258 the words are \
             no Vietnamese syllables; save the file as UTF-8"
        ),
    )
}

/// Bytes in the charset that makes syllables of the words. Bytes that are no letters in it are those of windows-1252.
fn legacy(bytes: &[u8]) -> Option<Decoded> {
    let (shown, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (found, score) = charset::best(&shown)?;
    let evidence = format!(
        "bytes do not fit UTF-8; {} of {} words with marks are Vietnamese syllables as {}",
        score.syllables,
        score.words,
        found.name()
    );
    // A file with a word or two is read as well: its bytes are no UTF-8, so one of the charsets it must be.
    (found != Charset::Utf8Twice && score.syllables > 0 && score.thousandths() >= LEAST_SYLLABLES)
        .then(|| Decoded::new(found.decode(&shown), found.name(), evidence))
}

/// Share of syllables, in thousandths, that proves a charset for bytes.
const LEAST_SYLLABLES: usize = 750;

/// UTF-8 with a few damaged letters, each shown as U+FFFD: better than no plan.
fn damaged_utf8(bytes: &[u8]) -> Option<Decoded> {
    let text = String::from_utf8_lossy(bytes);
    let damaged = text
        .chars()
        .filter(|&c| c == char::REPLACEMENT_CHARACTER)
        .count();
    let good = text.chars().filter(|c| !c.is_ascii()).count() - damaged;
    let evidence = format!("{good} letters outside ASCII fit, {damaged} places are damaged");
    (good >= damaged * GOOD_A_DAMAGED).then(|| Decoded::new(text, "UTF-8", evidence))
}

/// The byte order of UTF-16 without a mark: Vietnamese, signs and ASCII lie in blocks with these high bytes.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    if bytes.len() < 8 || !bytes.len().is_multiple_of(2) || !sample.contains(&0) {
        return None;
    }
    let high = |first: usize| {
        let all = sample.iter().skip(first).step_by(2);
        let fitting = all.filter(|byte| matches!(byte, 0 | 1 | 3 | 0x1E | 0x20));
        fitting.count() * 20 >= sample.len() / 2 * 19
    };
    match (high(0), high(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

fn utf16(bytes: &[u8], encoding: &'static Encoding, evidence: &str) -> Result<Decoded, Unreadable> {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return Err(Unreadable::new(
            "undecodable",
            format!(
                "the file begins as {} but byte offset {} does not fit it; save the file as UTF-8",
                encoding.name(),
                broken_unit(bytes, encoding)
            ),
        ));
    };
    Ok(Decoded::new(text, encoding.name(), evidence))
}

/// Byte offset of the first UTF-16 unit that does not decode.
fn broken_unit(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if encoding == UTF_16LE {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    });
    let mut at = 0;
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok(c) => at += 2 * c.len_utf16(),
            Err(_) => return at,
        }
    }
    at
}

/// Control characters other than those of lines and pages.
fn controls(text: &str) -> usize {
    let bytes = text.as_bytes();
    // U+0000 to U+001F and U+007F are bytes of their own, U+0080 to U+009F are C2 and one more.
    // Without branches, so that the compiler makes vector instructions of it.
    let of_lines = |byte: u8| (byte == b'\t') | (byte == b'\n') | (byte == b'\r') | (byte == 0xC);
    let is_control = |byte: u8| ((byte < 0x20) & !of_lines(byte)) | (byte == 0x7F);
    let ascii = crate::span::count(bytes, is_control);
    let above = memchr_iter(0xC2, bytes).filter(|at| {
        let next = bytes.get(at + 1);
        next.is_some_and(|next| (0x80..0xA0).contains(next) && *next != 0x85)
    });
    ascii + above.count()
}

fn binary() -> Unreadable {
    Unreadable::new(
        "binary",
        "the file is neither text nor a format that is read; save it as docx or as text",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> &'static str {
        decode(bytes).expect_err("should not decode").code
    }

    #[test]
    fn reads_utf8_with_and_without_mark() {
        for text in ["Kế hoạch", "\u{FEFF}Kế hoạch\r\n"] {
            let decoded = decode(text.as_bytes()).expect("utf-8");
            assert_eq!(
                (decoded.text.as_str(), decoded.encoding.as_str()),
                (text, "UTF-8")
            );
        }
    }

    #[test]
    fn reads_utf16_by_its_mark() {
        let units: Vec<u16> = "\u{FEFF}Sở Nội vụ".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
        for (bytes, name) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
            let decoded = decode(&bytes).expect("utf-16");
            assert_eq!(decoded.text, "\u{FEFF}Sở Nội vụ");
            assert_eq!(decoded.encoding, name);
        }
    }

    #[test]
    fn says_where_a_byte_does_not_fit() {
        let error = decode(b"abc\xB5def").expect_err("latin byte");
        assert_eq!(error.code, "undecodable");
        assert!(error.message.contains("offset 3"), "{}", error.message);
        let error = decode(&[0xFF, 0xFE, b'a', 0, 0, 0xDC, b'b', 0]).expect_err("lone surrogate");
        assert!(error.message.contains("offset 4"), "{}", error.message);
    }

    #[test]
    fn controls_are_those_of_unicode() {
        let all: String = ('\0'..='\u{2FF}').collect();
        let expected = all.chars().filter(|c| c.is_control());
        let lines = ['\t', '\n', '\r', '\u{c}', '\u{85}'];
        assert_eq!(controls(&all), expected.count() - lines.len());
        assert_eq!(controls("Kế hoạch\r\n"), 0);
    }

    #[test]
    fn tells_empty_and_binary() {
        assert_eq!(code(b""), "empty");
        assert_eq!(code(b"\xEF\xBB\xBF \n\t"), "empty");
        assert_eq!(code(b"PK\x03\x04\0\0\xFF"), "binary");
        assert_eq!(code(b"a\x01b\x02c\x03"), "binary");
        assert_eq!(code(b"text\0text"), "binary");
    }

    #[test]
    fn reads_utf16_without_mark() {
        let units = "Phòng Nội vụ huyện".encode_utf16();
        let little: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        let decoded = decode(&little).expect("utf-16");
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding.as_str()),
            ("Phòng Nội vụ huyện", "UTF-16LE")
        );
    }

    #[test]
    fn reads_legacy_bytes_by_their_syllables() {
        let tcvn3: Vec<u8> = "\u{93}KÕ ho¹ch\u{94} cña Uû ban nh©n d©n"
            .chars()
            .map(|c| u8::try_from(u32::from(c)).expect("byte"))
            .collect();
        let decoded = decode(&tcvn3).expect("tcvn3");
        assert_eq!(decoded.text, "“Kế hoạch” của Uỷ ban nhân dân");
        assert_eq!(decoded.encoding, "TCVN3");
        assert!(decoded.evidence.contains("6 of 6"), "{}", decoded.evidence);
    }

    #[test]
    fn reads_legacy_characters_in_utf8() {
        let decoded = decode("Phßng Néi vô huyÖn chñ tr× thùc hiÖn".as_bytes()).expect("tcvn3");
        assert_eq!(decoded.text, "Phòng Nội vụ huyện chủ trì thực hiện");
        assert_eq!(decoded.encoding, "TCVN3 in UTF-8");
    }

    #[test]
    fn a_damaged_letter_does_not_lose_the_plan() {
        let mut bytes = "Kế hoạch nâng cao hiệu quả quản trị và hành chính công cấp tỉnh năm 2025"
            .as_bytes()
            .to_vec();
        bytes.extend(b"\xE1\xBA");
        let decoded = decode(&bytes).expect("utf-8");
        assert!(decoded.text.ends_with("2025\u{FFFD}"));
        assert_eq!(decoded.encoding, "UTF-8");
    }
}
