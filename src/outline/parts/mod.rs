//! Lines → parts: where masthead, title, legal basis, body, closing and annex begin and end.

mod closing;
mod head;

use super::Part;
use super::letterhead::is_unfinished;
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
        self.is_text(at) && *self.rules.memo.read(Matter::Authority, line, authority)
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

    /// First line of the title part (the document type itself) and one past its last line.
    fn title(&self, start: usize, kind: Option<usize>) -> (usize, usize) {
        let first = match kind {
            Some(at) if at >= start => at,
            _ => self.after_masthead(start),
        };
        let mut at = first;
        let mut seen = false;
        if kind == Some(first) {
            let len = self
                .rules
                .document_types
                .opens(self.folded(first))
                .map_or(0, |(_, len)| len);
            seen = self.normal(first)[len..].chars().any(char::is_alphanumeric);
            at += 1;
        }
        let mut capitals = None;
        if seen {
            capitals = Some(is_capital(self.normal(first)));
        }
        let mut blank = false;
        let mut end = at;
        while at < self.lines.len() {
            match self.lines[at].kind {
                LineKind::Blank => blank = true,
                LineKind::Rule | LineKind::Bar if seen => break,
                LineKind::Rule | LineKind::Bar => {}
                _ => {
                    let line = self.normal(at);
                    let upper = is_capital(line);
                    if self.ends_title(at)
                        || seen && !self.continues_title(capitals, upper, blank, at)
                    {
                        break;
                    }
                    // `CỦA BAN CHẤP HÀNH …` below the type is not yet the subject.
                    if !seen && upper && self.folded(at).starts_with("của ban ") {
                        end = at + 1;
                        at += 1;
                        continue;
                    }
                    capitals = Some(capitals.unwrap_or(upper) && upper);
                    seen = true;
                    blank = false;
                    end = at + 1;
                }
            }
            at += 1;
        }
        (first, end.max(first))
    }

    fn continues_title(&self, capitals: Option<bool>, upper: bool, blank: bool, at: usize) -> bool {
        if self.normal(at).starts_with('(') {
            return !blank || upper;
        }
        match capitals {
            // A title in capitals goes on while lines are in capitals, over a blank line too.
            Some(true) => upper || !self.normal(at).chars().any(char::is_alphabetic),
            // A title in sentence case ends at the first blank line.
            _ => !blank,
        }
    }

    /// Whether a line can't belong to the title: legal basis, section, addressee, or the issuer's own name.
    fn ends_title(&self, at: usize) -> bool {
        let folded = self.folded(at);
        let normal = self.normal(at);
        let number = is_number_line(folded) && !self.ends_with_kind(at);
        if folded.starts_with("kính gửi") || number || is_section_label(normal) {
            return true;
        }
        let capital = is_capital(normal);
        if capital {
            return self.names_issuer(at);
        }
        // Items below no title: without a type and a masthead the whole list would be one.
        if is_item(normal) {
            return true;
        }
        self.rules
            .phrases
            .starts(List::LegalOpening, folded)
            .is_some()
            && self.is_basis(at)
    }

    /// A line in capitals that names the issuing body or its head; where the line above needs more words (`… CỦA`,
    /// `… NÔNG` / `THÔN MỚI`) it is the subject's.
    fn names_issuer(&self, at: usize) -> bool {
        let above = at.checked_sub(1).map_or("", |above| self.folded(above));
        let open = self.rules.phrases.ends(List::OpenEnd, above).is_some();
        if open || above.ends_with(',') {
            return false;
        }
        let (folded, normal) = (self.folded(at), self.normal(at));
        if ["chính phủ", "quốc hội", "hội đồng nhân dân"].contains(&folded) {
            return true;
        }
        if normal.chars().count() >= 80 {
            return false;
        }
        let head = posts::post(normal).map_or(0, |len| len + 1);
        // `CỤC TRƯỞNG CỤC` / `HẢI QUAN`
        if head > 0 && folded.get(head..).is_some_and(is_unfinished) {
            return true;
        }
        // `CHỦ TỊCH HỘI ĐỒNG` is a post, but `CHỦ TỊCH HỘI ĐỒNG NHÂN DÂN` heads the council.
        let chair = "chủ tịch ";
        let heads = [
            0,
            head,
            chair.len() * usize::from(folded.starts_with(chair)),
        ];
        // `BỘ TRƯỞNG BỘ THÔNG` / `TIN VÀ TRUYỀN THÔNG`
        let below =
            Some(at + 1).filter(|&next| self.is_text(next) && is_capital(self.normal(next)));
        let below = below.map_or("", |next| self.folded(next));
        let whole = format!("{above} {folded} {below}");
        let starts = heads.map(|head| above.len() + 1 + head);
        self.rules
            .agencies
            .find_all(&whole)
            .iter()
            .any(|found| starts.contains(&found.start))
    }

    /// Whether the line above ends with a document type: the number below it is the subject's own
    /// (`… BAN HÀNH KÈM THEO QUYẾT ĐỊNH` / `SỐ 80/2007/QĐ-TTG`).
    fn ends_with_kind(&self, at: usize) -> bool {
        let above = at.checked_sub(1).map_or("", |above| self.folded(above));
        above.contains(' ')
            && above
                .match_indices(' ')
                .any(|(space, _)| self.rules.document_types.is_name(&above[space + 1..]))
    }

    /// `Thực hiện …` may open a subject or a legal basis: a basis cites something by number or ends a sentence.
    fn is_basis(&self, at: usize) -> bool {
        let folded = self.folded(at);
        if folded.starts_with("căn cứ") || folded.starts_with("theo đề nghị") {
            return true;
        }
        let first = self.lines[..at]
            .iter()
            .rposition(|line| line.kind == LineKind::Text);
        let directly_below_kind = first.is_some_and(|first| {
            self.rules
                .document_types
                .opens(self.folded(first))
                .is_some_and(|(_, len)| self.folded(first).len() == len)
        });
        !directly_below_kind
    }

    /// Without a document type: the title begins after number, place and date.
    fn after_masthead(&self, start: usize) -> usize {
        let until = self.lines.len().min(start + HEAD_LINES);
        let date = (start..until).find(|&at| is_place_date(self.folded(at)));
        let number = (start..until).find(|&at| is_number_line(self.folded(at)));
        let Some(mut at) = date.into_iter().chain(number).max().map(|last| last + 1) else {
            return start;
        };
        while at < self.lines.len() && !self.is_text(at) {
            at += 1;
        }
        at
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
}

/// `Số: 12/KH-UBND`, `Số:    /KH-UBND`, `Số 12/KH-UBND`; not `Số hiệu:`.
pub fn is_number_line(folded: &str) -> bool {
    let Some(at) = folded.find("số") else {
        return false;
    };
    // Glued mastheads have `…Hạnh phúcSố:`; elsewhere the word opens the line or a cell.
    let rest = folded[at + "số".len()..].trim_start_matches([':', '.', ' ', '\t']);
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
