#!/usr/bin/env python3
"""Reads a dataset with the tools that analysts use, and compares it with what the data dictionary says.

    read_dataset.py KEHOACH OUTPUT

KEHOACH is the program, OUTPUT a folder that it wrote with the formats csv, sqlite, parquet and xlsx.
Needs pandas, pyarrow and openpyxl; ends with 1 and a line for each thing that is not as it should be.
"""

import csv
import datetime
import json
import sqlite3
import subprocess
import sys
import warnings
from pathlib import Path

import openpyxl
import pandas
import pyarrow.parquet

wrong = []


def expect(holds, what):
    if not holds:
        wrong.append(what)


def schema(program, table):
    printed = subprocess.run([program, "schema", table], check=True, capture_output=True)
    return json.loads(printed.stdout)


def kind(column):
    """The Parquet type of a column of a schema, and whether it may be null."""
    types = column["type"] if isinstance(column["type"], list) else [column["type"]]
    name = types[0]
    if column.get("format") == "date":
        name = "date"
    names = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}
    return names[name], "null" in types


def check_parquet(table, said, path):
    read = pyarrow.parquet.read_table(path)
    expect(read.schema.names == said["required"], f"{path}: columns {read.schema.names}")
    for field in read.schema:
        column = said["properties"][field.name]
        wanted, nullable = kind(column)
        at = f"{table}.{field.name}"
        expect(str(field.type) == wanted, f"{at}: expected {wanted} in Parquet, got {field.type}")
        expect(field.nullable == nullable, f"{at}: nullable in Parquet is {field.nullable}")
        expect(nullable or read[field.name].null_count == 0, f"{at}: has nulls")
        meaning = (read.schema.metadata or {}).get(field.name.encode(), b"").decode()
        expect(meaning == column["description"], f"{at}: means `{meaning}`")
        if "enum" in column:
            words = set(read[field.name].to_pylist())
            expect(words <= set(column["enum"]) | {None}, f"{at}: {words}")
    return read.to_pylist()


def same(value):
    """A value of Parquet as SQLite has it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def check_sqlite(database, table, said, rows):
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    own = [name for name in columns if not name.endswith("_folded")]
    expect(own == said["required"], f"{table}: columns {own} in SQLite")
    names = ", ".join(f'"{name}"' for name in own)
    found = database.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid').fetchall()
    wanted = [tuple(same(row[name]) for name in own) for row in rows]
    expect(found == wanted, f"{table}: SQLite and Parquet differ")


def check_csv(table, said, path, rows):
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    expect(lines[0] == said["required"], f"{path}: {lines[0]}")
    expect(len(lines) - 1 == len(rows), f"{table}: {len(lines) - 1} rows in CSV, {len(rows)} in Parquet")


def check_dictionary(database, table, said):
    """The table of meanings in SQLite says what the schema says."""
    query = "SELECT column_name, about_en FROM data_dictionary WHERE table_name = ? ORDER BY rowid"
    found = database.execute(query, [table]).fetchall()
    wanted = [(name, said["properties"][name]["description"]) for name in said["required"]]
    expect(found == wanted, f"{table}: the dictionary in SQLite differs")


def check_pandas(database, output):
    """What analysts do first: join the tables, group them, and ask for days."""
    tables = {name: pandas.read_parquet(output / f"parquet/{name}.parquet") for name in ("tasks", "assignments", "deadlines")}
    joined = tables["assignments"].merge(tables["tasks"], on=["document", "task"], validate="many_to_one")
    expect(len(joined) == len(tables["assignments"]), "assignments without a task in pandas")
    days = pandas.to_datetime(tables["deadlines"]["last_day"])
    expect(days.notna().any() and days.dt.year.dropna().between(2000, 2100).all(), f"days in pandas: {days.head()}")
    lead = "SELECT agency, count(*) AS tasks FROM assignments WHERE role = 'lead' GROUP BY agency ORDER BY agency"
    wanted = pandas.read_sql_query(lead, database).set_index("agency")["tasks"].to_dict()
    leads = joined[joined.role == "lead"].groupby("agency").size().to_dict()
    expect(leads == wanted, "pandas counts other tasks from Parquet than from SQLite")


def check_workbook(path, rows):
    with warnings.catch_warnings():
        # Bars behind counts are newer than what it knows.
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        book = openpyxl.load_workbook(path)
    tasks, deadlines = book["Nhiệm vụ"], book["Thời hạn"]
    expect(tasks.max_row - 1 == rows["tasks"], f"{path}: {tasks.max_row - 1} tasks")
    expect(deadlines.max_row - 1 == rows["deadlines"], f"{path}: {deadlines.max_row - 1} deadlines")
    heads = [cell.value for cell in deadlines[1]]
    days = [row[heads.index("Ngày cuối")] for row in deadlines.iter_rows(min_row=2)]
    days = [cell for cell in days if cell.value is not None]
    expect(days and all(isinstance(cell.value, datetime.datetime) for cell in days), f"{path}: days are no dates")
    expect(all(cell.number_format == "dd/mm/yyyy" for cell in days), f"{path}: days are shown otherwise")
    for sheet in book.worksheets[1:]:
        expect(sheet.auto_filter.ref is not None, f"{sheet.title}: no filter")
        expect(sheet.freeze_panes is not None, f"{sheet.title}: heads do not stay")
        for row in sheet.iter_rows():
            for cell in row:
                link = cell.hyperlink
                if link is not None and link.location:
                    name, place = link.location.rsplit("!", 1)
                    target = book[name.strip("'")][place]
                    expect(target.value is not None, f"{sheet.title}!{cell.coordinate}: leads to nothing")
                elif link is not None:
                    file = path.parent / link.target.replace("%20", " ")
                    expect(file.exists(), f"{sheet.title}!{cell.coordinate}: {link.target} is not there")


def main(program, output):
    database = sqlite3.connect(output / "dataset.sqlite")
    rows = {}
    for path in sorted((output / "parquet").glob("*.parquet")):
        table = path.stem
        said = schema(program, table)
        read = check_parquet(table, said, path)
        check_sqlite(database, table, said, read)
        check_csv(table, said, output / f"{table}.csv", read)
        check_dictionary(database, table, said)
        rows[table] = len(read)
    names = {path.stem for path in output.glob("*.csv")}
    expect(set(rows) == names, f"tables in Parquet and in CSV: {sorted(set(rows) ^ names)}")
    check_pandas(database, output)
    loose = database.execute("PRAGMA foreign_key_check").fetchall()
    expect(not loose, f"rows that point to nothing: {loose[:3]}")
    views = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    for name in views:
        database.execute(f'SELECT * FROM "{name}"').fetchall()
    check_workbook(output / "dataset.xlsx", rows)
    for line in wrong:
        print(line)
    print(f"{len(rows)} tables, {sum(rows.values())} rows, {len(views)} views read; {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
