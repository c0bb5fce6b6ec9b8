//! Short forms of citations: `Kế hoạch số 88/KH-UBND nêu trên`, `Nghị định này`, `Quyết định số 12`, and names given by
//! `(sau đây gọi tắt là …)`, each tied to the citation that it means. What could mean two documents is tied to none.

use super::citations::Entry;
use super::record::{Citation, Mention};
use crate::extract::Facts;
use crate::outline::{Outline, Part};
use crate::rules::Rules;
use crate::rules::pattern::{Place, RuleMatch};
use crate::span::Span;

/// How much text behind a document type may make it a short form, in bytes: `số 88 nêu trên`.
const REACH: usize = 60;

/// Longest name that `sau đây gọi là` gives, in code points.
const LONGEST_NAME: usize = 80;

/// How far back `Nghị định này` looks for its decree, in bytes: about a page.
const PAGE: usize = 6000;

/// A place that means the citation at a position of the list.
#[derive(Debug)]
struct Tie {
    span: Span,
    citation: usize,
    rule: String,
}

/// Attaches to each citation the places that come back to it, in the order of the text.
pub(super) fn attach(entries: Vec<Entry>, facts: &Facts, rules: &Rules) -> Vec<Citation> {
    let mut finder = Finder {
        entries: &entries,
        facts,
        rules,
        ties: Vec::new(),
        defined: Vec::new(),
    };
    finder.numbers();
    for part in [
        Part::Title,
        Part::Basis,
        Part::Body,
        Part::Closing,
        Part::Annex,
    ] {
        if let Some(region) = facts.outline.part_span(part) {
            finder.names(region);
            finder.short_forms(region);
        }
    }
    let mut ties = finder.ties;
    ties.sort_by_key(|tie| tie.span.start);
    let text = &facts.outline.text;
    let mut citations: Vec<Citation> = entries.into_iter().map(|entry| entry.citation).collect();
    for tie in ties {
        if let Some(citation) = citations.get_mut(tie.citation) {
            citation.mentions.push(Mention {
                text: text.quote(tie.span).to_string(),
                span: text.original_span(tie.span),
                rule: tie.rule,
            });
        }
    }
    citations
}

struct Finder<'a> {
    entries: &'a [Entry],
    facts: &'a Facts,
    rules: &'a Rules,
    ties: Vec<Tie>,
    /// Where the text gives a name: that place is the definition, no mention.
    defined: Vec<Span>,
}

