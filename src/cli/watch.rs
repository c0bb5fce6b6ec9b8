//! `kehoach extract --watch`: a line a run, until Ctrl-C.

use super::extract::documents;
use super::{Stop, say, with_remedy};
use crate::RunOptions;
use crate::error::Error;
use crate::run::watch::{Event, watch};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What shells give a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Watches until somebody stops it.
pub fn run(inputs: &[String], options: &RunOptions, quiet: bool) -> Result<u8, Stop> {
    let stop = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        // The first time, a run that is going on is finished; who asks again gets what a kill gets: the old files.
        if heard.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
    })
    .map_err(|error| Error::Usage(format!("--watch: Ctrl-C cannot be heard: {error}")))?;
    let tell = |line: String| {
        if !quiet {
            say(&line);
        }
    };
    tell(format!("watching {}; Ctrl-C ends it", inputs.join(", ")));
    watch(inputs, options, &stop, &mut |event| match event {
        Event::Run(summary) => tell(documents(&summary)),
        Event::Failed(error) => say(&format!("kehoach: {}; trying again", with_remedy(&error))),
        Event::Gone(input) => say(&format!("{input} is not there; waiting until it is back")),
    })?;
    tell(format!("stopped; written to {}", options.output.display()));
    Ok(0)
}
