//! The characters of RTF: bytes in the code page of their font, and signs that control words stand for.

use super::super::font::{OldFont, is_symbol};
use encoding_rs::Encoding;

/// A font of the font table.
#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    /// Its name.
    pub name: String,
    /// `\fcharset`; where it is not said, or 1, the code page of the document counts.
    pub charset: Option<i32>,
    /// `\cpg`: a code page of its own.
    pub code_page: Option<i32>,
}

/// The characters of bytes in a font. `page` is the code page of the document.
pub(super) fn decode(bytes: &[u8], font: &Font, page: i32) -> String {
    if is_symbol(&font.name) || font.charset == Some(2) && OldFont::of(&font.name).is_none() {
        return bytes.iter().map(|&byte| symbol(byte)).collect();
    }
    // Fonts of old charsets claim any script of Windows; their letters are places of windows-1252.
    let encoding = if OldFont::of(&font.name).is_some() {
        encoding_rs::WINDOWS_1252
    } else {
        font.code_page
            .and_then(of_code_page)
            .or_else(|| font.charset.and_then(of_charset))
            .or_else(|| of_code_page(page))
            .unwrap_or(encoding_rs::WINDOWS_1252)
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Symbol fonts have their signs in the private area at U+F000, where Word puts them as well.
fn symbol(byte: u8) -> char {
    match byte {
        0x20 => ' ',
        0xB7 => '•',
        _ => char::from_u32(0xF000 + u32::from(byte)).unwrap_or('•'),
    }
}

/// Code pages of `\fcharset`, after the RTF specification 1.9.1.
fn of_charset(charset: i32) -> Option<&'static Encoding> {
    of_code_page(match charset {
        0 => 1252,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

fn of_code_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        65001 => "utf-8".to_owned(),
        10000 => "macintosh".to_owned(),
        _ => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The character that a control word stands for.
pub(super) fn of_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "line" | "softline" | "lbr" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}

/// The character of a control sign: blank and hyphen that do not break; a place for a hyphen is nothing.
pub(super) fn of_sign(sign: u8) -> Option<&'static str> {
    match sign {
        b'~' => Some("\u{A0}"),
        b'_' => Some("-"),
        b'\t' => Some("\t"),
        _ => None,
    }
}
