//! A number, or a day or month of issue, that a draft leaves blank.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "document/draft",
    name_vi: "Bản dự thảo",
    name_en: "Draft",
    severity: Severity::Warning,
    why_vi: "Bản dự thảo chưa có số hoặc ngày: chưa phải văn bản đã ban hành, đừng tính vào kết quả công bố.",
    why_en: "A draft without number or date is not issued yet: leave it out of what is published.",
    run: Run::Within(run),
    fires: &[
        example!(number "     /KH-UBND", "1. Phòng Nội vụ chủ trì thực hiện."),
        example!(date "ngày     tháng 3 năm 2024", "1. Phòng Nội vụ chủ trì thực hiện."),
    ],
    silent: &[example!("1. Phòng Nội vụ chủ trì thực hiện.")],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let header = &plan.record.document;
    let mut blank: Vec<(&str, &str)> = Vec::new();
    if header
        .number
        .as_ref()
        .is_some_and(|number| number.serial.is_none())
    {
        blank.push(("số", "number"));
    }
    if plan.issued.is_some_and(|date| date.day.is_none()) {
        blank.push(("ngày ban hành", "date of issue"));
    }
    if blank.is_empty() {
        return Vec::new();
    }
    let (vi, en): (Vec<_>, Vec<_>) = blank.into_iter().unzip();
    let mut remark = plan.remark(
        en.join(","),
        format!("Dự thảo: còn để trống {}.", vi.join(" và ")),
        format!("A draft: {} left blank.", en.join(" and ")),
    );
    let number = header
        .number
        .as_ref()
        .filter(|number| number.serial.is_none());
    let (text, span) = match (number, &header.date) {
        (Some(number), _) => (&number.fact.text, number.fact.span),
        (None, Some(date)) => (&date.text, date.span),
        (None, None) => return vec![remark],
    };
    remark.evidence = vec![plan.evidence(text, span)];
    vec![remark]
}
