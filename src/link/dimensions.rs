//! Indices that a plan is for, and the dimensions of them that its tasks and sections treat.

use super::actors::subtree;
use super::indices;
use super::record::DimensionEntry;
use super::sections::Sections;
use super::tasks::{Drafted, Drafts, Place};
use super::treated::{Treated, add};
use crate::extract::Facts;
use crate::outline::table::{RowKind, Table};
use crate::outline::{NodeId, NodeKind, Part, tree};
use crate::rules::Rules;
use crate::rules::headings::{ColumnKind, SectionKind};
use crate::span::Span;
use crate::trace;
use crate::value::Treatment;
use crate::value::confidence::Confidence;
use std::collections::{BTreeMap, BTreeSet};

/// Dimension of an index by its number in the rules.
pub type Dim = (usize, u8);

/// Finds indices and dimensions of one document.
pub struct Dimensions<'a> {
    pub(super) facts: &'a Facts,
    pub(super) rules: &'a Rules,
    sections: &'a Sections<'a>,
    /// Indices that the plan sets out to improve, in order of mention.
    pub indices: Vec<usize>,
    /// Where these are named, and their names' numbers among all: in order of place.
    named: Vec<(Span, usize)>,
}

impl<'a> Dimensions<'a> {
    /// Of the indices that [`indices::find`] tells.
    pub fn new(facts: &'a Facts, rules: &'a Rules, sections: &'a Sections<'a>) -> Self {
        let indices = indices::find(facts, rules);
        let all = facts.indices.iter().enumerate();
        let ours = all.filter(|(_, fact)| indices.contains(&fact.index));
        let mut named: Vec<(Span, usize)> = ours.map(|(at, fact)| (fact.span, at)).collect();
        named.sort_unstable();
        Self {
            facts,
            rules,
            sections,
            indices,
            named,
        }
    }

    /// The names of the indices.
    pub fn names(&self) -> Vec<String> {
        self.indices
            .iter()
            .filter_map(|&at| self.rules.indices.all().get(at))
            .map(|index| index.name.clone())
            .collect()
    }

    /// `PAPI-2`
    pub fn name(&self, dim: Dim) -> String {
        let index = self
            .rules
            .indices
            .all()
            .get(dim.0)
            .map_or("", |index| index.name.as_str());
        format!("{index}-{}", dim.1)
    }

    /// The dimensions of a task: of its row's cells, of the heading above, or of its own words.
    pub fn of_task(&self, task: &Drafted) -> Vec<Dim> {
        if self.indices.is_empty() {
            return Vec::new();
        }
        match task.place {
            Place::Row(id, table, row) => self.of_row(id, &self.facts.outline.tables[table], row),
            Place::Node(id) => {
                let above = self.of_headings(id);
                if above.is_empty() {
                    self.of_words(id, task.main)
                } else {
                    above
                }
            }
        }
    }

    fn of_row(&self, id: NodeId, table: &Table, row: usize) -> Vec<Dim> {
        let cells = |kind| {
            table
                .cells(&table.rows[row], kind)
                .filter_map(|cell| cell.span)
                .collect::<Vec<_>>()
        };
        let indices = self.indices_at(id);
        for kind in [ColumnKind::Index, ColumnKind::Component] {
            let named = self.named(&cells(kind), &indices);
            if !named.is_empty() {
                return self.tell(named, "dimension/row-cell", table.rows[row].span);
            }
        }
        let section = table.rows[..row]
            .iter()
            .rev()
            .find(|row| row.kind == RowKind::Section);
        if let Some(section) = section {
            let named = self.named(&[section.span], &indices);
            if !named.is_empty() {
                return self.tell(named, "dimension/row-section", section.span);
            }
        }
        let task = cells(ColumnKind::Task);
        let named = self.named(&task, &indices);
        if !named.is_empty() {
            return self.tell(named, "dimension/task-cell", table.rows[row].span);
        }
        let above = self.of_headings(id);
        if !above.is_empty() {
            return above;
        }
        task.first()
            .map_or_else(Vec::new, |span| self.of_words(id, *span))
    }

    /// Dimensions that a heading above names; a heading that names an index without a dimension ends the search.
    fn of_headings(&self, id: NodeId) -> Vec<Dim> {
        let outline = &self.facts.outline;
        let indices = self.indices_at(id);
        for above in outline.ancestors(id).skip(1) {
            let node = &outline.nodes[above];
            let named = self.named(&[node.body], &indices);
            if !named.is_empty() && named.len() <= 2 && tree::heads_items(node, &outline.text) {
                return self.tell(named, "dimension/heading", node.body);
            }
        }
        Vec::new()
    }

