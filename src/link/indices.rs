//! The indices that a plan sets out to improve.

use crate::extract::Facts;
use crate::outline::table::RowKind;
use crate::outline::{Part, tree};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::text::fold::key;

/// Numbers in the rules of the indices that the title, a heading or a row of a table of targets names, in order.
pub fn find(facts: &Facts, rules: &Rules) -> Vec<usize> {
    let mut indices: Vec<usize> = Vec::new();
    let heads = Heads::new(index_heads(facts));
    let title = facts.header.title.as_ref();
    for fact in &facts.indices {
        if indices.contains(&fact.index) {
            continue;
        }
        let named = fact.part == Part::Title
            || title.is_some_and(|title| title.span.contains(fact.span))
            || heads.hold(fact.span);
        if named && is_index_name(facts, fact.span) && is_aim(rules, fact.index) {
            indices.push(fact.index);
        }
    }
    indices
}

/// `Chuẩn tiếp cận pháp luật` is measured beside the indices, a plan does not set out to improve it.
fn is_aim(rules: &Rules, index: usize) -> bool {
    let beside = rules.phrases.all(List::IndexBeside);
    let name = rules.indices.all().get(index).map(|index| key(&index.name));
    name.is_some_and(|name| !beside.contains(&name))
}

/// Spans by where they begin, each with the furthest end of it and those before.
struct Heads(Vec<Span>);

impl Heads {
    fn new(mut heads: Vec<Span>) -> Self {
        heads.sort_unstable();
        let mut furthest = 0;
        for head in &mut heads {
            furthest = head.end.max(furthest);
            head.end = furthest;
        }
        Self(heads)
    }

    /// Whether one of them holds a span.
    fn hold(&self, span: Span) -> bool {
        let before = self.0.partition_point(|head| head.start <= span.start);
        let last = before.checked_sub(1).and_then(|last| self.0.get(last));
        last.is_some_and(|last| span.end <= last.end)
    }
}

/// Spans in which an index counts as one the plan is for: section headings and rows of target tables.
fn index_heads(facts: &Facts) -> Vec<Span> {
    let outline = &facts.outline;
    let mut heads: Vec<Span> = outline
        .nodes
        .iter()
        .filter(|node| matches!(node.part, Part::Body | Part::Annex) && !node.children.is_empty())
        .filter(|node| {
            node.label().is_some_and(|label| {
                use crate::value::label::LabelKind as K;
                !matches!(
                    label.kind,
                    K::Dash | K::Plus | K::Star | K::Bracketed | K::BracketedLetter
                )
            }) && tree::heading_like(node, &outline.text)
        })
        .map(|node| node.body)
        .collect();
    for table in &outline.tables {
        if table.has(ColumnKind::Target) {
            heads.extend(
                table
                    .rows
                    .iter()
                    .filter(|row| row.kind == RowKind::Data)
                    .flat_map(|row| {
                        [ColumnKind::Component, ColumnKind::Index, ColumnKind::Task]
                            .into_iter()
                            .flat_map(|kind| {
                                table
                                    .cells(row, kind)
                                    .filter_map(|cell| cell.span)
                                    .collect::<Vec<_>>()
                            })
                            .collect::<Vec<_>>()
                    }),
            );
        }
    }
    heads
}

/// An acronym, or words with `chỉ số`: `hài lòng` alone names no index.
fn is_index_name(facts: &Facts, span: Span) -> bool {
    let folded = facts.outline.folded(span);
    folded.contains("chỉ số")
        || folded.contains("index")
        || crate::outline::parts::is_capital(facts.outline.cut(span)) && !folded.contains(' ')
        || folded == "papi"
}
