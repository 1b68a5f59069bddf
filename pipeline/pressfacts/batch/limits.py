"""How much of a run may go wrong before it is stopped."""

from __future__ import annotations

from typing import NamedTuple

# A share means little of the first few records.
_FEWEST_READ = 100


class MostRejected(NamedTuple):
    """So many records may be rejected: a number, or a share of those read, of which one is None."""

    number: int | None = None
    share: float | None = None

    @classmethod
    def parse(cls, told: str) -> MostRejected:
        """`20` is a number, `5%` a share. Raises ValueError for anything else."""
        if told.endswith("%"):
            percent = float(told[:-1])
            if not 0 <= percent <= 100:
                raise ValueError(told)
            return cls(share=percent / 100)
        number = int(told)
        if number < 0:
            raise ValueError(told)
        return cls(number=number)

    def exceeded(self, rejected: int, read: int, *, at_end: bool = False) -> bool:
        """Whether too many were rejected. Of fewer than a hundred records a share is looked at only when all are read."""
        if self.number is not None:
            return rejected > self.number
        if self.share is None or (read < _FEWEST_READ and not at_end):
            return False
        return rejected > self.share * read

    def __str__(self) -> str:
        if self.number is not None:
            return str(self.number)
        return "all" if self.share is None else f"{self.share * 100:g}%"
