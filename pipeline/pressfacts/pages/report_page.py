"""From the folder of a run to the report page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pressfacts.errors import RuleError
from pressfacts.pages.page import REPORT, page_html
from pressfacts.pages.report_data import report_data
from pressfacts.pages.run_folder import RunFolder, read_run
from pressfacts.pages.texts import texts_of
from pressfacts.rulebook import Rulebook, load_rulebook
from pressfacts.write.output import write_whole


class Written(NamedTuple):
    """What a report holds, how many of its articles have no text in it, and how long it is."""

    articles: int
    facts: int
    without_text: int
    bytes: int


def write_report(folder: Path, path: Path, articles: Sequence[str] = ()) -> Written:
    """Write the report of a run's folder to `path`, in one step. `articles` names where its texts are, if not where the run read them.

    Raises InputError where the folder is no run's or its texts are not found, OutputError where the page cannot be written.
    """
    run = read_run(folder)
    texts = texts_of(run, articles)
    page = page_html(REPORT, report_data(run, texts, _rulebook(run))).encode()
    write_whole(path, page)
    return Written(len(run.articles), len(run.facts), len(run.articles) - len(texts), len(page))


def _rulebook(run: RunFolder) -> Rulebook:
    """The rules that the run was made with. Where its own folders are gone the shipped rules do: a page needs only reasons."""
    folders = [Path(folder) for folder in (run.run.get("settings") or {}).get("rules") or ()]
    try:
        return load_rulebook(*(folder for folder in folders if folder.is_dir()))
    except RuleError:
        return load_rulebook()
