"""A network that resets, stalls, lies, leads astray and sends bombs, through every client of the program.

All requests go through one client (``sources/http.py``), whose own tests are in tests/sources; here each
service that uses it meets every fault on a real socket.  What must come out: an expected failure in words, in
bounded time and memory, and the next run, with a good network, ends as if nothing had happened.
"""

from __future__ import annotations

import gzip
import resource
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import fake_arxiv as fake
import pebbles
import pytest

from inroad import sync
from inroad.config import Config
from inroad.corpus.store import papers_store, read
from inroad.errors import InroadError
from inroad.signals.store import open_signals
from inroad.sources import oai
from inroad.sources.bodies import refuse_redirect
from inroad.sources.http import Client, Manners
from inroad.sync.signals import signals
from inroad.workshop.source.fetch import fetch

SHORT = Manners(interval=0, attempts=2, backoff=0.001, silence=0.2, page_seconds=0.6, page_bytes=2**20)
MOST_MEMORY = 400_000
"""kB that no fault may add to the process."""

Wire = Callable[[socket.socket], None]
"""What a server does with a connection after it has read the request."""


def answer(body: bytes, *headers: str, length: int | None = None, status: str = "200 OK") -> Wire:
    size = len(body) if length is None else length
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {size}", "Connection: close", *headers])
    return lambda line: line.sendall(head.encode() + b"\r\n\r\n" + body)


def reset(line: socket.socket) -> None:
    """RST in the middle of a page."""
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<half")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def stall(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    time.sleep(0.5)


