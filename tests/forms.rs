//! Forms that plans and decisions have on real sites and in real files, each written anew: broken lines, headings that
//! name who acts, introductions, legal bases inside annexes.

use crate::plan;

use kehoach::link::record::{Record, Task};
use plan::{actors, dues, plan_signed, plan_with, record_of, texts};

/// A decision as a site shows it: wrapped at some eighty characters, with short lines where marks stood between.
const DECISION: &str = "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\nSố: 88/QĐ-UBND\n\nCao Bằng, ngày 04 tháng 3 năm 2024\n\n\
    QUYẾT ĐỊNH\nBAN HÀNH DANH MỤC GIỐNG CÂY TRỒNG CỦA SỞ CÔNG THƯƠNG,\nỦY BAN NHÂN DÂN CÁC XÃ\n\n\
    Căn cứ các Nghị định của Chính phủ: số 11/2019/NĐ-CP ngày 08 tháng 6 năm\n2019 về giống cây trồng; số 12/2020/NĐ-CP \
    ngày 09 tháng 7 năm 2020 về\nphân bón;\n\
    Theo đề nghị của Giám đốc Sở Công Thương tại Văn bản số 35/SCT-VP ngày\n01 tháng 3 năm 2024.\n\nQUYẾT ĐỊNH:\n\
    Điều 1. Danh mục giống cây trồng kèm theo Quyết định này được áp dụng từ\nvụ xuân ở tất cả các xã, phường trên địa bàn \
    tỉnh, trừ những nơi đã có\nquy hoạch riêng được cấp có thẩm quyền phê duyệt.\n";

fn tasks(body: &str) -> Vec<Task> {
    let record = record_of(&format!(
        "{DECISION}{body}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n"
    ));
    record.tasks
}

#[test]
fn a_name_may_be_broken_behind_its_first_word() {
    let found = tasks(
        "Điều 2. Sở\nCông Thương chủ trì, phối hợp với các đơn vị liên quan theo dõi việc\nthực hiện danh mục này.\n\
         Điều 3. Chánh Văn phòng\nUBND tỉnh, Giám đốc\nSở Công Thương, Chủ tịch UBND các xã và các tổ chức, cá nhân có\n\
         liên quan chịu trách nhiệm thi hành Quyết định này./.",
    );
    let [lead, all] = found.as_slice() else {
        panic!("{:?}", texts(&found));
    };
    assert_eq!(actors(lead), ["Sở Công Thương/province/lead"]);
    assert_eq!(
        actors(all),
        [
            "Chánh Văn phòng Ủy ban nhân dân/province/responsible",
            "Sở Công Thương/province/responsible",
            "Chủ tịch Ủy ban nhân dân/commune/responsible",
        ]
    );
}

#[test]
fn a_sentence_goes_on_behind_a_bracket_an_article_and_a_colon() {
    let found = tasks(
        "Điều 2. Sở Công Thương:\na) Cấp phát 58 bộ hồ sơ mẫu cho các cơ sở sản xuất giống (Trong đó: huyện\nHà Quảng:\n\
         25 bộ, các huyện khác: 33 bộ) theo đúng số lượng đã đăng ký với Sở.\n\
         b) Thu hồi giấy phép của những cơ sở không còn đủ điều kiện quy định tại\nĐiều 1 Quyết định này và thông báo cho \
         các xã nơi cơ sở đặt trụ sở biết.\n\
         c) Khuyến khích các cơ sở áp dụng các biện pháp canh tác tiết kiệm như:\nTưới nhỏ giọt, che phủ đất, luân canh \
         nhằm giảm chi phí và bảo vệ đất.",
    );
    let found = texts(&found);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].ends_with("đã đăng ký với Sở."), "{}", found[0]);
    assert!(found[1].ends_with("đặt trụ sở biết."), "{}", found[1]);
    assert!(found[2].ends_with("bảo vệ đất."), "{}", found[2]);
}

