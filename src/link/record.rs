//! One plan, linked: the type that every sink writes.

use crate::note::Severity;
use crate::rules::confidence::Field;
use crate::span::OriginalSpan;
use crate::text::RepairKind;
use crate::value::confidence::Confidence;
use crate::value::{Level, Role, Treatment};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact<T = String> {
    /// The value in its canonical form.
    pub value: T,
    /// The words of the source that say so, exactly as they stand there.
    pub text: String,
    /// Where they stand.
    pub span: OriginalSpan,
    /// The rule that read them.
    pub rule: String,
    /// How often such a value is right, measured on plans that people had read.
    #[serde(default)]
    pub confidence: Confidence,
}

/// Where the bytes came from and how they were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// The path as given or found, forward slashes.
    pub path: String,
    /// Name of the reader: `txt`, `md`.
    pub format: String,
    /// Name of the encoding: `UTF-8`, `UTF-16LE`, `TCVN3`.
    pub encoding: String,
    /// Why it is held to be in that encoding: a byte order mark, fonts, shares of syllables.
    #[serde(default)]
    pub encoding_evidence: String,
    /// BLAKE3 of the bytes, hexadecimal.
    pub hash: String,
    /// Length of the original text in code points.
    pub chars: usize,
    /// The document of the same run that this one is once more; it is left out of counts and of all tables but
    /// `documents`.
    #[serde(default)]
    pub duplicate_of: Option<DuplicateOf>,
}

/// Which document another one is once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DuplicateOf {
    /// `source.path` of the first of them, in input order.
    pub path: String,
    /// How it shows.
    pub reason: SameBy,
}

/// By what two documents are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SameBy {
    /// Their bytes are the same.
    Content,
    /// Number, issuer and date are the same, and so is much of the text.
    Number,
}

impl SameBy {
    /// The word used in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            SameBy::Content => "content",
            SameBy::Number => "number",
        }
    }
}

/// Document number with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Number {
    /// `164/KH-UBND`; `/KH-UBND` where a draft leaves it blank.
    #[serde(flatten)]
    pub fact: Fact,
    /// `164`; null in a draft.
    pub serial: Option<String>,
    /// `KH-UBND`.
    pub notation: String,
}

/// Issuing body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Issuer {
    /// Full name with the unit.
    #[serde(flatten)]
    pub fact: Fact,
    /// Level of the body.
    pub level: Option<Level>,
    /// Unit type and name: `huyện Nam Đông`.
    pub unit: Option<String>,
    /// GSO code of the unit on the document's date.
    pub unit_code: Option<String>,
    /// Province, where the document or a unique unit name tells it.
    pub province: Option<String>,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signer {
    /// Full name.
    #[serde(flatten)]
    pub fact: Fact,
    /// `Chủ tịch`, `Phó Chủ tịch`.
    pub position: Option<String>,
    /// `TM`, `KT`, `TL`, `TUQ`, `Q`.
    pub authority: Option<String>,
}

/// The header of a document; each value null where the document does not give it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// Document type: `Kế hoạch`.
    pub kind: Option<Fact>,
    /// Number and notation.
    pub number: Option<Number>,
    /// Date of issue, EDTF.
    pub date: Option<Fact>,
    /// Place in the place-and-date line.
    pub place: Option<Fact>,
    /// Subject.
    pub title: Option<Fact>,
    /// Issuing body.
    pub issuer: Option<Issuer>,
    /// Who signs.
    pub signer: Option<Signer>,
    /// First year that the plan is for.
    pub year: Option<Fact<i16>>,
}

impl Header {
    /// A fact whose value is text, by the field that it is scored as; none for other fields, and where it is missing.
    pub fn fact(&self, field: Field) -> Option<&Fact> {
        match field {
            Field::Kind => self.kind.as_ref(),
            Field::Number => self.number.as_ref().map(|number| &number.fact),
            Field::Date => self.date.as_ref(),
            Field::Place => self.place.as_ref(),
            Field::Title => self.title.as_ref(),
            Field::Issuer => self.issuer.as_ref().map(|issuer| &issuer.fact),
            Field::Signer => self.signer.as_ref().map(|signer| &signer.fact),
            _ => None,
        }
    }
}

/// A dimension that the plan treats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DimensionEntry {
    /// `PAPI`
    pub index: String,
    /// 1-8 for PAPI.
    pub dimension: u8,
    /// How far.
    pub treatment: Treatment,
    /// Letters of the sub-dimensions that the plan names (`a` of PAPI 4a), in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subs: Vec<String>,
    /// Evidence, strongest first.
    pub spans: Vec<OriginalSpan>,
    /// What the strongest evidence is: `dimension/task`, `dimension/heading`, `dimension/name`.
    #[serde(default)]
    pub rule: String,
    /// How often such a value is right, measured on plans that people had read.
    #[serde(default)]
    pub confidence: Confidence,
}

