//! Documents in, records out, one line each and in order: a filter for pipes.

use super::{DOCUMENTS_PER_THREAD, guarded, threads};
use crate::error::{Error, Failure};
use crate::ingest::{self, Origin, ReadOptions, Source};
use crate::link::record::Record;
use crate::rules::Rules;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Longest line in bytes: the largest file as base64 has room in it.
const LONGEST_LINE: u64 = 128 << 20;

/// Lines are gathered up to so many bytes before they are read: with long ones, few are in flight.
const GATHERED: usize = 32 << 20;

/// How documents are read.
#[derive(Debug, Clone, Default)]
pub struct StreamOptions {
    /// Threads; one a core where it is not said.
    pub jobs: Option<usize>,
    /// How inputs are read.
    pub reading: ReadOptions,
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
/// tells the format. The answer has the same `id`, and either the fields of a [`Record`] or `failure`: a bad line or a
/// bad document ends nothing.
///
/// # Errors
/// Where `input` or `output` gives way, or no threads can be had.
pub fn stream(
    input: impl BufRead + Send,
    output: &mut impl Write,
    options: &StreamOptions,
    rules: &Rules,
) -> Result<Streamed, StreamError> {
    let pool = threads(options.jobs)?;
    let most = pool.current_num_threads() * DOCUMENTS_PER_THREAD;
    let mut streamed = Streamed::default();
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(most);
        scope.spawn(move || send_lines(input, &sender));
        while let Some(lines) = gathered(&receiver, most)? {
            let answers: Vec<(Vec<u8>, bool)> = pool.install(|| {
                let answers = lines.into_par_iter();
                answers
                    .map(|line| answer(line, &options.reading, rules))
                    .collect()
            });
            for (line, read) in answers {
                streamed.read += usize::from(read);
                streamed.failed += usize::from(!read);
                output.write_all(&line)?;
            }
            // Whoever asks line by line waits for the answer.
            output.flush()?;
        }
        Ok(streamed)
    })
}

/// Reads on while the lines before are worked at; ends with the input, or when nobody listens any more.
fn send_lines(mut input: impl BufRead, sender: &SyncSender<io::Result<Line>>) {
    loop {
        let line = next_line(&mut input).transpose();
        let Some(line) = line else { return };
        let last = line.is_err();
        if sender.send(line).is_err() || last {
            return;
        }
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

/// Waits for a line, and takes those that are there already as well; `None` at the end.
fn gathered(receiver: &Receiver<io::Result<Line>>, most: usize) -> io::Result<Option<Vec<Line>>> {
    let Ok(first) = receiver.recv() else {
        return Ok(None);
    };
    let mut lines = vec![first?];
    let mut bytes = lines.iter().map(Line::len).sum::<usize>();
    while lines.len() < most && bytes < GATHERED {
        let Ok(line) = receiver.try_recv() else { break };
        let line = line?;
        bytes += line.len();
        lines.push(line);
    }
    Ok(Some(lines))
}

/// The answer to a line, and whether it is a record.
fn answer(line: Line, options: &ReadOptions, rules: &Rules) -> (Vec<u8>, bool) {
    let (id, result) = match line {
        Line::Whole(line) => match serde_json::from_slice::<Asked>(&line) {
            Ok(mut asked) => (asked.id.take(), asked.read(options, rules)),
            Err(error) => (Value::Null, Err(bad_line(&error.to_string()))),
        },
        Line::TooLong => {
            let most = LONGEST_LINE >> 20;
            (Value::Null, Err(bad_line(&format!("over {most} MiB"))))
        }
    };
    let answer = Answer {
        id: &id,
        record: result.as_ref().ok(),
        failure: result.as_ref().err(),
    };
    // A record has no map whose keys are not text, the one thing that cannot be written.
    let mut written = serde_json::to_vec(&answer).unwrap_or_default();
    written.push(b'\n');
    (written, result.is_ok())
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
    fn read(self, options: &ReadOptions, rules: &Rules) -> Result<Record, Failure> {
        let source = self.source()?;
        guarded(&source, options, || {
            crate::read_fetched(&source, &ingest::fetch(&source)?, options, rules)
        })
    }

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
