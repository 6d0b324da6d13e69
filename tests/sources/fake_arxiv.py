"""A small arXiv on this machine: both protocols over real HTTP, with faults by script.

The data are made up.  ``faults`` maps the number of a request (from 0) to what goes wrong with it; a
fault is a function of the handler and the good answer.
"""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

Fault = Callable[["Handler", bytes], None]


# -- data ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Record:
    paper_id: str
    datestamp: str
    title: str = ""
    version: int = 1
    created: str = "2024-05-06"
    deleted: bool = False
    mangled: bool = False
    sets: tuple[str, ...] = ("cs:cs:LG",)
    abstract: str = "We stack pebbles <in a row> & count them."


def library(count: int, *, per_day: int = 3, first: str = "2024-01-01") -> list[Record]:
    """``count`` records with ascending days of change."""
    start = dt.date.fromisoformat(first)
    return [
        Record(
            f"{2301 + n // 400:04d}.{n % 400 + 10000:05d}",
            (start + dt.timedelta(days=n // per_day)).isoformat(),
            f"Pebble number {n} and its shadow",
            version=1 + n % 3,
            created=(dt.date(2023, 1, 2) + dt.timedelta(days=n)).isoformat(),
        )
        for n in range(count)
    ]


def raw_record(record: Record) -> str:
    specs = "".join(f"<setSpec>{spec}</setSpec>" for spec in record.sets)
    head = f"<identifier>oai:arXiv.org:{record.paper_id}</identifier>"
    head += f"<datestamp>{record.datestamp}</datestamp>{specs}"
    if record.deleted:
        return f'<record><header status="deleted">{head}</header></record>'
    born = dt.date.fromisoformat(record.created)
    versions = "".join(
        f'<version version="v{n + 1}"><date>{born + dt.timedelta(days=40 * n):%a, %d %b %Y} 11:12:13 GMT'
        "</date><size>7kb</size></version>"
        for n in range(record.version)
    )
    title = "" if record.mangled else f"<title>{escape(record.title)}</title>"
    return (
        f"<record><header>{head}</header><metadata>"
        '<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">'
        f"<id>{record.paper_id}</id><submitter>Olga Grey</submitter>{versions}{title}"
        "<authors>Olga Grey (1), Noor Pebble and Sam T. One ((1) Institute of Rows, Left and Right)</authors>"
        "<categories>cs.LG stat.ML</categories><comments>9 pages</comments>"
        f"<license>http://example.org/licence</license>"
        f"<abstract>  {escape(record.abstract)}\n  Twice.</abstract>"
        "</arXivRaw></metadata></record>"
    )


def oai_page(body: str, response_date: str = "2024-09-01T05:06:07Z") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<responseDate>{response_date}</responseDate><request>http://example.org/oai</request>{body}</OAI-PMH>"
    ).encode()


def oai_list(records: list[Record], token: str = "", response_date: str = "2024-09-01T05:06:07Z") -> bytes:
    return oai_page(f"<ListRecords>{''.join(map(raw_record, records))}{token}</ListRecords>", response_date)


def oai_error(code: str, words: str = "no") -> bytes:
    return oai_page(f'<error code="{code}">{words}</error>')


def atom_entry(record: Record) -> str:
    moved = f"{record.datestamp}T10:00:00Z"
    return (
        f"<entry><id>http://arxiv.org/abs/{record.paper_id}v{record.version}</id>"
        f"<title>{escape(record.title)}</title><updated>{moved}</updated>"
        f"<published>{record.created}T09:00:00Z</published><summary>{escape(record.abstract)}</summary>"
        '<category term="stat.ML"/><category term="cs.LG"/><category term="68T05, 62H30"/>'
        '<arxiv:primary_category term="cs.LG"/><arxiv:comment>9 pages</arxiv:comment>'
        "<author><name>Olga Grey</name><arxiv:affiliation>Rows</arxiv:affiliation></author>"
        "<author><name>Noor Pebble</name></author></entry>"
    )


def atom_page(records: list[Record], total: int, start: int = 0, per_page: int = 200) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        "<id>https://arxiv.org/api/abc</id><title>a query</title><updated>2024-09-01T05:06:07Z</updated>"
        f"<opensearch:itemsPerPage>{per_page}</opensearch:itemsPerPage>"
        f"<opensearch:totalResults>{total}</opensearch:totalResults>"
        f"<opensearch:startIndex>{start}</opensearch:startIndex>{''.join(map(atom_entry, records))}</feed>"
    ).encode()


# -- the server ---------------------------------------------------------------------------------------


@dataclass
class Asked:
    """One request as it arrived."""

    at: float
    path: str
    params: dict[str, str]
    headers: dict[str, str]
    port: int


