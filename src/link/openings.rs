//! What may stand before the verb that opens a task: the matter it is about, or the time of the work.

/// `Đối với các công trình xây mới, ưu tiên …`: what the work is about stands before its verb.
pub(super) fn behind_topic(folded: &str) -> &str {
    let topic = ["đối với ", "riêng đối với ", "trường hợp "];
    match folded.split_once(", ").or(folded.split_once(",\n")) {
        Some((before, rest)) if topic.iter().any(|word| before.starts_with(word)) => {
            rest.trim_start()
        }
        _ => folded,
    }
}

/// `Hằng năm, tổng hợp …`, `Định kỳ hằng quý, báo cáo …`: a time before the comma leaves the verb to open the task.
pub(super) fn behind_adverbial(folded: &str) -> &str {
    let times = [
        "hằng",
        "hàng",
        "định kỳ",
        "mỗi",
        "trong năm",
        "trước ngày",
        "chậm nhất",
    ];
    match folded.split_once(", ") {
        Some((time, rest))
            if time.chars().count() <= 40 && times.iter().any(|word| time.starts_with(word)) =>
        {
            rest.trim_start()
        }
        _ => folded,
    }
}
