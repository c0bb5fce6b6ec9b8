//! Heads and signatures in the forms that offices give them: posts with their units, subjects over several lines, blank
//! numbers, units named by a place, bodies written short, and who issued what is cited.

use crate::plan;

use kehoach::link::record::Record;

const MOTTO: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc";
const TASKS: &str = "I. NHIỆM VỤ\n\n1. Phòng Tư pháp tổng hợp kết quả trước ngày 15/11.\n";
const COMMITTEE: &str = "UBND HUYỆN TÂN LẠC";

/// A plan of a committee with a heading and what stands below it.
fn headed(letterhead: &str, number: &str, place: &str, heading: &str) -> Record {
    plan::record_of(&format!(
        "{letterhead}\n-------\n{MOTTO}\n-------\nSố: {number}\n{place}, ngày 05 tháng 9 năm 2018\n\n{heading}\n\n{TASKS}"
    ))
}

/// Name, post and authority below the titles of a signature.
fn signed(titles: &str) -> String {
    let record = plan::record_of(&format!(
        "{COMMITTEE}\n-------\n{MOTTO}\n-------\nSố: 21/KH-UBND\nTân Lạc, ngày 05 tháng 9 năm 2018\n\nKẾ HOẠCH\nDọn kênh mương \
         năm 2018\n\n{TASKS}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{titles}\n\n\nĐinh Công Thạo\n"
    ));
    record.document.signer.map_or("-".to_string(), |signer| {
        let part = |part: Option<String>| part.unwrap_or("-".to_string());
        format!(
            "{} | {} | {}",
            signer.fact.value,
            part(signer.position),
            part(signer.authority)
        )
    })
}

fn title(record: &Record) -> &str {
    let title = record.document.title.as_ref();
    title.map_or("-", |title| title.value.as_str())
}

fn issuer(record: &Record) -> String {
    let issuer = record.document.issuer.as_ref();
    issuer.map_or("-".to_string(), |issuer| {
        let part = |part: Option<&String>| part.map_or("-", String::as_str).to_string();
        let level = issuer.level.map(|level| level.to_string());
        format!(
            "{} | {} | {} | {}",
            issuer.fact.value,
            part(level.as_ref()),
            part(issuer.unit.as_ref()),
            part(issuer.province.as_ref())
        )
    })
}

fn number(record: &Record) -> &str {
    let number = record.document.number.as_ref();
    number.map_or("-", |number| number.fact.value.as_str())
}

#[test]
fn posts_carry_their_unit() {
    for (titles, position) in [
        ("TRƯỞNG CÔNG AN XÃ", "Trưởng Công an xã"),
        ("TRƯỞNG CÔNG AN HUYỆN", "Trưởng Công an huyện"),
        ("TRƯỞNG PHÒNG NỘI VỤ", "Trưởng phòng Nội vụ"),
        ("TRƯỞNG BAN PHÁP CHẾ", "Trưởng ban Pháp chế"),
        ("GIÁM ĐỐC SỞ", "Giám đốc Sở"),
        ("GIÁM ĐỐC TRUNG TÂM", "Giám đốc Trung tâm"),
        ("CHỦ TỊCH HỘI NÔNG DÂN", "Chủ tịch Hội Nông dân"),
        ("BÍ THƯ CHI BỘ", "Bí thư Chi bộ"),
        ("TRƯỞNG THÔN", "Trưởng thôn"),
        ("CHÁNH VĂN PHÒNG SỞ", "Chánh Văn phòng Sở"),
        ("PHÓ HIỆU TRƯỞNG PHỤ TRÁCH", "Phó Hiệu trưởng phụ trách"),
        (
            "HIỆU TRƯỞNG TRƯỜNG THCS AN HẠ",
            "Hiệu trưởng Trường Trung học cơ sở An Hạ",
        ),
    ] {
        assert_eq!(signed(titles), format!("Đinh Công Thạo | {position} | -"));
    }
}

#[test]
fn a_post_is_no_name() {
    assert_eq!(
        signed("TUQ. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG SỞ"),
        "Đinh Công Thạo | Chánh Văn phòng Sở | TUQ"
    );
}

