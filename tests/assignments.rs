//! Who does what and when, in forms that plans of communes and annexes to them have, each written anew.

use crate::plan;

use kehoach::link::record::Record;
use plan::{actors, commune_plan_with, dues, texts};

/// That the tasks are as many as expected, each with these bodies (name, level and role) and times.
fn assert_said(record: &Record, expected: &[(Vec<&str>, Vec<&str>)]) {
    let tasks = record.tasks.iter();
    let found: Vec<_> = tasks.map(|task| (actors(task), dues(task))).collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(who, when)| (who.iter().map(ToString::to_string).collect(), when.clone()))
        .collect();
    assert_eq!(found, expected, "{:?}", texts(&record.tasks));
}

#[test]
fn tables_of_annexes_that_follow_each_other_are_tables_of_their_own() {
    let record = commune_plan_with(
        "STT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\n\
         I\tTham gia của người dân ở cấp cơ sở\n\
         1\tTổ chức họp thôn bàn mức đóng góp\tPhòng Kinh tế\tCác thôn\tQuý IV/2025\n\
         II. Công khai, minh bạch\n\
         1\tCông khai kế hoạch sử dụng đất\tPhòng Kinh tế\t\tTrước ngày 15/11/2025\n\n\
         PHỤ LỤC II\nCHỈ TIÊU CỦA CÁC THÔN\nSTT\tThôn\tChỉ tiêu\n1\tThôn Đồng Tâm\t80%\n\n\
         PHỤ LỤC III\nLỊCH KIỂM TRA\nSTT\tNội dung kiểm tra\tĐơn vị thực hiện\tThời gian hoàn thành\n\
         1\tKiểm tra việc niêm yết thủ tục hành chính\tVăn phòng HĐND và UBND\t20/10/2025",
    );
    let [meeting, land, visit] = record.tasks.as_slice() else {
        panic!("{:?}", texts(&record.tasks));
    };
    assert_eq!(meeting.dimensions, ["PAPI-1"]);
    assert_eq!(land.dimensions, ["PAPI-2"]);
    assert_eq!(actors(land), ["Phòng Kinh tế/commune/lead"]);
    assert_eq!(dues(land), ["by 2025-11-15"]);
    let office = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân/commune/responsible";
    assert_eq!(actors(visit), [office]);
    assert_eq!(dues(visit), ["by 2025-10-20"]);
}

#[test]
fn a_cell_says_who_leads_and_who_helps() {
    let lead = "Phòng Kinh tế/commune/lead";
    let others = ["Công an/commune/support", "Trạm Y tế/commune/support"];
    for cell in [
        "Chủ trì: Phòng Kinh tế; Phối hợp: Công an xã, Trạm Y tế",
        "Phòng Kinh tế (chủ trì); Công an xã, Trạm Y tế (phối hợp)",
        "Phòng Kinh tế chủ trì; Công an xã, Trạm Y tế phối hợp",
        "Đơn vị chủ trì: Phòng Kinh tế. Đơn vị phối hợp: Công an xã, Trạm Y tế",
    ] {
        for column in ["Đơn vị thực hiện", "Cơ quan chủ trì, phối hợp"] {
            let record = commune_plan_with(&format!(
                "TT\tNhiệm vụ\t{column}\tThời gian\n1\tKiểm tra an toàn thực phẩm tại chợ\t{cell}\tQuý IV/2025"
            ));
            let bodies = actors(&record.tasks[0]);
            assert_eq!(bodies, [&[lead][..], &others].concat(), "{column}: {cell}");
        }
    }
    let record = commune_plan_with(
        "- Rà soát hộ nghèo.\n* Thực hiện: Phòng Kinh tế phối hợp các đơn vị liên quan thực hiện.",
    );
    assert_eq!(
        actors(&record.tasks[0]),
        ["Phòng Kinh tế/commune/responsible"]
    );
}

