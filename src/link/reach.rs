//! Which tasks a line such as `Thực hiện: …` or `Thời gian: …` governs.

use super::actors::{Linker, role_of, subtree};
use super::attributes::Attribute;
use super::tasks::{Drafts, Place};
use crate::extract::Facts;
use crate::outline::NodeId;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::collections::HashSet;

/// Where the attributes and tasks of a document stand, sorted once, so that a task of a long document costs no more
/// than one of a short one.
#[derive(Debug, Default)]
pub struct Reach {
    /// The stretch that each attribute can govern: the section it stands in; anything where there is none.
    sections: Vec<Option<Span>>,
    /// All attributes.
    all: Lists,
    /// Those that no section holds.
    free: Lists,
    /// Of each attribute whether it opens its section: no item stands before it.
    opens: Vec<bool>,
    /// The sections, by their starts, the longer one first.
    nest: Vec<Section>,
    /// The tasks, by their starts.
    tasks: Vec<Span>,
}

/// A section that attributes stand in.
#[derive(Debug)]
struct Section {
    span: Span,
    /// The one around it.
    outer: Option<usize>,
    attributes: Lists,
}

/// Attributes by their kinds: place and number of each, in the order of their places.
#[derive(Debug, Default)]
struct Lists(Vec<(ColumnKind, Vec<(usize, usize)>)>);

impl Lists {
    fn add(&mut self, attribute: &Attribute, number: usize) {
        let entry = (attribute.value.start, number);
        match self.0.iter_mut().find(|(kind, _)| *kind == attribute.kind) {
            Some((_, list)) => list.push(entry),
            None => self.0.push((attribute.kind, vec![entry])),
        }
    }

    fn sort(&mut self) {
        self.0.iter_mut().for_each(|(_, list)| list.sort_unstable());
    }

    /// The attributes of each kind that stand behind a place.
    fn behind(&self, place: usize) -> impl Iterator<Item = (ColumnKind, &[(usize, usize)])> {
        self.0.iter().map(move |(kind, list)| {
            let first = list.partition_point(|(start, _)| *start <= place);
            (*kind, &list[first..])
        })
    }
}

impl Reach {
    /// That of a document.
    pub fn of(facts: &Facts, drafts: &Drafts) -> Self {
        let in_paragraph = drafts.tasks.iter().filter_map(|task| match task.place {
            Place::Node(id) => Some(id),
            Place::Row(..) => None,
        });
        let in_paragraph: HashSet<_> = in_paragraph.collect();
        let section = |attribute: &Attribute| {
            let node = &facts.outline.nodes[attribute.node];
            if attribute.round && !node.children.is_empty() {
                return Some(subtree(facts, attribute.node));
            }
            // An attribute inside a task's own paragraph governs that paragraph; of `b) Thực hiện: …` the one above.
            let inside =
                attribute.value.start > node.body.start && in_paragraph.contains(&attribute.node);
            if inside {
                return Some(node.span);
            }
            Some(subtree(facts, node.parent?))
        };
        let mut reach = Self {
            sections: drafts.attributes.iter().map(section).collect(),
            opens: opening(facts, &drafts.attributes),
            tasks: drafts.tasks.iter().map(|task| task.span).collect(),
            ..Self::default()
        };
        reach.tasks.sort_unstable_by_key(|task| task.start);
        reach.nest(&drafts.attributes);
        reach
    }

    fn nest(&mut self, attributes: &[Attribute]) {
        let mut spans: Vec<Span> = self.sections.iter().flatten().copied().collect();
        spans.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        spans.dedup();
        for span in spans {
            // Sections follow each other or lie in each other: they are subtrees.
            let mut outer = self.nest.len().checked_sub(1);
            while let Some(at) = outer
                && !self.nest[at].span.contains(span)
            {
                outer = self.nest[at].outer;
            }
            self.nest.push(Section {
                span,
                outer,
                attributes: Lists::default(),
            });
        }
        for (number, attribute) in attributes.iter().enumerate() {
            self.all.add(attribute, number);
            match self.sections[number].and_then(|span| self.find(span)) {
                Some(at) => self.nest[at].attributes.add(attribute, number),
                None => self.free.add(attribute, number),
            }
        }
        let sections = self.nest.iter_mut().map(|section| &mut section.attributes);
        sections
            .chain([&mut self.all, &mut self.free])
            .for_each(Lists::sort);
    }

    fn find(&self, span: Span) -> Option<usize> {
        let key = |span: Span| (span.start, std::cmp::Reverse(span.end));
        self.nest
            .binary_search_by_key(&key(span), |section| key(section.span))
            .ok()
    }

    /// The attributes whose section holds a stretch, and those that no section holds.
    fn around(&self, span: Span) -> impl Iterator<Item = &Lists> {
        let last = self
            .nest
            .partition_point(|section| section.span.start <= span.start);
        let outwards = std::iter::successors(last.checked_sub(1), |&at| self.nest[at].outer);
        outwards
            .map(|at| &self.nest[at])
            .filter(move |section| section.span.contains(span))
            .map(|section| &section.attributes)
            .chain([&self.free])
    }

