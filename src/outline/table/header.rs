//! The head of a table: which of its cells name columns, and what the columns hold.

use super::Column;
use crate::rules::Rules;
use crate::rules::headings::ColumnKind as Kind;
use crate::rules::pattern::Place;
use crate::span::Span;
use crate::text::Text;

/// Longest head of a column in code points; data cells are mostly longer.
const LONGEST_HEAD: usize = 70;

/// A table needs at least this many known heads; running text between bars has none.
pub const KNOWN_HEADS: usize = 2;

/// The columns that these head cells name, or `None` where they are no head.
pub fn columns(text: &Text, cells: &[Option<Span>], rules: &Rules) -> Option<Vec<Column>> {
    let columns: Vec<Column> = cells
        .iter()
        .map(|cell| Column {
            kind: cell.and_then(|span| classify(text, span, rules)),
            heads: cell.iter().copied().collect(),
        })
        .collect();
    let known = columns
        .iter()
        .filter(|column| column.kind.is_some())
        .count();
    (known >= KNOWN_HEADS).then(|| with_task(without_starts(text, columns, rules)))
}

/// `Ngày thực hiện | Ngày hoàn thành`: of two times the first is the start of the work, which is no deadline.
fn without_starts(text: &Text, mut columns: Vec<Column>, rules: &Rules) -> Vec<Column> {
    let starts = |column: &Column| {
        let mut heads = column.heads.iter();
        heads.any(|head| rules.columns.may_start(&squeezed(text, *head)))
    };
    let time = |column: &Column| column.kind == Some(Kind::Deadline);
    if columns.iter().any(|column| time(column) && !starts(column)) {
        let begun = columns.iter_mut().filter(|column| time(column));
        begun
            .filter(|column| starts(column))
            .for_each(|column| column.kind = Some(Kind::Note));
    }
    columns
}

/// A table that names who acts but has no known head for what is done: its first unknown column is the task's.
fn with_task(mut columns: Vec<Column>) -> Vec<Column> {
    let has = |kinds: &[Kind]| {
        columns
            .iter()
            .any(|column| column.kind.is_some_and(|kind| kinds.contains(&kind)))
    };
    if has(&[Kind::Lead, Kind::Responsible])
        && !has(&[Kind::Task, Kind::Target])
        && let Some(column) = columns
            .iter_mut()
            .find(|column| column.kind.is_none() && !column.heads.is_empty())
    {
        column.kind = Some(Kind::Task);
    }
    columns
}

/// What the column below this head holds.
pub fn classify(text: &Text, span: Span, rules: &Rules) -> Option<Kind> {
    let head = span.cut(text.folded());
    if head.chars().count() > LONGEST_HEAD {
        return None;
    }
    let head = squeezed(text, span);
    rules
        .columns
        .classify(head.trim_matches(['-', ':', '.', ' ']))
}

/// Whether `row` is a second row of the head: it fills columns that the first row spans, and holds no data.
pub fn second_row(text: &Text, columns: &[Column], row: &[Option<Span>]) -> bool {
    fills_gaps(text, columns, row) || parts_equal_heads(text, columns, row)
}

/// Code points of a head of the second row, at most.
const LONGEST_LOWER: usize = 40;

/// `TT | Cơ quan thực hiện | Cơ quan thực hiện` / `TT | Chủ trì | Phối hợp`: what the first row spanned is written once a
/// column, and the second row says more of just these columns.
fn parts_equal_heads(text: &Text, columns: &[Column], row: &[Option<Span>]) -> bool {
    let head = |at: usize| {
        columns
            .get(at)?
            .heads
            .first()
            .map(|head| squeezed(text, *head))
    };
    let twin = |at: usize| {
        let own = head(at);
        own.is_some() && (head(at + 1) == own || at > 0 && head(at - 1) == own)
    };
    let mut parted = 0;
    for (at, cell) in row.iter().enumerate() {
        let Some(cell) = *cell else { continue };
        if head(at).as_deref() == Some(&*squeezed(text, cell)) {
            continue;
        }
        if !twin(at) || cell.cut(text.normalised()).chars().count() > LONGEST_LOWER {
            return false;
        }
        parted += 1;
    }
    parted > 1 && row.len() == columns.len()
}

fn fills_gaps(text: &Text, columns: &[Column], row: &[Option<Span>]) -> bool {
    let filled: Vec<usize> = (0..row.len()).filter(|&at| row[at].is_some()).collect();
    let short = |span: Span| {
        let cell = span.cut(text.normalised());
        cell.chars().count() <= LONGEST_LOWER && !cell.starts_with(|c: char| c.is_ascii_digit())
    };
    !filled.is_empty()
        && row.first().copied().flatten().is_none()
        && filled.len() * 2 <= row.len() + 2
        && filled.iter().all(|&at| row[at].is_some_and(short))
        && columns
            .iter()
            .zip(row)
            .any(|(column, cell)| column.heads.is_empty() && cell.is_some())
}

/// Adds a second row of the head.
pub fn merge(text: &Text, columns: &mut [Column], row: &[Option<Span>], rules: &Rules) {
    for (column, cell) in columns.iter_mut().zip(row) {
        if let Some(span) = cell {
            // `Phân công` spans `Cơ quan chủ trì` and `Cơ quan phối hợp`: the lower head says more.
            column.kind = classify(text, *span, rules).or(column.kind);
            column.heads.push(*span);
        }
    }
}

