//! The masthead in every layout that offices, converters and web sites give it.

use super::Plan;
use kehoach::outline::Part;

const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// What a masthead says, and the text from the title on.
struct Masthead {
    /// `ỦY BAN NHÂN DÂN`, `HUYỆN BA BỂ`
    issuer: [String; 2],
    /// `Số: 88/KH-UBND`
    number: String,
    /// `Ba Bể, ngày 04 tháng 3 năm 2024`
    date: String,
    rest: String,
}

impl Masthead {
    /// That of a people's committee with number, place and date; `None` for others.
    fn of(plan: &Plan) -> Option<Self> {
        let document = &plan.record["document"];
        let value = |field: &str| document[field]["value"].as_str();
        let unit = value("issuer")?.strip_prefix("Ủy ban nhân dân ")?;
        let number = value("number")?;
        let number = match number.starts_with('/') {
            true => format!("Số:      {number}"),
            false => format!("Số: {number}"),
        };
        let mut date = value("date")?.split('-');
        let year = date.next()?;
        let month = date.next().unwrap_or("    ");
        let day = date.next().unwrap_or("    ");
        let title = plan.outline.part_span(Part::Title)?;
        let start = plan.outline.text.original_span(title).start;
        Some(Self {
            issuer: ["ỦY BAN NHÂN DÂN".to_string(), unit.to_uppercase()],
            number,
            date: format!("{}, ngày {day} tháng {month} năm {year}", value("place")?),
            rest: plan.text.chars().skip(start).collect(),
        })
    }
}

fn with(plan: &Plan, write: impl Fn(&Masthead, &str, &str) -> String) -> Option<String> {
    let masthead = Masthead::of(plan)?;
    let [body, unit] = &masthead.issuer;
    Some(format!("{}{}", write(&masthead, body, unit), masthead.rest))
}

/// One line under the other.
pub fn one_column(plan: &Plan) -> Option<String> {
    with(plan, |m, body, unit| {
        let (number, date) = (&m.number, &m.date);
        format!(
            "{body}\n{unit}\n-------\n\n{STATE}\n{MOTTO}\n---------------\n\n{number}\n\n{date}\n\n"
        )
    })
}

/// Two columns, TABs between.
pub fn tabs(plan: &Plan) -> Option<String> {
    with(plan, |m, body, unit| {
        let (number, date) = (&m.number, &m.date);
        format!("{body}\t{STATE}\n{unit}\t{MOTTO}\n\n{number}\t{date}\n\n")
    })
}

/// Two columns, spaces between.
pub fn spaces(plan: &Plan) -> Option<String> {
    with(plan, |m, body, unit| {
        let (number, date) = (&m.number, &m.date);
        format!(
            "    {body:<30}     {STATE}\n    {unit:<30}         {MOTTO}\n\n    {number:<30}      {date}\n\n"
        )
    })
}

/// Two columns that a PDF reader put on one line each.
pub fn flattened(plan: &Plan) -> Option<String> {
    with(plan, |m, body, unit| {
        let (number, date) = (&m.number, &m.date);
        format!("{body} {STATE}\n{unit} {MOTTO}\n{number} {date}\n")
    })
}

/// A cell a line.
pub fn cells(plan: &Plan) -> Option<String> {
    with(plan, |m, body, unit| {
        let (number, date) = (&m.number, &m.date);
        format!(
            "{body}\n{unit}\n-------\n|\n{STATE}\n{MOTTO}\n---------------\n|\n{number}\n|\n{date}\n|\n"
        )
    })
}

/// A cell a line, the lines of the web page's source kept.
pub fn broken_cells(plan: &Plan) -> Option<String> {
    with(plan, |m, body, unit| {
        let broken = |text: &str| text.replacen(' ', "\n", 1);
        let date = m
            .date
            .replace(" tháng ", "\ntháng ")
            .replace(" năm ", " năm\n");
        let (body, state, number) = (broken(body), broken(STATE), broken(&m.number));
        format!(
            "{body}\n{unit}\n-------\n|\n{state}\n{MOTTO}\n---------------\n|\n{number}\n|\n{date}\n|\n"
        )
    })
}

/// A Markdown table.
pub fn pipes(plan: &Plan) -> Option<String> {
    with(plan, |m, body, unit| {
        let (number, date) = (&m.number, &m.date);
        format!(
            "| **{body}**<br>**{unit}** | **{STATE}**<br>**{MOTTO}** |\n|---|---|\n| {number} | *{date}* |\n\n"
        )
    })
}

/// Markdown headings and emphasis.
pub fn headings(plan: &Plan) -> Option<String> {
    with(plan, |m, body, unit| {
        let (number, date) = (&m.number, &m.date);
        format!("# {body} {unit}\n\n## {STATE}\n\n**{MOTTO}**\n\n{number}\n\n*{date}*\n\n")
    })
}
