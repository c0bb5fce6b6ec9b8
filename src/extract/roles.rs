//! Who acts in a sentence: mentions joined to lists, and what stands before and after each list.

use super::agencies::Mention;
use super::clauses::{
    acts_behind, asks_in_writing, behind_adverb, carried_out, clause_start, done_by,
    first_sentence, goes_on, opening, opens_clause, says_which, takes_turn, tells_of_done,
};
use super::lead_in::{without_article, without_person, without_post, without_rank};
use super::leads::{heads_as_leader, leads_alone, leads_behind};
use super::lists::{Group, lists};
use crate::memo;
use crate::rules::Rules;
use crate::rules::pattern::{Place, RuleMatch};
use crate::rules::phrases::List;
use crate::span::Span;
use crate::text::fold::key;
use crate::trace::{self, Decision, Matter};
use crate::value::Role;

/// What a text says of one mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// Position of the mention in the slice that was read.
    pub mention: usize,
    /// What it does.
    pub role: Role,
    /// It is the subject of the first sentence: it takes the place of the heading's actor.
    pub subject: bool,
    /// The rule that says so.
    pub rule: String,
}

/// What a text says of actors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Mentions that act, in order.
    pub acting: Vec<Acting>,
    /// `Chủ trì, …` without a subject: the heading's actor leads.
    pub leads: bool,
}

impl memo::Reading for Sentence {
    fn bytes(&self) -> usize {
        size_of::<Self>() + 2 * size_of_val(self.acting.as_slice())
    }
}

/// Reads the actors of a paragraph; `body` and the mentions' spans in the same text. Of a mention nothing counts but where
/// it stands, its name and whether it is an unnamed group: `link::sentences` keeps what was read by these.
pub fn read(folded_all: &str, body: Span, mentions: &[Mention], rules: &Rules) -> Sentence {
    trace::tell(|| Decision::won(Matter::Tried, body, "", "").at(Place::BeforeAgency.as_str()));
    let folded = body.cut(folded_all);
    let lists = lists(folded, body.start, mentions, rules);
    let mut acting: Vec<Acting> = Vec::new();
    let carried_out = carried_out(folded);
    for list in &lists {
        let before = without_post(&folded[..list.span.start], rules);
        let before = without_article(without_person(before));
        let after = without_rank(&folded[list.span.end..], rules);
        let judged = judge(before, after, list, &acting, mentions, rules);
        let listed = list.span.end <= carried_out && matches!(judged, Err((NO_VERB | INSIDE, _)));
        let judged = match listed {
            true => Ok(Part::subject(acting.is_empty())),
            false => judged,
        };
        trace::tell(|| told(&judged, list.span.shift(body.start), body.start));
        if let Ok(Part {
            role,
            subject,
            rule,
            ..
        }) = judged
        {
            for &mention in &list.mentions {
                acting.push(Acting {
                    mention,
                    role,
                    subject,
                    rule: rule.clone(),
                });
            }
        }
    }
    let leads = leads_alone(folded, &lists, &acting, rules);
    if leads {
        lead_on(&mut acting);
    }
    Sentence { acting, leads }
}

/// `Sở Y tế kiểm tra …; chủ trì, phối hợp với …`: the subject of the first clause leads in the later one.
fn lead_on(acting: &mut [Acting]) {
    for subject in acting
        .iter_mut()
        .filter(|one| one.subject && one.role == Role::Responsible)
    {
        subject.role = Role::Lead;
        subject.rule = "role/leads-alone".to_string();
    }
}

/// The part that a list plays.
#[derive(Debug)]
struct Part {
    role: Role,
    subject: bool,
    rule: String,
    /// The words before the list that say so, in bytes of the paragraph.
    cue: Option<Span>,
}

impl Part {
    /// That of a subject.
    fn subject(first: bool) -> Self {
        Self {
            role: Role::Responsible,
            subject: first,
            rule: "role/subject".to_string(),
            cue: None,
        }
    }
}

