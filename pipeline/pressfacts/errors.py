"""The one tree of errors. Each says what was wrong, where, and what to do about it.

Two branches matter to a batch: an `ArticleError` is bad data (the article goes to `rejected.jsonl`, the run goes on);
every other `PressfactsError` is a fault of the set-up (rules, model, output folder, arguments) and ends the run.
"""

from __future__ import annotations


class PressfactsError(Exception):
    """Base of every error that pressfacts raises on purpose.

    `where` names the place (a file, a line, an article id) and `mend` what the user can do.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f"\n  {self.mend}" if self.mend else ""
        return f"{place}{self.what}{remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword arguments do not survive the default pickling, and errors cross process borders.
        return _rebuild, (type(self), self.what, self.where, self.mend)


def _rebuild(kind: type[PressfactsError], what: str, where: str | None, mend: str | None) -> PressfactsError:
    return kind(what, where=where, mend=mend)


class InputError(PressfactsError):
    """What the user named as input is not there or holds nothing to read."""

    exit_code = 2


class RuleError(PressfactsError):
    """A rule file that cannot be used: bad YAML, an unknown field, a pattern that RE2 refuses."""

    exit_code = 3


class ModelError(PressfactsError):
    """The spaCy pipeline that was asked for is not installed or lacks what is needed."""

    exit_code = 4


class OutputError(PressfactsError):
    """The output folder cannot be written."""

    exit_code = 5


class GateError(PressfactsError):
    """A score lies below the floor that was asked for."""

    exit_code = 6


class WorkerError(PressfactsError):
    """A worker process cannot be started, or does not stay up."""

    exit_code = 7


class RejectedError(PressfactsError):
    """More records were rejected than the user allowed."""

    exit_code = 8


class LossError(PressfactsError):
    """A format cannot hold all that it was to hold, and the user asked for nothing less."""

    exit_code = 9


class ArticleError(PressfactsError):
    """One input record that cannot become an article; `reason` is the word that lands in `rejected.jsonl`."""

    def __init__(self, what: str, *, reason: str = "bad_record", where: str | None = None, mend: str | None = None) -> None:
        self.reason = reason
        super().__init__(what, where=where, mend=mend)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_article_error, (self.what, self.reason, self.where, self.mend)


def _rebuild_article_error(what: str, reason: str, where: str | None, mend: str | None) -> ArticleError:
    return ArticleError(what, reason=reason, where=where, mend=mend)
