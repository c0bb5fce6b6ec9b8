//! The same work with another leader or deadline in the annex than in the plan itself.

use super::example::example;
use super::finding::Remark;
use super::likeness::resemblance;
use super::plan::Plan;
use super::{Check, Run};
use crate::link::record::Task;
use crate::note::Severity;
use crate::rules::Rules;
use crate::value::Role;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::collections::BTreeSet;

pub(super) const CHECK: Check = Check {
    id: "annex/disagrees",
    name_vi: "Thân và phụ lục khác nhau",
    name_en: "Body and annex disagree",
    severity: Severity::Warning,
    why_vi: "Cùng một nhiệm vụ, phần thân và phụ lục ghi khác nhau về thời hạn hoặc cơ quan chủ trì: không rõ phải theo chỗ nào.",
    why_en: "For the same task body and annex give another deadline or leader: nobody knows which holds.",
    run: Run::Within(run),
    fires: &[
        example!(to "- Phòng Nội vụ;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nTrần Văn Bình\n\nPHỤ LỤC\nPhân công nhiệm vụ\n\nSTT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tTổ chức đối thoại trực tiếp với nhân dân tại các thôn về quản lý đất đai\tPhòng Nội vụ\tTrước ngày 20/11/2024\n2\tRà soát quy chế dân chủ cơ sở tại các xã\tPhòng Nội vụ\tTrước ngày 20/11/2024", "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì tổ chức đối thoại trực tiếp với nhân dân tại các thôn về quản lý đất đai, xong trước ngày 15/10/2024."),
    ],
    silent: &[
        example!(to "- Phòng Nội vụ;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nTrần Văn Bình\n\nPHỤ LỤC\nPhân công nhiệm vụ\n\nSTT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tTổ chức đối thoại trực tiếp với nhân dân tại các thôn về quản lý đất đai\tPhòng Nội vụ\tTrước ngày 15/10/2024\n2\tRà soát quy chế dân chủ cơ sở tại các xã\tPhòng Nội vụ\tTrước ngày 20/11/2024", "II. NHIỆM VỤ\n1. Phòng Nội vụ chủ trì tổ chức đối thoại trực tiếp với nhân dân tại các thôn về quản lý đất đai, xong trước ngày 15/10/2024."),
    ],
};

/// Two tasks that share this part of their runs of words are the same work.
const ALIKE: f64 = 0.5;

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    if !plan.record.tasks.iter().any(|task| task.annex) {
        return Vec::new();
    }
    let tasks = plan.record.tasks.iter().zip(plan.runs());
    let (annex, body): (Vec<_>, Vec<_>) = tasks.partition(|(task, _)| task.annex);
    // The runs of the body's tasks with the place of the task; where the body is the larger part, only those that the
    // annex has, too: most tasks share none.
    let room = |part: &[(&Task, &[u64])]| part.iter().map(|(_, runs)| runs.len()).sum::<usize>();
    let annex_room = room(&annex);
    let larger = room(&body) > annex_room;
    let room = if larger { annex_room } else { 0 };
    let mut of_annex: FxHashSet<u64> = FxHashSet::with_capacity_and_hasher(room, FxBuildHasher);
    for (_, runs) in annex.iter().filter(|_| larger) {
        of_annex.extend(*runs);
    }
    let mut holders: Vec<(u64, usize)> = Vec::new();
    for (at, (_, runs)) in body.iter().enumerate() {
        let shared = runs.iter().filter(|run| !larger || of_annex.contains(run));
        holders.extend(shared.map(|run| (*run, at)));
    }
    holders.sort_unstable();
    let mut remarks = Vec::new();
    for (task, own) in annex {
        let mut shared: Vec<usize> = Vec::new();
        for run in own {
            let from = holders.partition_point(|(other, _)| other < run);
            let same = holders
                .iter()
                .skip(from)
                .take_while(|(other, _)| other == run);
            shared.extend(same.map(|(_, at)| *at));
        }
        shared.sort_unstable();
        let twin = shared
            .chunk_by(|one, next| one == next)
            .filter_map(|shared| Some((shared.len(), body.get(*shared.first()?)?)))
            .map(|(common, (other, theirs))| (resemblance(common, own, theirs), *other))
            .filter(|(share, _)| *share >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, twin)) = twin {
            remarks.extend(compare(plan, twin, task));
        }
    }
    remarks
}

fn compare(plan: &Plan<'_>, body: &Task, annex: &Task) -> Option<Remark> {
    let differ = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
    };
    let mut what: Vec<(String, String)> = Vec::new();
    let (days, other_days) = (days(body), days(annex));
    if differ(&days, &other_days) {
        let (one, other) = (list(&days), list(&other_days));
        what.push((
            format!("thời hạn {one} và {other}"),
            format!("deadline {one} against {other}"),
        ));
    }
    let (leads, other_leads) = (leads(body), leads(annex));
    if differ(&leads, &other_leads) {
        let (one, other) = (list(&leads), list(&other_leads));
        what.push((
            format!("chủ trì {one} và {other}"),
            format!("lead {one} against {other}"),
        ));
    }
    if what.is_empty() {
        return None;
    }
    let (vi, en): (Vec<_>, Vec<_>) = what.into_iter().unzip();
    let mut remark = plan.on_task(
        annex,
        format!("Phần thân và phụ lục ghi khác nhau: {}.", vi.join("; ")),
        format!("Body and annex differ: {}.", en.join("; ")),
    );
    remark.evidence.push(plan.evidence(&body.text, body.span));
    Some(remark)
}

fn days(task: &Task) -> BTreeSet<String> {
    task.deadlines
        .iter()
        .filter_map(|deadline| deadline.end.clone())
        .collect()
}

fn leads(task: &Task) -> BTreeSet<String> {
    let leads = task
        .agencies
        .iter()
        .filter(|agency| agency.role == Role::Lead && !agency.generic);
    leads.map(|agency| agency.name.clone()).collect()
}

fn list(values: &BTreeSet<String>) -> String {
    values
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}
