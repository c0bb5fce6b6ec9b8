//! What more costs: larger documents, longer lines, more files, and text made to be looked at again and again. Prints CPU
//! time, nanoseconds a byte, the ratio to the line before and peak memory, and ends with 1 where a bound is broken.
//!
//!     cargo bench --manifest-path benches/Cargo.toml --bench scaling [-- --quick] [NAME…]
//!
//! Each measurement is a process of its own that makes one run into a folder, as `kehoach extract` does; what a run over
//! one empty plan takes is subtracted from its CPU time. Peak memory is told by Linux only.

// A bench that cannot begin has nothing to tell but why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod series;

use kehoach::RunOptions;
use kehoach::export::REVIEW_BELOW;
use kehoach::ingest::ReadOptions;
use kehoach::value::confidence::Confidence;
use kehoach::value::lang::Lang;
use rustix::time::{ClockId, clock_gettime};
use series::{Bound, LEAST_MEMORY, SERIES, Series, put};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};
use tempfile::TempDir;

const MIB: f64 = 1024.0 * 1024.0;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    // Cargo says that it benches.
    arguments.retain(|argument| argument != "--bench");
    if let [one, input, output, threads] = arguments.as_slice()
        && one == "--one"
    {
        run(input, Path::new(output), threads.parse().unwrap());
        return ExitCode::SUCCESS;
    }
    let quick = arguments.iter().any(|argument| argument == "--quick");
    arguments.retain(|argument| argument != "--quick");
    let wanted = |series: &&Series| {
        arguments.is_empty()
            || arguments
                .iter()
                .any(|name| series.name.contains(name.as_str()))
    };
    let idle = idle();
    println!(
        "a run over an empty plan: {:.3} s, {:.0} MiB; subtracted from the seconds below",
        idle.cpu, idle.peak
    );
    println!(
        "{:<24}{:>12} {:<6}{:>10}{:>10}{:>8}{:>10}",
        "", "size", "", "CPU, s", "ns/byte", "ratio", "peak, MiB"
    );
    let broken: Vec<String> = SERIES
        .iter()
        .filter(wanted)
        .flat_map(|series| series.measure(quick, &idle))
        .collect();
    for bound in &broken {
        println!("broken: {bound}");
    }
    match broken.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// What one run took.
#[derive(Debug, Clone, Copy)]
struct Cost {
    cpu: f64,
    /// In MiB; 0 where the system does not tell it.
    peak: f64,
}

impl Series {
    /// Measures all sizes, prints them, and returns the bounds that are broken.
    fn measure(&self, quick: bool, idle: &Cost) -> Vec<String> {
        let mut broken = Vec::new();
        let mut before: Option<(usize, Cost, f64)> = None;
        let mut first: Option<(f64, f64)> = None;
        for &size in if quick { self.quick } else { self.sizes } {
            let folder = tempfile::tempdir().unwrap();
            let input = folder.path().join("plans");
            fs::create_dir(&input).unwrap();
            (self.make)(&input, size);
            let bytes: u64 = sizes(&input).sum();
            let mut cost = measured(&input, self.threads);
            cost.cpu = (cost.cpu - idle.cpu).max(0.001);
            let each = cost.cpu * 1e9 / bytes.max(1) as f64;
            let ratio = before.map(|(smaller, then, _)| {
                let doublings = (size as f64 / smaller as f64).log2();
                (cost.cpu / then.cpu).powf(1.0 / doublings)
            });
            let shown = ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
            println!(
                "{:<24}{size:>12} {:<6}{:>10.2}{each:>10.0}{shown:>8}{:>10.0}",
                self.name, self.unit, cost.cpu, cost.peak
            );
            let mut check = |held: bool, what: String| {
                if !held {
                    broken.push(format!("{}, {size} {}: {what}", self.name, self.unit));
                }
            };
            // What takes a moment only is told by chance.
            if let (Some(most), Some(ratio)) = (self.doubling, ratio.filter(|_| cost.cpu > 0.5)) {
                check(
                    ratio <= most,
                    format!("{ratio:.2} times half of it, at most {most}"),
                );
            }
            let (least, peak) = *first.get_or_insert((each, cost.peak));
            if let Some(most) = self.flat {
                let times = each / least;
                check(
                    times <= most,
                    format!("{times:.2} times the ns a byte, at most {most}"),
                );
            }
            let most = match self.memory {
                Bound::OfBytes(times) => LEAST_MEMORY + times * bytes as f64 / MIB,
                Bound::Flat(most, times) => most.min(peak * times),
            };
            check(
                cost.peak <= most,
                format!("{:.0} MiB, at most {most:.0}", cost.peak),
            );
            before = Some((size, cost, each));
        }
        broken
    }
}

/// What a run over nothing to speak of takes.
fn idle() -> Cost {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "KẾ HOẠCH\n");
    let costs = [(); 3].map(|()| measured(folder.path(), 1));
    costs
        .into_iter()
        .min_by(|one, other| one.cpu.total_cmp(&other.cpu))
        .unwrap()
}

/// Makes a run in a process of its own.
fn measured(input: &Path, threads: usize) -> Cost {
    let output = TempDir::new().unwrap();
    let told = Command::new(env::current_exe().unwrap())
        .arg("--one")
        .args([input, output.path()])
        .arg(threads.to_string())
        .output()
        .unwrap();
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let told = String::from_utf8(told.stdout).unwrap();
    let numbers: Vec<f64> = told
        .split_whitespace()
        .map(|word| word.parse().unwrap())
        .collect();
    Cost {
        cpu: numbers[0],
        peak: numbers[1],
    }
}

/// Makes a run in this process and tells its CPU seconds and peak memory.
fn run(input: &str, output: &Path, threads: usize) {
    let options = RunOptions {
        output: output.to_path_buf(),
        formats: vec!["csv".to_string(), "jsonl".to_string()],
        index: "PAPI".to_string(),
        jobs: Some(threads),
        rules: None,
        reading: ReadOptions {
            timeout: Duration::from_secs(24 * 3600),
            largest: 1 << 30,
            ..ReadOptions::ALONE
        },
        review_below: Confidence::of(REVIEW_BELOW),
        memory: Default::default(),
        fresh: false,
        lang: Lang::default(),
    };
    kehoach::run(&[input.to_string()], &options, &()).unwrap();
    let cpu = clock_gettime(ClockId::ProcessCPUTime);
    println!(
        "{} {}",
        cpu.tv_sec as f64 + cpu.tv_nsec as f64 / 1e9,
        peak()
    );
}

/// The most memory that this process has had, in MiB.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

fn sizes(folder: &Path) -> impl Iterator<Item = u64> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().metadata().unwrap().len())
}
