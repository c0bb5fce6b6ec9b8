//! Bytes of a web page → characters: byte order mark, then UTF-8 where it fits, then what the page says of itself.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page its charset may be named: browsers look at 1,024 bytes, Word writes it below its namespaces.
const HEAD: usize = 4096;

/// Whether bytes surely begin a web page.
pub fn begins_page(bytes: &[u8]) -> bool {
    // A page in UTF-16 is the same letters with zeros between.
    let head: String = ascii_head(bytes).to_lowercase();
    let mut rest = head.trim_start();
    while let Some(end) = ["<?", "<!--"]
        .iter()
        .find(|mark| rest.starts_with(**mark))
        .and(rest.find('>'))
    {
        rest = rest[end + 1..].trim_start();
    }
    rest.starts_with("<!doctype html") || rest.starts_with("<html")
}

/// Elements that a page without its frame begins with, as web sites send plans under the name of a Word file.
const OPENERS: &[&str] = &[
    "b", "body", "center", "div", "font", "h1", "h2", "head", "meta", "p", "span", "strong",
    "style", "table", "title", "xml",
];

/// Whether bytes that have no name of a text file look like a page without its frame.
pub fn is_fragment(bytes: &[u8]) -> bool {
    let head = ascii_head(bytes).to_lowercase();
    let opening = head.trim_start().strip_prefix('<');
    let name = opening.and_then(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next());
    name.is_some_and(|name| OPENERS.contains(&name)) && head.contains("</")
}

/// The text of a page and the name of its encoding. `told` is the charset that an envelope names; what the page itself
/// says goes before it, since programs that save pages fill in a charset that they only suppose.
pub fn decode(bytes: &[u8], told: Option<&str>) -> (String, String) {
    let marked = Encoding::for_bom(bytes).map(|(marked, _)| marked);
    let fits = || std::str::from_utf8(bytes).is_ok().then_some(UTF_8);
    let named = || named(&ascii_head(bytes)).filter(|named| named.is_ascii_compatible());
    let told = || Encoding::for_label(told?.as_bytes());
    let known = marked.or_else(fits).or_else(named).or_else(told);
    let encoding = known.unwrap_or(WINDOWS_1252);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding.name().to_owned())
}

/// The encoding that `<meta charset=…>` or `content="text/html; charset=…"` names.
fn named(head: &str) -> Option<&'static Encoding> {
    let lower = head.to_lowercase();
    let at = lower.find("charset=")? + "charset=".len();
    let rest = lower.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?.as_bytes())
}

fn ascii_head(bytes: &[u8]) -> String {
    let head = bytes
        .iter()
        .take(HEAD)
        .filter(|&&byte| byte.is_ascii() && byte != 0);
    head.map(|&byte| char::from(byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_pages_from_text() {
        let utf16: Vec<u8> = "\u{feff}<html>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for page in [
            &b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC>"[..],
            b"<?xml version='1.0'?>\n<!-- a --> <html xmlns='x'>",
            &utf16,
        ] {
            assert!(begins_page(page));
        }
        for other in [&b"<div>"[..], b"K\xe1 <html>", b"", b"<?xml", b"# <html>"] {
            assert!(!begins_page(other));
        }
    }

    #[test]
    fn a_page_without_its_frame_is_told_by_its_first_element() {
        assert!(is_fragment(
            "\n<div align=center><p>KẾ HOẠCH</p>".as_bytes()
        ));
        assert!(is_fragment(b"<p class=MsoNormal>a</p>"));
        for other in [
            &b"<100 xa, 2 </thon"[..],
            b"a <p>b</p>",
            b"<p>",
            b"<plan></plan>",
        ] {
            assert!(!is_fragment(other));
        }
    }

    #[test]
    fn utf8_wins_over_what_the_page_says() {
        let page = "<meta charset=windows-1252>Kế hoạch";
        let (text, encoding) = decode(page.as_bytes(), None);
        assert_eq!((text.as_str(), encoding.as_str()), (page, "UTF-8"));
    }

    #[test]
    fn the_page_names_its_charset() {
        let (text, encoding) = decode(
            b"<META content='text/html; charset=windows-1258'>c\xe1c \xfe",
            None,
        );
        assert!(
            text.ends_with("các ư") || text.ends_with("các \u{20ab}"),
            "{text}"
        );
        assert_eq!(encoding, "windows-1258");
        assert_eq!(decode(b"<p>c\xe1c", None).1, "windows-1252");
    }
}
