//! Lists under one head: `Các Phòng: Nội vụ, Tư pháp, Tài chính - Kế hoạch`.

use super::Mention;
use crate::rules::Rules;
use crate::span::Span;

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
        let joined = format!("{head} {rest}");
        let Some(first) = rules
            .agencies
            .find_all(&joined)
            .into_iter()
            .find(|agency| agency.start == 0 && agency.end > head.len() + 1)
        else {
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
        let next = rules.agencies.find_all(&folded[at..]);
        if let Some(own) = next.first().filter(|own| own.start == 0) {
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
