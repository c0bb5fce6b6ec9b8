"""Plans read on many machines, and put together to the dataset that one machine would have made.

1. Anywhere, in any order: :func:`read` gives what each document brings by itself, a row each (:func:`schema`): the rows of
   its tables, its summary, its coverage.
2. In one place: :class:`Audit` takes all summaries and finds what goes across plans, and which documents are another one
   once more. Joining audits is associative and commutative: they may be made in parts, and joined in any tree.
3. Anywhere: rows of documents that count are the tables; of the others only their row of ``documents`` stays, with
   ``duplicate_of`` and ``duplicate_reason``. :class:`Totals` of the documents that count are the tables of sums.

``examples/spark/extract.py`` does so with Spark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _arrow
from ._extractor import Extractor, _content, default
from ._kehoach import Summaries
from ._kehoach import Totals as _Totals

if TYPE_CHECKING:
    import pyarrow

#: Columns of :func:`schema` before those of the tables: the document, and what :class:`Audit` and :class:`Totals` need
#: of it. Both are empty where it could not be read.
DOCUMENT, SUMMARY, COVERAGE = "document", "merge_summary", "merge_coverage"


def tables(extractor: Extractor | None = None) -> dict[str, pyarrow.Schema]:
    """The columns of all tables of the dataset, by name."""
    return {table.name: _arrow.schema(table) for table in (extractor or default())._tables}


def schema(extractor: Extractor | None = None) -> pyarrow.Schema:
    """The columns of what :func:`read` returns: ``document``, ``merge_summary``, ``merge_coverage``, and for each table
    that a document has rows of by itself a list of those rows."""
    pa = _arrow.pa()
    parts = [table for table in (extractor or default())._tables if table.of_one]
    lists = [pa.field(table.name, pa.list_(pa.struct(_arrow.fields(table))), nullable=False) for table in parts]
    merge = [pa.field(SUMMARY, pa.string()), pa.field(COVERAGE, pa.string())]
    return pa.schema([pa.field(DOCUMENT, pa.string(), nullable=False), *merge, *lists])


def read(
    documents: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]],
    extractor: Extractor | None = None,
    *,
    jobs: int | None = 1,
) -> pyarrow.RecordBatch:
    """What each of these documents (names with their texts or contents) brings by itself, a row each, in their order.

    One that cannot be read brings a row of ``failures``, and raises nothing. All rows are held at once: give it some
    dozens of documents at a time.
    """
    pa = _arrow.pa()
    extractor = extractor or default()
    pairs = documents.items() if isinstance(documents, Mapping) else documents
    contents = [(str(name), _content(content)) for name, content in pairs]
    brought, rows = extractor._reader.apart(contents, jobs)
    shape = schema(extractor)
    columns = [pa.array([part[at] for part in brought], pa.string()) for at in range(3)]
    for field, (ends, chunk) in zip(list(shape)[3:], rows):
        item = field.type.value_type
        fields = [item.field(at) for at in range(item.num_fields)]
        structs = pa.StructArray.from_arrays(_arrow.arrays(fields, chunk), fields=fields)
        columns.append(pa.ListArray.from_arrays(pa.array([0, *ends], pa.int32()), structs, type=field.type))
    return pa.RecordBatch.from_arrays(columns, schema=shape)


class Duplicate(NamedTuple):
    """A document that is another one once more."""

    document: str
    duplicate_of: str
    duplicate_reason: str


class Audited(NamedTuple):
    """What goes across plans."""

    #: Rows of the table ``findings``: those across plans, which follow those within the plans that count.
    findings: pyarrow.Table
    #: The table ``links``.
    links: pyarrow.Table
    #: Documents that do not count.
    duplicates: list[Duplicate]


class Audit:
    """The audit across plans, from their summaries."""

    def __init__(self) -> None:
        self._summaries = Summaries()

    def add(self, document: str, summary: str | None, order: int = 0) -> None:
        """Adds a plan; one without a summary could not be read, and adds nothing.

        The first of two documents that are the same is the one that counts: of least ``order``, and of one order the
        first by its name, as in a folder that one machine reads.

        Raises :class:`KehoachError` where another document has the same order and name.
        """
        if summary is not None:
            self._summaries.add(order, document, summary)

    def join(self, other: Audit) -> None:
        """Adds all plans of another audit. What both have counts once."""
        self._summaries.join(other._summaries)

    def __len__(self) -> int:
        return len(self._summaries)

    def __repr__(self) -> str:
        return f"<kehoach.cluster.Audit: {len(self):,} plans>"

    def finish(self, extractor: Extractor | None = None) -> Audited:
        """What the checks across plans find in all of them together: the same as on one machine."""
        extractor = extractor or default()
        rows, duplicates = self._summaries.finish(extractor._reader)
        found = _named(extractor, rows)
        return Audited(found["findings"], found["links"], [Duplicate(*duplicate) for duplicate in duplicates])


class Totals:
    """Coverage summed up by unit, province and year."""

    def __init__(self) -> None:
        self._totals = _Totals()

    def add(self, coverage: str | None) -> None:
        """Adds the coverage of a document that counts."""
        if coverage is not None:
            self._totals.add(coverage)

    def dumps(self) -> str:
        """The sums as a text, to be carried to another machine."""
        return self._totals.written()

    def join(self, dumped: str) -> None:
        """Adds the sums of another machine, as :meth:`dumps` gave them."""
        self._totals.join(dumped)

    def finish(self, extractor: Extractor | None = None) -> dict[str, pyarrow.Table]:
        """The tables ``coverage_units``, ``coverage_provinces`` and ``coverage_years``."""
        extractor = extractor or default()
        return _named(extractor, self._totals.finish(extractor._reader))


def _named(extractor: Extractor, rows: Any) -> dict[str, Any]:
    tables = {table.name: table for table in extractor._tables}
    return {name: _arrow.table(tables[name], chunks) for name, chunks in rows}
