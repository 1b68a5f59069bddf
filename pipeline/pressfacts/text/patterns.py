"""Moved to rulebook/patterns.py; kept while the other parts move."""

from pressfacts.rulebook.patterns import Match, TextPattern, alternation, compile_re2, expand

__all__ = ["Match", "TextPattern", "alternation", "compile_re2", "expand"]
