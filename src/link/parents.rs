//! An item and what stands below it: which of the two is the task, and which only says what the other is to reach.

use super::attributes;
use super::tasks::Finder;
use crate::extract::roles::Sentence;
use crate::outline::{Node, NodeId, NodeKind, tree};
use crate::rules::phrases::List;
use crate::span::Span;
use crate::trace;
use crate::value::label::LabelKind;

impl Finder<'_> {
    /// An item whose children are noun phrases or targets is the task itself; one whose children ask for work is a heading.
    pub(super) fn is_parent_the_task(
        &self,
        items: &[NodeId],
        node: &Node,
        main: Span,
        sentence: &Sentence,
    ) -> bool {
        let outline = &self.facts.outline;
        if items
            .iter()
            .any(|&item| matches!(outline.nodes[item].kind, NodeKind::Table(_)))
        {
            return false;
        }
        let asking = items.iter().filter(|&&item| self.asks(item)).count();
        let own = self.opens_task(main) || sentence.acting.iter().any(|acting| acting.subject);
        let mark = matches!(
            node.label().map(|label| label.kind),
            Some(LabelKind::Dash | LabelKind::Plus | LabelKind::Star)
        );
        if mark && own && !outline.cut(main).trim_end().ends_with(':') {
            return true;
        }
        let short = outline.cut(main).chars().count() < 60;
        // `1. Các phòng, ban xây dựng kế hoạch …; đề ra giải pháp ….` asks for more than what stands below it.
        let says_all = outline.cut(main).trim_end().ends_with('.');
        if says_all && sentence.acting.iter().any(|acting| acting.subject) {
            return true;
        }
        let leaves = items
            .iter()
            .all(|&item| outline.nodes[item].children.is_empty());
        if mark && asking == 0 && leaves && self.says_what_of_parts(main) {
            return true;
        }
        if !mark
            && !own
            && !short
            && asking == 0
            && leaves
            && !items
                .iter()
                .all(|&item| self.is_document(outline.folded(outline.nodes[item].body)))
            && outline.cut(main).trim_end().ends_with(':')
        {
            return true;
        }
        if short && !mark {
            return false;
        }
        own && asking * 2 < items.len() && !tree::heading_like_text(outline.cut(main), mark)
            || own && asking == 0
    }

    /// `Cửa sông Hậu: Lấy mẫu tại 04 vị trí gồm:`: a verb behind the colon asks for the work, and the items below only
    /// list its parts.
    fn says_what_of_parts(&self, main: Span) -> bool {
        let folded = self.facts.outline.folded(main).trim_end();
        let work = folded
            .strip_suffix("gồm:")
            .and_then(|text| text.split_once(':'))
            .map(|(_, work)| work.trim_start());
        work.is_some_and(|work| self.rules.phrases.starts(List::TaskVerb, work).is_some())
    }

    /// `+ Số hóa hồ sơ trên 90%.`: what is to be reached, no work.
    pub(super) fn states_target(&self, node: &Node) -> bool {
        let folded = self.facts.outline.folded(node.body);
        let mark = node
            .label()
            .is_some_and(|label| label.kind == LabelKind::Plus);
        let figure = ["chỉ số", "tỷ lệ", "tỉ lệ", "mức độ", "số lượng"]
            .iter()
            .any(|word| folded.starts_with(word))
            || [
                " đạt ",
                "trên ",
                "không quá ",
                "ít nhất ",
                "dưới ",
                "tối thiểu ",
            ]
            .iter()
            .any(|word| folded.contains(word));
        mark && figure
            && folded.chars().count() < 160
            && (folded.contains('%')
                || folded.contains(|c: char| c.is_ascii_digit())
                || folded.starts_with("chỉ số"))
    }

    /// A `+` below a task that only states what is to be reached belongs to the task.
    pub(super) fn is_target_of_parent(&self, id: NodeId, node: &Node) -> bool {
        let Some(parent) = node.parent else {
            return false;
        };
        let outline = &self.facts.outline;
        let above = &outline.nodes[parent];
        let above_is_item = above.label().is_some_and(|label| {
            matches!(
                label.kind,
                LabelKind::Dash
                    | LabelKind::Plus
                    | LabelKind::Star
                    | LabelKind::Letter
                    | LabelKind::Arabic
            )
        });
        if !above_is_item || node.label().is_none() || self.asks(id) {
            return false;
        }
        let known = self.parents.borrow().get(&parent).copied();
        if let Some(known) = known.filter(|_| !trace::listening()) {
            return known;
        }
        let (main, _) = attributes::split(outline, parent, above.body, self.rules);
        let items = self.items(parent);
        let task = self.is_parent_the_task(&items, above, main, &self.sentences.read(main));
        self.parents.borrow_mut().insert(parent, task);
        task
    }
}
