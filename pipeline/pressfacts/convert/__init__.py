"""Gold and facts from and to the formats of other tools: one module a format, one shape between them."""

from pressfacts.convert.collection import Collection, Labels, Losses
from pressfacts.convert.files import write_files
from pressfacts.convert.formats import FORMATS, Format, format_named

__all__ = ["FORMATS", "Collection", "Format", "Labels", "Losses", "format_named", "write_files"]
