//! A document that is there more than once, under other names.

use super::example::example;
use super::finding::Words;
use super::set::Set;
use super::{Check, Run, Tell};
use crate::error::Error;
use crate::link::record::SameBy;
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "document/duplicate",
    name_vi: "Văn bản trùng, chỉ tính một lần",
    name_en: "The same document, counted once",
    severity: Severity::Info,
    why_vi: "Một văn bản có trong nhiều tệp: chỉ tệp đầu được tính; cần xem phần trùng nếu chỉ giống số, cơ quan ban hành và ngày.",
    why_en: "A document is there in several files: only the first is counted; have a look where only number, issuer and date are the same.",
    run: Run::Across(run),
    fires: &[PLAN, PLAN],
    silent: &[PLAN, OTHER],
};

const PLAN: &str = example!("1. Phòng Nội vụ hướng dẫn các xã niêm yết danh sách cử tri.");
const OTHER: &str =
    example!(number "46/KH-UBND", "1. Phòng Nội vụ hướng dẫn các xã niêm yết danh sách cử tri.");

fn run(set: &mut Set, _rules: &Rules, tell: &mut Tell<'_>) -> Result<(), Error> {
    set.each_repeat(|set, repeat| {
        let first = set.plans.get(repeat.of)?;
        let (file, percent) = (&repeat.title.document, (repeat.share * 100.0).round());
        let words = match repeat.by {
            SameBy::Content => Words {
                vi: format!("Tệp {file} có cùng nội dung và không được tính."),
                en: format!("The file {file} has the same content and is not counted."),
            },
            SameBy::Number => Words {
                vi: format!(
                    "Tệp {file} có cùng số, cơ quan ban hành và ngày, khoảng {percent} % nội dung nhiệm vụ trùng; không được tính."
                ),
                en: format!(
                    "The file {file} has the same number, issuer and date, and about {percent} % of the tasks' text; it is not counted."
                ),
            },
        };
        let mut remark = first.remark(repeat.by.as_str().to_string(), words.vi, words.en);
        remark.evidence.push(repeat.title);
        tell(repeat.of, &first, remark)
    })
}
