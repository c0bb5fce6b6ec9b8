//! A task that several bodies carry and none leads.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::link::record::Task;
use crate::note::Severity;
use crate::rules::Rules;
use crate::value::Role;

pub(super) const CHECK: Check = Check {
    id: "task/no-lead",
    name_vi: "Nhiều cơ quan, không ai chủ trì",
    name_en: "Several bodies, none leads",
    severity: Severity::Info,
    why_vi: "Nhiều cơ quan cùng làm mà không có cơ quan chủ trì: việc chung dễ thành việc không của ai.",
    why_en: "Several bodies act and none leads: what is everybody's is easily nobody's.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ, Phòng Tư pháp, Thanh tra huyện rà soát quy chế dân chủ."
    )],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp, Thanh tra huyện rà soát quy chế dân chủ."
    )],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let tasks = plan.record.tasks.iter();
    tasks
        .filter_map(|task| {
            let names = several_without_lead(task)?.join(", ");
            Some(plan.on_task(
                task,
                format!("Không có cơ quan chủ trì, tuy nhiều cơ quan thực hiện: {names}."),
                format!("Nobody leads, though several act: {names}."),
            ))
        })
        .collect()
}

/// The bodies that act for a task, where there are two or more and none leads. Bodies of one kind at lower levels
/// (`UBND các xã`) each act for themselves and count as one.
fn several_without_lead(task: &Task) -> Option<Vec<&str>> {
    if task.agencies.iter().any(|agency| agency.role == Role::Lead) {
        return None;
    }
    let acting = task
        .agencies
        .iter()
        .filter(|agency| agency.role == Role::Responsible && !agency.generic);
    let mut names: Vec<&str> = acting.map(|agency| agency.name.as_str()).collect();
    names.dedup();
    (names.len() > 1).then_some(names)
}
