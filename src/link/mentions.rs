//! Short forms of citations: `Kế hoạch số 88/KH-UBND nêu trên`, `Nghị định này`, `Quyết định số 12`, and names given by
//! `(sau đây gọi tắt là …)`, each tied to the citation that it means. What could mean two documents is tied to none.

use super::citations::Entry;
use super::cited::Cited;
use super::covered::Covered;
use super::record::{Citation, Mention};
use crate::extract::Facts;
use crate::outline::{Outline, Part};
use crate::rules::Rules;
use crate::rules::pattern::{Place, RuleMatch};
use crate::span::Span;
use aho_corasick::AhoCorasick;
use memchr::memmem;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

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
    let mut taken = Covered::default();
    taken.extend(facts.citations.iter().map(|cited| cited.span));
    let mut finder = Finder {
        entries: &entries,
        cited: Cited::new(&entries),
        facts,
        rules,
        ties: Vec::new(),
        taken,
        issued: RefCell::default(),
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
    cited: Cited<'a>,
    facts: &'a Facts,
    rules: &'a Rules,
    ties: Vec<Tie>,
    /// Where citations and ties stand, and where the text gives a name: that place is the definition, no mention.
    taken: Covered,
    /// What `issues` said of a type.
    issued: RefCell<FxHashMap<String, bool>>,
}

impl Finder<'_> {
    /// A tie, unless the place is part of a citation or of another tie.
    fn tie(&mut self, span: Span, citation: usize, rule: &str) {
        if !self.taken.overlaps(span) {
            let rule = rule.to_string();
            self.taken.add(span);
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
                self.taken.add(Span::new(from, from + name.len() + 1));
                names.push((name, from, citation, "mention/called"));
            }
        }
        for (citation, entry) in self.entries.iter().enumerate() {
            if let Some(name) = law_name(outline, entry) {
                let behind = entry.places.first().map_or(region.end, |place| place.end);
                names.push((name, behind, citation, "mention/name"));
            }
        }
        let mut places = self.places_of(names.iter().map(|(name, ..)| name.as_str()), region);
        for (name, from, citation, rule) in names {
            let Some(open) = places.get_mut(&name) else {
                continue;
            };
            // What was tried once is taken, be it by something else: nobody has to try again.
            let behind = open.partition_point(|place| place.start <= from + name.len());
            for place in open.split_off(behind) {
                self.tie(place, citation, rule);
            }
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
        let citation = self.cited.last_before(reach.end)?;
        let inside = self.entries[citation]
            .places
            .iter()
            .any(|place| place.start >= reach.start && place.end <= reach.end);
        inside.then(|| (name.to_string(), citation))
    }

    /// Where each name stands in a part of the document, all found in one pass.
    fn places_of<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
        region: Span,
    ) -> FxHashMap<String, Vec<Span>> {
        let folded = self.facts.outline.folded(region);
        let normal = self.facts.outline.cut(region);
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        let mut places: Vec<Vec<Span>> = vec![Vec::new(); names.len()];
        occurrences(&names, folded, |name, place| {
            let places = &mut places[name];
            // `pháp luật đất đai` is the law of the land, not `Luật Đất đai`.
            let written = normal[place.start..].starts_with(char::is_uppercase);
            let apart = places
                .last()
                .is_none_or(|last| last.end <= place.start + region.start);
            if written && apart && is_whole(folded, place) {
                places.push(place.shift(region.start));
            }
        });
        names.into_iter().map(str::to_owned).zip(places).collect()
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
        let last = self.cited.last_of_kind(kind, span.start);
        match *key {
            "serial" if !counts_time(after) => self.with_serial(value, kind, after),
            "above" => last.map(|(_, at)| at),
            "bare" if ends_clause(after) => last.map(|(_, at)| at),
            "this" => {
                let own = self.facts.header.kind.as_ref();
                // `Kế hoạch này` in a plan, or in the plan that a decision issues, is that plan itself.
                if own.is_some_and(|own| own.value == kind) || self.issues(kind) {
                    return None;
                }
                last.filter(|(end, _)| span.start - end < PAGE)
                    .map(|(_, at)| at)
            }
            _ => None,
        }
    }

    /// Whether the document has an annex, or speaks of itself as issuing something, of this type.
    fn issues(&self, kind: &str) -> bool {
        if let Some(known) = self.issued.borrow().get(kind) {
            return *known;
        }
        let issues = self.has_annex_of(kind);
        self.issued.borrow_mut().insert(kind.to_owned(), issues);
        issues
    }

    fn has_annex_of(&self, kind: &str) -> bool {
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
        self.cited.with_serial(serial, kind)
    }
}

/// Gives the places of each name, which is told by its position in the list, in order; they may overlap.
fn occurrences(names: &[&str], text: &str, mut found: impl FnMut(usize, Span)) {
    /// So many names are sooner looked for one by one than an automaton of them is made.
    const FEW: usize = 16;
    if names.len() > FEW {
        // More names than a program can hold stand in no text.
        let automaton = AhoCorasick::new(names).ok();
        let all = automaton
            .iter()
            .flat_map(|automaton| automaton.find_overlapping_iter(text));
        return all
            .for_each(|one| found(one.pattern().as_usize(), Span::new(one.start(), one.end())));
    }
    for (at, name) in names.iter().enumerate() {
        let finder = memmem::Finder::new(name);
        let mut from = 0;
        while let Some(start) = text
            .as_bytes()
            .get(from..)
            .and_then(|rest| finder.find(rest))
        {
            let start = from + start;
            found(at, Span::new(start, start + name.len()));
            from = start + 1;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_names_and_many_are_found_at_the_same_places() {
        let text = "luật đất đai, luật đất đai luật đất; aaaa luật";
        let few = ["luật đất", "đất đai", "luật đất đai luật", "aa", "không"];
        let places = |names: &[&str]| {
            let mut places = vec![Vec::new(); few.len()];
            occurrences(names, text, |name, place| {
                places
                    .get_mut(name)
                    .into_iter()
                    .for_each(|places| places.push(place));
            });
            places
        };
        let many: Vec<String> = (0..20).map(|n| format!("luật số {n}")).collect();
        let many = few.into_iter().chain(many.iter().map(String::as_str));
        let found = places(&few);
        assert_eq!(found, places(&many.collect::<Vec<_>>()));
        assert_eq!(
            found.iter().map(Vec::len).collect::<Vec<_>>(),
            [3, 2, 1, 3, 0]
        );
    }
}
