//! Tests of the embedded word lists against what plans write.

use super::*;
use crate::value::Level;
use headings::{ColumnKind, SectionKind};
use key::key;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

fn named(text: &str) -> Vec<&'static str> {
    RULES
        .agencies
        .find_all(&key(text))
        .into_iter()
        .map(|m| m.name)
        .collect()
}

#[test]
fn every_file_of_the_folder_is_embedded() {
    let mut found: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    found.sort();
    let embedded: Vec<&str> = EMBEDDED.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, embedded);
    assert_eq!(RULES.hash().len(), 64);
}

#[test]
fn agencies_are_found_as_plans_write_them() {
    for (text, name) in [
        ("UBND huyện", "Ủy ban nhân dân"),
        ("Uỷ ban nhân dân xã", "Ủy ban nhân dân"),
        (
            "Văn phòng HĐND và UBND huyện",
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        ),
        (
            "VP HĐND & UBND",
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        ),
        (
            "VP HĐND - UBND",
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        ),
        ("VPUBND", "Văn phòng Ủy ban nhân dân"),
        ("Sở TN & MT", "Sở Tài nguyên và Môi trường"),
        ("Sở TN-MT", "Sở Tài nguyên và Môi trường"),
        ("Sở NN và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        (
            "Sở Lao động, Thương binh và Xã hội",
            "Sở Lao động - Thương binh và Xã hội",
        ),
        (
            "Sở Lao động -\nThương binh và Xã hội",
            "Sở Lao động - Thương binh và Xã hội",
        ),
        ("Sở Công thương", "Sở Công Thương"),
        ("Phòng Văn hoá & TT", "Phòng Văn hóa và Thông tin"),
        ("công chức VH - XH", "Công chức Văn hóa - Xã hội"),
        ("VH-XH", "Công chức Văn hóa - Xã hội"),
        ("công chức VPTK", "Công chức Văn phòng - Thống kê"),
        ("VP-TK", "Công chức Văn phòng - Thống kê"),
        (
            "Công chức Tài chính - Kế toán",
            "Công chức Tài chính - Kế toán",
        ),
        ("bộ phận một cửa", "Bộ phận Một cửa"),
        ("Đài PTTH tỉnh", "Đài Phát thanh và Truyền hình"),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự"),
        ("UBMTTQVN", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
        ("Viện KSND", "Viện kiểm sát nhân dân"),
        ("BHXH huyện", "Bảo hiểm xã hội"),
        ("Báo Hưng Yên", "Báo Hưng Yên"),
        ("Thanh tra Sở Y tế", "Thanh tra Sở Y tế"),
    ] {
        assert_eq!(named(text), [name], "{text}");
    }
}

#[test]
fn look_alikes_are_passed_over() {
    for text in [
        "Số: 164/KH-UBND",
        "Quyết định số 140/QĐ-UBND ngày 19",
        "1235/UBND-NC",
        "xây dựng nông thôn mới",
        "công tác thanh tra, kiểm tra",
        "văn bản, báo cáo",
    ] {
        assert!(named(text).is_empty(), "{text}: {:?}", named(text));
    }
}

#[test]
fn every_agency_of_the_gold_has_its_level() {
    for (name, level) in [
        ("Bộ phận Một cửa", Level::Commune),
        (
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam",
            Level::Commune,
        ),
        ("Báo và Phát thanh, Truyền hình", Level::Province),
        (
            "Công chức Địa chính - Xây dựng - Đô thị và Môi trường",
            Level::Commune,
        ),
        ("Hiệp hội Doanh nghiệp", Level::Province),
        ("Thanh tra Sở", Level::Province),
        ("Trạm Truyền thanh", Level::Commune),
        ("Văn phòng Đảng ủy", Level::Commune),
        ("Văn thư - Lưu trữ", Level::Commune),
        ("Văn phòng Ủy ban nhân dân", Level::Commune),
        ("Trung tâm Thông tin", Level::Province),
    ] {
        assert!(
            RULES.agencies.named(name).iter().any(|a| a.level == level),
            "{name}"
        );
    }
}

#[test]
fn units_are_found_in_their_time() {
    let units = &RULES.units;
    let day = |text: &str| Some(text.parse().unwrap());
    let found = units.find(Some("huyện"), "Nam Đông", day("2024-06-03"));
    assert_eq!(found.len(), 1);
    let province = units.province_of(found[0], day("2024-06-03")).unwrap();
    assert_eq!(province.name, "Thừa Thiên Huế");
    assert_eq!(
        units
            .find(Some("xã"), "Tiền Phong", day("2024-01-24"))
            .len(),
        8
    );
    assert!(!units.find(None, "Đăk Lăk", day("2024-01-01")).is_empty());
    assert_eq!(units.provinces(day("2025-06-30")).count(), 63);
    assert_eq!(units.provinces(day("2025-07-01")).count(), 34);
    assert_eq!(
        units.by_code("00004", day("2025-08-01")).unwrap().name,
        "Ba Đình"
    );
    assert_eq!(
        units.by_code("00004", day("2020-01-01")).unwrap().name,
        "Trúc Bạch"
    );
}

#[test]
fn indices_and_dimensions_are_named() {
    let indices = &RULES.indices;
    let text = key("Chỉ số Hiệu quả quản trị và hành chính công (PAPI) và Chỉ số PAR INDEX");
    let found: Vec<&str> = indices
        .find_names(&text)
        .iter()
        .map(|m| indices.all()[m.index].name.as_str())
        .collect();
    assert_eq!(found, ["PAPI", "PAPI", "PAR INDEX"]);
    assert!(indices.find_names(&text)[0].variant_is_full_name);
    let papi = indices.all().iter().position(|i| i.name == "PAPI").unwrap();
    let text =
        key("Nội dung “Công khai, minh bạch trong hoạch định chính sách”; Danh sách hộ nghèo");
    let found = indices.find_dimensions(papi, &text);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].dimension, found[0].sub.as_deref()),
        (Some(2), None)
    );
    assert_eq!(
        (found[1].dimension, found[1].sub.as_deref()),
        (Some(2), Some("b"))
    );
}

