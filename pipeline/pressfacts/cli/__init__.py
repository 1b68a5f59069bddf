"""The command line. Nothing heavy is imported here or at the top of the command modules: `--help` answers at once.

Not even the commands: whoever starts a worker process imports this again in it, without a use for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn


def main() -> NoReturn:
    """The entry point of the `pressfacts` command: runs `sys.argv` and exits."""
    from pressfacts.cli.app import main as command

    command()


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code, as `pressfacts.cli.app.run` does."""
    from pressfacts.cli.app import run as command

    return command(arguments)