@dataclass
class FakeArxiv:
    """Both protocols over ``records``; use as a context manager."""

    records: list[Record] = field(default_factory=list)
    page_size: int = 10
    delay: float = 0.0
    faults: dict[int, Fault] = field(default_factory=dict)
    every: Fault | None = None
    """A fault of every request that has none of its own."""
    response_date: str = "2024-09-01T05:06:07Z"
    token_life: str = ' expires="2024-09-02T00:00:00Z"'
    dead_tokens: set[str] = field(default_factory=set)
    etag: str | None = None
    asked: list[Asked] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0

    def __enter__(self) -> FakeArxiv:
        handler = type("BoundHandler", (Handler,), {"arxiv": self})
        self._server = QuietServer(("127.0.0.1", 0), handler)
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def oai(self) -> str:
        return f"{self.url}/oai"

    @property
    def api(self) -> str:
        return f"{self.url}/api/query"

    def update(self, *changed: Record) -> None:
        """Replace or add records, as a night at the source does."""
        ids = {record.paper_id for record in changed}
        kept = [record for record in self.records if record.paper_id not in ids]
        self.records = sorted([*kept, *changed], key=lambda record: (record.datestamp, record.paper_id))

    # -- answers ----------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> bytes:
        return self._atom(asked.params) if asked.path == "/api/query" else self._oai(asked.params)

    def _oai(self, params: dict[str, str]) -> bytes:
        token = params.get("resumptionToken")
        if token is not None and (token in self.dead_tokens or "|" not in token):
            return oai_error("badResumptionToken", "it has expired")
        if token:
            since, skip, *spec = token.split("|")
            params = {"set": spec[0]} if spec else {}
        else:
            since, skip = params.get("from", ""), "0"
        wanted = [record for record in self.records if record.datestamp >= since and self._in(record, params)]
        page = wanted[int(skip) : int(skip) + self.page_size]
        if not page:
            return oai_error("noRecordsMatch")
        return oai_list(page, self._next(wanted, since, int(skip), params.get("set")), self.response_date)

    def _in(self, record: Record, params: dict[str, str]) -> bool:
        return any(
            spec == params.get("set") or spec.startswith(f"{params.get('set', '')}") for spec in record.sets
        )

    def _next(self, wanted: list[Record], since: str, skip: int, spec: str | None) -> str:
        following = skip + self.page_size
        if following >= len(wanted):
            return "<resumptionToken/>"
        words = f"{since}|{following}|{spec}" if spec else f"{since}|{following}"
        return f"<resumptionToken{self.token_life}>{words}</resumptionToken>"

    def _atom(self, params: dict[str, str]) -> bytes:
        start, most = int(params["start"]), min(int(params["max_results"]), self.page_size)
        living = [record for record in self.records if not record.deleted]
        newest_first = sorted(living, key=lambda record: (record.datestamp, record.paper_id), reverse=True)
        return atom_page(newest_first[start : start + most], len(living), start)


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what these tests are about; anything else is a mistake of the tests."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    arxiv: FakeArxiv
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        here = self.arxiv
        here.busy += 1
        here.most_busy = max(here.most_busy, here.busy)
        try:
            self._serve(here)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            here.busy -= 1

    def _serve(self, here: FakeArxiv) -> None:
        parts = urlsplit(self.path)
        params = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        asked = Asked(time.monotonic(), parts.path, params, dict(self.headers), self.client_address[1])
        number = len(here.asked)
        here.asked.append(asked)
        if here.delay:
            time.sleep(here.delay)
        fault = here.faults.get(number, here.every)
        body = here.answer(asked)
        if fault is not None:
            fault(self, body)
        elif here.etag and self.headers.get("If-None-Match") == here.etag:
            self.reply(b"", status=304)
        else:
            self.reply(body)

    def reply(self, body: bytes, status: int = 200, length: int | None = None, **headers: Any) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/xml")
        if status != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        if self.arxiv.etag:
            self.send_header("ETag", self.arxiv.etag)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        return


# -- faults -------------------------------------------------------------------------------------------


def status(code: int, **headers: Any) -> Fault:
    return lambda handler, body: handler.reply(b"<html>later</html>", status=code, **headers)


def cut(handler: Handler, body: bytes) -> None:
    """Half of the page, then the line goes dead."""
    handler.reply(body[: len(body) // 2], length=len(body))
    handler.hang_up()


def silent_cut(handler: Handler, body: bytes) -> None:
    """Half of the page, called whole."""
    handler.reply(body[: len(body) // 2])


def too_long(handler: Handler, body: bytes) -> None:
    """Says that more will come, and hangs up."""
    handler.reply(body, length=len(body) + 100)
    handler.hang_up()


def no_answer(handler: Handler, body: bytes) -> None:
    handler.hang_up()


def instead(other: bytes, **headers: Any) -> Fault:
    return lambda handler, body: handler.reply(other, **headers)


def changed(change: Callable[[bytes], bytes]) -> Fault:
    return lambda handler, body: handler.reply(change(body))


def redirect(target: str, code: int = 302) -> Fault:
    return lambda handler, body: handler.reply(b"", status=code, Location=target)


def packed(handler: Handler, body: bytes) -> None:
    handler.reply(gzip.compress(body), Content_Encoding="gzip")


def cut_packed(handler: Handler, body: bytes) -> None:
    handler.reply(gzip.compress(body)[:-20], Content_Encoding="gzip")


def bomb(megabytes: int) -> Fault:
    data = gzip.compress(b" " * (megabytes * 2**20), 9)
    return lambda handler, body: handler.reply(data, Content_Encoding="gzip")


def endless(handler: Handler, body: bytes) -> None:
    """A page that never ends, as fast as it is read."""
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    while True:
        handler.wfile.write(b"<record>again</record>" * 1000)


def dripping(pause: float) -> Fault:
    """A byte now and then, for ever."""

    def fault(handler: Handler, body: bytes) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        while True:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(pause)

    return fault


def silent(seconds: float) -> Fault:
    """Nothing for a while, then the good answer."""

    def fault(handler: Handler, body: bytes) -> None:
        time.sleep(seconds)
        handler.reply(body)

    return fault


def touched(record: Record, day: str) -> Record:
    """The record with a new version on ``day``."""
    return replace(record, datestamp=day, version=record.version + 1, title=f"{record.title} (revised)")
