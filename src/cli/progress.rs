//! The progress bar of a long run.

use crate::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Once;
use std::time::{Duration, Instant};

/// A run that is shorter than this is over before a bar says anything.
const LONG: Duration = Duration::from_secs(1);

/// A bar on standard error; indicatif draws nothing where that is no terminal.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
    begun: Instant,
    shown: Once,
}

impl Bar {
    /// A bar that appears when the run turns out to be long.
    pub fn new() -> Self {
        let bar = ProgressBar::hidden();
        if let Ok(style) =
            ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {eta} left")
        {
            bar.set_style(style);
        }
        Self {
            bar,
            begun: Instant::now(),
            shown: Once::new(),
        }
    }
}

impl Progress for Bar {
    fn start(&self, documents: usize) {
        self.bar.set_length(documents as u64);
    }

    fn advance(&self) {
        self.bar.inc(1);
        if self.begun.elapsed() > LONG {
            let show = || self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown.call_once(show);
        }
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