/// An agency in a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assignment {
    /// Official full name without the area.
    pub name: String,
    /// Level of the body that is meant.
    pub level: Option<Level>,
    /// What it does.
    pub role: Role,
    /// An unnamed group (`các cơ quan, đơn vị`).
    pub generic: bool,
    /// Whether the name is in the agency list (generic groups always are).
    pub known: bool,
    /// As written.
    pub text: String,
    /// Where.
    pub span: OriginalSpan,
    /// The rule that gave the role.
    pub rule: String,
    /// How often such a value is right, measured on plans that people had read.
    #[serde(default)]
    pub confidence: Confidence,
}

/// A deadline of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeadlineEntry {
    /// Canonical string: `by 2024-11-15`.
    pub value: String,
    /// `by`, `during`, `every`, `continuous`, `event`.
    pub kind: String,
    /// First day, ISO date, where there is one.
    pub start: Option<String>,
    /// Last day, ISO date, where there is one.
    pub end: Option<String>,
    /// ISO 8601 duration of a recurring deadline.
    pub every: Option<String>,
    /// Parts that the words leave to the plan: `year`.
    pub inferred: Vec<String>,
    /// As written.
    pub text: String,
    /// Where.
    pub span: OriginalSpan,
    /// The rule that read it.
    pub rule: String,
    /// How often such a value is right, measured on plans that people had read.
    #[serde(default)]
    pub confidence: Confidence,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// `T001`, in document order.
    pub id: String,
    /// The whole task as written.
    pub text: String,
    /// Where.
    pub span: OriginalSpan,
    /// Labels from the outermost section: `["II", "1", "-"]`.
    pub path: Vec<String>,
    /// Whether it stands in an annex.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub annex: bool,
    /// `PAPI-2`
    pub dimensions: Vec<String>,
    /// Who acts.
    pub agencies: Vec<Assignment>,
    /// By when.
    pub deadlines: Vec<DeadlineEntry>,
    /// Where it stands: `task/row`, `task/item`, `task/paragraph`.
    #[serde(default)]
    pub rule: String,
    /// How often such a value is right, measured on plans that people had read.
    #[serde(default)]
    pub confidence: Confidence,
}

/// Another document cited by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// `Kế hoạch`, where it is written.
    pub kind: Option<String>,
    /// `218/KH-UBND`
    pub number: String,
    /// EDTF.
    pub date: Option<String>,
    /// As written, abbreviations expanded.
    pub issuer: Option<String>,
    /// As written.
    pub text: String,
    /// Where it is first cited.
    pub span: OriginalSpan,
    /// The rule that read it.
    pub rule: String,
    /// How often such a value is right, measured on plans that people had read.
    #[serde(default)]
    pub confidence: Confidence,
    /// Where the text comes back to it, in order.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// A place that comes back to a cited document: `Kế hoạch nêu trên`, `Nghị định này`, its number again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// As written.
    pub text: String,
    /// Where.
    pub span: OriginalSpan,
    /// What ties it to the citation: `mention/number`, `mention/serial`, `mention/above`, `mention/this`,
    /// `mention/called`, `mention/name`.
    pub rule: String,
}

/// A line of `Nơi nhận`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recipient {
    /// Without bullet and closing punctuation.
    pub value: String,
    /// Where.
    pub span: OriginalSpan,
    /// The rule that read it.
    #[serde(default)]
    pub rule: String,
    /// How often such a value is right, measured on plans that people had read.
    #[serde(default)]
    pub confidence: Confidence,
}

/// A note with its place in the original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordNote {
    /// Stable code.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What happened and what to do.
    pub message: String,
    /// Where, if anywhere.
    pub span: Option<OriginalSpan>,
}

/// A slip that keeps a known term from being read, and what was read in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RepairEntry {
    /// What sort of slip.
    pub kind: RepairKind,
    /// As written.
    pub before: String,
    /// As read.
    pub after: String,
    /// Where it stands.
    pub span: OriginalSpan,
    /// The list and the term that ask for it: `agencies/phòng tài chính-kế hoạch`.
    pub rule: String,
}

/// One plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Where it came from.
    pub source: SourceInfo,
    /// Header values.
    pub document: Header,
    /// Indices that the plan sets out to improve.
    pub indices: Vec<String>,
    /// Their dimensions that it treats.
    pub dimensions: Vec<DimensionEntry>,
    /// All tasks, in order.
    pub tasks: Vec<Task>,
    /// All citations, in order.
    pub citations: Vec<Citation>,
    /// All recipients, in order.
    pub recipients: Vec<Recipient>,
    /// Slips that were read as the terms they stand for, in order.
    pub repairs: Vec<RepairEntry>,
    /// What the stages remarked.
    pub notes: Vec<RecordNote>,
    /// The original text that all spans point into; for the formats that show it, and no part of the record as written:
    /// empty where a record was read from `records.jsonl`.
    #[serde(skip)]
    pub original: String,
}
