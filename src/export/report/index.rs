//! What all views of the page read first: the plans in short, the indices, the checks, the links.

use super::bodies::Address;
use super::tasks::Agency;
use super::utf16::Utf16;
use crate::audit::set::Linked;
use crate::audit::{CHECKS, Finding};
use crate::error::Failure;
use crate::export::Context;
use crate::link::record::{Fact, Record, SameBy};
use crate::note::Severity;
use crate::value::{Level, Role, Treatment};
use serde::Serialize;
use std::collections::HashMap;

/// The index.
#[derive(Serialize)]
pub struct Index {
    version: &'static str,
    /// Short name of the index that the coverage begins with.
    first: String,
    indices: Vec<Shape>,
    checks: Vec<Catalogued>,
    /// In input order; the number of a plan is its place here.
    pub plans: Vec<Plan>,
    /// Inputs that could not be read.
    pub failures: Vec<Failure>,
    duplicates: Vec<Duplicate>,
    links: Vec<Link>,
    /// By the numbers that the tasks give them.
    pub agencies: Vec<Agency>,
    #[serde(skip)]
    numbers: HashMap<String, usize>,
}

/// An index and its dimensions.
#[derive(Serialize)]
struct Shape {
    name: String,
    dimensions: Vec<(u8, String)>,
}

/// A check with its name, Vietnamese first, and why it matters.
#[derive(Serialize)]
struct Catalogued {
    id: &'static str,
    name: [&'static str; 2],
    severity: Severity,
    vi: &'static str,
    en: &'static str,
}

/// One plan in short.
#[derive(Serialize)]
pub struct Plan {
    /// Where its text and values are.
    address: Address,
    path: String,
    kind: Option<String>,
    number: Option<String>,
    date: Option<String>,
    title: Option<String>,
    issuer: Option<String>,
    level: Option<Level>,
    unit: Option<String>,
    province: Option<String>,
    year: Option<i16>,
    indices: Vec<String>,
    tasks: usize,
    /// Tasks that name a body, that name one that leads, that have a deadline.
    named: usize,
    led: usize,
    due: usize,
    dimensions: Vec<Covered>,
    /// Findings that were not accepted: errors, warnings, remarks.
    findings: [usize; 3],
    #[serde(skip)]
    pub units: Utf16,
}

/// A dimension of a plan: index, number, treatment, tasks, those with a body, those with a deadline, letters named.
#[derive(Serialize)]
struct Covered(String, u8, Treatment, usize, usize, usize, String);

/// A file with a plan of the list once more: its path, the number of the plan, and how it shows.
#[derive(Serialize)]
struct Duplicate(String, usize, SameBy);

/// The plan that cites, the plan that is cited, the words and their place in the first.
#[derive(Serialize)]
struct Link(usize, usize, String, [usize; 2]);

impl Index {
    /// An index without plans.
    pub fn new(context: &Context) -> Self {
        let shapes = context.indices.iter().map(|shape| Shape {
            name: shape.name.clone(),
            dimensions: shape.dimensions.clone(),
        });
        let checks = CHECKS.iter().map(|check| Catalogued {
            id: check.id,
            name: [check.name_vi, check.name_en],
            severity: check.severity,
            vi: check.why_vi,
            en: check.why_en,
        });
        Self {
            version: env!("CARGO_PKG_VERSION"),
            first: context.index.name.clone(),
            indices: shapes.collect(),
            checks: checks.collect(),
            plans: Vec::new(),
            failures: Vec::new(),
            duplicates: Vec::new(),
            links: Vec::new(),
            agencies: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// Adds a plan.
    pub fn add(&mut self, record: &Record, units: Utf16, address: Address) {
        let path = record.source.path.clone();
        self.numbers.entry(path).or_insert(self.plans.len());
        self.plans.push(Plan::of(record, units, address));
    }

    /// Adds a document that is another one once more.
    pub fn again(&mut self, record: &Record) {
        let of = record.source.duplicate_of.as_ref();
        if let Some(of) = of
            && let Some((number, _)) = self.plan(&of.path)
        {
            let path = record.source.path.clone();
            self.duplicates.push(Duplicate(path, number, of.reason));
        }
    }

    /// The plan of a path, and its number.
    pub fn plan(&self, path: &str) -> Option<(usize, &Plan)> {
        let number = *self.numbers.get(path)?;
        Some((number, self.plans.get(number)?))
    }

    /// Counts a finding with its plan, unless it was accepted.
    pub fn count(&mut self, finding: &Finding) {
        let number = self.numbers.get(&finding.document).copied();
        let plan = number.and_then(|number| self.plans.get_mut(number));
        if let (Some(plan), None) = (plan, &finding.accepted) {
            let [errors, warnings, remarks] = &mut plan.findings;
            match finding.severity {
                Severity::Error => *errors += 1,
                Severity::Warning => *warnings += 1,
                Severity::Info => *remarks += 1,
            }
        }
    }

    /// Takes the links between plans.
    pub fn link(&mut self, links: &[Linked]) {
        for link in links {
            let (child, parent) = (self.plan(&link.document), self.plan(&link.parent));
            if let (Some((child, plan)), Some((parent, _))) = (child, parent) {
                let place = plan.units.span(link.span);
                self.links
                    .push(Link(child, parent, link.text.clone(), place));
            }
        }
    }
}

impl Plan {
    fn of(record: &Record, units: Utf16, address: Address) -> Self {
        let header = &record.document;
        let issuer = header.issuer.as_ref();
        let value = |fact: Option<&Fact>| fact.map(|fact| fact.value.clone());
        let count = |keep: fn(&crate::link::record::Task) -> bool| {
            record.tasks.iter().filter(|task| keep(task)).count()
        };
        Self {
            address,
            path: record.source.path.clone(),
            kind: value(header.kind.as_ref()),
            number: value(header.number.as_ref().map(|number| &number.fact)),
            date: value(header.date.as_ref()),
            title: value(header.title.as_ref()),
            issuer: value(issuer.map(|issuer| &issuer.fact)),
            level: issuer.and_then(|issuer| issuer.level),
            unit: issuer.and_then(|issuer| issuer.unit.clone()),
            province: issuer.and_then(|issuer| issuer.province.clone()),
            year: header.year.as_ref().map(|year| year.value),
            indices: record.indices.clone(),
            tasks: record.tasks.len(),
            named: count(|task| !task.agencies.is_empty()),
            led: count(|task| task.agencies.iter().any(|who| who.role == Role::Lead)),
            due: count(|task| !task.deadlines.is_empty()),
            dimensions: covered(record),
            findings: [0; 3],
            units,
        }
    }
}

fn covered(record: &Record) -> Vec<Covered> {
    let entries = record.dimensions.iter().map(|entry| {
        let name = format!("{}-{}", entry.index, entry.dimension);
        let tasks = || {
            let all = record.tasks.iter();
            all.filter(|task| task.dimensions.contains(&name))
        };
        Covered(
            entry.index.clone(),
            entry.dimension,
            entry.treatment,
            tasks().count(),
            tasks().filter(|task| !task.agencies.is_empty()).count(),
            tasks().filter(|task| !task.deadlines.is_empty()).count(),
            entry.subs.concat(),
        )
    });
    entries.collect()
}
