//! Outline → Facts: the only place where patterns meet text.

pub mod agencies;
pub mod citations;
mod clauses;
pub mod closing;
pub mod deadlines;
pub mod indices;
mod issuers;
pub mod lead_in;
mod leads;
mod lists;
pub mod masthead;
pub mod number;
pub mod roles;
pub mod title;

use crate::note::Notes;
use crate::outline::Outline;
use crate::rules::Rules;
use crate::span::Span;
use crate::value::{Level, date::PartialDate};

/// A value as written, with where it stands and which rule read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// What it says, not yet resolved.
    pub value: T,
    /// Where it stands.
    pub span: Span,
    /// The rule that read it.
    pub rule: String,
}

/// A document number as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberParts {
    /// `164`; `None` where it is blank.
    pub serial: Option<String>,
    /// `2020` in `30/2020/NĐ-CP`.
    pub year: Option<String>,
    /// `KH-UBND`, `NQ/TU`.
    pub notation: String,
    /// What stands between serial and notation: `/`, or `-` in party documents.
    pub joint: char,
}

/// A signature as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// `Trần Quốc Phụng`
    pub name: String,
    /// `Phó Chủ tịch`
    pub position: Option<String>,
    /// `TM`, `KT`, `TL`, `TUQ`, `Q`
    pub authority: Option<&'static str>,
}

/// A cited document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// `Kế hoạch`
    pub kind: Option<String>,
    /// `218/KH-UBND`
    pub number: String,
    /// Date of issue.
    pub date: Option<PartialDate>,
    /// Issuer as written, abbreviations expanded.
    pub issuer: Option<String>,
}

/// Header facts.
#[derive(Debug, Clone, Default)]
pub struct HeaderFacts {
    /// Document type.
    pub kind: Option<Found<String>>,
    /// Document number.
    pub number: Option<Found<NumberParts>>,
    /// Date of issue.
    pub date: Option<Found<PartialDate>>,
    /// Place in the date line.
    pub place: Option<Found<String>>,
    /// Subject.
    pub title: Option<Found<String>>,
    /// Lines of the letterhead, top down.
    pub letterhead: Vec<Found<String>>,
    /// Who signs.
    pub signer: Option<Found<Signature>>,
}

/// All facts of a document.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The structure that all facts point into.
    pub outline: Outline,
    /// Header values.
    pub header: HeaderFacts,
    /// Citations in order, every mention.
    pub citations: Vec<Found<Cited>>,
    /// Lines of `Nơi nhận`.
    pub recipients: Vec<Found<String>>,
    /// Agencies mentioned anywhere in basis, body, closing and annex, in order.
    pub mentions: Vec<agencies::Mention>,
    /// Index and dimension names, in order.
    pub indices: Vec<indices::IndexFact>,
}

impl Facts {
    /// The mentions inside a span, in order.
    pub fn mentions_in(&self, span: Span) -> &[agencies::Mention] {
        let from = self
            .mentions
            .partition_point(|mention| mention.span.start < span.start);
        let to = self
            .mentions
            .partition_point(|mention| mention.span.start < span.end);
        self.mentions.get(from..to).unwrap_or(&[])
    }
}

/// Finds all facts of a document.
pub fn extract(outline: Outline, rules: &Rules, notes: &mut Notes) -> Facts {
    let (kind, title) = (title::kind(&outline, rules), title::title(&outline, rules));
    let number = masthead::number(&outline, rules)
        .or_else(|| masthead::number_in_heading(&outline, kind.as_ref(), title.as_ref(), rules));
    let header = HeaderFacts {
        letterhead: masthead::letterhead(&outline),
        number,
        date: masthead::date(&outline),
        place: masthead::place(&outline),
        kind,
        title,
        signer: closing::signer(&outline, rules, notes),
    };
    let citations = citations::find(&outline, rules);
    let recipients = closing::recipients(&outline);
    let mentions = agencies::find(&outline, rules);
    let indices = indices::find(&outline, rules);
    Facts {
        outline,
        header,
        citations,
        recipients,
        mentions,
        indices,
    }
}

/// The default level words of areas: `huyện` → district.
pub fn area_level(word: &str) -> Option<Level> {
    Some(match word {
        "tỉnh" | "thành phố trực thuộc trung ương" => Level::Province,
        "huyện" | "quận" | "thị xã" => Level::District,
        "xã" | "phường" | "thị trấn" | "đặc khu" => Level::Commune,
        "thôn" | "bản" | "ấp" | "khu phố" | "tổ dân phố" => Level::Village,
        "trung ương" => Level::Central,
        _ => return None,
    })
}
