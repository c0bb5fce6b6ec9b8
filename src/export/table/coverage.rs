//! Tables of coverage: what each plan treats of what it could treat, and the same by unit, province and year.

use super::column::{self, Column, Kind, choice, integer};
use super::{Cell, Context, Row, number, optional, text, word};
use crate::audit::coverage::{By, Coverage, Covered, Tasks, Totals, Whose};
use crate::export::words;
use crate::value::Level;
use crate::value::confidence::Confidence;

/// What tells a plan's unit, the same words in all tables.
#[rustfmt::skip]
fn whose_columns() -> Vec<Column> {
    vec![
        column::text("province", ["Tỉnh, thành phố", "Province"], ["tỉnh, thành phố", "province"]),
        column::level("level", ["cấp của cơ quan ban hành", "level of the issuing body"]),
        column::text("unit", ["Đơn vị", "Unit"], ["đơn vị hành chính: `huyện Nam Đông`", "administrative unit: `huyện Nam Đông`"]),
        column::text("unit_code", ["Mã đơn vị", "Unit code"],
            ["mã đơn vị hành chính (Tổng cục Thống kê)", "code of the unit (GSO)"]),
        Column::new("year", Kind::Integer, ["Năm", "Year"], ["năm đầu tiên của kế hoạch", "first year that the plan is for"]),
    ]
}

fn whose(whose: &Whose) -> [Cell<'_>; 5] {
    let year = whose.year.and_then(|year| usize::try_from(year).ok());
    [
        optional(whose.province.as_deref(), text),
        optional(whose.level.map(Level::as_str), word),
        optional(whose.unit.as_deref(), text),
        optional(whose.unit_code.as_deref(), word),
        year.map_or(Cell::Empty, number),
    ]
}

#[rustfmt::skip]
fn part_columns(sub: bool) -> Vec<Column> {
    let mut columns = vec![
        column::text("index", ["Chỉ số", "Index"], ["`PAPI`, `PAR INDEX`, …", "`PAPI`, `PAR INDEX`, …"]).required(),
        integer("dimension", ["Nội dung số", "Dimension no."], ["số thứ tự của nội dung", "number of the dimension"]),
    ];
    if sub {
        columns.push(column::text("sub", ["Thành phần", "Sub-dimension"],
            ["chữ cái của nội dung thành phần: `a`", "letter of the sub-dimension: `a`"]).required());
    }
    columns.push(column::text("name", ["Tên nội dung", "Name"], ["tên gọi trong năm đó", "its name in that year"]).required());
    columns
}

#[rustfmt::skip]
fn task_columns() -> Vec<Column> {
    vec![
        integer("tasks", ["Số nhiệm vụ", "Tasks"], ["số nhiệm vụ về nội dung này", "tasks about it"]),
        integer("tasks_with_agency", ["Có cơ quan", "With agency"], ["trong đó nêu rõ ai làm", "of them, how many name who acts"]),
        integer("tasks_with_deadline", ["Có thời hạn", "With deadline"], ["trong đó có thời hạn", "of them, how many have a deadline"]),
        Column::new("share_with_agency", Kind::Share, ["Tỷ lệ có cơ quan", "Share with agency"],
            ["tỷ lệ nhiệm vụ nêu rõ ai làm; trống khi không có nhiệm vụ", "share of tasks that name who acts; empty where there is no task"]),
        Column::new("share_with_deadline", Kind::Share, ["Tỷ lệ có thời hạn", "Share with deadline"],
            ["tỷ lệ nhiệm vụ có thời hạn; trống khi không có nhiệm vụ", "share of tasks with a deadline; empty where there is no task"]),
    ]
}

fn tasks(tasks: Tasks) -> [Cell<'static>; 5] {
    let share = |some: usize| match tasks.all {
        0 => Cell::Empty,
        // Counts of tasks are far below 2^52, where a float is exact.
        all => Cell::Share(Confidence::of(some as f64 / all as f64)),
    };
    [
        number(tasks.all),
        number(tasks.with_agency),
        number(tasks.with_deadline),
        share(tasks.with_agency),
        share(tasks.with_deadline),
    ]
}