#[test]
fn lines_that_describe_an_item_leave_it_the_task_and_go_no_further() {
    let record = commune_plan_with(
        "1. Tổ chức tập huấn cho công chức Một cửa.\n- Thời gian: ngày 05/11/2025.\n- Thành phần: Trưởng các thôn.\n\
         - Đơn vị chủ trì: Phòng Kinh tế.\n2. Tổ chức đối thoại với Nhân dân.\n- Đơn vị thực hiện: Công an xã.\n\
         3. Lễ ra quân\n- Địa điểm: Nhà văn hóa xã.\n- Chủ trì: Công an xã.\n- Thời gian: Tháng 12/2025.\n\
         4. Báo cáo\n- Gửi báo cáo kết quả về UBND tỉnh.\n5. Thời gian, địa điểm\n- Thời gian: 01 ngày.",
    );
    let expected = [
        (vec!["Phòng Kinh tế/commune/lead"], vec!["by 2025-11-05"]),
        (vec!["Công an/commune/responsible"], vec![]),
        (
            vec!["Công an/commune/lead"],
            vec!["during 2025-12-01/2025-12-31"],
        ),
        (vec![], vec![]),
    ];
    assert_said(&record, &expected);
}

#[test]
fn rounds_say_when_the_items_below_them_are_done() {
    let record = commune_plan_with(
        "1. Kiểm tra vệ sinh môi trường\n1.1. Đợt 1: Trong tháng 10/2025\n- Công an xã kiểm tra các chợ.\n\
         1.2. Giai đoạn 2 (từ ngày 01/11/2025 đến ngày 15/11/2025)\n- Trạm Y tế lấy mẫu nước.\n\
         2. Giai đoạn 1: Tuyên truyền, vận động nhân dân tham gia.",
    );
    let whens: Vec<_> = record.tasks.iter().map(dues).collect();
    let first = vec!["during 2025-10-01/2025-10-31"];
    let second = vec!["during 2025-11-01/2025-11-15"];
    assert_eq!(whens, [first, second, vec![]], "{:?}", texts(&record.tasks));
}

#[test]
fn a_person_named_with_a_post_acts_by_it() {
    let head = "Phó Chủ tịch Ủy ban nhân dân/commune/responsible";
    for (task, body) in [
        (
            "Đồng chí Lò Văn Bình - Phó Chủ tịch UBND xã, Trưởng ban: Chỉ đạo chung việc giải ngân.",
            head,
        ),
        (
            "Phó Chủ tịch Thường trực UBND xã chỉ đạo việc giải ngân.",
            head,
        ),
        (
            "Bà Lê Thị Hoa - Phó Trưởng phòng Kinh tế: Rà soát các dự án.",
            "Phòng Kinh tế/commune/responsible",
        ),
        (
            "Đồng chí Trưởng Ban Xây dựng Đảng - Trưởng Tiểu ban: Tuyên truyền nghị quyết.",
            "Ban Xây dựng Đảng/commune/responsible",
        ),
        (
            "Đồng chí Ủy viên Ban Thường vụ Đảng ủy, Chủ tịch UBND xã chỉ đạo việc giải ngân.",
            "Chủ tịch Ủy ban nhân dân/commune/responsible",
        ),
        (
            "Đ/c Lò Văn Chín - Trưởng Công an xã: Tuần tra ban đêm.",
            "Trưởng Công an/commune/responsible",
        ),
    ] {
        let record = commune_plan_with(&format!("1. {task}"));
        let first = record.tasks.first().unwrap();
        assert_eq!(actors(first), [body], "{task}");
    }
}

