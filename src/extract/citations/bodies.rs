//! Who issued a cited document, as it stands behind it: one body, several that issued it together, an officer of a board,
//! a conference.

use crate::extract::agencies::open::name_end;
use crate::extract::issuers;
use crate::extract::title::capitalised;
use crate::outline::{Outline, posts};
use crate::rules::Rules;
use crate::span::Span;
use crate::text::fold::key;

/// A body and where its name ends, in bytes of the region.
type Body = (String, usize);

/// How far behind a citation its issuers may stand, in bytes.
const REACH: usize = 240;

/// `của Bộ Y tế và Bộ Tài chính` behind a citation, abbreviations expanded, and where the last name ends. `joint`: its
/// notation names several bodies.
pub(super) fn issuer_behind(
    outline: &Outline,
    region: Span,
    from: usize,
    joint: bool,
    rules: &Rules,
) -> Option<Body> {
    let start = behind_of(outline.folded(region), from)?;
    let text = Text {
        outline,
        region,
        folded: outline.folded(region),
        start,
        rules,
    };
    let known = issuers::issuer_behind(outline, region, from, rules);
    let body = known.or_else(|| text.by_officer());
    let body = body.or_else(|| text.by_task())?;
    let body = text.without_opinions(body);
    Some(text.together(text.of_committee(body), joint))
}

/// Where the name begins behind `của`.
fn behind_of(folded: &str, from: usize) -> Option<usize> {
    let rest = folded.get(from..)?;
    let lead = rest.trim_start_matches([' ', '\n', ',', ')']);
    let name = lead.strip_prefix("của")?.trim_start();
    Some(folded.len() - name.len())
}

/// The text of a region, and where an issuer's name begins in it.
struct Text<'t> {
    outline: &'t Outline,
    region: Span,
    folded: &'t str,
    start: usize,
    rules: &'t Rules,
}

impl Text<'_> {
    /// What is folded from the name on, as far as an issuer may stand.
    fn near(&self) -> &str {
        let rest = self.folded.get(self.start..).unwrap_or("");
        let mut end = rest.len().min(REACH);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        rest.get(..end).unwrap_or("")
    }

    fn written(&self, end: usize) -> String {
        let span = Span::new(self.start, end.max(self.start)).shift(self.region.start);
        let written = self.outline.written(span);
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// `Bộ trưởng` / `Bộ Y tế`: a line broken between the post and its body.
    fn by_officer(&self) -> Option<Body> {
        let near = self.near();
        let agency = self.rules.agencies.find_all(near).into_iter().next()?;
        let post = self.written(self.start + agency.start);
        let whole = posts::post(&post.to_uppercase()) == Some(post.len());
        let broken = near.get(..agency.start)?.contains('\n');
        (whole && broken).then(|| {
            let name = format!("{} {}", capitalised(&post.to_lowercase()), agency.name);
            (name, self.start + agency.end)
        })
    }

    /// `Tổ công tác chuyên trách cải cách thủ tục hành chính`, `Trưởng Ban Chỉ đạo 138 tỉnh`: called by their task.
    fn by_task(&self) -> Option<Body> {
        const HEADS: [&str; 5] = [
            "tổ công tác",
            "tổ giúp việc",
            "tiểu ban",
            "trưởng ban chỉ đạo",
            "trưởng tiểu ban",
        ];
        let near = self.near();
        let head = HEADS.iter().find(|head| near.starts_with(**head))?;
        let end = self.start + name_end(near.into(), head.len(), self.rules);
        let name = self.written(end);
        let words = name.split(' ').count();
        let named = name.starts_with(char::is_uppercase) && (2..=16).contains(&words);
        named.then_some((name, end))
    }

    /// `Ban Kinh tế - Ngân sách và ý kiến của các đại biểu`: what was thought of it is no part of who wrote it.
    fn without_opinions(&self, (name, end): Body) -> Body {
        let opinions = " và ý kiến";
        let kept = name.find(opinions);
        let stop = self
            .folded
            .get(self.start..end)
            .and_then(|name| name.find(opinions));
        match (kept, stop) {
            (Some(kept), Some(stop)) => (name[..kept].to_string(), self.start + stop),
            _ => (name, end),
        }
    }

    /// `Hội nghị lần thứ sáu, Ban Chấp hành Trung ương khóa XII`: a conference, and of which committee and term.
    fn of_committee(&self, (name, end): Body) -> Body {
        let same = || (name.clone(), end);
        let Some(rest) = self.folded.get(end..) else {
            return same();
        };
        let committee = rest.trim_start_matches([',', ' ', '\n']);
        if !name.starts_with("Hội nghị ") || committee.len() == rest.len() {
            return same();
        }
        let Some(found) = self.rules.agencies.starts(committee) else {
            return same();
        };
        let mut stop = end + (rest.len() - committee.len()) + found.end;
        let behind = self.folded.get(stop..).unwrap_or("");
        let term = behind.trim_start().trim_start_matches('(');
        if let Some(number) = term.strip_prefix("khóa ") {
            let digits = number
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(number.len());
            let closing = usize::from(
                behind.trim_start().starts_with('(') && number[digits..].starts_with(')'),
            );
            stop += behind.len() - number.len() + digits + closing;
        }
        (self.written(stop), stop)
    }

    /// The bodies that `và` or a dash joins to the first one.
    fn together(&self, (mut name, mut end): Body, joint: bool) -> Body {
        while let Some((mark, next, stop)) = self.next_body(end, joint) {
            name.push_str(mark);
            name.push_str(&next);
            end = stop;
        }
        (name, end)
    }

    /// A further body: behind a dash, behind `và` where a matter follows it, and behind a comma in a joint document.
    fn next_body(&self, end: usize, joint: bool) -> Option<(&'static str, String, usize)> {
        const MARKS: [(&str, &str); 5] = [
            ("và ", " và "),
            ("và\n", " và "),
            ("- ", " - "),
            ("– ", " - "),
            (", ", ", "),
        ];
        const MATTERS: [&str; 6] = ["về", "v/v", "hướng dẫn", "quy định", "ban hành", "sửa đổi"];
        let rest = self.folded.get(end..)?;
        let lead = rest.trim_start();
        let (mark, written) = MARKS.iter().find(|(mark, _)| lead.starts_with(mark))?;
        let behind = lead.get(mark.len()..)?;
        // `Đoàn Chủ tịch Ủy ban Trung ương …`: a part of a body acts for it.
        const PARTS: [&str; 4] = [
            "Đoàn Chủ tịch ",
            "Ban Thường trực ",
            "Ban Thường vụ ",
            "Thường trực ",
        ];
        let part = PARTS.into_iter().find(|part| {
            let named = self.rules.agencies.starts(behind);
            behind.starts_with(&key(part)) && named.is_none()
        });
        let part = part.unwrap_or("");
        let behind = behind.get(part.len()..)?;
        let found = self.rules.agencies.starts(behind)?;
        let after = behind.get(found.end..)?.trim_start_matches(' ');
        let matter = MATTERS.iter().any(|word| after.starts_with(word));
        let joined = match written.trim() {
            "-" => true,
            "và" => joint || matter,
            _ => joint,
        };
        let stop = end + (rest.len() - behind.len()) + found.end;
        joined.then(|| (*written, format!("{part}{}", found.name), stop))
    }
}
