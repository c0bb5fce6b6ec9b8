//! Where recipients and signature begin and end, and where an annex begins.

use super::{Finder, is_capital};
use crate::outline::Part;
use crate::outline::lines::LineKind;
use crate::outline::signature::is_small_title;
use crate::value::label;

/// More lines than this below the signature are no web site's footer.
const MOST_SITE_LINES: usize = 40;

impl Finder<'_> {
    /// First line of the closing and one past its last.
    pub(super) fn closing(&self, from: usize) -> (usize, usize) {
        let all = self.lines.len();
        let recipients = (from..all).find(|&at| {
            self.is_text(at) && self.folded(at).contains("nơi nhận") && self.folded(at).len() < 60
        });
        let start = match recipients {
            Some(at) => self
                .authority_near(from, at)
                .map_or(at, |authority| authority.min(at)),
            None => match self
                .last_authority(from)
                .or_else(|| self.last_small_title(from))
            {
                Some(at) => at,
                None => return (all, all),
            },
        };
        let start = self.swallow_bars(from, start);
        (
            start,
            self.annex_start(start.max(recipients.unwrap_or(start)), start),
        )
    }

    pub(super) fn swallow_bars(&self, from: usize, mut start: usize) -> usize {
        while start > from
            && matches!(
                self.lines[start - 1].kind,
                LineKind::Bar | LineKind::Blank | LineKind::Rule
            )
        {
            start -= 1;
        }
        match self.ends_cell(from, start) {
            true => start + 1,
            false => start,
        }
    }

    /// Whether the bar in a line ends the last cell of a table rather than opening the closing: a few lines above it there
    /// is another bar, and nothing blank between; the closing has no cells of its own.
    fn ends_cell(&self, from: usize, bar: usize) -> bool {
        /// Lines of a long cell.
        const LINES: usize = 6;
        let above = self.lines[from..bar].iter().rev().take(LINES + 1);
        let mut other = above.skip_while(|line| line.kind == LineKind::Text);
        let is_bar = |at: usize| {
            self.lines
                .get(at)
                .is_some_and(|line| line.kind == LineKind::Bar)
        };
        let closing = self.lines.get(bar + 1..).unwrap_or_default();
        is_bar(bar)
            && closing.iter().all(|line| line.kind != LineKind::Bar)
            && bar > from
            && !is_bar(bar - 1)
            && other.next().is_some_and(|line| line.kind == LineKind::Bar)
    }

    /// A signature above `Nơi nhận`, at most a few lines up.
    pub(super) fn authority_near(&self, from: usize, recipients: usize) -> Option<usize> {
        (from.max(recipients.saturating_sub(14))..recipients).find(|&at| self.signs(at))
    }

    /// Without `Nơi nhận`: the signature of a plan that is the document's last, or an annex's.
    pub(super) fn last_authority(&self, from: usize) -> Option<usize> {
        (from..self.lines.len()).find(|&at| self.signs(at) && self.folded(at).len() < 200)
    }

    /// Without any title in capitals: the last ones in small letters with a person's name close below.
    fn last_small_title(&self, from: usize) -> Option<usize> {
        let last = (from..self.lines.len()).rev().find(|&at| {
            self.has_small_title(at)
                && (at + 1..self.lines.len().min(at + 8)).any(|below| self.names_person(below))
        })?;
        let mut first = last;
        for at in (from..last).rev() {
            if self.has_small_title(at) {
                first = at;
            } else if self.is_text(at) {
                break;
            }
        }
        Some(first)
    }

    fn has_small_title(&self, at: usize) -> bool {
        self.is_text(at) && is_small_title(self.normal(at))
    }

    /// After the signer's name: the first further text.
    pub(super) fn annex_start(&self, recipients: usize, start: usize) -> usize {
        let all = self.lines.len();
        let near = start..all.min(recipients + 120);
        let signature = near
            .clone()
            .find(|&at| self.signs(at))
            .or_else(|| near.clone().find(|&at| self.has_small_title(at)));
        let Some(signature) = signature else {
            return self.annex_heading(recipients).unwrap_or(all);
        };
        let name = (signature + 1..all.min(signature + 40)).find(|&at| self.names_person(at));
        let after = name.unwrap_or(signature).max(if recipients > signature {
            self.recipients_end(recipients)
        } else {
            0
        }) + 1;
        (after..all)
            .find(|&at| self.is_text(at))
            .map_or(all, |at| self.annex_head_start(after, at))
    }

    /// Recipients written below the signature: their list ends at `Lưu`.
    pub(super) fn recipients_end(&self, from: usize) -> usize {
        (from..self.lines.len().min(from + 60))
            .take_while(|&at| !self.is_text(at) || !self.folded(at).starts_with("phụ lục"))
            .filter(|&at| self.folded(at).contains("lưu"))
            .last()
            .unwrap_or(from)
    }

    /// A bar right behind the name closes the signature cell; a further one opens the annex's table.
    pub(super) fn annex_head_start(&self, after: usize, at: usize) -> usize {
        let bars: Vec<usize> = (after..at)
            .filter(|&line| self.lines[line].kind == LineKind::Bar)
            .collect();
        bars.get(1).copied().unwrap_or(at)
    }

    /// What stands below the signature: an annex, or a web site's own lines (`Chia sẻ`, `Văn bản liên quan`), which
    /// have no heading of an annex, no label and no table.
    pub(super) fn last_part(&self, from: usize) -> Part {
        let all = self.lines.len();
        let content = (from..all).any(|at| {
            let (folded, normal) = (self.folded(at), self.normal(at));
            !matches!(self.lines[at].kind, LineKind::Text | LineKind::Blank)
                || label::read(normal).is_some()
                || folded.starts_with("(kèm")
                || folded.starts_with("(ban hành")
                || ["phụ lục", "mẫu", "biểu", "danh mục", "bảng"]
                    .iter()
                    .any(|word| folded.starts_with(word))
                || self.rules.document_types.starts(folded).is_some() && is_capital(normal)
        });
        let texts = (from..all).filter(|&at| self.is_text(at)).count();
        if content || texts > MOST_SITE_LINES {
            Part::Annex
        } else {
            Part::Boilerplate
        }
    }

    pub(super) fn annex_heading(&self, from: usize) -> Option<usize> {
        (from..self.lines.len()).find(|&at| {
            self.is_text(at)
                && self.folded(at).starts_with("phụ lục")
                && is_capital(self.normal(at))
        })
    }
}
