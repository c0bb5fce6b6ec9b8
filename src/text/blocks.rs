//! Stretches of a text in which nothing stands that a step looks for, passed over many bytes at a time.

/// Bytes that are looked at together. What is asked of each is asked without a branch, so that the compiler makes
/// vector instructions of it.
pub const BLOCK: usize = 32;

/// A block, and the same moved on by one byte and by two.
pub type Block<'t> = (&'t [u8; BLOCK], &'t [u8; BLOCK], &'t [u8; BLOCK]);

/// The first place from `from` on, in steps of a block, where `may` says that something sought may begin; near the end
/// of the text, where there is no whole block any more.
#[inline]
pub fn skip(bytes: &[u8], from: usize, may: impl Fn(Block<'_>) -> bool) -> usize {
    let mut at = from;
    while let Some(block) = block(bytes, at) {
        if may(block) {
            break;
        }
        at += BLOCK;
    }
    at
}

#[inline]
fn block(bytes: &[u8], at: usize) -> Option<Block<'_>> {
    let rest = bytes.get(at..at + BLOCK + 2)?;
    Some((
        rest.first_chunk()?,
        rest.get(1..)?.first_chunk()?,
        rest.get(2..)?.first_chunk()?,
    ))
}

/// Whether a test is true of any byte of a block, given with the two behind it.
#[inline]
pub fn any((first, second, third): Block<'_>, test: impl Fn(u8, u8, u8) -> bool) -> bool {
    let mut found = false;
    for at in 0..BLOCK {
        found |= test(first[at], second[at], third[at]);
    }
    found
}
