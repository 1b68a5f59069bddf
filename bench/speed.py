"""Words per CPU second: pressfacts whole, by kind and by stage, beside spaCy and whatever peers are installed, in one run.

    python bench/speed.py                                   # corpus/articles, all parts
    python bench/speed.py ARTICLES.jsonl --most 400 --repeats 5 -o outputs/speed    # with 3 rounds ten minutes on two quiet cores
    python bench/speed.py --only rounds --before outputs/earlier/speed.json
    python bench/speed.py ARTICLES.jsonl --into docs/speed.md        # the figures of that page, anew

Machines are noisy: every candidate has a process of its own, rounds are interleaved, medians are told, and the ratio to the entity
recogniser alone (with its spread over the rounds) is what counts. Loading is told by itself; words are what white space separates.
Writes speed.json, speed.md and speed.png; docs/speed.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from speed_parts import growth, report, startup, workers
from speed_parts.articles import load, words_of
from speed_parts.candidates import BASE, STAGES, WHOLE, candidates, version_of
from speed_parts.progress import tell
from speed_parts.rounds import run_rounds

from pressfacts.settings import DEFAULT_KINDS

ROOT = Path(__file__).resolve().parent.parent
BEFORE = ROOT / "bench" / "speed_before.json"
PARTS = ("rounds", "length", "kinds", "count", "workers", "start")


def main() -> None:
    args = _arguments()
    parts = args.only or PARTS
    known = candidates()
    wanted = [name for name in known if not args.candidates or name in (BASE, *args.candidates)]
    skipped = [name for name in wanted if version_of(known[name].package) is None]
    names = [name for name in wanted if name not in skipped] if "rounds" in parts else []
    articles = load(args.inputs, args.most)
    measured = run_rounds(names, args.repeats, args.most, args.inputs)
    grown: report.Growth = {}
    if "length" in parts:
        grown["words of one article, all kinds"] = growth.points("length", ",".join(DEFAULT_KINDS), growth.LENGTHS, args.inputs)
    for kind in DEFAULT_KINDS if "kinds" in parts else ():
        grown[f"words of one article, {kind}"] = growth.points("length", kind, growth.LENGTHS_OF_A_KIND, args.inputs)
    if "count" in parts:
        grown[report.BY_COUNT] = growth.points("count", ",".join(DEFAULT_KINDS), growth.COUNTS, args.inputs)
    shared = workers.measure(articles) if "workers" in parts else []
    starts = startup.measure(args.repeats) if "start" in parts else []
    tell("done")
    words = words_of(articles)
    about = {"articles": len(articles), "words": words, "rounds": args.repeats, "versions": report.versions(names), "skipped": skipped}
    before = json.loads(args.before.read_text(encoding="utf-8")) if args.before else None
    tables = report.write(report.as_json(measured, words, grown, shared, starts, about), before, args.output)
    print(tables)
    if args.into:
        report.put_into(args.into, tables)
    if args.min_ratio and report.ratios(measured, WHOLE)[0] < args.min_ratio:
        sys.exit(f"all kinds ran at less than {args.min_ratio} times the entity recogniser alone")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(ROOT / "corpus" / "articles")], help="files or folders, as `extract` takes them")
    parser.add_argument("--most", type=int, default=400, help="articles at the most")
    parser.add_argument("--repeats", type=int, default=3, help="rounds")
    parser.add_argument("--only", action="append", choices=PARTS, help="one part of the benchmark; may be given again")
    parser.add_argument("--candidates", action="append", metavar="NAME", help=f"measure this one, such as {STAGES!r}; may be given again")
    parser.add_argument("--before", type=Path, default=BEFORE, help="a speed.json of before, to stand beside the stages of now")
    parser.add_argument("--into", type=Path, metavar="PAGE", help="put the tables into this page too, where its last figures stand")
    parser.add_argument("--min-ratio", type=float, help="fail where all kinds were less than so many times faster than NER alone")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "outputs" / "speed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