    /// The indices in force at a node: those that the innermost heading above names, else all of the plan.
    fn indices_at(&self, id: NodeId) -> Vec<usize> {
        let outline = &self.facts.outline;
        for above in outline.ancestors(id).skip(1) {
            let node = &outline.nodes[above];
            let named = self.named_in(node.body);
            if !named.is_empty()
                && node.children.len() + usize::from(tree::heading_like(node, &outline.text)) > 0
            {
                return named;
            }
        }
        self.indices.clone()
    }

    /// The indices of the plan that a span names, each as often as it does, in the order of the facts.
    fn named_in(&self, span: Span) -> Vec<usize> {
        let from = self
            .named
            .partition_point(|(name, _)| name.start < span.start);
        let names = self.named[from..]
            .iter()
            .take_while(|(name, _)| name.start <= span.end);
        let mut inside: Vec<usize> = names
            .filter(|(name, _)| span.contains(*name))
            .map(|(_, at)| *at)
            .collect();
        inside.sort_unstable();
        inside
            .into_iter()
            .map(|at| self.facts.indices[at].index)
            .collect()
    }

    /// Dimensions named in these spans, of these indices.
    fn named(&self, spans: &[Span], indices: &[usize]) -> Vec<Dim> {
        let mut dims: Vec<Dim> = Vec::new();
        for span in spans {
            let folded = self.facts.outline.stretch(*span);
            for &index in indices {
                for found in self.rules.indices.find_dimensions(index, folded) {
                    if let Some(number) = found.dimension
                        && !dims.contains(&(index, number))
                    {
                        dims.push((index, number));
                    }
                }
            }
        }
        dims
    }

    /// The one dimension that a task's own words speak for; none where they speak for several. In a section on
    /// organisation a single word is too little: what stands there mostly serves the whole plan.
    fn of_words(&self, id: NodeId, span: Span) -> Vec<Dim> {
        let folded = self.facts.outline.stretch(span);
        let indices = self.indices_at(id);
        let opening = Span::new(span.start, span.start + opening(&folded));
        let named: Vec<Dim> = self.dimensions_named(opening, &indices);
        let mut weight: BTreeMap<Dim, usize> = BTreeMap::new();
        for &index in &indices {
            for cue in self.rules.cues.find(index, folded) {
                *weight.entry((index, cue.dimension)).or_default() += 1;
            }
        }
        if let [only] = named.as_slice() {
            // `giải quyết thủ tục hành chính đúng hạn; thu gom rác thải`: what is named first is not all.
            let other = |dim: &&Dim| dim.0 == only.0 && dim.1 != 0 && *dim != only;
            let alone = !weight.keys().any(|dim| other(&dim));
            if alone || self.is_named_in_full(opening, *only) {
                return self.tell(vec![*only], "dimension/opening", opening);
            }
            *weight.entry(*only).or_default() += 1;
        }
        let general = matches!(
            self.sections.kind(id),
            Some(SectionKind::Organisation | SectionKind::Monitoring)
        );
        let mut best: Vec<(Dim, usize)> = weight.into_iter().collect();
        best.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let chosen = match best.as_slice() {
            [(dim, count)] if *count > usize::from(general) => Some(*dim),
            [(dim, first), (_, second), ..] if *first > 2 * second => Some(*dim),
            _ => None,
        };
        if trace::listening() {
            self.tell_cues(span, &indices, chosen);
        }
        chosen.into_iter().filter(|dim| dim.1 != 0).collect()
    }

    /// `công khai, minh bạch trong việc ra quyết định`: a name that is no everyday word.
    fn is_named_in_full(&self, span: Span, (index, number): Dim) -> bool {
        /// Bytes of the longest that is one: `cung cấp dịch vụ công`, `sự tham gia của người dân`.
        const EVERYDAY: usize = 45;
        let folded = self.facts.outline.stretch(span);
        let names = self.rules.indices.find_dimensions(index, folded);
        names
            .iter()
            .any(|found| found.dimension == Some(number) && found.end - found.start > EVERYDAY)
    }

    /// Dimensions, not sub-dimensions, whose name stands in a stretch.
    fn dimensions_named(&self, span: Span, indices: &[usize]) -> Vec<Dim> {
        let folded = self.facts.outline.stretch(span);
        let mut dims: Vec<Dim> = Vec::new();
        for &index in indices {
            for found in self.rules.indices.find_dimensions(index, folded) {
                let whole = found.sub.is_none() && found.end - found.start > 18;
                if let Some(number) = found.dimension.filter(|_| whole)
                    && !dims.contains(&(index, number))
                {
                    dims.push((index, number));
                }
            }
        }
        dims
    }

