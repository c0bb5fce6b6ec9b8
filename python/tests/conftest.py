"""What the tests share: the sample plans, and the program built beside the wheel."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def program() -> Path:
    """The program `kehoach` of the same build."""
    named = os.environ.get("KEHOACH")
    path = Path(named) if named else ROOT / "target/release/kehoach"
    if not path.is_file():
        pytest.skip(f"{path} is not built: cargo build --release --features full, or name it in KEHOACH")
    return path.resolve()


def run(folder: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess:
    """Runs the program in a folder; that some documents fail (exit code 1) is part of some corpora."""
    done = subprocess.run([program(), *arguments], cwd=folder, capture_output=True, text=True, **options)
    assert done.returncode in (0, 1), done.stderr
    return done


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the program writes of the sample plans."""
    output = tmp_path_factory.mktemp("written")
    run(ROOT, "extract", "corpus", "-o", str(output), "--format", "parquet,jsonl", "--quiet")
    return output


@pytest.fixture()
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are as somebody in the project's folder writes them."""
    monkeypatch.chdir(ROOT)
