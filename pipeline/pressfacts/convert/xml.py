"""XML from strangers: parsed without entities of its own and without reaching for anything outside (CWE-611, CWE-776)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from pressfacts.convert.files import read_bytes
from pressfacts.errors import InputError

# What XML 1.0 cannot hold, not even as a character reference.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "\n", "\t": "\t"}
_SPECIAL = re.compile('[&<>"\r]')


def read_xml(path: Path) -> Element:
    """The root of a document. Raises InputError where it is no XML, or XML that defines entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    data = read_bytes(path)
    try:
        root: Element = fromstring(data)
    except ParseError as error:
        raise InputError(f"is no XML: {error}", where=str(path), mend="check the file") from error
    except DefusedXmlException as error:
        mend = "remove the document type and its entities"
        raise InputError(f"holds what no document of facts needs: {error}", where=str(path), mend=mend) from error
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise InputError(f"is no XML: {error}", where=str(path), mend="save it as UTF-8") from error
    return root


def child_text(element: Any, name: str) -> str:
    """The text of a child, "" where it has none."""
    return (element.findtext(name) or "").strip()


def escaped(text: str) -> str:
    """Text for content or a quoted attribute; carriage returns survive, as XML itself would turn them into line feeds."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)


def without_forbidden(text: str) -> tuple[str, int]:
    """The text with U+FFFD for every code point that XML cannot hold, so that offsets stay, and how many there were."""
    return _NO_XML.subn("\ufffd", text)
