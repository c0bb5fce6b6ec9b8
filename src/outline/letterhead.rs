//! Words that begin the name of a body in a letterhead: they tell its lines from a web site's, and a new body from
//! the rest of a broken name.

use crate::rules::Rules;

/// Heads of bodies, folded. The agency list knows whole names; a letterhead may break them or name others.
const HEADS: [&str; 68] = [
    "ủy ban",
    "ubnd",
    "hội đồng",
    "hđnd",
    "ban ",
    "sở ",
    "phòng ",
    "bộ ",
    "văn phòng",
    "cục ",
    "chi cục",
    "trung tâm",
    "đảng bộ",
    "đảng ủy",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "thị ủy",
    "thủ tướng",
    "chính phủ",
    "quốc hội",
    "tổng cục",
    "tổng công ty",
    "tổng liên đoàn",
    "thanh tra",
    "công an",
    "trường",
    "liên đoàn",
    "công đoàn",
    "hội ",
    "đoàn ",
    "tỉnh đoàn",
    "thành đoàn",
    "huyện đoàn",
    "mặt trận",
    "bệnh viện",
    "viện ",
    "kho bạc",
    "ngân hàng",
    "bảo hiểm",
    "tòa án",
    "hạt ",
    "trạm ",
    "đài ",
    "báo ",
    "học viện",
    "đại học",
    "công ty",
    "quỹ ",
    "liên minh",
    "chi nhánh",
    "thuế ",
    "hải quan",
    "bưu điện",
    "quân khu",
    "bch ",
    "chi bộ",
    "đảng đoàn",
    "tiểu ban",
    "tổ công tác",
    "tổ bầu cử",
    "hđbc",
    "ubbc",
    "ubmttq",
    "lđlđ",
    "cđ ",
    "ttyt",
];

/// Names that need more words: the next line goes on with them, whatever it begins with.
const UNFINISHED: [&str; 17] = [
    "ủy",
    "thủ",
    "văn phòng",
    "thường trực",
    "ban chấp hành",
    "ban chỉ đạo",
    "ban chỉ huy",
    "ban quản lý",
    "hội đồng",
    "trường",
    "sở",
    "phòng",
    "ban",
    "đoàn",
    "bộ",
    "cục",
    "tổng cục",
];

/// Whether a folded text begins with the first word of a body's name.
pub fn opens_with_head(folded: &str) -> bool {
    HEADS
        .iter()
        .any(|head| folded.starts_with(head) || folded == head.trim_end())
}

/// Whether a folded line begins with the name of a body. `Phòng, chống thiên tai` goes on from `Ban Chỉ huy`.
pub fn opens_body(folded: &str, rules: &Rules) -> bool {
    let prevention = ["phòng chống", "phòng, chống", "phòng thủ"];
    !prevention.iter().any(|word| folded.starts_with(word))
        && (opens_with_head(folded)
            || rules
                .agencies
                .find_all(folded)
                .first()
                .is_some_and(|found| found.start == 0))
}

/// Whether a folded line breaks off inside a name.
pub fn is_unfinished(folded: &str) -> bool {
    UNFINISHED.contains(&folded)
        || folded.ends_with(" và")
        || folded.ends_with(" -")
        || folded.ends_with(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_bodies_begin() {
        let rules = Rules::embedded().unwrap();
        for line in [
            "liên đoàn lao động huyện yên định",
            "chi cục thủy lợi",
            "tỉnh ủy đắk lắk",
            "sở",
        ] {
            assert!(opens_body(line, &rules), "{line}");
        }
        for line in ["sự kiện nổi bật", "phòng, chống thiên tai", "trang chủ"] {
            assert!(!opens_body(line, &rules), "{line}");
        }
    }
}
