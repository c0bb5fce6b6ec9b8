//! `kehoach explain`: why a document gives the values it gives, and why not others.

use super::Stop;
use super::reading::{Reading, RulesFolder};
use crate::error::Error;
use crate::explain::text::{Marking, render};
use crate::explain::why_not::{Stretch, why_not};
use crate::explain::{Explained, html};
use crate::ingest::{Origin, Source};
use crate::rules::Rules;
use crate::value::visible::visible;
use anstream::{AutoStream, ColorChoice};
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Show for each value the rule, the words that fired it, and what lost and why
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Explain {
    /// The plan, or one line of it; `-` for standard input
    #[arg(value_name = "FILE[:LINE]")]
    target: String,

    /// Say which rules came closest on a stretch and what failed; columns count code points from 1
    #[arg(long, value_name = "LINE:COL-COL", conflicts_with = "html")]
    why_not: Option<Stretch>,

    /// Write the explanation as one page for a browser
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,

    /// Write the explanation for programs
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    rules: RulesFolder,
}

const EXAMPLES: &str = "\
Examples:
  kehoach explain plan.txt                          every line with its values marked
  kehoach explain plan.txt:28                       only line 28
  kehoach explain plan.txt --why-not 28:40-62       why the words in these columns give nothing
  kehoach explain plan.txt --html plan.html         one page for a browser
  kehoach explain plan.txt --json > plan.json       for programs

Values are marked in colours in a terminal, elsewhere and with NO_COLOR as [words|value].

Exit codes: 0 explained; 2 could not run.";

impl Explain {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let rules = Rules::of(self.rules.folder())?;
        let (path, line) = target(&self.target, |path| Path::new(path).exists());
        let explained = crate::explain_with(&source(path), &self.reading.options(), &rules)
            .map_err(|failure| Error::Usage(format!("{}: {}", failure.path, failure.message)))?;
        if let Some(line) = line.filter(|line| *line > lines(&explained)) {
            let last = lines(&explained);
            return Err(Error::Usage(format!(
                "expected a line from 1 to {last} of {path}, got {line}"
            ))
            .into());
        }
        match (self.why_not, &self.html) {
            (Some(stretch), _) => self.answer(&explained, &rules, stretch)?,
            (None, Some(file)) => page(file, &html::render(&explained, &rules))?,
            (None, None) if self.json => json(&explained, &rules, line)?,
            (None, None) => show(&explained, &rules, line)?,
        }
        Ok(0)
    }

    fn answer(&self, explained: &Explained, rules: &Rules, stretch: Stretch) -> Result<(), Stop> {
        let answer = why_not(explained, rules, stretch).ok_or_else(|| {
            let Stretch { line, from, to } = stretch;
            Error::Usage(format!(
                "--why-not: the document has no line {line} with a column {from}; got {line}:{from}-{to}"
            ))
        })?;
        if self.json {
            return written(&answer);
        }
        let mut out = io::stdout().lock();
        for line in answer.lines() {
            writeln!(out, "{}", visible(&line))?;
        }
        Ok(())
    }
}

/// The file and the line of `FILE:LINE`; a file whose name ends like a line number is a file.
fn target(target: &str, exists: impl Fn(&str) -> bool) -> (&str, Option<usize>) {
    let split = target.rsplit_once(':').filter(|_| !exists(target));
    match split.and_then(|(path, line)| Some((path, line.parse().ok()?))) {
        Some((path, line)) => (path, Some(line)),
        None => (target, None),
    }
}

fn source(path: &str) -> Source {
    Source {
        path: path.replace('\\', "/"),
        origin: match path {
            "-" => Origin::Stdin,
            file => Origin::File(PathBuf::from(file)),
        },
    }
}

fn lines(explained: &Explained) -> usize {
    explained.outline.text.raw().original.split('\n').count()
}

fn show(explained: &Explained, rules: &Rules, line: Option<usize>) -> Result<(), Stop> {
    let marking = match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => Marking::Brackets,
        _ => Marking::Colour,
    };
    let text = render(explained, rules, line, marking);
    AutoStream::auto(io::stdout()).write_all(text.as_bytes())?;
    Ok(())
}

fn json(explained: &Explained, rules: &Rules, line: Option<usize>) -> Result<(), Stop> {
    let mut entries = explained.entries(rules);
    entries.retain(|entry| line.is_none() || entry.span.map(|span| span.line) == line);
    written(&serde_json::json!({ "source": explained.record.source, "values": entries }))
}

fn written(value: &impl serde::Serialize) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

fn page(file: &Path, text: &str) -> Result<(), Stop> {
    std::fs::write(file, text).map_err(|source| Error::Write {
        path: file.to_path_buf(),
        source,
    })?;
    Ok(())
}

impl FromStr for Stretch {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let read = || {
            let (line, columns) = written.split_once(':')?;
            let (from, to) = columns.split_once('-').unwrap_or((columns, columns));
            let number = |digits: &str| digits.parse().ok().filter(|number| *number > 0);
            let (line, from, to) = (number(line)?, number(from)?, number(to)?);
            (from <= to).then_some(Stretch { line, from, to })
        };
        read().ok_or_else(|| {
            format!("expected LINE:COL-COL, counted from 1, such as 28:40-62, got `{written}`")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_line_from_a_name() {
        assert_eq!(target("a.txt:12", |_| false), ("a.txt", Some(12)));
        assert_eq!(target("a.txt", |_| false), ("a.txt", None));
        assert_eq!(target("a:12", |path| path == "a:12"), ("a:12", None));
        assert_eq!(target("-:3", |_| false), ("-", Some(3)));
        assert_eq!(target("C:\\a.txt", |_| false), ("C:\\a.txt", None));
    }

    #[test]
    fn reads_a_stretch() {
        let stretch = |line, from, to| Ok(Stretch { line, from, to });
        assert_eq!("28:40-62".parse(), stretch(28, 40, 62));
        assert_eq!("28:40".parse(), stretch(28, 40, 40));
        for wrong in ["28", "28:0-3", "28:9-3", "a:1-2", "28:1-"] {
            assert!(wrong.parse::<Stretch>().is_err(), "{wrong}");
        }
    }
}