#[test]
fn lists_of_bodies_keep_all_their_members() {
    for (task, bodies) in [
        (
            "Ban Chỉ đạo phòng, chống dịch bệnh xã, Trạm Y tế kiểm tra các kho.",
            vec![
                "Ban Chỉ đạo phòng, chống dịch bệnh/commune",
                "Trạm Y tế/commune",
            ],
        ),
        (
            "Các thôn, xóm vận động nhân dân đóng góp.",
            vec!["Thôn/village", "Xóm/village"],
        ),
        (
            "Trưởng các thôn, bản thông báo lịch họp.",
            vec!["Trưởng thôn/village", "Trưởng bản/village"],
        ),
        (
            "Các thành viên Ban Chỉ đạo và UBND các xã báo cáo kết quả.",
            vec!["Ủy ban nhân dân/commune"],
        ),
        (
            "Thủ trưởng các phòng, ban, ngành, đoàn thể xã, Công an xã tổ chức quán triệt.",
            vec!["Công an/commune"],
        ),
        (
            "UBND tỉnh, huyện, xã công khai kế hoạch sử dụng đất.",
            vec![
                "Ủy ban nhân dân/province",
                "Ủy ban nhân dân/district",
                "Ủy ban nhân dân/commune",
            ],
        ),
        (
            "Tổ công tác trong quá trình làm nhiệm vụ kịp thời báo cáo.",
            vec!["Tổ công tác/commune"],
        ),
        (
            "Cục Kiểm tra văn bản quy phạm pháp luật hướng dẫn địa phương.",
            vec!["Cục Kiểm tra văn bản quy phạm pháp luật/commune"],
        ),
    ] {
        let record = commune_plan_with(&format!("- {task}"));
        let first = record.tasks.first().unwrap();
        let said: Vec<_> = bodies
            .iter()
            .map(|body| format!("{body}/responsible"))
            .collect();
        assert_eq!(actors(first), said, "{task}");
    }
}

#[test]
fn what_names_no_year_is_due_in_none_before_the_plan() {
    for (title, year) in [
        ("Khắc phục hạn chế trong Chỉ số PAPI năm 2024", 2025),
        ("Thực hiện Luật Trồng trọt năm 2018", 2025),
        ("Thực hiện Đề án “Y tế số giai đoạn 2021 - 2025”", 2025),
        ("Nâng cao Chỉ số PAPI giai đoạn 2021 - 2025", 2021),
        ("Nâng cao Chỉ số PAPI năm 2026", 2026),
    ] {
        let record = plan::record_of(&format!(
            "ỦY BAN NHÂN DÂN\nXÃ BA BỂ\n-------\nSố: 88/KH-UBND\n\nBa Bể, ngày 04 tháng 9 năm 2025\n\nKẾ HOẠCH\n{title}\n\n\
             I. NHIỆM VỤ\n- Công an xã hoàn thành trước ngày 30/10.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n"
        ));
        let found = record.document.year.as_ref().map(|year| year.value);
        assert_eq!(found, Some(year), "{title}");
        let due = format!("by {}-10-30", year.max(2025));
        assert_eq!(dues(&record.tasks[0]), [due], "{title}");
    }
}

#[test]
fn a_paragraph_joined_to_the_bullet_before_it_is_a_task() {
    for joint in ["Đồng thời", "Ngoài ra", "Bên cạnh đó", "Cùng với đó"] {
        let record = commune_plan_with(&format!(
            "1. Trạm Y tế\n- Công khai giá khám bệnh.\n\n{joint}, tăng cường kiểm tra thái độ phục vụ.",
        ));
        let [_, joined] = record.tasks.as_slice() else {
            panic!("{joint}: {:?}", texts(&record.tasks));
        };
        assert_eq!(actors(joined), ["Trạm Y tế/commune/responsible"], "{joint}");
    }
}