pub fn columns(_context: &Context) -> Vec<Column> {
    plan_columns(false)
}

pub fn sub_columns(_context: &Context) -> Vec<Column> {
    plan_columns(true)
}

fn plan_columns(sub: bool) -> Vec<Column> {
    let mut columns = vec![column::document()];
    columns.extend(part_columns(sub));
    columns.push(
        choice(
            "treatment",
            words::COVERAGES,
            ["Mức độ", "Treatment"],
            ["mức độ đề cập", "how far it is treated"],
        )
        .required(),
    );
    columns.extend(task_columns());
    columns
}

pub fn rows(coverage: &Coverage) -> Vec<Row<'_>> {
    let covered = coverage.covered.iter();
    let whole = covered.filter(|covered| covered.sub.is_none());
    whole.map(|covered| row(coverage, covered)).collect()
}

pub fn sub_rows(coverage: &Coverage) -> Vec<Row<'_>> {
    let covered = coverage.covered.iter();
    let subs = covered.filter(|covered| covered.sub.is_some());
    subs.map(|covered| row(coverage, covered)).collect()
}

fn row<'a>(coverage: &'a Coverage, covered: &'a Covered) -> Row<'a> {
    let mut row = vec![
        text(&coverage.document),
        text(&covered.index),
        number(covered.dimension.into()),
    ];
    row.extend(covered.sub.as_deref().map(word));
    let treatment = covered.treatment.map_or("none", |t| t.as_str());
    row.extend([text(&covered.name), word(treatment)]);
    row.extend(tasks(covered.tasks));
    row
}

pub fn unit_columns(_context: &Context) -> Vec<Column> {
    sum_columns(whose_columns())
}

pub fn province_columns(_context: &Context) -> Vec<Column> {
    let mut columns = whose_columns();
    columns.retain(|column| ["province", "year"].contains(&column.name.as_str()));
    sum_columns(columns)
}

pub fn year_columns(_context: &Context) -> Vec<Column> {
    let mut columns = whose_columns();
    columns.retain(|column| column.name == "year");
    sum_columns(columns)
}

#[rustfmt::skip]
fn sum_columns(mut columns: Vec<Column>) -> Vec<Column> {
    columns.extend(part_columns(false));
    columns.extend([
        integer("plans", ["Số kế hoạch", "Plans"], ["số kế hoạch về chỉ số này", "plans for the index"]),
        integer("plans_assigned", ["Giao việc", "Assigned"], ["số kế hoạch giao việc", "of them, how many assign work"]),
        integer("plans_described", ["Mô tả", "Described"], ["số kế hoạch chỉ mô tả", "of them, how many describe work and name nobody"]),
        integer("plans_mentioned", ["Nhắc đến", "Mentioned"], ["số kế hoạch chỉ nêu tên", "of them, how many only mention it"]),
        integer("plans_without", ["Không đề cập", "Not treated"], ["số kế hoạch bỏ sót", "of them, how many leave it out"]),
    ]);
    columns.extend(task_columns());
    columns
}

pub fn units(totals: &Totals) -> Vec<Row<'_>> {
    sums(totals, By::Unit, |of| whose(of).into())
}

pub fn provinces(totals: &Totals) -> Vec<Row<'_>> {
    sums(totals, By::Province, |of| {
        let [province, _, _, _, year] = whose(of);
        vec![province, year]
    })
}

pub fn years(totals: &Totals) -> Vec<Row<'_>> {
    sums(totals, By::Year, |of| {
        let [.., year] = whose(of);
        vec![year]
    })
}

fn sums<'a>(totals: &'a Totals, by: By, head: impl Fn(&'a Whose) -> Row<'a>) -> Vec<Row<'a>> {
    let sums = totals.by(by);
    sums.map(|(whose, index, dimension, sum)| {
        let mut row = head(whose);
        row.extend([text(index), number(dimension.into()), text(&sum.name)]);
        row.extend(
            [
                sum.plans,
                sum.assigned,
                sum.described,
                sum.mentioned,
                sum.left_out(),
            ]
            .map(number),
        );
        row.extend(tasks(sum.tasks));
        row
    })
    .collect()
}
