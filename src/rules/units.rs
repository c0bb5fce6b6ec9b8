//! Administrative units: provinces, districts and communes since 2004, each with the period in which it existed.

use super::key::{entry, loose, loose_entry};
use super::table::{Files, Row, in_force};
use crate::error::Error;
use crate::value::Level;
use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// One unbroken state of a unit: a new name, kind or parent makes a new row.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Code of the statistics office: 2 digits a province, 3 a district, 5 a commune. Codes are used again.
    pub code: String,
    /// Province, district or commune.
    pub level: Level,
    /// `tỉnh`, `huyện`, `phường` …
    pub kind: String,
    /// Name without kind; numbers without leading zero.
    pub name: String,
    /// Folded name.
    pub key: String,
    /// Code of the unit above; empty for a province.
    pub parent: String,
    /// First day in force; `None`: before the records (31 August 2004).
    pub valid_from: Option<Date>,
    /// Last day in force; `None`: still in force.
    pub valid_to: Option<Date>,
    /// Codes of the units its territory went to, as of the day after `valid_to`.
    pub successors: Vec<String>,
}

impl Unit {
    /// Whether the unit exists on a day; always true without a day.
    pub fn in_force(&self, on: Option<Date>) -> bool {
        in_force(self.valid_from, self.valid_to, on)
    }

    /// Kind and name: `huyện Nam Đông`.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }
}

/// All units, found by name or by code.
#[derive(Debug)]
pub struct Units {
    /// The table, where it was tried before and is read when a unit is first asked for: it is the longest of all.
    waiting: Option<Files>,
    table: OnceLock<Table>,
}

/// The rows, and how they are found.
#[derive(Debug, Default)]
struct Table {
    all: Vec<Unit>,
    /// Made when a name is first asked for: most of the cost of this file.
    by_loose_name: OnceLock<HashMap<String, Vec<usize>>>,
    /// The rows by their code, and those of a code in the order of the file.
    by_code: Vec<usize>,
    /// The same by the code of the unit above.
    by_parent: OnceLock<Vec<usize>>,
}

const FILE: &str = "units.csv";

pub(super) const COLUMNS: [&str; 8] = [
    "code",
    "level",
    "type",
    "name",
    "parent_code",
    "valid_from",
    "valid_to",
    "successors",
];

impl Table {
    fn read(files: &Files) -> Result<Table, Error> {
        let mut all = Vec::new();
        files.table(FILE, &COLUMNS)?.rows(|row| {
            all.push(unit(row)?);
            Ok(())
        })?;
        Ok(Table {
            by_code: sorted(&all, |unit| &unit.code),
            all,
            by_loose_name: OnceLock::new(),
            by_parent: OnceLock::new(),
        })
    }

    fn loose_names(&self) -> HashMap<String, Vec<usize>> {
        let mut names = HashMap::with_capacity_and_hasher(self.all.len() / 2, Default::default());
        for (at, unit) in self.all.iter().enumerate() {
            let ids: &mut Vec<usize> = names.entry(loose_entry(&unit.key)).or_default();
            ids.push(at);
        }
        names
    }

    /// The units of a code, in the order of the file.
    fn of_code(&self, code: &str) -> impl Iterator<Item = &Unit> + use<'_> {
        self.having(&self.by_code, |unit| &unit.code, code)
    }

    /// The units whose unit above has this code, in the order of the file.
    fn below(&self, code: &str) -> impl Iterator<Item = &Unit> + use<'_> {
        let by_parent = || sorted(&self.all, |unit| &unit.parent);
        let by_parent = self.by_parent.get_or_init(by_parent);
        self.having(by_parent, |unit| &unit.parent, code)
    }

    /// The units that have a code where `code_of` looks, of places sorted by that.
    fn having<'u>(
        &'u self,
        sorted: &'u [usize],
        code_of: fn(&Unit) -> &str,
        code: &str,
    ) -> impl Iterator<Item = &'u Unit> + use<'u> {
        let code_of = |at: &usize| self.all.get(*at).map_or("", code_of);
        let from = sorted.partition_point(|at| code_of(at) < code);
        let rest = sorted.get(from..).unwrap_or(&[]);
        let same = rest.partition_point(|at| code_of(at) == code);
        let places = rest.iter().take(same);
        places.filter_map(|at| self.all.get(*at))
    }
}