#[test]
fn a_post_may_head_duties() {
    let record = plan::record_of(&format!(
        "{COMMITTEE}\n-------\n{MOTTO}\n-------\nSố: 21/KH-UBND\nTân Lạc, ngày 05 tháng 9 năm 2018\n\nKẾ HOẠCH\nDọn kênh mương \
         năm 2018\n\nI. NHIỆM VỤ\n\nTRƯỞNG PHÒNG TƯ PHÁP\n\n- Tổng hợp kết quả trước ngày 15/11.\n\nCHỦ TỊCH HỘI NÔNG \
         DÂN\n\n- Tuyên truyền trước ngày 20/11.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ \
         TỊCH\n\nĐinh Công Thạo\n"
    ));
    assert_eq!(record.tasks.len(), 2);
    assert!(record.document.signer.is_some());
}

#[test]
fn a_subject_ends_with_the_body_of_an_officer() {
    for (heading, end) in [
        (
            "THỰC HIỆN CHỈ THỊ SỐ 11/CT-TTG NGÀY 22/01/2018 CỦA THỦ TƯỚNG\nCHÍNH PHỦ",
            "của thủ tướng chính phủ",
        ),
        (
            "THỰC HIỆN THÔNG TƯ SỐ 11/2018/TT-BYT NGÀY 22/01/2018 CỦA BỘ TRƯỞNG\nBỘ Y TẾ",
            "của bộ trưởng bộ y tế",
        ),
    ] {
        let record = headed(
            COMMITTEE,
            "21/KH-UBND",
            "Tân Lạc",
            &format!("KẾ HOẠCH\n{heading}"),
        );
        assert!(
            title(&record).to_lowercase().ends_with(end),
            "{}",
            title(&record)
        );
        assert!(
            record
                .citations
                .first()
                .is_some_and(|cited| cited.issuer.is_some())
        );
    }
}

#[test]
fn the_type_begins_a_subject_that_goes_on_below() {
    for (heading, subject) in [
        (
            "KẾ HOẠCH KIỂM TRA\nCông tác thủy lợi năm 2018",
            "Kiểm tra công tác thủy lợi năm 2018",
        ),
        (
            "KẾ HOẠCH TRIỂN KHAI\nThực hiện Chỉ thị số 11-CT/TU về thủy lợi",
            "Triển khai thực hiện Chỉ thị số 11-CT/TU về thủy lợi",
        ),
        (
            "KẾ HOẠCH PHÁT TRIỂN THỦY LỢI\nNăm 2018",
            "Phát triển thủy lợi năm 2018",
        ),
        (
            "KẾ HOẠCH DẠY HỌC\n\nNăm học 2018-2019",
            "Dạy học năm học 2018-2019",
        ),
        (
            "KẾ HOẠCH DẠY HỌC\nCăn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2018 của Ủy ban nhân dân tỉnh;",
            "Dạy học",
        ),
        (
            "KẾ HOẠCH DẠY HỌC\nThực hiện Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh, Phòng ban hành kế hoạch:",
            "Dạy học",
        ),
    ] {
        let record = headed(COMMITTEE, "21/KH-UBND", "Tân Lạc", heading);
        assert_eq!(title(&record), subject);
    }
}

#[test]
fn who_decides_is_no_subject() {
    for (letterhead, decides) in [
        (
            "BAN CHỈ ĐẠO DỌN KÊNH MƯƠNG",
            "TRƯỞNG BAN CHỈ ĐẠO DỌN KÊNH MƯƠNG",
        ),
        ("BAN QUẢN LÝ CÁC BẾN ĐÒ", "TRƯỞNG BAN QUẢN LÝ CÁC BẾN ĐÒ"),
        ("THANH TRA TỈNH HÒA BÌNH", "CHÁNH THANH TRA TỈNH HÒA BÌNH"),
    ] {
        let heading = format!(
            "QUYẾT ĐỊNH\nBAN HÀNH KẾ HOẠCH DỌN BẾN ĐÒ\n{decides}\nCăn cứ Nghị định số 12/2014/NĐ-CP ngày 05/5/2014 của Chính phủ;"
        );
        let record = headed(letterhead, "12/QĐ-BCĐ", "Hòa Bình", &heading);
        assert_eq!(
            title(&record).to_lowercase(),
            "ban hành kế hoạch dọn bến đò"
        );
    }
    let appointed = "QUYẾT ĐỊNH\nBỔ NHIỆM LẠI\nTRƯỞNG PHÒNG TƯ PHÁP\nCHỦ TỊCH UBND HUYỆN TÂN LẠC\nCăn cứ Luật Cán bộ;";
    let record = headed(COMMITTEE, "12/QĐ-UBND", "Tân Lạc", appointed);
    assert_eq!(
        title(&record).to_lowercase(),
        "bổ nhiệm lại trưởng phòng tư pháp"
    );
}

