"""What goes wrong."""

from __future__ import annotations


class KehoachError(Exception):
    """What kehoach could not do, and what to do about it.

    ``path`` is the file or the name of the document, where one is to blame; ``code`` says what is wrong in a word that does
    not change: ``not-found``, ``empty``, ``too-slow``, ``rules``, ``usage``, … (docs/reliability.md lists them).
    """

    def __init__(self, message: str, path: str | None = None, code: str = "usage") -> None:
        super().__init__(message, path, code)
        self.message = message
        self.path = path
        self.code = code

    def __str__(self) -> str:
        return self.message if self.path is None else f"{self.path}: {self.message}"


KehoachError.__module__ = "kehoach"
