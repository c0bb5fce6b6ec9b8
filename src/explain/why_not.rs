//! Why a stretch that somebody points at gives no value: what was weighed there, what matches but is not looked for
//! there, and which rules and names came closest.

use super::told::once;
use super::{Explained, Told};
use crate::link::sections::Sections;
use crate::outline::{NodeId, NodeKind, Part};
use crate::rules::Rules;
use crate::rules::pattern::{NearMiss, Place, Rule};
use crate::span::{OriginalSpan, Span};
use crate::text::fold::{bare, key};
use crate::trace::Matter;
use serde::Serialize;

/// How many rules and names that came close are shown.
const SHOWN: usize = 5;
/// A name is close if at most one letter in so many differs.
const LETTERS_PER_SLIP: usize = 4;
/// Shorter words are like too many names.
const SHORTEST: usize = 4;

/// A stretch that somebody points at: line and columns in code points, from 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Line.
    pub line: usize,
    /// First column.
    pub from: usize,
    /// Last column.
    pub to: usize,
}

/// What is to say of a stretch.
#[derive(Debug, Clone, Serialize)]
pub struct WhyNot {
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: OriginalSpan,
    /// Where that is in the plan: `body, II > 1 > -, section of kind tasks`.
    pub stands: String,
    /// The places whose rules are tried there.
    pub tried: Vec<&'static str>,
    /// Candidates that won or lost there.
    pub weighed: Vec<Told>,
    /// Rules that match, but are not looked for there.
    pub elsewhere: Vec<Elsewhere>,
    /// Rules that nearly match, the nearest first.
    pub near: Vec<Near>,
    /// Names of bodies like the words, the likest first.
    pub names: Vec<Like>,
    /// The name that the words were refused as an alias for, and why.
    pub refused: Option<(String, String)>,
}

/// A rule that matches, but is not looked for in this place.
#[derive(Debug, Clone, Serialize)]
pub struct Elsewhere {
    /// The rule.
    pub rule: String,
    /// Its words.
    pub text: String,
    /// Its own places.
    pub places: Vec<&'static str>,
}

/// A rule that nearly matches.
#[derive(Debug, Clone, Serialize)]
pub struct Near {
    /// The rule.
    pub rule: String,
    /// The part of its pattern that matches.
    pub matched: String,
    /// The element of its pattern that does not.
    pub expected: String,
    /// The words that stand there instead.
    pub got: String,
    /// Whether all that follows the element matches.
    pub rest_matches: bool,
    /// Its own places.
    pub places: Vec<&'static str>,
}

/// A name like the words.
#[derive(Debug, Clone, Serialize)]
pub struct Like {
    /// As the lists write it, folded.
    pub written: String,
    /// The official name.
    pub name: String,
    /// Letters that differ.
    pub slips: usize,
}

/// Explains a stretch; none where the document has no such line or column.
pub fn why_not(explained: &Explained, rules: &Rules, stretch: Stretch) -> Option<WhyNot> {
    let text = &explained.outline.text;
    let bytes = bytes(&text.raw().original, stretch)?;
    let words = text.raw().original.get(bytes.clone())?.to_string();
    let span = text.normalised_span(bytes);
    let inside = paragraph(explained, span);
    let told = |decision: &&crate::trace::Decision| decision.span.overlaps(span);
    let (tried, weighed): (Vec<_>, Vec<_>) = explained
        .decisions
        .iter()
        .filter(told)
        .partition(|decision| decision.matter == Matter::Tried);
    let mut tried: Vec<&str> = tried.iter().map(|decision| decision.place).collect();
    tried.sort_unstable();
    tried.dedup();
    let mut weighed: Vec<Told> = weighed.iter().map(|one| Told::new(one, text)).collect();
    once(&mut weighed);
    let folded = explained.outline.folded(inside);
    let within = Span::new(
        span.start.max(inside.start) - inside.start,
        span.end.min(inside.end).saturating_sub(inside.start),
    );
    let refused = rules.agencies.refused(&key(words.trim()));
    Some(WhyNot {
        span: text.original_span(span),
        stands: stands(explained, span, rules),
        elsewhere: elsewhere(rules, folded, within, &weighed),
        near: nearest(rules, folded, within),
        names: alike(rules, &words),
        refused: refused.map(|(name, why)| (name.to_string(), why.to_string())),
        text: words,
        tried,
        weighed,
    })
}