#[test]
fn a_lost_type_leaves_subject_and_grounds_apart() {
    let record = headed(
        COMMITTEE,
        "12/2003/QĐ-UB",
        "Tân Lạc",
        "V/V PHÊ DUYỆT DỰ ÁN BẾN ĐÒ\nỦY BAN NHÂN DÂN HUYỆN TÂN LẠC\n- Căn cứ Nghị định số 12/2003/NĐ-CP ngày \
         05/02/2003 của Chính phủ;\nQUYẾT ĐỊNH\nĐiều 1. Phê duyệt dự án.",
    );
    assert_eq!(title(&record).to_lowercase(), "phê duyệt dự án bến đò");
    let kind = record.document.kind.map(|kind| kind.value);
    assert_eq!(kind.as_deref(), Some("Quyết định"));
    assert_eq!(record.citations.len(), 1);
}

#[test]
fn the_subject_below_the_type_counts() {
    let record = headed(
        COMMITTEE,
        "21/KH-UBND\nV/v dọn bến đò",
        "Tân Lạc",
        "KẾ HOẠCH\nDọn bến đò trên địa bàn huyện năm 2018",
    );
    assert_eq!(title(&record), "Dọn bến đò trên địa bàn huyện năm 2018");
}

#[test]
fn what_leads_into_the_plan_is_no_subject() {
    let record = headed(
        COMMITTEE,
        "21/KH-UBND",
        "Tân Lạc",
        "Tiếp tục dọn bến đò, Ủy ban nhân dân huyện Tân Lạc ban hành kế hoạch như sau:",
    );
    assert_eq!(title(&record), "-");
}

#[test]
fn a_blank_number_stands_in_the_letterhead() {
    let record = plan::record_of(&format!(
        "UBND XÃ AN HẠ\nSố: ……/KH-UBND\nV/v dọn bến đò\n\n{MOTTO}\nAn Hạ, ngày 07 tháng 12 năm 2022\n\nKẾ HOẠCH\nDọn bến đò \
         năm 2022\n\n{TASKS}"
    ));
    assert_eq!(number(&record), "/KH-UBND");
    assert_eq!(
        issuer(&record),
        "Ủy ban nhân dân xã An Hạ | commune | xã An Hạ | -"
    );
}

#[test]
fn a_seat_tells_its_province() {
    let bare = |place: &str, below: &str| {
        issuer(&plan::record_of(&format!(
            "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 21/KH-UBND | {place}, ngày 22 tháng 12 năm 2014 |\n\
             KẾ HOẠCH\n{below}\n\n{TASKS}"
        )))
    };
    let said =
        "DỌN BẾN ĐÒ\nThực hiện Luật Thủy lợi, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:";
    let quang_binh = "Ủy ban nhân dân tỉnh Quảng Bình | province | tỉnh Quảng Bình | Quảng Bình";
    assert_eq!(bare("Đồng Hới", said), quang_binh);
    assert_eq!(bare("TP. Đồng Hới", said), quang_binh);
    let told = "DỌN BẾN ĐÒ TRÊN ĐỊA BÀN TỈNH QUẢNG BÌNH\nThực hiện Luật Thủy lợi, Ủy ban nhân dân tỉnh ban hành Kế hoạch:";
    assert_eq!(bare("An Hạ", told), quang_binh);
    assert_eq!(bare("An Hạ", said), "Ủy ban nhân dân | - | - | -");
    let town = "DỌN BẾN ĐÒ\nThực hiện Luật Thủy lợi, UBND thị xã ban hành Kế hoạch như sau:";
    assert_eq!(
        bare("Thị xã An Nhơn", town),
        "Ủy ban nhân dân thị xã An Nhơn | district | thị xã An Nhơn | Bình Định"
    );
}

