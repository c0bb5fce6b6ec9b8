//! A folder in which documents arrive: after each change that has come to rest, a run.
//!
//! The files are looked at again and again. The system could tell of changes by itself, but not on network drives, and
//! those are where offices drop their files.

use super::{RunOptions, Summary, write};
use crate::error::Error;
use crate::ingest;
use crate::rules::Rules;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(500);

/// So long nothing may change before a run: what is being copied grows more often than this.
const REST: Duration = Duration::from_secs(2);

/// What a watch tells.
#[derive(Debug)]
pub enum Event {
    /// A run was made.
    Run(Summary),
    /// A run could not be made, and is tried again.
    Failed(Error),
    /// An input is not there, and nothing is done until it is back: a network drive that is gone is no empty folder.
    Gone(String),
}

/// Makes a run, and another one after each change, until `stop` is set.
///
/// # Errors
/// `Error::Usage` where the inputs cannot be watched; whatever the first run returns.
pub fn watch(
    inputs: &[String],
    options: &RunOptions,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Event),
) -> Result<(), Error> {
    inputs
        .iter()
        .try_for_each(|input| refuse(input, &options.output))?;
    let mut watched = Watched::new(Files::look(inputs, &options.output));
    let mut first = true;
    while !stop.load(Ordering::Relaxed) {
        if let Some(gone) = inputs.iter().find(|input| is_gone(input)) {
            watched.gone(gone, tell);
        } else if watched.wants_run(Files::look(inputs, &options.output)) {
            match one_run(inputs, options) {
                Ok(summary) => watched.done(tell, summary),
                Err(error) if first => return Err(error),
                Err(error) => watched.failed(tell, error),
            }
            first = false;
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}

fn one_run(inputs: &[String], options: &RunOptions) -> Result<Summary, Error> {
    let rules = Rules::of(options.rules.as_deref())?;
    // An empty folder is no mistake here: documents are yet to come, or all were taken away.
    let found = ingest::walk_outside(&options.output, inputs);
    write(&rules, found, options, &())
}

/// The files of the inputs at one moment, with size and time of change.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Files(Vec<(PathBuf, Option<u64>, Option<SystemTime>)>);

impl Files {
    fn look(inputs: &[String], output: &Path) -> Self {
        let files = ingest::files_outside(output, inputs).into_iter();
        let stamped = files.map(|path| {
            let data = path.metadata().ok();
            let changed = data.as_ref().and_then(|data| data.modified().ok());
            (path, data.map(|data| data.len()), changed)
        });
        Self(stamped.collect())
    }
}

/// What was seen, and what of it is in the dataset already.
#[derive(Debug)]
struct Watched {
    seen: Files,
    since: Instant,
    in_dataset: Option<Files>,
    /// What was told last, so that it is not told every second.
    complaint: String,
}

impl Watched {
    fn new(seen: Files) -> Self {
        Self {
            seen,
            since: Instant::now(),
            in_dataset: None,
            complaint: String::new(),
        }
    }

    /// Whether what is there now is other than the dataset, and has rested.
    fn wants_run(&mut self, now: Files) -> bool {
        if now != self.seen {
            self.seen = now;
            self.since = Instant::now();
        }
        self.in_dataset.as_ref() != Some(&self.seen) && self.since.elapsed() >= REST
    }

    /// What changed while the run went on is seen at the next look.
    fn done(&mut self, tell: &mut dyn FnMut(Event), summary: Summary) {
        self.in_dataset = Some(self.seen.clone());
        self.complaint.clear();
        tell(Event::Run(summary));
    }

    fn failed(&mut self, tell: &mut dyn FnMut(Event), error: Error) {
        self.since = Instant::now();
        self.complain(error.to_string(), tell, || Event::Failed(error));
    }

    fn gone(&mut self, input: &str, tell: &mut dyn FnMut(Event)) {
        self.since = Instant::now();
        self.complain(input.to_string(), tell, || Event::Gone(input.to_string()));
    }

    fn complain(
        &mut self,
        words: String,
        tell: &mut dyn FnMut(Event),
        event: impl FnOnce() -> Event,
    ) {
        if self.complaint != words {
            self.complaint = words;
            tell(event());
        }
    }
}

fn is_gone(input: &str) -> bool {
    !input.contains(['*', '?', '[']) && !Path::new(input).exists()
}

/// Inputs for which a watch makes no sense.
fn refuse(input: &str, output: &Path) -> Result<(), Error> {
    if input == "-" {
        let message =
            "--watch: expected files, folders or globs, got `-`: standard input comes once";
        return Err(Error::Usage(message.to_string()));
    }
    if is_gone(input) {
        let message = format!("--watch: {input}: no such file or folder; make it first");
        return Err(Error::Usage(message));
    }
    let real = |path: &Path| path.canonicalize().ok();
    match (real(Path::new(input)), real(output)) {
        (Some(input_path), Some(output_path)) if input_path.starts_with(&output_path) => {
            Err(Error::Usage(format!(
                "--watch: {input} is, or lies in, the output folder {}; name another folder with -o",
                output.display()
            )))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(size: u64) -> Files {
        Files(vec![(PathBuf::from("a.txt"), Some(size), None)])
    }

    #[test]
    fn a_run_waits_until_nothing_changes_and_is_made_once() {
        let long_ago = Instant::now().checked_sub(REST).unwrap();
        let mut watched = Watched::new(files(1));
        assert!(!watched.wants_run(files(1)));
        watched.since = long_ago;
        assert!(!watched.wants_run(files(2)), "it still grows");
        watched.since = long_ago;
        assert!(watched.wants_run(files(2)));
        watched.done(&mut |_| {}, Summary::default());
        assert!(!watched.wants_run(files(2)));
        assert!(!watched.wants_run(Files(Vec::new())));
        watched.since = long_ago;
        assert!(watched.wants_run(Files(Vec::new())), "the file is gone");
    }

    #[test]
    fn a_complaint_is_made_once_until_it_is_over() {
        let mut told = 0;
        let mut tell = |_| told += 1;
        let mut watched = Watched::new(files(1));
        let error = || Error::Usage("in use".to_string());
        watched.failed(&mut tell, error());
        watched.failed(&mut tell, error());
        watched.gone("a", &mut tell);
        watched.done(&mut tell, Summary::default());
        watched.gone("a", &mut tell);
        assert_eq!(told, 4);
    }

    #[test]
    fn what_cannot_be_watched_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        std::fs::create_dir_all(folder.path().join("out/plans")).unwrap();
        std::fs::create_dir(folder.path().join("plans")).unwrap();
        let output = folder.path().join("out");
        for input in ["-".to_string(), at("gone"), at("out"), at("out/plans")] {
            assert!(refuse(&input, &output).is_err(), "{input}");
        }
        for input in [at("plans"), at("*.txt"), at("")] {
            assert!(refuse(&input, &output).is_ok(), "{input}");
        }
    }
}
