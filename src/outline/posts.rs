//! Posts and marks of authority of a signature (Decree 30/2020/NĐ-CP, Annex I, 7; party documents: Hướng dẫn
//! 36-HD/VPTW): reading them, and cutting titles that a converter put on one line.

use super::letterhead::opens_with_head;
use crate::text::fold::key;

/// Marks of authority as they are written and what they mean: thay mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền.
/// Longest first.
const MARKS: [(&str, &str); 24] = [
    ("T/UQ", "TUQ"),
    ("T.UQ", "TUQ"),
    ("TUQ.", "TUQ"),
    ("TUQ ", "TUQ"),
    ("T/M", "TM"),
    ("T.M ", "TM"),
    ("T.M.", "TM"),
    ("TM.", "TM"),
    ("TM ", "TM"),
    ("TM/", "TM"),
    ("K/T", "KT"),
    ("K.T ", "KT"),
    ("K.T.", "KT"),
    ("KT.", "KT"),
    ("KT ", "KT"),
    ("KT/", "KT"),
    ("T/L", "TL"),
    ("T.L ", "TL"),
    ("T.L.", "TL"),
    ("TL.", "TL"),
    ("TL ", "TL"),
    ("Q.", "Q"),
    ("Q ", "Q"),
    ("QUYỀN ", "Q"),
];

/// Posts without `PHÓ` before them, the longer before those they begin with.
const POSTS: [&str; 50] = [
    "CHỦ TỊCH HỘI ĐỒNG",
    "CHỦ TỊCH",
    "CHỦ NHIỆM",
    "BÍ THƯ",
    "TỔNG BÍ THƯ",
    "TỔNG GIÁM ĐỐC",
    "TỔNG CỤC TRƯỞNG",
    "TỔNG THANH TRA",
    "TỔNG KIỂM TOÁN",
    "TỔNG THƯ KÝ",
    "TỔNG BIÊN TẬP",
    "GIÁM ĐỐC",
    "TRƯỞNG PHÒNG",
    "TRƯỞNG BAN",
    "TRƯỞNG TIỂU BAN",
    "TRƯỞNG ĐOÀN",
    "TRƯỞNG CÔNG AN",
    "TRƯỞNG TRẠM",
    "TRƯỞNG KHOA",
    "TRƯỞNG THUẾ",
    "TRƯỞNG BỘ PHẬN",
    "TRƯỞNG THÔN",
    "TRƯỞNG XÓM",
    "TRƯỞNG ẤP",
    "TRƯỞNG BẢN",
    "TRƯỞNG KHU",
    "CHÁNH VĂN PHÒNG",
    "CHÁNH THANH TRA",
    "CHÁNH ÁN",
    "THỦ TƯỚNG",
    "THỦ TRƯỞNG",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "THỐNG ĐỐC",
    "CHI CỤC TRƯỞNG",
    "CỤC TRƯỞNG",
    "VỤ TRƯỞNG",
    "VIỆN TRƯỞNG",
    "HIỆU TRƯỞNG",
    "HIỆU PHÓ",
    "ĐỘI TRƯỞNG",
    "TỔ TRƯỞNG",
    "HẠT TRƯỞNG",
    "CHỈ HUY TRƯỞNG",
    "CHÍNH ỦY",
    "CHÍNH TRỊ VIÊN",
    "TƯ LỆNH",
    "ỦY VIÊN THƯỜNG TRỰC",
    "TRƯỞNG CỤC",
    "TRƯỞNG VĂN PHÒNG",
];

/// Kinds of units of administration.
pub const UNITS: [&str; 9] = [
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
];

/// What a post may be followed by on its own line, beside a body (`GIÁM ĐỐC SỞ Y TẾ`) and a unit: the kind of place that it
/// belongs to, and what its holder is besides.
const TAILS: [&str; 9] = [
    "đơn vị",
    "thôn",
    "khu phố",
    "khu dân cư",
    "tổ dân phố",
    "xóm",
    "bản",
    "ấp",
    "khối",
];

