#!/usr/bin/env python3
"""Draw docs/accuracy/noise.svg from docs/accuracy/noise.csv, and print the table for docs/accuracy.md.

usage: KEHOACH_NOISE=$PWD/docs/accuracy/noise.csv cargo test --release --test suite robustness::slips
       python3 docs/accuracy/plot.py
"""
import csv
from pathlib import Path

HERE = Path(__file__).parent
# What a reader looks at first; `noise.csv` has all fields.
SHOWN = {
    "all": ("all fields", "#1b1b1b"),
    "document.number": ("document number", "#0b6e4f"),
    "citations": ("citations", "#2a6fbb"),
    "tasks": ("tasks", "#8a4fbf"),
    "tasks.agencies.role": ("agencies with role", "#c8553d"),
    "tasks.deadlines": ("deadlines", "#d18f00"),
    "tasks.dimensions": ("dimensions of tasks", "#5f7a8a"),
}
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 400, 60, 190, 20, 50


def read():
    curves = {}
    with open(HERE / "noise.csv", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            curves.setdefault(row["field"], []).append((float(row["slips"]), float(row["f1"])))
    return curves


def x(share, most):
    return LEFT + (WIDTH - LEFT - RIGHT) * share / most


def y(f1, least):
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - f1) / (1 - least)


def spread(ends, gap=15):
    """The heights of labels so that none stands on another."""
    placed = {}
    last = -gap
    for field, at in sorted(ends.items(), key=lambda end: end[1]):
        last = placed[field] = max(at, last + gap)
    return placed


def svg(curves):
    most = max(share for points in curves.values() for share, _ in points)
    least = min(f1 for field in SHOWN for _, f1 in curves[field]) // 0.1 / 10
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    steps = round((1 - least) * 10)
    for step in range(steps + 1):
        f1 = least + step / 10
        at = y(f1, least)
        out.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{f1:.1f}</text>')
    for share, _ in curves["all"]:
        at = x(share, most)
        out.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{share * 100:g} %</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">characters with a slip</text>')
    out.append(f'<text x="16" y="{(TOP + HEIGHT - BOTTOM) / 2}" transform="rotate(-90 16 {(TOP + HEIGHT - BOTTOM) / 2})" text-anchor="middle">F1</text>')
    labels = spread({field: y(curves[field][-1][1], least) for field in SHOWN})
    for field, (name, colour) in SHOWN.items():
        points = " ".join(f"{x(share, most):.1f},{y(f1, least):.1f}" for share, f1 in curves[field])
        width = 3 if field == "all" else 1.6
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}"/>')
        out.append(f'<text x="{WIDTH - RIGHT + 8}" y="{labels[field] + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    curves = read()
    (HERE / "noise.svg").write_text(svg(curves), encoding="utf-8")
    shares = [share for share, _ in curves["all"]]
    print("| field | " + " | ".join(f"{share * 100:g} %" for share in shares) + " |")
    print("| --- |" + " ---: |" * len(shares))
    for field in ["all"] + sorted(set(curves) - {"all"}):
        name = "**all fields**" if field == "all" else f"`{field}`"
        print(f"| {name} | " + " | ".join(f"{f1:.3f}" for _, f1 in curves[field]) + " |")


if __name__ == "__main__":
    main()
