//! What a rule is for: of rules in `rules/` their own words, of those in the program the list beside this file.

use super::built_in;
use crate::rules::Rules;

/// What is known of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct About {
    /// What it is for.
    pub why: String,
    /// File and line, where it stands in `rules/`.
    pub source: Option<String>,
}

/// Looks a rule up by its name; of an unknown one nothing is said.
pub(super) fn about(id: &str, rules: &Rules) -> About {
    if let Some(rule) = rules.patterns.rules().iter().find(|rule| rule.id == id) {
        let (file, line) = &rule.source;
        return About {
            why: rule.why.clone(),
            source: Some(format!("{file}:{line}")),
        };
    }
    About {
        why: built_in::why(id).unwrap_or_default().to_string(),
        source: None,
    }
}
