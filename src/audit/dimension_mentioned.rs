//! A dimension that the plan only names.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run, scope};
use crate::note::Severity;
use crate::rules::Rules;
use crate::value::Treatment;

pub(super) const CHECK: Check = Check {
    id: "dimension/only-mentioned",
    name_vi: "Nội dung chỉ được nhắc tên",
    name_en: "Dimension only mentioned",
    severity: Severity::Warning,
    why_vi: "Nội dung chỉ được nhắc tên, không có nhiệm vụ nào: trên giấy có, trong việc làm không.",
    why_en: "A dimension that is only named has no task: it is there on paper and not in the work.",
    run: Run::Within(run),
    fires: &[example!(
        "I. MỤC ĐÍCH\n1. Nâng cao nội dung Quản trị điện tử và các nội dung khác.\nII. NHIỆM VỤ\n1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện chủ trì thanh tra đột xuất."
    )],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện chủ trì thanh tra đột xuất."
    )],
};

fn run(plan: &Plan<'_>, rules: &Rules) -> Vec<Remark> {
    of_treatment(
        plan,
        rules,
        Treatment::Mentioned,
        "chỉ được nhắc tên, không có nhiệm vụ nào",
        "is only named, without any task",
    )
}

/// A remark for each dimension that is treated just so far, with the words that treat it.
pub(super) fn of_treatment(
    plan: &Plan<'_>,
    rules: &Rules,
    treatment: Treatment,
    vi: &str,
    en: &str,
) -> Vec<Remark> {
    let dimensions = scope::dimensions(plan, rules);
    let entries = plan.record.dimensions.iter();
    entries
        .filter(|entry| entry.treatment == treatment)
        .filter_map(|entry| {
            let (index, number) = (&entry.index, entry.dimension);
            let scoped = dimensions
                .iter()
                .find(|scoped| scoped.index == index && scoped.dimension.number == number)?;
            let name = &scoped.dimension.name;
            let mut remark = plan.remark(
                format!("{index}-{number}"),
                format!("Nội dung {number} của {index} ({name}) {vi}."),
                format!("Dimension {number} of {index} ({name}) {en}."),
            );
            if let Some(span) = entry.spans.first() {
                remark.evidence = vec![plan.evidence("", *span)];
            }
            Some(remark)
        })
        .collect()
}
