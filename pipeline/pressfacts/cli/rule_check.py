"""Check rule files as a whole: where loading stops at the first fault, this goes on and gathers them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from pressfacts.errors import RuleError
from pressfacts.kinds.frames import FRAME_KINDS
from pressfacts.kinds.frames.rules import compile_frames
from pressfacts.rule_files import rule_files, shipped_rules
from pressfacts.rulebook import Rulebook
from pressfacts.rulebook.load import parse_rule_file
from pressfacts.rulebook.yaml_source import YamlSource


def check_rules(folders: Sequence[Path]) -> tuple[int, list[RuleError]]:
    """How many rule files there are, shipped ones among them, and the first fault of each; then every pattern that RE2 refuses."""
    rulebook, errors, count = Rulebook(at_once=True), list[RuleError](), 0
    for folder in (shipped_rules(), *folders):
        try:
            files = rule_files(folder)
        except RuleError as error:
            errors.append(error)
            continue
        count += len(files)
        for path in files:
            try:
                source = YamlSource(path)
                rulebook.add(source, parse_rule_file(source))
            except RuleError as error:
                errors.append(error)
    # A file that was not loaded may define what patterns of others refer to: those would be blamed for its fault.
    return count, errors or _bad_patterns(rulebook)


def _bad_patterns(rulebook: Rulebook) -> list[RuleError]:
    makers: list[Callable[[], object]] = [
        functools.partial(rulebook.compile, rule.pattern, where=rulebook.places[id_], whole=rule.whole)
        for id_, rule in rulebook.patterns.items()
    ]
    makers += (functools.partial(compile_frames, rulebook, kind) for kind in FRAME_KINDS)
    errors = []
    for make in makers:
        try:
            make()
        except RuleError as error:
            errors.append(error)
    return errors
