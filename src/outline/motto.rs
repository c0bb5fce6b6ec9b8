//! The national motto, which opens every masthead (Decree 30/2020/NĐ-CP, Annex I, 1), and the party's.

use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// The motto, whatever line breaks it has, and the party's.
static MOTTO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"cộng\s*h[oò][àa]\s*xã\s*hội\s*chủ\s*nghĩa\s*việt\s*nam|độc\s*lập[\s–-]*tự\s*do[\s–-]*hạnh\s*phúc|đảng\s*cộng\s*sản\s*việt\s*nam",
    )
    .ok()
});

/// Where the motto stands in a folded text, in bytes.
pub fn mottos(folded: &str) -> Vec<Span> {
    let found = MOTTO.as_ref().map(|motto| {
        motto
            .find_iter(folded)
            .map(|found| Span::new(found.start(), found.end()))
            .collect()
    });
    found.unwrap_or_default()
}
