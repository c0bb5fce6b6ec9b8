//! How often values of each rule and condition were right on gold, and the confidence that follows from it.

use super::table::Files;
use crate::error::Error;
use crate::value::confidence::Confidence;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What a confidence is kept for; the names are those of the scores in `kehoach eval`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Document type.
    Kind,
    /// Document number.
    Number,
    /// Date of issue.
    Date,
    /// Place of issue.
    Place,
    /// Subject.
    Title,
    /// Year of the plan.
    Year,
    /// Issuing body.
    Issuer,
    /// Who signs.
    Signer,
    /// A dimension with its treatment.
    Dimension,
    /// A cited number.
    Citation,
    /// A line of `Nơi nhận`.
    Recipient,
    /// Whether a task is one.
    Task,
    /// An agency with level and role.
    Agency,
    /// A deadline.
    Deadline,
}

impl Field {
    /// All fields, in the order of the scores.
    pub const ALL: [Field; 14] = [
        Field::Kind,
        Field::Number,
        Field::Date,
        Field::Place,
        Field::Title,
        Field::Year,
        Field::Issuer,
        Field::Signer,
        Field::Dimension,
        Field::Citation,
        Field::Recipient,
        Field::Task,
        Field::Agency,
        Field::Deadline,
    ];

    /// The name of the score that decides whether such a value is right.
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Kind => "document.kind",
            Field::Number => "document.number",
            Field::Date => "document.date",
            Field::Place => "document.place",
            Field::Title => "document.title",
            Field::Year => "document.year",
            Field::Issuer => "document.issuer",
            Field::Signer => "document.signer",
            Field::Dimension => "dimensions.treatment",
            Field::Citation => "citations",
            Field::Recipient => "recipients",
            Field::Task => "tasks",
            Field::Agency => "tasks.agencies.role",
            Field::Deadline => "tasks.deadlines",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Field {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Field::ALL.into_iter().find(|field| field.as_str() == name);
        found.ok_or_else(|| {
            let names = Field::ALL.map(Field::as_str).join(", ");
            format!("expected one of {names}, got `{name}`")
        })
    }
}

/// How many values of a kind there were, and how many of them were right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Those that the gold has as well.
    pub right: u32,
    /// All.
    pub cases: u32,
}

impl Count {
    /// Adds other cases.
    pub fn add(&mut self, other: Count) {
        self.right = self.right.saturating_add(other.right);
        self.cases = self.cases.saturating_add(other.cases);
    }

    /// The share of right ones, as if `weight` more cases had been seen of which `prior` were right: the m-estimate
    /// (B. Cestnik, "Estimating probabilities", ECAI 1990), the mean of a Beta distribution.
    fn towards(self, prior: f64, weight: f64) -> f64 {
        (f64::from(self.right) + weight * prior) / (f64::from(self.cases) + weight)
    }
}

/// The cases that the field as a whole counts for beside those of a rule, and the rule beside those of a condition.
///
/// Of 1, 2, 5, 10, 20 and 50 the one with the least Brier score when each value of the 39 documents with gold was
/// predicted from all others; the differences are small (0.0113 to 0.0115).
const WEIGHT: f64 = 10.0;

/// Laplace's rule of succession for a field: one right and one wrong value beside those seen, so that no number of
/// right ones makes a value certain.
const FIELD_PRIOR: (f64, f64) = (0.5, 2.0);

/// What cannot be told from certain with three decimals is no more than this.
const MOST: f64 = 0.999;

/// Counts by field, rule and conditions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Precisions {
    fields: BTreeMap<Field, Tally>,
}

/// A sum with its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    all: Count,
    rules: BTreeMap<String, (Count, BTreeMap<String, Count>)>,
}

/// The columns of `confidence.csv`.
pub const COLUMNS: [&str; 5] = ["field", "rule", "condition", "right", "cases"];

impl Precisions {
    pub(super) fn load(files: &Files) -> Result<Precisions, Error> {
        let mut precisions = Precisions::default();
        files.table("confidence.csv", &COLUMNS)?.rows(|row| {
            let field: Field = row.parse("field")?;
            let number = |column: &str| {
                let cell = row.some(column)?;
                cell.parse::<u32>().map_err(|_| {
                    row.wrong(
                        format!("`{cell}` in `{column}` is no count"),
                        "write a whole number from 0",
                    )
                })
            };
            let count = Count {
                right: number("right")?,
                cases: number("cases")?,
            };
            if count.cases == 0 || count.right > count.cases {
                return Err(row.wrong(
                    format!("{} right of {} cases", count.right, count.cases),
                    "write at least one case, and no more right ones than cases",
                ));
            }
            let (rule, condition) = (row.some("rule")?, row.get("condition"));
            if precisions.count(field, rule, condition).is_some() {
                return Err(row.wrong(
                    format!("a second row for `{field}`, `{rule}`, `{condition}`"),
                    "keep one of the two; `kehoach eval --calibrate FILE` writes the file anew",
                ));
            }
            precisions.add(field, rule, condition, count);
            Ok(())
        })?;
        Ok(precisions)
    }

