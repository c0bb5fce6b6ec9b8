//! Administrative units: provinces, districts and communes since 2004, each with the period in which it existed.

use super::key::{entry, loose, loose_entry};
use super::table::{Files, in_force};
use crate::error::Error;
use crate::value::Level;
use jiff::civil::Date;
use std::collections::HashMap;
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
#[derive(Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    /// Made when a name is first asked for: most of the cost of this file.
    by_loose_name: OnceLock<HashMap<String, Vec<usize>>>,
    by_code: HashMap<String, Vec<usize>>,
}

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

impl Units {
    pub(super) fn load(files: &Files) -> Result<Units, Error> {
        let mut units = Units::default();
        files.table("units.csv", &COLUMNS)?.rows(|row| {
            let name = row.some("name")?;
            units.add(Unit {
                code: row.some("code")?.to_owned(),
                level: row.parse("level")?,
                kind: row.some("type")?.to_owned(),
                name: name.to_owned(),
                key: entry(name),
                parent: row.get("parent_code").to_owned(),
                valid_from: row.date("valid_from")?,
                valid_to: row.date("valid_to")?,
                successors: row.parts("successors", ';'),
            });
            Ok(())
        })?;
        Ok(units)
    }

    fn add(&mut self, unit: Unit) {
        let at = self.all.len();
        self.by_code.entry(unit.code.clone()).or_default().push(at);
        self.all.push(unit);
    }

    fn loose_names(&self) -> HashMap<String, Vec<usize>> {
        let mut names: HashMap<String, Vec<usize>> = HashMap::with_capacity(self.all.len() / 2);
        for (at, unit) in self.all.iter().enumerate() {
            names.entry(loose_entry(&unit.key)).or_default().push(at);
        }
        names
    }

    /// All rows, in the order of the file.
    pub fn all(&self) -> &[Unit] {
        &self.all
    }

    /// Units of a name (without kind), on a day. Case, tone placement, `quy`/`qui` and `đắk`/`đăk` do not matter,
    /// but where some spell the name exactly as asked, only those are returned.
    pub fn find(&self, kind: Option<&str>, name: &str, on: Option<Date>) -> Vec<&Unit> {
        let kind = kind.map(entry);
        let names = self.by_loose_name.get_or_init(|| self.loose_names());
        let ids = names.get(&loose(name)).map_or(&[][..], Vec::as_slice);
        let fits = |unit: &&Unit| {
            unit.in_force(on) && kind.as_ref().is_none_or(|kind| entry(&unit.kind) == *kind)
        };
        let found: Vec<&Unit> = ids
            .iter()
            .filter_map(|id| self.all.get(*id))
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
        let ids = self.by_code.get(code)?;
        let units = ids
            .iter()
            .filter_map(|id| self.all.get(*id))
            .filter(|unit| unit.in_force(on));
        units.max_by_key(|unit| (unit.valid_to.is_none(), unit.valid_to))
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
        let provinces = self.all.iter().filter(|unit| unit.level == Level::Province);
        provinces.filter(move |unit| unit.in_force(on))
    }
}
