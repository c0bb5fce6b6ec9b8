//! Bytes → characters: which encoding the bytes are in, and the text in them.

use super::content::Unreadable;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Decoded text with the name of its encoding.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, a byte order mark kept as U+FEFF.
    pub text: String,
    /// `UTF-8`, `UTF-16LE` or `UTF-16BE`.
    pub encoding: &'static str,
}

/// Share of control characters above which a file is not text: one in twenty.
/// Text files have none but tabs and line ends; a stray bell or escape must not lose a plan.
const CONTROL_SHARE: usize = 20;

/// Decodes a whole file.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    let decoded = match bytes {
        [0xFF, 0xFE, ..] => utf16(bytes, UTF_16LE),
        [0xFE, 0xFF, ..] => utf16(bytes, UTF_16BE),
        _ => utf8(bytes),
    }?;
    let text = decoded.text.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(Unreadable::new(
            "empty",
            "the file holds no text; if it is a scan, run OCR first",
        ));
    }
    let controls = text.chars().filter(|&c| is_control(c)).count();
    if text.contains('\0') || controls * CONTROL_SHARE > text.chars().count() {
        return Err(binary());
    }
    Ok(decoded)
}

fn utf8(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: text.to_owned(),
            encoding: "UTF-8",
        }),
        Err(_) if bytes.contains(&0) => Err(binary()),
        Err(error) => Err(Unreadable::new(
            "undecodable",
            format!(
                "expected UTF-8 (or UTF-16 with a byte order mark), but the byte at offset {} fits neither; \
                 legacy encodings such as TCVN3, VNI and windows-1258 are not read yet: save the file as UTF-8",
                error.valid_up_to()
            ),
        )),
    }
}

fn utf16(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, Unreadable> {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return Err(Unreadable::new(
            "undecodable",
            format!(
                "the byte order mark says {} but byte offset {} does not fit it; save the file as UTF-8",
                encoding.name(),
                broken_unit(bytes, encoding)
            ),
        ));
    };
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
    })
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

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}')
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
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "UTF-8"));
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
    fn tells_empty_and_binary() {
        assert_eq!(code(b""), "empty");
        assert_eq!(code(b"\xEF\xBB\xBF \n\t"), "empty");
        assert_eq!(code(b"PK\x03\x04\0\0\xFF"), "binary");
        assert_eq!(code(b"a\x01b\x02c\x03"), "binary");
        assert_eq!(code(b"text\0text"), "binary");
    }
}
