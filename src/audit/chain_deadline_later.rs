//! The same work due later than the plan above has it.

use super::example::example;
use super::finding::Remark;
use super::likeness::common;
use super::set::Set;
use super::summary::{Due, Summary};
use super::{Check, Run, Tell};
use crate::error::Error;
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "chain/deadline-later",
    name_vi: "Hạn cấp dưới muộn hơn",
    name_en: "Deadline later than above",
    severity: Severity::Warning,
    why_vi: "Cùng một việc, cấp dưới để hạn sau cấp trên: khi cấp trên tổng hợp thì cấp dưới chưa xong.",
    why_en: "For the same work the lower level is due after the upper one: when the upper level reports, the lower is not done.",
    run: Run::Across(run),
    fires: &[
        PROVINCE,
        example!(
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2024 của UBND tỉnh Bình Định;\n\nII. NHIỆM VỤ\n1. Rà soát, công khai danh sách hộ nghèo, hộ cận nghèo tại nhà văn hóa thôn trước ngày 20/11/2024."
        ),
    ],
    silent: &[
        PROVINCE,
        example!(
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2024 của UBND tỉnh Bình Định;\n\nII. NHIỆM VỤ\n1. Rà soát, công khai danh sách hộ nghèo, hộ cận nghèo tại nhà văn hóa thôn trước ngày 20/9/2024."
        ),
    ],
};

const PROVINCE: &str = example!(unit "TỈNH BÌNH ĐỊNH", number "12/KH-UBND", date "ngày 15 tháng 01 năm 2024", title "Nâng cao Chỉ số PAPI tỉnh Bình Định năm 2024", to "- Các sở, ban, ngành;", "II. NHIỆM VỤ\n1. Rà soát, công khai danh sách hộ nghèo, hộ cận nghèo tại nhà văn hóa thôn trước ngày 30/9/2024.");

/// Part of the shorter task's runs of words that must stand in the other for the two to be the same work.
const ALIKE: f64 = 0.6;

/// Shorter tasks are alike by chance.
const FEWEST_RUNS: usize = 6;

fn run(set: &mut Set, _rules: &Rules, tell: &mut Tell<'_>) -> Result<(), Error> {
    set.each_descent(|set, link, child, parent| {
        let (own, above) = (set.plans.due(link.child)?, set.plans.due(link.parent)?);
        for task in &own {
            let twin = above
                .iter()
                .filter(|other| alike(task, other))
                .max_by_key(|other| common(&task.sketch, &other.sketch));
            // ISO days sort as they follow each other.
            if let Some(other) = twin.filter(|other| task.day > other.day) {
                tell(link.child, child, remark((child, task), (parent, other)))?;
            }
        }
        Ok(())
    })
}

fn remark((child, task): (&Summary, &Due), (parent, other): (&Summary, &Due)) -> Remark {
    let above = parent.name();
    let mut remark = child.remark(
        format!("{}|{}|{}", parent.key, task.day, task.text),
        format!("Hạn {} sau hạn {} của {above}.", task.day, other.day),
        format!("Due {}, after {} in {above}.", task.day, other.day),
    );
    remark.task = Some(task.task.clone());
    remark.evidence = vec![
        child.evidence(&task.text, task.span),
        parent.evidence(&other.text, other.span),
    ];
    remark
}

fn alike(one: &Due, other: &Due) -> bool {
    let shorter = one.sketch.len().min(other.sketch.len());
    shorter >= FEWEST_RUNS && common(&one.sketch, &other.sketch) as f64 >= ALIKE * shorter as f64
}
