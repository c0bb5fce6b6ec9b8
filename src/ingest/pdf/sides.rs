//! Lines in two columns beside each other: letterhead and motto, recipients and signature.

use super::lines::{Line, Segment};

/// Two columns are parted by at least this much over all their lines, in points.
const CHANNEL: f64 = 6.0;
/// Lines of a block follow each other within this many font sizes; a place for stamp and signature may be wider.
const NEXT_LINE: f64 = 2.2;
const SIGNATURE_SPACE: f64 = 12.0;
/// Lines of a list have no more than this between them.
const WIDEST_LIST: f64 = 3.5;
/// Baselines of lines under each other differ by more than this share of the font size.
const BESIDE: f64 = 1.1;
/// A line in the middle keeps away from both margins by this many font sizes.
const INDENT: f64 = 2.0;

/// Lines in two columns, and the empty channel between them.
pub(super) struct Block {
    /// The line behind the last one.
    pub end: usize,
    /// Where the left column ends and the right one begins.
    pub channel: (f64, f64),
}

/// The lines of a page, asked for such blocks.
pub(super) struct Sides<'l> {
    lines: &'l [Line],
    left: f64,
    right: f64,
}

impl<'l> Sides<'l> {
    /// Those of a page, from top to bottom.
    pub(super) fn of(lines: &'l [Line]) -> Self {
        let (left, right) = margins(lines);
        Sides { lines, left, right }
    }

    /// The block that begins with a line and stands above `lowest`.
    pub(super) fn block(&self, start: usize, lowest: f64) -> Option<Block> {
        let (channel, end) = opening(self.lines, start)?;
        let (block, right_lines) = self.follow(channel, end, lowest);
        (right_lines > 0).then_some(block)
    }

    /// The rest of a block that the page end cuts: this page goes on with the list of recipients, or the signature.
    pub(super) fn rest(&self, channel: (f64, f64), lowest: f64) -> Option<Block> {
        let first = self.lines.first()?.segments.first()?;
        let (block, _) = self.follow(channel, 0, lowest);
        (block.end > 0 && (is_item(first) || first.left >= channel.1)).then_some(block)
    }

    /// Whether a line stands in the middle of the page, as titles do, and so on neither side.
    pub(super) fn is_centred(&self, line: &Line) -> bool {
        let [only] = line.segments.as_slice() else {
            return false;
        };
        let (before, behind) = (only.left - self.left, self.right - only.right);
        (before - behind).abs() < 2.0 * line.size && before.min(behind) > INDENT * line.size
    }

    /// Takes lines from `end` on while they keep to the two sides; says how many of them have a right side.
    fn follow(&self, mut channel: (f64, f64), mut end: usize, lowest: f64) -> (Block, usize) {
        let mut right_lines = 0;
        // Lists are set with the same distance between all their lines, be it small or large.
        let mut usual = NEXT_LINE;
        while let Some(line) = self.lines.get(end).filter(|line| line.y > lowest) {
            let above = end
                .checked_sub(1)
                .map_or(line.y, |above| self.lines[above].y);
            let distance = (above - line.y) / line.size.max(1.0);
            let Some(narrowed) = narrowed(channel, line).filter(|_| !self.is_centred(line)) else {
                break;
            };
            let is_right = |segment: &Segment| segment.left >= narrowed.1;
            let has_right = line.segments.iter().any(is_right);
            let is_item = line.segments.first().is_some_and(is_item);
            let most = match (has_right, is_item) {
                (true, _) => SIGNATURE_SPACE,
                (false, true) => WIDEST_LIST,
                (false, false) => usual,
            };
            if distance > most {
                break;
            }
            if !line.segments.iter().all(is_right) && distance < WIDEST_LIST {
                usual = usual.max(distance * 1.1);
            }
            channel = narrowed;
            right_lines += usize::from(has_right);
            end += 1;
        }
        (Block { end, channel }, right_lines)
    }
}

/// Whether a line begins like one of a list of recipients.
fn is_item(segment: &Segment) -> bool {
    segment
        .text()
        .trim_start()
        .starts_with(['-', '–', '+', '•'])
}

/// Where the lines of a page begin and end.
pub(super) fn margins(lines: &[Line]) -> (f64, f64) {
    let segments = || lines.iter().flat_map(|line| &line.segments);
    let left = segments().map(|it| it.left).fold(f64::MAX, f64::min);
    let right = segments().map(|it| it.right).fold(f64::MIN, f64::max);
    (left, right)
}

/// The channel that a block begins with, and the line after its beginning: a line in two parts, or two lines beside
/// each other whose baselines differ, since the sides are set in fonts of different size.
fn opening(lines: &[Line], start: usize) -> Option<((f64, f64), usize)> {
    let line = &lines[start];
    match (line.segments.as_slice(), lines.get(start + 1)) {
        ([left, right], _) => Some(((left.right, right.left), start + 1)),
        ([first], Some(next)) => {
            let [second] = next.segments.as_slice() else {
                return None;
            };
            let (left, right) = if first.left < second.left {
                (first, second)
            } else {
                (second, first)
            };
            let beside =
                line.y - next.y < BESIDE * line.size && right.left - left.right >= 2.0 * CHANNEL;
            beside.then_some(((left.right, right.left), start + 2))
        }
        _ => None,
    }
}

/// The channel that is left when a line stands on both sides of it; nothing where the line crosses it.
fn narrowed(channel: (f64, f64), line: &Line) -> Option<(f64, f64)> {
    let mut narrowed = channel;
    for segment in &line.segments {
        if segment.right <= narrowed.1 - CHANNEL {
            narrowed.0 = narrowed.0.max(segment.right);
        } else if segment.left >= narrowed.0 + CHANNEL {
            narrowed.1 = narrowed.1.min(segment.left);
        } else {
            return None;
        }
    }
    (line.segments.len() <= 2 && narrowed.1 - narrowed.0 >= CHANNEL).then_some(narrowed)
}
