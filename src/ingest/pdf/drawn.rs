//! The picture of a page → the lines drawn on it, as the borders of a table have them.

use super::page::Rule;

/// Darker than this is ink.
const INK: u8 = 128;
/// Dots that a line may lack before it ends: the noise of a scan.
const GAP: usize = 4;
/// A line is at least this long, in points: no stroke of a letter is.
const SHORTEST: f64 = 24.0;
/// A line is at most this thick, in points, besides what it climbs where the page lies askew.
const THICKEST: f64 = 3.0;
const SLOPE: f64 = 0.02;
/// Lines of a page; drawings and bad scans have more.
const MOST: usize = 2000;

/// The level and upright lines of a picture in the form that `pdftoppm -gray` writes; y grows upwards from the top,
/// which is 0. `scale` is points a dot. A picture in another form has none.
pub(super) fn rules(picture: &[u8], scale: f64) -> Vec<Rule> {
    let Some(picture) = Picture::read(picture) else {
        return Vec::new();
    };
    let ink = |x: usize, y: usize| picture.dots[y * picture.width + x] < INK;
    let level = strokes(picture.height, picture.width, scale, |y, x| ink(x, y));
    let upright = strokes(picture.width, picture.height, scale, ink);
    let level = level.into_iter().map(|stroke| Rule {
        from: (stroke.from * scale, -stroke.across * scale),
        to: (stroke.to * scale, -stroke.across * scale),
    });
    let upright = upright.into_iter().map(|stroke| Rule {
        from: (stroke.across * scale, -stroke.to * scale),
        to: (stroke.across * scale, -stroke.from * scale),
    });
    let rules: Vec<Rule> = level.chain(upright).collect();
    if rules.len() > MOST {
        Vec::new()
    } else {
        rules
    }
}

/// A picture in shades of grey.
struct Picture<'p> {
    width: usize,
    height: usize,
    dots: &'p [u8],
}

impl<'p> Picture<'p> {
    /// `P5`, width, height and the brightest value, parted by white space; then a byte a dot.
    fn read(bytes: &'p [u8]) -> Option<Self> {
        let mut at = 0;
        let mut word = || {
            let rest = bytes.get(at..)?;
            let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
            let start = at + blank.count();
            let length = bytes.get(start..)?.iter();
            at = start
                + length
                    .take_while(|byte| !byte.is_ascii_whitespace())
                    .count();
            std::str::from_utf8(&bytes[start..at]).ok()
        };
        let head = [word()?, word()?, word()?, word()?];
        let (width, height) = (head[1].parse().ok()?, head[2].parse().ok()?);
        let dots = bytes.get(at + 1..)?;
        let is_whole = usize::checked_mul(width, height) == Some(dots.len());
        (head[0] == "P5" && head[3] == "255" && is_whole).then_some(Picture {
            width,
            height,
            dots,
        })
    }
}

/// A line along one direction, in dots.
struct Stroke {
    from: f64,
    to: f64,
    /// Its place in the other direction.
    across: f64,
}

/// Ink in a row of dots.
#[derive(Clone, Copy)]
struct Run {
    row: usize,
    from: usize,
    to: usize,
}

/// The lines along rows of dots: runs of ink that lie on each other or go on from each other.
fn strokes(
    rows: usize,
    length: usize,
    scale: f64,
    ink: impl Fn(usize, usize) -> bool,
) -> Vec<Stroke> {
    let shortest = (SHORTEST / scale) as usize;
    let mut done = Vec::new();
    let mut open: Vec<Vec<Run>> = Vec::new();
    for row in 0..rows {
        let (near, far): (Vec<_>, Vec<_>) = open
            .into_iter()
            .partition(|runs| runs.last().is_some_and(|run| run.row + 2 >= row));
        done.extend(far);
        open = near;
        for run in runs(row, length, &ink).filter(|run| run.to - run.from >= shortest) {
            let touches = |other: &Run| run.from <= other.to + GAP && other.from <= run.to + GAP;
            match open
                .iter_mut()
                .find(|runs| runs.last().is_some_and(touches))
            {
                Some(runs) => runs.push(run),
                None => open.push(vec![run]),
            }
        }
        if done.len() > MOST {
            return Vec::new();
        }
    }
    done.extend(open);
    done.iter().filter_map(|runs| stroke(runs, scale)).collect()
}

fn runs(
    row: usize,
    length: usize,
    ink: &impl Fn(usize, usize) -> bool,
) -> impl Iterator<Item = Run> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = (at..length).find(|&place| ink(row, place))?;
        let mut to = from;
        at = from;
        while at < length && at - to <= GAP {
            if ink(row, at) {
                to = at;
            }
            at += 1;
        }
        Some(Run { row, from, to })
    })
}

/// The line that runs make together; nothing where they are a dark area.
fn stroke(runs: &[Run], scale: f64) -> Option<Stroke> {
    let from = runs.iter().map(|run| run.from).min()? as f64;
    let to = runs.iter().map(|run| run.to).max()? as f64;
    let first = runs.first()?.row as f64;
    let last = runs.last()?.row as f64;
    let thick = (last - first) * scale;
    (thick <= THICKEST + (to - from) * scale * SLOPE).then_some(Stroke {
        from,
        to,
        across: (first + last) / 2.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white picture of 100 by 60 dots with dark areas: left, top, width, height.
    fn picture(areas: &[(usize, usize, usize, usize)]) -> Vec<u8> {
        let mut dots = vec![255; 100 * 60];
        for &(left, top, width, height) in areas {
            for y in top..top + height {
                dots[y * 100 + left..][..width].fill(0);
            }
        }
        [b"P5\n100 60\n255\n".to_vec(), dots].concat()
    }

    #[test]
    fn borders_are_lines_and_letters_are_not() {
        let found = rules(
            &picture(&[
                (10, 5, 80, 2),
                (10, 5, 2, 50),
                (30, 20, 12, 2),
                (30, 20, 2, 15),
            ]),
            1.0,
        );
        assert_eq!(
            found,
            [
                Rule {
                    from: (10.0, -5.5),
                    to: (89.0, -5.5)
                },
                Rule {
                    from: (10.5, -54.0),
                    to: (10.5, -5.0)
                },
            ]
        );
    }

    #[test]
    fn a_line_askew_is_one_line() {
        let steps: Vec<_> = (0..3)
            .map(|step| (5 + 30 * step, 20 + step, 30, 2))
            .collect();
        let found = rules(&picture(&steps), 1.0);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].from.0, found[0].to.0), (5.0, 94.0));
    }

    #[test]
    fn a_dark_area_is_no_line_and_a_broken_file_no_picture() {
        assert_eq!(rules(&picture(&[(10, 10, 60, 30)]), 1.0), []);
        assert_eq!(rules(&picture(&[])[..200], 1.0), []);
        assert_eq!(rules(b"P6\n1 1\n255\n...", 1.0), []);
        assert_eq!(rules(b"", 1.0), []);
    }
}
