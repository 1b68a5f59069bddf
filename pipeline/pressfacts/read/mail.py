"""Mail: one in a file (`.eml`), many in a mailbox (`.mbox`). The text is that of the body, without attachments."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.message
import email.utils
from collections.abc import Iterator
from typing import BinaryIO

from pressfacts.article import Article
from pressfacts.errors import ArticleError, PressfactsError
from pressfacts.read.encoding import Decoded, decode
from pressfacts.read.files import ends_the_stream
from pressfacts.read.html import decoded_as
from pressfacts.read.lines import BoundedLines
from pressfacts.read.published import parse_published
from pressfacts.read.records import AnyRecord, Incoming, Known, Limits, Origin, Record, Rejection, too_large
from pressfacts.read.rows import LONGEST_ID
from pressfacts.read.text_files import read_bounded

_MOST_PARTS = 1000
_LONGEST_HEADER = 10_000


def read_mail(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Record]:
    """The article of one mail, its id the name without extension. Raises ArticleError where there is none."""
    article, encoding = article_of(read_bounded(stream, limits), origin.stem)
    yield Incoming(article, origin.source, encoding=encoding, derived_text=True)


def read_mailbox(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[AnyRecord]:
    """The mails of a mailbox, their ids the Message-IDs; a bad one costs itself only.

    A mail begins at a line `From ` at the start or behind a blank line; `>From ` inside is a quoted `From ` (the form mboxrd).
    """
    messages = _Messages(BoundedLines(stream, limits), limits)
    for number, (offset, data) in enumerate(messages, 1):
        id_ = f"{origin.stem}-{number}"
        try:
            if isinstance(data, ArticleError):
                raise data
            told = origin.recalled(b"mailbox", id_.encode("utf-8", "surrogatepass"), data)
            if told.id is not None:
                yield Known(told.id, origin.source, number, offset, told.place)
                continue
            article, encoding = article_of(data, id_, by_message_id=True)
            yield Incoming(article, origin.source, number, offset, encoding, derived_text=True, digest=told.digest)
        except ArticleError as error:
            yield Rejection.of(error, origin.source, id=id_, line=number, offset=offset)


class _Messages:
    """The mails of a mailbox with the byte at which each begins: their bytes, or the error that stands for one."""

    def __init__(self, lines: BoundedLines, limits: Limits) -> None:
        self._lines, self._limits = lines, limits
        self._offset, self._size = 0, 0
        self._parts: list[bytes] = []
        self._error: ArticleError | None = None

    def __iter__(self) -> Iterator[tuple[int, bytes | ArticleError]]:
        blank, begun = True, False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                break
            except ArticleError as error:
                self._error, begun, blank = self._error or error, True, False
                if ends_the_stream(error):
                    break
                continue
            if blank and line.startswith(b"From "):
                if begun:
                    yield self._told()
                self._begin(self._lines.offset)
                begun, blank = True, False
                continue
            blank = not line.strip()
            begun = begun or not blank
            self._take(line)
        if begun:
            yield self._told()

    def _begin(self, offset: int) -> None:
        self._offset, self._size, self._parts, self._error = offset, 0, [], None

    def _take(self, line: bytes) -> None:
        if line.startswith(b">") and line.lstrip(b">").startswith(b"From "):
            line = line[1:]
        self._size += len(line)
        if self._size > self._limits.article_bytes:
            self._error, self._parts = self._error or too_large(self._limits), []
        if not self._error:
            self._parts.append(line)

    def _told(self) -> tuple[int, bytes | ArticleError]:
        return self._offset, self._error or b"".join(self._parts)


def article_of(data: bytes, id_: str, *, by_message_id: bool = False) -> tuple[Article, str]:
    """The article of a mail and the encoding it was in. Raises ArticleError: `bad_mail`, `no_text`, or what decoding raises."""
    try:
        message = email.message_from_bytes(data)
        body = _body(message)
        subject, date, sender, message_id = (_header(message, name) for name in ("Subject", "Date", "From", "Message-ID"))
    except PressfactsError:
        raise
    except Exception as error:  # malformed mail finds new ways to break the parser every year
        what = f"cannot be parsed as mail: {type(error).__name__}"
        raise ArticleError(what, reason="bad_mail", mend="give the text as a text file") from error
    if not message.keys():
        raise ArticleError("has no header lines", reason="bad_mail", mend="a mail begins with lines such as `Subject: ...`")
    if by_message_id and message_id and len(message_id) <= LONGEST_ID and message_id.isprintable():
        id_ = message_id.strip("<> ")
    outlet = email.utils.parseaddr(sender or "")[1].rpartition("@")[2] or None
    article = Article(id_, body.text, subject, parse_published(date) if date else None, outlet)
    return article, body.encoding


def _body(message: email.message.Message) -> Decoded:
    plain = html = None
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise ArticleError(f"has more than {_MOST_PARTS} parts", reason="too_complex", mend="give the text as a text file")
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain" and plain is None:
            plain = _decoded(part)
        elif part.get_content_type() == "text/html" and html is None:
            html = part
    if plain and plain.text.strip():
        return plain
    body = _of_html(html) if html else None
    if body is None or not body.text.strip():
        raise ArticleError("has no text in its body", reason="no_text", mend="leave it out, or give the attachment as a file")
    return body


def _of_html(part: email.message.Message) -> Decoded:
    from pressfacts.read.formats import require
    from pressfacts.read.markup import text_of

    require("html", "a mail in HTML")
    decoded = _decoded(part)
    return Decoded(text_of(decoded.text), decoded.encoding)


def _decoded(part: email.message.Message) -> Decoded:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decoded_as(data, part.get_content_charset()) or decode(data)


def _header(message: email.message.Message, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    try:
        told = str(email.header.make_header(email.header.decode_header(str(value)[:_LONGEST_HEADER])))
    except (LookupError, UnicodeError, ValueError, email.errors.MessageError):
        told = str(value)[:_LONGEST_HEADER]
    told = " ".join(told.encode("utf-8", "replace").decode("utf-8").replace("\0", " ").split())
    return told or None