#[test]
fn long_lines_beside_wrapped_ones_are_whole() {
    let long = "Danh mục này gồm các giống cây trồng đã qua khảo nghiệm ở ít nhất ba vụ liên tiếp trên địa bàn tỉnh, \
                được hội đồng chuyên môn đánh giá là thích hợp với khí hậu và đất đai của từng vùng sinh thái.";
    let body = format!(
        "{long}\n{long}\nĐiều 2. Sở Công Thương tổ chức sơ kết việc thực hiện danh mục sau vụ\n2024 và báo cáo Ủy ban nhân \
         dân tỉnh trước ngày 30 tháng 11 năm\n2024."
    );
    let found = tasks(&body);
    let last = found.last().unwrap();
    assert_eq!(dues(last), ["by 2024-11-30"], "{:?}", texts(&found));
}

#[test]
fn who_issued_what_is_cited_is_named_at_the_head_of_a_list_or_before_a_letter() {
    let record = record_of(&format!(
        "{DECISION}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n"
    ));
    let cited = record.citations.iter().map(|one| {
        let issuer = one.issuer.as_deref().unwrap_or("-");
        format!("{} {issuer}", one.number)
    });
    assert_eq!(
        cited.collect::<Vec<_>>(),
        [
            "11/2019/NĐ-CP Chính phủ",
            "12/2020/NĐ-CP Chính phủ",
            "35/SCT-VP Sở Công Thương",
        ]
    );
    let title = &record.document.title.as_ref().unwrap().value;
    assert!(
        title
            .to_lowercase()
            .ends_with("sở công thương, ủy ban nhân dân các xã"),
        "{title}"
    );
}

#[test]
fn the_unit_and_the_date_of_what_is_cited_may_stand_apart() {
    for (words, date, issuer) in [
        (
            "Quyết định số 79/QĐ-UBND ngày 13 tháng 4 năm 2022 của UBND tỉnh Bà Rịa - Vũng Tàu về giống cây",
            Some("2022-04-13"),
            "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu",
        ),
        (
            "Quyết định số 79/QĐ-UBND ngày 13/4/2022 của Ủy ban nhân dân tỉnh Phê duyệt danh mục giống cây",
            Some("2022-04-13"),
            "Ủy ban nhân dân tỉnh",
        ),
        (
            "Nghị định số 79/2022/NĐ-CP của Chính phủ ngày 13 tháng 4 năm 2022 về giống cây",
            Some("2022-04-13"),
            "Chính phủ",
        ),
    ] {
        let record = plan_with(&format!("- Phòng Nội vụ rà soát việc thực hiện {words}."));
        let one = record.citations.first().unwrap();
        assert_eq!(
            (one.date.as_deref(), one.issuer.as_deref()),
            (date, Some(issuer)),
            "{words}"
        );
        assert_eq!(one.text.trim(), one.text, "{words}");
    }
}

#[test]
fn what_introduces_items_passes_its_role_to_the_heading_s_body() {
    let record = plan_with(
        "1. Phòng Nội vụ\n\nChủ trì, phối hợp với Phòng Tư pháp và các đơn vị liên quan thực hiện kế hoạch, cụ thể:\n\n\
         - Chuẩn bị giấy mời và tài liệu cho hội nghị triển khai.\n\n\
         2. Trách nhiệm của Phòng Tư pháp; Ủy ban nhân dân các xã\n\n- Công khai lịch tiếp công dân tại trụ sở.",
    );
    let [invites, shows] = record.tasks.as_slice() else {
        panic!("{:?}", texts(&record.tasks));
    };
    assert_eq!(
        actors(invites),
        [
            "Phòng Nội vụ/district/lead",
            "Phòng Tư pháp/district/support"
        ]
    );
    assert_eq!(
        actors(shows),
        [
            "Phòng Tư pháp/district/responsible",
            "Ủy ban nhân dân/commune/responsible"
        ]
    );
    let recipients: Vec<_> = record
        .recipients
        .iter()
        .map(|one| one.value.as_str())
        .collect();
    assert_eq!(recipients, ["UBND tỉnh Bắc Kạn"]);
}

