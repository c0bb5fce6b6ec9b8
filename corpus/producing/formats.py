#!/usr/bin/env python3
"""Saves plans of the corpus in the formats that offices have, each by the programs that write it in real life.

usage: formats.py FOLDER PLAN... (such as corpus/formats corpus/01-phu-cat-papi-2023.txt)
needs: pip install python-docx openpyxl weasyprint selenium
       apt-get install libreoffice-writer-nogui pandoc chromium chromium-driver fonts-liberation

A file is called PLAN.PROGRAM.FORMAT.
"""
import sys
import tempfile
from pathlib import Path

import programs
import writing
from plan import Table, pieces


def name(folder, plan, program, ending):
    return folder / f"{plan.stem}.{program}.{ending}"


def by_libraries(plan, folder):
    """Word and Excel by Python libraries, PDF and web pages by browsers, and what pandoc makes of a web page."""
    parts = list(pieces(plan))
    writing.word(parts, name(folder, plan, "python-docx", "docx"))
    if sum(isinstance(part, Table) for part in parts) == 1:
        writing.sheet(parts, name(folder, plan, "openpyxl", "xlsx"))
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "page.html"
        writing.page(parts, page)
        for ending in ("docx", "odt", "rtf", "html"):
            programs.pandoc(page, name(folder, plan, "pandoc", ending))
        programs.weasyprint(page, name(folder, plan, "weasyprint", "pdf"))
        programs.browser(page, {ending: name(folder, plan, "chromium", ending) for ending in ("pdf", "html", "mhtml")})


def main():
    folder, plans = Path(sys.argv[1]), [Path(plan) for plan in sys.argv[2:]]
    folder.mkdir(exist_ok=True)
    for plan in plans:
        by_libraries(plan, folder)
    for ending in ("odt", "rtf", "doc", "docx", "pdf", "html"):
        word = {name(folder, plan, "python-docx", "docx"): name(folder, plan, "libreoffice", ending) for plan in plans}
        programs.libreoffice(word, ending)


if __name__ == "__main__":
    main()
