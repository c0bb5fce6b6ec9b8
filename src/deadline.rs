//! How long a document may take: whoever goes over what a document holds calls [`check`], and past the time gives up.
//!
//! Stages are plain functions whose results have no place for "too late", and loops are deep inside them. So `check`
//! unwinds, as a panic does but without its message, to the [`within`] around the document; rust-analyzer gives up its
//! queries in the same way. Each thread has its own deadline, and a document is read on one thread.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::time::{Duration, Instant};

thread_local! {
    static DEADLINE: Cell<Option<Instant>> = const { Cell::new(None) };
    static CALLS: Cell<u8> = const { Cell::new(0) };
}

/// Of so many checks one looks at the clock.
const EACH: u8 = 16;

/// Room for calls in calls in libraries that go down as deep as their input.
const STACK: usize = 64 << 20;

/// The time was over before the work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooSlow;

/// Why work that was done apart has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It was not done in time.
    TooSlow,
    /// It fell over, or could not begin.
    Fallen,
}

/// Does something that [`check`] may end when `limit` is over, or when a deadline around it is.
///
/// # Errors
/// `TooSlow` where it was ended.
pub fn within<T>(limit: Duration, work: impl FnOnce() -> T) -> Result<T, TooSlow> {
    let outer = DEADLINE.get();
    // A limit beyond the end of time is none.
    let own = Instant::now().checked_add(limit);
    DEADLINE.set(own.into_iter().chain(outer).min());
    let done = catch_unwind(AssertUnwindSafe(work));
    DEADLINE.set(outer);
    match done {
        Ok(done) => Ok(done),
        Err(payload) if payload.is::<TooSlow>() => Err(TooSlow),
        Err(panic) => resume_unwind(panic),
    }
}

/// Gives up where the time is over. Cheap: call it once for each line, element or node.
pub fn check() {
    let calls = CALLS.get().wrapping_add(1);
    CALLS.set(calls);
    // Asking the clock costs more than all else here.
    if calls.is_multiple_of(EACH) && DEADLINE.get().is_some_and(|end| Instant::now() >= end) {
        resume_unwind(Box::new(TooSlow));
    }
}

/// The time that is left, where there is a deadline.
pub fn left() -> Option<Duration> {
    let end = DEADLINE.get()?;
    Some(end.saturating_duration_since(Instant::now()))
}

/// Waits for something that has a time limit of its own, such as another program: the deadline moves by as long as it takes.
pub fn not_counting<T>(work: impl FnOnce() -> T) -> T {
    // Taken away meanwhile: a thread that waits for others may help out with another document.
    let outer = DEADLINE.take();
    let started = Instant::now();
    let done = work();
    DEADLINE.set(outer.and_then(|end| end.checked_add(started.elapsed())));
    done
}

/// Does something in a thread of its own with room for deep calls, for libraries that know of no deadline; after
/// `limit` the thread is left behind, and what it still does is lost.
///
/// # Errors
/// Why there is no result.
pub fn apart<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Lost> {
    let (sender, receiver) = mpsc::channel();
    let inside = move || {
        // Nobody listens any more when the time is over.
        let _ = within(limit, work).map(|done| sender.send(done));
    };
    let thread = std::thread::Builder::new().stack_size(STACK);
    thread.spawn(inside).map_err(|_| Lost::Fallen)?;
    let started = Instant::now();
    receiver.recv_timeout(limit).map_err(|error| match error {
        mpsc::RecvTimeoutError::Timeout => Lost::TooSlow,
        // The work gave up by itself, a moment before the waiting did.
        mpsc::RecvTimeoutError::Disconnected if started.elapsed() >= limit => Lost::TooSlow,
        mpsc::RecvTimeoutError::Disconnected => Lost::Fallen,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn for_ever() {
        loop {
            check();
        }
    }

    #[test]
    fn work_ends_in_time_or_is_ended() {
        assert_eq!(within(Duration::from_secs(60), || 1), Ok(1));
        assert_eq!(within(Duration::from_millis(5), for_ever), Err(TooSlow));
        // Where nobody set a deadline, nothing ends.
        assert_eq!(left(), None);
        check();
    }

    #[test]
    fn an_outer_deadline_counts_within_an_inner_one() {
        let inner = || within(Duration::from_secs(60), for_ever);
        assert_eq!(within(Duration::from_millis(5), inner), Ok(Err(TooSlow)));
        let longer = || {
            within(Duration::MAX, || {
                left().is_some_and(|left| left <= Duration::from_secs(60))
            })
        };
        assert_eq!(within(Duration::from_secs(60), longer), Ok(Ok(true)));
    }

    #[test]
    fn what_does_not_count_moves_the_deadline() {
        let pause = || std::thread::sleep(Duration::from_millis(60));
        let work = || {
            not_counting(pause);
            (0..=EACH).for_each(|_| check());
        };
        assert_eq!(within(Duration::from_millis(50), work), Ok(()));
    }

    #[test]
    fn a_panic_goes_on_as_one() {
        let caught = catch_unwind(|| within(Duration::from_secs(60), || panic!("fault")));
        assert!(caught.is_err() && left().is_none());
    }

    #[test]
    fn apart_means_that_nobody_waits_for_ever() {
        assert_eq!(apart(Duration::from_secs(60), || 1), Ok(1));
        assert_eq!(
            apart(Duration::from_secs(60), || panic!("fault")),
            Err::<(), _>(Lost::Fallen)
        );
        let (end, wait) = mpsc::channel::<()>();
        let deaf = move || wait.recv().is_ok();
        assert_eq!(apart(Duration::from_millis(5), deaf), Err(Lost::TooSlow));
        drop(end);
    }
}