#[test]
fn lines_below_a_nested_list_govern_the_bullets_above_it() {
    let record = plan_with(
        "1. Tổ chức các hội nghị tiếp xúc cử tri\n\n- Rà soát danh sách đại biểu được mời dự hội nghị.\n\n\
         - Chuẩn bị tài liệu phục vụ hội nghị gồm các phần sau:\n\n(1) Lập danh sách đại biểu theo từng xã.\n\n\
         (2) Xây dựng chương trình chi tiết của hội nghị.\n\n- Thời gian hoàn thành: Quý II/2024\n\n\
         2. Tổng hợp ý kiến của cử tri\n\n- Thời gian hoàn thành: Quý III/2024",
    );
    let first = record.tasks.first().unwrap();
    assert_eq!(
        dues(first),
        ["during 2024-04-01/2024-06-30"],
        "{:?}",
        texts(&record.tasks)
    );
}

#[test]
fn what_closes_a_plan_elsewhere_is_work_below_the_name_of_a_body() {
    let record = plan_with(
        "1. Phòng Nội vụ\n\n- Căn cứ Kế hoạch này, xây dựng chương trình tập huấn cho cán bộ các xã.\n\n\
         2. Các phòng, ban căn cứ chức năng, nhiệm vụ được giao xây dựng kế hoạch triển khai thực hiện; đề ra giải pháp phù hợp.\n\n\
         - Công khai kết quả trên bảng tin của cơ quan.",
    );
    let found = texts(&record.tasks);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(
        actors(&record.tasks[0]),
        ["Phòng Nội vụ/district/responsible"]
    );
}

#[test]
fn documents_levels_and_legal_bases_are_no_tasks() {
    let record = plan_with(
        "1. Các văn bản sau đây hết hiệu lực kể từ ngày ký:\n\n\
         a) Quyết định số 12/2020/QĐ-UBND ngày 05/6/2020 của UBND huyện ban hành quy chế;\n\n\
         b) Thông báo số 15/TB-UBND ngày 07/8/2021 của UBND huyện về lịch tiếp công dân.\n\n\
         Căn cứ Nghị định số 08/2015/NĐ-CP ngày 21/01/2015 của Chính phủ quy định về thủ tục hải quan, kiểm tra, giám sát hải quan;\n\n\
         - Cấp xã có trụ sở\n\n- Giáo dục mầm non công lập\n\n- Phòng Nội vụ chọn ngẫu nhiên ba xã để kiểm tra.",
    );
    assert_eq!(
        texts(&record.tasks),
        ["- Phòng Nội vụ chọn ngẫu nhiên ba xã để kiểm tra."]
    );
}

#[test]
fn sums_are_no_tasks_but_summing_up_is() {
    let record = plan_with(
        "TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\n1\tTổng hợp kết quả\tPhòng Nội vụ\t15/11/2024\n\
         2\tTổng kết phong trào\tPhòng Tư pháp\t30/11/2024\n\tTổng thời gian thực hiện\t\t20 ngày",
    );
    let found: Vec<_> = record
        .tasks
        .iter()
        .map(|task| (actors(task), dues(task)))
        .collect();
    assert_eq!(
        found,
        [
            (
                vec!["Phòng Nội vụ/district/lead".to_string()],
                vec!["by 2024-11-15"]
            ),
            (
                vec!["Phòng Tư pháp/district/lead".to_string()],
                vec!["by 2024-11-30"]
            ),
        ]
    );
}

#[test]
fn a_rank_is_no_lead_and_a_society_no_commune() {
    for (task, expected) in [
        (
            "Trưởng Phòng Nội vụ - Phó Trưởng ban Thường trực Ban Chỉ đạo rà soát danh sách cán bộ.",
            "Phòng Nội vụ/district/responsible",
        ),
        (
            "Cán bộ phụ trách giám sát và phản biện xã hội lập sổ theo dõi kiến nghị.",
            "Cán bộ phụ trách giám sát và phản biện xã hội/commune/responsible",
        ),
    ] {
        let record = plan_with(&format!("- {task}"));
        let first = actors(record.tasks.first().unwrap());
        assert_eq!(first.first().map(String::as_str), Some(expected), "{task}");
    }
}

