//! A body that is given tasks but does not receive the plan.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run};
use crate::link::record::{Assignment, Record};
use crate::note::Severity;
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::text::fold::key;
use crate::value::{Level, Role};
use std::collections::BTreeSet;

pub(super) const CHECK: Check = Check {
    id: "agency/not-recipient",
    name_vi: "Cơ quan không có trong Nơi nhận",
    name_en: "Body not among the recipients",
    severity: Severity::Info,
    why_vi: "Cơ quan được giao việc không có trong Nơi nhận: có thể không biết mình có nhiệm vụ.",
    why_en: "A body that is given work is not among the recipients: it may never learn of it.",
    run: Run::Within(run),
    fires: &[
        example!(to "- Phòng Tư pháp;", "II. NHIỆM VỤ\n1. Bảo hiểm xã hội huyện chủ trì rà soát danh sách cấp thẻ."),
    ],
    silent: &[
        example!(to "- Bảo hiểm xã hội huyện;", "II. NHIỆM VỤ\n1. Bảo hiểm xã hội huyện chủ trì rà soát danh sách cấp thẻ."),
        example!(to "- Các cơ quan, đơn vị liên quan;", "II. NHIỆM VỤ\n1. Bảo hiểm xã hội huyện chủ trì rà soát danh sách cấp thẻ."),
        example!(to "- Như Điều 3;", "II. NHIỆM VỤ\n1. Bảo hiểm xã hội huyện chủ trì rà soát danh sách cấp thẻ."),
    ],
};

fn run(plan: &Plan<'_>, rules: &Rules) -> Vec<Remark> {
    let Some(received) = Received::read(plan.record, rules) else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let mut remarks = Vec::new();
    for task in &plan.record.tasks {
        for agency in &task.agencies {
            let known = agency.known && !agency.generic && agency.role != Role::Support;
            // Villages hear of it through their commune; the issuer's own offices need no copy of it.
            if !known
                || agency.level == Some(Level::Village)
                || received.holds(agency, plan.record, rules)
                || !seen.insert((agency.name.clone(), agency.level))
            {
                continue;
            }
            let name = &agency.name;
            let mut remark = plan.on_task(
                task,
                format!("{name} được giao nhiệm vụ nhưng không có trong Nơi nhận."),
                format!("{name} is given tasks but is not among the recipients."),
            );
            remark.subject = format!("{name}|{:?}", agency.level);
            remark
                .evidence
                .insert(0, plan.evidence(&agency.text, agency.span));
            remarks.push(remark);
        }
    }
    remarks
}

/// Who receives a plan.
struct Received {
    lines: Vec<String>,
    names: BTreeSet<String>,
    levels: BTreeSet<Level>,
}

impl Received {
    /// The recipients as far as they name bodies; `None` where they leave it open (`Như Điều 3`, `Các cơ quan liên quan`).
    fn read(record: &Record, rules: &Rules) -> Option<Self> {
        let lines: Vec<String> = record
            .recipients
            .iter()
            .map(|line| key(&line.value))
            .collect();
        let open = |line: &String| {
            line.starts_with("như ")
                || line.contains("như trên")
                || line.contains("như điều")
                || line.contains("các cơ quan")
                || line.contains("các đơn vị")
                || line.contains("các phòng")
                || line.contains("các sở")
                || line.contains("các ngành")
                || line.contains("các ban")
        };
        if lines.is_empty() || lines.iter().any(open) {
            return None;
        }
        let mut received = Self {
            lines,
            names: BTreeSet::new(),
            levels: BTreeSet::new(),
        };
        for line in &received.lines {
            for found in rules.agencies.find_all(line) {
                received.names.insert(key(found.name));
                received
                    .names
                    .extend(found.candidates.iter().map(|agency| key(&agency.name)));
            }
            for (start, end) in rules.phrases.find(List::AreaWord, line) {
                let level = rules.phrases.note(List::AreaWord, &line[start..end]);
                received
                    .levels
                    .extend(level.and_then(|level| level.parse::<Level>().ok()));
            }
        }
        Some(received)
    }

    fn holds(&self, agency: &Assignment, record: &Record, rules: &Rules) -> bool {
        let name = key(&agency.name);
        let issuer = record.document.issuer.as_ref();
        let own = issuer.is_some_and(|issuer| key(&issuer.fact.value).starts_with(&name))
            || [
                "văn phòng",
                "bộ phận",
                "chủ tịch",
                "phó chủ tịch",
                "công chức",
            ]
            .iter()
            .any(|office| name.starts_with(office));
        let person = rules.agencies.named(&agency.name).iter().any(|row| {
            ["official-title", "civil-servant-title", "one-stop", "group"]
                .contains(&row.kind.as_str())
        });
        own || person
            || self.names.contains(&name)
            || self.lines.iter().any(|line| line.contains(&name))
            || agency
                .level
                .is_some_and(|level| self.levels.contains(&level))
    }
}
