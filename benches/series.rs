//! What `scaling.rs` measures, and what it is made of.

use std::fs;
use std::path::{Path, PathBuf};

/// A document takes at most so many MiB, and so many times its bytes.
pub const LEAST_MEMORY: f64 = 64.0;

/// What one series of measurements is about.
pub struct Series {
    pub name: &'static str,
    /// Sizes, each made of the one before by the same factor; in `unit`.
    pub sizes: &'static [usize],
    pub quick: &'static [usize],
    pub unit: &'static str,
    pub make: fn(&Path, usize),
    /// Most times the CPU time of half the size.
    pub doubling: Option<f64>,
    /// Most times the nanoseconds a byte of the smallest size.
    pub flat: Option<f64>,
    pub memory: Bound,
    pub threads: usize,
}

/// What peak memory may be.
#[derive(Clone, Copy)]
pub enum Bound {
    /// 64 MiB and so many times the bytes of the one document.
    OfBytes(f64),
    /// So many MiB, and so many times that of the smallest size.
    Flat(f64, f64),
}

const MB: usize = 1_000_000;

/// A series over text that is almost what rules look for. Where most of it is words, lines or cells of a few letters, it
/// takes so many `times` its bytes.
const fn near_miss(name: &'static str, times: f64, make: fn(&Path, usize)) -> Series {
    Series {
        name,
        sizes: &[MB, 2 * MB, 4 * MB, 8 * MB],
        quick: &[MB / 4, MB / 2, MB],
        unit: "bytes",
        make,
        doubling: Some(2.3),
        flat: None,
        memory: Bound::OfBytes(times),
        threads: 1,
    }
}

pub const SERIES: &[Series] = &[
    Series {
        name: "one document",
        sizes: &[MB, 2 * MB, 4 * MB, 8 * MB, 16 * MB, 50 * MB, 200 * MB],
        quick: &[MB, 2 * MB, 4 * MB],
        unit: "bytes",
        make: |folder, size| put(folder, &plans().text(size)),
        doubling: None,
        flat: Some(1.3),
        memory: Bound::OfBytes(5.2),
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
        // Twenty bytes a line, each of which is a node of its own.
        memory: Bound::OfBytes(15.0),
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
        memory: Bound::OfBytes(5.0),
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
        memory: Bound::OfBytes(5.0),
        threads: 1,
    },
    near_miss("day without a day", 7.0, |f, n| {
        repeated(f, n, "trước ngày ")
    }),
    near_miss("numbers and strokes", 11.0, |f, n| repeated(f, n, "12/")),
    near_miss("digits", 6.0, |f, n| repeated(f, n, "1")),
    near_miss("lead without a body", 9.0, |f, n| {
        repeated(f, n, "chủ trì, phối hợp với ")
    }),
    near_miss("bodies without an end", 8.0, |f, n| {
        repeated(f, n, "Phòng Nội vụ, ")
    }),
    near_miss("grounds", 9.0, |f, n| repeated(f, n, "Căn cứ Kế hoạch số ")),
    near_miss("brackets", 6.0, |f, n| repeated(f, n, "(")),
    near_miss("labels", 16.0, |f, n| repeated(f, n, "1.")),
    near_miss("spaces", 5.0, |f, n| repeated(f, n, " ")),
    near_miss("empty lines", 5.0, |f, n| repeated(f, n, "\n")),
    near_miss("items", 42.0, |f, n| repeated(f, n, "- a\n")),
    near_miss("headings", 20.0, |f, n| repeated(f, n, "I. MỤC TIÊU\n")),
    near_miss("attributes", 11.0, |f, n| {
        repeated(f, n, "- Thực hiện:\nThời gian: quý\n")
    }),
    near_miss("tasks with attributes", 19.0, |f, n| {
        repeated(
            f,
            n,
            "1. Rà soát văn bản.\nĐơn vị thực hiện: Phòng Nội vụ.\n",
        );
    }),
    near_miss("table heads", 16.0, |f, n| {
        repeated(f, n, "| TT | Nội dung | Thời gian |\n")
    }),
    near_miss("rows", 18.0, |f, n| {
        repeated(f, n, "| 1 | Rà soát | Phòng Nội vụ | Quý I |\n")
    }),
    near_miss("words", 7.0, |f, n| repeated(f, n, "nội dung ")),
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

pub fn put(folder: &Path, text: &str) {
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
    /// A plan with figures of its own. Years stay: there are not so many as plans, and what is summed up by them is kept.
    fn nth(&self, number: usize) -> String {
        let (plan, round) = (&self.0[number % self.0.len()], number / self.0.len());
        let mut random = fastrand::Rng::with_seed(round as u64);
        let mut figure = |c: char| match c {
            '1'..='9' if round > 0 => char::from(b'1' + random.u8(0..9)),
            c => c,
        };
        let is_digit = |c: char| c.is_ascii_digit();
        let mut text = String::with_capacity(plan.len());
        for piece in plan.split_inclusive(|c: char| !is_digit(c)) {
            let digits = piece.trim_end_matches(|c: char| !is_digit(c));
            if digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19")) {
                text.push_str(piece);
            } else {
                text.extend(piece.chars().map(&mut figure));
            }
        }
        text
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
