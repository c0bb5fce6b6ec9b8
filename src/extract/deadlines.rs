//! Time expressions as written, read by the rules of `rules/deadlines.toml`; link turns them into dates.

use crate::memo::Matter;
use crate::rules::Rules;
use crate::rules::pattern::{Place, RuleMatch};
use crate::rules::phrases::List;
use crate::span::Span;
use crate::trace::{self, Decision};

/// A time expression as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where it stands.
    pub span: Span,
    /// `by`, `during`, `every`, `continuous`, `event`.
    pub key: String,
    /// The rule's template, filled: `?-12-15`, `2024-Q1/2024-Q2`, `P1Y`.
    pub value: String,
    /// The rule.
    pub rule: String,
}

/// The time expressions of a stretch, in order, without overlaps; stretches that a rule declares to be no
/// deadline (`none`) keep others from reading them.
pub fn read(folded_all: &str, stretch: Span, place: Place, rules: &Rules) -> Vec<Reading> {
    let folded = stretch.cut(folded_all);
    let read = || in_text(folded, stretch, place, rules);
    let known = rules.memo.read(Matter::Times(place as u8), folded, read);
    let known = known.iter().map(|reading| Reading {
        span: reading.span.shift(stretch.start),
        ..reading.clone()
    });
    known.collect()
}

/// Those of a text, from its first byte on; what is told stands where `stretch` says.
fn in_text(folded: &str, stretch: Span, place: Place, rules: &Rules) -> Vec<Reading> {
    trace::tell(|| Decision::won(trace::Matter::Tried, stretch, "", "").at(place.as_str()));
    let mut found = rules.patterns.scan(place, folded);
    // Priority first, then the longest, then the first.
    found.sort_by_key(|one| {
        (
            std::cmp::Reverse(one.rule.priority),
            std::cmp::Reverse(one.end - one.start),
            one.start,
        )
    });
    let mut kept: Vec<&RuleMatch<'_>> = Vec::new();
    for one in &found {
        match kept
            .iter()
            .find(|other| other.start < one.end && one.start < other.end)
        {
            Some(winner) => trace::tell(|| overlapped(one, winner, stretch, place)),
            None => kept.push(one),
        }
    }
    kept.sort_by_key(|one| one.start);
    let judged_all: Vec<(&RuleMatch<'_>, bool)> = kept
        .iter()
        .map(|one| (*one, guarded(one, folded, rules)))
        .collect();
    let mut readings_all = Vec::new();
    for (one, holds) in &judged_all {
        let holds = *holds && !names_period_later(one, &judged_all, folded);
        trace::tell(|| judged(one, holds, stretch, place));
        if holds {
            readings_all.extend(readings(one, 0));
        }
    }
    readings_all
}

/// `Định kỳ báo cáo kết quả hằng năm`: of a work that recurs the period is told later in the sentence.
fn names_period_later(one: &RuleMatch<'_>, all: &[(&RuleMatch<'_>, bool)], folded: &str) -> bool {
    let recurs = one.value("guard").is_some_and(|guard| guard == "no-period");
    recurs
        && all.iter().any(|(other, holds)| {
            let between = folded.get(one.end..other.start);
            let tells = |between: &str| {
                let period = other.value("every").is_some() && !between.contains(['.', ';']);
                // `Báo cáo định kỳ: trước ngày 05/6; …`
                let listed = other.value("by").is_some() && matches!(between.trim(), ":" | "(");
                period || listed
            };
            *holds && between.is_some_and(tells)
        })
}

/// What is told of a match.
fn candidate(one: &RuleMatch<'_>, stretch: Span, place: Place) -> Decision {
    let span = Span::new(one.start, one.end).shift(stretch.start);
    let gives = readings(one, stretch.start)
        .iter()
        .map(|reading| format!("{} {}", reading.key, reading.value))
        .collect::<Vec<_>>();
    Decision::won(
        trace::Matter::Deadline,
        span,
        &one.rule.id,
        gives.join("; "),
    )
    .at(place.as_str())
}

