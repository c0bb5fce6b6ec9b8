//! Where the document begins: its masthead below a web site's own lines, and the line of its type.

use super::{
    Finder, HEAD_LINES, is_capital, is_letterhead, is_number_line, is_number_tail, is_place_date,
    is_section_label,
};
use crate::outline::letterhead::opens_body;
use crate::outline::lines::LineKind;
use crate::outline::motto::mottos;
use crate::rules::phrases::List;
use std::ops::Range;

/// How many lines from the top the heading of a page without a masthead may stand.
const HEADLESS_LINES: usize = 60;

impl Finder<'_> {
    /// The line of the document type: of several, the first below the masthead's first mark, since a web site may
    /// show the title above the document; without a masthead, a heading such as `Kế hoạch … năm 2024`.
    pub(super) fn kind_line(&self) -> Option<usize> {
        let head = self.lines.len().min(HEAD_LINES);
        let first = self.kind_in(0..head);
        let Some(above) = first else {
            return self.headless_kind();
        };
        let anchor = self.anchor(head).filter(|anchor| *anchor > above);
        // Behind a section, a further masthead is a form's or an annex's.
        let inside = |anchor: usize| {
            (above + 1..anchor).any(|at| {
                self.is_text(at)
                    && (is_section_label(self.normal(at)) || self.folded(at).starts_with("căn cứ"))
            })
        };
        anchor
            .filter(|anchor| !inside(*anchor))
            .and_then(|anchor| self.kind_in(anchor..head))
            .or(first)
    }

    fn kind_in(&self, mut lines: Range<usize>) -> Option<usize> {
        let mut based = false;
        lines.find(|&at| {
            // `QUYẾT ĐỊNH:` below the legal basis enacts; a page that lost its type's line has only that.
            let line = self.folded(at).trim_start_matches(['-', ' ']);
            based |= line.starts_with("căn cứ");
            self.is_text(at) && self.is_kind_line(at) && !(based && self.enacts(at))
        })
    }

    /// Whether a line with a type leads into what is decided: `QUYẾT ĐỊNH:`, or the first article stands below.
    fn enacts(&self, at: usize) -> bool {
        let below = (at + 1..self.lines.len()).find(|&below| self.is_text(below));
        self.normal(at).ends_with(':')
            || below.is_some_and(|below| self.folded(below).starts_with("điều 1"))
    }

    /// A document type in capitals, alone or followed by its subject.
    fn is_kind_line(&self, at: usize) -> bool {
        let Some((_, len)) = self.rules.document_types.opens(self.folded(at)) else {
            return false;
        };
        let line = self.normal(at);
        let word = line.get(..len).unwrap_or("");
        let rest = line.get(len..).unwrap_or("").trim();
        let alone = rest.chars().all(|c| !c.is_alphanumeric());
        is_capital(word) && (alone || rest.chars().next().is_some_and(char::is_uppercase))
            || alone && self.is_blank_around(at) && self.after_number(at)
    }

    /// Without masthead and type in capitals: a heading near the top that begins with a type, above the preamble.
    fn headless_kind(&self) -> Option<usize> {
        let head = self.lines.len().min(HEADLESS_LINES);
        if self.anchor(head).is_some() {
            return None;
        }
        let texts: Vec<usize> = (0..head).filter(|&at| self.is_text(at)).collect();
        texts.windows(2).find_map(|pair| {
            let (_, len) = self.rules.document_types.starts(self.folded(pair[0]))?;
            let heading = self.folded(pair[0]).len() > len
                && self.normal(pair[0]).starts_with(char::is_uppercase)
                && self.normal(pair[0]).chars().count() < 300
                && !self.normal(pair[0]).ends_with([';', ':', '.']);
            let preamble = self
                .rules
                .phrases
                .starts(List::LegalOpening, self.folded(pair[1]))
                .is_some();
            (heading && preamble).then_some(pair[0])
        })
    }

    /// The first line of the motto or the number: the surest mark of a masthead.
    fn anchor(&self, until: usize) -> Option<usize> {
        let number = (0..until).find(|&at| {
            let line = self.folded(at);
            self.is_text(at)
                && (is_number_line(line) || line == "số:" && is_number_tail(self.normal(at + 1)))
        });
        self.motto_line(until).into_iter().chain(number).min()
    }

    fn is_blank_around(&self, at: usize) -> bool {
        self.is_blank(at + 1) && at > 0 && !self.is_text(at - 1)
    }

    fn after_number(&self, at: usize) -> bool {
        (0..at).any(|before| is_number_line(self.folded(before)))
    }

    /// The first line of the letterhead: what stands above it belongs to a web site.
    pub(super) fn masthead_start(&self, kind: Option<usize>) -> usize {
        let until = kind.unwrap_or(self.lines.len().min(HEAD_LINES));
        let Some(anchor) = self.anchor(until) else {
            return kind.map_or(0, |at| {
                if at <= 12 && self.is_kind_line(at) {
                    0
                } else {
                    at
                }
            });
        };
        let mut start = anchor;
        let mut at = anchor;
        while at > 0 {
            at -= 1;
            match self.lines[at].kind {
                LineKind::Text | LineKind::Pipes | LineKind::Tabs => {
                    let line = self.normal(at);
                    if is_letterhead(line)
                        || is_place_date(self.folded(at))
                        || self.folded(at).trim_end_matches([':', ' ']) == "số"
                    {
                        start = at;
                    } else {
                        break;
                    }
                }
                LineKind::Bar | LineKind::Rule => start = at,
                LineKind::Blank => {}
            }
        }
        self.below_site_lines(start, anchor)
    }

    /// A web site's own lines in capitals (`SỰ KIỆN NỔI BẬT`) may stand above the letterhead: it begins with a body.
    fn below_site_lines(&self, start: usize, anchor: usize) -> usize {
        let body = (start..anchor).filter(|&at| self.is_text(at)).find(|&at| {
            let line = self.folded(at).trim_start_matches(['|', ' ']);
            opens_body(line, self.rules) || !self.rules.agencies.find_all(line).is_empty()
        });
        // Only lines set apart by a blank line are the site's; the first line of a broken name is not.
        body.filter(|&body| (start + 1..body).any(|at| self.is_blank(at)))
            .unwrap_or(start)
    }

    /// The first line of the motto, which may be broken anywhere.
    fn motto_line(&self, until: usize) -> Option<usize> {
        let end = self.lines.get(until.checked_sub(1)?)?.span.end;
        let start = mottos(self.text.folded().get(..end)?).first()?.start;
        Some(self.lines.partition_point(|line| line.span.end <= start))
    }
}
