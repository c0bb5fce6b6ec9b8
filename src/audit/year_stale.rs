//! An earlier year left in a deadline: a plan copied from last year's.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "year/stale",
    name_vi: "Còn sót năm cũ",
    name_en: "Old year left over",
    severity: Severity::Warning,
    why_vi: "Năm cũ còn sót lại từ kế hoạch năm trước: các thời hạn khác cũng cần xem lại.",
    why_en: "A year left over from an earlier plan: the other deadlines want a second look, too.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì lập danh sách, xong trước ngày 15/11/2023."
    )],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì lập danh sách, xong trước ngày 15/11/2024."
    )],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let Some(year) = plan.titled_year() else {
        return Vec::new();
    };
    let mut remarks = Vec::new();
    for task in &plan.record.tasks {
        for deadline in &task.deadlines {
            let written = deadline.inferred.is_empty();
            let named = deadline
                .end
                .as_ref()
                .and_then(|end| end.get(..4)?.parse::<i16>().ok());
            if let Some(old) = named.filter(|named| written && *named < year) {
                remarks.push(plan.on_deadline(
                    task,
                    deadline,
                    format!("Thời hạn ghi năm {old} trong kế hoạch năm {year}."),
                    format!("A deadline of {old} in a plan for {year}."),
                ));
            }
        }
    }
    remarks
}
