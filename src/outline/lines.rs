//! Normalised text → lines, each with its kind: what a line looks like, not yet what it means.

use crate::span::Span;

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing on it.
    Blank,
    /// A lone `|`: the border between two cells.
    Bar,
    /// Cells between `|` on one line.
    Pipes,
    /// Cells between TABs.
    Tabs,
    /// `-----`, `_____`, `***`: a drawn line.
    Rule,
    /// Anything else.
    Text,
}

/// A line without its line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Where.
    pub span: Span,
    /// What it looks like.
    pub kind: LineKind,
}

/// All lines of `text`. A line such as `DÂN |` becomes a text line and a bar.
pub fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for raw in crate::text::lines(text) {
        push(&mut lines, raw.text, raw.start);
    }
    lines
}

fn push(lines: &mut Vec<Line>, raw: &str, start: usize) {
    let trimmed = raw.trim();
    let at = start + (raw.len() - raw.trim_start().len());
    let bars = trimmed.bytes().filter(|b| *b == b'|').count();
    let whole = Span::new(at, at + trimmed.len());
    let mut add = |span: Span, kind: LineKind| lines.push(Line { span, kind });
    if trimmed.is_empty() {
        return add(Span::new(start, start), LineKind::Blank);
    }
    if trimmed.bytes().all(|b| b == b'|') {
        for i in 0..bars {
            add(Span::new(at + i, at + i + 1), LineKind::Bar);
        }
        return;
    }
    if bars == 1 && trimmed.ends_with('|') {
        let text = trimmed[..trimmed.len() - 1].trim_end();
        add(Span::new(at, at + text.len()), LineKind::Text);
        return add(Span::new(whole.end - 1, whole.end), LineKind::Bar);
    }
    if bars == 1 && trimmed.starts_with('|') {
        let text = trimmed[1..].trim_start();
        add(Span::new(at, at + 1), LineKind::Bar);
        return add(Span::new(whole.end - text.len(), whole.end), LineKind::Text);
    }
    let kind = if bars >= 2 {
        LineKind::Pipes
    } else if raw.trim_matches(' ').contains('\t') {
        // A leading TAB is an empty first cell: keep it inside the span.
        let body = raw.trim_matches(' ');
        let at = start + (raw.len() - raw.trim_start_matches(' ').len());
        return add(Span::new(at, at + body.len()), LineKind::Tabs);
    } else if is_rule(trimmed) {
        LineKind::Rule
    } else {
        LineKind::Text
    };
    add(whole, kind);
}

/// Three or more of the same drawing character, and nothing else.
fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && ['-', '_', '=', '*', '.', '~']
            .iter()
            .any(|mark| line.chars().all(|c| c == *mark || c == ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_lines_apart() {
        let text = "A\n\n|\nDÂN |\n| a | b |\n\t1\t2\n-------\n||";
        let kinds: Vec<LineKind> = split(text).iter().map(|line| line.kind).collect();
        use LineKind::*;
        assert_eq!(
            kinds,
            [Text, Blank, Bar, Text, Bar, Pipes, Tabs, Rule, Bar, Bar]
        );
    }

    #[test]
    fn spans_cut_the_line() {
        let text = "  Số: 1 |\nb";
        let lines = split(text);
        assert_eq!(lines[0].span.cut(text), "Số: 1");
        assert_eq!(lines[1].span.cut(text), "|");
        assert_eq!(lines[2].span.cut(text), "b");
    }
}
