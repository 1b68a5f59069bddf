"""How good is an output: facts against gold, figures by kind with their intervals, and the errors behind them."""

from pressfacts.read.fact_rows import Row
from pressfacts.read.facts import read_facts
from pressfacts.score.align import OUTCOMES, AlignedPair, Outcome, align
from pressfacts.score.comparison import ChangedFact, Comparison, compare, differing_facts
from pressfacts.score.confusion import Confusion, confusions
from pressfacts.score.figures import MEASURES, Figures, KindScores
from pressfacts.score.render import render
from pressfacts.score.render_comparison import render_changes, render_comparison
from pressfacts.score.resampling import Interval, Intervals, Resampling, bootstrap
from pressfacts.score.scores import Scores, check_floors, score
from pressfacts.score.signature import Signature, signature
from pressfacts.score.significance import Difference
from pressfacts.score.tally import ALL

__all__ = [
    "ALL",
    "MEASURES",
    "OUTCOMES",
    "AlignedPair",
    "ChangedFact",
    "Comparison",
    "Confusion",
    "Difference",
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
    "compare",
    "confusions",
    "differing_facts",
    "read_facts",
    "render",
    "render_changes",
    "render_comparison",
    "score",
    "signature",
]
