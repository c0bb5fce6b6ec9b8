//! Cells → columns: a row that lacks cells (merged above, or lost) is laid over the columns by what its cells hold.

use super::Column;
use crate::memo::Matter;
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::text::word::is_alphanumeric;
use crate::text::{Stretch, Text};
use crate::value::label;
use std::cell::OnceCell;

/// A cell, with what is asked of it for several columns looked up once.
struct Seen<'a> {
    folded: Stretch<'a>,
    written: &'a str,
    /// In code points.
    length: usize,
    rules: &'a Rules,
    /// As `actor_share`.
    share: OnceCell<usize>,
    /// Whether it says when something is due.
    due: OnceCell<bool>,
}

impl<'a> Seen<'a> {
    fn new(text: &'a Text, cell: Span, rules: &'a Rules) -> Self {
        let folded = text.stretch(cell);
        Self {
            folded,
            written: cell.cut(text.normalised()),
            length: folded.chars().count(),
            rules,
            share: OnceCell::new(),
            due: OnceCell::new(),
        }
    }

    fn share(&self) -> usize {
        let Self { folded, rules, .. } = *self;
        let read = || {
            rules
                .memo
                .read(Matter::Share, &folded, || actor_share(folded, rules))
        };
        *self.share.get_or_init(|| *read())
    }

    fn is_due(&self) -> bool {
        let Self { folded, rules, .. } = *self;
        let found = || rules.patterns.scan(Place::RowDeadline, &folded);
        let read = || {
            rules
                .memo
                .read(Matter::Due, &folded, || !found().is_empty())
        };
        *self.due.get_or_init(|| *read())
    }

    /// How well it suits a column: higher is better, 0 says nothing.
    fn fit(&self, kind: Option<ColumnKind>) -> i32 {
        let (folded, length) = (self.folded.as_str(), self.length);
        let Some(kind) = kind else { return 0 };
        match kind {
            ColumnKind::Order => {
                if is_order(folded) {
                    8
                } else {
                    -8
                }
            }
            ColumnKind::Lead | ColumnKind::Responsible | ColumnKind::Support => {
                if is_order(folded) || length > 400 {
                    return -6;
                }
                match self.share() {
                    share if share >= 60 => 5,
                    share if share >= 30 => 2,
                    _ if length > 80 => -5,
                    _ => -2,
                }
            }
            ColumnKind::Deadline => match length {
                91.. => -6,
                _ if !self.is_due() => -3,
                60.. => 2,
                _ => 6,
            },
            ColumnKind::Task => {
                let opens = label::read(self.written).is_some()
                    || self.rules.phrases.starts(List::TaskVerb, folded).is_some();
                i32::from(length > 40) + 2 * i32::from(opens)
                    - 4 * i32::from(is_order(folded))
                    - 2 * i32::from(length < 60 && self.share() >= 60)
            }
            ColumnKind::Component | ColumnKind::Index => {
                let lettered = label::read(self.written)
                    .is_some_and(|found| found.text.chars().all(char::is_alphabetic));
                2 * i32::from(lettered)
                    - 3 * i32::from(length > 250)
                    - 3 * i32::from(self.written.starts_with("- "))
                    - 3 * i32::from(length < 60 && self.share() >= 60)
            }
            _ => -3 * i32::from(is_order(folded)),
        }
    }
}

/// `1`, `1.1`, `II`, `a)`: the number of a row.
pub fn is_order(folded: &str) -> bool {
    let bare = folded.trim_end_matches(['.', ')']);
    !bare.is_empty()
        && bare.len() <= 6
        && (bare.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            || bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
            || bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic))
}

/// Percentage of a cell's letters that agencies and groups make up.
fn actor_share(folded: Stretch, rules: &Rules) -> usize {
    let named = rules.agencies.find_all(folded);
    let mut covered = vec![false; folded.len()];
    let groups = rules.phrases.find(List::GenericGroup, folded);
    let areas = rules.phrases.find(List::AreaWord, folded);
    for (start, end) in named
        .iter()
        .map(|found| (found.start, found.end))
        .chain(groups)
        .chain(if named.is_empty() { Vec::new() } else { areas })
    {
        covered[start..end].fill(true);
    }
    let letters = folded.char_indices().filter(|(_, c)| is_alphanumeric(*c));
    let (all, inside) = letters.fold((0, 0), |(all, inside), (at, _)| {
        (all + 1, inside + usize::from(covered[at]))
    });
    (inside * 100).checked_div(all).unwrap_or(0)
}

/// What it costs to leave the column of the task empty.
const NO_TASK: i32 = 4;

