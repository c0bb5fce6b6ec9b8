//! The 8-bit and mnemonic ways in which Vietnamese was written before Unicode, and how their characters become letters.
//!
//! A text in such a charset reaches us as the characters of windows-1252 (`Céng hoµ` for *Cộng hoà*), whether it was
//! decoded so from bytes, copied out of an old file, or taken from a run in an old font.

mod case;
mod detect;
mod syllable;
mod tables;
mod viqr;
mod vni;

pub(crate) use detect::{Converter, Verdict, best, convert, is_unicode_letter, score};
pub(crate) use syllable::is_syllable;

/// A way of writing Vietnamese letters that is not Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Charset {
    /// TCVN 5712:1993, called ABC: one character a letter, accented capitals in a second font.
    Tcvn3,
    /// VNI for Windows: a letter, then a character for its marks.
    Vni,
    /// VISCII 1.1 (RFC 1456): one character a letter.
    Viscii,
    /// windows-1258: letters, then combining tone marks.
    Windows1258,
    /// VIQR (RFC 1456): ASCII only, `Vie^.t`.
    Viqr,
    /// UTF-8 that a program took for windows-1252 and saved: `Viá»‡t`.
    Utf8Twice,
}

/// All of them, in the order in which a tie is decided.
pub const CHARSETS: [Charset; 6] = [
    Charset::Utf8Twice,
    Charset::Tcvn3,
    Charset::Vni,
    Charset::Viscii,
    Charset::Windows1258,
    Charset::Viqr,
];

impl Charset {
    /// The name as in `source.encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Tcvn3 => "TCVN3",
            Charset::Vni => "VNI",
            Charset::Viscii => "VISCII",
            Charset::Windows1258 => "windows-1258",
            Charset::Viqr => "VIQR",
            Charset::Utf8Twice => "UTF-8 read as windows-1252",
        }
    }

    /// The letters of a text whose characters stand for this charset; what has no place in it is kept as it is.
    pub fn decode(self, text: &str) -> String {
        match self {
            Charset::Tcvn3 => case::level(text, &tables::tcvn3(text)),
            Charset::Vni => vni::decode(text),
            Charset::Viscii => tables::viscii(text),
            Charset::Windows1258 => tables::windows_1258(text),
            Charset::Viqr => viqr::decode(text),
            Charset::Utf8Twice => tables::utf8_twice(text),
        }
    }
}

#[cfg(test)]
mod tests;
