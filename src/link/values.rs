//! A record as one list of values: what `explain` explains and `diff` compares.

use super::record::{Assignment, DimensionEntry, Record, Task};
use crate::span::OriginalSpan;
use crate::value::confidence::Confidence;

/// Declares the closed list of fields with the words that the output uses for them.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $word:literal,)*) => {
        /// Which part of a record a value belongs to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $field,)* }

        impl Field {
            /// All fields, in the order of the record.
            pub const ALL: &'static [Field] = &[$(Field::$field,)*];

            /// The word used in the output.
            pub const fn as_str(self) -> &'static str {
                match self { $(Field::$field => $word,)* }
            }
        }
    };
}

fields! {
    /// Document type.
    Kind = "document.kind",
    /// Number and notation.
    Number = "document.number",
    /// Date of issue.
    Date = "document.date",
    /// Place of issue.
    Place = "document.place",
    /// Subject.
    Title = "document.title",
    /// Issuing body with level, unit and province.
    Issuer = "document.issuer",
    /// Who signs, with position and authority.
    Signer = "document.signer",
    /// Year the plan is for.
    Year = "document.year",
    /// An index that the plan is for.
    Index = "indices",
    /// A dimension that the plan treats.
    Dimension = "dimensions",
    /// A task.
    Task = "tasks",
    /// A body in a task, with its role.
    Agency = "tasks.agencies",
    /// A deadline of a task.
    Deadline = "tasks.deadlines",
    /// A dimension of a task.
    TaskDimension = "tasks.dimensions",
    /// A cited document.
    Citation = "citations",
    /// A line of `Nơi nhận`.
    Recipient = "recipients",
}

/// One value of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value<'r> {
    /// Its field.
    pub field: Field,
    /// The task it belongs to, by position in the record.
    pub task: Option<usize>,
    /// What tells it from others of its field: the body's name and level, the citation's number; else empty.
    pub name: String,
    /// The whole value in one line: `lead: Sở Nội vụ (province)`.
    pub value: String,
    /// The words of the source; empty where the record keeps none.
    pub text: &'r str,
    /// Where they stand.
    pub span: Option<OriginalSpan>,
    /// The rule that read it, of values for which the record keeps none the step that made them; else empty.
    pub rule: &'r str,
    /// How often such a value is right; none of values that the record gives none for.
    pub confidence: Option<Confidence>,
}

impl Record {
    /// All values of the record, field by field; those of a task behind it.
    pub fn values(&self) -> Vec<Value<'_>> {
        let mut values = self.header_values();
        values.extend(self.indices.iter().map(|name| Value {
            rule: "index/named",
            ..plain(Field::Index, name.clone())
        }));
        values.extend(self.dimensions.iter().map(dimension));
        for (at, task) in self.tasks.iter().enumerate() {
            task_values(at, task, &mut values);
        }
        for cited in &self.citations {
            values.push(Value {
                name: cited.number.clone(),
                text: &cited.text,
                span: Some(cited.span),
                rule: &cited.rule,
                confidence: Some(cited.confidence),
                ..plain(
                    Field::Citation,
                    joined(&[
                        Some(&cited.number),
                        cited.kind.as_ref(),
                        cited.date.as_ref(),
                        cited.issuer.as_ref(),
                    ]),
                )
            });
        }
        for line in &self.recipients {
            values.push(Value {
                span: Some(line.span),
                rule: &line.rule,
                confidence: Some(line.confidence),
                ..plain(Field::Recipient, line.value.clone())
            });
        }
        values
    }

    fn header_values(&self) -> Vec<Value<'_>> {
        let header = &self.document;
        let simple = [
            (Field::Kind, header.kind.as_ref()),
            (
                Field::Number,
                header.number.as_ref().map(|number| &number.fact),
            ),
            (Field::Date, header.date.as_ref()),
            (Field::Place, header.place.as_ref()),
            (Field::Title, header.title.as_ref()),
            (
                Field::Issuer,
                header.issuer.as_ref().map(|issuer| &issuer.fact),
            ),
            (
                Field::Signer,
                header.signer.as_ref().map(|signer| &signer.fact),
            ),
        ];
        let mut values = Vec::new();
        for (field, fact) in simple {
            values.extend(fact.map(|fact| Value {
                text: &fact.text,
                span: Some(fact.span),
                rule: &fact.rule,
                confidence: Some(fact.confidence),
                value: self.in_full(field, &fact.value),
                ..only(field)
            }));
        }
        values.extend(header.year.as_ref().map(|year| Value {
            text: &year.text,
            span: Some(year.span),
            rule: &year.rule,
            confidence: Some(year.confidence),
            value: year.value.to_string(),
            ..only(Field::Year)
        }));
        values
    }

    /// A header value with what belongs to it: the unit of an issuer, the position of a signer.
    fn in_full(&self, field: Field, value: &String) -> String {
        match (field, &self.document.issuer, &self.document.signer) {
            (Field::Issuer, Some(issuer), _) => joined(&[
                Some(value),
                issuer.level.map(|level| level.to_string()).as_ref(),
                issuer.unit.as_ref(),
                issuer.unit_code.as_ref(),
                issuer.province.as_ref(),
            ]),
            (Field::Signer, _, Some(signer)) => joined(&[
                Some(value),
                signer.position.as_ref(),
                signer.authority.as_ref(),
            ]),
            _ => value.clone(),
        }
    }
}