fn overlapped(one: &RuleMatch<'_>, by: &RuleMatch<'_>, stretch: Span, place: Place) -> Decision {
    let winner = &by.rule.id;
    let why = if one.rule.priority < by.rule.priority {
        let (lower, higher) = (one.rule.priority, by.rule.priority);
        format!("overlaps `{winner}`, which has priority {higher} over {lower}")
    } else if one.end - one.start < by.end - by.start {
        format!("overlaps `{winner}`, which is longer")
    } else {
        format!("overlaps `{winner}`, which stands first")
    };
    let span = Span::new(by.start, by.end).shift(stretch.start);
    candidate(one, stretch, place).beaten("overlap", why, span)
}

/// A match without a rival: it counts where its guard holds and its rule yields a time at all.
fn judged(one: &RuleMatch<'_>, holds: bool, stretch: Span, place: Place) -> Decision {
    let told = candidate(one, stretch, place);
    if !holds {
        let guard = one.rule.yields.get("guard").map_or("", String::as_str);
        return told.lost("guard", format!("its guard `{guard}` does not hold here"));
    }
    if readings(one, stretch.start).is_empty() {
        return told.lost(
            "no-deadline",
            "the rule says that these words are no deadline",
        );
    }
    told
}

fn readings(one: &RuleMatch<'_>, base: usize) -> Vec<Reading> {
    let span = Span::new(one.start, one.end).shift(base);
    let filled = one
        .filled()
        .into_iter()
        .filter(|(key, _)| !matches!(*key, "guard" | "none"));
    filled
        .map(|(key, value)| Reading {
            span,
            // `by2`, `by3`: further values of the same expression.
            key: key
                .trim_end_matches(|c: char| c.is_ascii_digit())
                .to_string(),
            value,
            rule: one.rule.id.clone(),
        })
        .collect()
}

/// The conditions that a pattern can't state: what follows or precedes a time expression in its sentence.
fn guarded(one: &RuleMatch<'_>, folded: &str, rules: &Rules) -> bool {
    let Some(guard) = one.value("guard") else {
        return true;
    };
    let (before, after) = (folded[..one.start].trim_end(), &folded[one.end..]);
    let periodic = folded[one.start..].starts_with("định kỳ");
    match guard.as_str() {
        "closes" => closes(after),
        "label" => labels(before, after),
        "opens-or-label" => labels(before, after) || opens_clause(before, after, rules),
        "closes-or-opens" => closes(after) || opens_clause(before, after, rules),
        "clause" => {
            opens_clause(before, after, rules)
                || behind_subject(before, after, rules)
                || qualifies_verb(one, before, after, periodic, rules)
        }
        "verb" => before_verb(before, after, rules),
        "ends-clause" => ends_clause(before, after),
        "ends-clause-or-fronts" => ends_clause(before, after) || fronts(before, after),
        "not-of" => !after.trim_start().starts_with("của"),
        _ => true,
    }
}

/// The words of an event end where the pattern had to stop: at a comma the clause goes on elsewhere.
fn ends_clause(before: &str, after: &str) -> bool {
    !after.starts_with(',') && (before.is_empty() || !before.ends_with([',', '.']))
}

/// `Quý II/2024: Tổ chức …`: the time stands before a colon, at the head of what is done then.
fn labels(before: &str, after: &str) -> bool {
    before.is_empty() && after.trim_start().starts_with(':')
}

/// `Sở Y tế hằng năm báo cáo …`: between a body and its verb.
fn behind_subject(before: &str, after: &str, rules: &Rules) -> bool {
    /// Bytes of the longest name that is looked for.
    const NEAR: usize = 160;
    if rules
        .phrases
        .starts(List::TaskVerb, after.trim_start())
        .is_none()
    {
        return false;
    }
    let mut from = before.len().saturating_sub(NEAR);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = before.get(from..).unwrap_or(before);
    let tails = ["có liên quan", "liên quan", "trực thuộc"];
    let bare = tails.iter().find_map(|tail| near.strip_suffix(tail));
    let bare = bare.unwrap_or(near).trim_end();
    let whole = |end: usize| end == bare.len() || end == near.len();
    let group = |list| {
        let found = rules.phrases.find(list, near);
        found.into_iter().any(|(_, end)| whole(end))
    };
    let bodies = rules.agencies.find_all(near);
    bodies.iter().any(|found| whole(found.end))
        || group(List::GenericGroup)
        || group(List::AreaWord)
}

