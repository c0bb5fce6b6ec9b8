#!/usr/bin/env python3
"""Check that the gold files beside the sample plans can be trusted as far as a program can tell.

usage: python3 corpus/check.py [CORPUS_DIR]

Prints one line a fault and exits 1 if there is any. What each value must mean is for a reader to judge;
this checks form: keys, closed sets, deadline grammar, real dates, and anchors (verbatim, unique, 15-80
characters, tasks in document order).
"""
import json
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path

LEVELS = {"central", "province", "district", "commune", "village"}
ROLES = {"lead", "responsible", "support"}
TREATMENTS = {"assigned", "described", "mentioned"}
AUTHORITIES = {"TM", "KT", "TL", "TUQ", "Q", None}
DIMENSIONS = {"DTI": 9, "PAPI": 8, "PAR INDEX": 8, "PCI": 10, "SIPAS": 5}
KEYS = {
    "": ["file", "document", "indices", "dimensions", "citations", "tasks", "recipients"],
    "document": ["kind", "number", "date", "place", "title", "issuer", "signer", "year"],
    "issuer": ["name", "level", "unit", "province"],
    "signer": ["full_name", "position", "authority"],
    "dimensions": ["index", "dimension", "treatment"],
    "citations": ["anchor", "kind", "number", "date", "issuer"],
    "tasks": ["anchor", "dimensions", "agencies", "deadlines"],
    "agencies": ["name", "level", "role"],
}
OLD_TONES = re.compile(r"\b\w*(?:o[àáảãạ]|u[ỷỳýỹỵ])\b", re.I)
# The tone stands on the main vowel: `hòa`, `thủy`, but after q (`quý`) and before another letter (`hoàn`) `oà`/`uý` is right.
OLD_TONES_ALLOWED = re.compile(r"^qu|^Qu|^QU")