/// The bytes of a stretch in the original.
fn bytes(original: &str, stretch: Stretch) -> Option<std::ops::Range<usize>> {
    let line = original.split('\n').nth(stretch.line.checked_sub(1)?)?;
    let before: usize = original
        .split('\n')
        .take(stretch.line - 1)
        .map(|line| line.len() + 1)
        .sum();
    let starts: Vec<usize> = line
        .char_indices()
        .map(|(at, _)| at)
        .chain([line.len()])
        .collect();
    let from = starts.get(stretch.from.checked_sub(1)?)?;
    let to = starts.get(stretch.to.min(starts.len() - 1))?;
    (from < to).then(|| before + from..before + to)
}

/// The innermost node at a stretch.
fn node_at(explained: &Explained, span: Span) -> Option<NodeId> {
    let nodes = explained.outline.nodes.iter().enumerate();
    let around = nodes.filter(|(_, node)| node.span.overlaps(span));
    around
        .min_by_key(|(_, node)| node.span.len())
        .map(|(at, _)| at)
}

/// The paragraph or cell that a stretch stands in.
fn paragraph(explained: &Explained, span: Span) -> Span {
    let outline = &explained.outline;
    let Some(node) = node_at(explained, span).and_then(|at| outline.nodes.get(at)) else {
        return span;
    };
    let NodeKind::Table(table) = node.kind else {
        return node.span;
    };
    let rows = outline
        .tables
        .get(table)
        .into_iter()
        .flat_map(|table| &table.rows);
    let cells = rows.flat_map(|row| &row.cells).filter_map(|cell| cell.span);
    cells
        .filter(|cell| cell.overlaps(span))
        .min_by_key(|cell| cell.len())
        .unwrap_or(node.span)
}

fn stands(explained: &Explained, span: Span, rules: &Rules) -> String {
    let outline = &explained.outline;
    let Some(id) = node_at(explained, span) else {
        return "outside the text that is read (a page number, a running head, a mark)".to_string();
    };
    let part = match outline.nodes[id].part {
        Part::Boilerplate => "lines of a web site, which are not read",
        Part::Masthead => "masthead",
        Part::Title => "title",
        Part::Basis => "legal basis",
        Part::Body => "body",
        Part::Closing => "closing",
        Part::Annex => "annex",
    };
    let mut labels: Vec<&str> = outline
        .ancestors(id)
        .filter_map(|above| outline.nodes[above].label().map(|label| &*label.text))
        .collect();
    labels.reverse();
    let mut said = vec![part.to_string()];
    if !labels.is_empty() {
        said.push(labels.join(" > "));
    }
    let sections = Sections::new(outline, rules);
    if let Some(kind) = sections.kind(id) {
        let assigns = sections.assigns_work(id);
        let idle = if assigns {
            ""
        } else {
            ", which assigns no work"
        };
        said.push(format!("section of kind {}{idle}", kind.as_str()));
    }
    if matches!(outline.nodes[id].kind, NodeKind::Table(_)) {
        said.push("a table".to_string());
    }
    said.join("; ")
}

fn places(rule: &Rule) -> Vec<&'static str> {
    rule.places.iter().map(|place| place.as_str()).collect()
}

/// Whether a rule only tells what surrounds a body's name: it gives no value that anybody can miss.
fn bound(rule: &Rule) -> bool {
    let around = [Place::AfterAgency, Place::ClauseOpening];
    rule.places.iter().all(|place| around.contains(place))
}

/// Rules that match at the stretch and were not weighed there.
fn elsewhere(rules: &Rules, folded: &str, stretch: Span, weighed: &[Told]) -> Vec<Elsewhere> {
    let unheard = rules.patterns.rules().iter().filter(|rule| !bound(rule));
    let unheard = unheard.filter(|rule| !weighed.iter().any(|told| told.rule == rule.id));
    let found = unheard.flat_map(|rule| {
        let matches = rule.find(folded).into_iter();
        let here = matches.filter(|found| Span::new(found.start, found.end).overlaps(stretch));
        here.map(|found| Elsewhere {
            rule: rule.id.clone(),
            text: folded.get(found.start..found.end).unwrap_or("").to_string(),
            places: places(rule),
        })
    });
    found.collect()
}

