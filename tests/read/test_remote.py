"""URLs: memory:// always, s3:// against a server on this machine."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.samples import WRITERS, Sample
from pressfacts.errors import InputError
from pressfacts.read import RemoteFile, find_inputs, local_paths, read_articles, read_one, size_of
from tests.read.reading import articles, reasons

fsspec = pytest.importorskip("fsspec")
SAMPLES = [Sample(f"a{number}", f"The bank lent US$5.{number} million.") for number in range(3)]
ENDINGS = (".jsonl.gz", ".csv", ".zip", ".tar.gz", ".txt")


@pytest.fixture
def bucket() -> Iterator[str]:
    files = fsspec.filesystem("memory")
    _fill(files, "/bucket/day")
    yield "memory://bucket/day"
    files.rm("/bucket", recursive=True)


def _fill(files, folder: str) -> None:  # type: ignore[no-untyped-def]
    for ending in ENDINGS:
        name = f"{folder}/{ending[1:3]}/news{ending}"
        files.makedirs(name.rpartition("/")[0], exist_ok=True)
        files.pipe_file(name, WRITERS[ending]([sample._replace(id=f"{ending[1:]}-{sample.id}") for sample in SAMPLES]))
    files.pipe_file(f"{folder}/.hidden.txt", b"x")
    files.pipe_file(f"{folder}/photo.jpg", b"x")


def check(url: str) -> None:
    files = find_inputs([url])
    counts: list[int] = []
    records = list(read_articles(files, on_bytes=counts.append))
    assert [Path(str(file)).name for file in files] == ["news.csv", "news.jsonl.gz", "news.tar.gz", "news.txt", "news.zip"]
    assert (len(articles(records)), reasons(records)) == (13, [])
    assert articles(records)[0].file == f"{url}/cs/news.csv"
    assert sum(counts) >= sum(size_of(file) or 0 for file in files) > 0
    assert local_paths(files) == []


def test_a_folder_behind_a_url_is_read_like_one_on_the_disk(bucket: str) -> None:
    check(bucket)


def test_a_file_a_glob_and_one_article_behind_a_url(bucket: str) -> None:
    assert [str(file) for file in find_inputs([f"{bucket}/cs/news.csv"])] == [f"{bucket}/cs/news.csv"]
    assert [str(file) for file in find_inputs([f"{bucket}/*/*.zip"])] == [f"{bucket}/zi/news.zip"]
    assert read_one(f"{bucket}/cs/news.csv#line=3").article.id == "csv-a1"


@pytest.mark.parametrize("url", ["memory://bucket/none", "memory://bucket/day/photo.jpg", "nosuch://x/a.txt"])
def test_a_url_that_gives_no_file_is_named(bucket: str, url: str) -> None:
    with pytest.raises(InputError) as error:
        find_inputs([url])
    assert error.value.where == url


def test_a_file_that_vanishes_is_rejected(bucket: str) -> None:
    files = find_inputs([f"{bucket}/tx/news.txt"])
    fsspec.filesystem("memory").rm("/bucket/day/tx/news.txt")
    assert reasons(list(read_articles(files))) == ["unreadable"]
    fsspec.filesystem("memory").pipe_file("/bucket/day/tx/news.txt", b"x")


def test_secrets_in_urls_are_not_told() -> None:
    file = RemoteFile("https://me:secret@wire.example/a.jsonl?signature=abc")
    assert str(file) == "https://wire.example/a.jsonl"


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="heavy: runs where CI=true")
def test_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "testing")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        for proxy in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.delenv(proxy, raising=False)
        files = s3fs.S3FileSystem()
        files.mkdir("bucket")
        _fill(files, "bucket/day")
        check("s3://bucket/day")
    finally:
        server.stop()
