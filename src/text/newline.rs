//! Step 1: one kind of line end; a page mark becomes a blank line; the byte order mark goes.

use super::edits::Edits;
use super::seek::Seek;

/// CRLF, CR, NEL, U+2028 and U+2029 become `\n`; a form feed becomes `\n\n`, since a page ends as a paragraph does
/// and the later steps then look for sentences that go on; U+FEFF at the start goes. A CRLF that a site wrote out as the
/// four characters `\r\n` is a line end too.
pub fn newline(text: &str) -> Edits {
    let mut edits = Edits::default();
    if text.starts_with('\u{FEFF}') {
        edits.delete(0..3);
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    // The bytes that may begin a foreign line end.
    let mut foreign = Seek::new(text, [0x0B, 0x0C, b'\r', b'\\', 0xC2, 0xE2]);
    while let Some(found) = foreign.next(at) {
        let rest = &bytes[found..];
        let (len, with) = match rest {
            [b'\r', b'\n', ..] => (2, "\n"),
            [b'\\', b'r', b'\\', b'n', ..] => (4, "\n"),
            [b'\r', ..] | [0x0B, ..] => (1, "\n"),
            [0x0C, ..] => (1, "\n\n"),
            [0xC2, 0x85, ..] => (2, "\n"),
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => (3, "\n"),
            _ => (0, ""),
        };
        if len > 0 {
            edits.replace(found..found + len, with);
        }
        at = found + len.max(1);
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_becomes_one() {
        let text = "\u{FEFF}a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{b}g\u{c}h\u{a0}…";
        assert_eq!(newline(text).apply(text), "a\nb\nc\nd\ne\nf\ng\n\nh\u{a0}…");
        assert!(newline("sạch\nsẽ …").is_empty());
    }

    #[test]
    fn a_line_end_that_is_written_out_is_one() {
        let text = r"Số: 54/KH-UBND \r\n | \r\n Lạng Sơn";
        assert_eq!(newline(text).apply(text), "Số: 54/KH-UBND \n | \n Lạng Sơn");
        assert!(newline(r"C:\ngày \r").is_empty());
    }
}