impl Finder<'_> {
    /// A tie, unless the place is part of a citation or of another tie.
    fn tie(&mut self, span: Span, citation: usize, rule: &str) {
        let taken = self
            .facts
            .citations
            .iter()
            .any(|cited| cited.span.overlaps(span))
            || self.ties.iter().any(|tie| tie.span.overlaps(span))
            || self.defined.iter().any(|defined| defined.overlaps(span));
        if !taken {
            let rule = rule.to_string();
            self.ties.push(Tie {
                span,
                citation,
                rule,
            });
        }
    }

    /// The number again.
    fn numbers(&mut self) {
        for (citation, entry) in self.entries.iter().enumerate() {
            for &span in entry.places.iter().skip(1) {
                self.ties.push(Tie {
                    span,
                    citation,
                    rule: "mention/number".to_string(),
                });
            }
        }
    }

    /// Names that the text itself gives: behind `sau đây gọi là`, and a law's name before its number.
    fn names(&mut self, region: Span) {
        let outline = &self.facts.outline;
        let mut names: Vec<(String, usize, usize, &str)> = Vec::new();
        for found in
            self.rules
                .patterns
                .scan_yielding(Place::Citation, "called", outline.folded(region))
        {
            let called = found.value("called").is_some();
            if let Some((name, citation)) = called
                .then(|| self.named(outline, region, &found))
                .flatten()
            {
                let from = found.end + region.start;
                self.defined.push(Span::new(from, from + name.len() + 1));
                names.push((name, from, citation, "mention/called"));
            }
        }
        for (citation, entry) in self.entries.iter().enumerate() {
            if let Some(name) = law_name(outline, entry) {
                let behind = entry.places.first().map_or(region.end, |place| place.end);
                names.push((name, behind, citation, "mention/name"));
            }
        }
        for (name, from, citation, rule) in names {
            self.each_place_of(&name, region, from, citation, rule);
        }
    }

    /// The name given behind `sau đây gọi là`, and the citation that stands last before it in its paragraph.
    fn named(
        &self,
        outline: &Outline,
        region: Span,
        found: &RuleMatch<'_>,
    ) -> Option<(String, usize)> {
        let folded = outline.folded(region);
        let rest = folded.get(found.end..)?;
        let end = rest
            .find([')', ',', ';', '.', '\n', '”', '"'])
            .unwrap_or(rest.len());
        let name = rest[..end].trim_matches(|c: char| c.is_whitespace() || "“\"'".contains(c));
        // A bare type (`sau đây gọi là Kế hoạch`) would mean every plan in the text.
        let is_document = self
            .rules
            .document_types
            .starts(name)
            .is_some_and(|(_, length)| length < name.len());
        if !is_document || name.chars().count() > LONGEST_NAME || !name.contains(' ') {
            return None;
        }
        let from = folded[..found.start].rfind("\n\n").map_or(0, |at| at + 2);
        let reach = Span::new(from, found.start).shift(region.start);
        let citation = self.last_before(reach.end, |_| true)?;
        let inside = self.entries[citation]
            .places
            .iter()
            .any(|place| place.start >= reach.start && place.end <= reach.end);
        inside.then(|| (name.to_string(), citation))
    }

    fn each_place_of(
        &mut self,
        name: &str,
        region: Span,
        from: usize,
        citation: usize,
        rule: &str,
    ) {
        let folded = self.facts.outline.folded(region);
        let normal = self.facts.outline.cut(region);
        let places: Vec<Span> = folded
            .match_indices(name)
            .map(|(at, _)| Span::new(at, at + name.len()))
            // `pháp luật đất đai` is the law of the land, not `Luật Đất đai`.
            .filter(|place| normal[place.start..].starts_with(char::is_uppercase))
            .filter(|place| is_whole(folded, *place))
            .map(|place| place.shift(region.start))
            .filter(|place| place.start > from + name.len())
            .collect();
        for place in places {
            self.tie(place, citation, rule);
        }
    }

    /// `Kế hoạch nêu trên`, `Nghị định này`, `Quyết định số 12`: a document type and what stands behind it.
    fn short_forms(&mut self, region: Span) {
        let folded = self.facts.outline.stretch(region);
        for (kind, at, end) in self.rules.document_types.everywhere(folded) {
            let length = end - at;
            let behind = reach(&folded[at + length..]);
            for found in self.rules.patterns.at_start(Place::Citation, behind) {
                let span = Span::new(at, at + length + found.end).shift(region.start);
                if let Some(citation) = self.meant(kind, span, &found, &behind[found.end..]) {
                    self.tie(span, citation, &found.rule.id);
                    break;
                }
            }
        }
    }

    /// Which citation a short form means.
    fn meant(&self, kind: &str, span: Span, found: &RuleMatch<'_>, after: &str) -> Option<usize> {
        let filled = found.filled();
        let (key, value) = filled.first()?;
        let same = |entry: &Entry| entry.citation.kind.as_deref() == Some(kind);
        match *key {
            "serial" if !counts_time(after) => self.with_serial(value, kind, after),
            "above" => self.last_before(span.start, same),
            "bare" if ends_clause(after) => self.last_before(span.start, same),
            "this" => {
                let own = self.facts.header.kind.as_ref();
                // `Kế hoạch này` in a plan, or in the plan that a decision issues, is that plan itself.
                if own.is_some_and(|own| own.value == kind) || self.issues(kind) {
                    return None;
                }
                let near = |entry: &Entry| {
                    same(entry)
                        && entry
                            .places
                            .iter()
                            .any(|place| place.end <= span.start && span.start - place.end < PAGE)
                };
                self.last_before(span.start, near)
            }
            _ => None,
        }
    }

    /// Whether the document has an annex, or speaks of itself as issuing something, of this type.
    fn issues(&self, kind: &str) -> bool {
        let outline = &self.facts.outline;
        let kind = kind.to_lowercase();
        let opens = |span: Span| outline.folded(span).trim_start().starts_with(&kind);
        outline
            .nodes
            .iter()
            .any(|node| node.part == Part::Annex && opens(node.body))
            || outline
                .part_span(Part::Title)
                .is_some_and(|title| outline.folded(title).contains(&kind))
    }

    /// The only citation of a type with this serial number; a number that goes on (`12/QĐ-UBND`) is no short form.
    fn with_serial(&self, serial: &str, kind: &str, after: &str) -> Option<usize> {
        if after.trim_start().starts_with(['/', '-', '–']) {
            return None;
        }
        let mut fitting = self.entries.iter().enumerate().filter(|(_, entry)| {
            let digits: String = entry
                .citation
                .number
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            let kind_fits = entry
                .citation
                .kind
                .as_deref()
                .is_none_or(|other| other == kind);
            kind_fits && digits.trim_start_matches('0') == serial
        });
        let (citation, _) = fitting.next()?;
        fitting.next().is_none().then_some(citation)
    }

    /// The citation whose place is the last before a byte, among those that fit.
    fn last_before(&self, byte: usize, fits: impl Fn(&Entry) -> bool) -> Option<usize> {
        let places = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| fits(entry));
        places
            .flat_map(|(at, entry)| entry.places.iter().map(move |place| (place.end, at)))
            .filter(|(end, _)| *end <= byte)
            .max()
            .map(|(_, at)| at)
    }
}

/// The name of a law that is cited with its number: `luật tiếp công dân` of `Luật Tiếp công dân số 42/2013/QH13`.
fn law_name(outline: &Outline, entry: &Entry) -> Option<String> {
    let kind = entry.citation.kind.as_deref()?.to_lowercase();
    let folded = outline.folded(*entry.places.first()?);
    let (name, _) = folded.split_once(" số ")?;
    let words = name.split_whitespace().count();
    let law = matches!(kind.as_str(), "luật" | "bộ luật" | "pháp lệnh");
    (law && name.starts_with(&kind) && words > kind.split(' ').count() && words <= 12)
        .then(|| name.to_string())
}

/// The text behind a document type that may belong to it: to the end of its clause, at most so many bytes.
fn reach(folded: &str) -> &str {
    let mut end = folded.len().min(REACH);
    while !folded.is_char_boundary(end) {
        end -= 1;
    }
    &folded[..end]
}

/// Whether nothing follows in the clause: `Kế hoạch trên, …`, not `kế hoạch trên địa bàn`.
fn ends_clause(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '\u{a0}']);
    rest.is_empty() || rest.starts_with(['.', ',', ';', ':', ')', '\n', '/'])
}

/// `kế hoạch 5 năm`: a length of time, no number of a document.
fn counts_time(after: &str) -> bool {
    let rest = after.trim_start();
    ["năm", "tháng", "tuần", "ngày", "giai đoạn"]
        .iter()
        .any(|unit| {
            rest.strip_prefix(unit)
                .is_some_and(|rest| !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        })
}

fn is_whole(folded: &str, place: Span) -> bool {
    let before = folded[..place.start].chars().next_back();
    let after = folded[place.end..].chars().next();
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(before) && !inside(after) && !matches!(after, Some('/' | '-'))
}
