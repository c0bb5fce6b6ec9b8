//! Confidence: every value has one, kept by the rule and the conditions that held.

use kehoach::ingest::{Origin, Source};
use kehoach::link::grounds;
use kehoach::rules::Rules;
use kehoach::value::confidence::Confidence;

const PLAN: &str = "\
ỦY BAN NHÂN DÂN
HUYỆN NAM ĐÔNG
Số: 12/KH-UBND
Nam Đông, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Nâng cao Chỉ số PAPI năm 2024

I. NHIỆM VỤ
1. Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp mở hai lớp tập huấn cho công chức cấp xã trước ngày 30/6.
2. Phòng Văn hóa và Thông tin công khai danh sách hộ nghèo trong quý III/2024.
";

fn record() -> kehoach::link::record::Record {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.txt");
    std::fs::write(&path, PLAN).unwrap();
    let source = Source {
        path: "plan.txt".to_string(),
        origin: Origin::File(path),
    };
    kehoach::read(&source, &Rules::embedded().unwrap()).unwrap()
}

#[test]
fn every_value_has_one() {
    let mut record = record();
    let slots: Vec<_> = grounds::values(&record).map(|v| v.slot).collect();
    let fields: std::collections::BTreeSet<_> = grounds::values(&record).map(|v| v.field).collect();
    assert!(fields.len() >= 8, "{fields:?}");
    for slot in slots {
        let confidence = *grounds::confidence_mut(&mut record, slot).unwrap();
        let sure = Confidence::of(0.3)..Confidence::of(1.0);
        assert!(sure.contains(&confidence), "{slot:?}: {confidence}");
    }
}

#[test]
fn the_conditions_are_those_of_the_value() {
    let record = record();
    let values: Vec<_> = grounds::values(&record).collect();
    let held = |value: &str| {
        let found = values
            .iter()
            .find(|v| v.value.to_string() == value)
            .unwrap();
        found.conditions.clone()
    };
    assert_eq!(held("by 2024-06-30"), "year inferred");
    assert_eq!(held("during 2024-07-01/2024-09-30"), "");
    assert_eq!(held("12/KH-UBND"), "");
}
