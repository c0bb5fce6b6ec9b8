//! What stands before a body: the post that heads it, the article of several, and what joins it to the one before.

use crate::rules::Rules;
use crate::rules::phrases::List;

/// The text before a body without the post that heads it: `giao Giám đốc` before `Sở Nội vụ`.
pub fn without_post<'t>(before: &'t str, rules: &Rules) -> &'t str {
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
        .unwrap_or(before)
}

/// The text before a body without the article of several bodies of one name: `phối hợp với các` before `Trung tâm Y tế`,
/// `Từng` before `cơ quan, đơn vị`.
pub fn without_article(before: &str) -> &str {
    let articles = ["các", "từng", "mỗi"];
    let text = before.trim_end();
    let rest = articles.iter().find_map(|word| text.strip_suffix(word));
    match rest {
        Some(rest) if !rest.ends_with(char::is_alphanumeric) => rest,
        _ => before,
    }
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
