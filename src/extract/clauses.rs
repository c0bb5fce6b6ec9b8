//! Clauses of a sentence: where they begin, what may open them, and whether a verb follows a list of bodies.

use crate::rules::Rules;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;

/// Where `… chịu trách nhiệm thi hành Quyết định này` begins, which is said of everybody who stands before it, be somebody
/// among them whom no list knows; 0 where nothing of the kind is said.
pub(super) fn carried_out(folded: &str) -> usize {
    let ends = ["chịu trách nhiệm thi hành ", "chịu trách nhiệm thi\nhành "];
    let found = ends.iter().filter_map(|words| folded.find(words)).min();
    let before = found.and_then(|at| folded.get(..at));
    match before {
        Some(before) if !before.contains(". ") => before.len(),
        _ => 0,
    }
}

/// Where the clause begins that ends at the end of `before`: behind `.`, `;`, `:` or a line break.
pub(super) fn clause_start(before: &str) -> usize {
    let bytes = before.as_bytes();
    let stops = |byte: &u8| matches!(byte, b'.' | b';' | b':' | b'\n' | b'(' | b'?' | b'!');
    let Some(stop) = bytes.iter().rposition(stops) else {
        return 0;
    };
    // A stop's own space goes with it.
    let spaced = bytes.get(stop..stop + 2) == Some(b". ");
    stop + if spaced { 2 } else { 1 }
}

/// Whether a list stands in the first sentence.
pub(super) fn first_sentence(before: &str) -> bool {
    !before.contains(". ") && !before.contains(';')
}

/// What may stand before a subject in its clause: nothing, or an adverbial; a long one must end in a comma.
pub(super) fn opens_clause(start: &str, rules: &Rules) -> bool {
    let start = start.trim_start_matches([',', '-', ' ']).trim_end();
    // `Theo dõi, đôn đốc …` is a verb, no ground.
    if opening(start).starts_with("theo dõi") {
        return false;
    }
    start.is_empty()
        || lists_others(start, rules)
        || rules
            .patterns
            .at_start(Place::ClauseOpening, start)
            .iter()
            .any(|found| start.ends_with(',') || found.end >= start.len())
}

/// `Các bệnh viện tuyến huyện, Bệnh viện Đa khoa tỉnh …`: a list begins with a group that no list of ours has.
pub(super) fn lists_others(start: &str, rules: &Rules) -> bool {
    /// Words of the longest name of a group.
    const MOST: usize = 8;
    let group = start
        .strip_suffix(',')
        .filter(|group| !group.contains([',', ':']));
    group.is_some_and(|group| {
        let article = rules.phrases.starts(List::GroupArticle, group).is_some();
        let verb = rules.phrases.find(List::TaskVerb, group);
        article && verb.is_empty() && group.split_whitespace().count() <= MOST
    })
}

/// Whether a verb follows the list: the list acts.
pub(super) fn acts_behind(after: &str, rules: &Rules) -> bool {
    let rest = after.trim_start();
    let rest = skip_bracket(rest);
    // Behind a comma only `căn cứ …`, `trên cơ sở …`: a verb there belongs to somebody else.
    let comma = rest.starts_with(',');
    let rest = rest.trim_start_matches([',', ':', ' ', '\n']);
    rest.is_empty()
        || after.trim_start().starts_with(':')
        || !comma && rules.phrases.starts(List::TaskVerb, rest).is_some()
        || !rules.patterns.at_start(Place::AfterAgency, rest).is_empty()
}

/// `(… các bộ chủ trì dự án thuộc Chương trình)`: not `(Sở Y tế chủ trì, Sở Tài chính phối hợp)`.
pub(super) fn says_which(after: &str) -> bool {
    let object = after.trim_start().strip_prefix("chủ trì ");
    object.is_some_and(|object| {
        !["phối hợp", "và ", "tham mưu", "thực hiện"]
            .iter()
            .any(|verb| object.starts_with(verb))
    })
}

pub(super) fn skip_bracket(rest: &str) -> &str {
    if rest.starts_with('(')
        && let Some(end) = rest.find(')')
    {
        return rest[end + 1..].trim_start();
    }
    rest
}

/// `UBND tỉnh cũng yêu cầu …`, `… đã giao …`: what may stand between a subject and its verb.
pub(super) fn behind_adverb(text: &str) -> &str {
    let text = text.trim_start();
    let adverbs = ["cũng ", "đã ", "sẽ ", "vừa ", "tiếp tục ", "tiếp tục đã "];
    let adverb = adverbs.iter().find_map(|adverb| text.strip_prefix(adverb));
    adverb.unwrap_or(text)
}

/// `UBND huyện đã ban hành Kế hoạch số 55/KH-UBND`, `… vừa ký Quyết định …`: what was issued is nobody's task.
pub(super) fn tells_of_done(after: &str) -> bool {
    let said = opening(after);
    let past = ["đã ", "vừa ", "mới "]
        .iter()
        .find_map(|word| said.strip_prefix(word));
    let issues = [
        "ban hành",
        "ký ban hành",
        "ký",
        "phê duyệt",
        "có công văn",
        "có văn bản",
        "có kế hoạch",
    ];
    past.is_some_and(|rest| issues.iter().any(|verb| rest.starts_with(verb)))
}

