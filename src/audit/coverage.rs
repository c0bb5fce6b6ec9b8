//! Coverage: how far each plan treats each dimension and sub-dimension that counts in its year, and the same summed up
//! by unit, province and year.
//!
//! What is kept of a plan while a run goes on are the sums of its groups, a kilobyte for each unit and year.

use super::plan::Plan;
use super::scope::{Scoped, scope};
use crate::link::record::{Record, Task};
use crate::memo::Matter;
use crate::rules::Rules;
use crate::value::{Level, Treatment};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Tasks, and how many of them name who acts and by when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tasks {
    /// All.
    pub all: usize,
    /// Those that name at least one body.
    pub with_agency: usize,
    /// Those that have at least one deadline.
    pub with_deadline: usize,
}

/// How far a plan treats one dimension or sub-dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// `PAPI`
    pub index: String,
    /// Number of the dimension.
    pub dimension: u8,
    /// Letter of the sub-dimension; none for the dimension as a whole.
    pub sub: Option<String>,
    /// Its name.
    pub name: String,
    /// How far; none where the plan leaves it out.
    pub treatment: Option<Treatment>,
    /// The tasks that serve the dimension, or whose words name the sub-dimension.
    pub tasks: Tasks,
}

impl Covered {
    /// `PAPI-4`: the dimension as tasks name it.
    pub fn label(&self) -> String {
        format!("{}-{}", self.index, self.dimension)
    }
}

/// Whose plan it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Whose {
    /// Province.
    pub province: Option<String>,
    /// Level of the issuer.
    pub level: Option<Level>,
    /// Its unit: `huyện Nam Đông`.
    pub unit: Option<String>,
    /// Code of the unit.
    pub unit_code: Option<String>,
    /// First year that the plan is for.
    pub year: Option<i16>,
}

/// The coverage of one plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// `source.path`.
    pub document: String,
    /// Whose plan it is.
    pub whose: Whose,
    /// All dimensions and sub-dimensions of its indices that count in its year, in the order of the rules.
    pub covered: Vec<Covered>,
}

impl Coverage {
    /// That of a plan.
    pub fn of(plan: &Plan<'_>, rules: &Rules) -> Self {
        let record = plan.record;
        let issuer = record.document.issuer.as_ref();
        let naming = Naming::of(plan, rules);
        let scoped = scope(plan, rules).into_iter();
        Self {
            document: record.source.path.clone(),
            whose: Whose {
                province: issuer.and_then(|issuer| issuer.province.clone()),
                level: issuer.and_then(|issuer| issuer.level),
                unit: issuer.and_then(|issuer| issuer.unit.clone()),
                unit_code: issuer.and_then(|issuer| issuer.unit_code.clone()),
                year: plan.year,
            },
            covered: scoped.map(|part| covered(record, part, &naming)).collect(),
        }
    }
}

fn covered(record: &Record, part: Scoped<'_>, naming: &Naming) -> Covered {
    let number = part.dimension.number;
    let entries = record.dimensions.iter();
    let mut entries = entries.filter(|e| e.index == part.index && e.dimension == number);
    let entry = entries.next();
    let (treatment, tasks) = match &part.dimension.sub {
        None => {
            let name = format!("{}-{number}", part.index);
            let serve = record.tasks.iter();
            let serve = serve.filter(|task| task.dimensions.contains(&name));
            (entry.map(|entry| entry.treatment), Tasks::of(serve))
        }
        Some(letter) => {
            let tasks = Tasks::of(naming.tasks(record, part.index, number, letter));
            let named = entry.is_some_and(|entry| entry.subs.contains(letter));
            (of_sub(tasks, named), tasks)
        }
    };
    Covered {
        index: part.index.to_string(),
        dimension: number,
        sub: part.dimension.sub.clone(),
        name: part.dimension.name.clone(),
        treatment,
        tasks,
    }
}

/// How far a sub-dimension is treated: what goes for dimensions, by its own name alone.
fn of_sub(tasks: Tasks, named: bool) -> Option<Treatment> {
    if tasks.with_agency > 0 {
        Some(Treatment::Assigned)
    } else if tasks.all > 0 {
        Some(Treatment::Described)
    } else {
        named.then_some(Treatment::Mentioned)
    }
}

