//! Documents in, records out, one line each and in order: a filter for pipes.

use super::flight::{Landing, fly};
use super::part::{Part, Written};
use super::{cost, guarded, threads};
use crate::error::{Error, Failure};
use crate::export::Context;
use crate::ingest::{self, Origin, ReadOptions, Source};
use crate::link::record::Record;
use crate::rules::Rules;
use crate::spill::Memory;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;

/// Longest line in bytes: the largest file as base64 has room in it.
const LONGEST_LINE: u64 = 128 << 20;

/// How documents are read.
#[derive(Debug, Clone, Default)]
pub struct StreamOptions {
    /// Threads; one a core where it is not said.
    pub jobs: Option<usize>,
    /// How inputs are read.
    pub reading: ReadOptions,
    /// What the documents in flight may cost.
    pub memory: Memory,
    /// Answer with all that a document brings to a dataset ([`Part`]) in place of its record.
    pub parts: Option<Context>,
}

/// How many lines were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Streamed {
    /// With a record.
    pub read: usize,
    /// With a failure.
    pub failed: usize,
}

/// Why a stream ended early.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// It could not begin.
    #[error("{0}")]
    Error(#[from] Error),
    /// Input or output gave way.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// One document, as a line asks for it.
#[derive(Debug, Deserialize)]
struct Asked {
    /// Given back with the answer.
    #[serde(default)]
    id: Value,
    /// Name of the document, whose ending may tell its format.
    name: Option<String>,
    text: Option<String>,
    path: Option<PathBuf>,
    base64: Option<String>,
}

/// What a line is answered with: the fields of a record, or a failure.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: &'a Value,
    #[serde(flatten)]
    record: Option<&'a Record>,
    #[serde(flatten)]
    part: Option<Written<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<&'a Failure>,
}

/// A line as it came.
enum Line {
    Whole(Vec<u8>),
    TooLong,
}

impl Line {
    fn len(&self) -> usize {
        match self {
            Line::Whole(bytes) => bytes.len(),
            Line::TooLong => 0,
        }
    }
}

/// Answers each line of `input` with one line of `output`, in order. Empty lines are passed over.
///
/// A line is `{"id": …, "text": …}`, `{"id": …, "path": …}` or `{"id": …, "base64": …}`, with a `name` where its ending
/// tells the format. The answer has the same `id`, and either the fields of a [`Record`] or `failure`, or where `parts`
/// are asked for those of [`Written`]: a bad line or a bad document ends nothing.
///
/// # Errors
/// Where `input` or `output` gives way, or no threads can be had.
pub fn stream(
    input: impl BufRead + Send,
    output: &mut impl Write,
    options: &StreamOptions,
    rules: &Rules,
) -> Result<Streamed, StreamError> {
    rules.memo.hold(options.memory.memo());
    let pool = threads(options.jobs)?;
    let mut answers = Answers {
        output,
        streamed: Streamed::default(),
    };
    let lines = Lines(Some(input)).map(|line| {
        let bytes = line.as_ref().map_or(0, Line::len);
        (line, cost(bytes as u64))
    });
    let work = |line: io::Result<Line>| Ok(answer(line?, options, rules));
    fly(&pool, options.memory.in_flight(), lines, work, &mut answers)?;
    answers.wait()?;
    Ok(answers.streamed)
}

/// Where the answers go.
struct Answers<'a, W> {
    output: &'a mut W,
    streamed: Streamed,
}

/// The answer to a line, and whether it is a record; or why there are no more lines.
type Answered = io::Result<(Vec<u8>, bool)>;

impl<W: Write> Landing<Answered, StreamError> for Answers<'_, W> {
    fn land(&mut self, answer: Answered) -> Result<(), StreamError> {
        let (line, read) = answer?;
        self.streamed.read += usize::from(read);
        self.streamed.failed += usize::from(!read);
        Ok(self.output.write_all(&line)?)
    }

    /// Whoever asks line by line waits for the answer.
    fn wait(&mut self) -> Result<(), StreamError> {
        Ok(self.output.flush()?)
    }
}

/// The lines of an input, up to its end or what cannot be read of it.
struct Lines<R>(Option<R>);

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = next_line(self.0.as_mut()?).transpose();
        if !matches!(line, Some(Ok(_))) {
            self.0 = None;
        }
        line
    }
}

/// The next line that is not empty.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    loop {
        let mut line = Vec::new();
        let mut limited = input.by_ref().take(LONGEST_LINE);
        if limited.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        if !line.trim_ascii().is_empty() {
            return Ok(Some(Line::Whole(line)));
        }
    }
}

/// The answer to a line, and whether the document was read.
fn answer(line: Line, options: &StreamOptions, rules: &Rules) -> (Vec<u8>, bool) {
    let (id, asked) = match line {
        Line::Whole(line) => match serde_json::from_slice::<Asked>(&line) {
            Ok(mut asked) => (asked.id.take(), Ok(asked)),
            Err(error) => (Value::Null, Err(bad_line(&error.to_string()))),
        },
        Line::TooLong => {
            let most = LONGEST_LINE >> 20;
            (Value::Null, Err(bad_line(&format!("over {most} MiB"))))
        }
    };
    let source = asked.and_then(Asked::source);
    match &options.parts {
        Some(context) => {
            let part = Part::of(source, &options.reading, rules);
            let written = Some(part.written(context));
            (written_line(&id, None, written, None), part.read.is_ok())
        }
        None => {
            let result = source.and_then(|source| read(&source, &options.reading, rules));
            let (record, failure) = (result.as_ref().ok(), result.as_ref().err());
            (written_line(&id, record, None, failure), result.is_ok())
        }
    }
}

