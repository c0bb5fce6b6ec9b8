//! A total in a table that is not the sum of its rows.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "table/total",
    name_vi: "Tổng trong bảng không khớp",
    name_en: "Table total does not add up",
    severity: Severity::Warning,
    why_vi: "Dòng tổng không bằng tổng các dòng: một con số trong bảng sai.",
    why_en: "The total is not the sum of the rows: one of the figures is wrong.",
    run: Run::Within(run),
    fires: &[example!(
        "II. CHỈ TIÊU\n\nSTT\tNội dung\tChỉ tiêu\tCơ quan thực hiện\n1\tSố cuộc đối thoại\t12\tPhòng Nội vụ\n2\tSố cuộc họp dân\t30\tPhòng Nội vụ\n\tTổng cộng\t40\t"
    )],
    silent: &[example!(
        "II. CHỈ TIÊU\n\nSTT\tNội dung\tChỉ tiêu\tCơ quan thực hiện\n1\tSố cuộc đối thoại\t12\tPhòng Nội vụ\n2\tSố cuộc họp dân\t30\tPhòng Nội vụ\n\tTổng cộng\t42\t"
    )],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let notes = plan.record.notes.iter();
    notes
        .filter(|note| note.code == crate::link::totals::NOTE)
        .filter_map(|note| {
            let span = note.span?;
            let mut figures = note.message.split('`').skip(1).step_by(2);
            let (total, sum) = (figures.next()?, figures.next()?);
            let mut remark = plan.remark(
                format!("{total}|{sum}"),
                format!("Dòng tổng ghi {total}, cộng các dòng được {sum}."),
                format!("The total says {total}, the rows add up to {sum}."),
            );
            remark.evidence = vec![plan.evidence(total, span)];
            Some(remark)
        })
        .collect()
}
