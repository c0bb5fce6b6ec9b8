//! Annexes in the layouts that copied tables come out in: group rows, counted columns, heads of two rows, tables behind each
//! other, rows that lack cells; and what the heads of their columns announce.

use crate::plan;

use kehoach::link::record::{Record, Task};

/// A plan of a district with these lines behind its first section.
fn annexed(table: &str) -> Record {
    plan::record_of(&format!(
        "UBND HUYỆN BẢN VÀNG\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\nSố: 31/KH-UBND\n\
         Bản Vàng, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\nDọn kênh mương năm 2024\n\nI. NHIỆM VỤ\n\n{table}\n"
    ))
}

/// Of each task its bodies without their levels, and its deadlines.
fn told(tasks: &[Task]) -> Vec<String> {
    let one = |task: &Task| {
        let bodies = plan::actors(task).into_iter().map(|body| {
            let parts: Vec<&str> = body.split('/').collect();
            format!("{} {}", parts[2], parts[0])
        });
        let bodies: Vec<String> = bodies.collect();
        format!("{}; {}", bodies.join(", "), plan::dues(task).join(" + "))
    };
    tasks.iter().map(one).collect()
}

const HEAD: &str = "TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |";
const FIRST: &str = "1 | Dọn kênh Nà Pài | Phòng Tư pháp | Phòng Y tế | Tháng 4/2024 |";
const SECOND: &str = "2 | Xây bể chứa nước | Phòng Nội vụ | Công an huyện | Tháng 5/2024 |";
const BOTH: [&str; 2] = [
    "lead Phòng Tư pháp, support Phòng Y tế; during 2024-04-01/2024-04-30",
    "lead Phòng Nội vụ, support Công an; during 2024-05-01/2024-05-31",
];

/// The same rows below the bars at the beginning of each line, too.
fn framed(lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("| {line}")).collect();
    lines.join("\n")
}

#[test]
fn a_group_row_of_one_cell_ends_no_table() {
    for group in [
        "I. NHÓM MỘT |",
        "I. NHÓM MỘT",
        "Nhóm nhiệm vụ một |",
        "I | NHÓM MỘT |",
    ] {
        let first = [HEAD, group, FIRST, SECOND];
        let between = [HEAD, FIRST, group, SECOND];
        for lines in [first, between] {
            assert_eq!(told(&annexed(&lines.join("\n")).tasks), BOTH, "{group}");
        }
    }
    let cells = [HEAD, "I. NHÓM MỘT |", FIRST, "II. NHÓM HAI |", SECOND].join(" ");
    let cells = cells.replace(" | ", "\n|\n").replace(" |", "\n|");
    let found = annexed(&cells);
    assert_eq!(told(&found.tasks), BOTH);
    assert!(!found.tasks[0].text.contains("NHÓM"));
    let bare = format!("| {HEAD}\n| {FIRST}\nII. NHÓM HAI\n| {SECOND}");
    assert_eq!(told(&annexed(&bare).tasks), BOTH);
}

#[test]
fn a_row_that_counts_the_columns_is_no_task() {
    for row in [
        "(1) | (2) | (3) | (4) | (5) |",
        "1 | 2 | 3 | 4 | 5 |",
        "[1] | [2] | [3] | [4] | [5] |",
        "A | B | 1 | 2 | 3 |",
        "(1) | (2) | (3) | (4) | (5)=(3)+(4) |",
    ] {
        let lines = [HEAD, row, FIRST, SECOND];
        assert_eq!(told(&annexed(&lines.join("\n")).tasks), BOTH, "{row}");
        assert_eq!(told(&annexed(&framed(&lines)).tasks), BOTH, "{row}");
        let tabs = lines.join("\n").replace(" |\n", "\n").replace(" | ", "\t");
        let tabs = tabs.trim_end_matches([' ', '|']);
        assert_eq!(told(&annexed(tabs).tasks), BOTH, "{row}");
        let cells = lines.join(" ").replace(" | ", "\n|\n");
        assert_eq!(told(&annexed(&cells).tasks), BOTH, "{row}");
    }
}

#[test]
fn a_group_row_with_a_sum_is_no_task() {
    let found = annexed(
        "| TT | Nội dung | Cơ quan chủ trì | Thời gian | Hồ sơ |\n| I | Thủ tục hành chính công | | | 35 |\n\
         | 1 | Số hóa sổ hộ tịch | Phòng Tư pháp | Tháng 6/2024 | 35 |",
    );
    assert_eq!(
        told(&found.tasks),
        ["lead Phòng Tư pháp; during 2024-06-01/2024-06-30"]
    );
}

