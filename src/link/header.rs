//! Header facts → header: issuer with level, unit and province, plan year, signer.

use super::record::{Fact, Header, Issuer, Number, Signer};
use crate::extract::{Facts, Found};
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::span::Span;
use crate::trace;
use crate::value::Level;
use crate::value::confidence::Confidence;
use jiff::civil::Date;

/// What the other linkers need to know of the header.
#[derive(Debug, Clone)]
pub struct Context {
    /// Level of the issuer; the lowest level that its text suggests where it is not known.
    pub level: Option<Level>,
    /// Day of issue, as far as it is known.
    pub date: Option<Date>,
    /// The year of deadlines that name none: the plan's, but no year that was over when it was issued.
    pub year: Option<i16>,
    /// Whether the issuer's province is a city (`thành phố` then means the province).
    pub city: bool,
}

/// A fact for the output.
pub fn fact<T>(facts: &Facts, value: T, span: Span, rule: &str) -> Fact<T> {
    let text = &facts.outline.text;
    Fact {
        value,
        text: text.quote(span).to_string(),
        span: text.original_span(span),
        rule: rule.to_string(),
        confidence: Confidence::default(),
    }
}

/// Links the header.
pub fn link(facts: &Facts, rules: &Rules) -> (Header, Context) {
    let found = &facts.header;
    let date = found.date.as_ref().and_then(|date| date.value.latest());
    let issuer = super::issuer::link(facts, rules, date);
    let year = year(facts, rules);
    let city = issuer.as_ref().is_some_and(|issuer| {
        issuer
            .province
            .as_deref()
            .is_some_and(|name| is_city(name, rules, date))
    });
    let context = Context {
        level: issuer.as_ref().and_then(|issuer| issuer.level),
        date,
        year: deadlines_year(year.as_ref().map(|year| year.value), date),
        city,
    };
    let simple = |found: &Option<Found<String>>| {
        found
            .as_ref()
            .map(|found| fact(facts, found.value.clone(), found.span, &found.rule))
    };
    let header = Header {
        kind: simple(&found.kind),
        number: found.number.as_ref().map(|number| Number {
            fact: fact(facts, number.value.joined(), number.span, &number.rule),
            serial: number.value.serial.clone(),
            notation: number.value.notation.clone(),
        }),
        date: found
            .date
            .as_ref()
            .map(|date| fact(facts, date.value.to_string(), date.span, &date.rule)),
        place: simple(&found.place),
        title: simple(&found.title),
        issuer: issuer.map(|issuer| Issuer {
            fact: fact(facts, issuer.name, issuer.span, issuer.rule),
            level: issuer.level,
            unit: issuer.unit,
            unit_code: issuer.unit_code,
            province: issuer.province,
        }),
        signer: found.signer.as_ref().map(|signer| Signer {
            fact: fact(facts, signer.value.name.clone(), signer.span, &signer.rule),
            position: signer.value.position.clone(),
            authority: signer.value.authority.map(str::to_string),
        }),
        year,
    };
    (header, context)
}

fn is_city(name: &str, rules: &Rules, date: Option<Date>) -> bool {
    rules
        .units
        .find(Some("thành phố"), name, date)
        .iter()
        .any(|unit| unit.level == Level::Province)
}

/// `giai đoạn 2021 - 2025` in a plan of 2022: what is due by 15 November is due in 2022.
fn deadlines_year(plan: Option<i16>, issued: Option<Date>) -> Option<i16> {
    match (plan, issued) {
        (Some(plan), Some(issued)) => Some(plan.max(issued.year())),
        (plan, issued) => plan.or(issued.map(|issued| issued.year())),
    }
}

/// The year the plan is for: in its title, else the year of issue.
fn year(facts: &Facts, rules: &Rules) -> Option<Fact<i16>> {
    let issued = facts.header.date.as_ref().map(|date| date.value.year);
    if let Some(title) = &facts.header.title {
        let folded = facts.outline.folded(title.span);
        let years = years_in(folded);
        // A title may name last year's result beside this year's plan.
        let chosen = years
            .iter()
            .find(|(_, year)| issued.is_none_or(|issued| *year >= issued))
            .or_else(|| years.iter().find(|(at, _)| !looks_back(folded, *at, rules)));
        for (at, year) in years.iter().filter(|year| Some(*year) != chosen) {
            let span = Span::new(*at, at + 4).shift(title.span.start);
            trace::tell(|| super::told::other_year(*year, span));
        }
        if let Some((at, year)) = chosen {
            let span = Span::new(*at, at + 4).shift(title.span.start);
            return Some(fact(facts, *year, span, "year/title"));
        }
    }
    let date = facts.header.date.as_ref()?;
    Some(fact(facts, date.value.year, date.span, "year/date"))
}

/// `Khắc phục hạn chế trong Chỉ số PAPI năm 2023`, `thực hiện Luật Trẻ em năm 2016`, `Đề án “Y tế số giai đoạn 2016 -
/// 2020”`: a year that is over is that of a result, of a document or of a name, and not the plan's.
fn looks_back(title: &str, year: usize, rules: &Rules) -> bool {
    let before = &title[..year];
    let clause = before.rsplit([',', ';']).next().unwrap_or(before);
    let quoted = before.matches('“').count() > before.matches('”').count()
        || before.matches('"').count() % 2 == 1;
    quoted || !rules.phrases.find(List::LookedBack, clause).is_empty()
}

/// Years that a title is for, with the byte of each: behind `năm` or `giai đoạn`, not behind `đến`, `ngày … tháng …`,
/// `nhiệm kỳ` or inside a document number.
fn years_in(folded: &str) -> Vec<(usize, i16)> {
    let mut years = Vec::new();
    for opening in ["năm", "giai đoạn", "thời kỳ", "các năm"] {
        for (at, word) in folded.match_indices(opening) {
            let rest = &folded[at + word.len()..];
            let digits = rest.trim_start();
            let from = at + word.len() + (rest.len() - digits.len());
            let number: String = digits.chars().take_while(char::is_ascii_digit).collect();
            let before = folded[..at].trim_end();
            let other = ["đến", "tầm nhìn", "hướng tới", "nhiệm kỳ"]
                .iter()
                .any(|word| before.ends_with(word))
                || before.ends_with(|c: char| c.is_ascii_digit()) && before.contains("tháng");
            if number.len() == 4
                && !other
                && let Ok(year) = number.parse()
            {
                years.push((from, year));
            }
        }
    }
    years.sort_unstable();
    years.dedup();
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_year_that_a_title_is_for() {
        for (title, years) in [
            ("nâng cao chỉ số papi năm 2021", vec![2021]),
            ("giai đoạn 2026 - 2030, tầm nhìn đến năm 2045", vec![2026]),
            (
                "chỉ thị số 32/ct-ttg ngày 21 tháng 10 năm 2025 của thủ tướng",
                vec![],
            ),
            ("bầu cử nhiệm kỳ 2026 - 2031", vec![]),
            ("hạn chế năm 2023 và giải pháp năm 2024", vec![2023, 2024]),
        ] {
            let found: Vec<i16> = years_in(title).into_iter().map(|(_, year)| year).collect();
            assert_eq!(found, years, "{title}");
        }
    }
}
