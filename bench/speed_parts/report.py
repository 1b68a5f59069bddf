"""The figures as JSON, as Markdown tables and as a plot."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

from speed_parts.candidates import BASE, STAGES, candidates, version_of
from speed_parts.rounds import Measured, ratios
from speed_parts.startup import Start
from speed_parts.workers import Run

_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"
BY_COUNT = "articles"
Growth = dict[str, list[dict[str, float]]]


def as_json(
    measured: dict[str, Measured], words: int, growth: Growth, shared: list[Run], starts: list[Start], about: dict[str, Any]
) -> dict[str, Any]:
    """Everything that was measured."""
    rows = []
    for name, taken in measured.items():
        own = ratios(measured, name)
        rows.append(
            {
                "name": name,
                "words_per_cpu_second": round(taken.rate(words)),
                "words_per_wall_second": round(words / statistics.median(taken.wall)),
                "times_ner": round(statistics.median(own), 2),
                "times_ner_from": round(own[0], 2),
                "times_ner_to": round(own[-1], 2),
                "peak_megabytes": round(taken.megabytes),
                "ready_cpu_seconds": round(taken.ready, 2),
            }
        )
    stages = (
        {name: round(seconds / words * 1e6, 3) for name, seconds in measured[STAGES].stage_medians().items()} if STAGES in measured else {}
    )
    parts = {"growth": growth, "workers": [run._asdict() for run in shared], "start": [start._asdict() for start in starts]}
    return {**about, "rows": rows, "stages_us_per_word": stages, **parts}


def versions(names: list[str]) -> dict[str, str]:
    """The versions of what was measured."""
    known = candidates()
    packages = sorted({package for name in names for package in (known[name].package, *known[name].extra_packages)})
    return {package: version_of(package) or "" for package in packages}


def markdown(report: dict[str, Any], before: dict[str, Any] | None) -> str:
    """The tables; with a report of before, its figures beside those of now."""
    lines = [f"{report['articles']:,} articles, {report['words']:,} words, {report['rounds']} rounds.", ""]
    lines += [
        "| | words a CPU second | times NER alone | from - to | peak MB | ready after |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in report["rows"]:
        spread = f"{row['times_ner_from']:.1f} - {row['times_ner_to']:.1f}"
        lines.append(
            f"| {row['name']} | {row['words_per_cpu_second']:,} | {row['times_ner']:.1f} | {spread} | {row['peak_megabytes']:,} "
            f"| {row['ready_cpu_seconds']:.1f} s |"
        )
    lines += ["", *_stages(report, before), *_growth(report), *_workers(report), *_start(report)]
    lines += ["", "Versions: " + ", ".join(f"{name} {number}" for name, number in report["versions"].items()) + "."]
    if report["skipped"]:
        lines.append(f"Not installed, and so left out: {', '.join(report['skipped'])}.")
    return "\n".join(lines) + "\n"


def _stages(report: dict[str, Any], before: dict[str, Any] | None) -> list[str]:
    now, then = report["stages_us_per_word"], (before or {}).get("stages_us_per_word", {})
    if not now:
        return []
    lines = ["| stage | CPU µs a word | share | before |", "| --- | ---: | ---: | ---: |"]
    for name, cost in now.items():
        known = f"{then[name]:.2f}" if name in then else ""
        lines.append(f"| {name} | {cost:.2f} | {100 * cost / sum(now.values()):.0f} % | {known} |")
    total = f"{sum(then.values()):.2f}" if then else ""
    return [*lines, f"| all | {sum(now.values()):.2f} | 100 % | {total} |", ""]


def _growth(report: dict[str, Any]) -> list[str]:
    lines = []
    for name, points in report["growth"].items():
        lines += [f"| {name} | words | CPU s | µs a word | peak MB |", "| ---: | ---: | ---: | ---: | ---: |"]
        for point in points:
            cost = point["cpu"] / point["words"] * 1e6
            lines.append(f"| {point['size']:,} | {point['words']:,} | {point['cpu']:.2f} | {cost:.1f} | {point['megabytes']:.0f} |")
        lines.append("")
    return lines


def _workers(report: dict[str, Any]) -> list[str]:
    if not report["workers"]:
        return []
    lines = ["| workers | articles | wall s | times one worker | bytes of one worker |", "| ---: | ---: | ---: | ---: | --- |"]
    for row in report["workers"]:
        times, same = report["workers"][0]["wall"] / row["wall"], "the same" if row["same_bytes"] else "DIFFER"
        lines.append(f"| {row['workers']} | {row['articles']:,} | {row['wall']:.1f} | {times:.2f} | {same} |")
    return [*lines, ""]


def _start(report: dict[str, Any]) -> list[str]:
    if not report["start"]:
        return []
    lines = ["| start-up | wall s | CPU s | peak MB |", "| --- | ---: | ---: | ---: |"]
    return lines + [f"| {row['what']} | {row['wall']:.2f} | {row['cpu']:.2f} | {row['megabytes']:.0f} |" for row in report["start"]]


def write(report: dict[str, Any], before: dict[str, Any] | None, folder: Path) -> str:
    """Write speed.json, speed.md and speed.png into the folder; the Markdown as answer."""
    folder.mkdir(parents=True, exist_ok=True)
    text = markdown(report, before)
    (folder / "speed.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "speed.md").write_text(text, encoding="utf-8")
    plot(report, folder / "speed.png")
    return text


def put_into(page: Path, tables: str) -> None:
    """Replace what stands between the marks of a page. Raises ValueError where it has none."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"{page} has no {_BEGIN} and {_END}")
    page.write_text(f"{before}{begin}\n{tables}{end}{after}", encoding="utf-8")


def plot(report: dict[str, Any], path: Path) -> None:
    """Bars of words per CPU second; beside them CPU seconds by length of an article and peak memory by number of articles."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, (bars, lines, memory) = pyplot.subplots(1, 3, figsize=(20, 6), width_ratios=(3, 2, 2))
    rows = report["rows"][::-1]
    colors = ["#9a6b00" if row["name"] == BASE else "#1f5fa8" if row["name"].startswith("pressfacts") else "#888888" for row in rows]
    bars.barh([row["name"] for row in rows], [row["words_per_cpu_second"] for row in rows], color=colors)
    bars.set_xscale("log")
    bars.set_xlabel("words a CPU second")
    for name, points in report["growth"].items():
        if name != BY_COUNT:
            label = name.rpartition(", ")[2]
            lines.plot([point["words"] for point in points], [point["cpu"] for point in points], marker="o", label=label)
    lines.set_xscale("log")
    lines.set_yscale("log")
    lines.set_xlabel("words of one article")
    lines.set_ylabel("CPU seconds")
    if lines.lines:
        lines.legend()
    counts = report["growth"].get(BY_COUNT, ())
    memory.plot([point["size"] for point in counts], [point["megabytes"] for point in counts], marker="o")
    memory.set_ylim(bottom=0)
    memory.set_xlabel("articles, all kinds")
    memory.set_ylabel("peak MB")
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
