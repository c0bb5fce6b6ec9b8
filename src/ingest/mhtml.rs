//! Web pages saved as one file (.mht, .mhtml) by browsers and by Word: the page in a MIME envelope, with its pictures.

use super::html::Html;
use super::{Content, Reader, Unreadable};
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

/// Reader of pages in MIME envelopes.
pub struct Mhtml;

/// How far into a file its headers may reach: browsers write some hundred bytes.
const HEAD: usize = 4096;
/// Envelopes in a file: real ones have one, or two inside each other. The parser calls itself for each.
const MOST_ENVELOPES: usize = 16;

impl Reader for Mhtml {
    fn name(&self) -> &'static str {
        "mhtml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(HEAD)];
        let named = |window: &[u8]| window.eq_ignore_ascii_case(b"mime-version:");
        if !head.windows(b"mime-version:".len()).any(named) {
            return false;
        }
        let head = String::from_utf8_lossy(head).to_lowercase();
        // Headers end with an empty line, and each begins a line.
        let head = head.replace('\r', "");
        let headers = head.trim_start().split("\n\n").next().unwrap_or("");
        let has = |name: &str| headers.lines().any(|line| line.starts_with(name));
        has("mime-version:")
            && has("content-type:")
            && ["multipart/", "text/html"]
                .iter()
                .any(|kind| headers.contains(kind))
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        let envelopes = bytes
            .windows(BOUNDARY.len())
            .filter(|window| window.eq_ignore_ascii_case(BOUNDARY));
        if envelopes.take(MOST_ENVELOPES + 1).count() > MOST_ENVELOPES {
            let message =
                format!("over {MOST_ENVELOPES} envelopes inside each other; save the page again");
            return Err(Unreadable::new("too-deep", message));
        }
        let mail = parse_mail(bytes).map_err(|error| damaged(&error.to_string()))?;
        let page = page(&mail).ok_or_else(|| damaged("no web page is in it"))?;
        let body = page
            .get_body_raw()
            .map_err(|error| damaged(&error.to_string()))?;
        Html::read_page(&body, Some(&page.ctype.charset))
    }
}

/// What names the boundary of an envelope.
const BOUNDARY: &[u8] = b"boundary=";

/// The page: the part that the envelope says it starts with, or the first page in it.
fn page<'m>(mail: &'m ParsedMail<'m>) -> Option<&'m ParsedMail<'m>> {
    let is_page = |part: &&ParsedMail| part.ctype.mimetype == "text/html";
    let start = mail.ctype.params.get("start");
    let is_start = |part: &&ParsedMail| {
        let id = part.headers.get_first_value("Content-ID");
        is_page(part) && start.is_some() && id.as_ref() == start
    };
    mail.parts()
        .find(is_start)
        .or_else(|| mail.parts().find(is_page))
}

fn damaged(reason: &str) -> Unreadable {
    let message = format!("the saved web page is damaged: {reason}; save it again in the browser");
    Unreadable::new("corrupt", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"x\"\r\n\r\n\
        --x\r\nContent-Type: text/css\r\n\r\np { }\r\n\
        --x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>S=E1=BB=91: 1=\r\n2/KH-UBND</p>\r\n--x--\r\n";

    fn text(bytes: &[u8]) -> String {
        assert!(Mhtml.recognises(bytes));
        Mhtml.read(bytes).expect("page").text
    }

    #[test]
    fn the_page_in_the_envelope_is_read() {
        assert_eq!(text(PAGE.as_bytes()), "Số: 12/KH-UBND\n");
    }

    #[test]
    fn the_part_names_its_charset_and_transfer_encoding() {
        // `các xã` in windows-1252, as base64.
        let page = "MIME-Version: 1.0\nContent-Type: text/html; charset=\"windows-1252\"\nContent-Transfer-Encoding: base64\n\nPHA+Y+FjIHjjPC9wPg==\n";
        assert_eq!(text(page.as_bytes()), "các xã\n");
    }

    #[test]
    fn the_first_part_is_not_always_the_page() {
        let two = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x; start=\"<b>\"\n\n\
            --x\nContent-Type: text/html\nContent-ID: <a>\n\n<p>frame</p>\n--x\nContent-Type: text/html\nContent-ID: <b>\n\n<p>main</p>\n--x--\n";
        assert_eq!(text(two.as_bytes()), "main\n");
    }

    #[test]
    fn what_holds_no_page_says_so() {
        let none = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\na\n--x--\n";
        assert_eq!(
            Mhtml.read(none.as_bytes()).expect_err("no page").code,
            "corrupt"
        );
        let deep = "Content-Type: multipart/mixed; boundary=x\n\n--x\n".repeat(100);
        assert_eq!(
            Mhtml.read(deep.as_bytes()).expect_err("deep").code,
            "too-deep"
        );
        assert!(!Mhtml.recognises(b"K\xe1 ho\xea: MIME-Version: 1.0"));
    }
}