#[test]
fn a_group_row_that_names_a_body_tells_who_acts_below_it() {
    let found = annexed(
        "| TT | Nội dung | Thời gian |\n| I | PHÒNG TƯ PHÁP | |\n| 1 | Dọn kênh Nà Pài | Tháng 4/2024 |\n\
         | II | Phòng Nội vụ chủ trì | |\n| 1 | Xây bể chứa nước | Tháng 5/2024 |\n| III | VIỆC CHUNG | |\n\
         | 1 | Trồng cây ven kênh | Tháng 6/2024 |",
    );
    assert_eq!(
        told(&found.tasks),
        [
            "responsible Phòng Tư pháp; during 2024-04-01/2024-04-30",
            "lead Phòng Nội vụ; during 2024-05-01/2024-05-31",
            "; during 2024-06-01/2024-06-30",
        ]
    );
}

#[test]
fn a_head_right_behind_a_table_begins_another() {
    let second = [
        "TT | Nội dung | Thời gian | Đơn vị thực hiện |",
        "1 | Đo độ ồn chợ | Tháng 7/2024 | Trung tâm Y tế |",
    ];
    let lines = [HEAD, FIRST, SECOND, second[0], second[1]];
    let expected = [
        BOTH[0],
        BOTH[1],
        "responsible Trung tâm Y tế; during 2024-07-01/2024-07-31",
    ];
    assert_eq!(told(&annexed(&lines.join("\n")).tasks), expected);
    assert_eq!(told(&annexed(&framed(&lines)).tasks), expected);
    let tabs = lines.map(|line| line.trim_end_matches(" |").replace(" | ", "\t"));
    assert_eq!(told(&annexed(&tabs.join("\n")).tasks), expected);
    let cells = lines.join(" ").replace(" | ", "\n|\n").replace(" |", "\n|");
    assert_eq!(told(&annexed(&cells).tasks), expected);
}

#[test]
fn lines_between_two_tables_of_cells_are_no_cells() {
    let cells = |row: &str| {
        format!(
            "|\n{}\n|\n",
            row.trim_end_matches(" |").replace(" | ", "\n|\n")
        )
    };
    let first: String = [HEAD, FIRST, SECOND].map(cells).concat();
    let second = [
        "TT | Nội dung | Thời gian | Đơn vị thực hiện",
        "1 | Đo độ ồn chợ | Tháng 7/2024 | Trung tâm Y tế",
    ];
    let second: String = second.map(cells).concat();
    for between in [
        "Lịch kiểm tra chợ",
        // Words of a head in a sentence above the table.
        "Tổng thời gian giải quyết: 27 ngày",
        "Thời gian giải quyết tính từ ngày nhận",
    ] {
        let found = annexed(&format!("{first}{between}\n{second}"));
        assert_eq!(
            told(&found.tasks),
            [
                BOTH[0],
                BOTH[1],
                "responsible Trung tâm Y tế; during 2024-07-01/2024-07-31",
            ],
            "{between}"
        );
    }
}

#[test]
fn heads_of_two_rows_whose_merged_cells_are_lost() {
    for (upper, lower) in [
        (
            "TT | Nội dung | Cơ quan thực hiện | Thời gian |",
            "Chủ trì | Phối hợp |",
        ),
        (
            "TT | Nội dung | Cơ quan thực hiện | Cơ quan thực hiện | Thời gian |",
            "TT | Nội dung | Chủ trì | Phối hợp | Thời gian |",
        ),
    ] {
        let lines = [upper, lower, FIRST, SECOND];
        assert_eq!(told(&annexed(&lines.join("\n")).tasks), BOTH, "{upper}");
        assert_eq!(told(&annexed(&framed(&lines)).tasks), BOTH, "{upper}");
    }
    // Bodies and times, both below heads that span.
    let found = annexed(
        "TT | Nội dung | Cơ quan thực hiện | Thời gian | Kết quả |\nChủ trì | Phối hợp | Bắt đầu | Hoàn thành |\n\
         1 | Dọn kênh Nà Pài | Phòng Tư pháp | Phòng Y tế | 01/4/2024 | 30/4/2024 | Biên bản |",
    );
    assert_eq!(
        told(&found.tasks),
        ["lead Phòng Tư pháp, support Phòng Y tế; by 2024-04-30"]
    );
}

#[test]
fn a_row_that_lacks_a_merged_cell_is_laid_below_its_heads() {
    let lines = [
        HEAD,
        FIRST,
        "2 | Xây bể chứa nước | Công an huyện | Tháng 5/2024 |",
        "3 | Trồng cây ven kênh | Tháng 6/2024 |",
    ];
    assert_eq!(
        told(&annexed(&lines.join("\n")).tasks),
        [
            BOTH[0],
            "lead Phòng Tư pháp, support Công an; during 2024-05-01/2024-05-31",
            "lead Phòng Tư pháp, support Công an; during 2024-06-01/2024-06-30",
        ]
    );
}

