//! Rule files (TOML) read into rules, every complaint with file, line and remedy.

use super::regex::Compiled;
use super::syntax::parse;
use super::template::Template;
use super::{Example, Place, Rule};
use crate::error::Error;
use crate::rules::table::{Files, wrong};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use toml::Spanned;

/// A rule file as TOML has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    rule: Vec<Spanned<RawRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: Spanned<String>,
    why: Spanned<String>,
    #[serde(rename = "where")]
    places: Vec<Spanned<String>>,
    #[serde(rename = "match")]
    patterns: Spanned<toml::Value>,
    #[serde(default)]
    yields: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    yes: Vec<Spanned<toml::Value>>,
    #[serde(default)]
    no: Vec<Spanned<String>>,
}

/// One file while it is read.
struct Source {
    label: String,
    /// Byte of each line feed: lines are asked for by the hundred, and counting from the top each time would cost more than
    /// all the rest of reading.
    line_ends: Vec<usize>,
    tried: bool,
}

impl Source {
    fn line(&self, at: usize) -> u64 {
        1 + self.line_ends.partition_point(|end| *end < at) as u64
    }

    fn wrong<T>(&self, at: &Spanned<T>, what: impl AsRef<str>, remedy: &str) -> Error {
        wrong(&self.label, self.line(at.span().start), what, remedy)
    }

    fn parse_error(&self, e: &toml::de::Error) -> Error {
        let line = self.line(e.span().map_or(0, |span| span.start));
        let what = e.message().replace('\n', " ");
        wrong(
            &self.label,
            line,
            what,
            "see rules/README.md for the keys of a rule",
        )
    }
}

/// Reads all `.toml` files.
pub(super) fn load(files: &Files) -> Result<Vec<Rule>, Error> {
    let mut rules = Vec::new();
    let mut ids: HashMap<String, String> = HashMap::new();
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".toml")) {
        let source = Source {
            label: files.label(name),
            line_ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
            tried: files.tried,
        };
        let raw: RawFile = toml::from_str(text).map_err(|e| source.parse_error(&e))?;
        for raw in raw.rule {
            let raw = raw.into_inner();
            let here = format!("{}:{}", source.label, source.line(raw.id.span().start));
            if let Some(first) = ids.insert(raw.id.get_ref().clone(), here) {
                let what = format!("the id `{}` is taken by {first}", raw.id.get_ref());
                return Err(source.wrong(&raw.id, what, "choose another"));
            }
            rules.push(rule(&source, raw)?);
        }
    }
    Ok(rules)
}

fn rule(source: &Source, raw: RawRule) -> Result<Rule, Error> {
    if raw.id.get_ref().trim().is_empty() || raw.why.get_ref().trim().is_empty() {
        return Err(source.wrong(
            &raw.id,
            "`id` or `why` is empty",
            "name the rule and say why it is there",
        ));
    }
    if raw.yes.is_empty() || raw.no.is_empty() {
        let what = format!("the rule `{}` has no example", raw.id.get_ref());
        return Err(source.wrong(&raw.id, what, "give at least one `yes` and one `no`"));
    }
    let places = raw.places.iter().map(|place| {
        let parsed: Result<Place, String> = place.get_ref().parse();
        parsed.map_err(|e| source.wrong(place, "unknown place in `where`", &e))
    });
    let places: Vec<Place> = places.collect::<Result<_, _>>()?;
    if places.is_empty() {
        return Err(source.wrong(&raw.id, "`where` is empty", "name at least one place"));
    }
    let patterns = patterns(source, &raw.patterns)?;
    let compiled = patterns.iter().map(|pattern| {
        let compiled = parse(pattern).map(Compiled::new);
        let tried = compiled.and_then(|compiled| match source.tried {
            true => Ok(compiled),
            false => compiled.tried(),
        });
        tried.map_err(|e| {
            source.wrong(
                &raw.patterns,
                format!("in `{pattern}`: {}", before(&e)),
                after(&e),
            )
        })
    });
    let compiled: Vec<Compiled> = compiled.collect::<Result<_, _>>()?;
    let templates = templates(source, &raw.yields, &compiled)?;
    Ok(Rule {
        examples: examples(source, &raw)?,
        source: (source.label.clone(), source.line(raw.id.span().start)),
        id: raw.id.into_inner(),
        why: raw.why.into_inner(),
        places,
        yields: raw
            .yields
            .into_iter()
            .map(|(key, value)| (key, value.into_inner()))
            .collect(),
        priority: raw.priority,
        patterns,
        templates,
        compiled,
    })
}

/// A message's first half, before its remedy.
fn before(message: &str) -> &str {
    message.split_once("; ").map_or(message, |(what, _)| what)
}

/// A message's remedy.
fn after(message: &str) -> &str {
    message
        .split_once("; ")
        .map_or("correct it", |(_, remedy)| remedy)
}

fn patterns(source: &Source, raw: &Spanned<toml::Value>) -> Result<Vec<String>, Error> {
    let wrong = || source.wrong(raw, "`match` is no text", "write \"…\" or [\"…\", \"…\"]");
    let texts = match raw.get_ref() {
        toml::Value::String(one) => vec![one.clone()],
        toml::Value::Array(many) => {
            let texts = many
                .iter()
                .map(|one| one.as_str().map(str::to_owned).ok_or_else(wrong));
            texts.collect::<Result<_, _>>()?
        }
        _ => Vec::new(),
    };
    if texts.is_empty() {
        Err(wrong())
    } else {
        Ok(texts)
    }
}

fn templates(
    source: &Source,
    raw: &BTreeMap<String, Spanned<String>>,
    compiled: &[Compiled],
) -> Result<BTreeMap<String, Template>, Error> {
    let mut templates = BTreeMap::new();
    for (key, text) in raw {
        let template = Template::parse(text.get_ref());
        let template = template.map_err(|e| source.wrong(text, before(&e), after(&e)))?;
        for slot in template.slots() {
            if !compiled
                .iter()
                .any(|pattern| pattern.slots().any(|known| known == slot))
            {
                let what = format!("`{{{slot}}}` in `yields` is no slot of `match`");
                return Err(source.wrong(text, what, "name a slot of the pattern"));
            }
        }
        templates.insert(key.clone(), template);
    }
    Ok(templates)
}

fn examples(source: &Source, raw: &RawRule) -> Result<Vec<Example>, Error> {
    let mut examples = Vec::new();
    for yes in &raw.yes {
        let wrong = || {
            source.wrong(
                yes,
                "bad `yes`",
                "write { text = \"… [match] …\", gives = \"name value\" }",
            )
        };
        let (marked, gives) = match yes.get_ref() {
            toml::Value::String(text) => (text.clone(), None),
            toml::Value::Table(table) => {
                let known = table
                    .iter()
                    .all(|(key, value)| matches!(key.as_str(), "text" | "gives") && value.is_str());
                let text = table
                    .get("text")
                    .and_then(toml::Value::as_str)
                    .filter(|_| known);
                let gives = table.get("gives").and_then(toml::Value::as_str);
                (text.ok_or_else(wrong)?.to_owned(), gives.map(str::to_owned))
            }
            _ => return Err(wrong()),
        };
        let line = source.line(yes.span().start);
        examples.push(Example {
            yes: true,
            marked,
            gives,
            line,
        });
    }
    for no in &raw.no {
        let line = source.line(no.span().start);
        examples.push(Example {
            yes: false,
            marked: no.get_ref().clone(),
            gives: None,
            line,
        });
    }
    Ok(examples)
}
