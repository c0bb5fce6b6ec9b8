//! One record, context and failure for the tests of this stage.

use super::{Context, IndexShape};
use crate::audit::Finding;
use crate::audit::coverage::{Coverage, Covered, Tasks, Totals, Whose};
use crate::audit::finding::{Evidence, Words};
use crate::audit::set::Linked;
use crate::error::Failure;
use crate::link::record::{
    Assignment, Citation, DeadlineEntry, DimensionEntry, Fact, Header, Mention, Number, Recipient,
    Record, RecordNote, RepairEntry, SourceInfo, Task,
};
use crate::note::Severity;
use crate::span::OriginalSpan;
use crate::text::RepairKind;
use crate::value::confidence::Confidence;
use crate::value::{Level, Role, Treatment};

const AT: OriginalSpan = OriginalSpan {
    start: 5,
    end: 9,
    line: 2,
};

/// A record with one of everything.
pub fn record() -> Record {
    Record {
        source: SourceInfo {
            path: "kế hoạch.txt".to_string(),
            format: "txt".to_string(),
            encoding: "UTF-8".to_string(),
            encoding_evidence: "all bytes fit".to_string(),
            hash: "00".to_string(),
            chars: 100,
            duplicate_of: None,
        },
        document: header(),
        indices: vec!["PAPI".to_string()],
        dimensions: vec![DimensionEntry {
            index: "PAPI".to_string(),
            dimension: 2,
            treatment: Treatment::Assigned,
            subs: Vec::new(),
            spans: vec![AT],
            rule: "r".to_string(),
            confidence: Confidence::of(0.9),
        }],
        tasks: vec![task()],
        citations: vec![citation()],
        recipients: vec![Recipient {
            value: "Lưu: VT".to_string(),
            span: AT,
            rule: "r".to_string(),
            confidence: Confidence::of(0.9),
        }],
        repairs: vec![RepairEntry {
            kind: RepairKind::Marks,
            before: "Kê hoạch".to_string(),
            after: "Kế hoạch".to_string(),
            span: AT,
            rule: "document-types/kế hoạch".to_string(),
        }],
        notes: vec![RecordNote {
            code: "deadline-unread".to_string(),
            severity: Severity::Warning,
            message: "m".to_string(),
            span: None,
        }],
        original: String::new(),
    }
}

fn header() -> Header {
    Header {
        number: Some(Number {
            fact: fact("164/KH-UBND".to_string(), "164/KH-UBND"),
            serial: Some("164".to_string()),
            notation: "KH-UBND".to_string(),
        }),
        year: Some(fact(2024, "năm 2024")),
        ..Header::default()
    }
}

fn fact<T>(value: T, text: &str) -> Fact<T> {
    Fact {
        value,
        text: text.to_string(),
        span: AT,
        rule: "r".to_string(),
        confidence: Confidence::of(0.9),
    }
}

fn citation() -> Citation {
    Citation {
        kind: None,
        number: "1/KH-UBND".to_string(),
        date: None,
        issuer: None,
        text: "1/KH-UBND".to_string(),
        span: AT,
        rule: "r".to_string(),
        confidence: Confidence::of(0.9),
        mentions: vec![Mention {
            text: "Kế hoạch nêu trên".to_string(),
            span: AT,
            rule: "r".to_string(),
        }],
    }
}

fn task() -> Task {
    Task {
        id: "T001".to_string(),
        text: "- Công khai".to_string(),
        span: AT,
        path: vec!["II".to_string(), "-".to_string()],
        annex: false,
        dimensions: vec!["PAPI-2".to_string()],
        agencies: vec![Assignment {
            name: "Phòng Nội vụ".to_string(),
            level: None,
            role: Role::Lead,
            generic: false,
            known: false,
            text: "Phòng Nội vụ".to_string(),
            span: AT,
            rule: "r".to_string(),
            confidence: Confidence::of(0.9),
        }],
        deadlines: vec![DeadlineEntry {
            value: "by 2024-11-15".to_string(),
            kind: "by".to_string(),
            start: None,
            end: Some("2024-11-15".to_string()),
            every: None,
            inferred: vec!["year".to_string()],
            text: "trước ngày 15/11".to_string(),
            span: AT,
            rule: "r".to_string(),
            confidence: Confidence::of(0.9),
        }],
        rule: "r".to_string(),
        confidence: Confidence::of(0.9),
    }
}

/// A context with an index of two dimensions.
pub fn context() -> Context {
    let index = IndexShape {
        name: "PAPI".to_string(),
        dimensions: vec![(1, "Một".to_string()), (2, "Hai".to_string())],
    };
    Context::of(vec![index], "PAPI").unwrap()
}

/// An input that could not be read.
pub fn failure() -> Failure {
    Failure {
        path: "a.txt".to_string(),
        code: "empty".to_string(),
        message: "the file is empty".to_string(),
    }
}

/// A finding across two plans.
pub fn finding() -> Finding {
    let evidence = |document: &str| Evidence {
        document: document.to_string(),
        text: "- Công khai".to_string(),
        span: AT,
    };
    Finding {
        id: "0123456789".to_string(),
        check: "copy/near".to_string(),
        severity: Severity::Warning,
        document: "kế hoạch.txt".to_string(),
        task: Some("T001".to_string()),
        words: Words {
            vi: "v".to_string(),
            en: "e".to_string(),
        },
        evidence: vec![evidence("kế hoạch.txt"), evidence("b.txt")],
        accepted: Some("đã xem".to_string()),
    }
}

/// A link between two plans.
pub fn linked() -> Linked {
    Linked {
        document: "kế hoạch.txt".to_string(),
        parent: "b.txt".to_string(),
        text: "Kế hoạch số 1/KH-UBND".to_string(),
        span: AT,
    }
}

/// What a plan covers: a dimension and one of its sub-dimensions.
pub fn coverage() -> Coverage {
    let covered = |sub: Option<&str>, treatment| Covered {
        index: "PAPI".to_string(),
        dimension: 2,
        sub: sub.map(str::to_string),
        name: "Hai".to_string(),
        treatment,
        tasks: Tasks {
            all: 3,
            with_agency: 2,
            with_deadline: 1,
        },
    };
    Coverage {
        document: "kế hoạch.txt".to_string(),
        whose: Whose {
            province: Some("Bình Định".to_string()),
            level: Some(Level::District),
            unit: Some("huyện Phù Cát".to_string()),
            unit_code: Some("548".to_string()),
            year: Some(2024),
        },
        covered: vec![
            covered(None, Some(Treatment::Assigned)),
            covered(Some("a"), None),
        ],
    }
}

/// What one such plan covers in all.
pub fn totals() -> Totals {
    let mut totals = Totals::default();
    totals.add(&coverage());
    totals
}
