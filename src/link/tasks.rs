//! Outline → tasks: which items, rows and paragraphs ask somebody to do something.

use super::attributes::{self, Attribute};
use super::openings::{behind_connective, behind_time, behind_topic, is_courtesy, is_share};
use super::sections;
use super::sections::Sections;
use super::sentences::Sentences;
use super::told::{self, NoTask};
use crate::extract::Facts;
use crate::extract::agencies::Mention;
use crate::extract::lead_in;
use crate::extract::roles::Sentence;
use crate::outline::parts::is_capital;
use crate::outline::{Node, NodeId, NodeKind, Part};
use crate::rules::Rules;
use crate::rules::headings::ColumnKind;
use crate::rules::pattern::Place as PatternPlace;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::text::word::words;
use crate::trace;
use crate::value::label::LabelKind;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A paragraph or item.
    Node(NodeId),
    /// A row: the table's node, the table, the row.
    Row(NodeId, usize, usize),
}

/// A task, not yet joined with actors and deadlines.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// Where it stands.
    pub place: Place,
    /// The whole task.
    pub span: Span,
    /// Its own words, without label and without attributes at its end.
    pub main: Span,
}

impl Drafted {
    /// Whether it stands in an annex.
    pub fn in_annex(&self, facts: &Facts) -> bool {
        let (Place::Node(id) | Place::Row(id, ..)) = self.place;
        facts.outline.nodes[id].part == Part::Annex
    }
}

/// All tasks and all attribute lines of a document, in order.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Tasks.
    pub tasks: Vec<Drafted>,
    /// `Thực hiện: …`, `Thời gian thực hiện: …`.
    pub attributes: Vec<Attribute>,
}

/// Finds them.
pub fn find(facts: &Facts, rules: &Rules, sentences: &Sentences, sections: &Sections) -> Drafts {
    let mut finder = Finder {
        facts,
        rules,
        drafts: Drafts::default(),
        sentences,
        sections,
        asking: RefCell::default(),
        parents: RefCell::default(),
    };
    let nodes = facts.outline.nodes.iter().enumerate();
    for (id, node) in nodes.filter(|(_, node)| matches!(node.part, Part::Body | Part::Annex)) {
        finder.node(id, node);
    }
    finder.drafts
}

/// Finds the tasks of one document; rows of tables in `rows`.
pub(super) struct Finder<'a> {
    pub(super) facts: &'a Facts,
    pub(super) rules: &'a Rules,
    pub(super) drafts: Drafts,
    pub(super) sentences: &'a Sentences<'a>,
    sections: &'a Sections<'a>,
    /// Whether an item asks for work, and whether one with items is the task: asked again for each item beside it.
    asking: RefCell<FxHashMap<NodeId, bool>>,
    pub(super) parents: RefCell<FxHashMap<NodeId, bool>>,
}

