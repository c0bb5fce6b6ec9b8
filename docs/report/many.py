#!/usr/bin/env python3
"""Makes a large set of plans from the sample corpus, to measure the report: many.py CORPUS FOLDER [N=1000] [LENGTH=1]

Every plan gets other units, numbers, days, years and signers, so that no two are alike; with LENGTH 3 its tasks stand
three times, each time with other numbers, for plans as long as real ones. The same arguments give the same files.
"""

import pathlib
import random
import re
import sys

UNITS = """Nam Đông|Tiền Phong|Ninh Thạnh|Tam Đường|Phú Lộc|Quảng Điền|Hương Trà|Phong Điền|A Lưới|Hương Thủy|Phú Vang|Ân Thi|Khoái Châu
Kim Động|Mỹ Hào|Phù Cừ|Tiên Lữ|Văn Giang|Văn Lâm|Yên Mỹ|Sìn Hồ|Phong Thổ|Mường Tè|Nậm Nhùn|Tân Uyên|Than Uyên|Bến Cầu|Gò Dầu
Tân Biên|Tân Châu|Trảng Bàng|Đồng Văn|Mèo Vạc|Yên Minh|Quản Bạ|Vị Xuyên|Bắc Mê|Hoàng Su Phì|Xín Mần|Bắc Quang""".replace("\n", "|").split("|")
SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
NAMES = "An Bình Cường Dũng Hải Hùng Khánh Long Nam Quân Sơn Tâm Thủy Vinh Yến".split()


def varied(text: str, chance: random.Random) -> str:
    day = lambda: f"{chance.randint(1, 28):02d}"
    month = lambda: f"{chance.randint(1, 12):02d}"
    text = re.sub(r"(?<=[Ss]ố )\d+(?=/)", lambda _: str(chance.randint(1, 3999)), text)
    text = re.sub(r"ngày \d{1,2} tháng \d{1,2}", lambda _: f"ngày {day()} tháng {month()}", text)
    text = re.sub(r"\b\d{1,2}/\d{1,2}(?=/20\d\d)", lambda _: f"{day()}/{month()}", text)
    return re.sub(r"\b\d{2,3}(?=%| %)", lambda _: str(chance.randint(10, 100)), text)


def plan(text: str, length: int, chance: random.Random) -> str:
    unit = re.search(r"(?:HUYỆN|XÃ|PHƯỜNG|THỊ XÃ|THỊ TRẤN) ([^\n\t|*]+)", text)
    if unit:
        old, new = unit[1].strip(), chance.choice(UNITS)
        text = text.replace(old, new.upper()).replace(old.title(), new)
    year = re.search(r"năm (20\d\d)", text)
    if year:
        text = text.replace(year[1], str(chance.randint(2019, 2026)))
    text = re.sub(r"Số: \d+/", f"Số: {chance.randint(1, 999)}/", text, count=1)
    lines = text.split("\n")
    third = len(lines) // 3
    body = lines[third : 2 * third]
    for _ in range(length - 1):
        lines[2 * third : 2 * third] = varied("\n".join(body), chance).split("\n")
    signer = f"{chance.choice(SURNAMES)} Văn {chance.choice(NAMES)}"
    return varied("\n".join(lines), chance) + f"\n{signer}\n"


def main() -> None:
    corpus, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    length = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    samples = sorted(p for p in corpus.iterdir() if re.match(r"\d\d-.*\.(txt|md)$", p.name))
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(count):
        sample = samples[at % len(samples)]
        text = plan(sample.read_text(encoding="utf-8"), length, random.Random(at))
        (folder / f"{at:04d}-{sample.name[3:]}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
