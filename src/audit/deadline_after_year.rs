//! A deadline after the last year that the plan is for.

use super::example::example;
use super::finding::Remark;
use super::plan::{Plan, day_vi, last_day};
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "deadline/after-year",
    name_vi: "Thời hạn sau năm kế hoạch",
    name_en: "Deadline after the plan's year",
    severity: Severity::Warning,
    why_vi: "Thời hạn nằm ngoài năm của kế hoạch: ghi nhầm năm, hoặc việc bị đẩy sang kế hoạch sau.",
    why_en: "The deadline lies after the plan's year: a slip, or work put off to the next plan.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì lập danh sách, xong trước ngày 15/11/2026."
    )],
    silent: &[
        example!(
            "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì lập danh sách, xong trước ngày 15/11/2024."
        ),
        // The year's report is due in the first months of the next.
        example!(
            "II. NHIỆM VỤ\n1. Phòng Nội vụ tổng hợp, báo cáo kết quả cả năm trước ngày 15/01/2025."
        ),
    ],
};

/// Reports on a year are written in the first quarter of the next.
const REPORT_MONTHS: i8 = 3;

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let Some(last_year) = last_year(plan) else {
        return Vec::new();
    };
    let mut remarks = Vec::new();
    for task in &plan.record.tasks {
        for deadline in &task.deadlines {
            let late = last_day(deadline).filter(|day| {
                day.year() > last_year + 1
                    || day.year() == last_year + 1 && day.month() > REPORT_MONTHS
            });
            if let Some(day) = late {
                remarks.push(plan.on_deadline(
                    task,
                    deadline,
                    format!(
                        "Thời hạn {} ở sau năm {last_year}, năm cuối của kế hoạch.",
                        day_vi(day)
                    ),
                    format!("The deadline {day} is after {last_year}, the last year of the plan."),
                ));
            }
        }
    }
    remarks
}

/// The last year that the title names (`giai đoạn 2024-2025`), else the plan's year; none where the title looks ahead
/// without a last year.
fn last_year(plan: &Plan<'_>) -> Option<i16> {
    let year = plan.titled_year()?;
    let title = plan
        .record
        .document
        .title
        .as_ref()
        .map_or("", |title| title.value.as_str());
    let named = title
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse::<i16>().ok())
        .filter(|named| (1990..2100).contains(named));
    let last = named.max().map_or(year, |named| named.max(year));
    let open = title.contains("những năm tiếp theo") || title.contains("các năm tiếp theo");
    (!open).then_some(last)
}
