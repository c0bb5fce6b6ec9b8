//! What is left of HTML in Markdown: entities, `<br>`, and backslashes before punctuation.

use std::borrow::Cow;

/// What stands for the mark at the start of `text` (one of `&`, `<`, `\`), and how many bytes it takes.
pub(super) fn decode(text: &str) -> Option<(Cow<'static, str>, usize)> {
    match text.as_bytes() {
        [b'\\', mark, ..] if mark.is_ascii_punctuation() => Some((Cow::Borrowed(""), 1)),
        [b'<', ..] => line_break(text).map(|len| (Cow::Borrowed(" "), len)),
        [b'&', ..] => entity(text),
        _ => None,
    }
}

/// `<br>`, `<br/>`, `<BR />`
fn line_break(text: &str) -> Option<usize> {
    let end = text.bytes().take(8).position(|b| b == b'>')?;
    let inside = text.get(1..end)?.trim_end_matches(['/', ' ']);
    inside.eq_ignore_ascii_case("br").then_some(end + 1)
}

/// The named ones that converters of Vietnamese pages leave behind.
const NAMED: [(&str, &str); 12] = [
    ("amp", "&"),
    ("apos", "'"),
    ("gt", ">"),
    ("hellip", "…"),
    ("ldquo", "\""),
    ("lt", "<"),
    ("mdash", "-"),
    ("nbsp", " "),
    ("ndash", "-"),
    ("quot", "\""),
    ("rdquo", "\""),
    ("shy", ""),
];

/// `&amp;`, `&#7879;`, `&#x1EC7;`
fn entity(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let end = text.bytes().take(10).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let len = end + 1;
    let Some(number) = name.strip_prefix('#') else {
        let (_, with) = NAMED.iter().find(|(known, _)| *known == name)?;
        return Some((Cow::Borrowed(with), len));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = char::from_u32(code).filter(|c| !c.is_control())?;
    Some((Cow::Owned(c.to_string()), len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_converters_leave() {
        for (text, with, len) in [
            ("&amp; x", "&", 5),
            ("&nbsp;", " ", 6),
            ("&#7879;", "ệ", 7),
            ("&#x1EC7;", "ệ", 8),
            ("<br>x", " ", 4),
            ("<BR />", " ", 6),
            ("\\- x", "", 1),
        ] {
            assert_eq!(decode(text), Some((Cow::Borrowed(with), len)), "{text}");
        }
    }

    #[test]
    fn leaves_other_text() {
        for text in [
            "& Đào tạo;",
            "< 5%",
            "<b>",
            "\\n",
            "&#0;",
            "&unknown;",
            "&",
            "\\",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
