//! What each sheet shows: columns of the tables, and a few that put together what a reader wants side by side.

use super::sheet::Shown;
use crate::export::table::column::{self, Both, Column, Kind};
use crate::export::{Context, TABLES, words};

/// The sheets with tables, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// A row a plan.
    Plans,
    /// A row a task.
    Tasks,
    /// A row for each agency in a task.
    Assignments,
    /// A row for each deadline of a task.
    Deadlines,
    /// Plans and dimensions.
    Matrix,
    /// A row a finding.
    Findings,
}

impl View {
    /// Its name, Vietnamese first.
    pub const fn name(self) -> [&'static str; 2] {
        match self {
            View::Plans => ["Kế hoạch", "Plans"],
            View::Tasks => ["Nhiệm vụ", "Tasks"],
            View::Assignments => ["Phân công", "Assignments"],
            View::Deadlines => ["Thời hạn", "Deadlines"],
            View::Matrix => ["Ma trận bao phủ", "Coverage"],
            View::Findings => ["Phát hiện", "Findings"],
        }
    }

    /// Its columns with their widths in characters.
    pub fn columns(self, context: &Context) -> Vec<Shown> {
        match self {
            View::Plans => plans(context),
            View::Tasks => tasks(context),
            View::Assignments => assignments(context),
            View::Deadlines => deadlines(context),
            View::Matrix => matrix(context),
            View::Findings => findings(context),
        }
    }
}

/// Columns of a table, by name, with their widths.
fn of(context: &Context, table: &str, wanted: &[(&str, f64)]) -> Vec<Shown> {
    let table = TABLES.iter().find(|known| known.name == table);
    let known = table.map_or(Vec::new(), |table| (table.columns)(context));
    let shown = |(name, width): &(&str, f64)| {
        let column = known.iter().find(|column| column.name == *name)?;
        Some(Shown {
            column: column.clone(),
            width: *width,
        })
    };
    wanted.iter().filter_map(shown).collect()
}

fn own(column: Column, width: f64) -> Shown {
    Shown { column, width }
}

/// A column of a table as the workbook explains it: other tables are sheets here.
fn explained(mut shown: Vec<Shown>, name: &str, [vi, en]: [&str; 2]) -> Vec<Shown> {
    for Shown { column, .. } in shown.iter_mut().filter(|shown| shown.column.name == name) {
        column.about = Both {
            vi: vi.to_string(),
            en: en.to_string(),
        };
    }
    shown
}

/// Whose plan a row is from: a reader filters by it.
fn whose(context: &Context) -> Vec<Shown> {
    of(
        context,
        "documents",
        &[("document", 22.0), ("unit", 17.0), ("year", 7.0)],
    )
}

fn plans(context: &Context) -> Vec<Shown> {
    let mut columns = of(
        context,
        "documents",
        &[
            ("document", 28.0),
            ("number", 15.0),
            ("date", 12.0),
            ("issuer", 30.0),
            ("issuer_level", 11.0),
            ("unit", 20.0),
            ("province", 14.0),
            ("year", 7.0),
            ("title", 50.0),
            ("indices", 14.0),
            ("tasks", 9.0),
        ],
    );
    #[rustfmt::skip]
    columns.extend([
        own(column::integer("tasks_with_agency", ["Có cơ quan", "With agency"],
            ["số nhiệm vụ nêu rõ ai làm", "tasks that name who acts"]), 9.0),
        own(column::integer("tasks_with_deadline", ["Có thời hạn", "With deadline"],
            ["số nhiệm vụ có thời hạn", "tasks with a deadline"]), 9.0),
        own(Column::new("left_out", Kind::List("; "), ["Nội dung bỏ sót", "Left out"],
            ["các nội dung của chỉ số, tính vào năm của kế hoạch, mà kế hoạch không đề cập", "dimensions that count in the plan's year and that the plan does not treat"]), 18.0),
        own(column::integer("findings", ["Phát hiện", "Findings"],
            ["số phát hiện trong kế hoạch này", "findings within this plan"]), 9.0),
    ]);
    columns.extend(of(
        context,
        "documents",
        &[
            ("signer", 18.0),
            ("position", 14.0),
            ("notes", 8.0),
            ("duplicate_of", 28.0),
            ("duplicate_reason", 40.0),
        ],
    ));
    let columns = explained(
        columns,
        "tasks",
        [
            "số dòng của kế hoạch ở trang Nhiệm vụ",
            "rows of the plan on the sheet Tasks",
        ],
    );
    explained(
        columns,
        "notes",
        [
            "số lưu ý khi đọc văn bản; nội dung có trong notes.csv",
            "remarks on reading the document; notes.csv has them",
        ],
    )
}

