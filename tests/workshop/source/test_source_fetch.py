"""A repository at an address: fetched from a server here, within bounds, never unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from inroad.errors import InputError, SourceError
from inroad.sources.http import Client, Manners
from inroad.workshop.source import fetch

QUICK = Manners(interval=0, attempts=1, backoff=0.01, silence=5, page_bytes=100_000)


def archive(size: int = 10) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as made:
        for name, data in (("repo-1/README.md", b"# X\n"), ("repo-1/big.txt", b"a" * size)):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return held.getvalue()


class Server(BaseHTTPRequestHandler):
    """Answers by path; every path that was asked for is kept."""

    asked: list[str]

    def do_GET(self):
        type(self).asked.append(self.path)
        status, headers, body = {
            "/repo.tar.gz": (200, {}, archive()),
            "/large.tar.gz": (200, {}, b"\x1f\x8b" + b"a" * 200_000),
            "/text.tar.gz": (200, {}, b"this is no archive"),
            "/away.tar.gz": (302, {"Location": "file:///etc/passwd"}, b""),
            "/moved.tar.gz": (302, {"Location": "/repo.tar.gz"}, b""),
        }.get(self.path, (404, {}, b"nothing"))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def base() -> Iterator[str]:
    Server.asked = []
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def got(address: str):
    return fetch.fetch(address, lambda: Client(QUICK))


def test_an_archive_becomes_a_tree(base, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path in ("repo.tar.gz", "moved.tar.gz"):
        tree = got(f"{base}/{path}")
        assert tree.name == "repo-1"
        assert tree.text("README.md") == "# X\n"
    assert list(tmp_path.iterdir()) == []
    assert Server.asked == ["/repo.tar.gz", "/moved.tar.gz", "/repo.tar.gz"]


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("nothing.tar.gz", SourceError, "it answers 404"),
        ("large.tar.gz", SourceError, "larger than"),
        ("away.tar.gz", SourceError, "redirect|leads|scheme|web address"),
        ("text.tar.gz", InputError, "no archive"),
    ],
)
def test_what_cannot_be_had_is_said(base, path, error, says):
    with pytest.raises(error, match=says):
        got(f"{base}/{path}")


def test_a_server_that_is_not_there_is_said():
    with pytest.raises(SourceError, match="could not be read"):
        got("http://127.0.0.1:9/x.zip")


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/archive/HEAD.tar.gz"),
        ("https://github.com/a/b.git", "https://github.com/a/b/archive/HEAD.tar.gz"),
        ("https://github.com/a/b/", "https://github.com/a/b/archive/HEAD.tar.gz"),
        ("https://github.com/a/b.c/tree/dev/x", "https://github.com/a/b.c/archive/dev/x.tar.gz"),
        ("https://gitlab.com/a/b", "https://gitlab.com/a/b/-/archive/HEAD/HEAD.tar.gz"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/archive/HEAD.tar.gz"),
        ("https://example.org/x.zip?y=1", "https://example.org/x.zip?y=1"),
    ],
)
def test_where_the_archive_of_a_repository_is(address, where):
    assert fetch.archive_address(address) == where


@pytest.mark.parametrize(
    "address",
    ["file:///x.zip", "ftp://a/x.zip", "https://github.com/a/../b", "https://github.com/a", "https://a/b"],
)
def test_other_addresses_are_refused(address):
    with pytest.raises(InputError, match="no address of a repository"):
        fetch.archive_address(address)