#[test]
fn bodies_of_the_letterhead_in_full() {
    for (letterhead, place, full) in [
        (
            "PHÒNG GD&ĐT TÂN LẠC\nTRƯỜNG TH AN HẠ",
            "An Hạ",
            "Trường Tiểu học An Hạ | district | huyện Tân Lạc | Hòa Bình",
        ),
        (
            "PHÒNG GD & ĐT TÂN LẠC",
            "Tân Lạc",
            "Phòng Giáo dục và Đào tạo huyện Tân Lạc | district | huyện Tân Lạc | Hòa Bình",
        ),
        (
            "PHÒNG GD & ĐT HÒA BÌNH",
            "An Hạ",
            "Phòng Giáo dục và Đào tạo Hòa Bình | district | - | -",
        ),
        (
            "UBND HUYỆN TÂN LẠC\nBAN CHỈ ĐẠO PCTT VÀ TKCN",
            "Tân Lạc",
            "Ban Chỉ đạo PCTT và TKCN huyện Tân Lạc | district | huyện Tân Lạc | Hòa Bình",
        ),
        (
            "THƯỜNG TRỰC\nHĐND - UBND TỈNH HÒA BÌNH",
            "Hòa Bình",
            "Thường trực Hội đồng nhân dân - Ủy ban nhân dân tỉnh Hòa Bình | province | tỉnh Hòa Bình | Hòa Bình",
        ),
        (
            "HỘI LHPN VIỆT NAM\nBCH TỈNH HÒA BÌNH",
            "Hòa Bình",
            "Ban Chấp hành Hội Liên hiệp Phụ nữ tỉnh Hòa Bình | province | tỉnh Hòa Bình | Hòa Bình",
        ),
        (
            "LĐLĐ TỈNH HÒA BÌNH\nCĐ NGÀNH GIÁO DỤC",
            "Hòa Bình",
            "Công đoàn ngành giáo dục tỉnh Hòa Bình | province | tỉnh Hòa Bình | Hòa Bình",
        ),
        (
            "ỦY BAN BẦU CỬ XÃ AN HẠ\nTIỂU BAN HẬU CẦN",
            "An Hạ",
            "Tiểu ban hậu cần xã An Hạ | commune | xã An Hạ | -",
        ),
        (
            "UBND HUYỆN TÂN LẠC PHÒNG Y TẾ",
            "Tân Lạc",
            "Phòng Y tế huyện Tân Lạc | district | huyện Tân Lạc | Hòa Bình",
        ),
        (
            "UBND TỈNH",
            "Đà Lạt",
            "Ủy ban nhân dân tỉnh Lâm Đồng | province | tỉnh Lâm Đồng | Lâm Đồng",
        ),
    ] {
        let record = headed(letterhead, "21/KH", place, "KẾ HOẠCH\nDọn bến đò năm 2018");
        assert_eq!(issuer(&record), full, "{letterhead}");
    }
}

#[test]
fn the_rest_of_a_broken_number_is_no_body() {
    let record = headed(
        "UBND HUYỆN TÂN LẠC\nBAN CHỈ ĐẠO PCGD",
        "21/KH-BCĐPCGD-\nXMC",
        "Tân Lạc",
        "KẾ HOẠCH\nDọn bến đò năm 2018",
    );
    assert_eq!(
        issuer(&record),
        "Ban Chỉ đạo PCGD huyện Tân Lạc | district | huyện Tân Lạc | Hòa Bình"
    );
}

#[test]
fn columns_in_one_cell_keep_body_and_place() {
    let cells = plan::record_of(&format!(
        "| ĐẢNG BỘ TỈNH HÒA BÌNH<br>**ĐẢNG ỦY XÃ AN HẠ**<br>Số 21-KH/ĐU | **ĐẢNG CỘNG SẢN VIỆT NAM**<br>*An Hạ, ngày 05 tháng \
         8 năm 2025* |\n| --- | --- |\n\n# KẾ HOẠCH\n## Dọn bến đò năm 2025\n\n{TASKS}"
    ));
    let place = |record: &Record| {
        record
            .document
            .place
            .as_ref()
            .map(|place| place.value.clone())
    };
    assert_eq!(issuer(&cells), "Đảng ủy xã An Hạ | commune | xã An Hạ | -");
    assert_eq!(place(&cells).as_deref(), Some("An Hạ"));
    let line = plan::record_of(&format!(
        "UBND TỈNH HÀ NAM Số: 45/KH-UBND |\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Hà Nam, ngày 23 tháng 9 năm 2022 |\nKẾ HOẠCH\nDọn \
         bến đò năm 2022\n\n{TASKS}"
    ));
    assert_eq!(place(&line).as_deref(), Some("Hà Nam"));
    let narrow = headed(
        "UBND TỈNH BÀ RỊA - VŨNG TÀU",
        "21/KH-UBND",
        "Bà Rịa - Vũng\nTàu",
        "KẾ HOẠCH\nDọn bến đò năm 2018",
    );
    assert_eq!(place(&narrow).as_deref(), Some("Bà Rịa - Vũng Tàu"));
}

