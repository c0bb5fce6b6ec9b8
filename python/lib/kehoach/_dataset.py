"""What many plans give: the tables of a dataset."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from . import _arrow

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from ._kehoach import Tables

T = TypeVar("T")

#: Tables that a summary in a line counts.
COUNTED = ("documents", "tasks", "deadlines", "findings", "failures")


class _Named(Mapping[str, T]):
    """Tables by their names, which are attributes as well."""

    _tables: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._tables:
            raise AttributeError(f"there is no table {name!r}; there are {', '.join(self._tables)}")
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._tables]

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__


class Dataset(_Named["pyarrow.Table"]):
    """The tables that plans give, each a ``pyarrow.Table`` with the columns and types of the Parquet files that
    ``kehoach extract --format parquet`` writes: ``plans.tasks`` or ``plans["tasks"]``.

    Documents that could not be read are rows of ``failures``, with what is wrong and what to do. What the columns mean
    is in docs/data-dictionary.md, and in the metadata of each table's schema.
    """

    documents: pyarrow.Table
    tasks: pyarrow.Table
    assignments: pyarrow.Table
    deadlines: pyarrow.Table
    dimensions: pyarrow.Table
    citations: pyarrow.Table
    mentions: pyarrow.Table
    recipients: pyarrow.Table
    repairs: pyarrow.Table
    notes: pyarrow.Table
    review: pyarrow.Table
    failures: pyarrow.Table
    findings: pyarrow.Table
    links: pyarrow.Table
    coverage: pyarrow.Table
    coverage_dimensions: pyarrow.Table
    coverage_subdimensions: pyarrow.Table
    coverage_units: pyarrow.Table
    coverage_provinces: pyarrow.Table
    coverage_years: pyarrow.Table

    def __init__(self, tables: list[_arrow.Table], rows: Tables) -> None:
        self._tables = {table.name: (at, table) for at, table in enumerate(tables)}
        self._counts = dict(zip(self._tables, rows.rows()))
        self._rows = rows
        self._made: dict[str, Any] = {}
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> pyarrow.Table:
        at, table = self._tables[name]
        with self._lock:
            if name not in self._made:
                _arrow.pa()
                self._made[name] = _arrow.table(table, self._rows.take(at))
            return self._made[name]

    def to_pandas(self) -> Frames:
        """The same as data frames: days are ``datetime64``, numbers that may be missing ``Int64``."""
        pandas = _arrow.needed("pandas", "to_pandas()")
        _arrow.pa()
        return Frames({name: _frame(pandas, self[name]) for name in self})

    def __repr__(self) -> str:
        return _repr("Dataset", self._counts)

    def _repr_html_(self) -> str:
        return _repr_html("kehoach.Dataset", self._counts)


class Frames(_Named["pandas.DataFrame"]):
    """The tables of a :class:`Dataset` as data frames: ``frames.tasks`` or ``frames["tasks"]``."""

    documents: pandas.DataFrame
    tasks: pandas.DataFrame
    assignments: pandas.DataFrame
    deadlines: pandas.DataFrame
    dimensions: pandas.DataFrame
    citations: pandas.DataFrame
    mentions: pandas.DataFrame
    recipients: pandas.DataFrame
    repairs: pandas.DataFrame
    notes: pandas.DataFrame
    review: pandas.DataFrame
    failures: pandas.DataFrame
    findings: pandas.DataFrame
    links: pandas.DataFrame
    coverage: pandas.DataFrame
    coverage_dimensions: pandas.DataFrame
    coverage_subdimensions: pandas.DataFrame
    coverage_units: pandas.DataFrame
    coverage_provinces: pandas.DataFrame
    coverage_years: pandas.DataFrame

    def __init__(self, frames: dict[str, Any]) -> None:
        self._tables = frames

    def __getitem__(self, name: str) -> pandas.DataFrame:
        return self._tables[name]

    def __repr__(self) -> str:
        return _repr("Frames", {name: len(frame) for name, frame in self._tables.items()})

    def _repr_html_(self) -> str:
        return _repr_html("kehoach.Frames", {name: len(frame) for name, frame in self._tables.items()})


def _frame(pandas: Any, table: Any) -> Any:
    integers = {_arrow.pa().int64(): pandas.Int64Dtype()}
    return table.to_pandas(date_as_object=False, types_mapper=integers.get)


def _repr(name: str, counts: dict[str, int]) -> str:
    counted = ", ".join(f"{counts[table]:,} {table}" for table in COUNTED)
    return f"<kehoach.{name}: {counted}>"


def _repr_html(name: str, counts: dict[str, int]) -> str:
    rows = "".join(f"<tr><td>{html.escape(table)}</td><td>{count:,}</td></tr>" for table, count in counts.items())
    return f"<table><thead><tr><th>{name}</th><th>rows</th></tr></thead><tbody>{rows}</tbody></table>"