#[test]
fn times_run_over_units_and_what_was_over_is_no_deadline() {
    for (words, expected) in [
        (
            "từ tháng 5 đến quý III/2024",
            vec!["during 2024-05-01/2024-09-30"],
        ),
        (
            "do thiệt hại của đợt mưa lũ từ ngày 16 đến ngày 22/11/2023",
            vec![],
        ),
        (
            "trong các ngày 26, 27/12/2024",
            vec!["during 2024-12-26/2024-12-27"],
        ),
    ] {
        let record = plan_with(&format!("- Phòng Nội vụ kiểm tra các xã {words}."));
        assert_eq!(dues(record.tasks.first().unwrap()), expected, "{words}");
    }
    let yearly = plan_with(
        "- Phòng Nội vụ định kỳ báo cáo kết quả thực hiện kế hoạch, gửi UBND tỉnh hằng năm.",
    );
    assert_eq!(dues(yearly.tasks.first().unwrap()), ["every P1Y"]);
    let found = tasks(
        "Điều 2. Sở Công Thương bồi dưỡng kỹ năng nhân giống cho cán bộ khuyến\nnông của các xã.\n\n\
         Thời gian thực hiện: Theo\nKế hoạch bồi dưỡng công chức, viên chức hằng năm.",
    );
    let due = dues(found.last().unwrap());
    assert_eq!(
        due,
        ["event: Theo Kế hoạch bồi dưỡng công chức, viên chức hằng năm."]
    );
}

#[test]
fn who_is_asked_above_all_sections_acts_in_items_that_name_nobody() {
    let letter = "ỦY BAN NHÂN DÂN\nTỈNH BẮC KẠN\n-------\nSố: 88/CT-UBND\n\nBắc Kạn, ngày 04 tháng 3 năm 2024\n\nCHỈ THỊ\n\
                  Về việc tiếp công dân\n\nĐể việc tiếp công dân đi vào nền nếp, Ủy ban nhân dân tỉnh yêu cầu Chủ tịch Ủy ban nhân \
                  dân các huyện, Giám đốc Sở Nội vụ thực hiện các nội dung sau:\n\n1. Về công khai\n\n- Niêm yết lịch tiếp công dân \
                  tại trụ sở.\n\n2. Về giải quyết đơn\n\n- Phòng Thanh tra huyện lập sổ theo dõi đơn.\n\nTM. ỦY BAN NHÂN DÂN\n\
                  CHỦ TỊCH\n\nHoàng Văn Tạo\n";
    let record = record_of(letter);
    assert_eq!(
        actors(&record.tasks[0]),
        [
            "Chủ tịch Ủy ban nhân dân/district/responsible",
            "Sở Nội vụ/province/responsible"
        ]
    );
    let own = actors(record.tasks.last().unwrap());
    assert!(
        !own.iter().any(|actor| actor.starts_with("Sở Nội vụ")),
        "{own:?}"
    );
}

#[test]
fn all_who_carry_out_a_decision_act_be_one_among_them_unknown() {
    let found = tasks(
        "Điều 2. Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Công Thương, Tài\nchính; Nhóm Sáng kiến cây trồng; Chủ tịch UBND các \
         xã, phường và tổ chức\nvà cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
    );
    assert_eq!(
        actors(found.last().unwrap()),
        [
            "Chánh Văn phòng Ủy ban nhân dân/province/responsible",
            "Sở Công Thương/province/responsible",
            "Sở Tài chính/province/responsible",
            "Chủ tịch Ủy ban nhân dân/commune/responsible",
        ]
    );
}

#[test]
fn a_list_of_procedures_with_their_places_asks_nobody_for_work() {
    let record = plan_with(
        "TT\tTên thủ tục hành chính\tThời hạn giải quyết\tĐịa điểm thực hiện\tCách thức thực hiện\n\
         1\tCấp lại chứng chỉ hành nghề khảo sát\t05 ngày làm việc\tTrung tâm Phục vụ hành chính công\tCổng Dịch vụ công quốc gia\n\
         2\tGia hạn chứng chỉ hành nghề khảo sát\t05 ngày làm việc\tTrung tâm Phục vụ hành chính công\tBưu điện huyện\n\
         3\tThu hồi chứng chỉ hành nghề khảo sát\t05 ngày làm việc\tTrung tâm Phục vụ hành chính công\tBưu điện huyện",
    );
    assert_eq!(texts(&record.tasks), Vec::<String>::new());
}

