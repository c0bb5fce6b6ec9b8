//! Benches of kehoach; see `stages.rs`.
