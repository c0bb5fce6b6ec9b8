//! The fields of a JSON Schema as a flat list, for people.

use serde_json::Value;

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where it is: `tasks[].agencies[].name`.
    pub path: String,
    /// What it holds: `text`, `number or null`.
    pub kind: String,
    /// What it means.
    pub about: String,
}

/// All fields by name, each after the one that holds it; of a span only the span itself, since all are alike.
pub fn fields(schema: &Value) -> Vec<Field> {
    let mut found = Vec::new();
    members(schema, schema, "", &mut found);
    found
}

fn members(root: &Value, schema: &Value, path: &str, found: &mut Vec<Field>) {
    let Some(properties) = schema["properties"].as_object() else {
        return;
    };
    for (name, property) in properties {
        let path = match path {
            "" => name.clone(),
            path => format!("{path}.{name}"),
        };
        let form = Form::of(root, property);
        let about = property["description"].as_str().or(form.about);
        found.push(Field {
            kind: form.words(),
            about: about.unwrap_or_default().replace('\n', " "),
            path: path.clone(),
        });
        if name != "span" && name != "spans" {
            let path = if form.list { format!("{path}[]") } else { path };
            members(root, form.schema, &path, found);
        }
    }
}

/// A schema behind its references: whether it may be null or is a list, and what it says itself.
struct Form<'a> {
    schema: &'a Value,
    about: Option<&'a str>,
    list: bool,
    nullable: bool,
}

impl<'a> Form<'a> {
    fn of(root: &'a Value, schema: &'a Value) -> Self {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = root.pointer(reference.trim_start_matches('#'));
            let target = target.unwrap_or(&Value::Null);
            let form = Self::of(root, target);
            return Self {
                about: target["description"].as_str().or(form.about),
                ..form
            };
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            let some = choices.iter().find(|choice| choice["type"] != "null");
            return Self {
                nullable: true,
                ..Self::of(root, some.unwrap_or(&Value::Null))
            };
        }
        if schema["type"] == "array" {
            return Self {
                list: true,
                ..Self::of(root, &schema["items"])
            };
        }
        let types = schema["type"].as_array();
        Self {
            schema,
            about: None,
            list: false,
            nullable: types.is_some_and(|types| types.iter().any(|kind| kind == "null")),
        }
    }

    fn words(&self) -> String {
        let first = match &self.schema["type"] {
            Value::Array(types) => types.iter().find_map(Value::as_str),
            kind => kind.as_str(),
        };
        let word = match first {
            Some("string") => "text",
            Some("integer") => "integer",
            Some("number") => "number",
            Some("boolean") => "true or false",
            Some("object") => "object",
            _ => "one of a set",
        };
        let codes = codes(self.schema);
        let word = if codes.is_empty() {
            word.to_string()
        } else {
            codes.join(", ")
        };
        let word = if self.list {
            format!("list of {word}")
        } else {
            word
        };
        if self.nullable {
            format!("{word}, or null")
        } else {
            word
        }
    }
}

/// The words of an enumeration, however it is written.
fn codes(schema: &Value) -> Vec<String> {
    let listed = schema["enum"].as_array().into_iter().flatten();
    let chosen = schema["oneOf"].as_array().into_iter().flatten();
    listed
        .chain(chosen.map(|choice| &choice["const"]))
        .filter_map(Value::as_str)
        .map(|code| format!("`{code}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::schema::record;

    #[test]
    fn lists_the_fields_of_a_record_with_their_meaning() {
        let fields = fields(&record());
        let about = |path: &str| {
            let field = fields.iter().find(|field| field.path == path);
            let field = field.unwrap_or_else(|| panic!("expected {path}"));
            (field.kind.as_str(), field.about.as_str())
        };
        assert_eq!(
            about("document.number.serial"),
            ("text, or null", "`164`; null in a draft.")
        );
        assert_eq!(about("tasks[].agencies[].span").0, "object");
        let (kind, _) = about("tasks[].agencies[].role");
        assert_eq!(kind, "`support`, `responsible`, `lead`");
        assert_eq!(about("indices").0, "list of text");
        for field in &fields {
            assert!(!field.about.is_empty(), "{} has no meaning", field.path);
        }
    }
}
