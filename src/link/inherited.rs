//! Who acts in an item that names nobody: the bodies of its heading, of what introduces it, or of the bullet it continues.

use super::actors::{Actor, Linker, with_area};
use super::tasks::Place;
use crate::outline::{Node, NodeId, NodeKind, Outline, Part};
use crate::rules::phrases::List;
use crate::span::Span;
use crate::value::Role;

/// The rule of `yêu cầu`, `đề nghị`, `giao`.
const ENTRUSTED: &str = "role/entrusted";

/// Paragraphs that stand in no section and end in a colon, in order.
pub(super) fn introductions(outline: &Outline) -> Vec<NodeId> {
    let nodes = outline.nodes.iter().enumerate();
    let introduces = |node: &Node| {
        let free = node.parent.is_none() && matches!(node.kind, NodeKind::Paragraph);
        free && outline.cut(node.body).trim_end().ends_with(':')
    };
    let found = nodes.filter(|(_, node)| introduces(node));
    found.map(|(id, _)| id).collect()
}

impl Linker<'_> {
    /// The actors of the heading, of the paragraph that introduces the items, or of the bullet that a paragraph continues.
    pub(super) fn inherited(&self, at: usize, id: NodeId, governed: bool) -> Vec<Actor> {
        let outline = &self.facts.outline;
        if matches!(outline.nodes[id].kind, NodeKind::Paragraph)
            && !governed
            && let Some(actors) = self.of_bullet_before(at, id)
        {
            return actors;
        }
        let mut child = id;
        for above in outline.ancestors(id).skip(1) {
            let intro = self.introduction(above, child);
            let introduced = intro.map(|intro| self.of_heading(outline.nodes[intro].body));
            if let Some(actors) = introduced.filter(|actors| !actors.is_empty()) {
                return actors;
            }
            let actors = self.of_heading(outline.nodes[above].body);
            if !actors.is_empty() {
                return match intro {
                    Some(intro) => self.introduced(actors, outline.nodes[intro].body),
                    None => actors,
                };
            }
            child = above;
        }
        self.asked_above(child)
    }

    /// `UBND tỉnh yêu cầu Chủ tịch UBND các huyện … thực hiện các nội dung sau:` above the sections of a directive: who is
    /// asked there acts in all items behind it that name nobody.
    fn asked_above(&self, section: NodeId) -> Vec<Actor> {
        let behind = self.introductions.partition_point(|&id| id < section);
        let intro = behind.checked_sub(1).map(|last| self.introductions[last]);
        let nodes = &self.facts.outline.nodes;
        // The first words of a directive stand with its legal basis.
        let same =
            |one: Part, other: Part| one == other || one == Part::Basis && other == Part::Body;
        let Some(intro) = intro.filter(|&intro| same(nodes[intro].part, nodes[section].part))
        else {
            return Vec::new();
        };
        let body = nodes[intro].body;
        let mut sentence = (*self.sentences.read(body)).clone();
        sentence.acting.retain(|one| one.rule == ENTRUSTED);
        let mut actors = self.acting(&sentence, self.facts.mentions_in(body), None);
        for actor in &mut actors {
            actor.rule = "role/heading".to_string();
        }
        actors
    }

    /// `1. Sở Nội vụ` / `Chủ trì, phối hợp với Sở Tài chính thực hiện các nội dung sau:`: what an introduction without a
    /// subject says of the heading's bodies, and of those they work with.
    fn introduced(&self, mut actors: Vec<Actor>, intro: Span) -> Vec<Actor> {
        let sentence = self.sentences.read(intro);
        if sentence.leads {
            let acting = actors.iter_mut();
            acting
                .filter(|actor| actor.role == Role::Responsible)
                .for_each(|actor| actor.role = Role::Lead);
        }
        let same = actors.iter().find_map(|actor| actor.named.level);
        let mut others = self.acting(&sentence, self.facts.mentions_in(intro), same);
        others.retain(|actor| actor.role == Role::Support);
        for other in &mut others {
            other.rule = "role/heading".to_string();
        }
        actors.extend(others);
        actors
    }

    fn of_bullet_before(&self, at: usize, id: NodeId) -> Option<Vec<Actor>> {
        let before = at.checked_sub(1)?;
        let Place::Node(other) = self.drafts.tasks[before].place else {
            return None;
        };
        let outline = &self.facts.outline;
        let continues = outline.nodes[other].label().is_some()
            && outline.nodes[other].parent == outline.nodes[id].parent
            && outline.nodes[id].parent.is_some();
        continues
            .then(|| self.actors_without_attributes(before, other))
            .filter(|actors| !actors.is_empty())
    }

    fn actors_without_attributes(&self, at: usize, id: NodeId) -> Vec<Actor> {
        let mut actors = self.of_node(at, id, &self.drafts.tasks[at]);
        actors.retain(|actor| actor.role != Role::Support);
        for actor in &mut actors {
            actor.role = Role::Responsible;
            actor.rule = "role/bullet-before".to_string();
        }
        actors
    }

    /// A paragraph in `above` before `child` that ends in a colon: it introduces what follows it.
    fn introduction(&self, above: NodeId, child: NodeId) -> Option<NodeId> {
        let outline = &self.facts.outline;
        outline.nodes[above]
            .children
            .iter()
            .copied()
            .take_while(|&other| other < child)
            .filter(|&other| {
                let node = &outline.nodes[other];
                node.label().is_none()
                    && matches!(node.kind, NodeKind::Paragraph)
                    && outline.cut(node.body).trim_end().ends_with(':')
            })
            .last()
    }

    /// `1. Trách nhiệm của Sở Nội vụ`: the bodies whose duties stand below.
    fn of_duty(&self, heading: Span) -> Vec<Actor> {
        let folded = self.facts.outline.folded(heading);
        let duty = self.rules.phrases.starts(List::DutyHeading, folded);
        let mentions = self.facts.mentions_in(heading);
        let first = mentions
            .first()
            .map(|first| first.span.start - heading.start);
        let names_first = duty.is_some_and(|end| first == Some(end + 1));
        if !names_first || folded.trim_end().ends_with('.') {
            return Vec::new();
        }
        let all = (0..mentions.len()).map(|at| with_area(mentions, at));
        let actors = all
            .flat_map(|mention| self.as_actors(&mention, Role::Responsible, "role/heading", None));
        actors.collect()
    }

    /// Who a heading names to act: its subject, or the bodies that it consists of.
    fn of_heading(&self, body: Span) -> Vec<Actor> {
        let duty = self.of_duty(body);
        if !duty.is_empty() {
            return duty;
        }
        let sentence = self.sentences.read(body);
        let mentions = self.facts.mentions_in(body);
        let mut actors = self.acting(&sentence, mentions, None);
        actors.retain(|actor| {
            actor.role != Role::Support || sentence.acting.iter().any(|acting| acting.subject)
        });
        if !sentence
            .acting
            .iter()
            .any(|acting| acting.role != Role::Support)
        {
            return Vec::new();
        }
        for actor in &mut actors {
            actor.rule = "role/heading".to_string();
        }
        actors
    }
}
