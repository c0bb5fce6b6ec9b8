//! The table of time expressions in rules/README.md, row by row through the pipeline.

use crate::plan;

use plan::record_of;
use std::fs;

/// A row: where it stands, what is written, what it means.
struct Row {
    place: String,
    written: String,
    means: Vec<String>,
}

/// The rows below the head `where | written | means`; rows that name a group of forms are left out.
fn rows() -> Vec<Row> {
    let manual = fs::read_to_string("rules/README.md").unwrap();
    let head = "| where | written | means |";
    let table = manual.split_once(head).unwrap().1;
    let lines = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    lines.filter_map(row).collect()
}

fn row(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [place, written, means] = cells.as_slice() else {
        panic!("expected three cells, got `{line}`");
    };
    let means = means.trim_matches('`');
    let means = match means {
        "none" => Vec::new(),
        _ => means.split("; ").map(str::to_string).collect(),
    };
    (!place.is_empty()).then(|| Row {
        place: (*place).to_string(),
        written: (*written).to_string(),
        means,
    })
}

/// A plan of 2024 whose only task is written so.
fn plan(row: &Row) -> String {
    let task = match row.place.as_str() {
        "text" => format!("- {}.", row.written),
        "cell" => format!(
            "TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\n1\tLập sổ theo dõi kiến nghị\tPhòng Nội vụ\t{}",
            row.written
        ),
        other => panic!("expected `text` or `cell`, got `{other}`"),
    };
    format!(
        "ỦY BAN NHÂN DÂN\nHUYỆN BA BỂ\n-------\nSố: 88/KH-UBND\n\nBa Bể, ngày 04 tháng 3 năm 2024\n\nKẾ HOẠCH\nNâng cao Chỉ số PAPI năm 2024\n\nI. NHIỆM VỤ\n\n{task}\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n"
    )
}

#[test]
fn every_form_of_the_manual_is_read_as_it_says() {
    let rows = rows();
    assert!(
        rows.len() > 100,
        "expected the whole table, got {}",
        rows.len()
    );
    let mut wrong = Vec::new();
    for row in &rows {
        let record = record_of(&plan(row));
        let tasks = record.tasks.len();
        let deadlines = record.tasks.iter().flat_map(|task| &task.deadlines);
        let found: Vec<String> = deadlines.map(|deadline| deadline.value.clone()).collect();
        let (mut got, mut want) = (found.clone(), row.means.clone());
        got.sort();
        want.sort();
        if tasks != 1 || got != want {
            let (place, written) = (&row.place, &row.written);
            wrong.push(format!(
                "{place} `{written}`: {tasks} tasks, {found:?}, want {:?}",
                row.means
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}