    /// One entry a dimension, its strongest treatment, with evidence.
    pub fn entries(
        &self,
        drafts: &Drafts,
        dims: &[Box<[Dim]>],
        acted: &[bool],
        year: Option<i16>,
    ) -> Vec<DimensionEntry> {
        let found = self.treatments(drafts, dims, acted);
        let text = &self.facts.outline.text;
        let mut subs = self.subs_named(year);
        let mut entries: Vec<DimensionEntry> = Vec::new();
        for &index in &self.indices {
            let name = self.rules.indices.all().get(index);
            for (dim, treated) in found.iter().filter(|((of, _), _)| *of == index) {
                let spans = treated.spans.iter();
                entries.push(DimensionEntry {
                    index: name.map_or(String::new(), |index| index.name.clone()),
                    dimension: dim.1,
                    treatment: treated.treatment,
                    subs: subs.remove(dim).unwrap_or_default().into_iter().collect(),
                    spans: spans.map(|span| text.original_span(*span)).collect(),
                    rule: treated.rule.to_string(),
                    confidence: Confidence::default(),
                });
            }
        }
        entries
    }

    /// How far each dimension is treated, and where.
    fn treatments(
        &self,
        drafts: &Drafts,
        dims: &[Box<[Dim]>],
        acted: &[bool],
    ) -> BTreeMap<Dim, Treated> {
        let mut found: BTreeMap<Dim, Treated> = BTreeMap::new();
        for (at, task) in drafts.tasks.iter().enumerate() {
            let treatment = if acted[at] {
                Treatment::Assigned
            } else {
                Treatment::Described
            };
            for dim in &dims[at] {
                add(&mut found, *dim, treatment, task.span, "dimension/task");
            }
        }
        for (dim, span, treatment) in self.headings_and_mentions() {
            let rule = match treatment {
                Treatment::Mentioned => "dimension/name",
                Treatment::Described | Treatment::Assigned => "dimension/heading",
            };
            add(&mut found, dim, treatment, span, rule);
        }
        found
    }

    /// The sub-dimensions of the plan's year that sections and annexes name, by dimension.
    fn subs_named(&self, year: Option<i16>) -> BTreeMap<Dim, BTreeSet<String>> {
        let mut subs: BTreeMap<Dim, BTreeSet<String>> = BTreeMap::new();
        for part in [Part::Body, Part::Annex] {
            let Some(region) = self.facts.outline.part_span(part) else {
                continue;
            };
            let folded = self.facts.outline.stretch(region);
            for &index in &self.indices {
                for found in self.rules.indices.find_dimensions(index, folded) {
                    let Some(number) = found.dimension.filter(|_| found.sub.is_some()) else {
                        continue;
                    };
                    let words = &folded[found.start..found.end];
                    let named = self.rules.indices.subs_called(index, number, words, year);
                    subs.entry((index, number)).or_default().extend(named);
                }
            }
        }
        subs
    }

    /// Headings about a dimension (described), and its full name anywhere in the body (mentioned).
    fn headings_and_mentions(&self) -> Vec<(Dim, Span, Treatment)> {
        let outline = &self.facts.outline;
        let mut found = Vec::new();
        let nodes = outline.nodes.iter().enumerate();
        for (id, node) in nodes.filter(|(_, node)| matches!(node.part, Part::Body | Part::Annex)) {
            if let NodeKind::Table(table) = node.kind {
                found.extend(self.mentioned_in(&outline.tables[table], id));
                continue;
            }
            let dims = self.named(&[node.body], &self.indices_at(id));
            let heading = !node.children.is_empty()
                && tree::heads_items(node, &outline.text)
                && dims.len() <= 2;
            let assigns = self.sections.assigns_work(id);
            for dim in dims {
                let treatment = if heading && assigns {
                    Treatment::Described
                } else {
                    Treatment::Mentioned
                };
                found.push((
                    dim,
                    if heading {
                        subtree(self.facts, id)
                    } else {
                        node.body
                    },
                    treatment,
                ));
            }
        }
        found
    }

    /// `2 | Kiểm soát tham nhũng trong khu vực công | 6,50`: the dimensions that cells of a table name.
    fn mentioned_in(&self, table: &Table, id: NodeId) -> Vec<(Dim, Span, Treatment)> {
        let indices = self.indices_at(id);
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let own = cells
            .filter(|cell| !cell.inherited)
            .filter_map(|cell| cell.span);
        own.flat_map(|span| {
            let dims = self.named(&[span], &indices).into_iter();
            dims.map(move |dim| (dim, span, Treatment::Mentioned))
        })
        .collect()
    }
}

/// Bytes of the first words of a task, in which its subject matter is named.
fn opening(folded: &str) -> usize {
    folded
        .char_indices()
        .nth(90)
        .map_or(folded.len(), |(at, _)| at)
}
