//! Cells of a workbook → what they show: shared strings, numbers, and days as `dd/mm/yyyy`.

use crate::ingest::font::decode_run;
use crate::ingest::xml::Element;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::HashMap;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Number,
    Percent,
    Day,
    Month,
}

#[derive(Clone)]
struct Style {
    format: Format,
    font: String,
}

/// Strings and styles of one workbook.
pub struct Values {
    strings: Vec<Vec<(Option<String>, String)>>,
    styles: Vec<Style>,
    /// The day that counts as 0.
    epoch: Date,
}

impl Values {
    /// Reads the parts that cells refer to.
    pub fn read(workbook: &Element, strings: Option<&Element>, styles: Option<&Element>) -> Self {
        let from_1904 = workbook
            .child("workbookPr")
            .and_then(|all| all.attribute("date1904"));
        let strings = strings.into_iter().flat_map(|part| part.all("si"));
        Self {
            strings: strings.map(runs).collect(),
            styles: styles.map(read_styles).unwrap_or_default(),
            // Excel takes 1900 for a leap year, so its days count from 30 December 1899.
            epoch: match from_1904 {
                Some("1" | "true") => date(1904, 1, 1),
                _ => date(1899, 12, 30),
            },
        }
    }

    /// What a cell (`c`) shows.
    pub fn shown(&self, cell: &Element) -> String {
        let style = cell.attribute("s").and_then(|at| at.parse::<usize>().ok());
        let style = style.and_then(|at| self.styles.get(at));
        let font = style.map_or("", |style| style.font.as_str());
        let value = || cell.child("v").map(Element::text).unwrap_or_default();
        match cell.attribute("t").unwrap_or("n") {
            "s" => {
                let runs = value().trim().parse::<usize>().ok();
                let runs = runs.and_then(|at| self.strings.get(at));
                written(runs.map_or(&[], Vec::as_slice), font)
            }
            "inlineStr" => written(&cell.child("is").map(runs).unwrap_or_default(), font),
            "n" => self.number(&value(), style.map_or(Format::Number, |style| style.format)),
            "d" => value(),
            "b" | "e" => String::new(),
            _ => decode_run(font, &value()).into_owned(),
        }
    }

    fn number(&self, value: &str, format: Format) -> String {
        let Ok(number) = value.trim().parse::<f64>() else {
            return value.to_owned();
        };
        let day = || {
            let days = number.floor();
            let fits = (1.0..3_000_000.0).contains(&days);
            fits.then(|| self.epoch.checked_add((days as i64).days()).ok())
                .flatten()
        };
        match (format, day()) {
            (Format::Day, Some(day)) => {
                format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
            }
            (Format::Month, Some(day)) => format!("{:02}/{}", day.month(), day.year()),
            (Format::Percent, _) => format!("{}%", rounded(number * 100.0)),
            _ => rounded(number),
        }
    }
}

