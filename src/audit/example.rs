//! Small plans that the checks carry as examples: a letterhead, a body, a closing.

/// A plan of a district of 2024 with this body; other parts of it can be named before it, in this order.
macro_rules! example {
    ($body:literal) => {
        example!(unit "HUYỆN PHÙ CÁT", number "45/KH-UBND", date "ngày 12 tháng 3 năm 2024", title "Nâng cao Chỉ số PAPI năm 2024", to "- Phòng Nội vụ;\n- Như trên;", $body)
    };
    (number $number:literal, $body:literal) => {
        example!(unit "HUYỆN PHÙ CÁT", number $number, date "ngày 12 tháng 3 năm 2024", title "Nâng cao Chỉ số PAPI năm 2024", to "- Phòng Nội vụ;", $body)
    };
    (date $date:literal, $body:literal) => {
        example!(unit "HUYỆN PHÙ CÁT", number "45/KH-UBND", date $date, title "Nâng cao Chỉ số PAPI năm 2024", to "- Phòng Nội vụ;", $body)
    };
    (to $to:literal, $body:literal) => {
        example!(unit "HUYỆN PHÙ CÁT", number "45/KH-UBND", date "ngày 12 tháng 3 năm 2024", title "Nâng cao Chỉ số PAPI năm 2024", to $to, $body)
    };
    (unit $unit:literal, number $number:literal, date $date:literal, title $title:literal, to $to:literal, $body:literal) => {
        concat!(
            "ỦY BAN NHÂN DÂN\n", $unit, "\n\nSố: ", $number,
            "\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nPhù Cát, ", $date,
            "\n\nKẾ HOẠCH\n", $title, "\n\n", $body,
            "\n\nNơi nhận:\n", $to, "\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nTrần Văn Bình\n"
        )
    };
}

pub(super) use example;