/// A province's plan of 4 March 2024 with these paragraphs of tasks.
fn province_plan(tasks: &str) -> Record {
    record_of(&format!(
        "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\n-------\nSố: 88/KH-UBND\n\nLai Châu, ngày 04 tháng 3 năm 2024\n\nKẾ HOẠCH\n\
         Nâng cao Chỉ số PAPI năm 2024\n\nI. NHIỆM VỤ\n\n{tasks}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n"
    ))
}

#[test]
fn who_acts_in_a_sentence_and_by_when() {
    let home = "Sở Nội vụ/province/responsible";
    for (task, bodies, due) in [
        (
            "Trước ngày 15/6, Sở Nội vụ chấm điểm các huyện.",
            vec![home],
            vec!["by 2024-06-15"],
        ),
        (
            "Chậm nhất ngày 15/4/2024, Sở Nội vụ gửi báo cáo.",
            vec![home],
            vec!["by 2024-04-15"],
        ),
        (
            "Cuối năm, Sở Nội vụ chấm điểm các huyện.",
            vec![home],
            vec![],
        ),
        (
            "Trong quý II/2024, Sở Nội vụ gửi báo cáo.",
            vec![home],
            vec!["during 2024-04-01/2024-06-30"],
        ),
        (
            "Đặc biệt, Sở Nội vụ phải công khai kết quả.",
            vec![home],
            vec![],
        ),
        (
            "Giao nhiệm vụ cho Sở Nội vụ chấm điểm các huyện.",
            vec![home],
            vec![],
        ),
        (
            "UBND tỉnh cũng yêu cầu người đứng đầu Sở Nội vụ thẩm định hồ sơ.",
            vec![home],
            vec![],
        ),
        (
            "Trên cơ sở báo cáo của các đơn vị, Sở Nội vụ tổng hợp kết quả.",
            vec![home],
            vec![],
        ),
        (
            "Các nhiệm vụ được giao cho Sở Nội vụ phải hoàn thành trong tháng 6/2024.",
            vec![],
            vec!["during 2024-06-01/2024-06-30"],
        ),
        (
            "Xây dựng kế hoạch tuyên truyền, góp phần nâng cao chất lượng công tác chỉ đạo, điều hành của UBND huyện.",
            vec![],
            vec![],
        ),
        (
            "UBND các huyện, thị xã, thành phố, xã, phường, thị trấn công khai kết quả.",
            vec![
                "Ủy ban nhân dân/district/responsible",
                "Ủy ban nhân dân/commune/responsible",
            ],
            vec![],
        ),
        (
            "Giao Sở Tư pháp là cơ quan chủ trì, phối hợp với Sở Nội vụ hướng dẫn các huyện.",
            vec!["Sở Tư pháp/province/lead", "Sở Nội vụ/province/support"],
            vec![],
        ),
        (
            "Hằng năm, căn cứ kết quả Chỉ số PAPI, Sở Nội vụ rà soát quy chế.",
            vec![home],
            vec!["every P1Y"],
        ),
        (
            "Thủ trưởng các cơ quan chuyên môn thuộc UBND tỉnh, Chủ tịch UBND các huyện báo cáo kết quả.",
            vec!["Chủ tịch Ủy ban nhân dân/district/responsible"],
            vec![],
        ),
        (
            "Tổ kiểm tra công vụ kiểm tra đột xuất các xã 02 lần trong tháng.",
            vec!["Tổ kiểm tra công vụ/province/responsible"],
            vec!["every P1M"],
        ),
        (
            "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh tổ chức các đợt hiến máu.",
            vec!["Ban Chỉ đạo vận động hiến máu tình nguyện/province/responsible"],
            vec![],
        ),
        (
            "Các bệnh viện tuyến huyện, Bệnh viện Đa khoa tỉnh chuẩn bị thuốc.",
            vec!["Bệnh viện Đa khoa tỉnh/province/responsible"],
            vec![],
        ),
    ] {
        let record = province_plan(&format!("- {task}"));
        let first = record.tasks.first().unwrap();
        assert_eq!(
            (actors(first), dues(first)),
            (bodies.into_iter().map(str::to_owned).collect(), due),
            "{task}"
        );
    }
}