#[test]
fn a_time_may_open_a_task_or_stand_before_its_colon_or_behind_its_subject() {
    for (task, due) in [
        (
            "Hằng năm tổ chức khám sức khỏe cho người cao tuổi.",
            "every P1Y",
        ),
        (
            "Trước ngày 15/11/2025, gửi kết quả rà soát biên chế.",
            "by 2025-11-15",
        ),
        (
            "Tháng 10: Tổ chức hội thi cấp xã.",
            "during 2025-10-01/2025-10-31",
        ),
        (
            "Ngày 20/11/2025: Tổ chức lễ tổng kết.",
            "during 2025-11-20/2025-11-20",
        ),
        (
            "Trạm Y tế hằng năm bố trí kinh phí cho các thôn.",
            "every P1Y",
        ),
        ("Trạm Y tế báo cáo UBND tỉnh định kỳ hằng năm.", "every P1Y"),
        (
            "Định kỳ hằng quý hoặc đột xuất báo cáo UBND xã.",
            "every P3M",
        ),
        (
            "Công an xã trực chốt từ 7 giờ 00 ngày 10/10 đến 17 giờ 00 ngày 12/10.",
            "during 2025-10-10/2025-10-12",
        ),
        (
            "Đến tháng 11/2025, Trạm Y tế hoàn thành rà soát.",
            "by 2025-11-30",
        ),
        (
            "Ngay sau khi có kết quả, Trạm Y tế thông báo.",
            "event: Ngay sau khi có kết quả",
        ),
    ] {
        let record = commune_plan_with(&format!("1. Trạm Y tế\n\n{task}"));
        let found: Vec<_> = record.tasks.iter().map(dues).collect();
        assert_eq!(found, [[due]], "{task}");
    }
    let record = commune_plan_with("- Trạm Y tế xây dựng kế hoạch thanh tra hằng năm.");
    assert!(dues(&record.tasks[0]).is_empty());
}

#[test]
fn names_end_where_the_work_begins_and_lists_share_their_head() {
    for (task, bodies) in [
        (
            "Giao Chi cục Thủy sản tiếp nhận 20.000 con giống.",
            vec!["Chi cục Thủy sản/province/responsible"],
        ),
        (
            "Sở Công Thương chủ trì, phối hợp với các Sở: Y tế, Tài chính lập danh mục chợ.",
            vec![
                "Sở Công Thương/province/lead",
                "Sở Y tế/province/support",
                "Sở Tài chính/province/support",
            ],
        ),
        (
            "Ban Thường vụ Tỉnh đoàn tổ chức lớp kỹ năng cho học sinh.",
            vec!["Đoàn Thanh niên Cộng sản Hồ Chí Minh/province/responsible"],
        ),
        (
            "UBND tỉnh có Công văn số 15/UBND-NV yêu cầu Sở Y tế rà soát các chợ.",
            vec!["Sở Y tế/province/responsible"],
        ),
        (
            "Sở Nội vụ nâng cấp Cổng thông tin điện tử.",
            vec!["Sở Nội vụ/province/responsible"],
        ),
    ] {
        let record = plan::record_of(&format!(
            "ỦY BAN NHÂN DÂN\nTỈNH BẮC KẠN\n-------\nSố: 88/KH-UBND\n\nBắc Kạn, ngày 04 tháng 3 năm 2024\n\nKẾ HOẠCH\n\
             Nâng cao Chỉ số PAPI năm 2024\n\nI. NHIỆM VỤ\n- {task}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n"
        ));
        let first = record.tasks.first().unwrap();
        assert_eq!(actors(first), bodies, "{task}");
    }
    let record = commune_plan_with(
        "1. Trạm Y tế\n\nNgày 12/4/2025, UBND xã đã ban hành Kế hoạch số 55/KH-UBND về khám sức khỏe.",
    );
    assert!(record.tasks.is_empty(), "{:?}", texts(&record.tasks));
}

#[test]
fn a_table_of_one_cell_a_line_needs_no_bars() {
    let record = commune_plan_with(
        "TT\nNội dung công việc\nCơ quan thực hiện\nThời gian hoàn thành\n1\nBan hành bộ tiêu chí chấm điểm\nPhòng Kinh tế\n\
         21/10/2025\n2\nMở lớp bồi dưỡng nghiệp vụ\nCông an xã\n- Trạm Y tế\nTháng 11/2025\n\
         II. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế theo dõi việc thực hiện.",
    );
    let expected = [
        (
            vec!["Phòng Kinh tế/commune/responsible"],
            vec!["by 2025-10-21"],
        ),
        (
            vec![
                "Công an/commune/responsible",
                "Trạm Y tế/commune/responsible",
            ],
            vec!["during 2025-11-01/2025-11-30"],
        ),
        (vec!["Phòng Kinh tế/commune/responsible"], vec![]),
    ];
    assert_said(&record, &expected);
}
