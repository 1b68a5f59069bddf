"""Read rule files into a rulebook: ours, then a user's, which adds to them or overrides by id."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pressfacts.errors import RuleError
from pressfacts.rule_files import digest_of, rule_files, shipped_rules
from pressfacts.rulebook.model import Example, Frame, FrameSlot, Lexicon, Pattern, Rule, RuleFile, RuleModel, TokenPattern
from pressfacts.rulebook.patterns import Re2, TextPattern, alternation, expand
from pressfacts.rulebook.yaml_source import YamlSource

AnyRule = TypeVar("AnyRule", bound=Rule)
_MODELS: tuple[type[RuleModel], ...] = (RuleFile, Lexicon, Pattern, TokenPattern, Frame, FrameSlot, Example)
_SECTIONS = ("lexicons", "patterns", "tokens", "frames")
_FRAME_KINDS = ("funding", "visitors")  # frames with a model of their own; every other one is of the kind `frame`


@dataclass
class Rulebook:
    """All rules by id, and where each stands. Made by `load_rulebook`; not changed afterwards.

    Patterns are compiled when they are first asked, or `at_once` where rules of a user are among them: their faults shall be told before
    a run begins, while those of the shipped rules were told by `rules check`.
    """

    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    tokens: dict[str, TokenPattern] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    digest: str = ""
    at_once: bool = False

    @functools.cached_property
    def _expansions(self) -> dict[str, str]:
        forms = {id_: alternation(lexicon.forms, any_case=lexicon.any_case) for id_, lexicon in self.lexicons.items() if lexicon.entries}
        return self.fragments | forms

    def rules(self) -> Iterable[Rule]:
        """Every rule, lexicons first."""
        return [*self.lexicons.values(), *self.patterns.values(), *self.tokens.values(), *self.frames.values()]

    def lexicon(self, id_: str) -> dict[str, Any]:
        """The entries of a lexicon by surface form, folded to lower case where it ignores case; a bare list maps each form to itself."""
        lexicon = self._get(self.lexicons, id_)
        entries = lexicon.entries if isinstance(lexicon.entries, dict) else {form: form for form in lexicon.entries}
        return {form.casefold(): value for form, value in entries.items()} if lexicon.any_case else dict(entries)

    def compile(self, pattern: str, *, where: str, whole: bool = True) -> TextPattern:
        """A text pattern with its references to lexicons and fragments filled in."""
        made = TextPattern(self.expand(pattern, where=where), where=where, whole=whole)
        self.check(made.regex)
        return made

    def check(self, regex: Re2) -> None:
        """Compile a pattern now, if patterns are compiled at once. Raises RuleError."""
        if self.at_once:
            regex.compiled  # noqa: B018  asking compiles it

    def expand(self, pattern: str, *, where: str) -> str:
        """The RE2 source of a pattern, its references to lexicons and fragments filled in."""
        return expand(pattern, self._expansions, where=where)

    def patterns_of(self, kind: str, makes: Collection[str]) -> list[tuple[Pattern, TextPattern]]:
        """The text patterns of a kind, compiled, in the order of the files. `makes` are the readings that the kind knows."""
        self._check_makes(self.patterns, kind, makes)
        return [
            (rule, self.compile(rule.pattern, where=self.places[id_], whole=rule.whole))
            for id_, rule in self.patterns.items()
            if self.kinds[id_] == kind
        ]

    def tokens_of(self, kind: str, makes: Collection[str]) -> list[TokenPattern]:
        """The token patterns of a kind, in the order of the files."""
        self._check_makes(self.tokens, kind, makes)
        return [rule for id_, rule in self.tokens.items() if self.kinds[id_] == kind]

    def _check_makes(self, rules: Mapping[str, Pattern | TokenPattern], kind: str, makes: Collection[str]) -> None:
        for id_, rule in rules.items():
            if self.kinds[id_] == kind and rule.make not in makes:
                near = difflib.get_close_matches(rule.make, makes, n=1)
                known = f"known: {', '.join(sorted(makes))}" if makes else "this kind takes no such rules"
                mend = f"did you mean `{near[0]}`?" if near else known
                raise RuleError(f"{id_}: `make: {rule.make}` is no reading of the kind {kind}", where=self.places[id_], mend=mend)

    def _get(self, rules: dict[str, AnyRule], id_: str) -> AnyRule:
        if id_ not in rules:
            near = difflib.get_close_matches(id_, rules, n=1)
            mend = f"did you mean {near[0]}?" if near else "the shipped rules define it: was it disabled?"
            raise RuleError(f"no rule has the id {id_}", where="rules", mend=mend)
        return rules[id_]

    def add(self, source: YamlSource, file: RuleFile) -> None:
        """Take over the rules of one file: new ids are added, known ones overridden, disabled ones dropped."""
        self.fragments.update(file.fragments)
        for section in _SECTIONS:
            rules: dict[str, Any] = getattr(self, section)
            for index, rule in enumerate(getattr(file, section)):
                rules[rule.id] = rule
                self.kinds[rule.id] = _frame_kind(rule) if isinstance(rule, Frame) else file.kind
                self.places[rule.id] = source.where((section, index))
        for index, id_ in enumerate(file.disable):
            if not any(rules.pop(id_, None) for rules in (self.lexicons, self.patterns, self.tokens, self.frames)):
                raise RuleError(f"disables {id_}, which no rule has as its id", where=source.where(("disable", index)), mend="mend the id")


def load_rulebook(*folders: Path) -> Rulebook:
    """The shipped rules and then those of each folder. Raises RuleError with file, line and mend for the first bad rule."""
    paths = [path for folder in (shipped_rules(), *folders) for path in rule_files(folder)]
    read = _load(tuple((path, _stamp(path)) for path in paths))
    tables = {
        name: dict(getattr(read, name)) for name in (*_SECTIONS, "fragments", "kinds", "places")
    }  # the rules themselves are immutable
    return Rulebook(**tables, digest=read.digest, at_once=bool(folders))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return 0, 0  # reading it tells what is wrong
    return about.st_mtime_ns, about.st_size


@functools.lru_cache(maxsize=2)
def _load(files: tuple[tuple[Path, tuple[int, int]], ...]) -> Rulebook:
    # A run looks at its rules before it opens its extractor, and both shall see the same: files that are unchanged are read once.
    rulebook = Rulebook()
    for path, _ in files:
        source = YamlSource(path)
        rulebook.add(source, parse_rule_file(source))
    rulebook.digest = digest_of([path for path, _ in files])
    return rulebook


def parse_rule_file(source: YamlSource) -> RuleFile:
    """Validate one file against the models. Raises RuleError for the first thing that does not fit."""
    if not isinstance(source.content, dict):
        raise RuleError("a rule file is a mapping that begins with `kind:`", where=str(source.path), mend="see README, 'Add a rule'")
    try:
        file = RuleFile.model_validate(source.content)
    except ValidationError as error:
        # A misspelt field is also a missing one: the misspelling is what helps.
        details = sorted(error.errors(), key=lambda detail: detail["type"] != "extra_forbidden")
        raise _rule_error(source, details[0]) from error
    for section in _SECTIONS:
        seen: set[str] = set()
        for index, rule in enumerate(getattr(file, section)):
            if rule.id in seen:
                raise RuleError(f"the id {rule.id} stands twice in this file", where=source.where((section, index)), mend="rename one")
            seen.add(rule.id)
    return file


def _frame_kind(frame: Frame) -> str:
    return frame.frame if frame.frame in _FRAME_KINDS else "frame"


def _rule_error(source: YamlSource, detail: ErrorDetails) -> RuleError:
    path, name = detail["loc"], str(detail["loc"][-1]) if detail["loc"] else ""
    where = source.where(path)
    if detail["type"] == "extra_forbidden":
        fields = [field for model in _MODELS for field in model.model_fields]
        near = difflib.get_close_matches(name, fields, n=1)
        mend = f"did you mean `{near[0]}`?" if near else f"known fields: {', '.join(sorted(set(fields)))}"
        return RuleError(f"unknown field `{name}`", where=where, mend=mend)
    if detail["type"] == "missing":
        return RuleError(f"the field `{name}` is missing", where=where, mend=f"add `{name}:`")
    return RuleError(f"`{name}`: {detail['msg']}", where=where, mend="see README, 'Add a rule'")