#[test]
fn a_line_that_tells_when_a_body_is_to_act_is_its_own_work() {
    let record = province_plan(
        "1. Sở Nội vụ rà soát quy chế dân chủ.\n\n2. Sở Tư pháp công khai thủ tục.\n\n\
         3. Thời hạn báo cáo: UBND các xã gửi báo cáo về Sở Nội vụ trước ngày 15/6/2024.\n\n\
         4. Kinh phí: Sở Tài chính thẩm định dự toán của các đơn vị.",
    );
    let found: Vec<_> = record.tasks.iter().map(dues).collect();
    assert_eq!(found, [vec![], vec![], vec!["by 2024-06-15"], vec![]]);
    assert_eq!(
        actors(&record.tasks[3]),
        ["Sở Tài chính/province/responsible"]
    );
}

#[test]
fn a_heading_may_end_in_a_stop_and_in_a_word_that_asks_for_a_number() {
    let record = province_plan(
        "1. Chỉ số nội dung “Quản trị môi trường”.\n\na) Phát huy hiệu quả của các tổ tự quản.\n\n\
         2. Xây dựng chính quyền số\nSở Thông tin và Truyền thông chủ trì, phối hợp với Sở Nội vụ hướng dẫn người dân.",
    );
    assert_eq!(record.tasks[0].dimensions, ["PAPI-7"]);
    assert_eq!(
        actors(&record.tasks[1]),
        [
            "Sở Thông tin và Truyền thông/province/lead",
            "Sở Nội vụ/province/support"
        ]
    );
}

/// A table as some sites show it: one cell a line, bars between them.
fn cells(opening: &str, end: &str) -> String {
    let rows = [
        "STT",
        "Nội dung",
        "Chủ trì",
        "Phối hợp",
        "Thời gian",
        "I",
        "Cung ứng dịch vụ công",
        "1",
        "Mở lớp bồi dưỡng",
        "Phòng Tư pháp",
        "Phòng Nội vụ",
        "Quý I",
        "2",
        "Tuần tra ban đêm",
        "Công an huyện",
        "UBND các xã",
        "Hằng ngày",
    ];
    format!("{opening}{}{end}", rows.join("\n|\n"))
}

#[test]
fn a_table_of_one_cell_a_line_keeps_its_groups_and_its_last_cell() {
    for (opening, end) in [("", "\n|"), ("|\n", "\n|")] {
        let record = plan_with(&cells(opening, end));
        let [first, last] = record.tasks.as_slice() else {
            panic!("{opening:?} {end:?} {:?}", texts(&record.tasks));
        };
        let offices = [
            "Phòng Tư pháp/district/lead",
            "Phòng Nội vụ/district/support",
        ];
        assert_eq!(actors(first), offices, "{opening:?} {end:?}");
        assert_eq!(dues(first), ["during 2024-01-01/2024-03-31"]);
        let others = ["Công an/district/lead", "Ủy ban nhân dân/commune/support"];
        assert_eq!(actors(last), others, "{opening:?} {end:?}");
        assert_eq!(dues(last), ["every P1D"]);
        assert_eq!(first.dimensions, ["PAPI-6"]);
        assert_eq!(last.dimensions, ["PAPI-6"]);
    }
}

#[test]
fn a_cell_that_says_as_above_says_what_is_above() {
    let record = plan_with(
        "STT\tNội dung\tChủ trì\tThời gian\n1\tMở lớp bồi dưỡng nghiệp vụ\tPhòng Tư pháp\tQuý I\n\
         2\tIn tài liệu hỏi đáp\tnt\tQuý II\n3\tPhát tài liệu hỏi đáp\tNhư trên\tnt",
    );
    let found: Vec<_> = record.tasks.iter().map(actors).collect();
    assert_eq!(found, vec![["Phòng Tư pháp/district/lead"]; 3]);
    assert_eq!(dues(&record.tasks[2]), ["during 2024-04-01/2024-06-30"]);
}

