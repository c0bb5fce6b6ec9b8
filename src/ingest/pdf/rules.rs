//! Lines that a page draws: the borders of tables are thin rectangles or strokes.

use super::page::Rule;
use rpdfium_core::Matrix;
use rpdfium_graphics::PathOp;

/// A filled rectangle thinner than this, in points, is a line.
const THIN: f64 = 2.5;
/// A line shorter than this borders no cell.
const SHORT: f64 = 4.0;
/// Borders of a page; drawings have more.
const MOST: usize = 20_000;

/// Adds the level and upright lines of a path: its straight parts, where the path is a line or a rectangle.
pub(super) fn collect(path: &[PathOp], matrix: &Matrix, rules: &mut Vec<Rule>) {
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for part in path {
        match *part {
            PathOp::MoveTo { x, y } => {
                add(&corners, rules);
                corners = vec![place(matrix, x, y)];
            }
            PathOp::LineTo { x, y } => corners.push(place(matrix, x, y)),
            PathOp::Close => corners.extend(corners.first().copied()),
            // Curves are drawings.
            PathOp::CurveTo { .. } => corners.clear(),
        }
    }
    add(&corners, rules);
}

fn place(matrix: &Matrix, x: f32, y: f32) -> (f64, f64) {
    let (x, y) = (f64::from(x), f64::from(y));
    (
        matrix.a * x + matrix.c * y + matrix.e,
        matrix.b * x + matrix.d * y + matrix.f,
    )
}

fn add(corners: &[(f64, f64)], rules: &mut Vec<Rule>) {
    if corners.len() < 2
        || rules.len() > MOST
        || corners
            .iter()
            .any(|(x, y)| !x.is_finite() || !y.is_finite())
    {
        return;
    }
    let low = corners.iter().fold((f64::MAX, f64::MAX), |low, c| {
        (low.0.min(c.0), low.1.min(c.1))
    });
    let high = corners.iter().fold((f64::MIN, f64::MIN), |high, c| {
        (high.0.max(c.0), high.1.max(c.1))
    });
    let (width, height) = (high.0 - low.0, high.1 - low.1);
    if width.min(height) < THIN {
        // A line, or a rectangle as thin as one: along its middle.
        let middle = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
        if width >= SHORT {
            rules.push(Rule {
                from: (low.0, middle.1),
                to: (high.0, middle.1),
            });
        } else if height >= SHORT {
            rules.push(Rule {
                from: (middle.0, low.1),
                to: (middle.0, high.1),
            });
        }
    } else {
        for side in corners.windows(2) {
            let (from, to) = (side[0], side[1]);
            let (dx, dy) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
            if dx.min(dy) < 0.5 && dx.max(dy) >= SHORT {
                rules.push(Rule {
                    from: (from.0.min(to.0), from.1.min(to.1)),
                    to: (from.0.max(to.0), from.1.max(to.1)),
                });
            }
        }
    }
}
