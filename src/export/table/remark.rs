//! Tables of recipients, and of what the program remarked: repairs, notes and inputs that could not be read.

use super::column::{self, Column, choice};
use super::{Cell, Context, Each, Row, share, span, text, word};
use crate::error::Failure;
use crate::export::words;
use crate::link::record::{Record, RepairEntry};

#[rustfmt::skip]
pub fn recipient_columns(_context: &Context) -> Vec<Column> {
    let mut columns = vec![
        column::document(),
        column::text("recipient", ["Nơi nhận", "Recipient"],
            ["dòng nơi nhận, bỏ gạch đầu dòng và dấu câu cuối", "the line without bullet and closing punctuation"]).required(),
    ];
    columns.extend(column::span());
    columns.extend([column::rule(), column::confidence()]);
    columns
}

pub fn recipients<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
    let rows = record.recipients.iter().map(move |recipient| {
        let mut row = vec![text(&record.source.path), text(&recipient.value)];
        row.extend(span(recipient.span));
        row.extend([word(&recipient.rule), share(recipient.confidence)]);
        row
    });
    Box::new(rows)
}

#[rustfmt::skip]
pub fn repair_columns(_context: &Context) -> Vec<Column> {
    let mut columns = vec![
        column::document(),
        choice("kind", words::REPAIRS, ["Loại lỗi", "Kind of slip"], ["loại lỗi", "what sort of slip"]).required(),
        column::text("before", ["Trong văn bản", "As written"], ["như trong văn bản", "as written"]).required(),
        column::text("after", ["Đọc là", "As read"], ["được đọc là", "as read"]).required(),
    ];
    columns.extend(column::span());
    columns.push(column::text("rule", ["Quy tắc", "Rule"],
        ["danh mục và thuật ngữ làm căn cứ: `agencies/phòng tài chính-kế hoạch`",
         "the list and the term that ask for it: `agencies/phòng tài chính-kế hoạch`"]).required());
    columns
}

pub fn repairs<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
    let row = move |repair: &'a RepairEntry| {
        let mut row = vec![
            text(&record.source.path),
            word(repair.kind.as_str()),
            text(&repair.before),
            text(&repair.after),
        ];
        row.extend(span(repair.span));
        row.push(text(&repair.rule));
        row
    };
    Box::new(record.repairs.iter().map(row))
}

#[rustfmt::skip]
pub fn note_columns(_context: &Context) -> Vec<Column> {
    let mut columns = vec![
        column::document(),
        column::text("code", ["Mã ghi chú", "Code"], ["`agency-unknown`, `deadline-unread`, …", "`agency-unknown`, `deadline-unread`, …"]).required(),
        choice("severity", words::SEVERITIES, ["Mức độ", "Severity"], ["mức độ quan trọng", "how much it matters"]).required(),
        column::text("message", ["Nội dung", "Message"], ["điều đã xảy ra và việc cần làm (tiếng Anh)", "what happened and what to do"]).required(),
    ];
    columns.extend(column::span_if_any());
    columns
}

pub fn notes<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
    let rows = record.notes.iter().map(move |note| {
        let mut row = vec![
            text(&record.source.path),
            word(&note.code),
            word(note.severity.as_str()),
            text(&note.message),
        ];
        match note.span {
            Some(at) => row.extend(span(at)),
            None => row.extend([const { Cell::Empty }; 3]),
        }
        row
    });
    Box::new(rows)
}

#[rustfmt::skip]
pub fn failure_columns(_context: &Context) -> Vec<Column> {
    vec![
        column::document(),
        column::text("code", ["Mã lỗi", "Code"],
            ["`empty`, `binary`, `undecodable`, `corrupt`, `encrypted`, `unreadable`, `unsupported`, `not-found`, `too-large`, `too-deep`, `too-slow`, `no-text-layer`, `internal`",
             "`empty`, `binary`, `undecodable`, `corrupt`, `encrypted`, `unreadable`, `unsupported`, `not-found`, `too-large`, `too-deep`, `too-slow`, `no-text-layer`, `internal`"]).required(),
        column::text("message", ["Lỗi", "Message"], ["lỗi gì và cần làm gì (tiếng Anh)", "what is wrong and what to do"]).required(),
    ]
}

pub fn failure(failure: &Failure) -> Row<'_> {
    vec![
        text(&failure.path),
        word(&failure.code),
        text(&failure.message),
    ]
}