/// Whether a row repeats the head (the table goes on on the next page).
pub fn repeats(text: &Text, columns: &[Column], row: &[Option<Span>]) -> bool {
    let word = |span: Span| squeezed(text, span);
    let same = columns
        .iter()
        .zip(row)
        .filter(|(column, cell)| match (column.heads.first(), cell) {
            (Some(head), Some(cell)) => word(*head) == word(*cell),
            _ => false,
        })
        .count();
    let filled = row.iter().flatten().count();
    filled > 0 && same == filled
}

/// Whether a row is the second row of a repeated head.
pub fn repeats_lower(text: &Text, columns: &[Column], row: &[Option<Span>]) -> bool {
    let word = |span: Span| span.cut(text.folded()).to_string();
    let filled = row.iter().flatten().count();
    filled > 0
        && columns
            .iter()
            .zip(row)
            .filter(|(column, cell)| {
                cell.is_some_and(|cell| column.heads.iter().any(|head| word(*head) == word(cell)))
            })
            .count()
            == filled
}

/// `(1) | (2) | (3)`, `A | B | 1 | 2=3+4`: a row below the head that only counts the columns.
pub fn counts_columns(text: &Text, row: &[Option<Span>]) -> bool {
    let cells: Vec<&str> = row
        .iter()
        .flatten()
        .map(|span| span.cut(text.folded()))
        .collect();
    let numbers: Vec<usize> = cells.iter().filter_map(|cell| count(cell)).collect();
    // `A | B | 1 | 2`: columns of words have letters.
    let letters = cells.iter().filter(|cell| {
        let bare = cell.trim_matches(['(', ')', '[', ']', ' ']);
        bare.len() == 1 && bare.starts_with(char::is_alphabetic)
    });
    numbers.len() >= 2
        && letters.count() + numbers.len() == cells.len()
        && numbers.windows(2).all(|two| two[0] + 1 == two[1])
}

/// The number of a column: `3`, `(3)`, `[3]`, `(5)=(3)+(4)`.
fn count(cell: &str) -> Option<usize> {
    let number = match cell.split_once('=') {
        Some((number, sum)) if !sum.contains(char::is_alphabetic) => number,
        Some(_) => return None,
        None => cell,
    };
    let bare = number.trim_matches(['(', ')', '[', ']', ' ']);
    bare.parse().ok()
}

/// Whether a cell may begin a row that counts the columns: `(1)`, `[1]`.
pub fn begins_count(text: &Text, cell: Span) -> bool {
    let cell = cell.cut(text.folded());
    cell.starts_with(['(', '[']) && count(cell) == Some(1)
}

/// Whether cells name the columns of another table: at least three listed heads, others than those of this one.
pub fn names_others(
    text: &Text,
    columns: &[Column],
    cells: &[Option<Span>],
    rules: &Rules,
) -> bool {
    /// Fewer may be words of the table itself.
    const LEAST: usize = 3;
    let listed = cells.iter().flatten().filter(|cell| {
        let head = squeezed(text, **cell);
        rules.columns.is_listed(&head)
    });
    listed.count() >= LEAST && !repeats(text, columns, cells)
}

fn squeezed(text: &Text, span: Span) -> String {
    let words = span.cut(text.folded()).split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// What a head of the second row stands below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Above {
    /// Who.
    Body,
    /// When.
    Time,
}

/// The columns below a head of two rows of which the second holds only the cells that the first spans (`Cơ quan thực hiện
/// | Thời gian` / `Chủ trì | Phối hợp`): each run of them, of bodies or of times, parts the next column of that kind.
pub fn spread(
    text: &Text,
    columns: &[Column],
    lower: &[Span],
    rules: &Rules,
) -> Option<Vec<Column>> {
    let runs = runs(text, lower, rules)?;
    let mut runs = runs.into_iter().peekable();
    let mut spread: Vec<Column> = Vec::new();
    for column in columns {
        let Some((_, heads)) = runs.next_if(|(above, _)| Some(*above) == above_of(column.kind))
        else {
            spread.push(column.clone());
            continue;
        };
        spread.extend(heads.into_iter().map(|head| Column {
            kind: classify(text, head, rules),
            heads: column.heads.iter().copied().chain([head]).collect(),
        }));
    }
    runs.next().is_none().then_some(spread)
}

/// The heads of a second row by what they stand below, at least two each.
fn runs(text: &Text, lower: &[Span], rules: &Rules) -> Option<Vec<(Above, Vec<Span>)>> {
    let mut runs: Vec<(Above, Vec<Span>)> = Vec::new();
    let mut next = None;
    for head in lower.iter().rev() {
        let kind = classify(text, *head, rules);
        let short = head.cut(text.normalised()).chars().count() <= LONGEST_LOWER;
        let time = || {
            let found = rules
                .patterns
                .scan(Place::RowDeadline, head.cut(text.folded()));
            (kind.is_none() && !found.is_empty()).then_some(Above::Time)
        };
        // `Bắt đầu` before `Hoàn thành` is a time that is no deadline.
        let beside = next.filter(|_| kind == Some(Kind::Note));
        let above = above_of(kind).or(beside).or_else(time);
        next = above;
        match (above, runs.last_mut()) {
            (Some(above), Some((last, heads))) if *last == above && short => heads.push(*head),
            (Some(above), _) if short => runs.push((above, vec![*head])),
            _ => return None,
        }
    }
    runs.reverse();
    runs.iter_mut().for_each(|(_, heads)| heads.reverse());
    runs.iter()
        .all(|(_, heads)| heads.len() > 1)
        .then_some(runs)
}

fn above_of(kind: Option<Kind>) -> Option<Above> {
    match kind? {
        Kind::Lead | Kind::Responsible | Kind::Support => Some(Above::Body),
        Kind::Deadline => Some(Above::Time),
        _ => None,
    }
}
