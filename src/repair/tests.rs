//! What is repaired, what is not, and where it is said to stand.

use super::*;
use crate::ingest::{self, Origin, ReadOptions, Source};
use crate::note::Notes;
use crate::text::fold::key;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

/// `before → after` of each repair.
fn repairs(text: &str) -> Vec<String> {
    let found = changes(text, &key(text), &RULES);
    let told = found.iter().map(|change| {
        let kind = change.kind.as_str();
        format!("{kind}: {} → {}", change.span.cut(text), change.after)
    });
    told.collect()
}

#[test]
fn slips_are_read_as_the_terms_they_stand_for() {
    for (text, repair) in [
        (
            "- Phòng Tài chính - Kê hoạch cân đối kinh phí.",
            "marks: Kê → Kế",
        ),
        (
            "Ủy ban nhân đân xã Mường Lạn giao các thôn.",
            "marks: đân → dân",
        ),
        ("QUYÊT ĐỊNH", "marks: QUYÊT → QUYẾT"),
        (
            "Năm 2027 phân đầu đạt nhóm cao.",
            "marks: phân đầu → phấn đấu",
        ),
        (
            "Phòng Nội vụ chủ trì, phôi hợp với Công an huyện.",
            "marks: phôi → phối",
        ),
        ("UBNĐ các xã, thị trấn lập danh sách.", "marks: UBNĐ → UBND"),
        ("Bảo hiểm xác hội huyện thông báo.", "letters: xác → xã"),
        (
            "Phòng Giáo dục và Đào tạ hướng dẫn các trường.",
            "letters: tạ → tạo",
        ),
        (
            "Phòng Nôngg nghiệp và Môi trường kiểm tra.",
            "letters: Nôngg → Nông",
        ),
        (
            "Phòng Tài ngyuên và Môi trường công bố.",
            "letters: ngyuên → nguyên",
        ),
        ("Ủy ban nhânDân xã niêm yết.", "spacing: nhânDân → nhân Dân"),
        (
            "Văn phòng HĐND và UBNDhuyện tổng hợp.",
            "spacing: UBNDhuyện → UBND huyện",
        ),
        ("Giao 3Phòng Nội vụ chủ trì.", "spacing: 3Phòng → 3 Phòng"),
        (
            "Văn phò ng Ủy ban nhân dân tổng hợp.",
            "spacing: phò ng → phòng",
        ),
        (
            "Ủy ban Mặt trậnở xã vận động hội viên.",
            "spacing: trậnở → trận ở",
        ),
        (
            "CátMinh, ngày 02 tháng 4 năm 2025",
            "spacing: CátMinh → Cát Minh",
        ),
        (
            "Ủy ban nhân phường Lê Lợi ban hành kế hoạch.",
            "word: nhân → nhân dân",
        ),
        ("hoàn thành trước ngày l5/10.", "digits: l5/10 → 15/10"),
        (
            "báo cáo trước ngày 3O/6/2025",
            "digits: 3O/6/2025 → 30/6/2025",
        ),
        ("xong trước ngày 1 5/10", "digits: 1 5/10 → 15/10"),
        ("Kế hoạch năm 2O26", "digits: 2O26 → 2026"),
    ] {
        assert_eq!(repairs(text), [repair], "{text}");
    }
}

#[test]
fn what_is_right_stays() {
    for text in [
        // Words that stand beside a term by chance.
        "ban hành văn bản chỉ đạo các đơn vị",
        "nhận thức hiện nay của người dân",
        "giao thông từ ngày 01/7",
        "Phần đầu của báo cáo nêu kết quả",
        "đại diện Hội đồng Dân tộc của Quốc hội",
        "rà soát chính xác hội viên",
        "công chức xã được giao theo dõi",
        // Names of persons and places.
        "Ông Nguyễn Xuân Phân Đầu, trưởng thôn",
        "xã Ea H'leo, huyện Ea H'leo, tỉnh Đắk Lắk",
        "xã Thanh Tra, huyện Kim Bang",
        // Numbers of documents, addresses.
        "Quyết định số 15/QĐ-UBNĐ",
        "xem tại http://kehoach.binhdinh.gov.vn/quyêt-định",
        "mẫu lO/5-KH, mục 3O",
        // A text without marks is another way to write.
        "Uy ban nhan dan xa giao Phong Noi vu phu trach",
        "đồng chí phụ trách website, camera, OCOP",
        "",
        "3/",
        "ngày",
    ] {
        assert_eq!(repairs(text), Vec::<String>::new(), "{text}");
    }
}

/// A document of this text.
fn read(text: &str) -> Text {
    let source = Source {
        path: "plan.txt".to_owned(),
        origin: Origin::Memory(text.as_bytes().into()),
    };
    let mut notes = Notes::default();
    let raw = ingest::read_with(&source, &ReadOptions::default(), &mut notes).unwrap();
    crate::text::text(raw, &mut notes)
}

#[test]
fn piece_by_piece_is_all_at_once() {
    let slips = [
        "- Phòng Tài chính - Kê hoạch cân đối kinh phí.",
        "Ủy ban nhân đân xã giao các thôn.",
        "QUYÊT ĐỊNH",
        "Văn phò ng Ủy ban nhân dân tổng hợp,",
        "Ủy ban nhân",
        "phường Lê Lợi",
        "trước ngày l5/10",
        "UBNĐ",
        "CátMinh, ngày 02",
        "Phòng Tài ngyuên và Môi trường;",
        "mẫu lO/5-KH, mục 3O",
        "Ông Nguyễn Xuân Phân Đầu,",
        "(Kê hoạch)",
        "15/QĐ-UBNĐ",
        "nhânDân",
    ];
    let joints = [
        " ", "\n", "\n\n", ".\n- ", ", ", " (", ") ", "/. ", "...", " \n\n ", "\n+", ";- ",
    ];
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..random.usize(1..12) {
            text.push_str(slips[random.usize(..slips.len())]);
            text.push_str(joints[random.usize(..joints.len())]);
        }
        let folded = key(&text);
        let whole = of_page(&text, &folded, &RULES);
        // Some of its pieces are known from the texts before, and all when it is looked at once more.
        assert_eq!(changes(&text, &folded, &RULES), whole, "{text:?}");
        assert_eq!(changes(&text, &folded, &RULES), whole, "{text:?}");
        let repaired = repair(read(&text), &RULES);
        assert_eq!(repaired.folded(), key(repaired.normalised()), "{text:?}");
        for longest in [1, 20, 60] {
            let mut parts = Vec::new();
            for piece in pieces(&folded, longest) {
                of_pieces(&[piece], &text, &folded, &RULES, &mut parts);
            }
            assert_eq!(parts, whole, "{text:?}");
        }
    }
}
