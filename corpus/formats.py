#!/usr/bin/env python3
"""Makes the samples of corpus/formats from plans of the corpus: Word by python-docx, Excel by openpyxl, the others by LibreOffice.

usage: formats.py PLAN... (such as corpus/01-phu-cat-papi-2023.txt)
needs: pip install python-docx openpyxl; apt-get install libreoffice-writer-nogui

A plan becomes what an office would have typed: letterhead and signature in tables without borders, lines that begin
with `- ` as an automatic list, rows with TABs or `|` as tables with merged heads and group rows.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import openpyxl

OUT = Path(__file__).parent / "formats"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def unmarked(line):
    """A line of Markdown without its marks."""
    line = re.sub(r"^#+ ", "", line)
    return re.sub(r"\*+", "", line).strip() if "*" in line else line


def columns(line):
    """The two sides of a line set in columns with spaces."""
    sides = re.split(r"\s{4,}", line.strip("\n").lstrip())
    return (sides[0].strip(), sides[1].strip()) if len(sides) == 2 else None


def letterhead(lines):
    """Left and right lines of the letterhead, and how many lines it takes; None where it is not set in two columns."""
    for end, line in enumerate(lines[:20]):
        if MOTTO in line:
            head = [unmarked(l) for l in lines[: end + 1] if l.strip()]
            pairs = [columns(l) for l in lines[: end + 1] if l.strip()]
            if all(pairs):
                return [p[0] for p in pairs], [p[1] for p in pairs], end + 1
            at = head.index(COUNTRY)
            return head[:at], head[at:], end + 1
    return [], [], 0


def closing(lines, at):
    """Recipients, signature and the line behind, from the line `Nơi nhận:`."""
    left, right, i = [], [], at
    while i < len(lines) and not lines[i].startswith("PHỤ LỤC"):
        line = unmarked(lines[i])
        pair = columns(lines[i])
        if pair:
            left.append(pair[0])
            right.append(pair[1])
        elif line.strip():
            into = left if line.startswith(("- ", "Nơi nhận")) and not right or line.startswith("- ") else right
            into.append(line.strip())
        i += 1
    return left, right, i


def table(lines, at):
    """Rows of a table that begins in line `at`, and the line behind it."""
    rows, i = [], at
    if lines[at].startswith("|"):
        while i < len(lines) and lines[i].startswith("|"):
            if not re.match(r"^[|\-: ]+$", lines[i]):
                rows.append([unmarked(c.strip()) for c in lines[i].strip().strip("|").split("|")])
            i += 1
        return rows, i
    width = lines[at].count("\t") + 1
    while i < len(lines) and lines[i].strip():
        cells = lines[i].split("\t")
        going_on = rows and len(rows[-1]) < width and len(rows[-1]) + len(cells) - 1 <= width
        if going_on and not cells[0][:1].isdigit() and not re.fullmatch(r"[IVX]+", cells[0]) and cells[0]:
            rows[-1][-1] += "\n" + cells[0]
            rows[-1] += cells[1:]
        else:
            rows.append(cells)
        i += 1
    return [r + [""] * (width - len(r)) for r in rows], i


def merges(rows):
    """(row, column, last row, last column) of what an office would merge: two-row heads and group rows."""
    found, width = [], len(rows[0])
    two = not rows[1][0] and any(rows[1])
    if two:
        for c in range(width):
            if rows[0][c] and not rows[1][c]:
                found.append((0, c, 1, c))
            elif rows[0][c]:
                last = c
                while last + 1 < width and not rows[0][last + 1]:
                    last += 1
                found.append((0, c, 0, last))
    for r in range(2 if two else 1, len(rows)):
        if re.fullmatch(r"[IVX]+", rows[r][0]) and not any(rows[r][2:]):
            found.append((r, 1, r, width - 1))
    return found


def parts(plan):
    """The plan in pieces: ("columns", left, right), ("table", rows) or ("line", text)."""
    lines = plan.read_text(encoding="utf-8").replace("\r", "").split("\n")
    left, right, i = letterhead(lines)
    if left:
        yield "columns", left, right
    while i < len(lines):
        line = lines[i]
        pair = columns(line) if line.startswith("    ") else None
        if unmarked(line).startswith("Nơi nhận"):
            left, right, i = closing(lines, i)
            yield "columns", left, right
            continue
        if "\t" in line or line.startswith("|"):
            rows, i = table(lines, i)
            yield "table", rows
            continue
        if pair:
            yield "columns", [pair[0]], [pair[1]]
        else:
            yield "line", unmarked(line)
        i += 1


def word(plan, path):
    document = docx.Document()
    for kind, *what in parts(plan):
        if kind == "columns":
            cells = document.add_table(1, 2).rows[0].cells
            for cell, lines in zip(cells, what):
                cell.text = lines[0] if lines else ""
                for line in lines[1:]:
                    cell.add_paragraph(line)
        elif kind == "table":
            rows = what[0]
            grid = document.add_table(len(rows), len(rows[0]))
            grid.style = "Table Grid"
            for r, row in enumerate(rows):
                for c, text in enumerate(row):
                    grid.cell(r, c).text = text
            for r, c, last_r, last_c in merges(rows):
                merged = grid.cell(r, c).merge(grid.cell(last_r, last_c))
                merged.text = rows[r][c]
        elif what[0].startswith("- "):
            document.add_paragraph(what[0][2:], style="List Bullet")
        else:
            document.add_paragraph(what[0])
    document.save(path)


def excel(plan, path):
    book = openpyxl.Workbook()
    sheet = book.active
    at = 1
    for kind, *what in parts(plan):
        if kind == "columns":
            # The last line of the shorter side, the signer's name, stands at the bottom.
            height = max(map(len, what))
            for left, right in zip(*[w[:-1] + [""] * (height - len(w)) + w[-1:] for w in what]):
                sheet.cell(at, 1, left or None)
                sheet.cell(at, 5, right or None)
                at += 1
        elif kind == "table":
            rows = what[0]
            for r, row in enumerate(rows):
                for c, text in enumerate(row):
                    sheet.cell(at + r, c + 1, int(text) if text.isdigit() else text or None)
            for r, c, last_r, last_c in merges(rows):
                sheet.merge_cells(start_row=at + r, start_column=c + 1, end_row=at + last_r, end_column=last_c + 1)
            at += len(rows)
        else:
            sheet.cell(at, 1, what[0] or None)
            at += 1
    book.save(path)


def main():
    OUT.mkdir(exist_ok=True)
    for plan in map(Path, sys.argv[1:]):
        base = OUT / f"{plan.stem}.docx"
        word(plan, base)
        for to in ("odt", "html"):
            with tempfile.TemporaryDirectory() as folder:
                command = ["soffice", f"-env:UserInstallation=file://{folder}", "--headless", "--convert-to", to, "--outdir", str(OUT), str(base)]
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if sum(kind == "table" for kind, *_ in parts(plan)) == 1:
            excel(plan, OUT / f"{plan.stem}.xlsx")


if __name__ == "__main__":
    main()