#[test]
fn document_types_open_and_number_documents() {
    let types = &RULES.document_types;
    assert_eq!(
        types.starts("kế hoạch số 15"),
        Some(("Kế hoạch", key("kế hoạch").len()))
    );
    assert_eq!(
        types.starts("chương trình hành động"),
        Some(("Chương trình hành động", "chương trình hành động".len()))
    );
    for (notation, name) in [
        ("164/KH-UBND", "Kế hoạch"),
        ("84/2025/QĐ-UBND", "Quyết định"),
        ("14-KH/TU", "Kế hoạch"),
        ("NQ/TW", "Nghị quyết"),
        ("38/2022/NĐ-CP", "Nghị định"),
        ("32/CT-TTg", "Chỉ thị"),
        ("01/2021/TT-BNV", "Thông tư"),
    ] {
        assert_eq!(types.of_notation(notation), Some(name), "{notation}");
    }
    assert_eq!(types.of_notation("60/2005/QH11"), None);
}

#[test]
fn heads_and_headings_are_classified() {
    for (head, kind) in [
        ("TT", ColumnKind::Order),
        ("Đơn vị chủ trì", ColumnKind::Lead),
        ("Chỉ số nội dung", ColumnKind::Index),
        ("Thời\ngian thực hiện", ColumnKind::Deadline),
        ("Đơn vị phối hợp/ thực hiện", ColumnKind::Support),
        ("Cơ quan chủ trì tham mưu, báo cáo", ColumnKind::Lead),
    ] {
        assert_eq!(RULES.columns.classify(&key(head)), Some(kind), "{head}");
    }
    for (heading, kind) in [
        ("MỤC ĐÍCH, YÊU CẦU", SectionKind::Purpose),
        ("NHIỆM VỤ VÀ GIẢI PHÁP", SectionKind::Tasks),
        ("NHIỆM VỤ, GIẢI PHÁP THỰC HIỆN NĂM 2024", SectionKind::Tasks),
        (
            "MỤC TIÊU CHỈ SỐ PAR INDEX, SIPAS NĂM 2024",
            SectionKind::Target,
        ),
        ("TỔ CHỨC THỰC HIỆN:", SectionKind::Organisation),
        (
            "ĐỐI TƯỢNG, NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN",
            SectionKind::Tasks,
        ),
        ("THÀNH PHẦN HỘI NGHỊ", SectionKind::Audience),
        ("Kinh phí", SectionKind::Budget),
    ] {
        assert_eq!(
            RULES.sections.classify(&key(heading)),
            Some(kind),
            "{heading}"
        );
    }
}

#[test]
fn word_lists_are_large_enough() {
    for (list, least) in [
        (List::TaskVerb, 200),
        (List::GenericGroup, 150),
        (List::AttributeDeadline, 15),
    ] {
        assert!(RULES.phrases.all(list).len() >= least);
    }
    for list in List::ALL {
        assert!(!RULES.phrases.all(*list).is_empty());
    }
    assert_eq!(
        RULES.phrases.note(List::AreaWord, "các xã, thị trấn"),
        Some("commune")
    );
    let text = key("Các cơ quan, đơn vị có liên quan phối hợp");
    assert_eq!(
        RULES.phrases.find(List::GenericGroup, &text),
        [(0, key("Các cơ quan, đơn vị có liên quan").len())]
    );
    assert_eq!(
        RULES.phrases.starts(List::TaskVerb, "tăng cường công tác"),
        Some("tăng cường công tác".len())
    );
}

#[test]
fn every_field_has_a_measured_precision() {
    let rules = Rules::embedded().unwrap();
    for field in confidence::Field::ALL {
        let rows = rules.confidence.rows().filter(|row| row.0 == field).count();
        assert!(rows > 0, "{field}: no row in rules/confidence.csv");
    }
}
