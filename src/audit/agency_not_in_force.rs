//! A body that did not exist on the day of issue.

use super::example::example;
use super::finding::Remark;
use super::plan::{Plan, day_vi};
use super::{Check, Run};
use crate::link::record::Assignment;
use crate::note::Severity;
use crate::rules::Rules;
use crate::rules::agencies::Agency;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) const CHECK: Check = Check {
    id: "agency/not-in-force",
    name_vi: "Cơ quan không còn hoặc chưa có",
    name_en: "Body not in existence",
    severity: Severity::Warning,
    why_vi: "Cơ quan đã sáp nhập, đổi tên hoặc chưa được lập vào ngày ban hành: nhiệm vụ được giao cho một nơi không còn.",
    why_en: "The body had been merged, renamed or not yet set up on the day of issue: the task is given to nobody.",
    run: Run::Within(run),
    fires: &[
        example!(date "ngày 12 tháng 9 năm 2025", "II. NHIỆM VỤ\n1. Phòng Lao động - Thương binh và Xã hội chủ trì lập danh sách hộ nghèo."),
    ],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Phòng Lao động - Thương binh và Xã hội chủ trì lập danh sách hộ nghèo."
    )],
};

/// Provinces carried out reorganisations some days to weeks off the legal date.
const TOLERANCE_DAYS: i32 = 60;

fn run(plan: &Plan<'_>, rules: &Rules) -> Vec<Remark> {
    let Some(day) = plan.day() else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let mut remarks = Vec::new();
    for task in &plan.record.tasks {
        for agency in task
            .agencies
            .iter()
            .filter(|agency| agency.known && !agency.generic)
        {
            let rows = rules.agencies.named(&agency.name);
            let Some(row) = gone(&rows, agency, day) else {
                continue;
            };
            if !seen.insert((agency.name.clone(), agency.level)) {
                continue;
            }
            let (vi, en) = sentence(row, day);
            let mut remark = plan.on_task(task, vi, en);
            remark.subject = format!("{}|{:?}", agency.name, agency.level);
            remark
                .evidence
                .insert(0, plan.evidence(&agency.text, agency.span));
            remarks.push(remark);
        }
    }
    remarks
}

/// The row of the registry that says that the body was not there, where no row says that it was.
fn gone<'r>(rows: &[&'r Arc<Agency>], agency: &Assignment, day: Date) -> Option<&'r Agency> {
    let level = agency.level?;
    let of_level: Vec<&Agency> = rows
        .iter()
        .map(|row| &***row)
        .filter(|row| row.level == level)
        .collect();
    let near = |row: &&Agency| {
        let slack: Span = TOLERANCE_DAYS.days();
        let earlier = day.checked_sub(slack).unwrap_or(day);
        let later = day.checked_add(slack).unwrap_or(day);
        row.valid_to.is_none_or(|to| to >= earlier)
            && row.valid_from.is_none_or(|from| from <= later)
    };
    if of_level.is_empty() || of_level.iter().any(near) {
        return None;
    }
    of_level
        .into_iter()
        .min_by_key(|row| row.valid_to.is_none_or(|to| to > day))
}

fn sentence(row: &Agency, day: Date) -> (String, String) {
    let name = &row.name;
    match row.valid_to.filter(|to| *to < day) {
        Some(to) => {
            let (vi, en) = match row.successors.join("; ") {
                none if none.is_empty() => (String::new(), String::new()),
                next => (format!("; kế tục: {next}"), format!("; successor: {next}")),
            };
            (
                format!("{name} chỉ tồn tại đến {}{vi}.", day_vi(to)),
                format!("{name} existed until {to} only{en}."),
            )
        }
        None => {
            let from = row.valid_from.unwrap_or(day);
            (
                format!("{name} chỉ có từ {}.", day_vi(from)),
                format!("{name} exists only since {from}."),
            )
        }
    }
}
