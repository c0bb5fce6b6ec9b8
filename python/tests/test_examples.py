"""The examples run, from wherever somebody starts them."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

pytest.importorskip("pandas")
pytest.importorskip("pyarrow")


def test_the_first_look_at_a_folder_runs(tmp_path: Path) -> None:
    example = ROOT / "examples/python/plans.py"
    done = subprocess.run([sys.executable, example], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "plans that treat it" in done.stdout
    assert done.stdout.startswith("<kehoach.Dataset: ")


def test_the_package_needs_no_other_until_tables_are_asked_for(tmp_path: Path) -> None:
    code = """
import sys
for name in ("pyarrow", "pandas"):
    sys.modules[name] = None
import kehoach
plans = kehoach.extract_many({"a.txt": "KẾ HOẠCH\\nNăm 2025"})
assert kehoach.extract("KẾ HOẠCH\\nNăm 2025")["source"]["path"] == "-"
print(plans)
try:
    plans.tasks
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "pip install 'kehoach[arrow]'" in done.stdout
