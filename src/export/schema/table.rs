//! JSON Schema of a row of a table.

use crate::export::{Column, Context, Kind, Table};
use crate::value::lang::Lang;
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of a row, its values typed as SQLite and Parquet have them; in CSV an empty cell is
/// null. Keys are `x-primaryKey` and `x-foreignKeys`.
pub fn table(table: &Table, context: &Context, lang: Lang) -> Value {
    let columns = (table.columns)(context);
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let properties: Map<String, Value> = columns
        .iter()
        .map(|column| (column.name.clone(), property(column, lang)))
        .collect();
    let [vi, en] = table.about;
    let foreign: Vec<Value> = table
        .references
        .iter()
        .map(|reference| json!({ "columns": reference.columns, "table": reference.table }))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.name,
        "description": lang.of(vi, en),
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": false,
        "x-primaryKey": table.key,
        "x-foreignKeys": foreign,
    })
}

fn property(column: &Column, lang: Lang) -> Value {
    let mut property = Map::new();
    property.insert("title".into(), column.heading.said(lang).into());
    property.insert("description".into(), column.about.said(lang).into());
    let (name, more) = form(column.kind);
    let kind = if column.required {
        json!(name)
    } else {
        json!([name, "null"])
    };
    property.insert("type".into(), kind);
    for (key, value) in more {
        // An enumeration binds null, too.
        let value = match value {
            Value::Array(mut codes) if key == "enum" && !column.required => {
                codes.push(Value::Null);
                Value::Array(codes)
            }
            other => other,
        };
        property.insert(key.into(), value);
    }
    Value::Object(property)
}

/// The JSON type of a kind, and what else binds its values.
fn form(kind: Kind) -> (&'static str, Vec<(&'static str, Value)>) {
    match kind {
        Kind::Text | Kind::List(_) => ("string", Vec::new()),
        Kind::Integer => ("integer", vec![("minimum", json!(0))]),
        Kind::Share => ("number", vec![("minimum", json!(0)), ("maximum", json!(1))]),
        Kind::Date => ("string", vec![("format", json!("date"))]),
        Kind::PartialDate => (
            "string",
            vec![("pattern", json!(r"^\d{4}(-\d{2}(-\d{2})?)?$"))],
        ),
        Kind::Boolean => ("boolean", Vec::new()),
        Kind::Enum(words) => {
            let codes = words.iter().map(|word| json!(word.code)).collect();
            ("string", vec![("enum", Value::Array(codes))])
        }
    }
}
