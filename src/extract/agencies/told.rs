//! What is told of candidate names to those who ask for an explanation.

use super::Mention;
use crate::span::Span;
use crate::trace::{Decision, Matter};

/// A candidate name; `base` is the byte at which the stretch begins that its span counts from.
pub(super) fn candidate(mention: &Mention, base: usize) -> Decision {
    let rule = if mention.generic {
        "agency/group"
    } else if mention.known {
        "agency/listed"
    } else {
        "agency/by-shape"
    };
    let span = mention.span.shift(base);
    Decision::won(Matter::Agency, span, rule, mention.name.clone())
}

/// A candidate that shares words with the winner.
pub(super) fn overlapped(mention: &Mention, winner: &Mention, base: usize) -> Decision {
    let why = if mention.span.len() < winner.span.len() {
        format!("overlaps `{}`, which is longer", winner.name)
    } else if mention.generic && !winner.generic {
        format!("overlaps `{}`, which is a name and no group", winner.name)
    } else {
        format!("overlaps `{}`, which was found first", winner.name)
    };
    candidate(mention, base).beaten("overlap", why, winner.span.shift(base))
}

/// A name by its shape that only runs on from a listed one.
pub(super) fn runs_on(open: &Mention, listed: &Mention, base: usize) -> Decision {
    let why = format!(
        "begins with the listed name `{}`, and what follows does not belong to a name",
        listed.name
    );
    candidate(open, base).beaten("runs-on", why, listed.span.shift(base))
}

/// A listed name whose words are common ones here.
pub(super) fn common_word(name: &str, span: Span) -> Decision {
    Decision::won(Matter::Agency, span, "agency/listed", name).lost(
        "common-word",
        "is a common word too, and is not written or placed as a name here",
    )
}
