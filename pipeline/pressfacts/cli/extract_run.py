"""What `pressfacts extract` does once its options are read. Imported only then: it needs the whole package."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from pressfacts.batch import Allowance, MostRejected, Report, Shelf, Watch, open_pool, run_batch
from pressfacts.batch.about import about_run
from pressfacts.batch.keys import making, making_key, rules_digest
from pressfacts.batch.lock import only_run
from pressfacts.batch.log import JsonLog, Log, silent
from pressfacts.batch.outcome import Failure
from pressfacts.cli.opening import open_extractor
from pressfacts.cli.options import settings_from
from pressfacts.cli.progress import meter_of, progress_bar
from pressfacts.errors import InputError, PressfactsError
from pressfacts.read import Limits, find_inputs, recall_articles
from pressfacts.settings import Settings
from pressfacts.write import RUN, OutputFolder, open_database, remove_leftovers


class Form(NamedTuple):
    """The form of the output: format, compression of JSONL, and the URL and schema of a PostgreSQL database."""

    format: str = "jsonl"
    compression: str = ""
    to: str | None = None
    schema: str = "pressfacts"


@dataclass(frozen=True)
class Plan:
    """What the options of the command add up to. `inputs` stand as the user named them; `workers` None: by the amount of work."""

    inputs: list[str]
    output: Path
    settings: Settings
    limits: Limits
    allowance: Allowance
    workers: int | None
    most_rejected: MostRejected
    fresh: bool
    retry_rejected: bool
    form: Form
    log_json: bool
    quiet: bool


def plan_of_last_run(plan: Plan) -> Plan:
    """The plan with inputs, settings and form of the run before it, from `run.json`. Raises InputError where there is none."""
    path = plan.output / RUN
    try:
        run = orjson.loads(path.read_bytes())
        settings, model, inputs = run["settings"], run["model"], run["inputs"]
        rules = [Path(folder) for folder in settings["rules"]]
        chosen = settings_from(rules, model, ",".join(settings["kinds"]), settings["published"])
        limits = replace(plan.limits, article_bytes=settings["max_article_bytes"])
        form = Form(**run["form"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = "tells of no finished run whose rejected records could be tried again"
        raise InputError(what, where=str(path), mend="name the inputs: pressfacts extract INPUT... -o DIR --retry-rejected") from error
    if plan.form.to:
        form = plan.form  # as it was, and now perhaps with a password
    return replace(plan, inputs=inputs, settings=chosen, limits=limits, form=form)


def extract_to(plan: Plan) -> tuple[Report, dict[str, Any]]:
    """Run an extraction into the folder; the report, and the content of its `run.json`.

    What is cheap to find wrong is looked at first: inputs, then the output folder and the rules, and only then, if there is
    anything to extract, is the extractor opened.
    """
    log: Log = JsonLog(sys.stderr) if plan.log_json else silent
    files = find_inputs(plan.inputs, leave_out=plan.output)
    try:
        return _extract(plan, files, log)
    except PressfactsError as error:
        log("stopped", what=error.what, where=error.where, mend=error.mend)
        raise
    except BaseException as error:
        log("stopped", what=type(error).__name__)
        raise


def _extract(plan: Plan, files: Sequence[Any], log: Log) -> tuple[Report, dict[str, Any]]:
    with only_run(plan.output):
        remove_leftovers(plan.output)
        made_by = making(plan.settings, rules_digest(plan.settings.rules))
        log("started", files=len(files), output=str(plan.output), making=making_key(made_by).hex())
        shelf = Shelf(plan.output, str(plan.allowance), made_by, fresh=plan.fresh, retry=plan.retry_rejected)
        with shelf:
            format, compression, to, schema = plan.form
            database = open_database(format, plan.output, to, schema, mark=shelf.ledger.mark, take_over=plan.fresh)
            with OutputFolder(plan.output, format, compression, database) as out:
                out.refuse_inputs([path for path in files if isinstance(path, Path)])
                report = _run(plan, files, shelf, out, making_key(made_by), log)
                form = plan.form._replace(to=database.about()["to"] if database and to else None)._asdict()
                about = about_run(plan.settings, plan.limits, plan.allowance, made_by, plan.inputs, form)
                run = {**about, "files": len(files), **report.as_dict(), "outputs": out.about()}
                out.set_run(run)
            shelf.finish()  # only now: the output of this run is in its place
    log("finished", **{name: run[name] for name in ("articles", "rejected", "facts", "timings")})
    return report, run


def _run(plan: Plan, files: Sequence[Any], shelf: Shelf, out: OutputFolder, made_by: bytes, log: Log) -> Report:
    def on_death(article: str | None, why: Failure) -> None:
        log("worker_lost", article=article, reason=why.reason)

    factory, meter = functools.partial(open_extractor, plan.settings), meter_of(files)
    # What ended the run before this one may have been an article: in a worker it ends only that.
    pool = open_pool(plan.workers, factory, plan.allowance, on_death, careful=shelf.ledger.broken_off)
    with pool, progress_bar(meter, quiet=plan.quiet):
        lots = recall_articles(files, shelf, plan.limits, meter.on_bytes)
        return run_batch(lots, pool, shelf, out, made_by, most_rejected=plan.most_rejected, watch=Watch(meter, log))
