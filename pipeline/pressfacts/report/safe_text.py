"""Text of strangers made safe for a terminal."""

from __future__ import annotations

import re

# What a terminal would obey instead of show: C0 and C1 controls (ESC begins colour, cursor and title sequences), line
# and paragraph separators, and marks that turn the direction of reading, so that text looks like other text than it is
# ("Trojan Source", CVE-2021-42574). Lone surrogates cannot be written at all; a byte order mark is invisible.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    r"""The text with every control as an escape that can be read (`\x1b`, `\u202e`); newline and tab stay, CR LF becomes a newline."""
    return _UNSAFE.sub(_escape, text.replace("\r\n", "\n"))


def visible_line(text: str) -> str:
    """The same on one line: runs of white space, newlines among them, become one space."""
    return " ".join(visible(text).split())


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
