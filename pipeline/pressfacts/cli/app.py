"""The commands under one name, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import io
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from pressfacts.cli import compare, convert, extract, report, rules, schema, score, show, verify
from pressfacts.errors import PressfactsError
from pressfacts.own_process import collect_seldom, leave_out_spacys_commands, multiply_in_one_thread
from pressfacts.report.safe_text import visible

EXIT_FAULT = 70  # EX_SOFTWARE of sysexits.h: not among the codes that mean something about the input
EXIT_TERMINATED = 128 + signal.SIGTERM

_EPILOG = """\b
Exit codes:
  0    all went well
  1    some input was rejected (extract), is no article (show, explain), or does not fit (verify)
  2    wrong usage, or an input that is not there
  3    a rule file is wrong, or an example of a rule fails
  4    the spaCy model is missing or unsuited
  5    the output cannot be written
  6    a score is below its floor
  7    worker processes cannot be started
  8    more was rejected than --max-rejected allows
  9    a conversion would lose something, and --strict was given
  70   a fault of pressfacts itself: please report it
  130  interrupted; nothing half-written is left, and the next run goes on from there
"""

app = typer.Typer(
    name="pressfacts",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Rich would take longer to load than the help to print
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        import importlib.metadata

        typer.echo(f"pressfacts {importlib.metadata.version('pressfacts')}")
        raise typer.Exit


@app.callback()
def _pressfacts(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Turn English news articles and press releases into structured facts: money, dates, cities and agreements."""


app.command()(extract.extract)
app.command()(score.score)
app.command()(compare.compare)
app.command()(convert.convert)
app.command()(show.show)
app.command()(show.explain)
app.command()(verify.verify)
app.command()(report.report)
app.command()(schema.schema)
app.add_typer(rules.app, name="rules")


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code. Errors are told on standard error; only a fault of ours has a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no đ shall show an escape, not end the run
            stream.reconfigure(errors="backslashreplace")
    try:
        app(list(arguments), prog_name="pressfacts")
    except PressfactsError as error:
        typer.echo(_told(error), err=True)
        return error.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:
        traceback.print_exc()
        typer.echo("error: this is a fault of pressfacts: please report it with the lines above", err=True)
        return EXIT_FAULT
    return 0


def main() -> NoReturn:
    """The entry point of the `pressfacts` command: runs `sys.argv` and exits."""
    collect_seldom()
    multiply_in_one_thread()
    leave_out_spacys_commands()
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(run(sys.argv[1:]))


def _terminate(_signal: int, _frame: object) -> NoReturn:
    # As an exception the request to stop passes through every `with`, which removes the temporary files.
    raise SystemExit(EXIT_TERMINATED)


def _told(error: PressfactsError) -> str:
    lines = [f"error: {f'{error.where}: ' if error.where else ''}{error.what}", error.mend and f"  {error.mend}"]
    return "\n".join(visible(line) for line in lines if line)
