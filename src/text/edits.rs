//! What one step changes: sorted replacements, and the way back across them.

use std::borrow::Cow;
use std::ops::Range;

/// One replacement: a stretch of the step's input and what stands there in its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    /// Bytes of the input.
    start: usize,
    end: usize,
    /// Bytes of the output.
    out_start: usize,
    out_end: usize,
    /// Where the new text begins in `Edits::texts`.
    text: usize,
}

/// The same as it is kept. A document with its lines broken has one for each of them, and none is longer than 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kept([u32; 5]);

impl Kept {
    fn new(edit: Edit) -> Self {
        let all = [
            edit.start,
            edit.end,
            edit.out_start,
            edit.out_end,
            edit.text,
        ];
        Self(all.map(|at| u32::try_from(at).unwrap_or(u32::MAX)))
    }

    fn edit(&self) -> Edit {
        let [start, end, out_start, out_end, text] = self.0.map(|at| at as usize);
        Edit {
            start,
            end,
            out_start,
            out_end,
            text,
        }
    }
}

/// The changes of one step, in order and without overlaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    list: Vec<Kept>,
    /// The new texts one after another: one allocation for all, since a page of Markdown has hundreds.
    texts: String,
}

impl Edits {
    /// Replaces `range` by `with`; ranges must come in order, and one that overlaps an earlier one is left out.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        let last = self.list.last().map(Kept::edit);
        let (end, out_end) = last.map_or((0, 0), |edit| (edit.end, edit.out_end));
        if range.start < end || (range.is_empty() && with.is_empty()) {
            return;
        }
        let out_start = out_end + (range.start - end);
        self.list.push(Kept::new(Edit {
            start: range.start,
            end: range.end,
            out_start,
            out_end: out_start + with.len(),
            text: self.texts.len(),
        }));
        self.texts.push_str(with);
    }

    /// Gives back room for more of them.
    pub fn shrink_to_fit(&mut self) {
        self.list.shrink_to_fit();
        self.texts.shrink_to_fit();
    }

    /// Takes `range` away.
    pub fn delete(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// Adds the changes of a stretch of the input that begins at byte `at`; stretches must come in order.
    pub fn append(&mut self, at: usize, part: &Edits) {
        for edit in part.list.iter().map(Kept::edit) {
            let new = edit.text..edit.text + (edit.out_end - edit.out_start);
            let with = part.texts.get(new).unwrap_or("");
            self.replace(at + edit.start..at + edit.end, with);
        }
    }

    /// Where a stretch of the input stands in the output. What is replaced at one of its ends belongs to it as a whole.
    pub fn after(&self, stretch: Range<usize>) -> Range<usize> {
        let place = |at: usize, inside: fn(Edit) -> usize| {
            let before = self.list.partition_point(|kept| kept.edit().end <= at);
            let last = before
                .checked_sub(1)
                .and_then(|last| self.list.get(last))
                .map(Kept::edit);
            let (end, out_end) = last.map_or((0, 0), |edit| (edit.end, edit.out_end));
            let next = self.list.get(before).map(Kept::edit);
            match next.filter(|edit| edit.start < at) {
                Some(edit) => inside(edit),
                None => out_end + (at - end),
            }
        };
        place(stretch.start, |edit| edit.out_start)..place(stretch.end, |edit| edit.out_end)
    }

    /// How many bytes longer (or shorter, where negative) the output is than the input.
    pub fn growth(&self) -> isize {
        self.list
            .last()
            .map(Kept::edit)
            .map_or(0, |edit| edit.out_end as isize - edit.end as isize)
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The output of the step.
    pub fn apply(&self, text: &str) -> String {
        self.apply_as(text, Cow::Borrowed)
    }

    /// The output of the step on another form of its input that has the same bytes at the edges of what is replaced;
    /// `form` gives the new texts that form.
    pub fn apply_as<'s>(&'s self, text: &str, form: impl Fn(&'s str) -> Cow<'s, str>) -> String {
        let mut out = String::with_capacity(text.len() + self.texts.len());
        let mut at = 0;
        for edit in self.list.iter().map(Kept::edit) {
            out.push_str(text.get(at..edit.start).unwrap_or(""));
            let new = edit.text..edit.text + (edit.out_end - edit.out_start);
            out.push_str(&form(self.texts.get(new).unwrap_or("")));
            at = edit.end;
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }

    /// Where a span of the output that starts at `at` starts in the input: after what was taken away before it.
    pub fn start_before(&self, at: usize) -> usize {
        let after = self
            .list
            .partition_point(|kept| kept.edit().out_start <= at);
        let last = after.checked_sub(1).and_then(|i| self.list.get(i));
        match last.map(Kept::edit) {
            Some(edit) if at < edit.out_end => edit.start,
            Some(edit) => edit.end + (at - edit.out_end),
            None => at,
        }
    }

    /// Where a span of the output that ends at `at` ends in the input: before what was taken away after it.
    pub fn end_before(&self, at: usize) -> usize {
        let after = self.list.partition_point(|kept| kept.edit().out_start < at);
        let last = after.checked_sub(1).and_then(|i| self.list.get(i));
        match last.map(Kept::edit) {
            Some(edit) if at < edit.out_end => edit.end,
            Some(edit) => edit.end + (at - edit.out_end),
            None => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `**KẾ` → `KẾ`, `A` + U+030A → `Å`
    fn sample() -> (&'static str, Edits) {
        let mut edits = Edits::default();
        edits.delete(0..2);
        edits.replace(4..7, "xy");
        edits.delete(7..8);
        ("**ab123*cd", edits)
    }

    #[test]
    fn applies_in_order() {
        let (text, edits) = sample();
        assert_eq!(edits.apply(text), "abxycd");
        let mut edits = edits;
        edits.delete(5..6);
        assert_eq!(
            edits.apply(text),
            "abxycd",
            "an overlapping edit is left out"
        );
    }

    #[test]
    fn a_span_starts_after_and_ends_before_what_was_taken_away() {
        let (_, edits) = sample();
        assert_eq!(edits.start_before(0), 2);
        assert_eq!(edits.end_before(2), 4);
        assert_eq!(edits.end_before(4), 7);
        assert_eq!(edits.start_before(4), 8);
        assert_eq!(edits.end_before(6), 10);
    }

    #[test]
    fn a_stretch_of_the_input_is_found_in_the_output() {
        let (_, edits) = sample();
        assert_eq!(edits.after(2..4), 0..2);
        assert_eq!(edits.after(4..7), 2..4);
        assert_eq!(edits.after(5..6), 2..4);
        assert_eq!(edits.after(8..10), 4..6);
    }

    #[test]
    fn inside_a_replacement_the_whole_source_counts() {
        let (_, edits) = sample();
        assert_eq!((edits.start_before(3), edits.end_before(3)), (4, 7));
    }
}
