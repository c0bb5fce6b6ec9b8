//! A task for which nobody is named.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "task/no-agency",
    name_vi: "Nhiệm vụ không nêu cơ quan",
    name_en: "Task without a body",
    severity: Severity::Warning,
    why_vi: "Nhiệm vụ không nêu cơ quan thực hiện: không ai chịu trách nhiệm.",
    why_en: "A task that names nobody is nobody's.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Tăng cường thanh tra, kiểm tra đột xuất việc thu phí."
    )],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Thanh tra huyện chủ trì thanh tra đột xuất việc thu phí."
    )],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let tasks = plan.record.tasks.iter();
    tasks
        .filter(|task| task.agencies.is_empty())
        .map(|task| {
            plan.on_task(
                task,
                "Nhiệm vụ không nêu ai thực hiện.".to_string(),
                "The task names nobody who does it.".to_string(),
            )
        })
        .collect()
}
