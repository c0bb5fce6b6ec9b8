//! A deadline that had passed when the plan was issued.

use super::example::example;
use super::finding::Remark;
use super::plan::{Plan, day_vi, last_day};
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;
use crate::value::date::PartialDate;

pub(super) const CHECK: Check = Check {
    id: "deadline/before-issue",
    name_vi: "Thời hạn trước ngày ban hành",
    name_en: "Deadline before the day of issue",
    severity: Severity::Error,
    why_vi: "Thời hạn đã qua khi kế hoạch được ban hành: không thể thực hiện đúng hạn, thường là ghi nhầm ngày hoặc chép từ năm trước.",
    why_en: "The deadline had passed when the plan was issued: nobody can keep it; mostly a slip, or copied from last year.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì lập danh sách, xong trước ngày 15/02."
    )],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì lập danh sách, xong trước ngày 15/11."
    )],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    // Where the day of issue is left blank, the first day that it can be decides.
    let Some(issued) = plan.issued.and_then(PartialDate::earliest) else {
        return Vec::new();
    };
    let mut remarks = Vec::new();
    for task in &plan.record.tasks {
        for deadline in &task.deadlines {
            if let Some(last) = last_day(deadline).filter(|last| *last < issued) {
                remarks.push(plan.on_deadline(
                    task,
                    deadline,
                    format!(
                        "Thời hạn {} đã qua khi ban hành ({}).",
                        day_vi(last),
                        day_vi(issued)
                    ),
                    format!("The deadline {last} had passed on the day of issue ({issued})."),
                ));
            }
        }
    }
    remarks
}