def real_date(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def edtf(text):
    parts = text.split("-")
    return re.fullmatch(r"\d{4}(-\d\d){0,2}", text) and real_date("-".join((parts + ["01", "01"])[:3]))


def deadline(text):
    if text == "continuous" or re.fullmatch(r"every P1D|every P1W|every P1M|every P3M|every P6M|every P1Y", text):
        return True
    if text.startswith("by "):
        return real_date(text[3:])
    if text.startswith("during ") and text.count("/") == 1:
        start, end = map(real_date, text[7:].split("/"))
        return start and end and start <= end
    return text.startswith("event: ") and text[7:].strip() == text[7:] != ""


def strings(value, key=None):
    """Every text value of the gold but the anchors, which are verbatim."""
    if isinstance(value, str) and key != "anchor":
        yield value
    elif isinstance(value, dict):
        for k, v in value.items():
            yield from strings(v, k)
    elif isinstance(value, list):
        for v in value:
            yield from strings(v, key)


def faults(gold, text):
    def need(where, value):
        for key in KEYS[where]:
            if key not in value:
                yield f"{where or 'file'} lacks {key}: {value}"
        for key in set(value) - set(KEYS[where]) - ({"generic"} if where == "agencies" else set()):
            yield f"{where or 'file'} has unknown key {key}"

    def anchored(where, item):
        anchor = item["anchor"]
        if text.count(anchor) != 1:
            yield f"{where} anchor occurs {text.count(anchor)} times: {anchor!r}"
        if not 15 <= len(unicodedata.normalize("NFC", anchor)) <= 80:
            yield f"{where} anchor is not 15-80 characters: {anchor!r}"

    def dimension(index, number):
        if index not in gold["indices"]:
            yield f"dimension of an index that the plan does not treat: {index}-{number}"
        if not 1 <= number <= DIMENSIONS.get(index, 0):
            yield f"no such dimension: {index}-{number}"

    yield from need("", gold)
    document = gold["document"]
    yield from need("document", document)
    yield from need("issuer", document["issuer"])
    if document["signer"] is not None:
        yield from need("signer", document["signer"])
        if document["signer"]["authority"] not in AUTHORITIES:
            yield f"unknown authority {document['signer']['authority']}"
    if document["issuer"]["level"] not in LEVELS:
        yield f"unknown issuer level {document['issuer']['level']}"
    if document["date"] is not None and not edtf(document["date"]):
        yield f"date is not real: {document['date']}"
    if document["number"] is not None and re.search(r"\s", document["number"]):
        yield f"number holds a space: {document['number']}"

    treated = set()
    for item in gold["dimensions"]:
        yield from need("dimensions", item)
        yield from dimension(item["index"], item["dimension"])
        if item["treatment"] not in TREATMENTS:
            yield f"unknown treatment {item['treatment']}"
        if (item["index"], item["dimension"]) in treated:
            yield f"dimension listed twice: {item}"
        treated.add((item["index"], item["dimension"]))

    numbers = set()
    for item in gold["citations"]:
        yield from need("citations", item)
        yield from anchored("citation", item)
        if item["number"] in numbers:
            yield f"citation listed twice: {item['number']}"
        numbers.add(item["number"])
        if item["date"] is not None and not edtf(item["date"]):
            yield f"citation date is not real: {item['date']}"

    last = -1
    for item in gold["tasks"]:
        yield from need("tasks", item)
        yield from anchored("task", item)
        at = text.find(item["anchor"])
        if at <= last:
            yield f"task out of document order: {item['anchor']!r}"
        last = at
        for name in item["dimensions"]:
            index, number = name.rsplit("-", 1)
            yield from dimension(index, int(number))
            if (index, int(number)) not in treated:
                yield f"task dimension {name} is not among the document's dimensions: {item['anchor']!r}"
        seen = set()
        for agency in item["agencies"]:
            yield from need("agencies", agency)
            if agency["level"] not in LEVELS or agency["role"] not in ROLES:
                yield f"unknown level or role: {agency}"
            if agency.get("generic") and agency["name"][0].isupper():
                yield f"generic name is not in lower case: {agency['name']}"
            if (agency["name"], agency["level"]) in seen:
                yield f"agency listed twice in {item['anchor']!r}: {agency['name']}"
            seen.add((agency["name"], agency["level"]))
        for value in item["deadlines"]:
            if not deadline(value):
                yield f"deadline is not canonical: {value!r}"
        if len(set(item["deadlines"])) != len(item["deadlines"]):
            yield f"deadline listed twice in {item['anchor']!r}"

    for value in strings(gold):
        if unicodedata.normalize("NFC", value) != value or re.search("[\u00a0\u200b\u00d0–]", value):
            yield f"value is not clean NFC: {value!r}"
        for word in OLD_TONES.findall(value):
            if not OLD_TONES_ALLOWED.match(word):
                yield f"old tone placement {word!r} in {value!r}"


def encoding_faults(here):
    """Each file `STEM.ENCODING.EXT` must be the UTF-8 sample `STEM.EXT`, byte order mark and NFC aside."""
    for path in sorted((here / "encodings").iterdir()):
        stem, encoding, suffix = path.name.rsplit(".", 2)
        text = path.read_bytes().decode(encoding).removeprefix("\ufeff")
        if unicodedata.normalize("NFC", text) != (here / f"{stem}.{suffix}").read_bytes().decode("utf-8"):
            yield f"{path.name}: differs from its UTF-8 sample"


def main():
    here = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    plans = {p.name for p in here.iterdir() if p.suffix in (".txt", ".md") and p.name != "README.md"}
    found, tasks, golds = 0, 0, sorted((here / "gold").glob("*.json"))
    for path in golds:
        gold = json.loads(path.read_text(encoding="utf-8"))
        plans.discard(gold["file"])
        with open(here / gold["file"], encoding="utf-8", newline="") as f:
            text = f.read()
        if Path(gold["file"]).stem != path.stem:
            print(f"{path.name}: named for another file, {gold['file']}")
            found += 1
        tasks += len(gold["tasks"])
        for fault in faults(gold, text):
            print(f"{path.name}: {fault}")
            found += 1
    for fault in encoding_faults(here):
        print(fault)
        found += 1
    for name in sorted(plans):
        print(f"{name}: has no gold file")
        found += 1
    print(f"{len(golds)} gold files, {tasks} tasks, {found} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