fn tasks(context: &Context) -> Vec<Shown> {
    let mut columns = whose(context);
    columns.extend(of(
        context,
        "tasks",
        &[("task", 8.0), ("text", 60.0), ("dimensions", 11.0)],
    ));
    #[rustfmt::skip]
    columns.extend([
        own(Column::new("lead", Kind::List("; "), ["Chủ trì", "Lead"], ["các cơ quan chủ trì", "bodies that lead"]), 24.0),
        own(Column::new("responsible", Kind::List("; "), ["Chịu trách nhiệm", "Responsible"],
            ["các cơ quan được giao làm mà không nói chủ trì hay phối hợp", "bodies that are made to act"]), 24.0),
        own(Column::new("support", Kind::List("; "), ["Phối hợp", "Support"], ["các cơ quan phối hợp", "bodies that support"]), 24.0),
        own(due_words(), 20.0),
        own(last_day(), 12.0),
    ]);
    columns.extend(of(
        context,
        "tasks",
        &[
            ("agencies", 9.0),
            ("deadlines", 9.0),
            ("path", 12.0),
            ("line", 7.0),
            ("confidence", 8.0),
        ],
    ));
    let columns = explained(
        columns,
        "agencies",
        [
            "số dòng của nhiệm vụ ở trang Phân công",
            "rows of the task on the sheet Assignments",
        ],
    );
    explained(
        columns,
        "deadlines",
        [
            "số dòng của nhiệm vụ ở trang Thời hạn",
            "rows of the task on the sheet Deadlines",
        ],
    )
}

#[rustfmt::skip]
fn due_words() -> Column {
    Column::new("due", Kind::List("; "), ["Thời hạn (nguyên văn)", "Deadlines (as written)"],
        ["thời hạn của nhiệm vụ, nguyên văn", "deadlines of the task, as written"])
}

#[rustfmt::skip]
fn last_day() -> Column {
    Column::new("last_day", Kind::Date, ["Ngày cuối", "Last day"],
        ["ngày cuối muộn nhất trong các thời hạn, nếu có", "the latest of its last days, where there is one"])
}

fn task_text(context: &Context) -> Vec<Shown> {
    of(context, "tasks", &[("text", 50.0)])
}

fn assignments(context: &Context) -> Vec<Shown> {
    let mut columns = whose(context);
    columns.extend(of(
        context,
        "assignments",
        &[
            ("task", 8.0),
            ("agency", 32.0),
            ("level", 11.0),
            ("role", 12.0),
        ],
    ));
    columns.extend(task_text(context));
    columns.extend([own(due_words(), 20.0), own(last_day(), 12.0)]);
    columns.extend(of(
        context,
        "assignments",
        &[
            ("generic", 9.0),
            ("known", 9.0),
            ("text", 26.0),
            ("line", 7.0),
            ("confidence", 8.0),
        ],
    ));
    columns
}

fn deadlines(context: &Context) -> Vec<Shown> {
    let mut columns = whose(context);
    columns.extend(of(
        context,
        "deadlines",
        &[
            ("task", 8.0),
            ("kind", 13.0),
            ("first_day", 12.0),
            ("last_day", 12.0),
            ("every", 11.0),
            ("text", 24.0),
        ],
    ));
    #[rustfmt::skip]
    columns.push(own(Column::new("acting", Kind::List("; "), ["Ai làm", "Who acts"],
        ["cơ quan chủ trì; nếu không có, các cơ quan chịu trách nhiệm, rồi phối hợp", "bodies that lead; where there is none, those made to act, then those that support"]), 28.0));
    columns.extend(task_text(context));
    #[rustfmt::skip]
    columns.push(own(column::boolean("inferred", ["Năm suy ra", "Year inferred"],
        ["nguyên văn không ghi năm; năm là của kế hoạch", "the words do not give the year; it is that of the plan"]), 9.0));
    columns.extend(of(
        context,
        "deadlines",
        &[("line", 7.0), ("confidence", 8.0)],
    ));
    columns
}

fn matrix(context: &Context) -> Vec<Shown> {
    let mut columns = of(
        context,
        "documents",
        &[
            ("document", 22.0),
            ("unit", 18.0),
            ("issuer_level", 11.0),
            ("province", 14.0),
            ("year", 7.0),
        ],
    );
    columns.extend(of(context, "coverage", &[("index_in_plan", 11.0)]));
    let index = &context.index;
    for (number, _) in &index.dimensions {
        let name = format!("{}-{number}", index.name);
        columns.extend(of(context, "coverage", &[(name.as_str(), 15.0)]));
    }
    for Shown { column, .. } in &mut columns {
        if column.kind == Kind::Enum(words::TREATMENTS) {
            // Here a dimension that is left out says so.
            column.kind = Kind::Enum(words::COVERAGES);
        }
    }
    #[rustfmt::skip]
    columns.push(own(column::integer("assigned", ["Số nội dung có giao việc", "Dimensions with work assigned"],
        ["số nội dung mà kế hoạch có giao việc", "how many dimensions the plan assigns work on"]), 11.0));
    columns
}

fn findings(context: &Context) -> Vec<Shown> {
    let message = context.lang.of("message_vi", "message_en");
    let mut columns = of(
        context,
        "findings",
        &[("severity", 10.0), (message, 60.0), ("document", 24.0)],
    );
    columns.extend(of(context, "documents", &[("unit", 18.0), ("year", 7.0)]));
    columns.extend(of(
        context,
        "findings",
        &[
            ("task", 8.0),
            ("text", 45.0),
            ("line", 7.0),
            ("other_document", 22.0),
            ("other_text", 30.0),
            ("other_line", 7.0),
            ("check", 30.0),
            ("status", 12.0),
            ("id", 12.0),
            ("reason", 20.0),
        ],
    ));
    explained(
        columns,
        "check",
        [
            "tên phép kiểm tra; danh mục ở cuối trang này",
            "name of the check; the list is at the end of this sheet",
        ],
    )
}
