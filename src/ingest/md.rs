//! Markdown: read as text; the marks are taken away by `text::markdown`, where offsets are carried.

use super::{Block, BlockKind, Reader};

/// Reader of Markdown.
pub struct Md;

impl Reader for Md {
    fn name(&self) -> &'static str {
        "md"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn blocks(&self, text: &str) -> Vec<Block> {
        vec![Block {
            kind: BlockKind::Paragraph,
            range: 0..text.len(),
        }]
    }
}