/// A number without the dust of binary fractions.
fn rounded(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The runs of a string with their fonts; readings of Japanese letters (`rPh`) left out.
fn runs(string: &Element) -> Vec<(Option<String>, String)> {
    let mut runs = Vec::new();
    for element in string.elements() {
        match element.name.as_str() {
            "t" => runs.push((None, element.text())),
            "r" => {
                let font = element
                    .path(&["rPr", "rFont"])
                    .and_then(|font| font.attribute("val"));
                let text = element.child("t").map(Element::text).unwrap_or_default();
                runs.push((font.map(str::to_owned), text));
            }
            _ => {}
        }
    }
    runs
}

fn written(runs: &[(Option<String>, String)], font: &str) -> String {
    let runs = runs.iter();
    let text: String = runs
        .map(|(own, text)| decode_run(own.as_deref().unwrap_or(font), text))
        .collect();
    text.replace("_x000D_", "").replace('\r', "")
}

fn read_styles(part: &Element) -> Vec<Style> {
    let fonts: Vec<&str> = part
        .child("fonts")
        .into_iter()
        .flat_map(|fonts| fonts.all("font"))
        .map(|font| {
            font.child("name")
                .and_then(|name| name.attribute("val"))
                .unwrap_or("")
        })
        .collect();
    let own: HashMap<&str, &str> = part
        .child("numFmts")
        .into_iter()
        .flat_map(Element::elements)
        .filter_map(|format| {
            Some((
                format.attribute("numFmtId")?,
                format.attribute("formatCode")?,
            ))
        })
        .collect();
    let cells = part
        .child("cellXfs")
        .into_iter()
        .flat_map(|cells| cells.all("xf"));
    let style = |cell: &Element| {
        let font = cell
            .attribute("fontId")
            .and_then(|at| at.parse::<usize>().ok());
        let id = cell.attribute("numFmtId").unwrap_or("0");
        Style {
            format: own
                .get(id)
                .map_or_else(|| built_in(id), |code| by_code(code)),
            font: font
                .and_then(|at| fonts.get(at))
                .map_or(String::new(), |font| (*font).to_owned()),
        }
    };
    cells.map(style).collect()
}

/// The formats that files do not spell out (ECMA-376, part 1, 18.8.30).
fn built_in(id: &str) -> Format {
    match id.parse().unwrap_or(0) {
        9 | 10 => Format::Percent,
        14..=16 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format::Day,
        17 => Format::Month,
        _ => Format::Number,
    }
}

/// `dd/mm/yyyy`, `[$-42A]d mmmm yyyy`, `0.0%`; what stands in quotes or brackets is no part of the format.
fn by_code(code: &str) -> Format {
    let mut bare = String::new();
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if quoted || bracketed => {}
            _ => bare.extend(c.to_lowercase()),
        }
    }
    if bare.contains('d') {
        Format::Day
    } else if bare.contains('y') {
        Format::Month
    } else if bare.contains('%') {
        Format::Percent
    } else {
        Format::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::xml::parse;

    #[test]
    fn formats_tell_days_from_numbers() {
        for (code, format) in [
            ("dd/mm/yyyy", Format::Day),
            ("[$-42A]d\\ mmmm", Format::Day),
            ("mm/yyyy", Format::Month),
            ("0.0%", Format::Percent),
            ("#,##0\\ \"đồng/năm\"", Format::Number),
            ("[Red]0", Format::Number),
        ] {
            assert_eq!(by_code(code), format, "{code}");
        }
    }

    #[test]
    fn cells_are_what_they_show() {
        let part = |xml: &str| parse(xml.as_bytes()).expect("xml");
        let styles = part(
            "<a><fonts><font><name val='Arial'/></font></fonts><cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='14'/>\
             <xf numFmtId='9'/></cellXfs></a>",
        );
        let strings = part(
            "<sst><si><t>Sở</t></si><si><r><t>Sở </t></r><r><t>Nội vụ</t></r><rPh><t>x</t></rPh></si></sst>",
        );
        let values = Values::read(&part("<workbook/>"), Some(&strings), Some(&styles));
        for (cell, shown) in [
            ("<c t='s'><v>1</v></c>", "Sở Nội vụ"),
            ("<c t='s'><v>9</v></c>", ""),
            ("<c t='inlineStr'><is><t>x</t></is></c>", "x"),
            ("<c t='str'><f>A1</f><v>kết quả</v></c>", "kết quả"),
            ("<c s='1'><v>45688</v></c>", "31/01/2025"),
            ("<c s='2'><v>0.955</v></c>", "95.5%"),
            ("<c><v>12</v></c>", "12"),
            ("<c s='1'><v>1e99</v></c>", &rounded(1e99)),
            ("<c t='e'><v>#REF!</v></c>", ""),
        ] {
            assert_eq!(values.shown(&part(cell)), shown, "{cell}");
        }
    }
}