    /// Adds cases of a rule under conditions.
    pub fn add(&mut self, field: Field, rule: &str, condition: &str, count: Count) {
        let tally = self.fields.entry(field).or_default();
        tally.all.add(count);
        let (whole, parts) = tally.rules.entry(rule.to_string()).or_default();
        whole.add(count);
        parts.entry(condition.to_string()).or_default().add(count);
    }

    /// The cases of a rule under exactly these conditions.
    pub fn count(&self, field: Field, rule: &str, condition: &str) -> Option<Count> {
        let (_, parts) = self.fields.get(&field)?.rules.get(rule)?;
        parts.get(condition).copied()
    }

    /// The precision to expect of a value: that of its rule under its conditions, drawn towards that of the rule,
    /// which is drawn towards that of the field, the more so the fewer cases there are. A field without a case has 0.5.
    pub fn estimate(&self, field: Field, rule: &str, condition: &str) -> Confidence {
        let none = Tally::default();
        let tally = self.fields.get(&field).unwrap_or(&none);
        let (prior, weight) = FIELD_PRIOR;
        let mut share = tally.all.towards(prior, weight);
        if let Some((whole, parts)) = tally.rules.get(rule) {
            share = whole.towards(share, WEIGHT);
            if let Some(part) = parts.get(condition) {
                share = part.towards(share, WEIGHT);
            }
        }
        Confidence::of(share.min(MOST))
    }

    /// All rows: field, rule, condition, count; in the order of the fields, then by name.
    pub fn rows(&self) -> impl Iterator<Item = (Field, &str, &str, Count)> {
        self.fields.iter().flat_map(|(field, tally)| {
            tally.rules.iter().flat_map(move |(rule, (_, parts))| {
                let rows = parts.iter();
                rows.map(move |(condition, count)| {
                    (*field, rule.as_str(), condition.as_str(), *count)
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(right: u32, cases: u32) -> Count {
        Count { right, cases }
    }

    fn load(rows: &str) -> Result<Precisions, Error> {
        let text = format!("field,rule,condition,right,cases\n{rows}");
        let files = [("confidence.csv", &*Box::leak(text.into_boxed_str()))];
        Precisions::load(&Files::embedded(&files))
    }

    #[test]
    fn a_rule_with_few_cases_is_drawn_towards_its_field() {
        let mut precisions = Precisions::default();
        precisions.add(Field::Deadline, "deadline/often", "", count(98, 98));
        let field = precisions.estimate(Field::Deadline, "deadline/new", "");
        assert_eq!(field, Confidence::of(0.99), "99 of 100");
        precisions.add(Field::Deadline, "deadline/rare", "", count(0, 1));
        let rare = precisions.estimate(Field::Deadline, "deadline/rare", "");
        let often = precisions.estimate(Field::Deadline, "deadline/often", "");
        assert!(
            rare < Confidence::of(0.9) && rare > Confidence::of(0.7),
            "{rare}"
        );
        assert!(often > Confidence::of(0.99), "{often}");
    }

    #[test]
    fn a_condition_is_drawn_towards_its_rule_and_an_unseen_one_is_the_rule() {
        let mut precisions = Precisions::default();
        precisions.add(Field::Agency, "role/subject", "", count(900, 900));
        precisions.add(Field::Agency, "role/subject", "unlisted", count(50, 100));
        let estimate = |condition| precisions.estimate(Field::Agency, "role/subject", condition);
        assert!(estimate("unlisted") < Confidence::of(0.6));
        assert!(estimate("table") > Confidence::of(0.94) && estimate("table") < estimate(""));
    }

    #[test]
    fn without_any_case_nothing_is_known() {
        let nothing = Precisions::default();
        assert_eq!(
            nothing.estimate(Field::Kind, "kind/line", ""),
            Confidence::of(0.5)
        );
    }

    #[test]
    fn reads_a_table_and_gives_its_rows_back_in_order() {
        let precisions = load("tasks.deadlines,b,,1,2\ntasks.deadlines,a,table,3,3\n").unwrap();
        let rows: Vec<_> = precisions.rows().collect();
        assert_eq!(rows[0], (Field::Deadline, "a", "table", count(3, 3)));
        assert_eq!(rows[1], (Field::Deadline, "b", "", count(1, 2)));
    }

    #[test]
    fn refuses_what_cannot_be_a_measurement_and_says_where() {
        for (rows, said) in [
            ("tasks.deadline,a,,1,2\n", "expected one of document.kind"),
            ("tasks,a,,3,2\n", "3 right of 2 cases"),
            ("tasks,a,,0,0\n", "0 right of 0 cases"),
            ("tasks,a,,-1,2\n", "`-1` in `right` is no count"),
            ("tasks,,,1,2\n", "`rule` is empty"),
            ("tasks,a,,1,2\ntasks,a,,2,2\n", "a second row for `tasks`"),
        ] {
            let message = load(rows).unwrap_err().to_string();
            assert!(message.contains(said), "{message}");
            assert!(message.starts_with("rules/confidence.csv:"), "{message}");
        }
    }
}