fn task_values<'r>(at: usize, task: &'r Task, values: &mut Vec<Value<'r>>) {
    let of_task = |field| Value {
        task: Some(at),
        ..only(field)
    };
    values.push(Value {
        value: task.text.split_whitespace().collect::<Vec<_>>().join(" "),
        text: &task.text,
        span: Some(task.span),
        rule: &task.rule,
        confidence: Some(task.confidence),
        ..of_task(Field::Task)
    });
    for agency in &task.agencies {
        values.push(Value {
            name: named(agency),
            value: acting(agency),
            text: &agency.text,
            span: Some(agency.span),
            rule: &agency.rule,
            confidence: Some(agency.confidence),
            ..of_task(Field::Agency)
        });
    }
    for deadline in &task.deadlines {
        values.push(Value {
            value: deadline.value.clone(),
            text: &deadline.text,
            span: Some(deadline.span),
            rule: &deadline.rule,
            confidence: Some(deadline.confidence),
            ..of_task(Field::Deadline)
        });
    }
    for dimension in &task.dimensions {
        values.push(Value {
            name: dimension.clone(),
            value: dimension.clone(),
            ..of_task(Field::TaskDimension)
        });
    }
}

/// A body with its level: in one task the same name may stand for bodies of several levels.
fn named(agency: &Assignment) -> String {
    let level = agency.level.map(|level| format!(" ({level})"));
    format!("{}{}", agency.name, level.unwrap_or_default())
}

fn acting(agency: &Assignment) -> String {
    format!("{}: {}", agency.role.as_str(), named(agency))
}

fn dimension(entry: &DimensionEntry) -> Value<'_> {
    let name = format!("{}-{}", entry.index, entry.dimension);
    Value {
        value: format!("{name} {}", entry.treatment.as_str()),
        name,
        span: entry.spans.first().copied(),
        rule: &entry.rule,
        confidence: Some(entry.confidence),
        ..only(Field::Dimension)
    }
}

/// A value that is its own name.
fn plain<'r>(field: Field, value: String) -> Value<'r> {
    Value {
        name: value.clone(),
        value,
        ..only(field)
    }
}

/// A value of a field, still empty.
fn only<'r>(field: Field) -> Value<'r> {
    Value {
        field,
        task: None,
        name: String::new(),
        value: String::new(),
        text: "",
        span: None,
        rule: "",
        confidence: None,
    }
}

/// Parts in one line, the missing left out.
fn joined(parts: &[Option<&String>]) -> String {
    let parts = parts.iter().flatten().map(|part| part.as_str());
    parts.collect::<Vec<_>>().join("; ")
}
