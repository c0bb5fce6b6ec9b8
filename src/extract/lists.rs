//! Mentions joined to lists: what commas, `và` and the like hold together, and where a list ends all the same.

use super::agencies::Mention;
use super::clauses::{clause_start, goes_on};
use super::lead_in::{is_joint, without_post};
use super::leads::leads_at;
use super::roles::{asks_in_place, strongest};
use crate::rules::Rules;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;
use crate::span::Span;

/// Mentions that nothing but commas and `và` separates.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) span: Span,
    pub(super) mentions: Vec<usize>,
}

pub(super) fn lists(folded: &str, base: usize, mentions: &[Mention], rules: &Rules) -> Vec<Group> {
    let mut lists: Vec<Group> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        let span = Span::new(mention.span.start - base, mention.span.end - base);
        if let Some(last) = lists.last_mut() {
            let between = folded.get(last.span.end..span.start).unwrap_or("?");
            // `Bộ phận một cửa UBND phường`, `các phòng thuộc UBND huyện`: the second is the owner of the first.
            // `Trưởng Ban Xây dựng Đảng - Trưởng Tiểu ban: …`: a second rank of the same person.
            let rank = between.trim_start().starts_with('-')
                && without_post(between, rules).len() < between.trim_end().len();
            let owned = rank || matches!(between.trim(), "thuộc" | "trực thuộc");
            if owned || between.trim().is_empty() && !between.contains('\n') {
                last.span.end = span.end;
                continue;
            }
            // `Ủy viên Ban Thường vụ Đảng ủy, Chủ tịch UBND xã`: the first is a rank of the second.
            let member = folded[..last.span.start].trim_end().ends_with("ủy viên");
            if member && between.trim() == "," && last.mentions.len() == 1 {
                last.span.end = span.end;
                last.mentions = vec![at];
                continue;
            }
            let cooperating = ["cùng với", "cùng"].contains(&between.trim())
                && leads_at(&folded[span.end.min(folded.len())..]);
            // Behind a semicolon a list goes on only where it opened its own clause.
            let opening = without_post(
                &folded[clause_start(&folded[..last.span.start])..last.span.start],
                rules,
            );
            let new_clause = between.contains(';') && !opens_list(opening.trim(), rules);
            let lead_in = &folded[..last.span.start];
            let ends = between.trim() == ","
                && (ends_ground(lead_in, rules)
                    || ends_adverbial(lead_in, &folded[span.end..], rules));
            // `các đơn vị: Sở Tài chính, Công an tỉnh`: what the group consists of.
            let told = between.trim() == ":" && mentions[last.mentions[0]].generic;
            if (is_joint(without_post(between, rules)) || cooperating || told)
                && !new_clause
                && !ends
            {
                last.span.end = span.end;
                last.mentions.push(at);
                continue;
            }
        }
        lists.push(Group {
            span,
            mentions: vec![at],
        });
    }
    lists
}

/// `Trên cơ sở báo cáo của các đơn vị, Sở Nội vụ …`: behind the bodies of an adverbial the comma parts it from its sentence.
fn ends_ground(before: &str, rules: &Rules) -> bool {
    let opening = before[clause_start(before)..].trim();
    let idle = strongest(rules.patterns.at_end(Place::BeforeAgency, opening));
    let idle = idle.is_some_and(|cue| cue.value("role").is_some_and(|role| role == "none"));
    idle && rules.phrases.starts(List::GroundOpening, opening).is_some()
}

/// As `ends_ground` for adverbials that may be all of a clause, too: a body must go on behind them (`Tại các thôn, UBND xã
/// lấy ý kiến`).
fn ends_adverbial(before: &str, after: &str, rules: &Rules) -> bool {
    let opening = before[clause_start(before)..].trim();
    goes_on(after)
        && !opening.contains(',')
        && rules
            .phrases
            .starts(List::AdverbialOpening, opening)
            .is_some()
}

/// Whether the bodies behind these words may be parted by semicolons: nothing, or `Yêu cầu` alone, which asks all of
/// them for the same.
fn opens_list(opening: &str, rules: &Rules) -> bool {
    opening.is_empty()
        || rules
            .patterns
            .at_end(Place::BeforeAgency, opening)
            .iter()
            .any(|found| found.start == 0 && asks_in_place(found))
}
