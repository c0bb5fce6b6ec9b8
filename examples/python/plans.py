"""A first look at a folder of plans, in cells: open it in VS Code, Spyder or PyCharm, or with `jupytext` as a notebook.

    pip install kehoach[pandas]
    python plans.py [FOLDER]
"""

# %% Read all plans of a folder, with the audit across them
import sys
from pathlib import Path

import kehoach
import pandas as pd

HERE = Path(__file__).resolve().parent
folder = sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "corpus"
plans = kehoach.extract_many(folder)
frames = plans.to_pandas()
print(plans)

# %% What could not be read, and why: look here before you count
print(frames.failures[["document", "code", "message"]].to_string(index=False, max_colwidth=80))

# %% Documents that count: one that is there twice has a row, with the name of the first
documents = frames.documents[frames.documents["duplicate_of"].isna()]
unit = documents.set_index("document")["unit"].fillna("(unit not told)")
print(documents.groupby("issuer_level", dropna=False).size().rename("plans"))

# %% Tasks without a deadline, by unit
tasks = frames.tasks.assign(unit=frames.tasks["document"].map(unit))
dated = frames.deadlines[["document", "task"]].drop_duplicates().assign(dated=True)
tasks = tasks.merge(dated, how="left", on=["document", "task"])
tasks["dated"] = tasks["dated"].notna()
by_unit = tasks.groupby("unit")["dated"].agg(tasks="size", dated="sum")
by_unit["without"] = by_unit["tasks"] - by_unit["dated"]
by_unit["share"] = (by_unit["without"] / by_unit["tasks"]).round(2)
print(by_unit.sort_values("without", ascending=False).head(15))

# %% Who leads most
leads = frames.assignments[frames.assignments["role"] == "lead"]
print(leads["agency"].value_counts().head(10))

# %% When: deadlines by month
months = frames.deadlines["last_day"].dropna().dt.to_period("M")
print(months.value_counts().sort_index().tail(12))

# %% Which dimensions of PAPI each plan treats
matrix = frames.coverage.set_index("document")
papi = matrix[[column for column in matrix.columns if column.startswith("PAPI-")]]
print(papi.notna().sum().rename("plans that treat it"))

# %% What the audit found, gravest first
found = frames.findings.groupby(["severity", "check"]).size().rename("findings").reset_index()
rank = {"error": 0, "warning": 1, "info": 2}
print(found.sort_values("severity", key=lambda severity: severity.map(rank)).to_string(index=False))

# %% The words behind a value: cut from the source by its span
one = frames.deadlines[frames.deadlines["document"].str.endswith("papi-2023.txt")].iloc[0]
source = Path(one["document"]).read_text("utf-8")
assert source[one["span_start"] : one["span_end"]] == one["text"]
print(f"{one['document']}:{one['line']}: {one['text']!r} is {one['deadline']}")

# %% One plan, as a record with all evidence
record = kehoach.extract(Path(one["document"]))
print(pd.Series({key: (record["document"][key] or {}).get("value") for key in ("number", "date", "issuer", "title")}))
