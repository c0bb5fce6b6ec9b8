//! Which tasks a line such as `Thực hiện: …` or `Thời gian: …` governs.

use super::actors::{Linker, role_of, subtree};
use super::attributes::Attribute;
use super::tasks::Place;
use crate::rules::headings::ColumnKind;
use crate::span::Span;

impl Linker<'_> {
    /// The attribute lines that govern a task: the first of each kind behind it, not beyond the next task's own.
    pub(super) fn governing(&self, at: usize) -> impl Iterator<Item = &Attribute> {
        self.drafts
            .attributes
            .iter()
            .filter(move |attribute| self.governs(attribute, at))
    }

    /// Whether an attribute line governs a task: it follows the task in the same section, and no line of the same
    /// kind stands between them.
    pub fn governs(&self, attribute: &Attribute, at: usize) -> bool {
        let task = &self.drafts.tasks[at];
        if matches!(task.place, Place::Row(..)) {
            return false;
        }
        let section = self.section_of(attribute);
        let inside = section.is_none_or(|section| section.contains(task.span));
        let place = attribute.value.start;
        if task.span.start < place {
            return inside
                && !self.drafts.attributes.iter().any(|other| {
                    same_family(other.kind, attribute.kind)
                        && other.value.start > task.main.start
                        && other.value.start < place
                        && (other.kind == attribute.kind
                            || self.task_between(other.value.start, place))
                        && self
                            .section_of(other)
                            .is_none_or(|section| section.contains(task.span))
                });
        }
        // Before the first task of its section: it governs what follows.
        inside
            && section.is_some()
            && !self.drafts.tasks.iter().any(|other| {
                other.span.start < place
                    && section.is_some_and(|section| section.contains(other.span))
            })
            && !self.drafts.attributes.iter().any(|other| {
                other.kind == attribute.kind
                    && other.value.start > place
                    && other.value.start < task.span.start
            })
    }

    /// Whether a task begins between two places: the lines there belong to different blocks.
    fn task_between(&self, from: usize, to: usize) -> bool {
        self.drafts
            .tasks
            .iter()
            .any(|task| task.span.start > from && task.span.start < to)
    }

    /// The stretch that an attribute line can govern: the section it stands in, of `b) Thực hiện: …` the one above.
    fn section_of(&self, attribute: &Attribute) -> Option<Span> {
        let outline = &self.facts.outline;
        let node = &outline.nodes[attribute.node];
        // An attribute inside a task's own paragraph governs that paragraph.
        if attribute.value.start > node.body.start
            && self
                .drafts
                .tasks
                .iter()
                .any(|task| task.place == Place::Node(attribute.node))
        {
            return Some(node.span);
        }
        let parent = node.parent?;
        Some(subtree(self.facts, parent))
    }
}

/// Lines that name bodies end each other's reach; lines that tell when do so among themselves.
fn same_family(a: ColumnKind, b: ColumnKind) -> bool {
    role_of(a).is_some() == role_of(b).is_some() && (role_of(a).is_some() || a == b)
}
