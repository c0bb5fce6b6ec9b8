//! What holds for every document, whatever stands in it: checks for random plans, fuzz inputs and files that were damaged.

// Every test file that includes this one uses some of it.
#![allow(dead_code)]

use jiff::civil::Date;
use kehoach::ingest::{BlockKind, Content};
use kehoach::link::record::Record;
use kehoach::outline::{NodeKind, Outline};
use kehoach::span::Span;
use kehoach::text::{NormaliseOptions, Text, normalise};
use kehoach::value::deadline::Period;
use serde_json::{Map, Value};

/// The blocks of a document lie in its text, in order and apart, and no cell is of no size.
pub fn blocks_fit(content: &Content) {
    let mut last = 0;
    for block in &content.blocks {
        assert!(block.range.start >= last, "{block:?} begins before {last}");
        assert!(content.text.get(block.range.clone()).is_some(), "{block:?}");
        last = block.range.end;
        if let BlockKind::Cell { rows, columns, .. } = block.kind {
            assert!(rows > 0 && columns > 0, "{block:?}");
        }
    }
    for recognised in &content.recognised {
        assert!(content.text.get(recognised.range.clone()).is_some());
        assert!(recognised.confidence <= 100, "{recognised:?}");
    }
}

/// Every character of the normalised text leads back to a stretch of the original, later ones to later ones, and the
/// folded text has its syllables at the same bytes.
pub fn offsets_lead_back(text: &Text) {
    let normalised = text.normalised();
    let chars = text.raw().original.chars().count();
    let mut last = 0;
    for (at, c) in normalised.char_indices() {
        let span = text.original_span(Span::new(at, at + c.len_utf8()));
        assert!(
            span.start <= span.end && span.end <= chars,
            "{span:?} of {chars}"
        );
        assert!(span.start >= last, "{at}: {span:?} before {last}");
        last = span.start;
    }
    assert_eq!(text.folded().len(), normalised.len());
}

/// A clean text stays as it is.
pub fn normalising_twice_changes_nothing(text: &str) {
    let options = NormaliseOptions::default();
    let once = normalise(text, &options);
    assert_eq!(normalise(&once, &options), once, "{text:?}");
}

/// The nodes of an outline stand in the text one after the other.
pub fn nodes_follow_each_other(outline: &Outline) {
    let mut last = 0;
    for node in &outline.nodes {
        assert!(node.span.start >= last, "{node:?} begins before {last}");
        assert!(
            node.span.contains(node.body) && node.span.start < node.span.end,
            "{node:?}"
        );
        last = node.span.end;
    }
    assert!(last <= outline.text.normalised().len());
}

/// The cells of a table stand in the text one after the other, within the table, one a column in every row.
pub fn cells_follow_each_other(outline: &Outline) {
    for node in &outline.nodes {
        let NodeKind::Table(table) = node.kind else {
            continue;
        };
        let table = &outline.tables[table];
        let heads = table.columns.iter().flat_map(|column| &column.heads);
        assert!(heads.copied().all(|head| node.span.contains(head)));
        let own = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| !cell.inherited);
        let spans: Vec<Span> = own.filter_map(|cell| cell.span).collect();
        assert!(
            spans.iter().all(|span| node.span.contains(*span)),
            "{spans:?}"
        );
        assert!(
            spans.windows(2).all(|pair| pair[0].end <= pair[1].start),
            "{spans:?}"
        );
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.cells.len() == table.columns.len())
        );
    }
}

/// A node's children come after it, know it, and are of its part.
pub fn parents_and_children_agree(outline: &Outline) {
    for (id, node) in outline.nodes.iter().enumerate() {
        for &child in &node.children {
            assert!(child > id);
            assert_eq!(outline.nodes[child].parent, Some(id));
            assert_eq!(outline.nodes[child].part, node.part);
        }
    }
}

/// Tasks are numbered in the order of the text.
pub fn tasks_are_in_order(record: &Record) {
    for (at, task) in record.tasks.iter().enumerate() {
        assert_eq!(task.id, format!("T{:03}", at + 1));
        assert!(!task.text.trim().is_empty());
    }
    let starts: Vec<usize> = record.tasks.iter().map(|task| task.span.start).collect();
    assert!(starts.is_sorted(), "{starts:?}");
}

/// Deadlines are written as the grammar of the dataset says.
pub fn deadlines_are_canonical(record: &Record) {
    for deadline in record.tasks.iter().flat_map(|task| &task.deadlines) {
        assert!(is_canonical(&deadline.value), "{deadline:?}");
        assert!(deadline.value.starts_with(&deadline.kind), "{deadline:?}");
    }
}

/// Whether a deadline is written as the grammar of the dataset says.
pub fn is_canonical(value: &str) -> bool {
    let day = |text: &str| {
        text.parse::<Date>()
            .ok()
            .filter(|day| day.to_string() == text)
    };
    match value.split_once(' ') {
        None => value == "continuous",
        Some(("by", text)) => day(text).is_some(),
        Some(("during", text)) => text
            .split_once('/')
            .and_then(|(from, to)| Some(day(from)? <= day(to)?))
            .unwrap_or(false),
        Some(("every", text)) => Period::from_iso(text).is_some(),
        Some(("event:", words)) => {
            !words.trim().is_empty() && words.trim() == words && !words.contains('\n')
        }
        Some(_) => false,
    }
}

/// Every span of a record cut from the original is its quote, on the line that it names; returns how many there are.
pub fn spans_are_true(original: &str, record: &Record) -> usize {
    let chars: Vec<char> = original.chars().collect();
    Original { chars }.check_all(&serde_json::to_value(record).unwrap())
}

/// The characters of a text, which spans count.
struct Original {
    chars: Vec<char>,
}

impl Original {
    fn check_all(&self, value: &Value) -> usize {
        match value {
            Value::Array(list) => list.iter().map(|one| self.check_all(one)).sum(),
            Value::Object(fields) => self.check_fields(fields),
            _ => 0,
        }
    }

    fn check_fields(&self, fields: &Map<String, Value>) -> usize {
        let mut checked = 0;
        if fields.get("span").is_some_and(|span| !span.is_null()) {
            self.check(fields);
            checked += 1;
        }
        for span in fields
            .get("spans")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.range(span);
            checked += 1;
        }
        checked
            + fields
                .values()
                .map(|one| self.check_all(one))
                .sum::<usize>()
    }

    /// Checks an object's `span`, and its `text` against what stands there.
    fn check(&self, fact: &Map<String, Value>) {
        let (start, end) = self.range(&fact["span"]);
        // `before` is the quote of a repair.
        if let Some(text) = fact.get("text").or_else(|| fact.get("before")) {
            let quote: String = self.chars[start..end].iter().collect();
            assert_eq!(text.as_str(), Some(quote.as_str()), "{fact:?}");
        }
    }

    /// A span's ends, which must lie inside, on the line that it names.
    fn range(&self, span: &Value) -> (usize, usize) {
        let number = |key: &str| span[key].as_u64().map(|n| n as usize);
        let (Some(start), Some(end), Some(line)) = (number("start"), number("end"), number("line"))
        else {
            panic!("no span: {span}");
        };
        assert!(
            start < end && end <= self.chars.len(),
            "{span} of {}",
            self.chars.len()
        );
        let breaks = self.chars[..start].iter().filter(|c| **c == '\n').count();
        assert_eq!(line, breaks + 1, "{span}");
        (start, end)
    }
}
