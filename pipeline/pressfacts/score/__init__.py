"""How good is an output: facts against gold, figures by kind, and the errors behind them."""

from pressfacts.score.figures import Figures, KindScores
from pressfacts.score.render import render
from pressfacts.score.rows import Row, read_rows
from pressfacts.score.scores import Scores, check_floors, score

__all__ = ["Figures", "KindScores", "Row", "Scores", "check_floors", "read_rows", "render", "score"]
