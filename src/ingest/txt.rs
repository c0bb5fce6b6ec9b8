//! Plain text: one paragraph a page, since only a form feed is certain about where a page begins.

use super::{Block, BlockKind, Content, Reader, Unreadable, encoding};

/// Reader of plain text.
pub struct Txt;

impl Reader for Txt {
    fn name(&self) -> &'static str {
        "txt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn is_text(&self) -> bool {
        true
    }

    fn recognises(&self, _bytes: &[u8]) -> bool {
        false
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        let decoded = encoding::decode(bytes)?;
        Ok(Content {
            encoding: decoded.encoding,
            encoding_evidence: decoded.evidence,
            blocks: pages(&decoded.text),
            text: decoded.text,
            ..Content::default()
        })
    }
}

/// The pages of a text and the form feeds between them.
fn pages(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices('\u{c}') {
        push(&mut blocks, BlockKind::Paragraph, start, at);
        start = at + mark.len();
        push(&mut blocks, BlockKind::PageMark, at, start);
    }
    push(&mut blocks, BlockKind::Paragraph, start, text.len());
    blocks
}

fn push(blocks: &mut Vec<Block>, kind: BlockKind, start: usize, end: usize) {
    if start < end {
        blocks.push(Block {
            kind,
            range: start..end,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_feed_begins_a_page() {
        let blocks = pages("một\n\u{c}hai");
        let kinds: Vec<_> = blocks.iter().map(|b| (b.kind, b.range.clone())).collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Paragraph, 0..6),
                (BlockKind::PageMark, 6..7),
                (BlockKind::Paragraph, 7..10),
            ]
        );
    }
}