fn nearest(rules: &Rules, folded: &str, stretch: Span) -> Vec<Near> {
    let rules = rules.patterns.rules().iter().filter(|rule| !bound(rule));
    let mut misses: Vec<NearMiss<'_>> = rules
        .filter_map(|rule| rule.nearest_miss(folded, stretch))
        .collect();
    misses.sort_by(|a, b| {
        (b.rest_matches, b.score, &a.rule.id).cmp(&(a.rest_matches, a.score, &b.rule.id))
    });
    let misses = misses.into_iter().take(SHOWN).map(|miss| Near {
        rule: miss.rule.id.clone(),
        matched: miss.matched,
        expected: miss.expected,
        got: miss.got,
        rest_matches: miss.rest_matches,
        places: places(miss.rule),
    });
    misses.collect()
}

/// Names that differ from the words in few letters, marks and case left out.
fn alike(rules: &Rules, words: &str) -> Vec<Like> {
    let words = bare(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    let length = words.chars().count();
    if length < SHORTEST {
        return Vec::new();
    }
    let scorer = rapidfuzz::distance::osa::BatchComparator::new(words.chars());
    let most = (length / LETTERS_PER_SLIP).max(1);
    let args = rapidfuzz::distance::osa::Args::default().score_cutoff(most);
    let found = rules.agencies.written().filter_map(|(written, name)| {
        let slips = scorer.distance_with_args(bare(written).chars(), &args)?;
        Some(Like {
            written: written.to_string(),
            name: name.to_string(),
            slips,
        })
    });
    let mut found: Vec<Like> = found.collect();
    found.sort_by(|a, b| (a.slips, &a.written).cmp(&(b.slips, &b.written)));
    found.truncate(SHOWN);
    found
}

impl WhyNot {
    /// The answer as text, a fact a line.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("`{}` (line {})", self.text, self.span.line)];
        lines.push(format!("stands in: {}", self.stands));
        lines.push(match self.tried.is_empty() {
            true => "rules tried here: none".to_string(),
            false => format!("rules tried here: those of {}", self.tried.join(", ")),
        });
        for told in &self.weighed {
            let became = if told.lost.is_some() { "lost" } else { "won" };
            lines.push(format!(
                "{became} ({}): {}",
                told.matter.as_str(),
                super::text::said(told)
            ));
        }
        for one in &self.elsewhere {
            lines.push(self.elsewhere_line(one));
        }
        for miss in &self.near {
            lines.push(near_line(miss));
        }
        for like in &self.names {
            let letters = if like.slips == 1 {
                "letter differs"
            } else {
                "letters differ"
            };
            lines.push(format!(
                "like `{}` ({}): {} {letters}",
                like.written, like.name, like.slips
            ));
        }
        if let Some((name, why)) = &self.refused {
            lines.push(format!("refused as another name of {name}: {why}"));
        }
        lines
    }

    fn elsewhere_line(&self, one: &Elsewhere) -> String {
        let (rule, text, own) = (&one.rule, &one.text, one.places.join("`, `"));
        if one.places.iter().any(|place| self.tried.contains(place)) {
            return format!(
                "{rule} matches `{text}`, but not where it must stand: its place is `{own}`"
            );
        }
        let here = match self.tried.as_slice() {
            [] => "nothing is tried here".to_string(),
            tried => format!("this place is `{}`", tried.join("`, `")),
        };
        format!("{rule} matches `{text}`, but its place is `{own}`, and {here}")
    }
}

fn near_line(miss: &Near) -> String {
    let begun = match miss.matched.as_str() {
        "" => String::new(),
        matched => format!("matched `{matched}`, "),
    };
    let got = match miss.got.as_str() {
        "" => "the end of the text".to_string(),
        got => format!("`{got}`"),
    };
    let rest = if miss.rest_matches {
        "; the rest matches"
    } else {
        ""
    };
    format!(
        "near {}: {begun}expected `{}`, got {got}{rest}",
        miss.rule, miss.expected
    )
}
