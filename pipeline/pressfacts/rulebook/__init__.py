"""What the extractor knows: rules read from YAML, checked, and handed to the kinds."""

from pressfacts.rulebook.load import Rulebook, load_rulebook

__all__ = ["Rulebook", "load_rulebook"]
