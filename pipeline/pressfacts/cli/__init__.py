"""The command line. Nothing heavy is imported here or at the top of the command modules: `--help` answers at once."""

from pressfacts.cli.app import main, run

__all__ = ["main", "run"]
