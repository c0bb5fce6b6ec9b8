//! Content of a page without what the library's reader of operators never gets past.
//!
//! On a sign that begins no token (a `>` or `-` by itself) it asks again at the same place, for ever. The same
//! tokenizer is run here first, and what it stops at becomes a blank. Pictures within the content are left out:
//! their bytes are no operators.

use rpdfium_parser::tokenizer::{Token, Tokenizer};

/// The content without stumbling blocks, and whether a picture was in it.
pub(super) fn clean(mut content: Vec<u8>) -> (Vec<u8>, bool) {
    let (mut at, mut has_image) = (0, false);
    while at < content.len() {
        match stop(&content, at) {
            Stop::End => break,
            Stop::Stuck(place) => {
                content[place] = b' ';
                at = place + 1;
            }
            Stop::Image(start) => {
                has_image = true;
                at = image_end(&content, start);
                content[start.saturating_sub(2)..at].fill(b' ');
            }
        }
    }
    (content, has_image)
}

enum Stop {
    /// All was read.
    End,
    /// The tokenizer does not move on from this byte.
    Stuck(usize),
    /// A picture's description begins here, behind `BI`.
    Image(usize),
}

fn stop(content: &[u8], from: usize) -> Stop {
    let mut tokens = Tokenizer::new_at(content, from);
    loop {
        let before = tokens.position();
        match tokens.next_token() {
            None => return Stop::End,
            Some(Ok(Token::Keyword(word))) if word.as_slice() == b"BI" => {
                return Stop::Image(tokens.position());
            }
            Some(Ok(_)) => {}
            Some(Err(_)) => {
                // Blanks before the sign are passed over, and the sign is not.
                let after = tokens.position();
                let blanks = content[before.min(after)..after]
                    .iter()
                    .all(|byte| byte.is_ascii_whitespace() || *byte == 0);
                if after >= content.len() {
                    return Stop::End;
                }
                if after == before || blanks {
                    return Stop::Stuck(after);
                }
            }
        }
    }
}

/// Where a picture ends: behind `EI` between blanks.
fn image_end(content: &[u8], start: usize) -> usize {
    let ends = content[start..].windows(4).position(|w| {
        w[0].is_ascii_whitespace()
            && &w[1..3] == b"EI"
            && (w[3].is_ascii_whitespace() || w[3] == b'Q')
    });
    ends.map_or(content.len(), |at| start + at + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stumbling_blocks_become_blanks() {
        for damaged in [
            "1 > 2 Tj", "<zz>", "(a) - Tj", "[ > ] TJ", ">", "-", "% >\n>", "+ + +",
        ] {
            let (cleaned, _) = clean(damaged.as_bytes().to_vec());
            // It would not end otherwise.
            assert!(
                rpdfium_parser::tokenize_content_stream(&cleaned).is_ok(),
                "{damaged}"
            );
        }
        assert_eq!(
            clean(b"(>) <20> << /A 1 >> BDC".to_vec()),
            (b"(>) <20> << /A 1 >> BDC".to_vec(), false)
        );
    }

    #[test]
    fn pictures_in_the_content_are_left_out() {
        let (cleaned, has_image) = clean(b"q BI /W 1 ID \xFF > ( EI Q (a) Tj".to_vec());
        assert!(has_image);
        assert!(cleaned.ends_with(b" Q (a) Tj"));
    }
}
