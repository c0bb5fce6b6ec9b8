"""One document → its record."""

import json
import pickle
import threading
import time
from pathlib import Path

import kehoach
import pytest

PLAN = "UBND XÃ TÂN AN\nSố: 12/KH-UBND\nTân An, ngày 3 tháng 2 năm 2025\nKẾ HOẠCH\nCải cách hành chính năm 2025"


@pytest.mark.usefixtures("at_root")
def test_a_file_gives_its_line_of_records_jsonl(written: Path) -> None:
    lines = (written / "records.jsonl").read_text("utf-8").splitlines()
    records = {record["source"]["path"]: record for record in map(json.loads, lines)}
    for path in ("corpus/01-phu-cat-papi-2023.txt", "corpus/08-hung-nguyen-trees-2024-nfd.txt"):
        assert kehoach.extract(Path(path)) == records[path]


def test_text_and_content_are_read_alike() -> None:
    of_text = kehoach.extract(PLAN, name="a.txt")
    assert of_text["source"]["path"] == "a.txt"
    assert of_text["document"]["number"]["value"] == "12/KH-UBND"
    assert kehoach.extract(PLAN.encode(), name="a.txt") == of_text
    assert kehoach.extract(PLAN.encode("utf-16"), name="a.txt")["document"]["number"]["value"] == "12/KH-UBND"
    assert kehoach.extract(PLAN)["source"]["path"] == "-"


def test_the_name_of_a_file_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, "utf-8")
    with pytest.raises(kehoach.KehoachError, match="pathlib.Path"):
        kehoach.extract(str(file))


def test_errors_say_which_file_what_and_why(tmp_path: Path) -> None:
    with pytest.raises(kehoach.KehoachError) as gone:
        kehoach.extract(tmp_path / "gone.txt")
    assert gone.value.code == "not-found"
    assert gone.value.path.endswith("gone.txt")
    assert str(gone.value).startswith(gone.value.path)
    with pytest.raises(kehoach.KehoachError) as empty:
        kehoach.extract(b"", name="empty.docx")
    assert (empty.value.path, empty.value.code) == ("empty.docx", "empty")
    again = pickle.loads(pickle.dumps(empty.value))
    assert (str(again), again.code) == (str(empty.value), "empty")
    with pytest.raises(TypeError, match="pathlib.Path"):
        kehoach.extract(12)


def test_bad_rules_and_options_are_told(tmp_path: Path) -> None:
    with pytest.raises(kehoach.KehoachError) as rules:
        kehoach.Extractor(tmp_path / "none")
    assert rules.value.code in ("rules", "usage")
    for option in ({"index": "NONE"}, {"ocr": "perhaps"}, {"timeout": 0}, {"timeout": float("nan")}, {"review_below": 2}):
        with pytest.raises(kehoach.KehoachError, match=next(iter(option))):
            kehoach.Extractor(**option)


def test_an_extractor_can_be_pickled_and_shown() -> None:
    extractor = kehoach.Extractor(index="PAR INDEX")
    again = pickle.loads(pickle.dumps(extractor))
    assert repr(again) == repr(extractor)
    assert "PAR INDEX" in repr(extractor)
    assert again is pickle.loads(pickle.dumps(extractor)), "rules are read once in a process"
    assert again.extract(PLAN) == extractor.extract(PLAN)


def test_other_threads_go_on_while_documents_are_read() -> None:
    many = {f"{at}.txt": "\n".join([PLAN, *(f"- Phòng Nội vụ chủ trì việc {n}." for n in range(2000))]) for at in range(8)}
    reading = threading.Thread(target=kehoach.extract_many, args=(many,), kwargs={"jobs": 1})
    ticks = 0
    reading.start()
    while reading.is_alive():
        time.sleep(0.001)
        ticks += 1
    assert ticks > 5


def test_has_a_version() -> None:
    assert kehoach.__version__.count(".") == 2
