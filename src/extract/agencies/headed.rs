//! Lists under one head: `Các Phòng: Nội vụ, Tư pháp, Tài chính - Kế hoạch`.

use super::Mention;
use crate::rules::Rules;
use crate::rules::agencies::AgencyMatch;
use crate::span::Span;

/// Code points among which a name from the agency list ends.
const LONGEST_NAME: usize = 200;

/// `Các Phòng: Nội vụ, Tư pháp, Tài chính - Kế hoạch`: one head for a list of names.
pub(super) fn headed_lists(normal: &str, folded: &str, rules: &Rules) -> Vec<Mention> {
    let mut found = Vec::new();
    for head in ["phòng", "sở", "bộ", "ban"] {
        for opening in [
            format!("các {head}: "),
            format!("{head}: "),
            format!("các {head} "),
        ] {
            for (at, _) in folded.match_indices(opening.as_str()) {
                if folded[..at].ends_with(char::is_alphanumeric) {
                    continue;
                }
                let from = at + opening.len();
                found.extend(listed_names(normal, folded, from, head, rules));
            }
        }
    }
    found
}

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
            candidates: first
                .candidates
                .iter()
                .map(|agency| (*agency).clone())
                .collect(),
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
