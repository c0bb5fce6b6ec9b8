//! Document numbers: `164/KH-UBND`, `30/2020/NĐ-CP`, `08-NQ/TU`, `/KH-UBND`, and their slips (`1492 KH-UBND`,
//! `27/NQ- TW`, `1961/QĐUBND`). Form: Decree 30/2020/NĐ-CP, Annex I; party documents: Hướng dẫn 36-HD/VPTW.

use super::NumberParts;
use crate::rules::Rules;
use regex::Regex;
use std::sync::LazyLock;

/// A part of a notation: a capital, then capitals or the small letters of `TTr`, `TTg`, `CTr`, `QyĐ`.
const NOTATION: &str =
    r"[A-ZĐÂÊÔƠƯ][A-Za-zĐđƯƠÂÊÔ0-9&.]*(?:[ ]?[-/][ \n]?[A-ZĐƯƠÂÊÔ][A-Za-zĐđƯƠÂÊÔ0-9&.]*)*";

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?P<serial>[0-9]{{1,6}}(?:[a-zđ]|-(?:19|20)[0-9]{{2}})?)[ ]?(?:/[ ]?(?P<year>(?:19|20)[0-9]{{2}})[ ]?)?(?P<joint>[/-])[ ]?(?P<notation>{NOTATION})"
    ))
    .ok()
});

static SLASHLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?P<serial>[0-9]{1,6})[ ]?(?P<notation>[A-ZĐ][A-Za-zĐ]{1,3}[-/][A-ZĐ]{2,}[A-ZĐ0-9-]*)",
    )
    .ok()
});

static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^(?:[.…_ ]*)(?P<joint>[/-])[ ]?(?P<notation>{NOTATION})"
    ))
    .ok()
});

/// A number found in a text: its parts and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberAt {
    /// Its parts.
    pub parts: NumberParts,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl NumberParts {
    /// As one string without spaces: `30/2020/NĐ-CP`.
    pub fn joined(&self) -> String {
        let serial = self.serial.as_deref().unwrap_or("");
        let year = self
            .year
            .as_ref()
            .map_or(String::new(), |year| format!("/{year}"));
        format!("{serial}{year}{}{}", self.joint, self.notation)
    }
}

/// The first number at or after byte `from` of the normalised text.
pub fn find_at(text: &str, from: usize, rules: &Rules) -> Option<NumberAt> {
    let mut at = from;
    loop {
        let found = NUMBER.as_ref()?.captures_at(text, at)?;
        let all = found.get(0)?;
        let preceded = text[..all.start()]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | ',' | '.'));
        let read = read(text, &found, rules).filter(|number| {
            !preceded
                && (plausible(&number.parts)
                    // `03/KH-` and a page's end: the notation goes on.
                    || !text[number.end..].starts_with(['-', '/'])
                        && named(&text[..all.start()], &number.parts, rules))
        });
        if read.is_some() {
            return read;
        }
        // Go on behind the first digit run, so that a number after a fraction is not lost.
        at = all.start() + found.name("serial").map_or(1, |serial| serial.len());
    }
}

/// A number whose slash is missing (`số 1492 KH-UBND`) at the start of `text`.
pub fn slashless(text: &str, rules: &Rules) -> Option<NumberAt> {
    let found = SLASHLESS
        .as_ref()?
        .captures(text)
        .filter(|found| found.get(0).is_some_and(|all| all.start() == 0))?;
    let mut number = read(text, &found, rules)?;
    let kind = number
        .parts
        .notation
        .split(['-', '/'])
        .next()
        .unwrap_or("")
        .to_string();
    rules.document_types.of_notation(&kind)?;
    // `56 KH/TĐTN`: party and mass organisations put a hyphen before the type (Hướng dẫn 36-HD/VPTW).
    number.parts.joint = if number.parts.notation.contains('/') {
        '-'
    } else {
        '/'
    };
    Some(number)
}

/// A number left blank (`/KH-UBND`) at the start of `text`.
pub fn blank(text: &str, rules: &Rules) -> Option<NumberAt> {
    let found = BLANK
        .as_ref()?
        .captures(text)
        .filter(|found| found.get(0).is_some_and(|all| all.start() == 0))?;
    read(text, &found, rules)
}

fn read(text: &str, found: &regex::Captures<'_>, rules: &Rules) -> Option<NumberAt> {
    let group = |name: &str| found.name(name).map(|group| group.as_str().to_string());
    let all = found.get(0)?;
    let written = found.name("notation")?;
    let (notation, cut) = tidy(written.as_str(), &text[written.end()..], rules)?;
    Some(NumberAt {
        parts: NumberParts {
            serial: group("serial"),
            year: group("year"),
            notation,
            joint: group("joint")
                .and_then(|joint| joint.chars().next())
                .unwrap_or('/'),
        },
        start: all.start(),
        end: written.end() - cut,
    })
}

/// Words that follow a number, and may be glued to it.
const GLUED: [&str; 6] = ["ngày", "năm", "của", "về", "và", "tháng"];

