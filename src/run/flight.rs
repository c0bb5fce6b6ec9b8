//! Documents in flight: several are worked at, and what comes of them lands in the order in which they came.
//!
//! How many there are follows from what they cost: a new one begins where its cost fits beside those in flight, or none is
//! in flight. So the largest one is always read, and what a run holds does not depend on how many documents it has.

use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Documents in flight for each thread, be they ever so small: enough that no thread waits for one that takes long.
const PER_THREAD: usize = 4;

/// Takes what comes of the documents, in their order.
pub trait Landing<R, E> {
    /// The next one.
    fn land(&mut self, result: R) -> Result<(), E>;

    /// Nothing has come yet, and the landing waits.
    fn wait(&mut self) -> Result<(), E> {
        Ok(())
    }
}

/// Works at all `items`, each of which comes with its cost in bytes, on the threads of `pool`; at most `budget` bytes of
/// them are in flight.
///
/// # Errors
/// The first of `landing`; nothing is begun after it.
pub fn fly<T, R: Send, E>(
    pool: &ThreadPool,
    budget: u64,
    items: impl Iterator<Item = (T, u64)> + Send,
    work: impl Fn(T) -> R + Sync,
    landing: &mut impl Landing<R, E>,
) -> Result<(), E> {
    let flight = Flight {
        items: Mutex::new(items.enumerate()),
        air: Mutex::new(Air::default()),
        freed: Condvar::new(),
        budget,
        most: pool.current_num_threads() * PER_THREAD,
    };
    pool.in_place_scope(|scope| {
        let (sender, receiver) = channel();
        let (flight, work) = (&flight, &work);
        for _ in 0..pool.current_num_threads() {
            let sender = sender.clone();
            scope.spawn(move |_| flight.work(work, &sender));
        }
        drop(sender);
        let landed = flight.land(&receiver, landing);
        // Also after an error: threads that wait for room must end.
        flight.change(|air| air.closed = true);
        landed
    })
}

struct Flight<I> {
    items: Mutex<I>,
    air: Mutex<Air>,
    freed: Condvar,
    budget: u64,
    /// Items in flight at most.
    most: usize,
}

/// What is in flight.
#[derive(Debug, Default)]
struct Air {
    items: usize,
    bytes: u64,
    /// Nothing more may begin.
    closed: bool,
}

/// What came of an item: its number, its cost, and the result.
type Done<R> = (usize, u64, R);

impl<T, I: Iterator<Item = (usize, (T, u64))>> Flight<I> {
    fn work<R>(&self, work: &(impl Fn(T) -> R + Sync), sender: &Sender<Done<R>>) {
        let _fallen = Fallen(self);
        while let Some((number, (item, cost))) = self.next() {
            if sender.send((number, cost, work(item))).is_err() {
                return;
            }
        }
    }

    /// The next item, when there is room for it.
    fn next(&self) -> Option<(usize, (T, u64))> {
        // Held while it waits: whoever comes later takes a later item.
        let mut items = lock(&self.items);
        if lock(&self.air).closed {
            return None;
        }
        let next = items.next()?;
        let cost = next.1.1;
        let has_room =
            |air: &Air| air.items < self.most && air.bytes.saturating_add(cost) <= self.budget;
        let air = lock(&self.air);
        let mut air = self
            .freed
            .wait_while(air, |air| !air.closed && air.items > 0 && !has_room(air))
            .unwrap_or_else(PoisonError::into_inner);
        if air.closed {
            return None;
        }
        air.items += 1;
        air.bytes = air.bytes.saturating_add(cost);
        Some(next)
    }

    fn land<R, E>(
        &self,
        receiver: &Receiver<Done<R>>,
        landing: &mut impl Landing<R, E>,
    ) -> Result<(), E> {
        let mut early = BTreeMap::new();
        let mut next = 0;
        loop {
            let done = match receiver.try_recv() {
                Ok(done) => done,
                Err(_) => {
                    landing.wait()?;
                    let Ok(done) = receiver.recv() else {
                        return Ok(());
                    };
                    done
                }
            };
            let (number, cost, result) = done;
            early.insert(number, (cost, result));
            while let Some((cost, result)) = early.remove(&next) {
                landing.land(result)?;
                next += 1;
                self.change(|air| {
                    air.items -= 1;
                    air.bytes = air.bytes.saturating_sub(cost);
                });
            }
        }
    }

    fn change(&self, change: impl FnOnce(&mut Air)) {
        change(&mut lock(&self.air));
        self.freed.notify_all();
    }
}

/// Ends the flight where a thread falls over: what it had would never land, and the others would wait for it.
struct Fallen<'a, I>(&'a Flight<I>);

impl<I> Drop for Fallen<'_, I> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            lock(&self.0.air).closed = true;
            self.0.freed.notify_all();
        }
    }
}

/// What is locked is whole at any moment, also where a thread fell over.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    /// Keeps what lands, and fails at a number.
    struct Kept(Vec<u64>, Option<u64>);

    impl Landing<u64, u64> for Kept {
        fn land(&mut self, result: u64) -> Result<(), u64> {
            self.0.push(result);
            match self.1 {
                Some(last) if last == result => Err(result),
                _ => Ok(()),
            }
        }
    }

    fn pool() -> ThreadPool {
        rayon::ThreadPoolBuilder::new()
            .num_threads(4)
            .build()
            .unwrap()
    }

    #[test]
    fn results_land_in_order_and_no_more_is_in_flight_than_there_is_room_for() {
        let (begun, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let mut kept = Kept(Vec::new(), None);
        let cost = |item: u64| if item.is_multiple_of(9) { 70 } else { 3 };
        let items = (0..200_u64).map(|item| (item, cost(item)));
        let work = |item: u64| {
            let now = begun.fetch_add(cost(item), Ordering::SeqCst) + cost(item);
            most.fetch_max(now, Ordering::SeqCst);
            std::thread::yield_now();
            begun.fetch_sub(cost(item), Ordering::SeqCst);
            item
        };
        fly(&pool(), 20, items, work, &mut kept).unwrap();
        assert_eq!(kept.0, Vec::from_iter(0..200));
        // The large ones are over the budget, and fly alone.
        assert_eq!(most.into_inner(), 70);
    }

    #[test]
    fn nothing_begins_after_an_error() {
        let mut kept = Kept(Vec::new(), Some(5));
        let items = (0..).map(|item| (item, 1));
        let ended = fly(&pool(), 10, items, |item| item, &mut kept);
        assert_eq!((ended, kept.0.len()), (Err(5), 6));
    }
}
