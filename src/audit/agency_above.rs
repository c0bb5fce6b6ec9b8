//! A task that is ordered, not asked, of a body above the issuer.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;
use crate::value::Role;
use std::collections::BTreeSet;

pub(super) const CHECK: Check = Check {
    id: "agency/above-issuer",
    name_vi: "Giao việc cho cấp trên",
    name_en: "Work given to a higher body",
    severity: Severity::Info,
    why_vi: "Kế hoạch không giao việc được cho cơ quan cấp trên; chỉ có thể đề nghị. Có thể tên hoặc cấp của cơ quan bị ghi sai.",
    why_en: "A plan cannot give work to a body above its issuer, only ask it; name or level may be wrong.",
    run: Run::Within(run),
    fires: &[example!(
        "II. NHIỆM VỤ\n1. Giao Sở Nội vụ thẩm định danh sách."
    )],
    silent: &[
        example!("II. NHIỆM VỤ\n1. Đề nghị Sở Nội vụ thẩm định danh sách."),
        example!(
            "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì, phối hợp với Sở Nội vụ thẩm định danh sách."
        ),
    ],
};

fn run(plan: &Plan<'_>, rules: &Rules) -> Vec<Remark> {
    let Some(issuer) = plan
        .record
        .document
        .issuer
        .as_ref()
        .and_then(|issuer| issuer.level)
    else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let mut remarks = Vec::new();
    for task in &plan.record.tasks {
        for agency in &task.agencies {
            let above = agency.level.is_some_and(|level| level < issuer);
            let ordered = agency.role != Role::Support && !agency.generic && agency.known;
            // Army, police, courts and branches of central bodies sit beside every level of government.
            if !above
                || !ordered
                || is_branch(&agency.name, rules)
                || asks(&task.text)
                || !seen.insert(agency.name.clone())
            {
                continue;
            }
            let name = &agency.name;
            let mut remark = plan.on_task(
                task,
                format!("{name} là cơ quan cấp trên của cơ quan ban hành."),
                format!("{name} is above the issuer."),
            );
            remark.subject.clone_from(name);
            remark
                .evidence
                .insert(0, plan.evidence(&agency.text, agency.span));
            remarks.push(remark);
        }
    }
    remarks
}

/// `Đề nghị …`, `Kiến nghị …`: what is asked of a body above.
fn asks(task: &str) -> bool {
    let folded = crate::text::fold::key(task);
    ["đề nghị", "kiến nghị", "kính mong", "mời "]
        .iter()
        .any(|word| folded.contains(word))
}

fn is_branch(name: &str, rules: &Rules) -> bool {
    const KINDS: [&str; 11] = [
        "police",
        "military",
        "court",
        "procuracy",
        "enforcement",
        "social-insurance",
        "treasury",
        "tax",
        "statistics",
        "bank",
        "media",
    ];
    let rows = rules.agencies.named(name);
    rows.iter().any(|row| KINDS.contains(&row.kind.as_str()))
}
