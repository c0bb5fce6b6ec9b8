//! Mentions → agencies: the official name and the levels that are meant, by area, date and issuer.

use super::header::Context;
use crate::extract::agencies::{AreaLevel, Mention};
use crate::rules::Rules;
use crate::text::fold::bare;
use crate::value::Level;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An agency as the output names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Official name without the area, or a group's words.
    pub name: String,
    /// Its level.
    pub level: Option<Level>,
    /// Whether the agency list has it.
    pub known: bool,
    /// The name it was repaired from, where a slip kept it from being found.
    pub repaired: bool,
}

/// Names of one document: the fullest forms that it uses.
#[derive(Debug, Default)]
pub struct Names {
    /// Official names by number of mentions.
    seen: BTreeMap<String, usize>,
}

/// Repairs at most this many letters of a name of at least `SHORTEST` letters.
const MOST_SLIPS: usize = 2;
const SHORTEST: usize = 12;

impl Names {
    /// Collects the names of a document.
    pub fn collect(mentions: &[Mention]) -> Names {
        let mut names = Names::default();
        for mention in mentions.iter().filter(|mention| !mention.generic) {
            *names.seen.entry(mention.name.clone()).or_default() += 1;
        }
        names
    }

    /// The agencies that a mention stands for: one a level. `same` is the level of the body it goes with.
    pub fn resolve(
        &self,
        mention: &Mention,
        same: Option<Level>,
        context: &Context,
        rules: &Rules,
    ) -> Vec<Named> {
        if mention.generic {
            let level = self
                .levels(mention, same, context)
                .first()
                .copied()
                .or(context.level);
            return vec![Named {
                name: mention.name.clone(),
                level,
                known: true,
                repaired: false,
            }];
        }
        let mut mention = Cow::Borrowed(mention);
        let mut repaired = false;
        if !mention.known
            && let Some(name) = nearest(&mention.name, rules)
        {
            let mention = mention.to_mut();
            mention.candidates = rules.agencies.named(&name).into_iter().cloned().collect();
            mention.name = name;
            mention.known = true;
            repaired = true;
        }
        let levels = self.levels(&mention, same, context);
        let named = |level: Option<Level>| Named {
            name: self.fullest(&name_at(&mention, level, context), &mention, level, context),
            level,
            known: mention.known,
            repaired,
        };
        if levels.is_empty() {
            vec![named(None)]
        } else {
            levels.into_iter().map(|level| named(Some(level))).collect()
        }
    }

    /// The levels meant: those of the area, else the one that the name, the date and the issuer leave.
    fn levels(&self, mention: &Mention, same: Option<Level>, context: &Context) -> Vec<Level> {
        let possible = possible(mention, context);
        let below = |level: &Level| {
            context.level.is_none_or(|issuer| *level > issuer) && *level < Level::Village
        };
        let mut levels: Vec<Level> = Vec::new();
        for area in &mention.area {
            match area {
                AreaLevel::Level(level) => levels.push(*level),
                AreaLevel::City => levels.push(city_level(context)),
                AreaLevel::All => levels.extend(existing(context).into_iter().filter(below)),
                AreaLevel::Same => match same.filter(|level| Some(*level) != context.level) {
                    Some(level) => levels.push(level),
                    None => levels.extend(existing(context).into_iter().filter(below)),
                },
            }
        }
        if levels.is_empty() {
            return one_level(mention, &possible, context).into_iter().collect();
        }
        levels.sort_unstable();
        levels.dedup();
        let wide = mention
            .area
            .iter()
            .any(|area| matches!(area, AreaLevel::All | AreaLevel::Same));
        if wide && !possible.is_empty() {
            levels.retain(|level| possible.contains(level));
        }
        if !wide && possible.len() == 1 && mention.known && fixed_level(mention) {
            return possible;
        }
        levels
    }

    /// `Phòng Tài chính` beside `Phòng Tài chính - Kế hoạch`: a name that no office of that level and day bears is
    /// short for the fuller one that the document uses.
    fn fullest(
        &self,
        name: &str,
        mention: &Mention,
        level: Option<Level>,
        context: &Context,
    ) -> String {
        let exists = mention.candidates.iter().any(|agency| {
            agency.name == name
                && level.is_none_or(|level| agency.level == level)
                && agency.in_force(context.date)
        });
        if exists {
            return name.to_string();
        }
        let prefix = format!("{name} ");
        self.seen
            .iter()
            .filter(|(other, _)| {
                other.starts_with(&prefix) || other.starts_with(&format!("{name},"))
            })
            .max_by_key(|(other, count)| (**count, other.len()))
            .map_or_else(|| name.to_string(), |(other, _)| other.clone())
    }
}

