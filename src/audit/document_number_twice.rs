//! Two plans with one number, issuer and date and other texts: one of them was read wrongly, or is an annex on its own.

use super::example::example;
use super::repeats::earliest_first;
use super::set::Set;
use super::{Check, Run, Tell};
use crate::error::Error;
use crate::note::Severity;
use crate::rules::Rules;

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

fn run(set: &mut Set, _rules: &Rules, tell: &mut Tell<'_>) -> Result<(), Error> {
    for at in 0..set.plans.heads().len() {
        let heads = set.plans.heads();
        let mut earlier = earliest_first(&set.plans, heads[at].before).into_iter();
        let Some(other) = earlier.find(|&of| heads[at].may_be(&heads[of])) else {
            continue;
        };
        let (plan, other) = (set.plans.get(at)?, set.plans.get(other)?);
        let name = &other.document;
        let mut remark = plan.remark(
            String::new(),
            format!("Có cùng số, cơ quan ban hành và ngày với {name}, nhưng khác nội dung."),
            format!("Has the number, issuer and date of {name}, but another text."),
        );
        remark.evidence.push(other.titled());
        tell(at, &plan, remark)?;
    }
    Ok(())
}