/// Number, date, type and issuer of what a legal basis cites.
fn cited(basis: &str) -> String {
    let heading = format!("KẾ HOẠCH\nDọn bến đò năm 2018\n\nCăn cứ {basis};");
    let record = headed(COMMITTEE, "21/KH-UBND", "Tân Lạc", &heading);
    let rows = record.citations.iter().map(|cited| {
        let part = |part: &Option<String>| part.clone().unwrap_or("-".to_string());
        format!(
            "{} | {} | {} | {}",
            part(&cited.kind),
            cited.number,
            part(&cited.date),
            part(&cited.issuer)
        )
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn bodies_that_issue_together() {
    for (basis, all) in [
        (
            "Thông tư liên tịch số 12/2015/TTLT-BYT-BTC ngày 06/5/2015 của Bộ Y tế và Bộ Tài chính hướng dẫn chi",
            "Thông tư liên tịch | 12/2015/TTLT-BYT-BTC | 2015-05-06 | Bộ Y tế và Bộ Tài chính",
        ),
        (
            "Thông tư liên tịch số 13/2015/TTLT-BYT-BNV ngày 06/5/2015 của Bộ Y tế - Bộ Nội vụ hướng dẫn chi",
            "Thông tư liên tịch | 13/2015/TTLT-BYT-BNV | 2015-05-06 | Bộ Y tế - Bộ Nội vụ",
        ),
        (
            "Nghị quyết liên tịch số 9/2015/NQLT-UBTVQH13-CP-ĐCTUBTWMTTQVN ngày 06/5/2015 của Ủy ban Thường vụ Quốc hội, \
             Chính phủ và Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam quy định",
            "Nghị quyết liên tịch | 9/2015/NQLT-UBTVQH13-CP-ĐCTUBTWMTTQVN | 2015-05-06 | Ủy ban Thường vụ Quốc hội, Chính phủ và \
             Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        ),
        (
            "Quyết định số 12/QĐ-UBND ngày 06/5/2015 của Ủy ban nhân dân tỉnh, Sở Y tế đã báo cáo",
            "Quyết định | 12/QĐ-UBND | 2015-05-06 | Ủy ban nhân dân tỉnh",
        ),
    ] {
        assert_eq!(cited(basis), all);
    }
}

#[test]
fn words_glued_to_dates_and_numbers() {
    for (basis, all) in [
        (
            "Công văn số 12/BYT-DP ngày 20/7/2017của Bộ Y tế về bến đò",
            "Công văn | 12/BYT-DP | 2017-07-20 | Bộ Y tế",
        ),
        (
            "Thông báo số 70-TB/TWngày 06 tháng 01 năm 2012 của Ban Bí thư",
            "Thông báo | 70-TB/TW | 2012-01-06 | Ban Bí thư",
        ),
        (
            "Nghị quyết số 19-2018/NQ-CP ngày 15/5/2018 của Chính phủ",
            "Nghị quyết | 19-2018/NQ-CP | 2018-05-15 | Chính phủ",
        ),
        (
            "Pháp lệnh Giống cây, giống con số 15/2004/PL-UBTVQH11 ngày 24/3/2004",
            "Pháp lệnh | 15/2004/PL-UBTVQH11 | 2004-03-24 | -",
        ),
    ] {
        assert_eq!(cited(basis), all);
    }
}

#[test]
fn boards_conferences_and_opinions() {
    for (basis, issuer) in [
        (
            "Quyết định số 31/QĐ-BCĐ ngày 23/5/2014 của Trưởng Ban Chỉ đạo 138 tỉnh ban hành quy chế",
            "Trưởng Ban Chỉ đạo 138 tỉnh",
        ),
        (
            "Quyết định số 31/QĐ-TCT ngày 23/5/2014 của Tổ công tác dọn bến đò",
            "Tổ công tác dọn bến đò",
        ),
        (
            "Nghị quyết số 21-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ sáu, Ban Chấp hành Trung ương khóa XII về dân số",
            "Hội nghị lần thứ sáu, Ban Chấp hành Trung ương khóa XII",
        ),
        (
            "Báo cáo số 46/BC-HĐND ngày 08/12/2017 của Ban Kinh tế - Ngân sách và ý kiến của các đại biểu",
            "Ban Kinh tế - Ngân sách",
        ),
    ] {
        assert!(
            cited(basis).ends_with(&format!(" | {issuer}")),
            "{}",
            cited(basis)
        );
    }
}
