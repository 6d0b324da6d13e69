"""The polite client against a real server on this machine; only the clock and the sleep are ours."""

from __future__ import annotations

import datetime as dt
import email.utils
from dataclasses import dataclass, field, replace

import fake_arxiv as fake
import pytest
from fake_arxiv import FakeArxiv

from inroad.errors import SourceError, Throttled
from inroad.sources.bodies import refuse_redirect
from inroad.sources.http import Client, Manners, retry_after

QUICK = Manners(interval=0, backoff=0.01, silence=5, attempts=4)
NOON = dt.datetime(2024, 9, 1, 12, tzinfo=dt.UTC)


@dataclass
class Clock:
    """Time that passes by sleeping only."""

    seconds: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.seconds += seconds


def client(clock: Clock | None = None, manners: Manners = QUICK, waits: list | None = None) -> Client:
    clock = clock or Clock()
    told = (
        (lambda seconds, why: waits.append((seconds, why)))
        if waits is not None
        else (lambda seconds, why: None)
    )
    return Client(manners, monotonic=clock.monotonic, now=lambda: NOON, sleep=clock.sleep, on_wait=told)


@pytest.fixture
def server():
    with FakeArxiv(fake.library(5)) as running:
        yield running


def test_whole_answer_and_who_we_are(server):
    with client() as asking:
        reply = asking.get(
            server.oai, {"verb": "ListRecords", "set": "cs:cs:LG", "resumptionToken": "2024-01-01|0"}
        )
    assert reply.status == 200
    assert reply.body == server.answer(server.asked[0])
    assert server.asked[0].params["resumptionToken"] == "2024-01-01|0"
    assert server.asked[0].headers["User-Agent"].startswith("inroad/")


def test_token_with_percent_signs_arrives_as_it_was(server):
    token = "verb%3DListRecords%26skip%3D5&a+b"
    server.every = fake.instead(b"<a/>")
    with client() as asking:
        asking.get(server.oai, {"verb": "ListRecords", "resumptionToken": token})
    assert server.asked[0].params["resumptionToken"] == token


def test_default_rate_is_one_request_in_three_seconds_over_one_connection(server):
    clock = Clock()
    with client(clock, Manners()) as asking:
        for _ in range(4):
            asking.get(server.oai)
    assert clock.slept == [3.0, 3.0, 3.0]
    assert len({asked.port for asked in server.asked}) == 1
    assert server.most_busy == 1


def test_retries_keep_the_rate_too(server):
    server.faults = {0: fake.status(503, Retry_After="0"), 1: fake.no_answer}
    clock = Clock()
    with client(clock, Manners(backoff=1)) as asking:
        assert asking.get(server.oai).status == 200
    assert clock.slept == [3.0, 3.0]


@pytest.mark.parametrize("code", [429, 503])
def test_retry_after_in_seconds(server, code):
    server.faults = {0: fake.status(code, Retry_After="17")}
    clock, waits = Clock(), []
    with client(clock, waits=waits) as asking:
        assert asking.get(server.oai).status == 200
    assert clock.slept == [17.0]
    assert waits[0][0] == 17.0
    assert str(code) in waits[0][1]


def test_retry_after_as_a_date_counts_from_the_servers_clock(server):
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=60)
    server.faults = {0: fake.status(503, Retry_After=email.utils.format_datetime(later, usegmt=True))}
    clock = Clock()
    with client(clock) as asking:
        assert asking.get(server.oai).status == 200
    assert 55 <= clock.slept[0] <= 61


def test_longer_than_our_patience_says_when_to_come_back(server):
    server.faults = {0: fake.status(503, Retry_After="7200")}
    with client() as asking, pytest.raises(Throttled, match=r"2 hours.*after 2024-09-01 14:00 UTC"):
        asking.get(server.oai)
    assert len(server.asked) == 1


def test_a_server_that_stays_busy(server):
    server.every = fake.status(429)
    clock = Clock()
    with (
        client(clock, replace(QUICK, backoff=1)) as asking,
        pytest.raises(Throttled, match="stays busy after 4"),
    ):
        asking.get(server.oai)
    assert clock.slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", 0.0),
        (" 30 ", 30.0),
        ("9" * 5000, 10 * 365 * 86_400),
        ("Sun, 01 Sep 2024 12:01:00 GMT", 60.0),
        ("Sun, 01 Sep 2024 11:00:00 GMT", 0.0),
        ("Sun, 01 Sep 2024 12:01:00 -0000", 60.0),
        ("Wed, 99 Foo 2024 12:01:00 GMT", None),
    ],
)
def test_reading_retry_after(words, seconds):
    assert retry_after(words, NOON) == seconds


@pytest.mark.parametrize(
    "fault", [fake.cut, fake.too_long, fake.no_answer, fake.cut_packed, fake.status(500), fake.status(502)]
)
def test_a_broken_answer_is_asked_for_again(server, fault):
    server.faults = {0: fault, 1: fault}
    with client() as asking:
        assert asking.get(server.oai).body == server.answer(server.asked[0])
    assert len(server.asked) == 3


