"""Pieces of a plan → files by libraries: Word by python-docx, Excel by openpyxl, and a web page."""
from html import escape

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from plan import Columns, Line, Table

STYLE = """
@page { size: A4; margin: 2cm 2cm 2.2cm 3cm; @top-center { content: counter(page); } }
@page :first { @top-center { content: none; } }
body { font: 13pt/1.35 "Liberation Serif", serif; text-align: justify; }
table { width: 100%; border-collapse: collapse; margin: 6pt 0; text-align: left; }
table.layout td { width: 50%; text-align: center; vertical-align: top; }
table.layout.closing td:first-child { text-align: left; font-size: 11pt; }
table.grid { font-size: 12pt; } table.grid td, table.grid th { border: 1px solid black; padding: 2pt 4pt; vertical-align: top; }
p { margin: 4pt 0; } p.title { text-align: center; font-weight: bold; } p.annex { break-before: page; } ul { list-style: "- "; margin: 0; padding-left: 18pt; }
"""


def word(parts, path):
    """A Word file; a list item gets the automatic bullet of its style."""
    document = docx.Document()
    number_pages(document.sections[0])
    for part in parts:
        if isinstance(part, Columns):
            cells = document.add_table(1, 2).rows[0].cells
            for cell, lines in zip(cells, (part.left, part.right)):
                cell.text = lines[0] if lines else ""
                for line in lines[1:]:
                    cell.add_paragraph(line)
                is_list = any(line.startswith("- ") for line in lines)
                for paragraph in cell.paragraphs:
                    paragraph.alignment = None if is_list else WD_ALIGN_PARAGRAPH.CENTER
        elif isinstance(part, Table):
            grid = document.add_table(len(part.rows), len(part.rows[0]))
            grid.style = "Table Grid"
            for r, row in enumerate(part.rows):
                for c, text in enumerate(row):
                    grid.cell(r, c).text = text
            for r, c, last_row, last_column in part.merged:
                cell = grid.cell(r, c).merge(grid.cell(last_row, last_column))
                cell.text = part.rows[r][c]
        else:
            paragraph = document.add_paragraph(part.text, style="List Bullet" if part.item else None)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if part.title else None
            paragraph.paragraph_format.page_break_before = part.annex or None
    document.save(path)


def number_pages(section):
    """The number of the page at the top of all pages but the first, as the decree on clerical work asks for."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def page(parts, path):
    """A web page with the style of a printed plan; the head of a table is repeated on every page that it is printed on."""
    body, items = [], []

    def flush():
        if items:
            body.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")
            items.clear()

    has_letterhead = False
    for part in parts:
        if isinstance(part, Line) and part.item:
            items.append(part.text)
            continue
        if isinstance(part, Line) and not part.text.strip():
            continue
        flush()
        if isinstance(part, Columns):
            kind = "layout closing" if has_letterhead else "layout"
            has_letterhead = True
            sides = ("<td>" + "".join(f"<p>{escape(line)}</p>" for line in side) + "</td>" for side in (part.left, part.right))
            body.append(f'<table class="{kind}"><tr>{"".join(sides)}</tr></table>')
        elif isinstance(part, Table):
            body.append(grid(part))
        else:
            kind = ' class="title annex"' if part.annex else ' class="title"' if part.title else ""
            body.append(f"<p{kind}>{escape(part.text)}</p>")
    flush()
    text = "\n".join(body)
    path.write_text(f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Kế hoạch</title><style>{STYLE}</style></head><body>\n{text}\n</body></html>\n', encoding="utf-8")


def grid(part):
    """A table of a web page."""
    starts = {(r, c): (last_row - r + 1, last_column - c + 1) for r, c, last_row, last_column in part.merged}
    covered = {(r, c) for r0, c0, r1, c1 in part.merged for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)} - set(starts)

    def row(r, tag):
        cells = []
        for c, text in enumerate(part.rows[r]):
            if (r, c) in covered:
                continue
            rows, columns = starts.get((r, c), (1, 1))
            spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
            cells.append(f"<{tag}{spans}>{escape(text).replace(chr(10), '<br>')}</{tag}>")
        return f"<tr>{''.join(cells)}</tr>"

    head = "".join(row(r, "th") for r in range(part.head))
    rows = "\n".join(row(r, "td") for r in range(part.head, len(part.rows)))
    return f'<table class="grid"><thead>{head}</thead><tbody>\n{rows}\n</tbody></table>'


def sheet(parts, path):
    """An Excel file with one sheet."""
    book = openpyxl.Workbook()
    cells, at = book.active, 1
    for part in parts:
        if isinstance(part, Columns):
            # The last line of the shorter side, the signer's name, stands at the bottom.
            height = max(len(part.left), len(part.right))
            sides = [side[:-1] + [""] * (height - len(side)) + side[-1:] for side in (part.left, part.right)]
            for left, right in zip(*sides):
                cells.cell(at, 1, left or None)
                cells.cell(at, 5, right or None)
                at += 1
        elif isinstance(part, Table):
            for r, row in enumerate(part.rows):
                for c, text in enumerate(row):
                    cells.cell(at + r, c + 1, int(text) if text.isdigit() else text or None)
            for r, c, last_row, last_column in part.merged:
                cells.merge_cells(start_row=at + r, start_column=c + 1, end_row=at + last_row, end_column=last_column + 1)
            at += len(part.rows)
        else:
            cells.cell(at, 1, ("- " if part.item else "") + part.text or None)
            at += 1
    book.save(path)
