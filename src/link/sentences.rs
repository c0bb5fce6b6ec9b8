//! Who acts in a stretch of text, read once however many tasks ask: a heading is asked for each task below it.

use crate::extract::Facts;
use crate::extract::agencies::Mention;
use crate::extract::roles::{self, Sentence};
use crate::memo::Matter;
use crate::rules::Rules;
use crate::span::Span;
use crate::trace;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::Arc;

/// The sentences of one document.
pub struct Sentences<'a> {
    facts: &'a Facts,
    rules: &'a Rules,
    known: RefCell<FxHashMap<Span, Arc<Sentence>>>,
    /// What most say: nothing.
    nothing: Arc<Sentence>,
}

impl<'a> Sentences<'a> {
    /// None is read yet.
    pub fn new(facts: &'a Facts, rules: &'a Rules) -> Self {
        Self {
            facts,
            rules,
            known: RefCell::default(),
            nothing: Arc::default(),
        }
    }

    /// What a stretch says of actors.
    pub fn read(&self, span: Span) -> Arc<Sentence> {
        // Who explains a document is told each time.
        let known = self.known.borrow().get(&span).map(Arc::clone);
        if let Some(known) = known.filter(|_| !trace::listening()) {
            return known;
        }
        let sentence = self.first(span);
        let sentence = match *sentence == *self.nothing {
            true => Arc::clone(&self.nothing),
            false => sentence,
        };
        let mut known = self.known.borrow_mut();
        known.insert(span, Arc::clone(&sentence));
        sentence
    }

    /// The same of a stretch that nobody asked for in this document.
    fn first(&self, span: Span) -> Arc<Sentence> {
        let text = self.facts.outline.text.folded();
        let mentions = self.facts.mentions_in(span);
        let read = || {
            let mut sentence = roles::read(text, span, mentions, self.rules);
            sentence.acting.shrink_to_fit();
            sentence
        };
        let text = with_mentions(span.cut(text), span.start, mentions);
        self.rules.memo.read(Matter::Sentence, &text, read)
    }
}

/// All that `roles::read` looks at: the text, and of each body where it stands, what it is called and whether it is an
/// unnamed group.
fn with_mentions(text: &str, base: usize, mentions: &[Mention]) -> String {
    let mut all = String::with_capacity(text.len() + 48 * mentions.len());
    all.push_str(text);
    for mention in mentions {
        for at in [mention.span.start - base, mention.span.end - base] {
            all.push('\0');
            all.push_str(itoa::Buffer::new().format(at));
        }
        all.push_str(if mention.generic { "\0g\0" } else { "\0\0" });
        all.push_str(&mention.name);
    }
    all
}
