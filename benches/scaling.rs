//! What more costs: larger documents, longer lines, more files, and text made to be looked at again and again. Prints CPU
//! time, nanoseconds a byte, the ratio to the line before and peak memory, and ends with 1 where a bound is broken.
//!
//!     cargo bench --manifest-path benches/Cargo.toml --bench scaling [-- --quick] [NAME…]
//!
//! Each measurement is a process of its own that makes one run into a folder, as `kehoach extract` does; what a run over
//! one empty plan takes is subtracted from its CPU time. Peak memory is told by Linux only.

// A bench that cannot begin has nothing to tell but why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kehoach::RunOptions;
use kehoach::export::REVIEW_BELOW;
use kehoach::ingest::ReadOptions;
use kehoach::value::confidence::Confidence;
use kehoach::value::lang::Lang;
use rustix::time::{ClockId, clock_gettime};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};
use tempfile::TempDir;

const MIB: f64 = 1024.0 * 1024.0;

/// A document of so many bytes takes at most this and five times its bytes.
const LEAST_MEMORY: f64 = 64.0;

/// What one series of measurements is about.
struct Series {
    name: &'static str,
    /// Sizes, each made of the one before by the same factor; in `unit`.
    sizes: &'static [usize],
    quick: &'static [usize],
    unit: &'static str,
    make: fn(&Path, usize),
    /// Most times the CPU time of half the size.
    doubling: Option<f64>,
    /// Most times the nanoseconds a byte of the smallest size.
    flat: Option<f64>,
    memory: Bound,
    threads: usize,
}

/// What peak memory may be.
#[derive(Clone, Copy)]
enum Bound {
    /// 64 MiB and five times the bytes of the one document.
    OfBytes,
    /// So many MiB, and so many times that of the smallest size.
    Flat(f64, f64),
    /// Anything.
    None,
}

const MB: usize = 1_000_000;

/// A series over text that is almost what rules look for.
const fn near_miss(name: &'static str, make: fn(&Path, usize)) -> Series {
    Series {
        name,
        sizes: &[MB, 2 * MB, 4 * MB, 8 * MB],
        quick: &[MB / 4, MB / 2, MB],
        unit: "bytes",
        make,
        doubling: Some(2.3),
        flat: None,
        memory: Bound::OfBytes,
        threads: 1,
    }
}

