//! What may stand before the verb that opens a task: the matter it is about, the time of the work, or what joins it to
//! the sentence before it.

use crate::rules::Rules;
use crate::rules::pattern::Place;
use crate::rules::phrases::List;

/// `Đối với các công trình xây mới, ưu tiên …`, `Căn cứ chức năng, nhiệm vụ, chủ động …`: the matter or the grounds of
/// the work stand before its verb. What is left begins at a comma of the first sentence behind which `opens` says that a
/// task begins; the whole text where there is none.
pub(super) fn behind_topic(folded: &str, opens: impl Fn(&str) -> bool) -> &str {
    let topic = [
        "đối với ",
        "riêng đối với ",
        "trường hợp ",
        "căn cứ ",
        "trên cơ sở ",
    ];
    if !topic.iter().any(|word| folded.starts_with(word)) {
        return folded;
    }
    let sentence = folded.find(". ").unwrap_or(folded.len());
    let begins = folded[..sentence]
        .match_indices(',')
        .map(|(at, _)| (at, folded[at + 1..].trim_start()))
        .find(|(_, rest)| opens(rest));
    match begins {
        // `Căn cứ Nghị định số 8/2015/NĐ-CP … về thủ tục hải quan, kiểm tra …;`: a legal basis goes on in its subject.
        Some((comma, _)) if is_basis(&folded[..comma]) && folded.trim_end().ends_with(';') => {
            folded
        }
        Some((_, rest)) => rest,
        None => folded,
    }
}

/// Whether the grounds before a task's verb are a document with its number.
fn is_basis(topic: &str) -> bool {
    let mut numbers = topic.match_indices(" số ");
    numbers.any(|(at, word)| topic[at + word.len()..].starts_with(|c: char| c.is_ascii_digit()))
}

/// `Đồng thời, tổng hợp …`: what joins a sentence to the one before it leaves the verb to open the task.
pub(super) fn behind_connective<'t>(folded: &'t str, rules: &Rules) -> &'t str {
    let joined = rules.phrases.starts(List::Connective, folded);
    let rest = joined.and_then(|end| folded.get(end..));
    rest.map_or(folded, |rest| rest.trim_start_matches([',', ' ', '\n']))
}

/// `Hằng năm, tổng hợp …`, `Trước ngày 15/5, gửi …`, `Quý II/2024: tổ chức …`: a time before the verb leaves it to open the
/// task.
pub(super) fn behind_time<'t>(folded: &'t str, rules: &Rules) -> &'t str {
    /// Code points among which a time ends.
    const LONGEST: usize = 100;
    /// First words of times.
    const FIRST: [&str; 19] = [
        "hằng", "hàng", "định", "mỗi", "trong", "trước", "chậm", "quý", "tháng", "ngày", "năm",
        "từ", "đến", "cuối", "đầu", "vào", "ngay", "sau", "muộn",
    ];
    let first = folded.split([' ', '\n']).next().unwrap_or("");
    if !FIRST.contains(&first) {
        return folded;
    }
    // Looked for anywhere, as deadlines are: bound to the start, each pattern would be compiled once more.
    let near = folded
        .char_indices()
        .nth(LONGEST)
        .map_or(folded, |(end, _)| &folded[..end]);
    let places = [Place::RowDeadline, Place::Task];
    let times = places
        .iter()
        .flat_map(|place| rules.patterns.scan(*place, near));
    let end = times
        .filter(|time| time.start == 0)
        .map(|time| time.end)
        .max();
    let rest = end.and_then(|end| folded.get(end..));
    rest.map_or(folded, |rest| {
        rest.trim_start_matches([',', ':', ' ', '\n', '-'])
    })
}

/// `Đến năm 2030, 100% các hồ chứa được …`: a share to be reached by a year, which asks nobody for work.
pub(super) fn is_share(folded: &str) -> bool {
    let by_year = folded
        .strip_prefix("đến năm ")
        .and_then(|rest| rest.get(4..))
        .map(|rest| rest.trim_start_matches([',', ':', ' ', '\n']));
    by_year.is_some_and(|rest| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
        digits.len() < rest.len() && digits.trim_start().starts_with('%')
    })
}

/// `Văn phòng Ủy ban xin trân trọng thông báo`: the last words of a letter or notice, which ask nobody for work.
pub(super) fn is_courtesy(folded: &str) -> bool {
    folded.chars().count() < 120
        && [
            "xin trân trọng ",
            "trân trọng thông báo",
            "trân trọng báo cáo",
            "xin thông báo",
        ]
        .iter()
        .any(|words| folded.contains(words))
}
