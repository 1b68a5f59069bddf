"""How good is an output: facts against gold, figures by kind with their intervals, and the errors behind them."""

from pressfacts.read.fact_rows import Row, read_rows
from pressfacts.score.align import OUTCOMES, AlignedPair, Outcome, align
from pressfacts.score.bootstrap import Interval, Intervals, Resampling, bootstrap
from pressfacts.score.confusion import Confusion, confusions
from pressfacts.score.figures import Figures, KindScores
from pressfacts.score.render import render
from pressfacts.score.scores import Scores, check_floors, score
from pressfacts.score.signature import Signature, signature
from pressfacts.score.tally import ALL

__all__ = [
    "ALL",
    "OUTCOMES",
    "AlignedPair",
    "Confusion",
    "Figures",
    "Interval",
    "Intervals",
    "KindScores",
    "Outcome",
    "Resampling",
    "Row",
    "Scores",
    "Signature",
    "align",
    "bootstrap",
    "check_floors",
    "confusions",
    "read_rows",
    "render",
    "score",
    "signature",
]