/// Posts whose name holds the first word of their body: what the body does follows (`TRƯỞNG PHÒNG` `NỘI VỤ`).
const HEADS_OF: [&str; 12] = [
    "TRƯỞNG PHÒNG",
    "TRƯỞNG BAN",
    "TRƯỞNG TIỂU BAN",
    "TRƯỞNG ĐOÀN",
    "TRƯỞNG TRẠM",
    "TRƯỞNG KHOA",
    "TRƯỞNG THUẾ",
    "TRƯỞNG BỘ PHẬN",
    "TRƯỞNG THÔN",
    "TRƯỞNG BẢN",
    "TỔ TRƯỞNG",
    "ĐỘI TRƯỞNG",
];

/// Duties that stand behind a post, and are no part of a body's name.
const DUTIES: [&str; 4] = ["chuyên trách", "thường trực", "phụ trách", "điều hành"];

/// Words of the longest name of what a room or a board does: `CHỈ ĐẠO PHÒNG CHỐNG THIÊN TAI VÀ TÌM KIẾM CỨU NẠN`.
const MOST_WORDS: usize = 12;

/// The mark that opens a title in capitals, and how many bytes it takes.
pub fn mark(title: &str) -> Option<(&'static str, usize)> {
    MARKS
        .iter()
        .find(|(written, _)| title.starts_with(written))
        .map(|(written, mark)| (*mark, written.len()))
        .or_else(|| {
            // A mark broken off its line.
            ["TM", "KT", "TL"]
                .into_iter()
                .find(|mark| title == *mark)
                .map(|mark| (mark, mark.len()))
        })
}

