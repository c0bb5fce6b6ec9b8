//! Villages in a list: `các thôn, xóm`, `trưởng các thôn, bản, tổ dân phố`. Alone such words name a place more often than
//! somebody who acts; behind another village they are named like it.

use super::{AreaLevel, Mention};
use crate::rules::Rules;
use crate::rules::agencies::Agency;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::value::Level;
use std::sync::Arc;

/// What joins the next village of a list.
const JOINTS: [&str; 7] = [", các ", " và các ", ", ", " và ", " - ", "-", "/"];

/// Adds the villages that lists in the text go on with behind those that are known.
pub(super) fn list_villages(folded: &str, known: &mut Vec<Mention>, rules: &Rules) {
    let mut found = Vec::new();
    for first in known.iter_mut() {
        let Some(head) = first.candidates.first() else {
            continue;
        };
        let heads = head.name.to_lowercase().starts_with("trưởng ");
        if head.level != Level::Village || head.kind != "village" && !heads {
            continue;
        }
        // `các thôn, xóm` may be one area: what is named is its first word.
        let written = &folded[first.span.start..first.span.end];
        let first_word = first.span.start + written.find([',', '-', '/']).unwrap_or(written.len());
        let mut at = folded[..first_word].trim_end().len();
        while let Some((word, agency)) = next(folded, at, heads, rules) {
            first.span.end = first.span.end.min(at);
            at = word.end;
            found.push(Mention {
                span: word,
                name: agency.name.clone(),
                area: vec![AreaLevel::Level(Level::Village)],
                candidates: [agency].into(),
                head_level: None,
                generic: false,
                known: true,
            });
        }
    }
    // `trưởng các thôn, tổ dân phố`: who heads it, not the village.
    known.retain(|one| found.iter().all(|village| village.span != one.span));
    known.extend(found);
}

/// The next village behind byte `at`, and what it is called; of those who head them where `heads`.
fn next(folded: &str, at: usize, heads: bool, rules: &Rules) -> Option<(Span, Arc<Agency>)> {
    let rest = folded.get(at..)?;
    let joint = JOINTS.iter().find(|joint| rest.starts_with(**joint))?;
    let start = at + joint.len();
    let listed = rules.phrases.starts(List::AreaWord, &folded[start..])?;
    let phrase = &folded[start..start + listed];
    let word = phrase
        .split([',', '-', '/'])
        .next()
        .unwrap_or(phrase)
        .trim_end();
    let level = super::area::levels_of(word, rules);
    if word.starts_with("các ") || level != [AreaLevel::Level(Level::Village)] {
        return None;
    }
    let titles = [format!("trưởng {word}"), format!("tổ trưởng {word}")];
    let named = |name: &str| {
        let agencies = rules.agencies.named(name);
        let village = agencies.into_iter().find(|one| one.level == Level::Village);
        village.map(Arc::clone)
    };
    let agency = match heads {
        true => titles.iter().find_map(|title| named(title)),
        false => named(word),
    };
    Some((Span::new(start, start + word.len()), agency?))
}
