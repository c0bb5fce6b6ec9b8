"""Columns in memory, as the Rust half lays them out, → pyarrow. Nothing is converted: the bytes are Arrow's already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pyarrow

    from ._kehoach import Chunk


class Column(NamedTuple):
    """A column of a table."""

    name: str
    kind: str
    required: bool
    about: str


class Table(NamedTuple):
    """What a table of the dataset is called, its columns, and whether one document alone has rows of it."""

    name: str
    columns: list[Column]
    of_one: bool


def needed(module: str, purpose: str) -> Any:
    """A package that only some need.

    Raises ImportError that says how to get it.
    """
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        extra = {"pyarrow": "arrow", "pandas": "pandas"}[module]
        raise ImportError(f"{purpose} needs {module}: pip install 'kehoach[{extra}]', or pip install {module}") from error


def pa() -> Any:
    """pyarrow."""
    return needed("pyarrow", "a table of kehoach")


def fields(table: Table) -> list[Any]:
    """The columns with the types that they have in the Parquet files of ``kehoach extract``."""
    arrow = pa()
    types = {
        "string": arrow.string(),
        "int64": arrow.int64(),
        "double": arrow.float64(),
        "date32": arrow.date32(),
        "bool": arrow.bool_(),
    }
    return [arrow.field(column.name, types[column.kind], nullable=not column.required) for column in table.columns]


def schema(table: Table) -> pyarrow.Schema:
    """The same; what each column means is in its metadata, as in those files."""
    return pa().schema(fields(table), metadata={column.name: column.about for column in table.columns})


def arrays(fields: list[Any], chunk: Chunk) -> list[Any]:
    """The columns of a chunk."""
    arrow = pa()
    rows, columns = chunk
    return [
        arrow.Array.from_buffers(
            field.type, rows, [None if buffer is None else arrow.py_buffer(buffer) for buffer in buffers]
        )
        for field, buffers in zip(fields, columns)
    ]


def table(of: Table, chunks: list[Chunk]) -> pyarrow.Table:
    """A table of these chunks."""
    arrow = pa()
    shape = schema(of)
    batches = [arrow.RecordBatch.from_arrays(arrays(list(shape), chunk), schema=shape) for chunk in chunks]
    return arrow.Table.from_batches(batches, schema=shape)