const SERIES: &[Series] = &[
    Series {
        name: "one document",
        sizes: &[MB, 2 * MB, 4 * MB, 8 * MB, 16 * MB, 50 * MB, 200 * MB],
        quick: &[MB, 2 * MB, 4 * MB],
        unit: "bytes",
        make: |folder, size| put(folder, &plans().text(size)),
        doubling: None,
        flat: Some(1.3),
        memory: Bound::OfBytes,
        threads: 1,
    },
    Series {
        name: "lines",
        sizes: &[125_000, 250_000, 500_000, 1_000_000],
        quick: &[25_000, 50_000, 100_000],
        unit: "lines",
        make: |folder, size| {
            put(
                folder,
                &(0..size)
                    .map(|n| format!("- Việc số {n}.\n"))
                    .collect::<String>(),
            );
        },
        doubling: Some(2.3),
        flat: None,
        memory: Bound::None,
        threads: 1,
    },
    Series {
        name: "one line",
        sizes: &[6_250_000, 12_500_000, 25_000_000, 50_000_000],
        quick: &[MB, 2 * MB, 4 * MB],
        unit: "bytes",
        make: |folder, size| put(folder, &plans().text(size).replace(['\n', '\r'], " ")),
        doubling: Some(2.3),
        flat: None,
        memory: Bound::OfBytes,
        threads: 1,
    },
    Series {
        name: "marks on one letter",
        sizes: &[25_000, 50_000, 100_000],
        quick: &[25_000, 50_000, 100_000],
        unit: "marks",
        make: |folder, size| put(folder, &format!("a{}", "\u{301}".repeat(size))),
        doubling: Some(2.3),
        flat: None,
        memory: Bound::OfBytes,
        threads: 1,
    },
    near_miss("day without a day", |f, n| repeated(f, n, "trước ngày ")),
    near_miss("numbers and strokes", |f, n| repeated(f, n, "12/")),
    near_miss("digits", |f, n| repeated(f, n, "1")),
    near_miss("lead without a body", |f, n| {
        repeated(f, n, "chủ trì, phối hợp với ")
    }),
    near_miss("bodies without an end", |f, n| {
        repeated(f, n, "Phòng Nội vụ, ")
    }),
    near_miss("grounds", |f, n| repeated(f, n, "Căn cứ Kế hoạch số ")),
    near_miss("brackets", |f, n| repeated(f, n, "(")),
    near_miss("labels", |f, n| repeated(f, n, "1.")),
    near_miss("spaces", |f, n| repeated(f, n, " ")),
    near_miss("empty lines", |f, n| repeated(f, n, "\n")),
    near_miss("items", |f, n| repeated(f, n, "- a\n")),
    near_miss("headings", |f, n| repeated(f, n, "I. MỤC TIÊU\n")),
    near_miss("attributes", |f, n| {
        repeated(f, n, "- Thực hiện:\nThời gian: quý\n")
    }),
    near_miss("tasks with attributes", |f, n| {
        repeated(
            f,
            n,
            "1. Rà soát văn bản.\nĐơn vị thực hiện: Phòng Nội vụ.\n",
        );
    }),
    near_miss("table heads", |f, n| {
        repeated(f, n, "| TT | Nội dung | Thời gian |\n")
    }),
    near_miss("rows", |f, n| {
        repeated(f, n, "| 1 | Rà soát | Phòng Nội vụ | Quý I |\n")
    }),
    near_miss("words", |f, n| repeated(f, n, "nội dung ")),
    Series {
        name: "tiny files",
        sizes: &[12_500, 25_000, 50_000, 100_000],
        quick: &[1_000, 2_000],
        unit: "files",
        make: |folder, size| files(folder, size, |number| format!("Việc {number}.\n")),
        doubling: Some(2.3),
        flat: None,
        memory: Bound::Flat(LEAST_MEMORY, 1.3),
        threads: 2,
    },
    Series {
        name: "empty files",
        sizes: &[12_500, 25_000, 50_000, 100_000],
        quick: &[1_000, 2_000],
        unit: "files",
        make: |folder, size| files(folder, size, |_| String::new()),
        doubling: Some(2.3),
        flat: None,
        memory: Bound::Flat(LEAST_MEMORY, 1.3),
        threads: 2,
    },
    Series {
        name: "documents",
        sizes: &[2_000, 20_000],
        quick: &[100, 200],
        unit: "files",
        make: |folder, size| {
            let plans = plans();
            files(folder, size, |number| plans.nth(number));
        },
        doubling: None,
        flat: Some(1.3),
        memory: Bound::Flat(LEAST_MEMORY, 1.1),
        threads: 2,
    },
];

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
                Bound::OfBytes => LEAST_MEMORY + 5.0 * bytes as f64 / MIB,
                Bound::Flat(most, times) => most.min(peak * times),
                Bound::None => f64::INFINITY,
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

fn put(folder: &Path, text: &str) {
    fs::write(folder.join("plan.txt"), text).unwrap();
}

fn repeated(folder: &Path, size: usize, words: &str) {
    put(folder, &words.repeat(size / words.len()));
}

fn files(folder: &Path, count: usize, text: impl Fn(usize) -> String) {
    for number in 0..count {
        fs::write(folder.join(format!("{number:06}.txt")), text(number)).unwrap();
    }
}

/// The sample plans, of which any number of others is made.
struct Plans(Vec<String>);

fn plans() -> Plans {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let entries = fs::read_dir(corpus).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|file| file.unwrap().path()).collect();
    let is_text = |file: &PathBuf| file.extension().is_some_and(|e| e == "txt" || e == "md");
    files.retain(is_text);
    files.sort();
    Plans(
        files
            .iter()
            .filter_map(|file| fs::read_to_string(file).ok())
            .collect(),
    )
}

impl Plans {
    /// A plan with figures of its own: each is moved on by another step.
    fn nth(&self, number: usize) -> String {
        let (plan, round) = (&self.0[number % self.0.len()], number / self.0.len());
        let mut random = fastrand::Rng::with_seed(round as u64);
        let figures = plan.chars().map(|c| match c {
            '1'..='9' if round > 0 => char::from(b'1' + random.u8(0..9)),
            c => c,
        });
        figures.collect()
    }

    /// Plans one below the other, so many bytes of them.
    fn text(&self, size: usize) -> String {
        let mut text = String::with_capacity(size + (1 << 20));
        for number in 0.. {
            if text.len() >= size {
                break;
            }
            text.push_str(&self.nth(number));
            text.push('\n');
        }
        let end = (0..=size).rev().find(|&end| text.is_char_boundary(end));
        text.truncate(end.unwrap_or(0));
        text
    }
}
