//! Runs of text in a font: what a reader of a format with fonts asks before it takes the characters as they are.

use std::borrow::Cow;

/// The Unicode text of a run set in `font` (its name as the document has it; empty where none is known).
pub fn decode_run<'t>(_font: &str, text: &'t str) -> Cow<'t, str> {
    Cow::Borrowed(text)
}
