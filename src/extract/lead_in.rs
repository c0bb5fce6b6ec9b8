//! What stands before a body: the post that heads it, the article of several, and what joins it to the one before.

use super::clauses::clause_start;
use crate::rules::Rules;
use crate::rules::phrases::List;

/// The text before a body without the posts that head it: `giao Giám đốc`, `giao đồng chí Phó Giám đốc` before
/// `Sở Nội vụ`.
pub fn without_post<'t>(before: &'t str, rules: &Rules) -> &'t str {
    let mut rest = before;
    while let Some(shorter) = without_last_post(rest, rules) {
        rest = shorter;
    }
    rest
}

fn without_last_post<'t>(before: &'t str, rules: &Rules) -> Option<&'t str> {
    let text = before.trim_end();
    let whole = |rest: &str| !rest.ends_with(char::is_alphanumeric);
    rules
        .phrases
        .all(List::PostTitle)
        .iter()
        // Most end otherwise, which one byte tells.
        .filter(|post| post.as_bytes().last() == text.as_bytes().last())
        .filter_map(|post| text.strip_suffix(post.as_str()))
        .filter(|rest| whole(rest))
        .min_by_key(|rest| rest.len())
}

/// The text before a body without the person whose post it names, where these open a clause: `Đồng chí Nguyễn Văn A -`
/// before `Phó Chủ tịch UBND xã`.
pub fn without_person(before: &str) -> &str {
    /// Words of a title and the longest name.
    const MOST: usize = 8;
    let clause = clause_start(before);
    let person = before[clause..]
        .trim()
        .trim_end_matches(['-', ',', '(', ' ']);
    let titles = [
        "đồng chí ",
        "đ/c ",
        "đ/c. ",
        "ông ",
        "bà ",
        "anh ",
        "chị ",
        "ông (bà) ",
    ];
    let named = titles.iter().any(|title| person.starts_with(title))
        && before.trim_end().ends_with(['-', ',', '('])
        && !person.contains([',', ':', '-'])
        && person.split_whitespace().count() <= MOST;
    if named { &before[..clause] } else { before }
}

/// What follows a body without the further ranks of its head, up to a colon: `, Trưởng ban: Chỉ đạo …`.
pub fn without_rank<'t>(after: &'t str, rules: &Rules) -> &'t str {
    /// Words of the longest rank.
    const MOST: usize = 10;
    let rank = after.trim_start();
    let colon = rank.find(':').filter(|_| rank.starts_with([',', '-', '(']));
    let Some(colon) = colon else { return after };
    let words = rank[..colon].trim_matches(|c: char| !c.is_alphanumeric());
    let rank_like = [
        "trưởng",
        "phó",
        "ủy viên",
        "thành viên",
        "thư ký",
        "tổ trưởng",
        "tổ phó",
        "phụ trách",
    ]
    .iter()
    .any(|rank| words.starts_with(rank));
    let verbs = rules.phrases.find(List::TaskVerb, words);
    let short = words.split_whitespace().count() <= MOST && !words.contains(['.', ';']);
    if rank_like && verbs.is_empty() && short {
        &rank[colon..]
    } else {
        after
    }
}

/// The text before a body without the article of several bodies of one name: `phối hợp với các` before `Trung tâm Y tế`,
/// `Từng` before `cơ quan, đơn vị`.
pub fn without_article(before: &str) -> &str {
    let articles = ["các", "từng", "mỗi"];
    let text = behind_head(before.trim_end());
    let rest = articles.iter().find_map(|word| text.strip_suffix(word));
    match rest {
        Some(rest) if !rest.ends_with(char::is_alphanumeric) => rest,
        _ if text.len() < before.trim_end().len() => text,
        _ => before,
    }
}

/// `phối hợp với các Sở:` before `Y tế, Tài chính`: the head that a list of names shares.
fn behind_head(before: &str) -> &str {
    const HEADS: [&str; 9] = [
        "các sở, ban, ngành",
        "các sở, ngành",
        "các phòng, ban",
        "các sở",
        "các phòng",
        "các ban",
        "các bộ",
        "các hội",
        "các bộ, ngành",
    ];
    let named = before.strip_suffix(':').unwrap_or(before).trim_end();
    let head = HEADS.iter().find_map(|head| named.strip_suffix(head));
    head.filter(|rest| !rest.ends_with(char::is_alphanumeric))
        .unwrap_or(before)
}

/// `, `, `; `, ` và `, ` và các `: what joins a list of bodies.
pub fn is_joint(between: &str) -> bool {
    let words = between.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '-' | '&' | '/' | '(' | ')')
    });
    matches!(
        words,
        "" | "và" | "và các" | "hoặc" | "các" | "lãnh đạo" | "thủ trưởng" | "cùng các"
    ) && !between.contains('.')
}