/// The length of the post that opens a title in capitals: `PHÓ CHỦ TỊCH` of `PHÓ CHỦ TỊCH THƯỜNG TRỰC`.
pub fn post(title: &str) -> Option<usize> {
    let deputy = title.strip_prefix("PHÓ ").unwrap_or(title);
    let len = POSTS
        .iter()
        .find(|post| {
            deputy
                .strip_prefix(**post)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
        .map(|post| post.len());
    len.map(|len| title.len() - deputy.len() + len)
        // `PHÓ THỦ TƯỚNG` is in the list; `PHÓ TRƯỞNG …` names a body that is not.
        .or_else(|| {
            title
                .starts_with("PHÓ TRƯỞNG ")
                .then_some("PHÓ TRƯỞNG".len())
        })
}

/// Whether a title in capitals is a post, alone or with the body it belongs to.
pub fn is_post(title: &str) -> bool {
    post(title).is_some_and(|len| {
        let rest = title[len..].trim_matches([' ', '.', ',']);
        // `BỘ TRƯỞNG, CHỦ NHIỆM`: two posts of one officer.
        let second = title[len..].starts_with(',') && post(rest).is_some();
        rest.is_empty() || second || is_tail(rest) || heads(&title[..len], rest)
    })
}

/// Whether the words behind a post are a body, a unit, or a duty.
fn is_tail(rest: &str) -> bool {
    let folded = key(rest.trim_start_matches(['(', '-', ' ']));
    // `THỦ TƯỚNG CHÍNH PHỦ` is a box of a chart or a line of a heading; who signs is `THỦ TƯỚNG`.
    let central = ["chính phủ", "quốc hội"];
    opens_with(&UNITS, &folded)
        || opens_with(&TAILS, &folded)
        || is_duty(&folded)
        || opens_with_head(&folded) && !opens_with(&central, &folded)
}

/// Whether the folded words behind a post are a duty, such as `phụ trách`.
pub fn is_duty(folded: &str) -> bool {
    opens_with(&DUTIES, folded)
}

fn opens_with(words: &[&str], folded: &str) -> bool {
    words.iter().any(|word| {
        folded
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a post holds the first word of its body's name: `TRƯỞNG PHÒNG`, `PHÓ TRƯỞNG BAN`.
pub fn heads_body(post: &str) -> bool {
    HEADS_OF.contains(&post.strip_prefix("PHÓ ").unwrap_or(post))
}

/// Whether the words behind a post that holds the first word of its body's name go on with it.
fn heads(post: &str, rest: &str) -> bool {
    heads_body(post)
        && rest.split_whitespace().count() <= MOST_WORDS
        && !rest.contains([':', ';', '(', '|'])
}

/// Where further titles begin in a line of titles in capitals, in bytes: `TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ
/// TỊCH` has three. Who signs for another names that post first.
pub fn further(line: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut open: Option<&str> = None;
    let mut posts = 0;
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((next, len)) = mark(rest) {
            if at > 0 {
                cuts.push(at);
            }
            (open, posts) = (Some(next), 0);
            at += len;
        } else if let Some(len) = post(rest)
            && !line[..at].ends_with("ĐOÀN ")
        {
            // A body's own title follows its name; who signs for another names that post first.
            let ends = match open {
                Some("TM") => true,
                Some("Q") | None => false,
                Some(_) => posts > 0,
            };
            if ends {
                cuts.push(at);
                open = None;
            }
            posts += 1;
            at += len;
        } else {
            at += rest.find(' ').map_or(rest.len(), |space| space + 1);
            continue;
        }
        at += line[at..].len() - line[at..].trim_start_matches([' ', '.']).len();
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<&str> {
        let mut from = 0;
        let mut pieces = Vec::new();
        for at in further(line).into_iter().chain([line.len()]) {
            pieces.push(line[from..at].trim());
            from = at;
        }
        pieces
    }

    #[test]
    fn cuts_titles_apart() {
        assert_eq!(
            cut("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
        );
        assert_eq!(
            cut("TM. ỦY BAN NHÂN DÂN XÃ CHỦ TỊCH"),
            ["TM. ỦY BAN NHÂN DÂN XÃ", "CHỦ TỊCH"]
        );
        assert_eq!(
            cut("KT.GIÁM ĐỐC PHÓ GIÁM ĐỐC"),
            ["KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
        );
        assert_eq!(
            cut("TL. CHỦ TỊCH CHÁNH VĂN PHÒNG"),
            ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]
        );
        assert_eq!(
            cut("TUQ. CHỦ TỊCH GIÁM ĐỐC SỞ NỘI VỤ"),
            ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"]
        );
        assert_eq!(
            cut("T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ"),
            ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"]
        );
        for whole in [
            "KT. PHÓ CHỦ TỊCH",
            "Q. CHỦ TỊCH",
            "TM. ĐOÀN CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn tells_posts() {
        for title in [
            "CHỦ TỊCH",
            "PHÓ GIÁM ĐỐC SỞ Y TẾ",
            "PHÓ TRƯỞNG BAN",
            "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
            "CHÁNH VĂN PHÒNG",
            "GIÁM ĐỐC CÔNG AN TỈNH",
            "TRƯỞNG CÔNG AN XÃ",
            "TRƯỞNG PHÒNG NỘI VỤ",
            "PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH",
            "TRƯỞNG BAN PHÁP CHẾ",
            "HIỆU TRƯỞNG TRƯỜNG THCS AN THƯỢNG",
            "GIÁM ĐỐC SỞ",
            "CHỦ TỊCH HỘI NÔNG DÂN",
            "BÍ THƯ CHI BỘ",
            "TRƯỞNG THÔN",
            "CHÁNH VĂN PHÒNG SỞ",
        ] {
            assert!(is_post(title), "{title}");
        }
        for other in [
            "TRƯỞNG THÀNH",
            "CHỦ TỊCH HỒ CHÍ MINH",
            "GIÁM SÁT",
            "BỘ MÁY",
            "BÍ THƯ NGUYỄN VĂN LINH",
        ] {
            assert!(!is_post(other), "{other}");
        }
    }
}
