//! Two plans with one number, issuer and date and other texts: one of them was read wrongly, or is an annex on its own.

use super::example::example;
use super::finding::Remark;
use super::repeats::{may_be_one, number_key};
use super::set::Set;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;
use std::collections::HashMap;

pub(super) const CHECK: Check = Check {
    id: "document/number-twice",
    name_vi: "Hai văn bản cùng số và ngày",
    name_en: "Two documents of one number and date",
    severity: Severity::Warning,
    why_vi: "Hai văn bản khác nội dung có cùng số, cơ quan ban hành và ngày: số hoặc ngày bị ghi sai, hoặc một tệp là phụ lục của tệp kia. Cả hai đều được tính.",
    why_en: "Two documents of other text have one number, issuer and date: one of these is wrong, or one file is the other's annex. Both are counted.",
    run: Run::Across(run),
    fires: &[PLAN, ANNEX],
    silent: &[PLAN, PLAN],
};

const PLAN: &str = example!("1. Phòng Nội vụ hướng dẫn các xã niêm yết danh sách cử tri.");
const ANNEX: &str = example!("1. Thanh tra huyện kiểm tra việc thu phí tại bộ phận một cửa.");

fn run(set: &Set, _rules: &Rules) -> Vec<(usize, Remark)> {
    let mut first: HashMap<String, Vec<usize>> = HashMap::new();
    let mut remarks = Vec::new();
    for (at, plan) in set.plans.iter().enumerate() {
        let Some(number) = number_key(plan) else {
            continue;
        };
        let earlier = first.entry(number).or_default();
        if let Some(other) = earlier
            .iter()
            .map(|&of| &set.plans[of])
            .find(|other| may_be_one(plan, other))
        {
            let name = &other.document;
            let mut remark = plan.remark(
                String::new(),
                format!("Có cùng số, cơ quan ban hành và ngày với {name}, nhưng khác nội dung."),
                format!("Has the number, issuer and date of {name}, but another text."),
            );
            remark.evidence.push(other.titled());
            remarks.push((at, remark));
        }
        earlier.push(at);
    }
    remarks
}
