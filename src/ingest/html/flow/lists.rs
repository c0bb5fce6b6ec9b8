//! Lists of a web page → the labels before their items.

use crate::ingest::counters::{Style, written};
use scraper::node::Element;

/// A list that is open.
pub struct List {
    /// `1`, `a`, `A`, `i`, `I`; `None` for a list of marks.
    kind: Option<char>,
    next: u32,
}

impl List {
    /// The list that an element begins.
    pub fn new(element: &Element) -> Self {
        let kind = element.attr("type").and_then(|kind| kind.chars().next());
        Self {
            kind: (element.name() == "ol").then_some(kind.unwrap_or('1')),
            next: number(element.attr("start")).unwrap_or(1),
        }
    }

    /// The label of the next item.
    pub fn label(&mut self, item: &Element) -> String {
        let Some(kind) = self.kind else {
            return "-".to_owned();
        };
        let number = number(item.attr("value")).unwrap_or(self.next);
        self.next = number.saturating_add(1);
        let (style, end) = match kind {
            'a' => (Style::SmallLetter, ')'),
            'A' => (Style::Letter, '.'),
            'I' => (Style::Roman, '.'),
            'i' => (Style::SmallRoman, '.'),
            _ => (Style::Digits, '.'),
        };
        format!("{}{end}", written(number, style))
    }
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.trim().parse().ok()
}
