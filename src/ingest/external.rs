//! Programs of the system that read what this crate does not: asked only where they are installed, with a time limit.

use super::limits;
use crate::deadline;
use std::ffi::OsStr;
use std::io::Read;
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The path of a program, where `PATH` has it.
pub(super) fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = [program.to_owned(), format!("{program}.exe")];
    std::env::split_paths(&folders)
        .filter(|folder| folder.is_absolute())
        .flat_map(|folder| {
            names
                .iter()
                .map(move |name| folder.join(name))
                .collect::<Vec<_>>()
        })
        .find(|path| path.is_file())
}

/// Programs that have a say in what is read.
const PROGRAMS: [&str; 6] = [
    "antiword",
    "catdoc",
    "pdftotext",
    "pdftoppm",
    "soffice",
    "tesseract",
];

/// Which of them are installed: where, how large and how old they are. Another version may read another text.
pub fn installed() -> Vec<String> {
    let stamp = |path: PathBuf| {
        let file = path.metadata().ok()?;
        let changed = file.modified().ok();
        Some(format!("{} {} {changed:?}", path.display(), file.len()))
    };
    let found = PROGRAMS.iter().filter_map(|program| find(program));
    found.filter_map(stamp).collect()
}

/// How often a running program is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Runs a program and returns what it prints; an error is a sentence. It is ended when `limit` is over, or the time of the document is.
pub(super) fn run<A: AsRef<OsStr>>(
    program: &str,
    arguments: &[A],
    limit: Duration,
) -> Result<Vec<u8>, String> {
    let limit = deadline::left().map_or(limit, |left| left.min(limit));
    let path = find(program).ok_or_else(|| format!("{program} is not installed"))?;
    let mut command = Command::new(path);
    #[cfg(unix)]
    command.process_group(0);
    let mut child = command
        .args(arguments)
        // One thread a page: pages and documents run beside each other already.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{program} does not start: {error}"))?;
    let output = child.stdout.take();
    // Read beside the waiting: a full pipe would stop the program for good.
    let reader = std::thread::spawn(move || {
        let mut read = Vec::new();
        if let Some(output) = output {
            let _ = output.take(limits::PRINTED).read_to_end(&mut read);
        }
        read
    });
    let started = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if started.elapsed() < limit => std::thread::sleep(LOOK),
            _ => {
                stop(&mut child);
                return Err(format!(
                    "{program} was stopped after {} seconds",
                    limit.as_secs()
                ));
            }
        }
    };
    let read = reader
        .join()
        .map_err(|_| format!("the output of {program} cannot be read"))?;
    if status.success() {
        Ok(read)
    } else {
        Err(format!("{program} ended with {status}"))
    }
}

/// Ends a program and what it has started: LibreOffice is a script around another program.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    let _ = Command::new("kill")
        .args(["-KILL", "--", &format!("-{}", child.id())])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn output_failure_and_time_limit() {
        assert_eq!(
            run("echo", &["a"], Duration::from_secs(10)),
            Ok(b"a\n".to_vec())
        );
        assert!(run::<&str>("false", &[], Duration::from_secs(10)).is_err());
        assert!(
            run("sleep", &["60"], Duration::from_millis(100))
                .expect_err("late")
                .contains("stopped")
        );
        let error =
            run::<&str>("no-such-program-here", &[], Duration::from_secs(1)).expect_err("missing");
        assert!(error.contains("not installed"));
    }

    #[test]
    fn what_a_program_has_started_ends_with_it() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("number");
        let script = format!("sleep 600 & echo $! > {}; wait", file.display());
        assert!(run("sh", &["-c", &script], Duration::from_secs(2)).is_err());
        let number = std::fs::read_to_string(&file).expect("number");
        let is_there = || run("kill", &["-0", number.trim()], Duration::from_secs(10)).is_ok();
        // A process that was ended is there until its parent has taken note.
        let gone = (0..100).any(|_| {
            std::thread::sleep(LOOK);
            !is_there()
        });
        assert!(gone);
    }
}