def test_silence_is_a_timeout_and_asked_again(server):
    server.faults = {0: fake.silent(1.0)}
    with client(manners=replace(QUICK, silence=0.2)) as asking:
        assert asking.get(server.oai).status == 200
    assert len(server.asked) == 2


def test_giving_up_says_what_happened(server):
    server.every = fake.no_answer
    with client() as asking, pytest.raises(SourceError, match=r"in 4 attempts \(.*check the connection"):
        asking.get(server.oai)


def test_nobody_there():
    with client() as asking, pytest.raises(SourceError, match="could not be read in 4 attempts"):
        asking.get("http://127.0.0.1:9/oai")


@pytest.mark.parametrize(
    "address", ["ftp://127.0.0.1/x", "not an address", "http://[::1", "file:///etc/passwd"]
)
def test_no_web_address(address):
    with client() as asking, pytest.raises(SourceError, match="is no web address"):
        asking.get(address)


def test_gzip_is_read(server):
    server.faults = {0: fake.packed}
    with client() as asking:
        assert asking.get(server.oai).body == server.answer(server.asked[0])


@pytest.mark.parametrize("fault", [fake.endless, fake.bomb(16), fake.instead(b"x" * 1_100_000)])
def test_a_page_too_large_is_stopped(server, fault):
    server.every = fault
    small = replace(QUICK, page_bytes=1_000_000)
    with client(manners=small) as asking, pytest.raises(SourceError, match="is larger than 1,000,000 bytes"):
        asking.get(server.oai)
    assert len(server.asked) == 1


def test_a_packed_page_that_unpacks_to_much_at_once_is_whole(server):
    server.faults = {0: fake.bomb(5)}
    with client() as asking:
        assert len(asking.get(server.oai).body) == 5 * 2**20


def test_a_page_that_takes_too_long_is_stopped(server):
    server.every = fake.dripping(0.02)
    with (
        Client(replace(QUICK, page_seconds=0.3)) as asking,
        pytest.raises(SourceError, match=r"longer than 0.3 seconds"),
    ):
        asking.get(server.oai)


def test_unknown_packing_is_refused(server):
    server.every = fake.instead(b"abc", Content_Encoding="br")
    with client() as asking, pytest.raises(SourceError, match="packed with 'br'"):
        asking.get(server.oai)


def test_validators_go_back_as_they_came(server):
    server.etag = '"v1"'
    with client() as asking:
        first = asking.get(server.oai)
        second = asking.get(server.oai, validators=first.validators)
    assert not first.unchanged
    assert second.unchanged
    assert second.body == b""
    assert server.asked[1].headers["If-None-Match"] == '"v1"'


def test_redirects_are_followed_and_keep_the_rate(server):
    server.faults = {0: fake.redirect("/oai?verb=Identify", 301)}
    clock = Clock()
    with client(clock, Manners()) as asking:
        assert asking.get(server.oai).status == 200
    assert server.asked[1].params == {"verb": "Identify"}
    assert clock.slept == [3.0]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://x/", "gopher://x:70/y"]
)
def test_redirects_to_other_schemes_are_refused(server, target):
    server.every = fake.redirect(target)
    with client() as asking, pytest.raises(SourceError, match="which is no web address"):
        asking.get(server.oai)
    assert len(server.asked) == 1


def test_redirects_in_a_circle(server):
    server.every = fake.redirect("/oai")
    with client() as asking, pytest.raises(SourceError, match="redirects more than 5 times"):
        asking.get(server.oai)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://localhost/x", "127.0.0.1"),
        ("https://[::1]/x", "::1"),
        ("https://inner.example/x", "10.0.0.7"),
        ("https://meta.example/x", "169.254.169.254"),
    ],
)
def test_redirects_from_outside_to_the_inside_are_refused(target, address):
    known = {"oaipmh.arxiv.org": ["151.101.3.42"]}
    with pytest.raises(SourceError, match="inside this machine"):
        refuse_redirect("https://oaipmh.arxiv.org/oai", target, lambda host: known.get(host, [address]))


def test_redirect_that_gives_up_encryption_is_refused():
    with pytest.raises(SourceError, match="gives up encryption"):
        refuse_redirect("https://arxiv.org/oai", "http://arxiv.org/oai")


def test_harmless_redirects_pass():
    outside = {"export.arxiv.org": ["151.101.3.42"], "oaipmh.arxiv.org": ["151.101.131.42"]}
    harmless = (
        ("http://export.arxiv.org/oai2", "https://oaipmh.arxiv.org/oai", lambda host: outside[host]),
        ("http://127.0.0.1:8000/a", "http://localhost:9000/b", lambda host: ["127.0.0.1"]),
    )
    assert [refuse_redirect(*one) for one in harmless] == [None, None]


@pytest.mark.parametrize("code", [400, 404, 418])
def test_other_statuses_are_the_callers_to_judge(server, code):
    server.every = fake.status(code)
    with client() as asking:
        assert asking.get(server.oai).status == code
