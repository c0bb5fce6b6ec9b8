//! Where the subject begins and ends: the lines below the document type, or below number and date where a page lost
//! the type.

use super::{
    Finder, HEAD_LINES, is_capital, is_item, is_number_line, is_place_date, is_section_label,
};
use crate::outline::letterhead::is_unfinished;
use crate::outline::lines::LineKind;
use crate::outline::posts;
use crate::rules::phrases::List;

impl Finder<'_> {
    /// First line of the title part (the document type itself) and one past its last line.
    pub(super) fn title(&self, start: usize, kind: Option<usize>) -> (usize, usize) {
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
                    let upper = is_capital(self.normal(at));
                    if end == first + 1 && self.completes_kind(first, at, blank) {
                        (capitals, blank, end) = (Some(false), false, at + 1);
                        at += 1;
                        continue;
                    }
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

    /// Whether a line in small letters goes on with a subject that the line of the type only begins: `KẾ HOẠCH KIỂM TRA` /
    /// `Công tác phòng cháy năm 2018`. A few words without a year are no subject yet; below a blank line only a time is.
    fn completes_kind(&self, kind: usize, at: usize, blank: bool) -> bool {
        /// Words and letters at most, of the beginning and of what goes on.
        const BEGINNING: usize = 6;
        const LONGEST: usize = 250;
        let Some((_, len)) = self.rules.document_types.opens(self.folded(kind)) else {
            return false;
        };
        let begun = self.normal(kind).get(len..).unwrap_or("");
        let (line, folded) = (self.normal(at), self.folded(at));
        let time = ["năm ", "tháng ", "quý ", "giai đoạn "];
        let ground = ["căn cứ", "theo đề nghị", "kính gửi"];
        (1..=BEGINNING).contains(&begun.split_whitespace().count())
            && is_capital(begun)
            && !begun.contains(|c: char| c.is_ascii_digit() || c == ':')
            && !is_capital(line)
            && line.starts_with(char::is_uppercase)
            && line.chars().count() <= LONGEST
            && !line.ends_with([';', ':', '.', ','])
            && !is_section_label(line)
            && !is_place_date(folded)
            && !is_number_line(folded)
            && !ground.iter().any(|opening| folded.starts_with(opening))
            && (!blank || time.iter().any(|word| folded.starts_with(word)))
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
        // `… ban hành kế hoạch như sau:` leads into the plan: a page lost its type and subject.
        if folded.ends_with("như sau:") {
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
        if open || above.ends_with(',') || at > 0 && ends_with_head(self.normal(at - 1)) {
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
        if posts::is_post(normal) && self.decides(at) {
            return true;
        }
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

    /// Whether a line names who decides: below it and the lines that go on with it in capitals stands the legal basis, and
    /// none of them is another officer (`BỔ NHIỆM` / `TRƯỞNG PHÒNG …` / `CHỦ TỊCH …`).
    fn decides(&self, at: usize) -> bool {
        /// Lines of a long name.
        const LINES: usize = 3;
        let below = (at + 1..self.lines.len()).filter(|&at| self.is_text(at));
        let mut capitals = below.take(LINES).skip_while(|&at| {
            let line = self.normal(at);
            is_capital(line) && posts::post(line).is_none() && !self.is_listed(at)
        });
        let basis = capitals.next().map_or("", |at| self.folded(at));
        let basis = basis.trim_start_matches(['-', ' ']);
        let opening = self.rules.phrases.starts(List::LegalOpening, basis);
        opening.is_some()
    }

    /// Whether a line begins with a listed body.
    fn is_listed(&self, at: usize) -> bool {
        self.rules.agencies.starts(self.folded(at)).is_some()
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
}

/// `… CỦA THỦ TƯỚNG`, `… CỦA BỘ TRƯỞNG`: an officer whose body the next line names.
fn ends_with_head(line: &str) -> bool {
    line.rsplit_once("CỦA ").is_some_and(|(_, officer)| {
        let officer = officer.trim_end();
        posts::post(officer) == Some(officer.len())
    })
}