/// `UBND huyện có Công văn số 15/UBND-NV yêu cầu …`: what stands between the one who asks and `yêu cầu` is the paper that
/// says so.
pub(super) fn asks_in_writing(between: &str) -> bool {
    const PAPERS: [&str; 6] = [
        "công văn",
        "văn bản",
        "công điện",
        "thông báo",
        "chỉ thị",
        "kế hoạch",
    ];
    let text = behind_adverb(between.trim_start_matches("còn "));
    let verbs = ["có ", "ban hành ", "phát hành ", "ký ", "gửi "];
    let paper = verbs.iter().find_map(|verb| text.strip_prefix(verb));
    let names = paper.is_some_and(|rest| PAPERS.iter().any(|paper| rest.starts_with(paper)));
    (names || matches!(between.trim(), "còn" | "lại")) && !between.contains([',', '.', ';', ':'])
}

/// `Y tế công lập: Trung tâm Y tế giảm tải …`: whether words in small letters follow a body that belong to no name or list.
pub(super) fn goes_on(after: &str) -> bool {
    const OTHERS: [&str; 10] = [
        "và ",
        "của ",
        "thuộc ",
        "tại ",
        "trên ",
        "về ",
        "theo ",
        "có liên quan",
        "liên quan",
        "cùng ",
    ];
    let rest = after.strip_prefix([' ', '\n']).unwrap_or("");
    rest.starts_with(char::is_lowercase) && !OTHERS.iter().any(|word| rest.starts_with(word))
}

/// The first words of a text, a line break among them read as the space that it is.
pub(super) fn opening(text: &str) -> String {
    /// Code points that are enough for what is asked of an opening.
    const MOST: usize = 40;
    let start = text.trim_start().chars().take(MOST);
    start.map(|c| if c == '\n' { ' ' } else { c }).collect()
}

/// `Phòng Nội vụ chủ trì, Phòng Tư pháp phối hợp …`: the next body takes its turn behind a few words on the one before,
/// `done`.
pub(super) fn takes_turn(done: &str, after: &str, rules: &Rules) -> bool {
    /// Words of what the one before does.
    const MOST: usize = 5;
    let Some(done) = done.trim().strip_suffix(',') else {
        return false;
    };
    let verb = |text: &str| rules.phrases.starts(List::TaskVerb, text).is_some();
    let joins = |word| ["với", "cùng", "để", "cho", "của", "và"].contains(&word);
    let after = opening(after);
    (verb(done) || opening(done).starts_with("chủ trì"))
        && !done.contains([',', '.', ';', ':', '('])
        && done.split_whitespace().count() <= MOST
        && !done.split_whitespace().any(joins)
        && (verb(&after) || after.starts_with("phối hợp"))
        && !after.starts_with("phối hợp với")
}

/// `Việc thẩm định do Phòng Nội vụ chủ trì`: a sentence on a matter tells who does it; not `dự hội nghị do UBND tỉnh tổ chức`.
pub(super) fn done_by(start: &str, after: &str, rules: &Rules) -> bool {
    /// What is said of who does it.
    const DOES: [&str; 8] = [
        "chủ trì",
        "thực hiện",
        "tổ chức",
        "tham mưu",
        "đảm nhiệm",
        "đảm nhận",
        "phụ trách",
        "triển khai",
    ];
    /// What may follow: the end, a time, who else.
    const ENDS: [&str; 8] = [
        ".",
        ";",
        ",",
        "trước ",
        "trong ",
        "hằng ",
        "vào ",
        "phối hợp ",
    ];
    let matter = start
        .strip_suffix("do")
        .filter(|matter| matter.ends_with([' ', '\n']) && !matter.contains(','));
    matter.is_some_and(|matter| {
        let after = opening(after);
        let rest = DOES.iter().find_map(|word| after.strip_prefix(word));
        let rest = rest.map(str::trim_start);
        rules.phrases.starts(List::MatterOpening, matter).is_some()
            && rest
                .is_some_and(|rest| rest.is_empty() || ENDS.iter().any(|end| rest.starts_with(end)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_is_a_space() {
        assert!(goes_on("\nrà soát quy chế"));
        assert!(!goes_on("\nvà các xã"));
        assert_eq!(opening(" chủ\ntrì, phối hợp"), "chủ trì, phối hợp");
        let rules = Rules::embedded().unwrap();
        for (start, after) in [
            ("việc khảo sát do", " chủ trì."),
            ("việc khảo sát\ndo", "\nchủ\ntrì trong quý iii."),
        ] {
            assert!(done_by(start, after, &rules), "{start:?} {after:?}");
        }
        for (start, after) in [
            ("việc khảo sát do", " hướng dẫn."),
            ("dự hội nghị do", " tổ chức."),
            ("việc khảo sát, kiểm tra do", " chủ trì."),
        ] {
            assert!(!done_by(start, after, &rules), "{start:?} {after:?}");
        }
    }
}
