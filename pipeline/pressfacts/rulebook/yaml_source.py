"""Safe YAML that remembers its lines, so that an error in a rule can name the place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from pressfacts.errors import RuleError

MAX_RULE_FILE_BYTES = 4 << 20
Path_ = tuple[str | int, ...]


_READ = ("null", "int", "bool", "merge")


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Safe YAML in which dates, decimals, `yes` and `no` stay the text they are: rules are about words."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, shape) for tag, shape in resolvers if tag.rpartition(":")[2] in _READ and not (tag.endswith("bool") and first in "yYnNoO")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class YamlSource:
    """A YAML file: its content and the line of every node in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.stat().st_size > MAX_RULE_FILE_BYTES:
                raise RuleError("larger than 4 MiB, which no rule file needs to be", where=str(path))
            text = path.read_text(encoding="utf-8-sig")
            loader = _Loader(text)
            try:
                self._root: yaml.Node | None = loader.get_single_node()
                self.content: Any = None if self._root is None else loader.construct_document(self._root)
            finally:
                loader.dispose()
        except OSError as error:
            raise RuleError(f"cannot be read: {error.strerror}", where=str(path)) from error
        except UnicodeDecodeError as error:
            raise RuleError(f"is not UTF-8 (byte {error.start})", where=str(path), mend="save it as UTF-8") from error
        except yaml.YAMLError as error:
            raise RuleError(f"is not YAML: {_problem(error)}", where=self._place(error), mend="mend the YAML at that line") from error
        if self._root is not None:
            self._check_depth(self._root, 0)

    def _place(self, error: yaml.YAMLError) -> str:
        mark = getattr(error, "problem_mark", None)
        return f"{self.path}:{mark.line + 1}" if mark else str(self.path)

    def _check_depth(self, node: yaml.Node, depth: int) -> None:
        if depth > 20:
            raise RuleError("is nested more than 20 deep", where=f"{self.path}:{node.start_mark.line + 1}")
        if isinstance(node, yaml.CollectionNode):
            for entry in node.value:
                below = entry[1] if isinstance(node, yaml.MappingNode) else entry
                if not isinstance(below, yaml.ScalarNode):
                    self._check_depth(below, depth + 1)

    def where(self, path: Path_) -> str:
        """`file:line` of the node at a path of keys and indexes, or of the nearest node above it."""
        node, line = self._root, self._root.start_mark.line if self._root else 0
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = next((pair for pair in reversed(node.value) if str(pair[0].value) == step), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
            else:
                break
        return f"{self.path}:{line + 1}"


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error).strip()