#[test]
fn an_empty_cell_between_bars_takes_nothing_from_the_row_above() {
    let lines = [
        HEAD,
        FIRST,
        "2 | Xây bể chứa nước | Phòng Nội vụ |  | Tháng 5/2024 |",
        "3 | Trồng cây | Công an huyện | Phòng Y tế | Tháng 6/2024 |",
    ];
    let cells = lines.join(" ").replace(" | ", "\n|\n").replace(" |", "\n|");
    assert_eq!(
        told(&annexed(&cells).tasks),
        [
            BOTH[0],
            "lead Phòng Nội vụ; during 2024-05-01/2024-05-31",
            "lead Công an, support Phòng Y tế; during 2024-06-01/2024-06-30",
        ]
    );
}

#[test]
fn one_column_for_who_leads_and_who_cooperates() {
    let found = annexed(
        "TT | Nội dung | Chủ trì/Phối hợp | Thời gian |\n1 | Dọn kênh Nà Pài | Phòng Tư pháp/ Phòng Y tế | Tháng 4/2024 |\n\
         2 | Xây bể chứa nước | - Chủ trì: Phòng Nội vụ - Phối hợp: Công an huyện | Tháng 5/2024 |",
    );
    assert_eq!(told(&found.tasks), BOTH);
}

#[test]
fn heads_of_bodies_and_times_that_offices_use() {
    for (head, expected) in [
        ("Phòng, ban phụ trách", "responsible Phòng Y tế; "),
        ("Chuyên viên tham mưu", "responsible Phòng Y tế; "),
        ("Trách nhiệm chủ trì", "lead Phòng Y tế; "),
        ("Đầu mối", "lead Phòng Y tế; "),
        ("Lực lượng hỗ trợ", "support Phòng Y tế; "),
        ("Tham gia", "support Phòng Y tế; "),
    ] {
        let found = annexed(&format!(
            "| TT | Nội dung | {head} |\n| 1 | Dọn kênh Nà Pài | Phòng Y tế |"
        ));
        assert_eq!(told(&found.tasks), [expected], "{head}");
    }
    // Bodies that others do something to.
    for head in [
        "Đơn vị được kiểm tra",
        "Cơ quan nhận báo cáo",
        "Đơn vị thụ hưởng",
    ] {
        let found = annexed(&format!(
            "| TT | Nội dung | {head} | Đơn vị thực hiện |\n| 1 | Dọn kênh Nà Pài | Phòng Nội vụ | Phòng Y tế |"
        ));
        assert_eq!(told(&found.tasks), ["responsible Phòng Y tế; "], "{head}");
    }
    for (head, expected) in [
        ("Thời gian, địa điểm", "by 2024-06-15"),
        ("Ngày", "by 2024-06-15"),
        ("Hạn", "by 2024-06-15"),
        ("Kỳ báo cáo", "by 2024-06-15"),
        ("Dự kiến", "by 2024-06-15"),
        ("Thời gian bắt đầu", ""),
        ("Thời hạn thanh tra", ""),
        ("Thời gian đào tạo", ""),
    ] {
        let found = annexed(&format!(
            "| TT | Nội dung | Đơn vị thực hiện | {head} |\n| 1 | Dọn kênh Nà Pài | Phòng Y tế | 15/6/2024 |"
        ));
        assert_eq!(
            told(&found.tasks),
            [format!("responsible Phòng Y tế; {expected}")],
            "{head}"
        );
    }
    // Of a start and an end the end counts.
    let found = annexed(
        "| TT | Nội dung | Đơn vị thực hiện | Ngày thực hiện | Ngày hoàn thành |\n\
         | 1 | Dọn kênh Nà Pài | Phòng Y tế | 01/6/2024 | 15/6/2024 |",
    );
    assert_eq!(
        told(&found.tasks),
        ["responsible Phòng Y tế; by 2024-06-15"]
    );
}

#[test]
fn a_head_for_columns_alone_announces_no_line() {
    let columns = &plan::RULES.columns;
    for head in ["dự kiến", "tháng", "trưởng đoàn"] {
        assert!(columns.classify(head).is_some(), "{head}");
        assert!(columns.exact(head).is_none(), "{head}");
    }
    // Nor does it say anything inside a longer head.
    assert!(columns.classify("tháng sinh").is_none());
    assert!(columns.exact("tần suất thực hiện").is_some());
}
