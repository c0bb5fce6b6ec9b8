//! A sub-dimension that the plan leaves out where it names its sisters.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run, scope};
use crate::note::Severity;
use crate::rules::Rules;
use crate::rules::indices::Dimension;
use crate::text::fold::key;
use crate::text::word::is_alphabetic;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) const CHECK: Check = Check {
    id: "dimension/sub-not-named",
    name_vi: "Không nêu nội dung thành phần",
    name_en: "Sub-dimension not named",
    severity: Severity::Info,
    why_vi: "Kế hoạch nêu tên các nội dung thành phần khác của cùng nội dung nhưng bỏ sót nội dung này.",
    why_en: "The plan names other sub-dimensions of the dimension and leaves this one out.",
    run: Run::Within(run),
    fires: &[example!(
        "1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện chủ trì thanh tra: Kiểm soát tham nhũng trong chính quyền; Kiểm soát tham nhũng trong cung ứng dịch vụ công."
    )],
    silent: &[example!(
        "1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện chủ trì thanh tra đột xuất."
    )],
};

/// A plan that names one sub-dimension may do so by chance; one that names two goes through them.
const NAMED_AT_LEAST: usize = 2;

fn run(plan: &Plan<'_>, rules: &Rules) -> Vec<Remark> {
    let mut by_dimension: BTreeMap<(&str, u8), Vec<scope::Scoped<'_>>> = BTreeMap::new();
    for scoped in scope::scope(plan, rules) {
        if scoped.dimension.sub.is_some() {
            let key = (scoped.index, scoped.dimension.number);
            by_dimension.entry(key).or_default().push(scoped);
        }
    }
    let dimensions: Vec<(u8, String)> = scope::dimensions(plan, rules)
        .iter()
        .map(|scoped| (scoped.dimension.number, key(&scoped.dimension.name)))
        .collect();
    let mut remarks = Vec::new();
    for entry in &plan.record.dimensions {
        let others: Vec<&str> = dimensions
            .iter()
            .filter(|(number, _)| *number != entry.dimension)
            .map(|(_, name)| name.as_str())
            .collect();
        let subs = by_dimension.get(&(entry.index.as_str(), entry.dimension));
        let subs = subs.map_or(&[][..], Vec::as_slice);
        if entry.subs.len() < NAMED_AT_LEAST {
            continue;
        }
        for scoped in subs {
            let letter = scoped.dimension.sub.as_deref().unwrap_or("");
            let named = entry.subs.iter().any(|named| named == letter);
            if named || touched(scoped.dimension, plan.folded(), &others) {
                continue;
            }
            let (index, number, name) = (
                scoped.index,
                scoped.dimension.number,
                &scoped.dimension.name,
            );
            let mut remark = plan.remark(
                format!("{index}-{number}{letter}"),
                format!(
                    "Nội dung thành phần {number}{letter} của {index} không được nêu tên: {name}."
                ),
                format!("Sub-dimension {number}{letter} of {index} is not named: {name}."),
            );
            if let Some(span) = entry.spans.first() {
                remark.evidence = vec![plan.evidence("", *span)];
            }
            remarks.push(remark);
        }
    }
    remarks
}

/// Whether the tasks use two neighbouring words of one of its names: then they may well be about it in other words. Words
/// that name another dimension (`công khai, minh bạch trong tuyển dụng`) tell nothing.
fn touched(dimension: &Dimension, tasks: &[Arc<String>], others: &[&str]) -> bool {
    let names = std::iter::once(&dimension.name).chain(&dimension.variants);
    names.map(|name| key(name)).any(|name| {
        let words: Vec<&str> = name
            .split(|c: char| !is_alphabetic(c))
            .filter(|word| !word.is_empty())
            .collect();
        let mut pairs = words.windows(2).map(|pair| pair.join(" "));
        pairs.any(|pair| {
            let own = others.iter().all(|other| !other.contains(&pair));
            own && tasks.iter().any(|task| task.contains(&pair))
        })
    })
}
