//! All tests of the program and the library from outside, in one program: twenty-six would take minutes more to link.
//! `cargo test --release --test suite kill::` runs those of one file.

// Lint settings know functions marked as tests, not what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "common/folders.rs"]
mod folders;
#[path = "common/holds.rs"]
mod holds;
#[path = "common/parity.rs"]
mod parity;
#[path = "common/pieces.rs"]
mod pieces;
#[path = "common/plan.rs"]
mod plan;
#[path = "common/rewrite/mod.rs"]
mod rewrite;

mod annexes;
mod assignments;
mod audit;
mod cli;
mod confidence;
mod damaged;
mod diff;
mod eval;
mod explain;
mod formats;
mod forms;
mod golden;
mod header;
mod heads;
mod hostile;
mod import_order;
mod invariants;
mod kill;
mod no_false_dimensions;
mod outline;
mod repair;
mod robustness;
mod runs;
mod scans;
mod schema;
mod tables;
mod text;
mod times;
mod traps;
mod workbook;
