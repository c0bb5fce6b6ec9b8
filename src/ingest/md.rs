//! Markdown: read as text; the marks are taken away by `text::markdown`, where offsets are carried.

use super::{Block, BlockKind, Content, Reader, Unreadable, encoding};

/// Reader of Markdown.
pub struct Md;

impl Reader for Md {
    fn name(&self) -> &'static str {
        "md"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn is_text(&self) -> bool {
        true
    }

    fn recognises(&self, _bytes: &[u8]) -> bool {
        false
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        let decoded = encoding::decode(bytes)?;
        let whole = Block {
            kind: BlockKind::Paragraph,
            range: 0..decoded.text.len(),
        };
        Ok(Content {
            encoding: decoded.encoding,
            encoding_evidence: decoded.evidence,
            text: decoded.text,
            blocks: vec![whole],
            ..Content::default()
        })
    }
}
