//! Tasks ← agencies: from their own sentence, the heading above, the columns of their row, and the lines that follow.

use super::header::Context;
use super::names::{Named, Names};
use super::sentences::Sentences;
use super::tasks::{Drafted, Drafts, Place};
use super::told;
use crate::extract::Facts;
use crate::extract::agencies::{AreaLevel, Mention};
use crate::extract::roles::Sentence;
use crate::outline::{NodeId, Part};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::trace;
use crate::value::{Level, Role};
use std::borrow::Cow;

/// An agency joined to a task.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Which body.
    pub named: Named,
    /// An unnamed group.
    pub generic: bool,
    /// What it does.
    pub role: Role,
    /// Where it is named.
    pub span: Span,
    /// The rule that gave the role.
    pub rule: String,
}

/// Joins agencies to tasks.
pub struct Linker<'a> {
    /// Facts of the document.
    pub facts: &'a Facts,
    /// Rules.
    pub rules: &'a Rules,
    /// Who acts in which stretch.
    pub sentences: &'a Sentences<'a>,
    /// What the header tells.
    pub context: &'a Context,
    /// Names that the document uses.
    pub names: &'a Names,
    /// All tasks and attributes.
    pub drafts: &'a Drafts,
    /// Columns of times that hold processing times, no deadlines.
    pub durations: super::time_cells::Durations,
    /// Where tasks and attributes stand.
    pub reach: super::reach::Reach,
    /// Paragraphs that stand in no section and introduce those behind them.
    pub introductions: Vec<NodeId>,
}

impl Linker<'_> {
    /// The actors of the task at this position, strongest role of each, in order.
    pub fn actors(&self, at: usize) -> Vec<Actor> {
        let task = &self.drafts.tasks[at];
        let mut actors = match task.place {
            Place::Node(id) => self.of_node(at, id, task),
            Place::Row(id, table, row) => self.of_row(id, &self.facts.outline.tables[table], row),
        };
        for attribute in self.governing(at) {
            actors.extend(self.of_cell(attribute.value, role_of(attribute.kind)));
        }
        let kept = strongest(actors);
        for actor in &kept {
            trace::tell(|| told::actor(actor));
        }
        kept
    }

    pub(super) fn of_node(&self, at: usize, id: NodeId, task: &Drafted) -> Vec<Actor> {
        let sentence = self.sentences.read(task.main);
        let own_subject = sentence.acting.iter().any(|acting| acting.subject);
        let mut actors = Vec::new();
        let governed = self
            .governing(at)
            .any(|attribute| attribute.kind != ColumnKind::Deadline);
        let folded = self.facts.outline.folded(task.main);
        let node = &self.facts.outline.nodes[id];
        let closing = super::sections::closes(self.facts, self.rules, node, folded);
        if !own_subject && !closing {
            actors = self.inherited(at, id, governed);
            if sentence.leads {
                for actor in actors
                    .iter_mut()
                    .filter(|actor| actor.role == Role::Responsible)
                {
                    actor.role = Role::Lead;
                    actor.rule = "role/leads-alone".to_string();
                }
            }
        } else if trace::listening() {
            for actor in self.inherited(at, id, governed) {
                trace::tell(|| told::replaced(&actor, own_subject));
            }
        }
        let same = actors.iter().find_map(|actor| actor.named.level);
        actors.extend(self.acting(&sentence, self.facts.mentions_in(task.main), same));
        actors
    }

    /// What a sentence says, as actors; `same` is the level for `cùng cấp`.
    pub(super) fn acting(
        &self,
        sentence: &Sentence,
        mentions: &[Mention],
        same: Option<Level>,
    ) -> Vec<Actor> {
        let mut actors: Vec<Actor> = Vec::new();
        for acting in &sentence.acting {
            let mention = with_area(mentions, acting.mention);
            let subject = actors
                .iter()
                .find(|actor| actor.role != Role::Support)
                .and_then(|actor| actor.named.level);
            actors.extend(self.as_actors(&mention, acting.role, &acting.rule, subject.or(same)));
        }
        actors
    }

    pub(super) fn as_actors(
        &self,
        mention: &Mention,
        role: Role,
        rule: &str,
        same: Option<Level>,
    ) -> Vec<Actor> {
        self.names
            .resolve(mention, same, self.context, self.rules)
            .into_iter()
            .map(|named| Actor {
                named,
                generic: mention.generic,
                role,
                span: mention.span,
                rule: rule.to_string(),
            })
            .collect()
    }
}

/// A node with all that stands in it.
pub fn subtree(facts: &Facts, id: NodeId) -> Span {
    let mut span = facts.outline.nodes[id].span;
    let mut at = id;
    while let Some(&last) = facts.outline.nodes[at].children.last() {
        span = span.join(facts.outline.nodes[last].span);
        at = last;
    }
    span
}

/// A name without an area takes the area of the next in the list: `HĐND, UBND tỉnh`.
pub(super) fn with_area(mentions: &[Mention], at: usize) -> Cow<'_, Mention> {
    let mut mention = Cow::Borrowed(&mentions[at]);
    let mut levels = mention.candidates.iter().map(|agency| agency.level);
    let first = levels.next();
    let several = levels.any(|level| Some(level) != first);
    if mention.area.is_empty()
        && several
        && !mention.generic
        && let Some(next) = mentions.get(at + 1)
        && next.span.start.saturating_sub(mention.span.end) <= 5
        && next.name != mention.name
    {
        // `Trung tâm Phục vụ hành chính công; Tổ công nghệ số cộng đồng các thôn`: only what such a body can be of.
        let of = |level: &AreaLevel| match level {
            AreaLevel::Level(level) => {
                let mut own = mention.candidates.iter();
                own.any(|agency| agency.level == *level)
            }
            _ => true,
        };
        if next.area.iter().all(of) {
            mention.to_mut().area.clone_from(&next.area);
        }
    }
    mention
}

pub(super) fn role_of(kind: ColumnKind) -> Option<Role> {
    match kind {
        ColumnKind::Lead => Some(Role::Lead),
        ColumnKind::Responsible => Some(Role::Responsible),
        ColumnKind::Support => Some(Role::Support),
        _ => None,
    }
}

/// One entry a name and level, with its strongest role.
fn strongest(actors: Vec<Actor>) -> Vec<Actor> {
    let mut kept: Vec<Actor> = Vec::new();
    for actor in actors {
        match kept.iter_mut().find(|other| {
            other.named.name == actor.named.name && other.named.level == actor.named.level
        }) {
            Some(other) if other.role < actor.role => {
                trace::tell(|| told::weaker(other, &actor));
                *other = actor;
            }
            Some(other) => trace::tell(|| told::weaker(&actor, other)),
            None => kept.push(actor),
        }
    }
    kept
}

/// The parts in which tasks stand.
pub const PARTS: [Part; 2] = [Part::Body, Part::Annex];
