//! A deadline on a day that is not in the calendar.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "deadline/impossible",
    name_vi: "Ngày không có trong lịch",
    name_en: "Day not in the calendar",
    severity: Severity::Error,
    why_vi: "Ngày không có trong lịch (31/6, 30/02): thời hạn thật là ngày nào phải hỏi lại cơ quan ban hành.",
    why_en: "A day that is not in the calendar (31 June): which day was meant only the issuer can say.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì lập danh sách, xong trước ngày 31/6/2024."
    )],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì lập danh sách, xong trước ngày 30/6/2024."
    )],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let days = plan.impossible_days();
    days.map(|(note, span)| {
        let words = note.message.split('`').nth(1).unwrap_or("");
        let mut remark = plan.remark(
            words.to_string(),
            format!("“{words}” không phải là một ngày có trong lịch."),
            format!("“{words}” is no day of the calendar."),
        );
        remark.evidence = vec![plan.evidence(words, span)];
        remark
    })
    .collect()
}
