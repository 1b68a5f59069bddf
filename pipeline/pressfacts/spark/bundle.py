"""What executors need besides the installed package: the compiled gazetteer and the user's rules, as one file that Spark distributes.

No disk need be shared. An executor checks the file's digest, unpacks it once into its own working folder, and makes sure that it has the
same pressfacts, models and packages as the driver: with others it would give other facts.
"""

from __future__ import annotations

import atexit
import dataclasses
import functools
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressfacts.batch.keys import making
from pressfacts.errors import InputError, WorkerError
from pressfacts.rule_files import rule_files
from pressfacts.rulebook import load_rulebook
from pressfacts.settings import Settings
from pressfacts.text import gazetteer, gazetteer_build

_GAZETTEER, _RULES = "cache", "rules"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that zip knows: the same content is the same file, whenever it was made


@dataclasses.dataclass(frozen=True)
class Bundle:
    """What tasks carry along: the name of the file, its digest, and what the driver extracts with. Small, and nothing but text."""

    name: str
    digest: str
    settings: Settings  # the driver's: its folders of rules are those of the bundle, in the same order
    making: tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=8)
def make_bundle(settings: Settings) -> tuple[Path, Bundle]:
    """The file to distribute, in a temporary folder of this process, and what tasks need to use it.

    Raises RuleError, ModelError or OutputError where these settings could not be used here either.
    """
    made_by = making(settings, load_rulebook(*settings.rules).digest)
    folder = Path(tempfile.mkdtemp(prefix="pressfacts-spark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    packed = folder / "bundle.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, path in _members(settings):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
    digest = _digest(packed)
    path = packed.rename(folder / f"pressfacts-{digest}.zip")
    return path, Bundle(path.name, digest, settings, tuple(sorted(_flat(made_by))))


def _members(settings: Settings) -> Iterator[tuple[str, Path]]:
    compiled = gazetteer_build.ensure(gazetteer.cache_folder())
    for path in sorted(compiled.iterdir()):
        yield f"{_GAZETTEER}/{compiled.name}/{path.name}", path
    for number, folder in enumerate(settings.rules):
        for path in rule_files(folder):
            yield f"{_RULES}/{number}/{path.relative_to(folder).as_posix()}", path


def use_bundle(bundle: Bundle, packed: Path) -> Settings:
    """Unpack the file beside itself, if no other process has, and return the settings to extract with on this machine.

    Raises WorkerError for a file that is not the driver's, and InputError where pressfacts, a model or a package differs.
    """
    folder = packed.with_name(packed.name + ".unpacked")
    if not folder.is_dir():
        _unpack(packed, bundle.digest, folder)
    os.environ[gazetteer_build.CACHE_VARIABLE] = str(folder / _GAZETTEER)
    rules = tuple(folder / _RULES / str(number) for number in range(len(bundle.settings.rules)))
    settings = dataclasses.replace(bundle.settings, rules=rules)
    here = dict(_flat(making(settings, load_rulebook(*rules).digest)))
    different = [f"{name} is {here.get(name)}, the driver's {value}" for name, value in bundle.making if here.get(name) != value]
    if different:
        mend = "install on the executors what the driver has: the same lock file, the same wheel"
        raise InputError(f"the executors have another pressfacts than the driver: {'; '.join(different)}", mend=mend)
    return settings


def _unpack(packed: Path, digest: str, folder: Path) -> None:
    if _digest(packed) != digest:
        raise WorkerError("is not the file that the driver sent", where=str(packed), mend="free space on the executors, and run again")
    work = Path(tempfile.mkdtemp(prefix=folder.name, dir=packed.parent))
    try:
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(work)
        work.replace(folder)
    except OSError:
        if not folder.is_dir():  # else another worker of this executor was faster: what it unpacked is the same
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _flat(made_by: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in made_by.items():
        if isinstance(value, dict):
            yield from ((key, str(version)) for key, version in value.items())
        else:
            yield name, str(value)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
