//! Who acts in a stretch of text, read once however many tasks ask: a heading is asked for each task below it.

use crate::extract::Facts;
use crate::extract::roles::{self, Sentence};
use crate::rules::Rules;
use crate::span::Span;
use crate::trace;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// The sentences of one document.
pub struct Sentences<'a> {
    facts: &'a Facts,
    rules: &'a Rules,
    known: RefCell<FxHashMap<Span, Rc<Sentence>>>,
    /// What most say: nothing.
    nothing: Rc<Sentence>,
}

impl<'a> Sentences<'a> {
    /// None is read yet.
    pub fn new(facts: &'a Facts, rules: &'a Rules) -> Self {
        Self {
            facts,
            rules,
            known: RefCell::default(),
            nothing: Rc::default(),
        }
    }

    /// What a stretch says of actors.
    pub fn read(&self, span: Span) -> Rc<Sentence> {
        // Who explains a document is told each time.
        let known = self.known.borrow().get(&span).map(Rc::clone);
        if let Some(known) = known.filter(|_| !trace::listening()) {
            return known;
        }
        let text = self.facts.outline.text.folded();
        let mentions = self.facts.mentions_in(span);
        let mut sentence = roles::read(text, span, mentions, self.rules);
        sentence.acting.shrink_to_fit();
        let sentence = match sentence == *self.nothing {
            true => Rc::clone(&self.nothing),
            false => Rc::new(sentence),
        };
        let mut known = self.known.borrow_mut();
        known.insert(span, Rc::clone(&sentence));
        sentence
    }
}