impl Tasks {
    fn of<'r>(tasks: impl Iterator<Item = &'r Task>) -> Self {
        let mut sum = Self::default();
        for task in tasks {
            sum.all += 1;
            sum.with_agency += usize::from(!task.agencies.is_empty());
            sum.with_deadline += usize::from(!task.deadlines.is_empty());
        }
        sum
    }

    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.with_agency += other.with_agency;
        self.with_deadline += other.with_deadline;
    }
}

/// Index, dimension, letter.
type Sub = (String, u8, String);

/// Which tasks name which sub-dimensions, by their place in the record.
struct Naming(BTreeMap<Sub, BTreeSet<usize>>);

impl Naming {
    fn of(plan: &Plan<'_>, rules: &Rules) -> Self {
        let mut naming = BTreeMap::new();
        for (at, index) in rules.indices.all().iter().enumerate() {
            if !plan.record.indices.contains(&index.name) {
                continue;
            }
            for (task, folded) in plan.folded().iter().enumerate() {
                let find = || rules.indices.find_dimensions(at, folded.as_str());
                let matter = Matter::Dimensions(at);
                for found in rules.memo.read(matter, folded, find).iter() {
                    let Some(number) = found.dimension.filter(|_| found.sub.is_some()) else {
                        continue;
                    };
                    let words = &folded[found.start..found.end];
                    for letter in rules.indices.subs_called(at, number, words, plan.year) {
                        let tasks: &mut BTreeSet<usize> = naming
                            .entry((index.name.clone(), number, letter))
                            .or_default();
                        tasks.insert(task);
                    }
                }
            }
        }
        Self(naming)
    }

    fn tasks<'r>(
        &self,
        record: &'r Record,
        index: &str,
        number: u8,
        letter: &str,
    ) -> impl Iterator<Item = &'r Task> {
        let sub = (index.to_string(), number, letter.to_string());
        let places = self.0.get(&sub).cloned().unwrap_or_default();
        places.into_iter().filter_map(|at| record.tasks.get(at))
    }
}

/// What plans are summed up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Administrative unit and year.
    Unit,
    /// Province and year.
    Province,
    /// Year.
    Year,
}

/// The plans of a group that are for an index, by how far they treat one of its dimensions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Name of the dimension.
    pub name: String,
    /// All plans for the index.
    pub plans: usize,
    /// Those that assign work.
    pub assigned: usize,
    /// Those that describe work.
    pub described: usize,
    /// Those that only mention it.
    pub mentioned: usize,
    /// Their tasks that serve it.
    pub tasks: Tasks,
}

impl Sum {
    /// Plans that leave it out.
    pub fn left_out(&self) -> usize {
        self.plans - self.assigned - self.described - self.mentioned
    }

    /// Adds the plans of another group.
    pub fn join(&mut self, other: &Self) {
        self.name.clone_from(&other.name);
        self.plans += other.plans;
        self.assigned += other.assigned;
        self.described += other.described;
        self.mentioned += other.mentioned;
        self.tasks.add(other.tasks);
    }

    fn add(&mut self, covered: &Covered) {
        self.plans += 1;
        match covered.treatment {
            Some(Treatment::Assigned) => self.assigned += 1,
            Some(Treatment::Described) => self.described += 1,
            Some(Treatment::Mentioned) => self.mentioned += 1,
            None => {}
        }
        self.tasks.add(covered.tasks);
        self.name.clone_from(&covered.name);
    }
}

/// One sum: whose plans, index and dimension.
pub type Group = (Whose, String, u8);

/// Sums by index and dimension.
type Parts = BTreeMap<(Arc<str>, u8), Sum>;

/// The coverage of all plans of a run, summed up: it grows with units and years, not with plans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    units: BTreeMap<Whose, Parts>,
    provinces: BTreeMap<Whose, Parts>,
    years: BTreeMap<Whose, Parts>,
    /// Names of indices, each kept once.
    names: BTreeSet<Arc<str>>,
}

impl Totals {
    /// Adds a plan.
    pub fn add(&mut self, coverage: &Coverage) {
        let dimensions = coverage.covered.iter();
        for covered in dimensions.filter(|covered| covered.sub.is_none()) {
            let part = (&*covered.index, covered.dimension);
            self.each(&coverage.whose, part, |sum| sum.add(covered));
        }
    }

