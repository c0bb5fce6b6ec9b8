"""Plans in, records and tables out."""

from __future__ import annotations

import functools
import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Union

from ._arrow import Column, Table
from ._dataset import Dataset
from ._errors import KehoachError
from ._kehoach import Reader

if TYPE_CHECKING:
    Path = Union[str, "os.PathLike[str]"]
    #: A text, the content of a file, or a file.
    Document = Union[str, bytes, "os.PathLike[str]"]
    #: Files, folders and globs; or texts and contents by their names.
    Documents = Union[Path, Iterable[Path], Mapping[str, Union[str, bytes]]]

#: What a document is called that has no name.
UNNAMED = "-"


class Extractor:
    """Rules, read once, and how documents are read with them. It may be used from several threads, and pickled.

    rules
        A folder of rules in place of those that are built in (see ``rules/README.md``).
    index
        The index whose dimensions are the columns of the table ``coverage``.
    review_below
        Values with less confidence are rows of the table ``review``.
    ocr
        When pages of PDF files are read by text recognition: ``"auto"`` (those without a text layer, where Tesseract is
        installed), ``"never"`` or ``"always"``.
    timeout
        Seconds that one document may take; text recognition does not count.
    converters
        Whether damaged and very old files may be given to antiword, catdoc, LibreOffice or pdftotext, where installed.

    Raises :class:`KehoachError` where the rules or an argument are wrong.
    """

    def __init__(
        self,
        rules: Path | None = None,
        *,
        index: str = "PAPI",
        review_below: float = 0.95,
        ocr: str = "auto",
        timeout: float = 60.0,
        converters: bool = True,
    ) -> None:
        rules = None if rules is None else os.fspath(rules)
        self._options = (rules, index, float(review_below), ocr, float(timeout), bool(converters))
        self._reader = Reader(*self._options)

    @functools.cached_property
    def _tables(self) -> list[Table]:
        return [
            Table(name, [Column(*column) for column in columns], of_one) for name, columns, of_one in self._reader.tables
        ]

    @property
    def rules_hash(self) -> str:
        """Tells sets of rules apart, as in ``run.json``."""
        return self._reader.rules_hash

    def extract(self, document: Document, *, name: str | None = None) -> dict[str, Any]:
        """See :func:`kehoach.extract`."""
        if isinstance(document, os.PathLike):
            return _record(self._reader.file(os.fspath(document), name))
        if isinstance(document, str) and _is_file(document):
            raise KehoachError(
                "this is the name of a file, and a str is taken as the text of a document; "
                f"to read the file, write kehoach.extract(pathlib.Path({document!r}))",
                path=document,
            )
        return _record(self._reader.content(_content(document), name or UNNAMED))

    def extract_many(
        self,
        documents: Documents,
        *,
        jobs: int | None = None,
        accepted: Path | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Dataset:
        """See :func:`kehoach.extract_many`."""
        paths, contents = _inputs(documents)
        accepted = None if accepted is None else os.fspath(accepted)
        rows = self._reader.many(paths, contents, jobs, accepted, progress)
        return Dataset(self._tables, rows)

    def __reduce__(self) -> Any:
        return _of, self._options

    def __repr__(self) -> str:
        rules, index, *_ = self._options
        return f"<kehoach.Extractor: rules {rules or 'built in'} ({self.rules_hash[:12]}), index {index}>"


@functools.lru_cache(maxsize=8)
def _of(rules: str | None, index: str, review_below: float, ocr: str, timeout: float, converters: bool) -> Extractor:
    """An extractor that was pickled: rules are read once in each process."""
    return Extractor(
        rules, index=index, review_below=review_below, ocr=ocr, timeout=timeout, converters=converters
    )


_lock = threading.Lock()


def default() -> Extractor:
    """The one that the functions of the package use; made when it is first asked for."""
    with _lock:
        return _of(*_defaults())


def _defaults() -> tuple[Any, ...]:
    return (None, "PAPI", 0.95, "auto", 60.0, True)


def extract(document: Document, *, name: str | None = None) -> dict[str, Any]:
    """Reads one document and returns its record: a dict as a line of ``records.jsonl`` is.

    document
        A ``str`` is the text of a document, ``bytes`` are the content of a file of any format that is read, and a
        ``pathlib.Path`` (any ``os.PathLike``) is a file.
    name
        What the record calls the document (``source.path``). Of a content its ending may tell the format.

    Raises :class:`KehoachError` where the document cannot be read; it says why and what to do, and has ``path`` and
    ``code``.

    >>> record = kehoach.extract("UBND XÃ TÂN AN\\nSố: 12/KH-UBND\\nKẾ HOẠCH\\n…")
    >>> record["document"]["number"]["value"]
    '12/KH-UBND'
    """
    return default().extract(document, name=name)


def extract_many(
    documents: Documents,
    *,
    jobs: int | None = None,
    accepted: Path | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Dataset:
    """Reads many documents and returns the tables that ``kehoach extract`` writes, with the audit across plans.

    documents
        A file, folder or glob, or several of them (here a ``str`` is a path); or texts (``str``) and contents
        (``bytes``) by their names, as a dict.
    jobs
        Threads; one a core where it is not said. The tables are the same.
    accepted
        A file ``accepted.csv``, with findings that may stand.
    progress
        Is called now and then with how many documents are done, and how many there are.

    A document that cannot be read is a row of ``failures``, and raises nothing. Wrong arguments raise
    :class:`KehoachError`.

    >>> plans = kehoach.extract_many(["plans", "more/*.docx"])
    >>> plans
    <kehoach.Dataset: 214 documents, 9,034 tasks, 5,210 deadlines, 311 findings, 2 failures>
    """
    return default().extract_many(documents, jobs=jobs, accepted=accepted, progress=progress)


def _is_file(text: str) -> bool:
    """Whether somebody gave the name of a file where a text is expected."""
    if len(text) > 1000 or "\n" in text:
        return False
    try:
        return os.path.isfile(text)
    except (ValueError, OSError):
        return False


def _record(written: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(written)
    return record


def _content(document: str | bytes) -> bytes:
    if isinstance(document, str):
        # Half characters, which a str can have and UTF-8 cannot, are read as what cannot be read.
        return document.encode("utf-8", errors="replace")
    if isinstance(document, (bytes, bytearray, memoryview)):
        return bytes(document)
    raise TypeError(f"expected a text (str), a content (bytes) or a file (pathlib.Path), got {type(document).__name__}")


def _inputs(documents: Documents) -> tuple[list[str], list[tuple[str, bytes]]]:
    """Paths, and contents with their names."""
    if isinstance(documents, Mapping):
        return [], [(str(name), _content(content)) for name, content in documents.items()]
    if isinstance(documents, (str, os.PathLike)):
        documents = [documents]
    if isinstance(documents, (bytes, bytearray)) or not isinstance(documents, Iterable):
        raise TypeError(f"expected paths, or a dict of names and contents, got {type(documents).__name__}")
    return [os.fspath(path) for path in documents], []
