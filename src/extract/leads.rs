//! Who leads: `chủ trì`, `đầu mối`, `thường trực` behind a list of bodies or without a subject of their own.

use super::agencies::Mention;
use super::clauses::{clause_start, opening, skip_bracket};
use super::lists::Group;
use super::roles::Acting;
use crate::rules::Rules;
use crate::rules::pattern::Place;
use crate::value::Role;

pub(super) fn leads_at(after: &str) -> bool {
    if says_leader(after) {
        return true;
    }
    let rest = skip_bracket(after.trim_start()).trim_start_matches([',', ':', ' ', '\n']);
    rest.starts_with("chủ trì")
        || rest.starts_with("làm đầu mối")
        || rest.starts_with("là cơ quan thường trực")
        || rest.starts_with("là cơ quan đầu mối")
        || rest.starts_with("là cơ quan chủ trì")
        || rest.starts_with("là đơn vị chủ trì")
        || rest.starts_with("sẽ là đơn vị chủ trì")
        || rest.starts_with("được giao chủ trì")
        || rest.starts_with("được giao là cơ quan đầu mối")
        || rest.starts_with("được giao là cơ quan thường trực")
        || rest.starts_with("được giao làm đầu mối")
        || rest.starts_with("là đầu mối")
}

/// `Phòng Nội vụ (cơ quan thường trực)`
fn says_leader(after: &str) -> bool {
    let start = opening(after);
    let rest = start.strip_prefix('(').and_then(behind_leader);
    rest.is_some_and(|rest| rest.starts_with(')'))
}

/// `Là cơ quan thường trực, Phòng Nội vụ …`
pub(super) fn heads_as_leader(start: &str) -> bool {
    let start = opening(start);
    start.strip_prefix("là ").and_then(behind_leader).is_some()
}

/// What follows `cơ quan thường trực`, `đơn vị đầu mối` at the start of a text.
fn behind_leader(text: &str) -> Option<&str> {
    let heads = ["cơ quan ", "đơn vị "];
    let kinds = ["thường trực", "đầu mối", "chủ trì"];
    let office = heads.iter().find_map(|head| text.strip_prefix(head))?;
    kinds.iter().find_map(|kind| office.strip_prefix(kind))
}

/// Whether the list leads: `chủ trì` in the same sentence, before another body and not somebody else's.
pub(super) fn leads_behind(after: &str, list: &Group, mentions: &[Mention]) -> bool {
    if leads_at(after) {
        return true;
    }
    let base = mentions
        .get(list.mentions[0])
        .map_or(0, |mention| mention.span.start - list.span.start);
    let sentence = after.find(['.', ';', ':']).unwrap_or(after.len());
    let next = mentions
        .iter()
        .map(|mention| mention.span.start.saturating_sub(base))
        .filter(|start| *start >= list.span.end)
        .map(|start| start - list.span.end)
        .find(|start| !names_owner(after, *start))
        .unwrap_or(sentence);
    let reach = &after[..sentence.min(next)];
    ["chủ trì", "đầu mối", "thường trực"].iter().any(|word| {
        reach.find(word).is_some_and(|at| {
            let lead_in = reach[..at].trim_end();
            at < 140
                && !(*word == "thường trực" && is_rank(lead_in))
                && !["do", "được giao", "phân công", "cơ quan", "đơn vị", "người"]
                    .iter()
                    .any(|other| lead_in.ends_with(other))
                || *word != "chủ trì"
                    && reach[..at].trim_end().ends_with("cơ quan")
                    && reach.trim_start().starts_with("là")
        })
    })
}

/// `Phó Trưởng ban Thường trực`, `Phó Chủ tịch Thường trực`: the rank of a person, behind what is said of the office.
fn is_rank(before: &str) -> bool {
    let ranks = ["ban", "chủ tịch", "bí thư", "trưởng", "ủy viên", "giám đốc"];
    ranks.iter().any(|rank| before.ends_with(rank))
}

/// `căn cứ nhiệm vụ của đơn vị mình chủ trì`: a body behind `của` only says whose something is.
fn names_owner(after: &str, start: usize) -> bool {
    after
        .get(..start)
        .is_some_and(|before| before.trim_end().ends_with(" của"))
}

/// `Chủ trì, phối hợp với …`, `Là cơ quan đầu mối, chủ trì …`: the actor stands above.
pub(super) fn leads_alone(folded: &str, lists: &[Group], acting: &[Acting], rules: &Rules) -> bool {
    let subjects: Vec<usize> = acting
        .iter()
        .filter(|one| one.role != Role::Support)
        .map(|one| one.mention)
        .collect();
    rules
        .patterns
        .scan(Place::LeadAlone, folded)
        .iter()
        .any(|found| {
            let opens = clause_start(&folded[..found.start]);
            let before = folded[opens..found.start].trim();
            let taken = lists.iter().any(|list| {
                list.span.end <= found.start
                    && list.span.start >= opens
                    && list
                        .mentions
                        .iter()
                        .any(|mention| subjects.contains(mention))
            });
            !taken && (before.is_empty() || before.ends_with(',') || found.start == 0)
        })
}
