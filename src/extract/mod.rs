//! Outline → Facts: the only place where patterns meet text.

use crate::note::Notes;
use crate::outline::Outline;
use crate::rules::Rules;

/// The outline and what was found in it.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The structure that all facts point into.
    pub outline: Outline,
}

/// Finds all facts of a document.
pub fn extract(outline: Outline, _rules: &Rules, _notes: &mut Notes) -> Facts {
    Facts { outline }
}
