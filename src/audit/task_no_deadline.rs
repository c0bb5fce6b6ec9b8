//! A task that does not say by when.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::link::record::Task;
use crate::note::Severity;
use crate::rules::Rules;
use crate::span::OriginalSpan;

pub(super) const CHECK: Check = Check {
    id: "task/no-deadline",
    name_vi: "Nhiệm vụ không có thời hạn",
    name_en: "Task without a deadline",
    severity: Severity::Info,
    why_vi: "Nhiệm vụ không có thời hạn thì không bao giờ quá hạn, và không theo dõi được.",
    why_en: "A task without a deadline is never late and cannot be followed up.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Thanh tra huyện chủ trì thanh tra đột xuất việc thu phí."
    )],
    silent: &[
        example!(
            "II. NHIỆM VỤ\n1. Thanh tra huyện chủ trì thanh tra đột xuất việc thu phí, xong trước ngày 15/11."
        ),
        // Its time is there and cannot be read: `deadline/impossible` says so.
        example!(
            "II. NHIỆM VỤ\n1. Thanh tra huyện chủ trì thanh tra đột xuất việc thu phí, xong trước ngày 31/11."
        ),
    ],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let days = plan.impossible_days().map(|(_, span)| span);
    let mut days: Vec<OriginalSpan> = days.collect();
    days.sort_unstable_by_key(|day| day.start);
    let impossible = |task: &Task| {
        let from = days.partition_point(|day| day.start < task.span.start);
        let behind = days.get(from..).unwrap_or(&[]).iter();
        let mut inside = behind.take_while(|day| day.start <= task.span.end);
        inside.any(|day| day.end <= task.span.end)
    };
    let tasks = plan.record.tasks.iter();
    tasks
        .filter(|task| task.deadlines.is_empty() && !impossible(task))
        .map(|task| {
            plan.on_task(
                task,
                "Nhiệm vụ không có thời hạn.".to_string(),
                "The task has no deadline.".to_string(),
            )
        })
        .collect()
}
