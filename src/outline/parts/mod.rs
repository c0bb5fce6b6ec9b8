//! Lines → parts: where masthead, title, legal basis, body, closing and annex begin and end.

mod closing;
mod head;
mod title;

use super::Part;
use super::lines::{Line, LineKind};
use super::posts;
pub use super::signature::is_capital;
use super::signature::{is_authority, person_in, pieces};
use crate::memo::Matter;
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::text::Text;
use crate::value::label::{self, LabelKind};
use std::ops::Range;

/// How many lines from the top the document type may stand: mastheads written one cell a line, below a
/// site's data block, reach about 60.
const HEAD_LINES: usize = 160;

/// The parts in order, each a range of line numbers; together they cover all lines.
pub fn find(text: &Text, lines: &[Line], rules: &Rules) -> Vec<(Part, Range<usize>)> {
    let finder = Finder { text, lines, rules };
    let kind = finder.kind_line();
    let start = finder.masthead_start(kind);
    let (title, title_end) = finder.title(start, kind);
    let body = finder.body_start(title_end);
    let (closing, annex) = finder.closing(body);
    let mut parts = Vec::new();
    for (part, range) in [
        (Part::Boilerplate, 0..start),
        (Part::Masthead, start..title),
        (Part::Title, title..title_end),
        (Part::Basis, title_end..body),
        (Part::Body, body..closing),
        (Part::Closing, closing..annex),
        (finder.last_part(annex), annex..lines.len()),
    ] {
        if !range.is_empty() {
            parts.push((part, range));
        }
    }
    parts
}

struct Finder<'a> {
    text: &'a Text,
    lines: &'a [Line],
    rules: &'a Rules,
}

impl<'a> Finder<'a> {
    fn folded(&self, at: usize) -> &'a str {
        self.lines
            .get(at)
            .map_or("", |line| line.span.cut(self.text.folded()))
    }

    fn normal(&self, at: usize) -> &'a str {
        self.lines
            .get(at)
            .map_or("", |line| line.span.cut(self.text.normalised()))
    }

    /// Whether a closing line holds the beginning of a signature.
    fn signs(&self, at: usize) -> bool {
        let line = self.normal(at);
        let authority = || {
            let mut pieces = pieces(line).into_iter();
            pieces.any(|piece| is_authority(&line[piece]))
        };
        self.is_text(at)
            && *self.rules.memo.read(Matter::Authority, line, authority)
            && (!heads_duties(line) || self.is_signed_below(at))
    }

    /// Whether a person's name follows a title before items or sentences do, but for the recipients' beside it.
    fn is_signed_below(&self, at: usize) -> bool {
        /// Lines down to the name, with recipients between, and letters of the longest title or rank.
        const LINES: usize = 40;
        const LONGEST: usize = 100;
        let mut recipients = self.folded(at).contains("nơi nhận");
        for below in (at + 1..self.lines.len().min(at + LINES)).filter(|&at| self.is_text(at)) {
            let line = self.normal(below);
            recipients |= self.folded(below).contains("nơi nhận");
            if self.names_person(below) {
                return true;
            }
            let duty = is_item(line)
                || is_section_label(line)
                || line.ends_with(['.', ';', ':'])
                || line.chars().count() > LONGEST;
            if duty && !recipients {
                return false;
            }
        }
        false
    }

    /// Whether a closing line holds a person's name.
    fn names_person(&self, at: usize) -> bool {
        let line = self.normal(at);
        self.is_text(at)
            && pieces(line)
                .into_iter()
                .any(|piece| person_in(&line[piece], self.rules).is_some())
    }

    fn is_text(&self, at: usize) -> bool {
        matches!(
            self.lines.get(at).map(|line| line.kind),
            Some(LineKind::Text | LineKind::Pipes | LineKind::Tabs)
        )
    }

    fn is_blank(&self, at: usize) -> bool {
        self.lines.get(at).map(|line| line.kind) == Some(LineKind::Blank)
    }

    /// The first section of the body.
    fn body_start(&self, from: usize) -> usize {
        (from..self.lines.len())
            .find(|&at| self.lines[at].kind == LineKind::Text && is_section_label(self.normal(at)))
            .unwrap_or_else(|| self.body_without_sections(from))
    }

    /// A letter or notice without sections: its text begins where the legal basis ends.
    fn body_without_sections(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.lines.len() {
            let folded = self.folded(at);
            if self.is_text(at)
                && !self.heads_basis(at)
                && !folded.starts_with("căn cứ")
                && !folded.starts_with("kính gửi")
                && self
                    .rules
                    .phrases
                    .starts(List::LegalOpening, folded)
                    .is_none()
                && !folded.starts_with('-')
            {
                break;
            }
            at += 1;
        }
        at
    }

    /// A line in capitals between subject and legal basis: who decides.
    fn heads_basis(&self, at: usize) -> bool {
        let below = (at + 1..self.lines.len()).find(|&below| self.is_text(below));
        let basis = below.map_or("", |below| self.folded(below));
        is_capital(self.normal(at)) && basis.trim_start_matches(['-', ' ']).starts_with("căn cứ")
    }
}