    /// Adds the plans of one group of units, summed up elsewhere: in whatever order they come, the totals are the same.
    pub fn join(&mut self, (whose, index, dimension): &Group, other: &Sum) {
        self.each(whose, (index, *dimension), |sum| sum.join(other));
    }

    /// Does something with each sum that plans of a unit are part of.
    fn each(&mut self, whose: &Whose, (index, dimension): (&str, u8), act: impl Fn(&mut Sum)) {
        let of_year = Whose {
            year: whose.year,
            ..Whose::default()
        };
        let of_province = Whose {
            province: whose.province.clone(),
            ..of_year.clone()
        };
        let index = self.name(index);
        for (sums, whose) in [
            (&mut self.units, whose),
            (&mut self.provinces, &of_province),
            (&mut self.years, &of_year),
        ] {
            let part = (Arc::clone(&index), dimension);
            match sums.get_mut(whose) {
                Some(parts) => act(parts.entry(part).or_default()),
                None => {
                    let parts = sums.entry(whose.clone()).or_default();
                    act(parts.entry(part).or_default());
                }
            }
        }
    }

    fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(name) = self.names.get(name) {
            return Arc::clone(name);
        }
        let name: Arc<str> = Arc::from(name);
        self.names.insert(Arc::clone(&name));
        name
    }

    /// The sums in the order of their groups: whose plans, index and dimension.
    pub fn by(&self, by: By) -> impl Iterator<Item = (&Whose, &str, u8, &Sum)> {
        let sums = match by {
            By::Unit => &self.units,
            By::Province => &self.provinces,
            By::Year => &self.years,
        };
        sums.iter().flat_map(|(whose, parts)| {
            let parts = parts.iter();
            parts.map(move |((index, dimension), sum)| (whose, &**index, *dimension, sum))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::example::example;

    fn coverage(text: &str) -> Coverage {
        let rules = Rules::embedded().unwrap();
        let record = super::super::tests::record(text);
        Coverage::of(&Plan::new(&record, &rules.memo), &rules)
    }

    const PLAN: &str = example!(
        "1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện chủ trì thanh tra việc kiểm soát tham nhũng trong chính quyền, xong trước ngày 15/11/2024.\n- Công khai kết quả."
    );

    #[test]
    fn counts_tasks_with_agency_and_deadline() {
        let coverage = coverage(PLAN);
        let found = |number: u8, sub: Option<&str>| {
            let mut covered = coverage.covered.iter();
            let found = covered.find(|c| c.dimension == number && c.sub.as_deref() == sub);
            let found = found.unwrap();
            let tasks = found.tasks;
            (
                found.treatment,
                tasks.all,
                tasks.with_agency,
                tasks.with_deadline,
            )
        };
        assert_eq!(found(4, None), (Some(Treatment::Assigned), 2, 1, 1));
        assert_eq!(found(4, Some("a")), (Some(Treatment::Assigned), 1, 1, 1));
        assert_eq!(found(4, Some("b")), (None, 0, 0, 0));
        assert_eq!(found(1, None), (None, 0, 0, 0));
    }

    #[test]
    fn only_what_counts_in_the_year_of_the_plan_is_listed() {
        let names = |year: &str| -> Vec<String> {
            let covered = coverage(&PLAN.replace("2024", year)).covered.into_iter();
            let fifth = covered.filter(|c| c.dimension == 5 && c.sub.as_deref() == Some("b"));
            fifth.map(|c| c.name).collect()
        };
        assert_eq!(names("2019"), ["Dịch vụ cấp phép xây dựng"]);
        assert_eq!(
            names("2024"),
            ["Dịch vụ cấp giấy chứng nhận quyền sử dụng đất"]
        );
    }

    #[test]
    fn sums_plans_by_what_they_do() {
        let mut totals = Totals::default();
        totals.add(&coverage(PLAN));
        totals.add(&coverage(&PLAN.replace("tham nhũng", "chi tiêu")));
        let sums: Vec<_> = totals.by(By::Year).collect();
        let (.., fourth) = sums
            .into_iter()
            .find(|(_, _, number, _)| *number == 4)
            .unwrap();
        assert_eq!(
            (fourth.plans, fourth.assigned, fourth.left_out()),
            (2, 1, 1)
        );
        assert_eq!(fourth.tasks.all, 2);
        assert_eq!(fourth.name, "Kiểm soát tham nhũng trong khu vực công");
    }
}
