//! Text → Outline: masthead, sections, items, tables, closing, annexes.

use crate::note::Notes;
use crate::rules::Rules;
use crate::text::Text;

/// The text and its structure.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The text that all spans point into.
    pub text: Text,
}

/// Finds the structure of a document.
pub fn outline(text: Text, _rules: &Rules, _notes: &mut Notes) -> Outline {
    Outline { text }
}