/// Bodies whose name fixes their level, whatever area stands behind it: `Sở Nội vụ thành phố`.
fn fixed_level(mention: &Mention) -> bool {
    mention.candidates.iter().all(|agency| {
        matches!(
            agency.kind.as_str(),
            "department" | "ministry" | "civil-servant-title"
        )
    })
}

/// Levels on which a body of this name exists on the day; on any day, if on none.
fn possible(mention: &Mention, context: &Context) -> Vec<Level> {
    let levels = |on_day: bool| {
        let mut levels: Vec<Level> = mention
            .candidates
            .iter()
            .filter(|agency| !on_day || agency.in_force(context.date))
            .map(|agency| agency.level)
            .collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    };
    let now = levels(true);
    let found = if now.is_empty() { levels(false) } else { now };
    if found.is_empty() {
        mention.head_level.into_iter().collect()
    } else {
        found
    }
}

/// Without an area: the only level, the issuer's, else the nearest above it, else the nearest below.
fn one_level(mention: &Mention, possible: &[Level], context: &Context) -> Option<Level> {
    let Some(issuer) = context.level else {
        return (possible.len() == 1).then(|| possible[0]);
    };
    match possible {
        [] if mention.known => Some(issuer),
        [] => mention.head_level.or(Some(issuer)),
        [only] => Some(*only),
        several if several.contains(&issuer) => Some(issuer),
        several => several
            .iter()
            .copied()
            .filter(|level| *level < issuer)
            .max()
            .or_else(|| several.iter().copied().min()),
    }
}

/// The levels of government on the day: no districts since 1 July 2025 (Law 72/2025/QH15).
fn existing(context: &Context) -> Vec<Level> {
    let no_districts = context
        .date
        .is_some_and(|date| date >= jiff::civil::date(2025, 7, 1));
    [Level::Province, Level::District, Level::Commune]
        .into_iter()
        .filter(|level| !(no_districts && *level == Level::District))
        .collect()
}

/// `thành phố` behind a name: the province's where the issuer's province is a city, else a district's.
fn city_level(context: &Context) -> Level {
    let no_districts = context
        .date
        .is_some_and(|date| date >= jiff::civil::date(2025, 7, 1));
    if context.city || no_districts {
        Level::Province
    } else {
        Level::District
    }
}

/// Of several names that the words can stand for, the one of that level and day.
fn name_at(mention: &Mention, level: Option<Level>, context: &Context) -> String {
    let fits = |on_day: bool| {
        mention
            .candidates
            .iter()
            .filter(|agency| level.is_none_or(|level| agency.level == level))
            .filter(move |agency| !on_day || agency.in_force(context.date))
            .map(|agency| agency.name.as_str())
    };
    let pick = |on_day: bool| {
        let own = fits(on_day).find(|name| **name == mention.name);
        own.or_else(|| fits(on_day).next())
    };
    let name = pick(true).or_else(|| pick(false));
    name.unwrap_or(&mention.name).to_owned()
}

/// The listed name that differs from an unlisted one by a slip or two: `Công chức Văn hóa - xác hội`.
pub fn nearest(name: &str, rules: &Rules) -> Option<String> {
    let written = bare(name);
    if written.chars().count() < SHORTEST {
        return None;
    }
    let head = written.split(' ').next().unwrap_or("").to_string();
    let scorer = rapidfuzz::distance::osa::BatchComparator::new(written.chars());
    let args = rapidfuzz::distance::osa::Args::default().score_cutoff(MOST_SLIPS);
    rules
        .agencies
        .bare()
        .filter_map(|(key, agency)| {
            let tail = written.rsplit(' ').next().unwrap_or("");
            let close = (key.starts_with(&head) || key.ends_with(tail))
                && key.chars().count().abs_diff(written.chars().count()) <= MOST_SLIPS;
            if !close {
                return None;
            }
            scorer
                .distance_with_args(key.chars(), &args)
                .map(|distance| (distance, agency.name.clone()))
        })
        .min()
        .map(|(_, name)| name)
}