/// Lays the cells of one row over the columns, in order, so that they fit best; columns left over are missing. A cell that
/// is known to be empty takes a column, too.
pub fn lay(
    text: &Text,
    cells: &[Option<Span>],
    columns: &[Column],
    rules: &Rules,
) -> Vec<Option<Span>> {
    let (n, m) = (cells.len(), columns.len());
    let scores: Vec<Vec<i32>> = cells
        .iter()
        .map(|cell| {
            let seen = cell.map(|cell| Seen::new(text, cell, rules));
            let fit = |kind| seen.as_ref().map_or(0, |seen| seen.fit(kind));
            columns.iter().map(|column| fit(column.kind)).collect()
        })
        .collect();
    let first = cells.first().copied().flatten();
    let numbered = first.is_some_and(|cell| is_order(cell.cut(text.folded())));
    // A row with a number of its own has a task of its own.
    let needed = |column: usize| numbered && columns[column].kind == Some(ColumnKind::Task);
    // best[i][j]: the best score of the first i cells over the first j columns.
    let mut best = vec![vec![i32::MIN / 2; m + 1]; n + 1];
    best[0].fill(0);
    for i in 1..=n {
        for j in i..=m {
            // A gap inside a row is rarer than one at its start: a merged cell stands at the left.
            let gap = match i == n && j == m || i == 0 {
                _ if needed(j - 1) => NO_TASK,
                true => 0,
                false => 1,
            };
            let skip = best[i][j - 1] - gap;
            let take = best[i - 1][j - 1] + scores[i - 1][j - 1];
            best[i][j] = skip.max(take);
        }
    }
    let mut row = vec![None; m];
    let (mut i, mut j) = (n.min(m), m);
    while i > 0 && j > 0 {
        if best[i][j] == best[i - 1][j - 1] + scores[i - 1][j - 1] {
            row[j - 1] = cells[i - 1];
            i -= 1;
        }
        j -= 1;
    }
    row
}

/// Whether cells stand well below the first heads, one each: no body and no time in a column of another kind.
pub fn fit_in_order(text: &Text, cells: &[Span], columns: &[Column], rules: &Rules) -> bool {
    let mut pairs = cells.iter().zip(columns);
    pairs.all(|(cell, column)| Seen::new(text, *cell, rules).fit(column.kind) >= 0)
}

/// Splits the cells of a whole table without row borders into rows: a row begins at the left-most column that fits.
pub fn split_rows(
    text: &Text,
    cells: &[Span],
    columns: &[Column],
    rules: &Rules,
) -> Vec<Vec<Option<Span>>> {
    let m = columns.len();
    let missing_last = 5;
    let number = |at: usize| is_order(cells[at].cut(text.folded()));
    // state: best score with cell i in column j, and the column of the cell before.
    let mut score = vec![vec![i32::MIN / 2; m]; cells.len()];
    let mut from = vec![vec![usize::MAX; m]; cells.len()];
    for i in 0..cells.len() {
        let seen = Seen::new(text, cells[i], rules);
        // `I | Cung ứng dịch vụ công` and the next number: a row that holds nothing else heads a group.
        let heads = i > 1 && number(i) && number(i - 2);
        for j in 0..m {
            let here = seen.fit(columns[j].kind);
            if i == 0 {
                score[i][j] = here - j as i32;
                continue;
            }
            for before in 0..m {
                let cost = if before < j {
                    3 * (j - before - 1) as i32
                } else {
                    // A new row: the row above should have reached its last column, this one starts at the left
                    // but for merged cells.
                    let missing = missing_last * (m - 1 - before) as i32;
                    match heads && before == j + 1 && columns[j].kind == Some(ColumnKind::Order) {
                        true => missing.min(missing_last),
                        false => missing + j as i32,
                    }
                };
                let total = score[i - 1][before] - cost + here;
                if total > score[i][j] {
                    score[i][j] = total;
                    from[i][j] = before;
                }
            }
        }
    }
    trace(cells, &score, &from, m, missing_last)
}

fn trace(
    cells: &[Span],
    score: &[Vec<i32>],
    from: &[Vec<usize>],
    m: usize,
    missing: i32,
) -> Vec<Vec<Option<Span>>> {
    let Some(last) = score.last() else {
        return Vec::new();
    };
    let Some(mut column) = (0..m).max_by_key(|&j| last[j] - missing * (m - 1 - j) as i32) else {
        return Vec::new();
    };
    let mut placed = vec![0; cells.len()];
    for i in (0..cells.len()).rev() {
        placed[i] = column;
        column = from[i][column].min(m - 1);
    }
    let mut rows: Vec<Vec<Option<Span>>> = Vec::new();
    for (i, &column) in placed.iter().enumerate() {
        if i == 0 || column <= placed[i - 1] {
            rows.push(vec![None; m]);
        }
        if let Some(row) = rows.last_mut() {
            row[column] = Some(cells[i]);
        }
    }
    rows
}
