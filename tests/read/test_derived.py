"""Pages, mail and feeds: what becomes the text, the title, the day."""

import datetime
from pathlib import Path

import pytest

from bench.samples import Sample, mail, mailbox, page
from pressfacts.read.markup import text_of
from tests.read.reading import articles, read, reasons

pytest.importorskip("trafilatura")
SAMPLE = Sample(
    "a", "HANOI - The café lent US$5 million to a port on Monday.\n\nMore news came later, and nobody asked about it again.", "A loan"
)


def test_a_page_loses_its_menu_and_footer(tmp_path: Path) -> None:
    (found,) = articles(read(tmp_path, "a.html", page(SAMPLE)))
    assert "Sport" not in found.article.text and "rights" not in found.article.text


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_a_page_is_decoded_as_it_declares(tmp_path: Path, charset: str) -> None:
    data = page(SAMPLE).decode().replace("utf-8", charset).encode(charset)
    (found,) = articles(read(tmp_path, "a.html", data))
    assert "The café" in found.article.text
    assert found.encoding == ("utf-8" if charset == "utf-8" else "cp1252")


def test_the_day_of_a_page_does_not_depend_on_today(tmp_path: Path) -> None:
    data = page(SAMPLE._replace(day="2087-03-04"))
    (found,) = articles(read(tmp_path, "a.html", data))
    assert found.article.published == datetime.date(2087, 3, 4)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain & simple", "plain & simple"),
        ("<p>One</p><p>two <b>bold</b>\nwords</p>", "One\ntwo bold words"),
        ("a&nbsp;b<br>c<script>no</script><style>no</style> d", "a b\nc d"),
        ("<ul><li>x<li>y</ul>tail", "x\ny\ntail"),
        ("", ""),
        ("<!-- -->", ""),
    ],
)
def test_a_fragment_becomes_lines(html: str, text: str) -> None:
    assert text_of(html) == text


def test_mail_without_plain_text_is_read_from_its_html(tmp_path: Path) -> None:
    head = b"Subject: =?utf-8?q?Caf=C3=A9?=\nFrom: a@wire.example\nDate: Sat, 17 Jan 2026 23:30:00 +0700\nMIME-Version: 1.0\n"
    body = b"Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n<p>The caf=E9.</p><p>Two.</p>"
    (found,) = articles(read(tmp_path, "a.eml", head + body))
    assert (found.article.text, found.article.title, found.article.source) == ("The café.\nTwo.", "Café", "wire.example")
    assert found.article.published == datetime.date(2026, 1, 17)


def test_a_bad_mail_costs_itself_only_and_quoted_from_lines_are_unquoted(tmp_path: Path) -> None:
    samples = [SAMPLE, SAMPLE._replace(id="b", text="From Hanoi came news.\n\nFrom there too.")]
    data = mailbox(samples[:1]) + b"From x\nSubject: x\n\n" + b"y" * 5000 + b"\n\n" + mailbox(samples[1:])
    records = read(tmp_path, "a.mbox", data, limit=3000)
    assert reasons(records) == ["too_large"]
    assert [each.article.id for each in articles(records)] == ["a", "b"]
    assert articles(records)[1].article.text.startswith("From Hanoi came news.\n\nFrom there too.")
    assert [data[record.byte_offset or 0 :][:5] for record in records] == [b"From "] * 3


def test_a_mail_of_nested_parts_is_given_up(tmp_path: Path) -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(3000))
    assert reasons(read(tmp_path, "a.eml", deep)) != []
    assert reasons(read(tmp_path, "b.eml", mail(SAMPLE).replace(b"Content-Type: text/plain", b"Content-Type: image/png"))) == ["no_text"]


def test_full_content_comes_before_a_summary_and_markup_of_all_kinds_is_read(tmp_path: Path) -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
    <entry><id>a</id><summary>short</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>two</p></div></content>
      <link rel="self" href="no"/><link href="https://wire.example/a"/><updated>soon</updated></entry>
    <entry><id>b</id><content type="html">&lt;p&gt;caf&amp;eacute;&amp;nbsp;bar&lt;/p&gt;</content></entry>
    <entry><id>c</id><content type="text">a &lt; b</content></entry>
    <entry><id>d</id><title>nothing</title></entry></feed>"""
    records = read(tmp_path, "a.xml", feed)
    a, b, c = articles(records)
    assert (a.article.text, a.article.url, a.article.source, len(a.warnings)) == ("One\ntwo", "https://wire.example/a", "Wire", 1)
    assert (b.article.text, c.article.text) == ("café bar", "a < b")
    assert reasons(records) == ["no_text"]


def test_a_feed_is_read_up_to_its_damage(tmp_path: Path) -> None:
    items = b"".join(b"<item><guid>%d</guid><description>news</description></item>" % number for number in range(9))
    records = read(tmp_path, "a.rss", b"<rss><channel>" + items + b"<item><guid>x</gu")
    assert len(articles(records)) == 9
    assert reasons(records)[-1] == "damaged_xml"
    assert reasons(read(tmp_path, "b.xml", b"<urlset><url/></urlset>")) == ["not_feed"]
