"""Documents that are read apart and put together, against one run over all of them."""

import random
from pathlib import Path

import kehoach
import pytest
from conftest import ROOT
from kehoach import KehoachError, cluster

pa = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def documents() -> dict:
    files = [path for path in (ROOT / "corpus").rglob("*") if path.suffix in (".txt", ".md") and path.stem != "README"]
    named = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files}
    named = dict(sorted(named.items(), key=lambda item: item[0].encode()))
    first = next(iter(named.values()))
    return {**named, "x-again.txt": first, "y-empty.txt": b"", "z-again.md": first}


@pytest.fixture(scope="module")
def whole(documents: dict) -> kehoach.Dataset:
    return kehoach.extract_many(documents)


@pytest.fixture(scope="module")
def parts(documents: dict) -> "pa.RecordBatch":
    return cluster.read(documents)


def audit_of(parts: "pa.RecordBatch") -> cluster.Audit:
    audit = cluster.Audit()
    for document, summary in zip(parts["document"].to_pylist(), parts["merge_summary"].to_pylist()):
        audit.add(document, summary)
    return audit


def test_parts_have_their_schema_and_the_rows_of_their_documents(whole: kehoach.Dataset, parts: "pa.RecordBatch") -> None:
    assert parts.schema.equals(cluster.schema())
    parts.validate(full=True)
    assert [name for name in parts["document"].to_pylist() if name != "y-empty.txt"] == whole.documents["document"].to_pylist()
    again = [duplicate.document for duplicate in audit_of(parts).finish().duplicates]
    counted = pa.array([name not in again for name in parts["document"].to_pylist()])
    for name in ("tasks", "deadlines", "coverage", "coverage_dimensions", "failures", "notes"):
        rows = parts.filter(counted)[name].flatten().to_pylist()
        assert rows == whole[name].to_pylist(), name


def test_the_audit_is_that_of_one_run_however_it_is_joined(whole: kehoach.Dataset, parts: "pa.RecordBatch") -> None:
    expected = audit_of(parts).finish()
    within = parts["findings"]
    again = [duplicate.document for duplicate in expected.duplicates]
    assert len(again) > 3 and expected.links.num_rows > 3 and expected.findings.num_rows > 10
    counted = pa.array([name not in again for name in parts["document"].to_pylist()])
    rows = within.filter(counted).flatten().to_pylist()
    assert rows + expected.findings.to_pylist() == whole.findings.to_pylist()
    assert expected.links.equals(whole.links)
    listed = whole.documents.select(["document", "duplicate_of", "duplicate_reason"]).to_pylist()
    assert [tuple(row.values()) for row in listed if row["duplicate_of"]] == [tuple(d) for d in expected.duplicates]
    order = random.Random(6)
    for _ in range(3):
        pieces = [audit_of(parts.slice(at, 9)) for at in range(0, parts.num_rows, 9)]
        order.shuffle(pieces)
        while len(pieces) > 1:
            one, other = pieces.pop(), pieces.pop(order.randrange(len(pieces)))
            one.join(other)
            pieces.insert(order.randrange(len(pieces) + 1), one)
        pieces[0].join(audit_of(parts.slice(3, 7)))
        joined = pieces[0].finish()
        assert joined.findings.equals(expected.findings)
        assert joined.links.equals(expected.links)
        assert joined.duplicates == expected.duplicates


def test_sums_of_coverage_are_those_of_one_run(whole: kehoach.Dataset, parts: "pa.RecordBatch") -> None:
    again = {duplicate.document for duplicate in audit_of(parts).finish().duplicates}
    sums = cluster.Totals()
    for at in range(0, parts.num_rows, 5):
        some = cluster.Totals()
        piece = parts.slice(at, 5)
        for document, coverage in zip(piece["document"].to_pylist(), piece["merge_coverage"].to_pylist()):
            if document not in again:
                some.add(coverage)
        sums.join(some.dumps())
    for name, table in sums.finish().items():
        assert table.equals(whole[name]), name


def test_order_is_as_said_before_it_is_by_name(documents: dict) -> None:
    text = documents["corpus/01-phu-cat-papi-2023.txt"]
    parts = cluster.read([("a.txt", text), ("b.txt", text)])
    audit = cluster.Audit()
    summaries = parts["merge_summary"].to_pylist()
    audit.add("a.txt", summaries[0], order=2)
    audit.add("b.txt", summaries[1], order=1)
    assert audit.finish().duplicates == [("a.txt", "b.txt", "content")]


def test_one_name_for_two_documents_is_told() -> None:
    parts = cluster.read([("a.txt", "KẾ HOẠCH\nmột"), ("a.txt", "KẾ HOẠCH\nhai")])
    with pytest.raises(KehoachError, match="a.txt: two different documents"):
        audit_of(parts)
    audit = cluster.Audit()
    audit.add("a.txt", '{"document": 1}')
    with pytest.raises(KehoachError, match="same version"):
        audit.finish()


def test_tables_are_named_with_their_schemas(whole: kehoach.Dataset) -> None:
    for name, schema in cluster.tables().items():
        assert whole[name].schema.equals(schema, check_metadata=True)
