//! Tables with rows for what the audit found.

use super::column::{self, Column, Kind, choice};
use super::{Cell, Context, Row, optional, span, text, word};
use crate::audit::Finding;
use crate::audit::set::Linked;
use crate::export::words;

#[rustfmt::skip]
pub fn columns(_context: &Context) -> Vec<Column> {
    let [start, end, line] = column::span_if_any();
    vec![
        column::document(),
        column::task(),
        column::text("id", ["Mã phát hiện", "Id"],
            ["mười chữ số, giữ nguyên qua các lần chạy chừng nào số, cơ quan, ngày và nguyên văn liên quan không đổi",
             "ten digits that stay the same from run to run, as long as the plan's number, issuer and date and the words in question do"]).required(),
        choice("status", words::STATUSES, ["Tình trạng", "Status"],
            ["mới, hoặc đã chấp nhận nếu `accepted.csv` có mã này", "`new`, or `accepted` where `accepted.csv` names the id"]).required(),
        choice("severity", words::SEVERITIES, ["Mức độ", "Severity"],
            ["sai: chắc chắn sai; cần xem: thiếu hoặc đáng ngờ; lưu ý: nên biết",
             "`error`: certainly wrong; `warning`: missing or doubtful; `info`: worth knowing"]).required(),
        column::text("check", ["Phép kiểm tra", "Check"], ["phép kiểm tra; danh mục ở dưới", "the check; the list is below"]).required(),
        column::text("message_vi", ["Phát hiện", "In Vietnamese"], ["điều sai hoặc thiếu, bằng tiếng Việt", "what is wrong, in Vietnamese"]).required(),
        column::text("message_en", ["Bằng tiếng Anh", "Finding"], ["điều sai hoặc thiếu, bằng tiếng Anh", "what is wrong, in English"]).required(),
        column::quote(), start, end, line,
        column::text("other_document", ["Tệp thứ hai", "Second file"],
            ["tệp của chỗ thứ hai làm căn cứ: cùng kế hoạch hoặc kế hoạch khác",
             "file of a second place that it rests on, in the same plan or in another"]),
        column::text("other_text", ["Nguyên văn thứ hai", "Second place"], ["nguyên văn của chỗ thứ hai", "the words of the second place"]),
        Column::new("other_line", Kind::Integer, ["Dòng thứ hai", "Second line"], ["số dòng của chỗ thứ hai", "its line"]),
        column::text("reason", ["Lý do chấp nhận", "Reason"], ["vì sao được chấp nhận", "why it was accepted"]),
    ]
}

pub fn finding(finding: &Finding) -> Row<'_> {
    let status = if finding.accepted.is_some() {
        "accepted"
    } else {
        "new"
    };
    let mut row = vec![
        text(&finding.document),
        optional(finding.task.as_deref(), word),
        word(&finding.id),
        word(status),
        word(finding.severity.as_str()),
        word(&finding.check),
        text(&finding.words.vi),
        text(&finding.words.en),
    ];
    match finding.evidence.first() {
        Some(first) => {
            row.push(text(&first.text));
            row.extend(span(first.span));
        }
        None => row.extend([const { Cell::Empty }; 4]),
    }
    match finding.evidence.get(1) {
        Some(other) => row.extend([
            text(&other.document),
            text(&other.text),
            Cell::Number(other.span.line),
        ]),
        None => row.extend([const { Cell::Empty }; 3]),
    }
    row.push(optional(finding.accepted.as_deref(), text));
    row
}

#[rustfmt::skip]
pub fn link_columns(_context: &Context) -> Vec<Column> {
    let mut columns = vec![
        column::document(),
        column::text("parent", ["Kế hoạch được viện dẫn", "Cited plan"],
            ["tệp của kế hoạch được viện dẫn", "path of the plan that is cited"]).required(),
        column::quote().required(),
    ];
    columns.extend(column::span());
    columns
}

pub fn link(link: &Linked) -> Row<'_> {
    let mut row = vec![text(&link.document), text(&link.parent), text(&link.text)];
    row.extend(span(link.span));
    row
}
