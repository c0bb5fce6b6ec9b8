//! kill -9 at any moment of a run leaves the old files or the new ones, and the next run finishes the work.
//!
//! The short test is part of the suite. The long one (500 files, 100 kills) is for
//! `cargo test --release --test suite kill -- --ignored --nocapture`; `docs/reliability.md` says what both do.

use crate::folders;

use folders::{all_formats, command, copy, counted, files, plan, said, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

#[test]
fn a_few_kills_leave_old_or_new_files() {
    Trial::new(16).kill(3, 7);
}

#[test]
#[ignore = "takes many minutes; docs/reliability.md says how to run it"]
fn a_hundred_kills_of_a_run_over_500_files() {
    let seed = std::env::var("KILL_SEED").map_or(1, |seed| seed.parse().unwrap());
    Trial::new(500).kill(100, seed);
}

type Files = BTreeMap<String, Vec<u8>>;

/// A dataset, changed plans, and what an undisturbed run makes of them.
struct Trial {
    at: tempfile::TempDir,
    old: Files,
    new: Files,
    /// How long an undisturbed run over the changed plans takes here.
    whole: Duration,
}

/// When a run is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After this share of the time that an undisturbed run takes.
    At(f64),
    /// As soon as the files are about to get their names: some renames long, hardly ever hit by chance.
    Commit,
}

/// What kills left, counted.
#[derive(Debug, Default)]
struct Tally {
    old: usize,
    new: usize,
    /// Between the list of renames and its end.
    cut_in_commit: usize,
    /// Of these, the folder held files of both until the next command.
    mixed: usize,
    taken_over: usize,
}

impl Trial {
    /// Plans of which a run has read all; then every tenth is changed, one goes and one comes.
    fn new(count: usize) -> Self {
        let at = tempfile::tempdir().unwrap();
        let folder = at.path();
        (1..=count).for_each(|number| put(folder, number, number));
        run(folder, "old");
        (1..=count)
            .step_by(10)
            .for_each(|number| put(folder, number, number + 5000));
        fs::remove_file(folder.join("plans/0002.txt")).unwrap();
        put(folder, count + 1, count + 1);
        let begun = Instant::now();
        run(folder, "new");
        Self {
            whole: begun.elapsed(),
            old: files(&folder.join("old")),
            new: files(&folder.join("new")),
            at,
        }
    }

    fn kill(&self, kills: usize, seed: u64) {
        assert!(self.old.keys().eq(self.new.keys()) && self.old != self.new);
        let mut random = fastrand::Rng::with_seed(seed);
        let mut tally = Tally::default();
        for number in 0..kills {
            // Commits, the last tenth of the run, and all of it take turns; so do a folder with files and one without.
            let moment = match number % 3 {
                0 => Moment::Commit,
                1 => Moment::At(0.9 + random.f64() * 0.2),
                _ => Moment::At(random.f64()),
            };
            self.kill_once(number % 2 == 0, moment, &mut tally);
        }
        println!(
            "seed {seed}: {kills} kills of a run of {:.2} s: {tally:?}",
            self.whole.as_secs_f64()
        );
        assert_eq!(tally.old + tally.new + tally.cut_in_commit, kills);
    }

    fn kill_once(&self, has_files: bool, moment: Moment, tally: &mut Tally) {
        let out = self.folder("out");
        let _ = fs::remove_dir_all(&out);
        let none = Files::new();
        let old = if has_files { &self.old } else { &none };
        if has_files {
            copy(&self.folder("old"), &out);
            // Without what was read: the run that is killed has to be a long one.
            fs::remove_dir_all(out.join(".kehoach")).unwrap();
        }
        let mut child = self.start();
        wait(&mut child, moment, self.whole, &out);
        child.kill().unwrap();
        child.wait().unwrap();
        self.look(&out, old, tally);
        self.finish(tally);
    }

    fn start(&self) -> Child {
        let mut command = extract(self.at.path(), "out");
        // With so little that a run of some length keeps things aside.
        command.args(["--memory", "1MiB"]);
        command.stderr(Stdio::null()).spawn().unwrap()
    }

    /// Sorts what is there: the old files or the new ones; both only with the list that says how to go on, and then
    /// the next reader sees the new ones.
    fn look(&self, out: &Path, old: &Files, tally: &mut Tally) {
        let left = files(out);
        if !out.join(".kehoach/commit.json").exists() {
            if left == *old {
                tally.old += 1;
            } else {
                self.assert_new(&left);
                tally.new += 1;
            }
            return;
        }
        tally.cut_in_commit += 1;
        tally.mixed += usize::from(left != *old && left != self.new);
        let reader = command(self.at.path(), &["diff", "out", "new"]).output();
        assert!(reader.unwrap().status.success());
        self.assert_new(&files(out));
    }

    /// The next run finishes the work and leaves nothing half done.
    fn finish(&self, tally: &mut Tally) {
        let counted = run(self.at.path(), "out");
        tally.taken_over += usize::from(counted.contains("unchanged"));
        self.assert_new(&files(&self.folder("out")));
        let kept = fs::read_dir(self.folder("out").join(".kehoach")).unwrap();
        let mut kept: Vec<_> = kept.map(|entry| entry.unwrap().file_name()).collect();
        kept.sort();
        assert_eq!(kept, ["journal", "lock"]);
    }

    fn assert_new(&self, found: &Files) {
        assert!(found.keys().eq(self.new.keys()), "{:?}", found.keys());
        for (name, bytes) in found {
            assert!(*bytes == self.new[name], "{name} is neither old nor new");
        }
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.at.path().join(name)
    }
}

/// A run that writes every format of this build.
fn extract(at: &Path, output: &str) -> Command {
    let formats = all_formats();
    command(
        at,
        &["extract", "plans", "--format", &formats, "-o", output],
    )
}

fn put(folder: &Path, file: usize, number: usize) {
    write(folder, &format!("plans/{file:04}.txt"), &plan(number));
}

/// An undisturbed run into a folder; returns its line on documents.
fn run(at: &Path, output: &str) -> String {
    let run = extract(at, output).output().unwrap();
    assert!(run.status.success(), "{}", said(&run));
    counted(&run)
}

/// Waits for the moment, or for the end of the run where that comes first.
fn wait(child: &mut Child, moment: Moment, whole: Duration, out: &Path) {
    let begun = Instant::now();
    let list = out.join(".kehoach/commit.json");
    let has_come = || match moment {
        Moment::At(share) => begun.elapsed() >= whole.mul_f64(share),
        Moment::Commit => list.exists(),
    };
    while !has_come() && child.try_wait().unwrap().is_none() {
        if matches!(moment, Moment::At(_)) {
            thread::sleep(Duration::from_micros(200));
        }
    }
}
