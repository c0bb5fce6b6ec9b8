"""A sample plan in pieces, as an office would have typed it: letterhead and signature in two columns, lists, real tables."""
import re
from dataclasses import dataclass
from pathlib import Path

MOTTO = "Độc lập - Tự do - Hạnh phúc"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@dataclass
class Columns:
    """Two columns without borders; each is a list of lines."""
    left: list
    right: list


@dataclass
class Table:
    """Rows of equal length; `merged` has (row, column, last row, last column) of cells that an office would merge."""
    rows: list
    merged: list
    head: int


@dataclass
class Line:
    """A paragraph: one of a list without its bullet, a line of a title, the first line of an annex, or plain."""
    text: str
    item: bool = False
    title: bool = False
    annex: bool = False


def pieces(path):
    """The pieces of a plan in order; the lines of titles are marked."""
    in_title = False
    for part in parts(path):
        if isinstance(part, Line) and part.text.strip():
            starts = part.text in ("KẾ HOẠCH", "PHƯƠNG ÁN") or part.text.startswith("PHỤ LỤC")
            in_title = starts or in_title and not TEXT.search(part.text)
            part.title, part.annex = in_title, part.text.startswith("PHỤ LỤC")
        elif not isinstance(part, Line):
            in_title = False
        yield part


# How the text below a title begins or ends: with its basis, with a label, or as a sentence.
TEXT = re.compile(r"^(Căn cứ|Thực hiện|Để|Nhằm|[IVX]+\.|\d+\.|-)|[;:.]$")


def parts(path):
    """The pieces of a plan in order."""
    lines = Path(path).read_text(encoding="utf-8-sig").replace("\r", "").split("\n")
    left, right, at = letterhead(lines)
    if left:
        yield Columns(left, right)
    while at < len(lines):
        line = lines[at]
        if unmarked(line).startswith("Nơi nhận"):
            left, right, at = closing(lines, at)
            yield Columns(left, right)
        elif "\t" in line or line.startswith("|"):
            rows, at = table(lines, at)
            is_layout = MOTTO in str(rows) or len(rows) == 1
            yield Columns(*two_columns(rows)) if is_layout else Table(rows, merged(rows), head(rows))
        else:
            pair = columns(line) if line.startswith("    ") else None
            text = unmarked(line)
            yield Columns([pair[0]], [pair[1]]) if pair else Line(text.removeprefix("- "), text.startswith("- "))
            at += 1


def unmarked(line):
    """A line of Markdown without its marks."""
    line = re.sub(r"^#+ ", "", line)
    return re.sub(r"\*+", "", line).strip() if "*" in line else line


def columns(line):
    """The two sides of a line set in columns with spaces or a TAB."""
    if line.count("\t") == 1:
        return tuple(side.strip() for side in line.split("\t"))
    sides = re.split(r"\s{4,}", line.strip("\n").lstrip())
    return (sides[0].strip(), sides[1].strip()) if len(sides) == 2 else None


def letterhead(lines):
    """Left and right lines of the letterhead, and how many lines it takes; nothing where it is not set in two columns."""
    for end, line in enumerate(lines[:20]):
        if MOTTO in line and not line.startswith("|"):
            head = [unmarked(text) for text in lines[: end + 1] if text.strip()]
            pairs = [columns(text) for text in lines[: end + 1] if text.strip()]
            if all(pairs):
                return [p[0] for p in pairs], [p[1] for p in pairs], end + 1
            if COUNTRY in head:
                at = head.index(COUNTRY)
                return head[:at], head[at:], end + 1
    return [], [], 0


def closing(lines, at):
    """Recipients, signature and the line behind, from the line `Nơi nhận:`."""
    left, right = [], []
    while at < len(lines) and not lines[at].startswith("PHỤ LỤC"):
        line, pair = unmarked(lines[at]), columns(lines[at])
        if pair:
            left.append(pair[0])
            right.append(pair[1])
        elif line.strip():
            recipient = line.startswith("- ") or line.startswith("Nơi nhận") and not right
            (left if recipient else right).append(line.strip())
        at += 1
    return left, right, at


def table(lines, at):
    """Rows of a table that begins in line `at`, and the line behind it."""
    rows = []
    if lines[at].startswith("|"):
        while at < len(lines) and lines[at].startswith("|"):
            if not re.match(r"^[|\-: ]+$", lines[at]):
                cells = lines[at].strip().strip("|").split("|")
                rows.append([unmarked(cell.strip()).replace("<br>", "\n") for cell in cells])
            at += 1
        return rows, at
    width = lines[at].count("\t") + 1
    while at < len(lines) and lines[at].strip():
        cells = lines[at].split("\t")
        going_on = rows and len(rows[-1]) < width and len(rows[-1]) + len(cells) - 1 <= width
        if going_on and not cells[0][:1].isdigit() and not re.fullmatch(r"[IVX]+", cells[0]) and cells[0]:
            rows[-1][-1] += "\n" + cells[0]
            rows[-1] += cells[1:]
        else:
            rows.append(cells)
        at += 1
    return [row + [""] * (width - len(row)) for row in rows], at


def two_columns(rows):
    """The lines of both sides of a table with two columns."""
    return [[line for row in rows for line in row[side].split("\n")] for side in (0, 1)]


def head(rows):
    """How many rows the head has."""
    return 2 if len(rows) > 1 and not rows[1][0] and any(rows[1]) else 1


def merged(rows):
    """What an office would merge: heads of two rows, and rows that name a group."""
    found, width = [], len(rows[0])
    if head(rows) == 2:
        for column in range(width):
            if rows[0][column] and not rows[1][column]:
                found.append((0, column, 1, column))
            elif rows[0][column]:
                last = column
                while last + 1 < width and not rows[0][last + 1]:
                    last += 1
                found.append((0, column, 0, last))
    for row in range(head(rows), len(rows)):
        if re.fullmatch(r"[IVX]+", rows[row][0]) and not any(rows[row][2:]):
            found.append((row, 1, row, width - 1))
    return found
