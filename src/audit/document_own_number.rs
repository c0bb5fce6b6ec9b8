//! The plan's own number or date given otherwise in its annex: `(Kèm theo Kế hoạch số 46/KH-UBND ngày 12/3/2024 …)`.

use super::example::example;
use super::finding::Remark;
use super::plan::{Plan, date_vi};
use super::{Check, Run};
use crate::link::record::Citation;
use crate::note::Severity;
use crate::rules::Rules;
use crate::value::date::PartialDate;

pub(super) const CHECK: Check = Check {
    id: "document/own-number",
    name_vi: "Phụ lục ghi số, ngày khác",
    name_en: "Annex gives another number or date",
    severity: Severity::Error,
    why_vi: "Phụ lục ghi số hoặc ngày của kế hoạch khác với trang đầu: một trong hai chỗ sai.",
    why_en: "An annex gives number or date of its plan otherwise than the first page: one of the two is wrong.",
    run: Run::Within(run),
    fires: &[example!(
        "1. Phòng Nội vụ chủ trì thực hiện Kế hoạch số 45/KH-UBND ngày 21 tháng 3 năm 2024 của UBND huyện."
    )],
    silent: &[
        example!(
            "1. Phòng Nội vụ chủ trì thực hiện Kế hoạch số 45/KH-UBND ngày 12 tháng 3 năm 2024 của UBND huyện."
        ),
        example!(
            "1. Phòng Nội vụ chủ trì thực hiện Kế hoạch số 45/KH-UBND ngày 21 tháng 3 năm 2023 của UBND huyện."
        ),
    ],
};

fn run(plan: &Plan<'_>, _rules: &Rules) -> Vec<Remark> {
    let (Some(number), Some(issued)) = (&plan.record.document.number, plan.issued) else {
        return Vec::new();
    };
    let own = |citation: &&Citation| {
        // Numbers begin anew every year: another year's is another document's.
        let date = dated(citation).filter(|date| date.year == issued.year);
        let same_kind = match (&citation.kind, &plan.record.document.kind) {
            (Some(cited), Some(own)) => *cited == own.value,
            _ => true,
        };
        citation.number == number.fact.value
            && same_kind
            && date.is_some_and(|date| date.day.is_some() && date != issued)
    };
    let cited = plan.record.citations.iter().filter(own);
    cited
        .map(|citation| {
            let date = dated(citation).map_or_else(String::new, date_vi);
            let edtf = citation.date.as_deref().unwrap_or("");
            let own = date_vi(issued);
            let mut remark = plan.remark(
                format!("{}|{edtf}", citation.number),
                format!(
                    "Trang đầu ghi {} ngày {own}, chỗ này ghi ngày {date}.",
                    number.fact.value
                ),
                format!(
                    "The first page dates {} {issued}, these words {edtf}.",
                    number.fact.value
                ),
            );
            remark.evidence = vec![plan.evidence(&citation.text, citation.span)];
            remark
        })
        .collect()
}

fn dated(citation: &Citation) -> Option<PartialDate> {
    citation.date.as_ref()?.parse().ok()
}
