//! Rows of tables → tasks.

use super::tasks::{Drafted, Finder, Place};
use super::told::{self, NoTask};
use crate::outline::NodeId;
use crate::outline::table::{Row, RowKind, Table};
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::trace;

impl Finder<'_> {
    /// The rows of a table that are tasks.
    pub(super) fn table(&mut self, id: NodeId, number: usize) {
        let table = &self.facts.outline.tables[number];
        let actors = [
            ColumnKind::Lead,
            ColumnKind::Responsible,
            ColumnKind::Support,
        ];
        let has_actor = actors.iter().any(|kind| table.has(*kind));
        let has_time = table.has(ColumnKind::Deadline);
        if !(has_actor || has_time && table.has(ColumnKind::Task)) {
            let span = self.facts.outline.nodes[id].span;
            return trace::tell(|| told::task(span, Err(NoTask::Table)));
        }
        let target = has_actor && !has_time && table.has(ColumnKind::Target);
        for (at, row) in table.rows.iter().enumerate() {
            let task = row.kind == RowKind::Data && self.row_is_task(table, row, target);
            let judged = told::choose(task, "task/row", NoTask::Row);
            trace::tell(|| told::task(row.span, judged));
            if task {
                let span = row.span;
                let main = main_cell(table, row).unwrap_or(span);
                self.drafts.tasks.push(Drafted {
                    place: Place::Row(id, number, at),
                    span,
                    main,
                });
            }
        }
    }

    /// A row with words of its own; in a table of targets only where somebody is named.
    fn row_is_task(&self, table: &Table, row: &Row, target: bool) -> bool {
        let own = |kind: ColumnKind| table.cells(row, kind).any(|cell| !cell.inherited);
        let text = own(ColumnKind::Task) || own(ColumnKind::Component) || own(ColumnKind::Index);
        let unnamed = !table.has(ColumnKind::Task)
            && !table.has(ColumnKind::Component)
            && !table.has(ColumnKind::Index);
        let actor = [
            ColumnKind::Lead,
            ColumnKind::Responsible,
            ColumnKind::Support,
        ]
        .into_iter()
        .any(|kind| table.cells(row, kind).next().is_some());
        let long = row
            .cells
            .iter()
            .filter_map(|cell| cell.span)
            .any(|span| span.len() > 12);
        let leads = table.cells(row, ColumnKind::Task).next().is_some() && actor;
        (text || unnamed) && (actor || !target) && (long || leads)
    }
}

/// The cell that says what is to be done: task, else component, else index, else the longest.
pub fn main_cell(table: &Table, row: &Row) -> Option<Span> {
    [ColumnKind::Task, ColumnKind::Component, ColumnKind::Index]
        .into_iter()
        .find_map(|kind| {
            table
                .cells(row, kind)
                .find(|cell| !cell.inherited)
                .and_then(|cell| cell.span)
        })
        .or_else(|| {
            row.cells
                .iter()
                .filter(|cell| !cell.inherited)
                .filter_map(|cell| cell.span)
                .max_by_key(|span| span.len())
        })
}
