//! What a reading depends on beside the document: where it differs, nothing of an earlier run is taken over.

use crate::ingest::{self, ReadOptions};
use crate::rules::Rules;
use blake3::{Hash, Hasher};

/// The fingerprint of this program, these rules, these options and the programs that are installed beside it.
pub fn of(rules: &Rules, options: &ReadOptions) -> Hash {
    let mut hasher = Hasher::new();
    let mut add = |part: &str| {
        // The length keeps two parts from running into each other.
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    };
    add(env!("CARGO_PKG_VERSION"));
    add(&build());
    add(rules.hash());
    add(&format!("{options:?}"));
    ingest::installed().iter().for_each(|program| add(program));
    hasher.finalize()
}

/// Tells builds of one version apart, so that who changes the program does not look at readings of the one before.
fn build() -> String {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    file.map_or_else(
        |_| String::new(),
        |file| format!("{} {:?}", file.len(), file.modified().ok()),
    )
}
