//! Text for a terminal: what would move the cursor or colour the screen, such as a document or a file name may hold, is
//! shown as what it is.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with control characters written as `\u{1b}`; line breaks and TABs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if acts(c) {
            let _ = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn acts(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_do_nothing() {
        assert_eq!(visible("a\u{1b}[2Jb\rc"), "a\\u{1b}[2Jb\\rc");
        assert!(matches!(visible("Kế\thoạch\n"), Cow::Borrowed(_)));
    }
}
