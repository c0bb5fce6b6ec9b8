//! Drawn borders → tables: which cells there are, and which of them are one.

use super::page::Rule;

/// Ends of borders this close touch, and borders this close are one, in points.
const NEAR: f64 = 3.0;
/// A row is at least this high, in points: a line of small letters.
const LEAST_ROW: f64 = 7.0;
/// More lines than this are a drawing.
const MOST_RULES: usize = 4000;

/// A table by its borders.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ruled {
    /// Upright borders from left to right.
    pub xs: Vec<f64>,
    /// Level borders from top to bottom.
    pub ys: Vec<f64>,
    /// Its cells.
    pub cells: Vec<RuledCell>,
}

/// A cell: its first row and column, and how many it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RuledCell {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

impl Ruled {
    /// Whether a point is inside.
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        self.cell_at(x, y).is_some()
    }

    /// The number of the cell that a point is in.
    pub(super) fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        let column = self
            .xs
            .windows(2)
            .position(|edges| edges[0] <= x && x < edges[1])?;
        let row = self
            .ys
            .windows(2)
            .position(|edges| edges[0] >= y && y > edges[1])?;
        self.cells.iter().position(|cell| {
            (cell.row..cell.row + cell.rows).contains(&row)
                && (cell.column..cell.column + cell.columns).contains(&column)
        })
    }

    /// The upper border.
    pub(super) fn top(&self) -> f64 {
        self.ys.first().copied().unwrap_or(0.0)
    }
}

/// The tables that lines draw, from top to bottom.
pub(super) fn tables(rules: &[Rule]) -> Vec<Ruled> {
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut tables: Vec<Ruled> = groups(rules)
        .iter()
        .filter_map(|group| table(group))
        .collect();
    tables.sort_by(|a, b| b.top().total_cmp(&a.top()));
    tables
}

