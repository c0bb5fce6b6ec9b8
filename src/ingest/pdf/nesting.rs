//! How deep the objects of a PDF file nest, looked at before the library builds them.
//!
//! It parses without calls in calls, but lets go of what it built with one call for each level, so an array in an array
//! a hundred thousand times over would end the program.

use super::super::limits::PDF_DEPTH;
use super::glyphs::Store;
use rpdfium_parser::XrefEntryType;
use std::collections::HashSet;

/// Where the objects of a file begin, and the dictionary at its end.
const STARTS: [&[u8]; 2] = [b"obj", b"trailer"];

/// How many times its bytes a file is looked at: objects do not overlap, unless the file is made to.
const MOST_TIMES: usize = 8;

/// Refuses a file whose objects nest too deep.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    if openings(bytes) <= PDF_DEPTH {
        return Ok(());
    }
    let mut left = bytes.len() * MOST_TIMES;
    for start in STARTS {
        for at in 0..bytes.len().saturating_sub(start.len()) {
            if bytes[at..].starts_with(start) {
                check_object(&bytes[at + start.len()..], &mut left)?;
            }
        }
    }
    Ok(())
}

/// The same for the objects that stand in packed streams.
pub(super) fn check_packed(store: &Store) -> Result<(), String> {
    let entries = store.xref().sections.iter().flat_map(|part| &part.entries);
    let streams: HashSet<_> = entries
        .filter_map(|entry| match entry.entry_type {
            XrefEntryType::InStream { stream_id, .. } => Some(stream_id),
            _ => None,
        })
        .collect();
    for id in streams {
        let decoded = store
            .resolve(id)
            .and_then(|stream| store.decode_stream_for_object(stream, id));
        // What cannot be decoded holds no objects.
        let bytes = decoded.unwrap_or_default();
        // Objects may begin anywhere in it, so all that opens counts; four times as deep would still be borne.
        if openings(&bytes) > PDF_DEPTH * 4 {
            return Err(too_deep());
        }
    }
    Ok(())
}

/// At least as many as objects can nest.
fn openings(bytes: &[u8]) -> usize {
    let arrays = bytes.iter().filter(|&&byte| byte == b'[').count();
    let dictionaries = bytes.iter().filter(|&&byte| byte == b'<').count() / 2;
    arrays + dictionaries
}

/// Goes over one object, from behind its first word to where all that it opened is closed.
fn check_object(bytes: &[u8], left: &mut usize) -> Result<(), String> {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1) == Some(&byte);
        let length = match byte {
            b'(' => string(&bytes[at..]),
            b'%' => until(&bytes[at..], |byte| matches!(byte, b'\r' | b'\n')),
            b'<' if !pair => until(&bytes[at..], |byte| byte == b'>'),
            b'<' | b'>' if pair => 2,
            _ => 1,
        };
        match byte {
            b'[' => depth += 1,
            b'<' if pair => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'>' if pair => depth = depth.saturating_sub(1),
            _ => {}
        }
        let closes = matches!(byte, b']' | b'>');
        at += length;
        *left = left.saturating_sub(length);
        if depth > PDF_DEPTH || *left == 0 {
            return Err(too_deep());
        }
        if closes && depth == 0 {
            break;
        }
    }
    Ok(())
}

/// The bytes of a string, which may hold strings and escaped brackets.
fn string(bytes: &[u8]) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    bytes.len()
}

/// The bytes up to the first that ends them.
fn until(bytes: &[u8], ends: impl Fn(u8) -> bool) -> usize {
    let end = bytes.iter().position(|&byte| ends(byte));
    end.map_or(bytes.len(), |end| end + 1)
}

fn too_deep() -> String {
    format!("its objects nest over {PDF_DEPTH} deep")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_and_breadth_does_not() {
        let deep = |open: &str| format!("1 0 obj {}", open.repeat(PDF_DEPTH + 1));
        for open in ["[", "<</A ", "[(]])", "[%]\n", "[<5D>"] {
            assert!(check(deep(open).as_bytes()).is_err(), "{open}");
        }
        let broad = "1 0 obj <</A [1 (\\)[) <5B>]>> endobj\n".repeat(PDF_DEPTH);
        assert_eq!(check(broad.as_bytes()), Ok(()));
    }

    #[test]
    fn a_file_that_is_all_beginnings_is_refused_in_time() {
        let file = "1 0 obj [".repeat(PDF_DEPTH * 4);
        assert!(check(file.as_bytes()).is_err());
    }
}
