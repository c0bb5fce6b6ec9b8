//! Tables with rows for the tasks of a plan.

use super::column::{self, Column, Kind, boolean, choice, integer};
use super::{Cell, Context, Each, Row, day, evidence, list, optional, share, span, text, word};
use crate::export::words;
use crate::link::record::{Assignment, DeadlineEntry, Record, Task};
use crate::value::Level;

#[rustfmt::skip]
pub fn columns(_context: &Context) -> Vec<Column> {
    let mut columns = key_columns().to_vec();
    columns.extend([
        column::text("text", ["Nhiệm vụ", "Task"], ["toàn văn nhiệm vụ", "the whole task"]).required(),
        Column::new("path", Kind::List(" > "), ["Mục", "Section"],
            ["nhãn các mục chứa nhiệm vụ, từ ngoài vào trong: `II > 1 > -`", "labels of the sections around it, outermost first: `II > 1 > -`"]),
        Column::new("dimensions", Kind::List("; "), ["Nội dung chỉ số", "Dimensions"],
            ["các nội dung mà nhiệm vụ phục vụ: `PAPI-2; PAPI-5`", "dimensions that it serves: `PAPI-2; PAPI-5`"]),
        integer("agencies", ["Số cơ quan", "Agencies"], ["số dòng trong bảng `assignments`", "how many rows in `assignments`"]),
        integer("deadlines", ["Số thời hạn", "Deadlines"], ["số dòng trong bảng `deadlines`", "how many rows in `deadlines`"]),
    ]);
    columns.extend(column::span());
    columns.extend([
        column::text("rule", ["Quy tắc", "Rule"],
            ["nhiệm vụ nằm ở đâu: `task/row` trong bảng, `task/item` trong danh sách, `task/paragraph`",
             "where it stands: `task/row` of a table, `task/item` of a list, `task/paragraph`"]).required(),
        column::confidence(),
    ]);
    columns
}

/// `document, task`: the two columns by which the tables are joined.
fn key_columns() -> [Column; 2] {
    [column::document(), column::task().required()]
}

pub fn tasks<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
    Box::new(record.tasks.iter().map(|t| task(record, t)))
}

fn task<'a>(record: &'a Record, task: &'a Task) -> Row<'a> {
    let mut row = key(record, task);
    row.extend([
        text(&task.text),
        list(&task.path, " > "),
        list(&task.dimensions, "; "),
        Cell::Number(task.agencies.len()),
        Cell::Number(task.deadlines.len()),
    ]);
    row.extend(span(task.span));
    row.extend([word(&task.rule), share(task.confidence)]);
    row
}

#[rustfmt::skip]
pub fn assignment_columns(_context: &Context) -> Vec<Column> {
    let mut columns = key_columns().to_vec();
    columns.extend([
        column::text("agency", ["Cơ quan", "Agency"],
            ["tên đầy đủ chính thức, không kèm địa bàn: `Phòng Nội vụ`", "official full name without the area: `Phòng Nội vụ`"]).required(),
        column::level("level", ["cấp của cơ quan được nói đến", "level of the body that is meant"]),
        choice("role", words::ROLES, ["Vai trò", "Role"],
            ["chủ trì, phối hợp, hoặc chịu trách nhiệm (được giao làm)", "what it does: leads (chủ trì), supports (phối hợp), or is made to act"]).required(),
        boolean("generic", ["Nhóm chung", "Unnamed group"],
            ["có phải nhóm không nêu tên không: `các cơ quan, đơn vị`", "whether it is an unnamed group: `các cơ quan, đơn vị`"]),
        boolean("known", ["Có trong danh mục", "Listed"], ["tên có trong danh mục cơ quan không", "whether the name is in the agency list"]),
    ]);
    columns.extend(column::evidence());
    columns
}

pub fn assignments<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
    each(record, |task| &task.agencies, assignment)
}

fn assignment(agency: &Assignment) -> Row<'_> {
    let mut row = vec![
        text(&agency.name),
        optional(agency.level.map(Level::as_str), word),
        word(agency.role.as_str()),
        Cell::Flag(agency.generic),
        Cell::Flag(agency.known),
    ];
    let confidence = agency.confidence;
    row.extend(evidence(
        &agency.text,
        agency.span,
        &agency.rule,
        confidence,
    ));
    row
}

#[rustfmt::skip]
pub fn deadline_columns(_context: &Context) -> Vec<Column> {
    let mut columns = key_columns().to_vec();
    columns.extend([
        column::text("deadline", ["Thời hạn", "Deadline"],
            ["`by 2024-11-15`, `during 2024-07-01/2024-09-30`, `every P3M`, `continuous`, `event: …`",
             "`by 2024-11-15`, `during 2024-07-01/2024-09-30`, `every P3M`, `continuous`, `event: …`"]).required(),
        choice("kind", words::DEADLINE_KINDS, ["Loại thời hạn", "Kind of deadline"], ["loại thời hạn", "what sort of deadline"]).required(),
        Column::new("first_day", Kind::Date, ["Ngày đầu", "First day"], ["ngày đầu, nếu có", "first day, where there is one"]),
        Column::new("last_day", Kind::Date, ["Ngày cuối", "Last day"], ["ngày cuối, nếu có", "last day, where there is one"]),
        choice("every", words::PERIODS, ["Chu kỳ", "Period"], ["chu kỳ của việc lặp lại", "period of what comes again"]),
        Column::new("inferred", Kind::List("; "), ["Suy ra", "Inferred"],
            ["phần mà nguyên văn để kế hoạch cho biết: `year`", "what the words leave to the plan: `year`"]),
    ]);
    columns.extend(column::evidence());
    columns
}

pub fn deadlines<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
    each(record, |task| &task.deadlines, deadline)
}

fn deadline(deadline: &DeadlineEntry) -> Row<'_> {
    let mut row = vec![
        text(&deadline.value),
        word(&deadline.kind),
        day(deadline.start.as_deref()),
        day(deadline.end.as_deref()),
        optional(deadline.every.as_deref(), word),
        list(&deadline.inferred, "; "),
    ];
    let confidence = deadline.confidence;
    row.extend(evidence(
        &deadline.text,
        deadline.span,
        &deadline.rule,
        confidence,
    ));
    row
}

/// A row for each part of each task, the task's key before it.
fn each<'a, T>(
    record: &'a Record,
    parts: fn(&'a Task) -> &'a Vec<T>,
    row: fn(&'a T) -> Row<'a>,
) -> Each<'a> {
    Box::new(record.tasks.iter().flat_map(move |task| {
        parts(task).iter().map(move |part| {
            let mut whole = key(record, task);
            whole.extend(row(part));
            whole
        })
    }))
}

/// `document, task`: the two columns by which the tables are joined.
fn key<'a>(record: &'a Record, task: &'a Task) -> Row<'a> {
    // Room for all that a table says of a task, so that no row is copied while it grows.
    let mut row = Vec::with_capacity(16);
    row.extend([text(&record.source.path), word(&task.id)]);
    row
}