/// The places of units, sorted by a code of theirs, of equals in the order of the file.
fn sorted(all: &[Unit], code: impl Fn(&Unit) -> &str) -> Vec<usize> {
    let mut places: Vec<usize> = (0..all.len()).collect();
    places.sort_by(|one, other| code(&all[*one]).cmp(code(&all[*other])));
    places
}

fn unit(row: &Row) -> Result<Unit, Error> {
    let name = row.some("name")?;
    Ok(Unit {
        code: row.some("code")?.to_owned(),
        level: row.parse("level")?,
        kind: row.some("type")?.to_owned(),
        name: name.to_owned(),
        key: entry(name),
        parent: row.get("parent_code").to_owned(),
        valid_from: row.date("valid_from")?,
        valid_to: row.date("valid_to")?,
        successors: row.parts("successors", ';'),
    })
}

impl Units {
    pub(super) fn load(files: &Files) -> Result<Units, Error> {
        let waiting = files.tried.then(|| files.only(FILE));
        let table = OnceLock::new();
        if waiting.is_none() {
            let _ = table.set(Table::read(files)?);
        }
        Ok(Units { waiting, table })
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let table = self.waiting.as_ref().map(Table::read);
            // No error is left in files that were tried.
            table.and_then(Result::ok).unwrap_or_default()
        })
    }

    /// All rows, in the order of the file.
    pub fn all(&self) -> &[Unit] {
        &self.table().all
    }

    /// Units of a name (without kind), on a day. Case, tone placement, `quy`/`qui` and `đắk`/`đăk` do not matter,
    /// but where some spell the name exactly as asked, only those are returned.
    pub fn find(&self, kind: Option<&str>, name: &str, on: Option<Date>) -> Vec<&Unit> {
        let kind = kind.map(entry);
        let table = self.table();
        let names = table.by_loose_name.get_or_init(|| table.loose_names());
        let ids = names.get(&loose(name)).map_or(&[][..], Vec::as_slice);
        let fits = |unit: &&Unit| {
            unit.in_force(on) && kind.as_ref().is_none_or(|kind| entry(&unit.kind) == *kind)
        };
        let found: Vec<&Unit> = ids
            .iter()
            .filter_map(|id| table.all.get(*id))
            .filter(fits)
            .collect();
        let exact = entry(name);
        if found.iter().any(|unit| unit.key == exact) {
            return found.into_iter().filter(|unit| unit.key == exact).collect();
        }
        found
    }

    /// The unit of a code on a day; without a day the latest of that code.
    pub fn by_code(&self, code: &str, on: Option<Date>) -> Option<&Unit> {
        let units = self.table().of_code(code);
        let units = units.filter(|unit| unit.in_force(on));
        units.max_by_key(|unit| (unit.valid_to.is_none(), unit.valid_to))
    }

    /// The units right below that of a code, whenever they were.
    pub fn below(&self, code: &str) -> impl Iterator<Item = &Unit> + use<'_> {
        self.table().below(code)
    }

    /// The province that a unit belongs to; a province is its own. Without a day, as of the unit's last day.
    pub fn province_of<'u>(&'u self, unit: &'u Unit, on: Option<Date>) -> Option<&'u Unit> {
        let on = on.or(unit.valid_to);
        let mut unit = unit;
        // Three levels at most, whatever the file says.
        for _ in 0..3 {
            if unit.level == Level::Province {
                return Some(unit);
            }
            unit = self.by_code(&unit.parent, on)?;
        }
        None
    }

    /// The provinces on a day; without a day every province there ever was.
    pub fn provinces(&self, on: Option<Date>) -> impl Iterator<Item = &Unit> {
        let provinces = self
            .all()
            .iter()
            .filter(|unit| unit.level == Level::Province);
        provinces.filter(move |unit| unit.in_force(on))
    }
}