#[test]
fn to_watch_over_is_no_ground_and_what_a_colon_announces_acts() {
    for (task, bodies) in [
        (
            "Theo dõi, đôn đốc các đơn vị; Phòng Nội vụ tổng hợp kết quả.",
            vec!["Phòng Nội vụ/district/responsible"],
        ),
        (
            "Y tế công lập: Trung tâm Y tế huyện giảm thời gian chờ khám.",
            vec!["Trung tâm Y tế/district/responsible"],
        ),
    ] {
        let record = plan_with(&format!("- {task}"));
        let first = record.tasks.first().unwrap();
        assert_eq!(actors(first), bodies, "{task}");
    }
}

#[test]
fn who_acts_behind_an_adverbial_and_who_takes_a_turn() {
    let office = "Phòng Nội vụ/district/responsible";
    let communes = "Ủy ban nhân dân/commune/responsible";
    for (task, bodies) in [
        (
            "Đối với hồ sơ trễ hạn, Phòng Nội vụ gửi văn bản xin lỗi.",
            vec![office],
        ),
        (
            "Ngay từ đầu năm, UBND các xã ban hành kế hoạch.",
            vec![communes],
        ),
        (
            "Tại các thôn, UBND xã lấy ý kiến người dân.",
            vec![communes],
        ),
        (
            "Thực hiện Kế hoạch của UBND tỉnh, Phòng Nội vụ tham mưu văn bản.",
            vec![office],
        ),
        (
            "Dưới sự chỉ đạo của Huyện ủy, UBND các xã rà soát quy chế.",
            vec![communes],
        ),
        (
            "Phòng Nội vụ chủ trì, Phòng Tư pháp phối hợp rà soát thủ tục.",
            vec![
                "Phòng Nội vụ/district/lead",
                "Phòng Tư pháp/district/support",
            ],
        ),
        (
            "Phòng Nội vụ tham mưu, Phòng Tư pháp thẩm định, UBND các xã thực hiện.",
            vec![office, "Phòng Tư pháp/district/responsible", communes],
        ),
        (
            "Là cơ quan thường trực, Phòng Nội vụ đôn đốc các xã.",
            vec!["Phòng Nội vụ/district/lead"],
        ),
        (
            "Phòng Tư pháp tổ chức tập huấn, có sự phối hợp của Phòng Nội vụ.",
            vec![
                "Phòng Tư pháp/district/responsible",
                "Phòng Nội vụ/district/support",
            ],
        ),
        (
            "Chủ tịch Hội Nông dân huyện vận động hội viên.",
            vec!["Hội Nông dân/district/responsible"],
        ),
        (
            "Hạt trưởng Hạt Kiểm lâm tuần tra rừng.",
            vec!["Hạt Kiểm lâm/district/responsible"],
        ),
        (
            "UBND các xã phân công cán bộ phụ trách từng thôn.",
            vec![communes],
        ),
        // What a body among several in an adverbial does is not told by what follows them.
        (
            "Trong quá trình thực hiện, nếu có vướng mắc, các phòng, UBND các xã báo cáo kịp thời.",
            vec![communes],
        ),
    ] {
        let record = plan_with(&format!("- {task}"));
        let first = record.tasks.first().unwrap();
        assert_eq!(actors(first), bodies, "{task}");
    }
}

#[test]
fn times_bound_work_in_months_of_a_list_and_come_back_in_the_year_after() {
    for (said, values) in [
        (
            "gửi báo cáo trước ngày 15 tháng 6 và tháng 12.",
            vec!["by 2024-06-15", "by 2024-12-15"],
        ),
        (
            "gửi báo cáo trước ngày 15 các tháng 6, 12.",
            vec!["by 2024-06-15", "by 2024-12-15"],
        ),
        (
            "gửi báo cáo năm trước ngày 05/01 năm sau.",
            vec!["every P1Y"],
        ),
        (
            "gửi báo cáo trước ngày mùng 5 tháng 12.",
            vec!["by 2024-12-05"],
        ),
        (
            "hoàn thành việc rà soát đến tháng 10/2024.",
            vec!["by 2024-10-31"],
        ),
        ("tổng hợp số liệu tính đến tháng 10/2024.", vec![]),
        ("hoàn thành đề án trước năm 2025.", vec!["by 2024-12-31"]),
        (
            "tuyên truyền trong suốt năm 2024.",
            vec!["during 2024-01-01/2024-12-31"],
        ),
        ("báo cáo định kỳ quý.", vec!["every P3M"]),
        ("họp giao ban tháng/lần.", vec!["every P1M"]),
        ("họp giao ban 2 tháng/lần.", vec![]),
        ("kiểm tra các xã 01 quý/lần.", vec!["every P3M"]),
    ] {
        let record = plan_with(&format!("- Phòng Nội vụ {said}"));
        assert_eq!(dues(record.tasks.first().unwrap()), values, "{said}");
    }
    let record = plan_with("- Hằng năm, vào quý IV, Phòng Nội vụ khảo sát mức độ hài lòng.");
    assert_eq!(dues(&record.tasks[0]), ["every P1Y"]);
}

