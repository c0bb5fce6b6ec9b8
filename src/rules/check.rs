//! `kehoach rules check`: reads a rule folder as a run would, then runs every example of every rule and counts what its
//! patterns cost.

use super::key::key;
use super::pattern::{Cost, Rule, RuleMatch};
use super::table::Files;
use super::{EMBEDDED, Rules};
use crate::error::Error;
use std::fmt;
use std::path::Path;

/// Rows or rules of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCount {
    /// File name.
    pub file: String,
    /// Rows of a table, rules of a rule file.
    pub entries: usize,
}

/// An example that did not come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// File, with its folder.
    pub file: String,
    /// Line of the example, from 1.
    pub line: u64,
    /// Id of the rule.
    pub rule: String,
    /// The example as written.
    pub text: String,
    /// What it asks for.
    pub expected: String,
    /// What the rule did.
    pub got: String,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failed {
            file,
            line,
            rule,
            text,
            expected,
            got,
        } = self;
        write!(
            f,
            "{file}:{line}: {rule}: `{text}`: expected {expected}, got {got}"
        )
    }
}

/// A pattern that takes far longer than others on some texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Costly {
    /// File, with its folder.
    pub file: String,
    /// Line of the rule's `id`, from 1.
    pub line: u64,
    /// Id of the rule.
    pub rule: String,
    /// The pattern as written.
    pub pattern: String,
    /// What it costs.
    pub cost: Cost,
}

impl fmt::Display for Costly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Costly {
            file,
            line,
            rule,
            pattern,
            cost,
        } = self;
        write!(f, "{file}:{line}: {rule}: `{pattern}` ")?;
        if cost.cleared > 0 {
            write!(
                f,
                "needs more states than fit in its table, which overflows {} times on eight kilobytes: \
                 write fewer choices beside each other, or split it into several patterns",
                cost.cleared
            )
        } else {
            write!(
                f,
                "looks at each letter of a text up to {} times, and more the longer it is: let it begin with fixed \
                 words, and end with fixed words or a slot that is bound, not with an optional `{{text}}`",
                cost.looks
            )
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Size of each file, by name.
    pub files: Vec<FileCount>,
    /// Number of rules.
    pub rules: usize,
    /// Number of examples that were run.
    pub examples: usize,
    /// Examples that did not come out.
    pub failures: Vec<Failed>,
    /// Patterns that cost more than they should.
    pub costly: Vec<Costly>,
}

/// Checks the rules of a folder, or the embedded ones.
///
/// # Errors
/// `Error::Rules` for a folder that a run would refuse. Failed examples are no error: they are in the report.
pub fn check(dir: Option<&Path>) -> Result<CheckReport, Error> {
    let files = match dir {
        Some(dir) => Files::read(dir)?,
        None => Files::embedded(EMBEDDED).untried(),
    };
    let rules = Rules::from_files(&files)?;
    let mut report = CheckReport {
        files: files
            .iter()
            .map(|(name, text)| count(&files, &rules, name, text))
            .collect(),
        rules: rules.patterns.rules().len(),
        ..CheckReport::default()
    };
    for rule in rules.patterns.rules() {
        report.examples += rule.examples.len();
        report.failures.extend(failures(rule));
        report.costly.extend(costly(rule));
    }
    Ok(report)
}

fn count(files: &Files, rules: &Rules, name: &str, text: &str) -> FileCount {
    let label = files.label(name);
    let entries = if name.ends_with(".toml") {
        rules
            .patterns
            .rules()
            .iter()
            .filter(|rule| rule.source.0 == label)
            .count()
    } else {
        csv::Reader::from_reader(text.as_bytes()).records().count()
    };
    FileCount {
        file: name.to_owned(),
        entries,
    }
}

fn costly(rule: &Rule) -> impl Iterator<Item = Costly> {
    rule.costly().into_iter().map(|(pattern, cost)| Costly {
        file: rule.source.0.clone(),
        line: rule.source.1,
        rule: rule.id.clone(),
        pattern: pattern.to_owned(),
        cost,
    })
}

fn failures(rule: &Rule) -> Vec<Failed> {
    let failed = |line, text: &str, expected, got| Failed {
        file: rule.source.0.clone(),
        line,
        rule: rule.id.clone(),
        text: text.to_owned(),
        expected,
        got,
    };
    let mut all = Vec::new();
    for example in &rule.examples {
        let (text, marks) = read_marks(&example.marked);
        let text = key(&text);
        let expected: Vec<&str> = if example.yes {
            marks
                .iter()
                .filter_map(|(start, end)| text.get(*start..*end))
                .collect()
        } else {
            Vec::new()
        };
        let matches = rule.find_in_place(&text);
        let got: Vec<&str> = matches
            .iter()
            .filter_map(|m| text.get(m.start..m.end))
            .collect();
        let in_place = !example.yes || matches.iter().map(|m| (m.start, m.end)).eq(marks);
        if expected != got || !in_place {
            all.push(failed(
                example.line,
                &example.marked,
                quoted(&expected),
                quoted(&got),
            ));
            continue;
        }
        let Some(wanted) = &example.gives else {
            continue;
        };
        let given: Vec<String> = matches.iter().map(gives).collect();
        if given.iter().any(|given| given != wanted) {
            let got = format!("`{}`", given.join("` and `"));
            all.push(failed(
                example.line,
                &example.marked,
                format!("`{wanted}`"),
                got,
            ));
        }
    }
    all
}

/// What a match yields, as examples write it.
fn gives(found: &RuleMatch) -> String {
    let pairs = found
        .filled()
        .into_iter()
        .map(|(name, value)| format!("{name} {value}"));
    let pairs: Vec<String> = pairs.map(|pair| pair.trim_end().to_owned()).collect();
    pairs.join("; ")
}

fn quoted(stretches: &[&str]) -> String {
    if stretches.is_empty() {
        return "no match".into();
    }
    format!("a match of `{}`", stretches.join("` and of `"))
}

/// An example without its marks, and the bytes between them; without marks, all of it.
fn read_marks(marked: &str) -> (String, Vec<(usize, usize)>) {
    let mut text = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut open = None;
    let mut chars = marked.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next()),
            '[' => open = Some(text.len()),
            ']' => marks.extend(open.take().map(|start| (start, text.len()))),
            _ => text.push(c),
        }
    }
    if marks.is_empty() {
        marks.push((0, text.len()));
    }
    (text, marks)
}

#[cfg(test)]
mod tests;
