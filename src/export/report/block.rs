//! Blocks of data inside the page: packed in base64, whose letters hold nothing that a page could take for a tag, or
//! plain with the signs of tags written as escapes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use std::io::{self, Write};

/// How hard texts are pressed: beyond it a plan takes longer to press than to save.
const LEVEL: u32 = 6;

/// What presses; every browser since 2023 can undo it (`DecompressionStream`).
pub type Press = GzEncoder<Vec<u8>>;

/// A press with nothing in it yet.
pub fn press() -> Press {
    GzEncoder::new(Vec::new(), Compression::new(LEVEL))
}

/// Writes bytes that were pressed as a block. `name` is one of ours: letters, digits, hyphens; its element is `data-NAME`.
pub fn packed(out: &mut impl Write, name: &str, bytes: &[u8]) -> io::Result<()> {
    writeln!(
        out,
        "<script type=\"text/plain\" id=\"data-{name}\">{}</script>",
        STANDARD.encode(bytes)
    )
}

/// Writes a value as a block that the page reads at once.
pub fn plain(out: &mut impl Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string(value)?;
    // Outside strings JSON has none of these signs, and within strings an escape says the same.
    let text = text
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026");
    writeln!(
        out,
        "<script type=\"application/json\" id=\"data-{name}\">{text}</script>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_can_end_its_block() {
        let hostile = "</script><script>alert(1)</script><!--&";
        let mut out = Vec::new();
        plain(&mut out, "a", &hostile).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.matches('<').count(), 2, "{out}");
        let inside = out.split_once('>').unwrap().1.rsplit_once("</").unwrap().0;
        assert_eq!(serde_json::from_str::<String>(inside).unwrap(), hostile);
        let mut out = Vec::new();
        packed(&mut out, "b", hostile.as_bytes()).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.matches('<').count(), 2, "{out}");
    }
}