fn written_line(
    id: &Value,
    record: Option<&Record>,
    part: Option<Written<'_>>,
    failure: Option<&Failure>,
) -> Vec<u8> {
    let answer = Answer {
        id,
        record,
        part,
        failure,
    };
    // A record has no map whose keys are not text, the one thing that cannot be written.
    let mut written = serde_json::to_vec(&answer).unwrap_or_default();
    written.push(b'\n');
    written
}

fn read(source: &Source, options: &ReadOptions, rules: &Rules) -> Result<Record, Failure> {
    guarded(source, options, || {
        let fetched = ingest::fetch_with(source, options)?;
        crate::read_fetched(source, fetched, options, rules)
    })
}

fn bad_line(reason: &str) -> Failure {
    Failure {
        path: String::new(),
        code: "bad-line".to_owned(),
        message: format!(
            "the line is no document ({reason}); write {{\"id\": …, \"text\": …}}, or \"path\" or \"base64\" for \"text\""
        ),
    }
}

impl Asked {
    fn source(self) -> Result<Source, Failure> {
        let (origin, path) = match (self.text, self.path, self.base64) {
            (Some(text), None, None) => (Origin::Memory(text.into_bytes().into()), None),
            (None, Some(path), None) => {
                let shown = path.to_string_lossy().replace('\\', "/");
                (Origin::File(path), Some(shown))
            }
            (None, None, Some(coded)) => {
                let bytes = BASE64_STANDARD.decode(coded.trim());
                let bytes = bytes.map_err(|error| bad_line(&format!("base64: {error}")))?;
                (Origin::Memory(bytes.into()), None)
            }
            _ => return Err(bad_line("expected one of `text`, `path`, `base64`")),
        };
        Ok(Source {
            path: self.name.or(path).unwrap_or_else(|| "-".to_owned()),
            origin,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> (Vec<Value>, Streamed) {
        let rules = Rules::embedded().unwrap();
        let mut output = Vec::new();
        let options = StreamOptions::default();
        let streamed = stream(input.as_bytes(), &mut output, &options, &rules).unwrap();
        let lines = output
            .split(|b| *b == b'\n')
            .filter(|line| !line.is_empty());
        let answers = lines.map(|line| serde_json::from_slice(line).unwrap());
        (answers.collect(), streamed)
    }

    const PLAN: &str = "UBND XÃ TÂN AN\\nSố: 12/KH-UBND\\nKẾ HOẠCH\\nCải cách hành chính năm 2025";

    #[test]
    fn every_line_is_answered_in_order() {
        let coded = BASE64_STANDARD.encode(PLAN.replace("\\n", "\n"));
        let input = format!(
            "{{\"id\": 1, \"text\": \"{PLAN}\"}}\n\n{{\"id\": \"b\", \"base64\": \"{coded}\", \"name\": \"b.txt\"}}\n\
             {{\"id\": 3, \"path\": \"no/such/plan.txt\"}}\nno JSON\n{{\"id\": 5}}"
        );
        let (answers, streamed) = answers(&input);
        assert_eq!(streamed, Streamed { read: 2, failed: 3 });
        let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
        assert_eq!(
            ids,
            [
                &Value::from(1),
                &"b".into(),
                &3.into(),
                &Value::Null,
                &5.into()
            ]
        );
        assert_eq!(answers[0]["document"]["number"]["value"], "12/KH-UBND");
        assert_eq!(answers[0]["document"], answers[1]["document"]);
        let codes: Vec<&Value> = answers[2..].iter().map(|a| &a["failure"]["code"]).collect();
        assert_eq!(codes, ["not-found", "bad-line", "bad-line"]);
    }

    #[test]
    fn with_parts_a_line_has_tables_and_what_is_needed_of_them_together() {
        let rules = Rules::embedded().unwrap();
        let options = StreamOptions {
            parts: Some(Context::new(&rules, "PAPI").unwrap()),
            ..StreamOptions::default()
        };
        let input = format!("{{\"id\": 1, \"text\": \"{PLAN}\", \"name\": \"a.txt\"}}\nno JSON\n");
        let mut output = Vec::new();
        let streamed = stream(input.as_bytes(), &mut output, &options, &rules).unwrap();
        assert_eq!(streamed, Streamed { read: 1, failed: 1 });
        let lines = output.split(|b| *b == b'\n').take(2);
        let lines: Vec<Value> = lines.map(|l| serde_json::from_slice(l).unwrap()).collect();
        assert_eq!(lines[0]["id"], 1);
        assert_eq!(lines[0]["document"], "a.txt");
        assert!(lines[0]["summary"].is_string() && lines[0]["coverage"].is_string());
        assert_eq!(lines[0]["tables"]["documents"][0]["number"], "12/KH-UBND");
        assert_eq!(lines[1]["tables"]["failures"][0]["code"], "bad-line");
    }

    #[test]
    fn a_record_is_that_of_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.txt");
        std::fs::write(&file, PLAN.replace("\\n", "\n")).unwrap();
        let asked = serde_json::json!({"id": 1, "path": file, "name": "plan.txt"});
        let (mut answers, _) = answers(&format!(
            "{asked}\n{{\"text\": \"{PLAN}\", \"name\": \"plan.txt\"}}"
        ));
        answers
            .iter_mut()
            .for_each(|answer| answer["id"].take().as_null().unwrap_or_default());
        assert_eq!(answers[0], answers[1]);
    }
}
