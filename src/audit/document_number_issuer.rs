//! A notation that names another body than the letterhead: `KH-UBND` on the paper of a department.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;
use crate::text::fold::key;

pub(super) const CHECK: Check = Check {
    id: "document/number-issuer",
    name_vi: "Ký hiệu không khớp cơ quan ban hành",
    name_en: "Notation does not fit the issuer",
    severity: Severity::Error,
    why_vi: "Ký hiệu văn bản phải là của cơ quan ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3); nếu không, số hoặc cơ quan ban hành đã bị ghi sai.",
    why_en: "The notation must be that of the issuer (Decree 30/2020/NĐ-CP, Annex I, II.3); if not, number or issuer is wrong.",
    run: Run::Within(run),
    fires: &[example!(number "45/KH-HĐND", "1. Phòng Nội vụ chủ trì thực hiện.")],
    silent: &[example!("1. Phòng Nội vụ chủ trì thực hiện.")],
};

/// Last words of a notation with the words that the issuer's folded name must begin with.
const BODIES: [(&str, &str); 2] = [("UBND", "ủy ban nhân dân"), ("HĐND", "hội đồng nhân dân")];

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let header = &plan.record.document;
    let (Some(number), Some(issuer)) = (&header.number, &header.issuer) else {
        return Vec::new();
    };
    let symbol = number
        .notation
        .rsplit('-')
        .next()
        .unwrap_or("")
        .to_uppercase();
    let folded = key(&issuer.fact.value);
    let told = BODIES.iter().find(|(sign, _)| *sign == symbol);
    let is = BODIES.iter().find(|(_, name)| folded.starts_with(name));
    let contradiction = match (told, is) {
        (Some(told), Some(is)) => told != is,
        // `KH-UBND` by a department; the other way round an office may sign for its committee.
        (Some((_, name)), None) => !folded.contains(name),
        (None, _) => false,
    };
    if !contradiction {
        return Vec::new();
    }
    let (notation, name) = (&number.notation, &issuer.fact.value);
    let mut remark = plan.remark(
        notation.clone(),
        format!("Ký hiệu {notation} không phải của {name}."),
        format!("The notation {notation} is not that of {name}."),
    );
    remark.evidence = vec![
        plan.evidence(&number.fact.text, number.fact.span),
        plan.evidence(&issuer.fact.text, issuer.fact.span),
    ];
    vec![remark]
}
