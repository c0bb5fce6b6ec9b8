//! Tasks ← agencies: what the cells of a row, and lines such as `Thực hiện: …`, say of each body in them.

use super::actors::{Actor, Linker, role_of, with_area};
use super::attributes;
use super::told;
use crate::extract::agencies::Mention;
use crate::extract::lead_in::is_joint;
use crate::outline::NodeId;
use crate::outline::table::{Column, Row, RowKind, Table};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::span::Span;
use crate::trace;
use crate::value::Role;

impl Linker<'_> {
    pub(super) fn of_row(&self, id: NodeId, table: &Table, row: usize) -> Vec<Actor> {
        let (at, row) = (row, &table.rows[row]);
        let mut actors = Vec::new();
        let columns = [
            ColumnKind::Lead,
            ColumnKind::Responsible,
            ColumnKind::Support,
        ];
        let named = columns.iter().any(|kind| table.has(*kind));
        for kind in columns {
            let cells = table.columns.iter().zip(&row.cells);
            for (column, cell) in cells.filter(|(column, _)| column.kind == Some(kind)) {
                let Some(span) = cell.span else { continue };
                let from = actors.len();
                actors.extend(self.of_agency_cell(id, span, kind));
                if self.is_joint(column) {
                    self.part(&mut actors[from..], span);
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
        if actors.is_empty() && !named {
            actors = self.of_group(table, at);
        }
        actors
    }

    /// Whether the head of a column names both who leads and who cooperates: `Chủ trì/Phối hợp`.
    fn is_joint(&self, column: &Column) -> bool {
        column.heads.iter().any(|head| {
            let head = self.facts.outline.folded(*head);
            let words: Vec<&str> = head.split_whitespace().collect();
            self.rules.columns.is_joint(&words.join(" "))
        })
    }

    /// `Phòng Nội vụ / Phòng Y tế` below such a head: who stands behind the first mark cooperates, if the cell does not say
    /// otherwise.
    fn part(&self, actors: &mut [Actor], cell: Span) {
        let folded = self.facts.outline.folded(cell);
        let leads = actors.iter().filter(|actor| actor.role == Role::Lead);
        let mut leads = leads.map(|actor| actor.span.start);
        let Some(first) = leads.next() else { return };
        let all = actors.iter().all(|actor| actor.role == Role::Lead);
        let behind = folded.get(first.saturating_sub(cell.start)..).unwrap_or("");
        let marks: [&[char]; 2] = [&['/', ';', '\n'], &[',']];
        let mark = marks.iter().find_map(|marks| behind.find(*marks));
        let Some(mark) = mark.filter(|_| all) else {
            return;
        };
        let end = first.max(cell.start) + mark;
        let others = actors.iter_mut().filter(|actor| actor.span.start > end);
        others.for_each(|actor| actor.role = Role::Support);
    }

    /// `I | PHÒNG TƯ PHÁP`, `II | Phòng Nội vụ chủ trì` above rows of a table that has no column for who acts.
    fn of_group(&self, table: &Table, row: usize) -> Vec<Actor> {
        let above = table.rows[..row].iter().rev();
        let mut above = above.filter(|row| row.kind == RowKind::Section);
        let Some(group) = above.next() else {
            return Vec::new();
        };
        let mut actors = Vec::new();
        for span in group.cells.iter().filter_map(|cell| cell.span) {
            let mentions = self.facts.mentions_in(span);
            let covered: usize = mentions.iter().map(|mention| mention.span.len()).sum();
            // `I. Phòng Tư pháp`: but for its number the cell is a name.
            let named = covered * 10 >= span.len() * 7;
            actors.extend(match named {
                true => self.of_cell(span, Some(Role::Responsible)),
                false => self.acting(&self.sentences.read(span), mentions, None),
            });
        }
        for actor in &mut actors {
            actor.rule = "role/heading".to_string();
        }
        actors
    }

    /// A cell below the head of bodies: what `Chủ trì: …` and `Phối hợp: …` in it name has that role, the rest the
    /// column's.
    fn of_agency_cell(&self, id: NodeId, cell: Span, column: ColumnKind) -> Vec<Actor> {
        let pieces = self.announced(cell);
        if pieces.len() > 1 {
            let pieces = pieces.into_iter();
            return pieces
                .flat_map(|piece| self.of_agency_cell(id, piece, column))
                .collect();
        }
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

    /// `- Chủ trì: … - Phối hợp: …` on one line, as line breaks of a cell come out: cut before each such head.
    fn announced(&self, cell: Span) -> Vec<Span> {
        let folded = self.facts.outline.folded(cell);
        let heads = folded.match_indices([' ']).filter(|(at, _)| {
            let rest = &folded[at + 1..];
            let mut behind = ["- ", "+ ", "• ", "* "].iter();
            let behind = behind.find_map(|mark| rest.strip_prefix(mark));
            let head = behind.and_then(|rest| rest.split_once(':'));
            head.is_some_and(|(head, _)| self.rules.attribute(head.trim()).is_some())
        });
        let starts: Vec<usize> = heads.map(|(at, _)| at).collect();
        let from = [0].into_iter().chain(starts.iter().copied());
        let to = starts.iter().copied().chain([folded.len()]);
        let pieces = from.zip(to).filter(|(from, to)| from < to);
        pieces
            .map(|(from, to)| Span::new(from, to).shift(cell.start))
            .collect()
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
            let (role, rule) = match (told_behind[at], said) {
                (Some(told), _) => (told, "role/column"),
                (None, Some(acting)) if acting.role != Role::Responsible => {
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
    let mut told = None;
    for (at, mention) in mentions.iter().enumerate().rev() {
        let behind = folded.get(mention.span.end - start..end).unwrap_or("");
        let last = at + 1 == mentions.len();
        if last || !is_joint(behind) {
            told = role_at(behind, last);
        }
        roles[at] = told;
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
