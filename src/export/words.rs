//! The closed sets of the output: each word as the data has it, and as people read it in both languages.

use crate::value::lang::Lang;

/// A word of a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// As the data has it: `lead`.
    pub code: &'static str,
    /// In Vietnamese: `chủ trì`.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Word {
    /// The word in a language.
    pub fn said(&self, lang: Lang) -> &'static str {
        lang.of(self.vi, self.en)
    }
}

/// What people call a code in their language; the code itself where the set does not have it.
pub fn said<'a>(words: &[Word], code: &'a str, lang: Lang) -> &'a str {
    let word = words.iter().find(|word| word.code == code);
    word.map_or(code, |word| word.said(lang))
}

const fn word(code: &'static str, vi: &'static str, en: &'static str) -> Word {
    Word { code, vi, en }
}

/// `Level`
pub const LEVELS: &[Word] = &[
    word("central", "trung ương", "central"),
    word("province", "cấp tỉnh", "province"),
    word("district", "cấp huyện", "district"),
    word("commune", "cấp xã", "commune"),
    word("village", "thôn, tổ dân phố", "village"),
];

/// `Role`
pub const ROLES: &[Word] = &[
    word("lead", "chủ trì", "lead"),
    word("responsible", "chịu trách nhiệm", "responsible"),
    word("support", "phối hợp", "support"),
];

/// `Treatment`, the fullest first.
pub const TREATMENTS: &[Word] = &[
    word("assigned", "giao việc", "assigned"),
    word("described", "mô tả", "described"),
    word("mentioned", "nhắc đến", "mentioned"),
];

/// `Treatment`, and what a plan leaves out.
pub const COVERAGES: &[Word] = &[
    TREATMENTS[0],
    TREATMENTS[1],
    TREATMENTS[2],
    word("none", "không đề cập", "not treated"),
];

/// `Severity`, the gravest first.
pub const SEVERITIES: &[Word] = &[
    word("error", "sai", "error"),
    word("warning", "cần xem", "warning"),
    word("info", "lưu ý", "info"),
];

/// Whether a finding was accepted.
pub const STATUSES: &[Word] = &[
    word("new", "mới", "new"),
    word("accepted", "đã chấp nhận", "accepted"),
];

/// Kinds of deadline.
pub const DEADLINE_KINDS: &[Word] = &[
    word("by", "trước hoặc trong ngày", "by a day"),
    word("during", "trong khoảng thời gian", "during a time"),
    word("every", "định kỳ", "recurring"),
    word("continuous", "thường xuyên", "continuous"),
    word("event", "theo sự kiện", "tied to an event"),
];

/// `Period`
pub const PERIODS: &[Word] = &[
    word("P1D", "hằng ngày", "daily"),
    word("P1W", "hằng tuần", "weekly"),
    word("P1M", "hằng tháng", "monthly"),
    word("P3M", "hằng quý", "quarterly"),
    word("P6M", "6 tháng một lần", "every six months"),
    word("P1Y", "hằng năm", "yearly"),
];

/// `RepairKind`
pub const REPAIRS: &[Word] = &[
    word("marks", "sai hoặc mất dấu", "wrong or lost marks"),
    word(
        "spacing",
        "dính hoặc tách chữ",
        "words run together or torn apart",
    ),
    word(
        "letters",
        "thiếu, thừa hoặc nhầm chữ cái",
        "a letter lost, added or mistaken",
    ),
    word("word", "thiếu một từ", "a word lost"),
    word("digits", "nhầm chữ số", "letters read for digits"),
];

/// On whose behalf somebody signs (Decree 30/2020/NĐ-CP, Annex I, II.7).
pub const AUTHORITIES: &[Word] = &[
    word("TM", "thay mặt", "on behalf of a body"),
    word("KT", "ký thay", "in place of the head"),
    word("TL", "thừa lệnh", "by order"),
    word("TUQ", "thừa ủy quyền", "by authorisation"),
    word("Q", "quyền", "acting"),
];

/// `SameBy`
pub const SAME_BY: &[Word] = &[
    word("content", "cùng nội dung tệp", "the same bytes"),
    word(
        "number",
        "cùng số, cơ quan ban hành và ngày, trùng ít nhất một phần năm nội dung nhiệm vụ",
        "the same number, issuer and date, and at least a fifth of the tasks' text in common",
    ),
];

/// Yes and no.
pub const ANSWERS: &[Word] = &[word("yes", "có", "yes"), word("no", "không", "no")];

/// `ANSWERS` for a boolean.
pub const fn answer(yes: bool) -> &'static Word {
    &ANSWERS[if yes { 0 } else { 1 }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::record::SameBy;
    use crate::note::Severity;
    use crate::text::RepairKind;
    use crate::value::deadline::Period;
    use crate::value::{Level, Role, Treatment};

    #[test]
    fn every_word_of_a_closed_set_is_there_in_both_languages() {
        let has = |words: &[Word], codes: Vec<&str>| {
            let mut known: Vec<_> = words.iter().map(|word| word.code).collect();
            let mut codes = codes;
            known.sort_unstable();
            codes.sort_unstable();
            assert_eq!(known, codes);
            let said = words.iter().all(|w| !w.vi.is_empty() && !w.en.is_empty());
            assert!(said, "{words:?}");
        };
        has(LEVELS, Level::ALL.map(Level::as_str).to_vec());
        let roles = [Role::Lead, Role::Responsible, Role::Support];
        has(ROLES, roles.map(Role::as_str).to_vec());
        let treatments = [
            Treatment::Assigned,
            Treatment::Described,
            Treatment::Mentioned,
        ];
        has(TREATMENTS, treatments.map(Treatment::as_str).to_vec());
        let severities = [Severity::Error, Severity::Warning, Severity::Info];
        has(SEVERITIES, severities.map(Severity::as_str).to_vec());
        has(PERIODS, Period::ALL.map(|(_, iso)| iso).to_vec());
        let same = [SameBy::Content, SameBy::Number];
        has(SAME_BY, same.map(SameBy::as_str).to_vec());
        has(REPAIRS, RepairKind::ALL.map(RepairKind::as_str).to_vec());
    }

    #[test]
    fn a_code_that_is_not_known_stays_as_it_is() {
        assert_eq!(said(ROLES, "lead", Lang::Vi), "chủ trì");
        assert_eq!(said(ROLES, "observer", Lang::Vi), "observer");
        assert_eq!(answer(false).code, "no");
    }
}
