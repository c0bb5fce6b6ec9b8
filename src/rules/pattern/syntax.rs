//! The syntax of `match`: literals, white space, `(a|b)`, `[x]`, `{slot}` and `{slot:name}`, `\` before a literal mark.

use std::iter::Peekable;
use std::str::Chars;

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Characters as they are.
    Literal(String),
    /// White space, at least one character.
    Space,
    /// `(a|b)`: one of several.
    Choice(Vec<Vec<Node>>),
    /// `[a|b]`: one of several, or nothing.
    Optional(Vec<Vec<Node>>),
    /// `{kind:name}`: a value.
    Slot(SlotKind, String),
}

/// Declares the closed list of slots with the word, the regular expression and the explanation of each.
macro_rules! slots {
    ($($(#[$doc:meta])* $kind:ident = $word:literal, $regex:expr, $help:literal;)*) => {
        /// What a slot takes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::rules) enum SlotKind { $($(#[$doc])* $kind,)* }

        impl SlotKind {
            /// All kinds with their explanation.
            pub const ALL: &'static [(SlotKind, &'static str)] = &[$((SlotKind::$kind, $help),)*];

            /// The word used in patterns.
            pub const fn as_str(self) -> &'static str {
                match self { $(SlotKind::$kind => $word,)* }
            }

            /// What it takes, where something follows in the pattern.
            pub const fn regex(self) -> &'static str {
                match self { $(SlotKind::$kind => $regex,)* }
            }
        }
    };
}

slots! {
    /// Day of a month.
    Day = "day", "3[01]|[12][0-9]|0?[1-9]", "1-31, with or without leading 0";
    /// Month.
    Month = "month", r"1[0-2]|0?[1-9]|mười\s+một|mười\s+hai|giêng|hai|ba|tư|sáu|bảy|tám|chín|mười|chạp", "1-12, with or without leading 0, or in words (not `một`, `năm`: they mean more)";
    /// Year.
    Year = "year", "(?:19|20)[0-9][0-9]", "four digits, 1900-2099";
    /// Quarter.
    Quarter = "quarter", "iv|iii|ii|i|[1-4]", "i, ii, iii, iv or 1-4";
    /// Periods, two or more.
    Periods = "periods", r"(?:(?:0?[36]|ba|sáu)\s+tháng|ngày|tuần|tháng|quý|năm)(?:\s*(?:[,;/]|-|và)\s*(?:và\s+)?(?:(?:hằng|hàng|mỗi)\s+)?(?:(?:0?[36]|ba|sáu)\s+tháng|ngày|tuần|tháng|quý|năm))+", "two or more of ngày, tuần, tháng, quý, 3 tháng, 6 tháng, năm";
    /// Digits.
    Number = "number", "[0-9]+", "digits";
    /// One word.
    Word = "word", r"[^\s.,;:!?()\[\]]+", "one word";
    /// One to eight words.
    Words = "words", r"[^\s.,;:]+(?:\s+[^\s.,;:]+){0,7}?", "one to eight words without . ; : ,";
    /// Anything within a clause.
    Text = "text", r"[^.;\n]+?", "up to 120 characters without . ; and line end";
}

impl SlotKind {
    /// What it takes at the end of a pattern, where nothing else stops it.
    pub fn last_regex(self) -> String {
        self.regex().trim_end_matches('?').to_owned()
    }

    /// Whether a value must not run on into more digits.
    pub fn is_numeric(self) -> bool {
        !matches!(
            self,
            SlotKind::Word | SlotKind::Words | SlotKind::Text | SlotKind::Periods
        )
    }

