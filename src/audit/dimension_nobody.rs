//! A dimension that the plan treats without naming anyone who does it.

use super::dimension_mentioned::of_treatment;
use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;
use crate::value::Treatment;

pub(super) const CHECK: Check = Check {
    id: "dimension/nobody-named",
    name_vi: "Nội dung không giao cho ai",
    name_en: "Dimension given to nobody",
    severity: Severity::Warning,
    why_vi: "Có nhiệm vụ nhưng không giao cho ai: cuối năm không biết hỏi ai về kết quả.",
    why_en: "There is work, but nobody is given it: at the end of the year nobody can be asked about it.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Kiểm soát tham nhũng trong khu vực công\n- Tăng cường thanh tra, kiểm tra đột xuất việc thu phí."
    )],
    silent: &[example!(
        "II. NHIỆM VỤ\n1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện chủ trì thanh tra đột xuất."
    )],
};

fn run(plan: &Plan<'_>, rules: &Rules) -> Vec<Remark> {
    of_treatment(
        plan,
        rules,
        Treatment::Described,
        "có nhiệm vụ nhưng không nêu ai thực hiện",
        "has tasks, but nobody is named to do them",
    )
}