/// Lines that touch each other, directly or through others.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut group: Vec<usize> = (0..rules.len()).collect();
    fn root(group: &mut [usize], mut at: usize) -> usize {
        while group[at] != at {
            group[at] = group[group[at]];
            at = group[at];
        }
        at
    }
    for a in 0..rules.len() {
        for b in a + 1..rules.len() {
            if touch(&rules[a], &rules[b]) {
                let (a, b) = (root(&mut group, a), root(&mut group, b));
                group[b] = a;
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<Rule>> =
        std::collections::BTreeMap::new();
    for (at, rule) in rules.iter().enumerate() {
        let root = root(&mut group, at);
        groups.entry(root).or_default().push(*rule);
    }
    groups.into_values().collect()
}

fn touch(a: &Rule, b: &Rule) -> bool {
    a.from.0 <= b.to.0 + NEAR
        && b.from.0 <= a.to.0 + NEAR
        && a.from.1 <= b.to.1 + NEAR
        && b.from.1 <= a.to.1 + NEAR
}

/// The table of lines that touch; two columns at least, for a frame around a text is none.
fn table(rules: &[Rule]) -> Option<Ruled> {
    let (upright, level): (Vec<Rule>, Vec<Rule>) = rules
        .iter()
        .partition(|rule| rule.to.0 - rule.from.0 < rule.to.1 - rule.from.1);
    let xs = edges(upright.iter().map(|rule| rule.from.0));
    let ys = level_edges(&upright, &level);
    if xs.len() < 3 || ys.len() < 2 {
        return None;
    }
    let open_right = |row: usize, column: usize| {
        !upright
            .iter()
            .any(|rule| upright_covers(rule, xs[column + 1], (ys[row] + ys[row + 1]) / 2.0))
    };
    let open_below = |row: usize, column: usize| {
        !level
            .iter()
            .any(|rule| level_covers(rule, ys[row + 1], (xs[column] + xs[column + 1]) / 2.0))
    };
    let (rows, columns) = (ys.len() - 1, xs.len() - 1);
    let mut taken = vec![false; rows * columns];
    let mut cells = Vec::new();
    for start in 0..rows * columns {
        let (row, column) = (start / columns, start % columns);
        if taken[start] {
            continue;
        }
        let mut cell = RuledCell {
            row,
            column,
            rows: 1,
            columns: 1,
        };
        while column + cell.columns < columns
            && !taken[start + cell.columns]
            && open_right(row, column + cell.columns - 1)
        {
            cell.columns += 1;
        }
        while row + cell.rows < rows && open_below(row + cell.rows - 1, column) {
            cell.rows += 1;
        }
        for r in row..row + cell.rows {
            taken[r * columns + column..][..cell.columns].fill(true);
        }
        cells.push(cell);
    }
    (cells.len() > 1).then_some(Ruled { xs, ys, cells })
}

/// Level borders from top to bottom. A page end may cut a row: its upright borders go on, with no border to end them.
fn level_edges(upright: &[Rule], level: &[Rule]) -> Vec<f64> {
    let mut ys = edges(level.iter().map(|rule| rule.from.1));
    ys.reverse();
    let lowest = upright
        .iter()
        .map(|rule| rule.from.1)
        .fold(f64::MAX, f64::min);
    let highest = upright
        .iter()
        .map(|rule| rule.to.1)
        .fold(f64::MIN, f64::max);
    if ys.last().is_some_and(|last| last - lowest > LEAST_ROW) {
        ys.push(lowest);
    }
    if ys.first().is_some_and(|first| highest - first > LEAST_ROW) {
        ys.insert(0, highest);
    }
    ys
}

fn upright_covers(rule: &Rule, x: f64, y: f64) -> bool {
    (rule.from.0 - x).abs() < NEAR && rule.from.1 - NEAR < y && y < rule.to.1 + NEAR
}

fn level_covers(rule: &Rule, y: f64, x: f64) -> bool {
    (rule.from.1 - y).abs() < NEAR && rule.from.0 - NEAR < x && x < rule.to.0 + NEAR
}

/// Places in order, those that are one taken once.
fn edges(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut edges: Vec<f64> = places.collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|next, kept| *next - *kept < NEAR);
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(xs: &[f64], ys: &[f64]) -> Vec<Rule> {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        let upright = xs.iter().map(|&x| Rule {
            from: (x, bottom),
            to: (x, top),
        });
        upright
            .chain(ys.iter().map(|&y| Rule {
                from: (left, y),
                to: (right, y),
            }))
            .collect()
    }

    #[test]
    fn borders_make_cells() {
        let tables = tables(&grid(&[0.0, 50.0, 200.0], &[100.0, 80.0, 60.0]));
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].cells.len(), 4);
        assert_eq!(tables[0].cell_at(60.0, 70.0), Some(3));
        assert_eq!(tables[0].cell_at(60.0, 50.0), None);
    }

    #[test]
    fn a_missing_border_makes_two_cells_one() {
        let mut rules = grid(&[0.0, 50.0, 200.0], &[100.0, 80.0, 60.0]);
        // The upright border in the middle ends at the first row.
        rules[1] = Rule {
            from: (50.0, 80.0),
            to: (50.0, 100.0),
        };
        let tables = tables(&rules);
        assert_eq!(
            tables[0].cells[2],
            RuledCell {
                row: 1,
                column: 0,
                rows: 1,
                columns: 2
            }
        );
    }

    #[test]
    fn a_row_that_the_page_end_cuts_has_no_border_there() {
        let mut rules = grid(&[0.0, 50.0, 200.0], &[100.0, 80.0, 60.0]);
        for rule in rules.iter_mut().take(3) {
            rule.from.1 = 30.0;
        }
        let tables = tables(&rules);
        assert_eq!(tables[0].ys, [100.0, 80.0, 60.0, 30.0]);
        assert_eq!(tables[0].cell_at(60.0, 40.0), Some(5));
    }

    #[test]
    fn a_frame_is_no_table() {
        assert_eq!(tables(&grid(&[0.0, 200.0], &[100.0, 60.0])), []);
        assert_eq!(tables(&[]), []);
    }
}