/// Whether a line's title is a post with its body and no mark of authority: `TRƯỞNG BAN CHỈ ĐẠO`, which may head duties.
fn heads_duties(line: &str) -> bool {
    let title = pieces(line)
        .into_iter()
        .map(|piece| line[piece].trim())
        .find(|piece| is_authority(piece));
    title.is_some_and(|title| {
        posts::mark(title).is_none() && posts::post(title) != Some(title.len())
    })
}

/// `Số: 12/KH-UBND`, `Số:    /KH-UBND`, `Số: ……/KH-UBND`, `Số 12/KH-UBND`; not `Số hiệu:`.
pub fn is_number_line(folded: &str) -> bool {
    let Some(at) = folded.find("số") else {
        return false;
    };
    // Glued mastheads have `…Hạnh phúcSố:`; elsewhere the word opens the line or a cell.
    let rest = folded[at + "số".len()..].trim_start_matches([':', '.', '…', '_', ' ', '\t']);
    let opens = at <= 2 || folded[at + "số".len()..].starts_with(':');
    let notation: String = rest.chars().take(40).collect();
    opens
        && (rest.starts_with('/')
            || rest.starts_with(|c: char| c.is_ascii_digit())
            || rest.starts_with('-'))
        && (notation.contains('/') || notation.contains('-'))
        && !rest.starts_with("hiệu")
}

/// The number on a line of its own, below `Số:`.
fn is_number_tail(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit() || c == '/') && line.contains('/')
}

/// `Nam Đông, ngày 03 tháng 6 năm 2024`
pub fn is_place_date(folded: &str) -> bool {
    folded.len() < 200
        && folded.contains("ngày")
        && folded.contains("tháng")
        && folded.contains("năm")
        && folded.contains(',')
}

/// A line that can stand in a letterhead above the motto.
fn is_letterhead(line: &str) -> bool {
    if line.contains(':') && !line.contains("Số:") {
        return false;
    }
    let upper = line.chars().filter(|c| c.is_uppercase()).count();
    let lower = line.chars().filter(|c| c.is_lowercase()).count();
    upper >= lower * 2 && line.chars().count() < 120
}

/// `- Rà soát …`: an item of a list.
fn is_item(line: &str) -> bool {
    let kind = label::read(line).map(|label| label.kind);
    matches!(kind, Some(LabelKind::Dash | LabelKind::Plus))
}

/// A label that opens a section of the body.
fn is_section_label(line: &str) -> bool {
    label::read(line.trim_start_matches("* ")).is_some_and(|found| match found.kind {
        LabelKind::Part | LabelKind::Chapter | LabelKind::Article | LabelKind::Roman => true,
        LabelKind::Capital | LabelKind::Arabic => {
            matches!(&*found.text, "1" | "A") && found.len < line.len()
        }
        LabelKind::Decimal(_) => found.text == "1.1",
        _ => false,
    })
}
