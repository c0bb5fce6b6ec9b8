"""Many documents → tables."""

from pathlib import Path

import kehoach
import pytest

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture(scope="module")
def plans() -> kehoach.Dataset:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(Path(__file__).resolve().parents[2])
        return kehoach.extract_many("corpus")


def test_tables_are_those_of_the_parquet_files(plans: kehoach.Dataset, written: Path) -> None:
    files = {file.stem: file for file in (written / "parquet").iterdir()}
    assert set(plans) == set(files)
    for name, file in files.items():
        table = parquet.read_table(file)
        assert plans[name].schema.equals(table.schema, check_metadata=True), name
        assert plans[name].equals(table), name
        plans[name].validate(full=True)


def test_tables_are_attributes_and_tell_what_there_is(plans: kehoach.Dataset) -> None:
    assert plans.tasks is plans["tasks"]
    assert plans.tasks.num_rows > 100
    assert "coverage_units" in dir(plans)
    assert set(kehoach.Dataset.__annotations__) == set(plans) == set(kehoach.Frames.__annotations__)
    with pytest.raises(AttributeError, match="assignments"):
        plans.task
    assert f"{plans.tasks.num_rows:,} tasks" in repr(plans)
    assert "coverage_years" in plans._repr_html_()


def test_frames_have_days_and_whole_numbers(plans: kehoach.Dataset) -> None:
    pytest.importorskip("pandas")
    frames = plans.to_pandas()
    assert len(frames.tasks) == plans.tasks.num_rows
    assert str(frames.deadlines["last_day"].dtype).startswith("datetime64")
    assert str(frames.documents["year"].dtype) == "Int64"
    assert repr(frames).startswith("<kehoach.Frames: ")


def test_failures_are_rows(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "plan.txt").write_text("UBND XÃ A\nSố: 1/KH-UBND\nKẾ HOẠCH\nNăm 2025", "utf-8")
    plans = kehoach.extract_many([tmp_path / "gone.txt", str(tmp_path), str(tmp_path / "*.docx")])
    assert plans.documents.num_rows == 1
    codes = plans.failures["code"].to_pylist()
    assert sorted(codes) == ["empty", "not-found", "not-found"]
    assert kehoach.extract_many([]).documents.num_rows == 0
    assert kehoach.extract_many("no/such/plan.txt").failures.num_rows == 1


def test_contents_have_names_and_count_once(tmp_path: Path) -> None:
    text = "UBND XÃ A\nSố: 1/KH-UBND\nKẾ HOẠCH\nNăm 2025"
    plans = kehoach.extract_many({"a.txt": text, "b.txt": text.encode(), "c": "\udc80"})
    assert plans.documents["document"].to_pylist()[:2] == ["a.txt", "b.txt"]
    assert plans.documents["duplicate_of"].to_pylist()[:2] == [None, "a.txt"]


def test_threads_change_nothing_and_progress_is_told(plans: kehoach.Dataset, at_root: None) -> None:
    told = []
    one = kehoach.extract_many("corpus", jobs=1, progress=lambda done, all: told.append((done, all)))
    assert all(one[name].equals(plans[name]) for name in plans)
    assert told[-1][0] == told[-1][1]
    with pytest.raises(kehoach.KehoachError, match="jobs"):
        kehoach.extract_many("corpus", jobs=0)
    for wrong in (b"text", 3):
        with pytest.raises(TypeError):
            kehoach.extract_many(wrong)


def test_what_progress_raises_ends_the_run(at_root: None) -> None:
    def stop(done: int, all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kehoach.extract_many("corpus", progress=stop)


def test_accepted_findings_have_their_reason(plans: kehoach.Dataset, tmp_path: Path, at_root: None) -> None:
    finding = plans.findings["id"][0].as_py()
    accepted = tmp_path / "accepted.csv"
    accepted.write_text(f"id,reason\n{finding},đã xem\n", "utf-8")
    again = kehoach.extract_many("corpus", accepted=accepted)
    assert again.findings["reason"][0].as_py() == "đã xem"
    with pytest.raises(kehoach.KehoachError, match="accepted"):
        kehoach.extract_many("corpus", accepted=tmp_path / "none.csv")