def drip(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(20):
        line.sendall(b" ")
        time.sleep(0.05)


def endless(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        line.sendall(b"<record>" * 8192)


def endless_headers(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        line.sendall(b"X-Stone: pebble\r\n" * 512)


def redirect(target: str) -> Wire:
    return answer(b"", f"Location: {target}", status="302 Found")


ENTITIES = b"<?xml version='1.0'?><!DOCTYPE b [<!ENTITY a0 'ha'>%s]><b>&a30;</b>" % b"".join(
    b"<!ENTITY a%d '&a%d;&a%d;'>" % (n, n - 1, n - 1) for n in range(1, 31)
)
OUTSIDE = b"<?xml version='1.0'?><!DOCTYPE b [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><b>&a;</b>"
FAULTS: dict[str, Wire] = {
    "reset": reset,
    "stall": stall,
    "drip": drip,
    "no answer": lambda line: None,
    "not HTTP": lambda line: line.sendall(b"220 mail.example ESMTP\r\n"),
    "promises more": answer(b"<a/>", length=400),
    "promises less": answer(b"<OAI-PMH><ListRecords>" * 40, length=30),
    "length is no number": lambda line: line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx"),
    "empty": answer(b""),
    "endless": endless,
    "endless headers": endless_headers,
    "gzip bomb": answer(gzip.compress(bytes(32 * 2**20), 9), "Content-Encoding: gzip"),
    "gzip in gzip": answer(gzip.compress(gzip.compress(b"{}")), "Content-Encoding: gzip"),
    "no gzip": answer(b"{}", "Content-Encoding: gzip"),
    "brotli": answer(b"\x0b\x02\x80{}\x03", "Content-Encoding: br"),
    "entity bomb": answer(ENTITIES),
    "outside entity": answer(OUTSIDE),
    "deep XML": answer(b"<record>" + b"<a>" * 60_000 + b"</a>" * 60_000 + b"</record>"),
    "unclosed XML": answer(b"<x>" + b"<record>" * 100_000),
    "deep JSON": answer(b"[" * 500_000),
    "deep JSON object": answer(b'{"a":' * 90_000 + b"1" + b"}" * 90_000),
    "other JSON": answer(b'{"id": {"name": ["x"]}, "stargazers_count": "many", "full_name": 7}'),
    "huge number": answer(b'{"id": 1' + b"0" * 5000 + b"}"),
    "file": redirect("file:///etc/passwd"),
    "gopher": redirect("gopher://127.0.0.1:70/x"),
    "circle": redirect("/again"),
    "nowhere": redirect("http://"),
    "not found": answer(b"gone", status="404 Not Found"),
    "failing": answer(b"no", status="500 Internal Server Error"),
    "strange status": answer(b"", status="799 Perhaps"),
}


class Server:
    """Does the same with everybody who connects."""

    def __init__(self, wire: Wire) -> None:
        self.wire, self.asked = wire, 0
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            self.asked += 1
            threading.Thread(target=self._speak, args=(line,), daemon=True).start()

    def _speak(self, line: socket.socket) -> None:
        with line:
            try:
                line.recv(65536)
                self.wire(line)
            except OSError:
                return


@pytest.fixture(params=FAULTS)
def faulty(request: pytest.FixtureRequest) -> Iterator[Server]:
    server = Server(FAULTS[request.param])
    before = _memory()
    yield server
    server.door.close()
    assert _memory() - before < MOST_MEMORY
    assert server.asked


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def harvested(config: Config, base: str, query: str | None = None) -> sync.Outcome:
    with Client(SHORT) as client:
        return sync.arxiv(config, client, query=query, places=sync.Places(base, base))


@pytest.fixture(scope="module")
def pages() -> Iterator[fake.FakeArxiv]:
    with fake.FakeArxiv(fake.library(12), page_size=5) as running:
        yield running


@pytest.mark.parametrize("query", [None, "all:pebbles"], ids=["OAI", "Atom"])
def test_a_harvest_is_told_and_goes_on(faulty, pages, tmp_path, query):
    config = Config(tmp_path)
    with pytest.raises(InroadError) as failed:
        harvested(config, faulty.url, query)
    assert failed.value.remedy
    assert not papers_store(config).manifest().tables
    place = pages.oai if query is None else pages.api
    assert harvested(config, place, query).papers == 12
    assert read(config).collect().height == 12


def test_a_bomb_after_good_pages_leaves_these(tmp_path):
    config = Config(tmp_path)
    with fake.FakeArxiv(fake.library(30), page_size=5) as server:
        server.faults = dict.fromkeys(range(3, 40), fake.instead(ENTITIES))
        with pytest.raises(InroadError):
            harvested(config, server.oai)
        assert read(config).collect().height == 15
        server.faults = {}
        assert harvested(config, server.oai).corpus == 30


@pytest.fixture(scope="module")
def young(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return pebbles.home(tmp_path_factory.mktemp("young"))


VARIABLES = ("INROAD_GITHUB", "INROAD_HUB", "INROAD_PYPI", "INROAD_OPENALEX", "INROAD_SEMANTIC_SCHOLAR")


def test_looks_are_unknown_and_seen_the_next_time(faulty, young, tmp_path, monkeypatch):
    import shutil

    config = Config(Path(shutil.copytree(young.home, tmp_path / "home")))
    for name in VARIABLES:
        monkeypatch.setenv(name, faulty.url)
    found = signals(config, None, most=2, manners=SHORT, now=lambda: pebbles.NOW)
    stars = open_signals(config).observations.filter(what="stars", source="github")
    assert not stars.drop_nulls("value").height
    assert found.partial or found.absent or found.skipped or found.unknown or found.seen
    with pebbles.world() as world:
        for name, value in world.environment.items():
            monkeypatch.setenv(name, value)
        again = signals(config, None, manners=SHORT, now=lambda: pebbles.NOW + pebbles.DAY * 2)
    assert again.seen
    stars = open_signals(config).observations.filter(what="stars", source="github")
    assert stars.drop_nulls("value").height


def test_a_repository_is_refused_in_words(faulty):
    with pytest.raises(InroadError) as failed:
        fetch(f"{faulty.url}/some.tar.gz", lambda: Client(SHORT))
    assert failed.value.remedy


@pytest.mark.parametrize(
    "target", ["127.0.0.1", "[::1]", "10.0.0.8", "169.254.169.254", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_nobody_outside_leads_into_this_machine(target):
    with pytest.raises(InroadError, match="inside this machine"):
        refuse_redirect(
            "https://export.arxiv.org/oai2",
            f"https://{target}/x",
            lambda host: ["93.184.215.14"] if "arxiv" in host else [target.strip("[]")],
        )


@pytest.mark.parametrize("count", [50_000, 100_000])
def test_broken_pages_take_time_in_proportion(count):
    """Twice the page, about twice the work; it was four times once."""
    for body in (b"<record>" * count, b"<record><b></record>" * (count // 10)):
        start = time.process_time()
        oai.parse(b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">' + body, "x")
        assert time.process_time() - start < 20  # thousands of seconds before
