"""One candidate in a process of its own, so that its memory is its own: it loads, warms up, and measures a round a line of its input.

Asked by `rounds.Child`: it tells with a line `ready` that it has loaded; a line `go` on standard input is answered with one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from pressfacts.own_process import collect_seldom, keep_what_is_open, multiply_in_one_thread
from speed_parts.articles import load
from speed_parts.candidates import candidates

WARM_UP = 40  # articles: models and indexes are opened by the first who needs them, and RE2's automata grow with what they see


def main() -> None:
    """`child.py NAME MOST INPUT...`"""
    name, most, inputs = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    collect_seldom()  # for the peers too: it is no merit of ours
    multiply_in_one_thread()
    articles = load(inputs, most)
    began = time.process_time()
    job = candidates()[name].make(inputs)
    job(articles[:WARM_UP])
    keep_what_is_open()
    ready = time.process_time() - began
    print("ready", file=answers, flush=True)
    for _ in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        stages = job(articles)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"cpu": cpu, "wall": wall, "megabytes": peak, "ready": ready, "stages": stages}), file=answers, flush=True)


if __name__ == "__main__":
    main()