/// Why a list plays none: code and reason.
type Idle = (&'static str, String);

/// No verb of a task follows.
const NO_VERB: &str = "no-verb";
/// Something stands before it in its clause.
const INSIDE: &str = "inside-clause";

/// What is told of a list; `base` is the first byte of the paragraph.
fn told(judged: &Result<Part, Idle>, list: Span, base: usize) -> Decision {
    match judged {
        Ok(part) => Decision::won(Matter::Role, list, &part.rule, part.role.as_str())
            .because_of(part.cue.map(|cue| cue.shift(base))),
        Err((code, why)) => Decision::won(Matter::Role, list, "", "").lost(code, why.clone()),
    }
}

/// Whether a cue makes the bodies behind it act in place of anybody named above.
pub(super) fn asks_in_place(found: &RuleMatch<'_>) -> bool {
    found.value("subject").is_some_and(|value| value == "yes")
}

/// What a list does, whether it is the first sentence's subject, and by which rule.
fn judge(
    before: &str,
    after: &str,
    list: &Group,
    acting: &[Acting],
    mentions: &[Mention],
    rules: &Rules,
) -> Result<Part, Idle> {
    let clause = clause_start(before);
    let start = before[clause..].trim();
    let lead = leads_behind(after, list, mentions);
    if done_by(start, after, rules) {
        return Ok(Part {
            role: if lead { Role::Lead } else { Role::Responsible },
            ..Part::subject(acting.is_empty())
        });
    }
    if let Some(found) = strongest(rules.patterns.at_end(Place::BeforeAgency, before)) {
        let opens = before[..found.start].trim().is_empty() || clause >= found.start;
        let first = opens && acting.is_empty() && first_sentence(before);
        return by_cue(&found, lead, first);
    }
    let done = said_since(before, list, acting, mentions);
    let turn = done.is_some_and(|done| takes_turn(done, after, rules));
    if !turn && !opens_clause(start, rules) {
        let why = format!("stands inside a clause, behind `{start}`, and no cue precedes it");
        return Err((INSIDE, why));
    }
    if let Some(idle) = stands_idle(&before[..clause], after, list, mentions, rules) {
        return Err(idle);
    }
    let first = stands_first(before, after, list, acting);
    let acts = first || turn || acts_behind(after, rules);
    if !acts {
        let why = "no verb of a task follows it".to_string();
        return Err((NO_VERB, why));
    }
    if !start.is_empty() && is_bare(list, mentions, rules) {
        let why = "a group without an article is no subject inside a sentence".to_string();
        return Err(("bare-group", why));
    }
    let lead = lead || heads_as_leader(start);
    let (role, rule) = match lead {
        _ if turn && opening(after).starts_with("phối hợp") => (Role::Support, "role/subject"),
        true => (Role::Lead, "role/subject-leads"),
        false => (Role::Responsible, "role/subject"),
    };
    Ok(Part {
        role,
        subject: first_sentence(before) && acting.iter().all(|other| !other.subject),
        rule: rule.to_string(),
        cue: None,
    })
}

/// Why a list that opens its clause does not act there, whatever verb follows it.
fn stands_idle(
    above: &str,
    after: &str,
    list: &Group,
    mentions: &[Mention],
    rules: &Rules,
) -> Option<Idle> {
    let (code, why) = if tells_of_done(after) {
        ("done", "it tells of what was issued")
    } else if asks_others(after, list, mentions, rules) {
        ("asks-others", "it asks others to act")
    } else if above.ends_with('(') && says_which(after) {
        (
            "which",
            "inside a bracket, `chủ trì` with its object says which bodies are meant",
        )
    } else {
        return None;
    };
    Some((code, why.to_string()))
}

/// Whether a list acts whatever verb follows: it opens the text, or stands first in it behind an adverbial (`Trước ngày
/// 15/6, Phòng Nội vụ chấm điểm …`) or a colon. Behind bodies that only the adverbial names somebody must go on.
fn stands_first(before: &str, after: &str, list: &Group, acting: &[Acting]) -> bool {
    let (above, start) = before.split_at(clause_start(before));
    let start = start.trim();
    let only = list.mentions.first() == Some(&0);
    let alone = start.ends_with(',') && (only || acting.is_empty() && goes_on(after));
    let announced = start.is_empty() && above.trim_end().ends_with(':') && only && goes_on(after);
    above.is_empty() && (start.is_empty() || alone) || announced
}

/// `… đặc điểm tình hình, địa phương, đơn vị cụ thể hóa`: bare words behind a comma are no subject.
fn is_bare(list: &Group, mentions: &[Mention], rules: &Rules) -> bool {
    let article = |name: &str| {
        rules
            .phrases
            .starts(List::GroupArticle, &key(name))
            .is_some()
    };
    mentions
        .get(list.mentions[0])
        .is_some_and(|first| first.generic && !article(&first.name))
}

/// What is said of the last body before a list that acts, up to the list.
fn said_since<'t>(
    before: &'t str,
    list: &Group,
    acting: &[Acting],
    mentions: &[Mention],
) -> Option<&'t str> {
    let (last, first) = (acting.last()?, mentions.get(list.mentions[0])?);
    let base = first.span.start - list.span.start;
    before.get(mentions.get(last.mention)?.span.end.saturating_sub(base)..)
}

/// What the words before a list make of it; `first`: they open the paragraph.
fn by_cue(found: &RuleMatch<'_>, lead: bool, first: bool) -> Result<Part, Idle> {
    let (role, subject) = match found.value("role").as_deref() {
        Some("support") => (Role::Support, false),
        Some("lead") => (Role::Lead, false),
        Some("responsible") => {
            let role = if lead { Role::Lead } else { Role::Responsible };
            (role, first && found.value("subject").is_some())
        }
        _ => {
            let why = format!("`{}` says that it does not act", found.rule.id);
            return Err(("role-none", why));
        }
    };
    Ok(Part {
        role,
        subject,
        rule: found.rule.id.clone(),
        cue: Some(Span::new(found.start, found.end)),
    })
}

pub(super) fn strongest(found: Vec<RuleMatch<'_>>) -> Option<RuleMatch<'_>> {
    found
        .into_iter()
        .max_by_key(|found| (found.rule.priority, found.end - found.start))
}

/// `UBND tỉnh yêu cầu các sở …`: the subject makes the bodies behind it act, and does not act itself.
fn asks_others(after: &str, list: &Group, mentions: &[Mention], rules: &Rules) -> bool {
    let gap = &after[..gap_to_next(after, list, mentions)];
    let asking = without_post(gap, rules);
    let verb = behind_adverb(asking).trim_start();
    let lead = asking.len() - verb.len();
    let cue = rules.patterns.at_end(Place::BeforeAgency, asking);
    cue.iter().any(|found| {
        let opens = found.start == lead || asks_in_writing(&asking[..found.start]);
        opens && asks_in_place(found)
    })
}

/// How far it is from a list to the next mention behind it, in bytes, at most to the end of the text.
fn gap_to_next(after: &str, list: &Group, mentions: &[Mention]) -> usize {
    let last = list.mentions.last().copied().unwrap_or(0);
    match (mentions.get(list.mentions[0]), mentions.get(last + 1)) {
        (Some(first), Some(next)) => {
            let base = first.span.start - list.span.start;
            let start = (next.span.start - base).saturating_sub(list.span.end);
            if after.is_char_boundary(start.min(after.len())) {
                start.min(after.len())
            } else {
                0
            }
        }
        _ => 0,
    }
}
