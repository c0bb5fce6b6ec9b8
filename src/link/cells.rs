//! Tasks ← agencies: what the cells of a row, and lines such as `Thực hiện: …`, say of each body in them.

use super::actors::{Actor, Linker, role_of, with_area};
use super::attributes;
use super::told;
use crate::extract::agencies::Mention;
use crate::extract::lead_in::is_joint;
use crate::outline::NodeId;
use crate::outline::table::{Row, Table};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::trace;
use crate::value::Role;

impl Linker<'_> {
    pub(super) fn of_row(&self, id: NodeId, table: &Table, row: usize) -> Vec<Actor> {
        let row = &table.rows[row];
        let mut actors = Vec::new();
        let columns = [
            ColumnKind::Lead,
            ColumnKind::Responsible,
            ColumnKind::Support,
        ];
        let named = columns.iter().any(|kind| table.has(*kind));
        for kind in columns {
            for cell in table.cells(row, kind) {
                if let Some(span) = cell.span {
                    actors.extend(self.of_agency_cell(id, span, kind));
                }
            }
        }
        for span in text_cells(table, row) {
            let sentence = self.sentences.read(span);
            let mentions = self.facts.mentions_in(span);
            let mut others = self.acting(&sentence, mentions, None);
            // Beside agency columns, bodies in other cells count only through phối hợp, giao, đề nghị (GUIDE).
            others.retain(|actor| {
                let counts = !named
                    || actor.rule == "role/cooperated-with"
                    || actor.rule == "role/entrusted";
                if !counts {
                    trace::tell(|| told::beside_columns(actor));
                }
                counts
            });
            actors.extend(others);
        }
        actors
    }

    /// A cell below the head of bodies: what `Chủ trì: …` and `Phối hợp: …` in it name has that role, the rest the
    /// column's.
    fn of_agency_cell(&self, id: NodeId, cell: Span, column: ColumnKind) -> Vec<Actor> {
        let (rest, parts) = attributes::split(&self.facts.outline, id, cell, self.rules);
        let mut actors = Vec::new();
        if !rest.is_empty() {
            actors = self.of_cell(rest, role_of(column));
        }
        for part in parts {
            // `Cơ quan chủ trì, phối hợp` | `Thực hiện: Phòng Nội vụ`: a line that says less than the column adds nothing.
            let own = role_of(part.kind).filter(|role| *role != Role::Responsible);
            actors.extend(self.of_cell(part.value, own.or(role_of(column))));
        }
        actors
    }

    /// A cell or line that names bodies: all of them act, in the column's role where the words don't say otherwise.
    pub(super) fn of_cell(&self, span: Span, role: Option<Role>) -> Vec<Actor> {
        let Some(role) = role else { return Vec::new() };
        let mentions = self.facts.mentions_in(span);
        let sentence = self.sentences.read(span);
        let folded = self.facts.outline.folded(span);
        let told_behind = told_behind(folded, span.start, mentions);
        let mut actors: Vec<Actor> = Vec::new();
        for (at, mention) in mentions.iter().enumerate() {
            // `Bộ phận một cửa UBND phường`: the second is the owner of the first.
            if at > 0
                && folded
                    .get(mentions[at - 1].span.end - span.start..mention.span.start - span.start)
                    .is_some_and(|gap| gap == " ")
            {
                continue;
            }
            let said = sentence.acting.iter().find(|acting| acting.mention == at);
            let before = &folded[..mention.span.start.saturating_sub(span.start)];
            let (role, rule) = match said {
                _ if told_behind[at].is_some() => (told_behind[at].unwrap_or(role), "role/column"),
                Some(acting) if acting.role != Role::Responsible => {
                    (acting.role, acting.rule.as_str())
                }
                _ if only_receives(before, self.rules) => {
                    trace::tell(|| told::receives(mention, span));
                    continue;
                }
                _ => (role, "role/column"),
            };
            if let Some(acting) = said.filter(|acting| acting.rule != rule) {
                trace::tell(|| told::column_says(mention, acting, role, span));
            }
            let subject = actors
                .iter()
                .find(|actor| actor.role != Role::Support)
                .and_then(|actor| actor.named.level);
            actors.extend(self.as_actors(&with_area(mentions, at), role, rule, subject));
        }
        actors
    }
}

/// `tham mưu UBND phường thực hiện`: the committee receives advice, it does not act.
fn only_receives(before: &str, rules: &Rules) -> bool {
    rules
        .patterns
        .at_end(crate::rules::pattern::Place::BeforeAgency, before)
        .iter()
        .any(|found| found.value("role").is_some_and(|role| role == "none"))
}

/// Cells of a row whose text may make others act.
fn text_cells(table: &Table, row: &Row) -> Vec<Span> {
    [ColumnKind::Task, ColumnKind::Result, ColumnKind::Note]
        .into_iter()
        .flat_map(|kind| {
            table
                .cells(row, kind)
                .filter(|cell| !cell.inherited)
                .filter_map(|cell| cell.span)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Of each body in a cell the role that the words behind it tell: `Phòng Kinh tế (chủ trì), Công an xã, Trạm Y tế (phối
/// hợp)`, `Công an xã phối hợp`. All bodies of a list have that of its end.
fn told_behind(folded: &str, start: usize, mentions: &[Mention]) -> Vec<Option<Role>> {
    let mut roles = vec![None; mentions.len()];
    let mut end = folded.len();
    let mut listed = None;
    for (at, mention) in mentions.iter().enumerate().rev() {
        let behind = folded.get(mention.span.end - start..end).unwrap_or("");
        let joint = at + 1 < mentions.len() && is_joint(behind);
        let last = at + 1 == mentions.len();
        let role = if joint { listed } else { role_at(behind, last) };
        roles[at] = role;
        listed = role;
        end = mention.span.start - start;
    }
    roles
}

/// The role that words right behind a body tell of it, up to the next body or, of the `last` one, to the end;
/// `phối hợp với …`, `phối hợp các đơn vị` is what the subject does with others.
fn role_at(behind: &str, last: bool) -> Option<Role> {
    let words =
        behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '-' | ':'));
    if words.starts_with("chủ trì") {
        return Some(Role::Lead);
    }
    let rest = words
        .strip_prefix("phối hợp thực hiện")
        .or_else(|| words.strip_prefix("phối hợp"))?;
    let rest = rest.trim_start_matches(' ');
    let ends = rest.is_empty() && last || rest.starts_with([')', ';', '.', ',', '\n']);
    ends.then_some(Role::Support)
}