    /// Whether a task begins between two places: the lines there belong to different blocks.
    fn task_between(&self, from: usize, to: usize) -> bool {
        let next = self.tasks.partition_point(|task| task.start <= from);
        self.tasks.get(next).is_some_and(|task| task.start < to)
    }

    /// Whether a task of a section begins before a place.
    fn task_before(&self, section: Span, place: usize) -> bool {
        let first = self
            .tasks
            .partition_point(|task| task.start < section.start);
        let mut begun = self.tasks[first..].iter();
        begun
            .by_ref()
            .take_while(|task| task.start < place)
            .any(|task| section.contains(*task))
    }
}

/// Of each attribute whether no item stands before it below the same node: behind one it does not govern the next.
fn opening(facts: &Facts, attributes: &[Attribute]) -> Vec<bool> {
    let lines: HashSet<NodeId> = attributes.iter().map(|attribute| attribute.node).collect();
    let nodes = &facts.outline.nodes;
    let mut firsts: FxHashMap<NodeId, Option<NodeId>> = FxHashMap::default();
    let mut first_item = |parent: NodeId| {
        *firsts.entry(parent).or_insert_with(|| {
            let children = nodes[parent].children.iter().copied();
            let mut items = children.filter(|child| nodes[*child].label().is_some());
            items.find(|child| !lines.contains(child))
        })
    };
    attributes
        .iter()
        .map(|attribute| {
            if attribute.round && !nodes[attribute.node].children.is_empty() {
                return true;
            }
            let first = nodes[attribute.node].parent.and_then(&mut first_item);
            first.is_none_or(|first| first >= attribute.node)
        })
        .collect()
}

impl Linker<'_> {
    /// The attribute lines that govern a task: the first of each kind behind it, not beyond the next task's own; and those
    /// before the first task of its section.
    pub(super) fn governing(&self, at: usize) -> impl Iterator<Item = &Attribute> {
        let attributes = &self.drafts.attributes;
        let mut numbers = self.candidates(at);
        numbers.sort_unstable();
        numbers.dedup();
        numbers
            .into_iter()
            .filter(move |number| self.governs(*number, at))
            .map(move |number| &attributes[number])
    }

    /// All attributes that may govern a task, and some that do not: what stands behind the first of its kind that the
    /// task's section holds, and before the last one above the task, does not.
    fn candidates(&self, at: usize) -> Vec<usize> {
        let task = &self.drafts.tasks[at];
        let mut numbers = Vec::new();
        if matches!(task.place, Place::Row(..)) {
            return numbers;
        }
        for lists in self.reach.around(task.span) {
            for (_, list) in lists.behind(task.span.start) {
                let within = list.partition_point(|(start, _)| *start <= task.main.start);
                let near = &list[..list.len().min(within + 1)];
                numbers.extend(near.iter().map(|(_, number)| *number));
            }
        }
        for (_, list) in &self.reach.all.0 {
            let behind = list.partition_point(|(start, _)| *start <= task.span.start);
            let before = list[..behind].iter().rev();
            let last = list[..behind]
                .iter()
                .rev()
                .find(|(start, _)| *start < task.span.start);
            let last = last.map_or(0, |(start, _)| *start);
            let near = before.take_while(|(start, _)| *start >= last);
            numbers.extend(near.map(|(_, number)| *number));
        }
        numbers
    }

    /// Whether an attribute line governs a task: it follows the task in the same section, and no line of the same
    /// kind stands between them.
    fn governs(&self, number: usize, at: usize) -> bool {
        let (attribute, task) = (&self.drafts.attributes[number], &self.drafts.tasks[at]);
        let section = self.reach.sections[number];
        let inside = section.is_none_or(|section| section.contains(task.span));
        let place = attribute.value.start;
        if task.span.start < place {
            return inside && !self.is_kept_off(attribute, at);
        }
        // Before the first task of its section: it governs what follows.
        let of_kind = self.reach.all.behind(place);
        let mut of_kind = of_kind.filter(|(kind, _)| *kind == attribute.kind);
        inside
            && self.reach.opens[number]
            && section.is_some_and(|section| !self.reach.task_before(section, place))
            && !of_kind.any(|(_, list)| {
                list.first()
                    .is_some_and(|(start, _)| *start < task.span.start)
            })
    }

    /// Whether another line stands between a task and an attribute behind it and holds it off: one of its kind, or one of
    /// its family with a task behind it.
    fn is_kept_off(&self, attribute: &Attribute, at: usize) -> bool {
        let task = &self.drafts.tasks[at];
        let place = attribute.value.start;
        self.reach.around(task.span).any(|lists| {
            let mut between = lists.behind(task.main.start);
            between.any(|(kind, list)| {
                // Where there is no task behind the first of them, there is none behind the others.
                same_family(kind, attribute.kind)
                    && list.first().is_some_and(|(start, number)| {
                        let both_rounds = attribute.round && self.drafts.attributes[*number].round;
                        let same = kind == attribute.kind && !both_rounds;
                        *start < place && (same || self.reach.task_between(*start, place))
                    })
            })
        })
    }
}

/// Lines that name bodies end each other's reach; lines that tell when do so among themselves.
fn same_family(a: ColumnKind, b: ColumnKind) -> bool {
    role_of(a).is_some() == role_of(b).is_some() && (role_of(a).is_some() || a == b)
}
