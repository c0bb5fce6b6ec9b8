//! Runs of text in a font: what a reader of a format with fonts asks before it takes the characters as they are.

use super::charset::{Charset, is_unicode_letter, score};
use std::borrow::Cow;

/// The Unicode text of a run set in `font` (its name as the document has it; empty where none is known).
///
/// A font of a legacy charset says that the characters stand for other letters. Text that is Unicode all the same,
/// because somebody typed it so in an old template, stays as it is.
pub fn decode_run<'t>(font: &str, text: &'t str) -> Cow<'t, str> {
    match OldFont::of(font) {
        Some(old) => old.decode(text, old.reading(text)),
        None => Cow::Borrowed(text),
    }
}

/// Whether a text has a letter that no legacy charset shows.
pub(super) fn is_unicode(text: &str) -> bool {
    text.chars().any(is_unicode_letter)
}

/// What the name of a font says of the charset it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OldFont {
    /// The charset.
    pub charset: Charset,
    /// Whether it shows small letters as capitals, as `.VnTimeH` does.
    pub capitals: bool,
}

/// Below this share of syllables, in thousandths, a font's charset is not that of the text.
const FAILED: usize = 450;
/// From this share on, another charset is.
const FITTING: usize = 800;

impl OldFont {
    /// The charset of text in this font, none where it is Unicode. The font decides; but where its charset makes no
    /// syllables and another one does, the text was pasted from elsewhere.
    pub(super) fn reading(self, text: &str) -> Option<Charset> {
        if is_unicode(text) {
            return None;
        }
        let own = score(&self.charset.decode(text));
        let as_it_stands = score(text).syllables;
        let most = own.syllables.max(as_it_stands);
        if own.thousandths() < FAILED {
            let others = [Charset::Tcvn3, Charset::Vni]
                .into_iter()
                .filter(|&other| other != self.charset);
            for other in others {
                let score = score(&other.decode(text));
                if score.syllables > most && score.thousandths() >= FITTING {
                    return Some(other);
                }
            }
        }
        (as_it_stands <= own.syllables).then_some(self.charset)
    }

    /// Text in this font, read as [`OldFont::reading`] says.
    pub(super) fn decode<'t>(self, text: &'t str, reading: Option<Charset>) -> Cow<'t, str> {
        let Some(charset) = reading.filter(|_| !is_unicode(text)) else {
            return Cow::Borrowed(text);
        };
        let decoded = charset.decode(text);
        let capitals = self.capitals && charset == self.charset;
        Cow::Owned(if capitals {
            decoded.to_uppercase()
        } else {
            decoded
        })
    }

    /// The charset of a font by its name: `.VnTime`, `VNI-Times`, also as PDF files write them (`ABCDEF+.VnTimeH,Bold`).
    pub(super) fn of(font: &str) -> Option<OldFont> {
        let name = plain_name(font);
        let charset = if is_tcvn3(&name) {
            Charset::Tcvn3
        } else if name.starts_with("vni-") || name.starts_with("vni ") || name.contains("vni2") {
            Charset::Vni
        } else if name.starts_with("vi times") || name.starts_with("vi arial") {
            Charset::Viscii
        } else {
            return None;
        };
        let capitals =
            charset == Charset::Tcvn3 && name.ends_with('h') && !name.ends_with("gothich");
        Some(OldFont { charset, capitals })
    }
}

/// `.VnTime`, `VNSTCVN3`, and names of faces without the dot, `VnSouthern(Ds)`.
fn is_tcvn3(name: &str) -> bool {
    let face = name.strip_prefix("vn").unwrap_or("");
    let faces = [
        "time", "arial", "southern", "courier", "helvet", "avant", "book", "universe", "present",
        "mystical",
    ];
    name.starts_with(".vn")
        || name.contains("tcvn3")
        || faces.iter().any(|known| face.starts_with(known))
}

/// The name in small letters, without the tag of a subset, the style, and the script that Windows adds.
fn plain_name(font: &str) -> String {
    let font = match font.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => font,
    };
    let name = font.trim().to_lowercase();
    let name = name.split(',').next().unwrap_or("");
    let mut name = name.trim_start_matches('@');
    for ending in [
        "(ds)",
        " tur",
        " ce",
        " cyr",
        " greek",
        " baltic",
        " (vietnamese)",
        "italic",
        "bold",
        "-",
    ] {
        name = name.strip_suffix(ending).unwrap_or(name).trim_end();
    }
    name.trim().to_owned()
}

/// Whether a font shows pictures in place of letters, so that its bytes are no text.
pub(super) fn is_symbol(font: &str) -> bool {
    let name = plain_name(font);
    [
        "symbol",
        "wingdings",
        "webdings",
        "monotype sorts",
        "zapfdingbats",
        "marlett",
    ]
    .iter()
    .any(|symbol| name.starts_with(symbol))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_tells_the_charset() {
        for (font, charset, capitals) in [
            (".VnTime", Charset::Tcvn3, false),
            (".VnTimeH", Charset::Tcvn3, true),
            (".VNARIAL NARROWH", Charset::Tcvn3, true),
            ("ABCDEF+.VnTimeH,Bold", Charset::Tcvn3, true),
            ("ABCDEF+VnTimeHBoldItalic", Charset::Tcvn3, true),
            (".VnTime-Bold", Charset::Tcvn3, false),
            (".VnTimeH Tur", Charset::Tcvn3, true),
            ("VNSTCVN3", Charset::Tcvn3, false),
            ("VnArialH(Ds)", Charset::Tcvn3, true),
            ("VNI-Times", Charset::Vni, false),
        ] {
            assert_eq!(
                OldFont::of(font),
                Some(OldFont { charset, capitals }),
                "{font}"
            );
        }
        for font in ["Times New Roman", "", "Vninfo", "Arial,Bold"] {
            assert_eq!(OldFont::of(font), None, "{font}");
        }
    }

    #[test]
    fn runs_of_old_fonts_become_unicode() {
        assert_eq!(decode_run(".VnTime", "chÝnh s¸ch"), "chính sách");
        assert_eq!(decode_run(".VnTimeH", "chÝnh s¸ch"), "CHÍNH SÁCH");
        assert_eq!(decode_run("VNI-Times", "chính saùch"), "chính sách");
        assert_eq!(decode_run("Arial", "chÝnh"), "chÝnh");
    }

    #[test]
    fn text_pasted_from_another_charset_is_told_by_its_syllables() {
        assert_eq!(decode_run(".VnTime", "caùc ñôn vò"), "các đơn vị");
        assert_eq!(decode_run("VNI-Times", "c¸c ®¬n vÞ"), "các đơn vị");
    }

    #[test]
    fn unicode_in_an_old_font_stays() {
        for text in ["chính sách", "được", "Kế hoạch"] {
            assert_eq!(decode_run(".VnTime", text), text);
        }
    }
}
