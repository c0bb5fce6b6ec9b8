//! The page around the data: its head with style and policy, and the script at its end.

use crate::export::TOKENS;
use crate::value::lang::Lang;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("page/page.html");

/// Where the data that the script begins with stands, and where the plans do.
const PARTS: &str = "<!-- data -->\n";

const STYLE: &str = concat!(
    include_str!("page/page.css"),
    include_str!("page/charts.css"),
    include_str!("page/reader.css"),
    include_str!("page/print.css"),
);

/// One script, told in parts: what others need first.
const SCRIPT: &str = concat!(
    include_str!("page/words.js"),
    include_str!("page/data.js"),
    include_str!("page/dom.js"),
    include_str!("page/fold.js"),
    include_str!("page/state.js"),
    include_str!("page/lists.js"),
    include_str!("page/overview.js"),
    include_str!("page/coverage.js"),
    include_str!("page/agencies.js"),
    include_str!("page/deadlines.js"),
    include_str!("page/chain.js"),
    include_str!("page/findings.js"),
    include_str!("page/plans.js"),
    include_str!("page/search.js"),
    include_str!("page/marks.js"),
    include_str!("page/reader.js"),
    include_str!("page/start.js"),
);

/// What comes before the data that the script begins with.
pub fn head(lang: Lang) -> String {
    part(0)
        .replace("{lang}", lang.as_str())
        .replace("{policy}", &policy())
        .replace("{style}", &style())
}

/// What comes between that data and the plans.
pub fn script() -> String {
    part(1).replace("{script}", SCRIPT)
}

/// What comes after the plans.
pub fn tail() -> &'static str {
    part(2)
}

fn part(number: usize) -> &'static str {
    PAGE.split(PARTS).nth(number).unwrap_or_default()
}

fn style() -> String {
    [TOKENS, STYLE].concat()
}

/// Nothing is loaded, and only this script and this style count, known by their hashes.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(&style())
    )
}
