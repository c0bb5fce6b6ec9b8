//! Templates of `yields`: `{year?}-{month}-{day}`, filled from the slots of a match.

/// A template, read.
#[derive(Debug)]
pub(super) struct Template(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    /// Slot, and whether it may be empty (`{slot?}`).
    Slot(String, bool),
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// What is wrong and what to do.
    pub fn parse(text: &str) -> Result<Template, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((slot, behind)) = after.split_once('}') else {
                return Err(format!("`{text}` has `{{` without `}}`; close it"));
            };
            parts.push(Part::Text(before.to_owned()));
            let name = slot.strip_suffix('?');
            parts.push(Part::Slot(name.unwrap_or(slot).to_owned(), name.is_some()));
            rest = behind;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Template(parts))
    }

    /// Names of the slots.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Slot(name, _) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The template with values: `?` for an empty `{slot?}`, nothing at all where another slot is empty.
    pub fn fill<'v>(&self, value: impl Fn(&str) -> Option<&'v str>) -> Option<String> {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Slot(name, optional) => match (value(name), optional) {
                    (Some(value), _) => out.push_str(value),
                    (None, true) => out.push('?'),
                    (None, false) => return None,
                },
            }
        }
        Some(out)
    }
}
