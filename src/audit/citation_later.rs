//! A cited document that is younger than the plan that cites it.

use super::example::example;
use super::finding::Remark;
use super::plan::{Plan, date_vi, day_vi};
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;
use crate::value::date::PartialDate;

pub(super) const CHECK: Check = Check {
    id: "citation/later",
    name_vi: "Viện dẫn văn bản ban hành sau",
    name_en: "Cites a later document",
    severity: Severity::Error,
    why_vi: "Không thể căn cứ vào văn bản ban hành sau kế hoạch: ngày của một trong hai văn bản bị ghi sai.",
    why_en: "A plan cannot rest on a document that is issued after it: one of the two dates is wrong.",
    run: Run::Within(run),
    fires: &[example!(
        "Căn cứ Quyết định số 81/QĐ-UBND ngày 15 tháng 4 năm 2024 của UBND tỉnh;\n\nI. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì thực hiện."
    )],
    silent: &[
        example!(
            "Căn cứ Quyết định số 81/QĐ-UBND ngày 15 tháng 01 năm 2024 của UBND tỉnh;\n\nI. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì thực hiện."
        ),
        example!(
            "1. Phòng Nội vụ chủ trì thực hiện Kế hoạch số 45/KH-UBND ngày 21 tháng 3 năm 2024 của UBND huyện."
        ),
    ],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let Some(issued) = plan.day() else {
        return Vec::new();
    };
    // Its own number under another date is for `document/own-number` to tell.
    let own = plan.record.document.number.as_ref();
    let others = plan.record.citations.iter();
    let others = others.filter(|citation| own.is_none_or(|own| own.fact.value != citation.number));
    let mut remarks = Vec::new();
    for citation in others {
        let date: Option<PartialDate> = citation.date.as_ref().and_then(|date| date.parse().ok());
        let Some(date) = date.filter(|date| date.earliest().is_some_and(|day| day > issued)) else {
            continue;
        };
        let number = &citation.number;
        let mut remark = plan.remark(
            format!("{number}|{date}"),
            format!(
                "{number} ghi ngày {}, sau ngày ban hành kế hoạch ({}).",
                date_vi(date),
                day_vi(issued)
            ),
            format!("{number} is dated {date}, after the plan itself ({issued})."),
        );
        remark.evidence = vec![plan.evidence(&citation.text, citation.span)];
        remarks.push(remark);
    }
    remarks
}
