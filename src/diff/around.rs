//! The text around a value: of the document where it can still be read, else of the task that the value belongs to.

use crate::ingest::{self, Origin, Source};
use crate::link::record::Record;
use crate::link::values::Value;
use crate::note::Notes;
use crate::span::OriginalSpan;
use std::path::PathBuf;

/// Code points shown on each side.
const SIDE: usize = 40;

/// Longest stretch of a value's own words, in code points.
const LONGEST: usize = 120;

/// The original of a record, if its file is still there with the same content.
pub fn original(record: &Record) -> Option<String> {
    let path = &record.source.path;
    let source = Source {
        path: path.clone(),
        origin: Origin::File(PathBuf::from(path)),
    };
    if path == "-" || !PathBuf::from(path).is_file() {
        return None;
    }
    let raw = ingest::read(&source, &mut Notes::default()).ok()?;
    (raw.hash == record.source.hash).then_some(raw.original)
}

/// The texts of a document in both runs, read when first asked for.
pub(super) struct Texts<'a> {
    old: Side<'a>,
    new: Side<'a>,
    original: &'a dyn Fn(&Record) -> Option<String>,
}

struct Side<'a> {
    record: &'a Record,
    text: Option<Option<String>>,
}

impl<'a> Texts<'a> {
    pub fn new(
        old: &'a Record,
        new: &'a Record,
        original: &'a dyn Fn(&Record) -> Option<String>,
    ) -> Self {
        let side = |record| Side { record, text: None };
        Self {
            old: side(old),
            new: side(new),
            original,
        }
    }

    /// The text around a value, its own words in `[…]`, in one line; empty where it has no words.
    pub fn around(&mut self, value: &Value, of_new: bool) -> String {
        let original = self.original;
        let side = if of_new { &mut self.new } else { &mut self.old };
        let task = value.task.and_then(|at| side.record.tasks.get(at));
        let Some(span) = value.span.or(task.map(|task| task.span)) else {
            return String::new();
        };
        let text = side.text.get_or_insert_with(|| original(side.record));
        if let Some(text) = text {
            return cut(text, 0, span);
        }
        match task.filter(|task| task.span.start <= span.start && span.end <= task.span.end) {
            Some(task) => cut(&task.text, task.span.start, span),
            None if value.text.is_empty() => String::new(),
            None => format!("[{}]", flat(value.text)),
        }
    }
}

/// A stretch of a text whose first code point is `from`, with what stands on its sides.
fn cut(text: &str, from: usize, span: OriginalSpan) -> String {
    let (start, end) = (
        span.start.saturating_sub(from),
        span.end.saturating_sub(from),
    );
    let chars =
        |skip: usize, take: usize| flat(&text.chars().skip(skip).take(take).collect::<String>());
    let before = start.saturating_sub(SIDE);
    let own = if end - start > LONGEST {
        format!("{}…", chars(start, LONGEST))
    } else {
        chars(start, end - start)
    };
    let open = if before > 0 { "…" } else { "" };
    format!(
        "{open}{}[{own}]{}",
        chars(before, start - before),
        chars(end, SIDE)
    )
    .trim()
    .to_string()
}

/// White space as single spaces, also at the ends.
fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_words_between_their_neighbours() {
        let span = OriginalSpan {
            start: 14,
            end: 18,
            line: 1,
        };
        assert_eq!(
            cut("báo cáo\ntrước 15/5, gửi Sở", 0, span),
            "báo cáo trước [15/5], gửi Sở"
        );
        assert_eq!(cut("trước 15/5, gửi", 8, span), "trước [15/5], gửi");
    }
}
