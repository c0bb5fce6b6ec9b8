//! Units below a plan's issuer that have no plan of their own in the set.

use super::example::example;
use super::finding::Remark;
use super::set::Set;
use super::summary::Summary;
use super::{Check, Run, Tell};
use crate::error::Error;
use crate::note::Severity;
use crate::rules::Rules;
use crate::rules::units::Unit;
use crate::value::Level;
use std::collections::{BTreeSet, HashMap};

pub(super) const CHECK: Check = Check {
    id: "set/unit-without-plan",
    name_vi: "Đơn vị chưa có kế hoạch",
    name_en: "Unit without a plan",
    severity: Severity::Info,
    why_vi: "Đơn vị cấp dưới chưa có kế hoạch trong bộ dữ liệu: chưa ban hành, hoặc chưa thu thập được.",
    why_en: "Units below have no plan in the set: not issued, or not collected.",
    run: Run::Across(run),
    fires: &[PROVINCE, DISTRICT],
    silent: &[PROVINCE],
};

const PROVINCE: &str = example!(unit "TỈNH BÌNH ĐỊNH", number "12/KH-UBND", date "ngày 15 tháng 01 năm 2024", title "Nâng cao Chỉ số PAPI tỉnh Bình Định năm 2024", to "- Các sở, ban, ngành;", "1. Thanh tra tỉnh thanh tra đột xuất.");
const DISTRICT: &str = example!(unit "HUYỆN PHÙ CÁT", number "45/KH-UBND", date "ngày 12 tháng 3 năm 2024", title "Nâng cao Chỉ số PAPI năm 2024", to "- UBND tỉnh Bình Định;", "1. Thanh tra huyện thanh tra đột xuất.");

/// Names that the sentence gives; the rest is counted.
const NAMED: usize = 40;

/// The units that have a plan, by index and by the year that it is for.
type Having = HashMap<(String, Option<i16>), BTreeSet<String>>;

fn run(set: &mut Set, rules: &Rules, tell: &mut Tell<'_>) -> Result<(), Error> {
    let mut having = Having::new();
    let count = set.plans.heads().len();
    for at in 0..count {
        let plan = set.plans.get(at)?;
        let Some(code) = &plan.unit_code else {
            continue;
        };
        for index in &plan.indices {
            let units = having.entry((index.clone(), plan.year)).or_default();
            units.insert(code.clone());
        }
    }
    for at in 0..count {
        let plan = set.plans.get(at)?;
        if let Some(missing) = missing(&plan, &having, rules) {
            tell(at, &plan, remark(&plan, &missing))?;
        }
    }
    Ok(())
}

fn remark(plan: &Summary, missing: &[&Unit]) -> Remark {
    let mut names: Vec<String> = missing.iter().map(|unit| unit.full_name()).collect();
    names.sort();
    let count = names.len();
    let more = count.saturating_sub(NAMED);
    names.truncate(NAMED);
    let (vi_more, en_more) = match more {
        0 => (String::new(), String::new()),
        more => (
            format!(" và {more} đơn vị khác"),
            format!(" and {more} more"),
        ),
    };
    let list = names.join(", ");
    plan.remark(
        "units".to_string(),
        format!("{count} đơn vị cấp dưới không có kế hoạch trong bộ dữ liệu: {list}{vi_more}."),
        format!("{count} units below have no plan in the set: {list}{en_more}."),
    )
}

/// The units right below a plan's issuer that have no plan for the same year and index; `None` where no unit below has
/// one, since then the set was not meant to hold them.
fn missing<'r>(plan: &Summary, having: &Having, rules: &'r Rules) -> Option<Vec<&'r Unit>> {
    let (code, day) = (plan.unit_code.as_deref()?, plan.day()?);
    let committee = plan
        .issuer
        .as_deref()
        .is_some_and(|name| name.starts_with("Ủy ban nhân dân"));
    if !committee || plan.indices.is_empty() {
        return None;
    }
    let below = rules.units.below(code);
    let below = below.filter(|unit| unit.in_force(Some(day)) && unit.level > Level::Province);
    let of_indices = plan.indices.iter();
    let of_indices = of_indices.filter_map(|index| having.get(&(index.clone(), plan.year)));
    let with_plan: Vec<&BTreeSet<String>> = of_indices.collect();
    let (have, missing): (Vec<&Unit>, Vec<&Unit>) =
        below.partition(|unit| with_plan.iter().any(|units| units.contains(&unit.code)));
    (!have.is_empty() && !missing.is_empty()).then_some(missing)
}
