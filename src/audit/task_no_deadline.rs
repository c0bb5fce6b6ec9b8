//! A task that does not say by when.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "task/no-deadline",
    severity: Severity::Info,
    why_vi: "Nhiệm vụ không có thời hạn thì không bao giờ quá hạn, và không theo dõi được.",
    why_en: "A task without a deadline is never late and cannot be followed up.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Thanh tra huyện chủ trì thanh tra đột xuất việc thu phí."
    )],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Thanh tra huyện chủ trì thanh tra đột xuất việc thu phí, xong trước ngày 15/11."
    )],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let tasks = plan.record.tasks.iter();
    tasks
        .filter(|task| task.deadlines.is_empty())
        .map(|task| {
            plan.on_task(
                task,
                "Nhiệm vụ không có thời hạn.".to_string(),
                "The task has no deadline.".to_string(),
            )
        })
        .collect()
}