    /// The value as templates show it.
    pub fn canonical(self, value: &str) -> String {
        match self {
            SlotKind::Day => format!("{value:0>2}"),
            SlotKind::Month => month(value),
            SlotKind::Periods => periods(value),
            SlotKind::Quarter => match value {
                "i" => "1".into(),
                "ii" => "2".into(),
                "iii" => "3".into(),
                "iv" => "4".into(),
                digit => digit.into(),
            },
            SlotKind::Number => {
                let short = value.trim_start_matches('0');
                if short.is_empty() {
                    "0".into()
                } else {
                    short.into()
                }
            }
            SlotKind::Year => value.into(),
            SlotKind::Word | SlotKind::Words | SlotKind::Text => {
                value.split_whitespace().collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// A month with two digits.
fn month(value: &str) -> String {
    let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let number = match words.as_str() {
        "giêng" => "01",
        "hai" => "02",
        "ba" => "03",
        "tư" => "04",
        "sáu" => "06",
        "bảy" => "07",
        "tám" => "08",
        "chín" => "09",
        "mười" => "10",
        "mười một" => "11",
        "mười hai" | "chạp" => "12",
        digits => digits,
    };
    format!("{number:0>2}")
}

/// `tháng, quý và năm` → `P1M&P3M&P1Y`; periods of 3 and 6 months are a quarter and a half.
fn periods(value: &str) -> String {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = value
        .split([',', ';', '/', '-'])
        .flat_map(|part| part.split(" và "));
    let isos = parts.filter_map(|part| {
        let part = part.trim();
        let unit = part.split_whitespace().next_back()?;
        let of = |words: &[&str]| words.iter().any(|word| part.contains(word));
        Some(match unit {
            "ngày" => "P1D",
            "tuần" => "P1W",
            "tháng" if of(&["6", "sáu"]) => "P6M",
            "tháng" if of(&["3", "ba"]) => "P3M",
            "tháng" => "P1M",
            "quý" => "P3M",
            "năm" => "P1Y",
            _ => return None,
        })
    });
    isos.collect::<Vec<_>>().join("&")
}

/// Reads a pattern.
///
/// # Errors
/// What is wrong and what to do, in one sentence.
pub(super) fn parse(pattern: &str) -> Result<Vec<Node>, String> {
    let mut rest = pattern.trim().chars().peekable();
    let nodes = sequence(&mut rest)?;
    match rest.next() {
        None if nodes.is_empty() => Err("the pattern is empty; write what it must match".into()),
        None => Ok(nodes),
        Some('|') => Err("`|` outside brackets; write `(a|b)`".into()),
        Some(c) => Err(format!(
            "`{c}` without its opening bracket; add it or write `\\{c}`"
        )),
    }
}

/// The elements as a rule file writes them.
pub(super) fn written(nodes: &[Node]) -> String {
    let choices = |choices: &[Vec<Node>]| {
        let choices = choices.iter().map(|choice| written(choice));
        choices.collect::<Vec<_>>().join("|")
    };
    let pieces = nodes.iter().map(|node| match node {
        Node::Literal(text) => text.clone(),
        Node::Space => " ".to_string(),
        Node::Choice(all) => format!("({})", choices(all)),
        Node::Optional(all) => format!("[{}]", choices(all)),
        Node::Slot(kind, name) if kind.as_str() == name => format!("{{{name}}}"),
        Node::Slot(kind, name) => format!("{{{}:{name}}}", kind.as_str()),
    });
    pieces.collect::<String>().trim().to_string()
}

fn sequence(rest: &mut Peekable<Chars>) -> Result<Vec<Node>, String> {
    let mut nodes = Vec::new();
    while let Some(&c) = rest.peek() {
        match c {
            ')' | ']' | '|' => break,
            '(' => nodes.push(Node::Choice(choices(rest, ')')?)),
            '[' => nodes.push(Node::Optional(choices(rest, ']')?)),
            '{' => nodes.push(slot(rest)?),
            '}' => return Err("`}` without `{`; add it or write `\\}`".into()),
            c if c.is_whitespace() => {
                rest.next();
                if nodes.last() != Some(&Node::Space) {
                    nodes.push(Node::Space);
                }
            }
            _ => literal(rest, &mut nodes)?,
        }
    }
    Ok(join_spaces(nodes))
}

fn literal(rest: &mut Peekable<Chars>, nodes: &mut Vec<Node>) -> Result<(), String> {
    let mut c = rest.next();
    if c == Some('\\') {
        c = rest.next();
    }
    let c = c.ok_or("`\\` at the end; write `\\\\` for the mark itself")?;
    match nodes.last_mut() {
        Some(Node::Literal(text)) => text.push(c),
        _ => nodes.push(Node::Literal(c.to_string())),
    }
    Ok(())
}

fn choices(rest: &mut Peekable<Chars>, close: char) -> Result<Vec<Vec<Node>>, String> {
    let open = rest.next().unwrap_or_default();
    let mut all = vec![sequence(rest)?];
    loop {
        match rest.next() {
            Some('|') => all.push(sequence(rest)?),
            Some(c) if c == close => break,
            _ => {
                return Err(format!(
                    "`{open}` without its `{close}`; add it or write `\\{open}`"
                ));
            }
        }
    }
    if all.iter().any(Vec::is_empty) {
        return Err(format!(
            "an empty choice in `{open}…{close}`; write `[x]` for a part that may be missing"
        ));
    }
    Ok(all)
}

fn slot(rest: &mut Peekable<Chars>) -> Result<Node, String> {
    rest.next();
    let mut inside = String::new();
    loop {
        match rest.next() {
            Some('}') => break,
            Some(c) => inside.push(c),
            None => return Err("`{` without its `}`; add it or write `\\{`".into()),
        }
    }
    let (kind, name) = inside.split_once(':').unwrap_or((&inside, &inside));
    let known = SlotKind::ALL.iter().map(|(known, _)| *known);
    let found = known.clone().find(|known| known.as_str() == kind);
    let Some(kind) = found else {
        let words: Vec<_> = known.map(SlotKind::as_str).collect();
        return Err(format!(
            "unknown slot `{{{kind}}}`; expected one of {}",
            words.join(", ")
        ));
    };
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(good) {
        return Err(format!(
            "bad slot name `{name}`; use small letters a-z, digits and _"
        ));
    }
    Ok(Node::Slot(kind, name.to_owned()))
}

/// Moves a space beside an optional part into it, so that `a [b] c` matches `a c` with one space.
fn join_spaces(nodes: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut rest = nodes.into_iter().peekable();
    while let Some(node) = rest.next() {
        let Node::Optional(mut choices) = node else {
            out.push(node);
            continue;
        };
        let before = out.last() == Some(&Node::Space);
        let after = rest.peek() == Some(&Node::Space);
        if after && (before || out.is_empty()) {
            rest.next();
            choices
                .iter_mut()
                .for_each(|choice| choice.push(Node::Space));
        } else if before && rest.peek().is_none() {
            out.pop();
            choices
                .iter_mut()
                .for_each(|choice| choice.insert(0, Node::Space));
        }
        out.push(Node::Optional(choices));
    }
    out
}
