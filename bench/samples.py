"""Articles written in every format that is read: what the tests of the readers, the damage and the fuzzer begin with."""

from __future__ import annotations

import csv
import gzip
import html
import io
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple

import orjson


class Sample(NamedTuple):
    """What an article of a sample tells; `day` is its publication day, `YYYY-MM-DD`."""

    id: str
    text: str
    title: str = "A title"
    day: str = "2026-01-17"

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


def page(sample: Sample) -> bytes:
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in sample.paragraphs)
    head = f'<meta charset="utf-8"><title>{html.escape(sample.title)}</title>'
    head += f'<meta property="article:published_time" content="{sample.day}T08:00:00+07:00">'
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/x">Sport</a></li></ul></nav>'
    article = f"<article><h1>{html.escape(sample.title)}</h1>{body}</article>"
    whole = f"<!DOCTYPE html>\n<html><head>{head}</head><body>{menu}{article}<footer>All rights reserved</footer></body></html>"
    return whole.encode()


def mail(sample: Sample) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = sample.title, "Desk <desk@wire.example>", f"<{sample.id}>"
    message["Date"] = format_datetime(datetime.fromisoformat(sample.day).replace(tzinfo=UTC))
    message.set_content(sample.text)
    return message.as_bytes()


def mailbox(samples: Sequence[Sample]) -> bytes:
    return b"".join(b"From desk Sat Jan 17 08:00:00 2026\n" + mail(each).replace(b"\nFrom ", b"\n>From ") + b"\n\n" for each in samples)


def jsonl(samples: Sequence[Sample]) -> bytes:
    rows = ({"id": each.id, "text": each.text, "title": each.title, "published": each.day} for each in samples)
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


def table(samples: Sequence[Sample]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "title", "published", "text"])
    writer.writerows([each.id, each.title, each.day, each.text] for each in samples)
    return out.getvalue().encode()


def rss(samples: Sequence[Sample]) -> bytes:
    items = "\n".join(
        f"<item><guid>{html.escape(each.id)}</guid><title>{html.escape(each.title)}</title><pubDate>{each.day}</pubDate>"
        f"<description>{html.escape(''.join(f'<p>{html.escape(line)}</p>' for line in each.paragraphs))}</description></item>"
        for each in samples
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Wire</title>\n{items}\n</channel></rss>'.encode()


def atom(samples: Sequence[Sample]) -> bytes:
    entries = "\n".join(
        f"<entry><id>{html.escape(each.id)}</id><title>{html.escape(each.title)}</title><published>{each.day}T08:00:00Z</published>"
        f'<content type="text">{html.escape(each.text)}</content></entry>'
        for each in samples
    )
    return f'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>\n{entries}\n</feed>'.encode()


def parquet(samples: Sequence[Sample]) -> bytes:
    import pyarrow
    from pyarrow import parquet as format_

    rows = [{"id": each.id, "text": each.text, "title": each.title, "published": each.day} for each in samples]
    out = io.BytesIO()
    format_.write_table(pyarrow.Table.from_pylist(rows), out, row_group_size=2)
    return out.getvalue()


def warc(samples: Sequence[Sample], *, packed: bool = True) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for each in samples:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        told = {"WARC-Record-ID": f"<{each.id}>", "WARC-Date": f"{each.day}T08:00:00Z"}
        record = writer.create_warc_record(
            f"https://wire.example/{each.id}", "response", io.BytesIO(page(each)), http_headers=headers, warc_headers_dict=told
        )
        writer.write_record(record)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 17, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: dict[str, bytes], *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0) if packed else out.getvalue()


def _texts(samples: Sequence[Sample]) -> dict[str, bytes]:
    return {f"articles/{each.id}.txt": each.text.encode() for each in samples}


# By the end of the file's name; a format of one article takes the first sample.
WRITERS: dict[str, Callable[[Sequence[Sample]], bytes]] = {
    ".txt": lambda samples: samples[0].text.encode(),
    ".txt.gz": lambda samples: gzip.compress(samples[0].text.encode(), mtime=0),
    ".md": lambda samples: f"# {samples[0].title}\n\n{samples[0].text}".encode(),
    ".jsonl": jsonl,
    ".jsonl.gz": lambda samples: gzip.compress(jsonl(samples), mtime=0),
    ".html": lambda samples: page(samples[0]),
    ".eml": lambda samples: mail(samples[0]),
    ".mbox": mailbox,
    ".rss": rss,
    ".atom": atom,
    ".csv": table,
    ".parquet": parquet,
    ".warc": lambda samples: warc(samples, packed=False),
    ".warc.gz": warc,
    ".zip": lambda samples: zipped(_texts(samples)),
    ".tar": lambda samples: tarred(_texts(samples), packed=False),
    ".tar.gz": lambda samples: tarred(_texts(samples)),
}
ONE_ARTICLE = (".txt", ".txt.gz", ".md", ".html", ".eml")
