"""CoNLL columns: a word a line with its tag last, sentences parted by a blank line, articles by a -DOCSTART- line.

Written in the four columns of CoNLL-2003 with IOB2 tags, the article's id in the second column of its -DOCSTART- line. Read are two
columns or more, parted by white space, with tags of IOB1, IOB2 or BIOES. The columns hold words, not the spaces between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from pressfacts.article import Article
from pressfacts.convert.collection import Collection, Labels, Losses, extras, row_of, without_overlaps
from pressfacts.convert.files import ONE_FILE, Files, encoded, read_text
from pressfacts.convert.tokens import tokenised
from pressfacts.errors import InputError
from pressfacts.read.fact_rows import Row
from pressfacts.rulebook import load_rulebook
from pressfacts.text.sentences import SentenceSplitter

_START, _NO_ID = "-DOCSTART-", "-X-"
_Word = tuple[str, str]


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The words of each article, joined by spaces, a sentence a line, with the tagged stretches as facts. Raises InputError."""
    collection = Collection()
    for number, (id_, sentences) in enumerate(_documents(path), 1):
        article = Article(id_ or f"{path.stem}-{number}", "\n".join(" ".join(word for word, _ in sentence) for sentence in sentences))
        collection.articles[article.id] = article
        at = 0
        for sentence in sentences:
            collection.rows += _rows(article, sentence, at, labels, losses)
            at += sum(len(word) + 1 for word, _ in sentence)
    return collection


def _documents(path: Path) -> Iterator[tuple[str | None, list[list[_Word]]]]:
    id_: str | None = None
    sentences: list[list[_Word]] = [[]]
    for number, line in enumerate(read_text(path).split("\n"), 1):
        columns = line.split()
        if columns[:1] == [_START]:
            if any(sentences):
                yield id_, [sentence for sentence in sentences if sentence]
            id_ = unquote(columns[1]) if len(columns) > 1 and columns[1] not in (_NO_ID, "O") else None
            sentences = [[]]
        elif not columns:
            sentences.append([])
        elif len(columns) > 1:
            sentences[-1].append((columns[0], columns[-1]))
        else:
            raise InputError("a word without a tag", where=f"{path}:{number}", mend="each line holds a word and, as its last column, a tag")
    if any(sentences):
        yield id_, [sentence for sentence in sentences if sentence]


def _rows(article: Article, sentence: list[_Word], at: int, labels: Labels, losses: Losses) -> Iterator[Row]:
    open_: tuple[str, int, int] | None = None
    for word, tag in [*sentence, ("", "O")]:
        mark, _, label = tag.partition("-")
        inside = open_ is not None and mark in ("I", "E") and open_[0] == label
        if open_ and not inside:
            kind = labels.kind(open_[0], losses)
            if kind:
                yield row_of(article, kind, open_[1], open_[2])
            open_ = None
        if label:
            open_ = (label, open_[1] if open_ else at, at + len(word))
        at += len(word) + 1


def write(collection: Collection, losses: Losses) -> Files:
    """One file of columns for all articles."""
    losses.note_articles(collection.articles.values())
    losses.note("the white space between words", len(collection.articles))
    splitter = SentenceSplitter(load_rulebook())
    return {ONE_FILE: encoded("".join(_lines(article, rows, splitter, losses) for article, rows in collection.by_article()))}


def _lines(article: Article, rows: list[Row], splitter: SentenceSplitter, losses: Losses) -> str:
    kept = without_overlaps(rows, losses)
    losses.note_fields((extras(row) for row in kept), ())
    tags = _Tagger(kept)
    breaks = {sentence.start for sentence in splitter.split(article.text)}
    inside = {place for row in kept for place in range(row["start"] + 1, row["end"])}
    lines = [f"{_START} {quote(article.id, safe='') or _NO_ID} O O\n\n"]
    broken = True
    for token in tokenised(article.text, kept):
        broken = broken or (token.idx in breaks and token.idx not in inside)
        if not token.is_space:
            if broken and len(lines) > 1:
                lines.append("\n")
            mark, label = tags(token.idx)
            # White space inside a token, such as a no-break space, would look like another column.
            lines.append(f"{''.join(token.text.split())} {_NO_ID} {_NO_ID} {f'{mark}-{label}' if label else 'O'}\n")
            broken = False
    return "".join([*lines, "\n"])


class _Tagger:
    """The IOB2 tag of each offset, asked for in rising order."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows, self._next, self._begun = rows, 0, False

    def __call__(self, offset: int) -> tuple[str, str]:
        while self._next < len(self._rows) and self._rows[self._next]["end"] <= offset:
            self._next, self._begun = self._next + 1, False
        if self._next == len(self._rows) or self._rows[self._next]["start"] > offset:
            return "O", ""
        mark, self._begun = "I" if self._begun else "B", True
        return mark, str(self._rows[self._next]["kind"])