impl Finder<'_> {
    fn node(&mut self, id: NodeId, node: &Node) {
        if let NodeKind::Table(table) = node.kind {
            return self.table(id, table);
        }
        let (main, attributes) = attributes::split(&self.facts.outline, id, node.body, self.rules);
        let only_attributes = main.is_empty();
        self.drafts.attributes.extend(attributes);
        if only_attributes {
            return;
        }
        if !self.sections.assigns_work(id) {
            let kind = self.sections.kind(id);
            return trace::tell(|| told::idle_section(node.span, kind));
        }
        let judged = self.is_task(id, node, main);
        trace::tell(|| told::task(node.span, judged));
        if judged.is_ok() {
            let span = Span::new(node.span.start, main.end.max(node.body.start));
            self.drafts.tasks.push(Drafted {
                place: Place::Node(id),
                span,
                main,
            });
        }
    }

    /// Whether a paragraph or item is a task: the rule that makes it one, or why it is none.
    fn is_task(&self, id: NodeId, node: &Node, main: Span) -> Result<&'static str, NoTask> {
        let folded = self.facts.outline.folded(main);
        let normal = self.facts.outline.cut(main);
        if is_capital(normal)
            || normal.chars().count() < 12 && !self.is_told_below(id, folded)
            || normal.starts_with('(')
            || folded.starts_with("ghi chú")
            || folded.starts_with("kính gửi")
            || is_courtesy(folded)
            || sections::titles_annex(&self.facts.outline, id)
        {
            return Err(NoTask::TitleLike);
        }
        if node.label().is_some() && self.names_only_bodies(main) {
            return Err(NoTask::NamesOnly);
        }
        let sentence = self.sentences.read(main);
        if sentence.acting.is_empty() && self.is_document(folded) {
            return Err(NoTask::Document);
        }
        if sections::closes(self.facts, self.rules, node, folded) {
            let acts = sentence
                .acting
                .iter()
                .any(|acting| acting.role != crate::value::Role::Support);
            return told::choose(acts, "task/closing", NoTask::Closing);
        }
        if self.is_target_of_parent(id, node) {
            return Err(NoTask::Target);
        }
        let items: Vec<NodeId> = self.items(id);
        if !items.is_empty() {
            let task = self.is_parent_the_task(&items, node, main, &sentence);
            return told::choose(task, "task/with-items", NoTask::Heading);
        }
        if node.label().is_none() {
            let task = self.is_free_paragraph(normal, folded, &sentence);
            return told::choose(task, "task/paragraph", NoTask::Paragraph);
        }
        let task = self.is_leaf_item(id, node, normal, folded, &sentence);
        told::choose(task, "task/item", NoTask::Item)
    }

    /// `a) Quyết định số 12/2024/QĐ-UBND ngày …;`: a list of documents asks nobody for work.
    pub(super) fn is_document(&self, folded: &str) -> bool {
        let kind = self.rules.document_types.starts(folded);
        let number = kind.and_then(|(_, end)| folded.get(end..)?.trim_start().strip_prefix("số"));
        number.is_some_and(|number| {
            let number = number.trim_start_matches([':', ' ', '\n']);
            number.starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// Children that are no mere attribute lines.
    pub(super) fn items(&self, id: NodeId) -> Vec<NodeId> {
        let outline = &self.facts.outline;
        outline.nodes[id]
            .children
            .iter()
            .copied()
            .filter(|&child| {
                let node = &outline.nodes[child];
                matches!(node.kind, NodeKind::Table(_))
                    || !node.children.is_empty()
                    || !attributes::split(outline, child, node.body, self.rules)
                        .0
                        .is_empty()
            })
            .collect()
    }

    /// Whether an item asks for work: a verb opens it, or somebody acts in it, or its own items do.
    pub(super) fn asks(&self, id: NodeId) -> bool {
        let known = self.asking.borrow().get(&id).copied();
        if let Some(known) = known.filter(|_| !trace::listening()) {
            return known;
        }
        let node = &self.facts.outline.nodes[id];
        let asks = !self.states_target(node)
            && (self.opens_task(node.body)
                || self
                    .sentences
                    .read(node.body)
                    .acting
                    .iter()
                    .any(|acting| acting.subject)
                || node.children.iter().any(|&child| self.asks(child)));
        self.asking.borrow_mut().insert(id, asks);
        asks
    }

    pub(super) fn opens_task(&self, span: Span) -> bool {
        let folded = self.facts.outline.folded(span);
        self.rules.phrases.starts(List::TaskVerb, folded).is_some()
    }

    /// A paragraph without a label: a task where a verb opens it or somebody acts; an introduction (`… như sau:`) never.
    fn is_free_paragraph(&self, normal: &str, folded: &str, sentence: &Sentence) -> bool {
        if normal.trim_end().ends_with(':')
            || normal.starts_with(char::is_lowercase)
            || normal.contains('|')
        {
            return false;
        }
        let acting = sentence
            .acting
            .iter()
            .any(|acting| acting.role != crate::value::Role::Support);
        let opens = |text: &str| self.rules.phrases.starts(List::TaskVerb, text).is_some();
        // `Việc kê khai tài sản phải hoàn thành trước ngày …`
        let must = folded.starts_with("việc ") && folded.contains(" phải ");
        let said = behind_connective(folded, self.rules);
        opens(behind_topic(said, opens)) || opens(behind_time(said, self.rules)) || acting || must
    }

    /// `3. Sở Nội vụ`, `6. Đề nghị: Hội Nông dân tỉnh, …`: a heading, with or without text below it.
    fn names_only_bodies(&self, main: Span) -> bool {
        let mentions = self.facts.mentions_in(main);
        let folded = self.facts.outline.folded(main);
        let covered: usize = mentions
            .iter()
            .map(|mention| {
                // `Giám đốc Sở Nội vụ`: the post is part of the name.
                let before = &folded[..mention.span.start - main.start];
                let post = before.trim_end().len()
                    - lead_in::without_post(before, self.rules).trim_end().len();
                mention.span.len() + post
            })
            .sum();
        covered * 10 >= main.len() * 8 && !self.says_what_they_do(main, mentions)
    }

    /// `Chánh Văn phòng, Giám đốc Sở Nội vụ, … chịu trách nhiệm thi hành Quyết định này.`
    fn says_what_they_do(&self, main: Span, mentions: &[Mention]) -> bool {
        /// Fewer words behind the bodies are none of a sentence; two are enough where a verb opens them.
        const LEAST: usize = 3;
        let folded = self.facts.outline.folded(main);
        let end = mentions.last().map_or(0, |last| last.span.end - main.start);
        let rest = folded.get(end..).unwrap_or("").trim_start();
        let acts = |place| !self.rules.patterns.at_start(place, rest).is_empty();
        let verb = self.rules.phrases.starts(List::TaskVerb, rest).is_some();
        let said = words(rest).take(LEAST).count();
        // `Phòng Văn hóa và Thông tin nâng cấp Cổng thông tin điện tử.`: a verb between the bodies.
        let between = mentions.windows(2).any(|pair| {
            let [one, next] = pair else { return false };
            let gap = folded.get(one.span.end - main.start..next.span.start - main.start);
            let gap = gap.unwrap_or("").trim();
            self.rules.phrases.starts(List::TaskVerb, gap).is_some()
        });
        between || said == LEAST && acts(PatternPlace::AfterAgency) || said > 1 && verb
    }

    /// Whether items ask for work without saying so: in a plan or the like, or in a section that assigns work.
    fn asks_for_work(&self, id: NodeId) -> bool {
        use crate::rules::headings::SectionKind as Kind;
        let kind = self.facts.header.kind.as_ref();
        let plan = kind.is_none_or(|kind| {
            let folded = crate::text::fold::key(&kind.value);
            self.rules
                .phrases
                .starts(List::WorkDocument, &folded)
                .is_some()
        });
        match self.sections.kind(id) {
            // `Nguồn Quỹ Phòng, chống thiên tai.`: a source of money is no work.
            Some(Kind::Budget) => false,
            Some(Kind::Tasks | Kind::Organisation | Kind::Monitoring) => true,
            _ => plan,
        }
    }

    fn is_leaf_item(
        &self,
        id: NodeId,
        node: &Node,
        normal: &str,
        folded: &str,
        sentence: &Sentence,
    ) -> bool {
        let opens = |text: &str| self.rules.phrases.starts(List::TaskVerb, text).is_some();
        let said = behind_connective(folded, self.rules);
        let verb = opens(said) || opens(behind_time(said, self.rules));
        let acting = sentence
            .acting
            .iter()
            .any(|acting| acting.role != crate::value::Role::Support);
        let major = matches!(
            node.label().map(|label| label.kind),
            Some(LabelKind::Roman | LabelKind::Part | LabelKind::Chapter | LabelKind::Capital)
        );
        let idle = !acting && (sections::is_idle_line(folded, self.rules) || is_share(folded));
        if major || idle || normal.trim_end().ends_with(':') {
            return false;
        }
        let time = self.sections.kind(id) == Some(crate::rules::headings::SectionKind::Time);
        verb || acting
            || normal.chars().count() >= 40 && !time && self.asks_for_work(id)
            || self.is_told_below(id, folded)
    }

    /// `3. Hội nghị triển khai` / `- Thời gian: …` / `- Chủ trì: …`: the lines right below a short item say who does it or
    /// when. A heading of such lines (`Thời gian, địa điểm`) is no work.
    fn is_told_below(&self, id: NodeId, folded: &str) -> bool {
        let phrases = &self.rules.phrases;
        let heads = [
            List::AttributeLead,
            List::AttributeResponsible,
            List::AttributeSupport,
            List::AttributeDeadline,
            List::DetailHead,
        ];
        let numbered = matches!(
            self.facts.outline.nodes[id].label().map(|label| label.kind),
            Some(LabelKind::Arabic | LabelKind::Decimal(_) | LabelKind::Letter)
        );
        if !numbered
            || heads
                .iter()
                .any(|head| phrases.starts(*head, folded).is_some())
        {
            return false;
        }
        let outline = &self.facts.outline;
        let below = outline.nodes.iter().enumerate().skip(id + 1);
        let mut lines =
            below.map(|(line, node)| attributes::split(outline, line, node.body, self.rules));
        // All lines that describe the item, up to the next text of another kind.
        let mut kinds = lines
            .by_ref()
            .take_while(|(main, attributes)| main.is_empty() && !attributes.is_empty())
            .flat_map(|(_, attributes)| attributes);
        kinds.any(|attribute| {
            matches!(
                attribute.kind,
                ColumnKind::Lead
                    | ColumnKind::Responsible
                    | ColumnKind::Support
                    | ColumnKind::Deadline
            )
        })
    }
}