/// The notation without spaces and closing punctuation, and how many bytes of what was matched it leaves out.
fn tidy(written: &str, after: &str, rules: &Rules) -> Option<(String, usize)> {
    let mut kept = written.trim_end_matches(['.', '&', '-', '/', ' ']);
    // `UBND-NCLâm Đồng`: the last capital begins the next, glued word. `70-TB/TWngày`: that word has none.
    if after.starts_with(char::is_lowercase) {
        let (last, capital) = kept.char_indices().rev().find(|(_, c)| c.is_uppercase())?;
        let behind = last + capital.len_utf8();
        let word = format!("{}{after}", &kept[behind..]);
        let whole = GLUED.iter().any(|glued| word.starts_with(glued));
        kept = kept[..if whole { behind } else { last }].trim_end_matches(['-', '/', '.', ' ']);
    }
    // `CT-TTg. Sở`: a stop inside belongs to the sentence, but for one-letter parts such as `V.I`.
    if let Some(stop) = kept.find(". ") {
        kept = &kept[..stop];
    }
    if kept.is_empty() {
        return None;
    }
    let bare: String = kept.split_whitespace().collect();
    Some((
        small_letters(&hyphenated(&bare, rules)),
        written.len() - kept.len(),
    ))
}

/// A title in capitals writes `QĐ-TTG`: the symbols that have small letters get them back.
fn small_letters(notation: &str) -> String {
    const SYMBOLS: [(&str, &str); 4] = [
        ("TTG", "TTg"),
        ("TTR", "TTr"),
        ("CTR", "CTr"),
        ("CTRHĐ", "CTrHĐ"),
    ];
    notation
        .split_inclusive(['-', '/'])
        .map(|part| {
            let bare = part.trim_end_matches(['-', '/']);
            match SYMBOLS.iter().find(|(capital, _)| *capital == bare) {
                Some((_, small)) => format!("{small}{}", &part[bare.len()..]),
                None => part.to_string(),
            }
        })
        .collect()
}

/// Letters of bodies that issue for the whole country or at every level, as they end a notation.
const ISSUERS: [&str; 32] = [
    "UBND", "HĐND", "TTg", "CP", "MTTQ", "VPCP", "TTCP", "TU", "TW", "HU", "BNV", "BTC", "BYT",
    "BTP", "BCA", "BQP", "BNG", "BCT", "BXD", "BGTVT", "BTNMT", "BNNPTNT", "BNNMT", "BGDĐT",
    "BLĐTBXH", "BVHTTDL", "BTTTT", "BKHCN", "BKHĐT", "BDTTG", "UBDT", "NHNN",
];

/// The document type that a notation names beyond doubt: its second part stands for a body (`QĐ-UBND`, `BC-STP`).
/// `CT-CS` is a letter of the tax office, no directive.
pub fn kind(notation: &str, rules: &Rules) -> Option<String> {
    let (_, issuer) = notation.split_once(['-', '/'])?;
    let body = issuer.starts_with(['B', 'S']) || ISSUERS.contains(&issuer);
    let kind = rules.document_types.of_notation(notation)?;
    body.then(|| kind.to_string())
}

/// A text that lost its hyphens writes `QĐUBND`: put it back between a known type and a known issuer's letters.
fn hyphenated(notation: &str, rules: &Rules) -> String {
    if notation.contains(['-', '/']) || notation.chars().count() < 4 {
        return notation.to_string();
    }
    for issuer in ISSUERS {
        if let Some(kind) = notation.strip_suffix(issuer)
            && (2..=4).contains(&kind.chars().count())
        {
            // `NĐ-CP` is listed whole: no other body decrees.
            let whole = format!("{kind}-{issuer}");
            let known = [kind, &whole].map(|symbol| rules.document_types.of_notation(symbol));
            if known.iter().any(Option::is_some) {
                return whole;
            }
        }
    }
    notation.to_string()
}

/// `Công văn 285/CCTTHC`, `Tờ trình số 126/SKHĐT`: a notation in one piece, right behind a document type.
fn named(before: &str, parts: &NumberParts, rules: &Rules) -> bool {
    /// Longer than any type with `số`, in bytes.
    const REACH: usize = 48;
    if parts.joint != '/' || parts.notation.chars().filter(|c| c.is_uppercase()).count() < 2 {
        return false;
    }
    let mut from = before.len().saturating_sub(REACH);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let folded = crate::text::fold::key(&before[from..]);
    let words = folded.trim_end_matches([' ', ':']);
    let words = words.strip_suffix(" số").unwrap_or(words);
    words
        .match_indices(' ')
        .map(|(at, _)| at + 1)
        .chain([0])
        .any(|at| rules.document_types.is_name(&words[at..]))
}

/// `46/ĐA`: too short to be told from a score or a house number; `12/QH13` and `24/CP` are known.
fn plausible(parts: &NumberParts) -> bool {
    let capitals = parts.notation.chars().filter(|c| c.is_uppercase()).count();
    let first = parts.notation.split(['-', '/']).next().unwrap_or("");
    capitals >= 2
        && (parts.notation.contains(['-', '/']) || parts.year.is_some() || first.starts_with("QH"))
        && !["TCVN", "QCVN", "ISO", "TCN", "TP"].contains(&first)
        || parts.joint == '/' && ["CP", "TTg", "BBT", "HĐBT", "NQLT"].contains(&first)
}