/// `Ngay sau khi có kết quả, Phòng Nội vụ …`: the event opens its sentence, up to a comma.
fn fronts(before: &str, after: &str) -> bool {
    after.starts_with(',') && (before.is_empty() || before.ends_with(['.', ';']))
}

/// `trong năm 2024` at the end of its sentence, or a few words before it; `trong năm 2024 và những năm …` describes.
fn closes(after: &str) -> bool {
    let rest = after.trim_start();
    let end = rest.find(['.', ';', '\n']).unwrap_or(rest.len());
    let tail = rest[..end].trim();
    tail.chars().count() <= 30
        && !tail.starts_with("và")
        && !tail.starts_with(',')
        && !tail.starts_with('-')
}

/// `Hằng năm, …`, `định kỳ hằng năm`, `và hằng năm UBND …`: the frequency belongs to the clause, not to a noun before it.
fn opens_clause(before: &str, after: &str, rules: &Rules) -> bool {
    let opens = before.is_empty()
        || before.ends_with([',', ';', '.', ':', '(', '\n', '-'])
        || before.ends_with(" và") && !after.trim_start().is_empty();
    let rest = after.trim_start().trim_start_matches(',').trim_start();
    let verb = rules.phrases.starts(List::TaskVerb, rest).is_some()
        || rules.agencies.starts(rest).is_some()
        || rules.phrases.starts(List::GenericGroup, rest).is_some()
        || ["khi", "căn cứ ", "trên cơ sở ", "theo "]
            .iter()
            .any(|ground| rest.starts_with(ground))
        || rest.starts_with("trước")
        || rest.starts_with('(');
    let whole = after.trim_start().is_empty() || after.trim_start().starts_with(['.', ';', ')']);
    opens && (verb || whole)
}

/// `thường xuyên kiểm tra`, `trao đổi thông tin thường xuyên, …`: not `người thường xuyên tiếp xúc`.
fn before_verb(before: &str, after: &str, rules: &Rules) -> bool {
    let rest = after.trim_start().trim_start_matches(',').trim_start();
    let rest = rest.strip_prefix("và ").unwrap_or(rest);
    let verb = rules.phrases.starts(List::TaskVerb, rest).is_some();
    let noun = ["người", "trực tiếp,"]
        .iter()
        .any(|word| before.ends_with(word));
    let behind = !before.is_empty() && ends_phrase(after);
    (verb || behind) && !noun
}

/// Whether what follows a time adverb leaves it to the verb before it.
fn ends_phrase(after: &str) -> bool {
    let rest = after.trim_start();
    rest.is_empty()
        || rest.starts_with(['.', ';', ',', ')'])
        || ["bằng ", "trên ", "tại ", "qua ", "để ", "cho "]
            .iter()
            .any(|word| rest.starts_with(word))
}

/// `tổ chức họp dân hằng quý`, `cập nhật hằng ngày`: behind a verb and its object a frequency belongs to the verb. A
/// yearly one does so only at the end of its clause, and not behind a noun of planning.
fn qualifies_verb(
    one: &RuleMatch<'_>,
    before: &str,
    after: &str,
    periodic: bool,
    rules: &Rules,
) -> bool {
    if before.is_empty() {
        return false;
    }
    // What stands before a comma says nothing of what follows it.
    let clause = before.rsplit(',').next().unwrap_or(before);
    let mut words: Vec<&str> = clause.split_whitespace().rev().take(5).collect();
    words.reverse();
    let near = words.join(" ");
    if one.value("every").is_some_and(|every| every == "P1Y") {
        let ends = after.trim_start().is_empty() || after.trim_start().starts_with(['.', ';']);
        // `báo cáo UBND tỉnh định kỳ hằng năm`: how often, but right behind such a noun.
        let named = rules.phrases.ends(List::PlanningNoun, &near).is_some();
        if ends && periodic && !named {
            return true;
        }
        return ends && rules.phrases.find(List::PlanningNoun, &near).is_empty();
    }
    let noun = ["lịch", "kế hoạch", "giao ban", "chi phí"]
        .iter()
        .any(|noun| near.ends_with(noun));
    !noun && !after.trim_start().starts_with("của")
}
