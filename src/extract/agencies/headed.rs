//! Lists under one head: `Các Phòng: Nội vụ, Tư pháp, Tài chính - Kế hoạch`.

use super::Mention;
use crate::rules::Rules;
use crate::rules::agencies::AgencyMatch;
use crate::span::Span;
use crate::text::word::words;
use std::sync::Arc;

/// Code points among which a name from the agency list ends.
const LONGEST_NAME: usize = 200;

/// `Các Phòng: Nội vụ, Tư pháp, Tài chính - Kế hoạch`: one head for a list of names.
pub(super) fn headed_lists(normal: &str, folded: &str, rules: &Rules) -> Vec<Mention> {
    let mut heads: Vec<(usize, &str)> = Vec::new();
    if !folded.contains(": ") && !folded.contains("các ") {
        return Vec::new();
    }
    let mut before = 0..0;
    for word in words(folded) {
        let here = word.start..word.end;
        let last = std::mem::replace(&mut before, here.clone());
        let Some(head) = HEADS
            .into_iter()
            .find(|head| folded[here.clone()] == **head)
        else {
            continue;
        };
        let several = &folded[last.clone()] == "các" && &folded[last.end..here.start] == " ";
        if folded[here.end..].starts_with(": ") {
            heads.push((here.end + 2, head));
        } else if several && folded[here.end..].starts_with(' ') {
            heads.push((here.end + 1, head));
        }
    }
    let found = heads
        .into_iter()
        .flat_map(|(from, head)| listed_names(normal, folded, from, head, rules));
    found.collect()
}

/// What may stand before a list of names that share it.
const HEADS: [&str; 4] = ["phòng", "sở", "bộ", "ban"];

/// Names without their head from byte `from` on, as far as the agency list knows them with it.
pub(super) fn listed_names(
    normal: &str,
    folded: &str,
    from: usize,
    head: &str,
    rules: &Rules,
) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = from;
    loop {
        let rest = &folded[at..];
        let Some(first) = with_head(head, rest, rules) else {
            break;
        };
        let len = first.end - head.len() - 1;
        found.push(Mention {
            span: Span::new(at, at + len),
            name: first.name.to_string(),
            area: Vec::new(),
            candidates: Arc::clone(first.candidates),
            head_level: None,
            generic: false,
            known: true,
        });
        at += len;
        let Some(joint) = [", ", "; ", " và ", ","]
            .into_iter()
            .find(|joint| folded[at..].starts_with(joint))
        else {
            break;
        };
        at += joint.len();
        // The next name may bring its own head.
        if !normal[at..].starts_with(char::is_uppercase) {
            break;
        }
        if folded[at..].starts_with(char::is_alphanumeric)
            && let Some(own) = rules.agencies.starts(&folded[at..])
        {
            at += own.end;
            let Some(joint) = [", ", "; ", " và "]
                .into_iter()
                .find(|joint| folded[at..].starts_with(joint))
            else {
                break;
            };
            at += joint.len();
        }
    }
    found
}

/// The agency whose name, with its head before it, the text begins with.
fn with_head<'r>(head: &str, rest: &str, rules: &'r Rules) -> Option<AgencyMatch<'r>> {
    // A name stands within a line or two.
    let end = rest.char_indices().nth(LONGEST_NAME);
    let near = end.map_or(rest, |(end, _)| &rest[..end]);
    let named = rules.agencies.starts(&format!("{head} {near}"));
    named.filter(|agency| agency.end > head.len() + 1)
}