#[test]
fn who_does_a_matter_and_groups_named_by_their_units_act() {
    fn all(task: &Task) -> Vec<String> {
        let said = task.agencies.iter().map(|agency| {
            let level = agency.level.map_or("-", |level| level.as_str());
            format!("{}/{level}/{}", agency.name, agency.role.as_str())
        });
        said.collect()
    }
    for (task, bodies) in [
        (
            "Việc khảo sát do Phòng Nội vụ chủ trì.",
            vec!["Phòng Nội vụ/district/lead"],
        ),
        (
            "Hội nghị đối thoại do UBND các xã tổ chức trong quý III/2024.",
            vec!["Ủy ban nhân dân/commune/responsible"],
        ),
        ("Tham gia lớp tập huấn do Sở Nội vụ tổ chức.", vec![]),
        ("Cử cán bộ dự hội nghị do UBND tỉnh tổ chức.", vec![]),
        (
            "Giao các xã, thị trấn rà soát quy chế.",
            vec!["các xã, thị trấn/commune/responsible"],
        ),
        (
            "Hằng năm, các xã công khai dự toán.",
            vec!["các xã/commune/responsible"],
        ),
        ("Kiểm tra việc công khai tại các xã, thị trấn.", vec![]),
        (
            "Từng cơ quan, đơn vị rà soát quy chế.",
            vec!["cơ quan, đơn vị/district/responsible"],
        ),
        (
            "Phòng Nội vụ (cơ quan thường trực) tổng hợp kết quả.",
            vec!["Phòng Nội vụ/district/lead"],
        ),
    ] {
        let record = plan_with(&format!("- {task}"));
        assert_eq!(all(record.tasks.first().unwrap()), bodies, "{task}");
    }
}

#[test]
fn who_acts_for_a_head_signs_so_below_the_body() {
    for (title, mark) in [
        ("Q. CHỦ TỊCH", "Q"),
        ("CHỦ TỊCH", "TM"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "KT"),
    ] {
        let record = plan_signed("- Phòng Nội vụ báo cáo kết quả.", title);
        let signer = record.document.signer.unwrap();
        assert_eq!(signer.authority.as_deref(), Some(mark), "{title}");
    }
}

#[test]
fn what_was_over_when_the_plan_was_issued_is_no_deadline() {
    for (said, values) in [
        (
            "rà soát các thủ tục ban hành trước ngày 01/01/2024.",
            vec![],
        ),
        (
            "niêm yết danh sách công dân sinh từ ngày 01/01/2006 đến ngày 31/12/2006.",
            vec![],
        ),
        (
            "tổng hợp kết quả từ ngày 15/12/2023 đến ngày 14/12/2024.",
            vec!["during 2023-12-15/2024-12-14"],
        ),
        // A day that is over and of which nothing says so may be a slip: the audit tells it.
        ("gửi báo cáo trước ngày 15/12/2023.", vec!["by 2023-12-15"]),
        (
            "tham mưu ban hành trước ngày 30/6/2024.",
            vec!["by 2024-06-30"],
        ),
        (
            "tổ chức hội nghị vào hồi 8 giờ 00 ngày 20/5/2024.",
            vec!["during 2024-05-20/2024-05-20"],
        ),
        (
            "báo cáo định kỳ: trước ngày 05/6; trước ngày 05/12.",
            vec!["by 2024-06-05", "by 2024-12-05"],
        ),
    ] {
        let record = plan_with(&format!("- Phòng Nội vụ {said}"));
        assert_eq!(dues(record.tasks.first().unwrap()), values, "{said}");
    }
}
