"""The kinds of facts. Each finds mentions, normalises them, and links them to the others: three methods, see `kind.py`."""
