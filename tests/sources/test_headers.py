"""Keys, rates and pages in headers."""

from __future__ import annotations

import datetime as dt

import fake_arxiv as fake
import pytest
from fake_arxiv import FakeArxiv

from inroad.errors import InputError, SourceError, Throttled
from inroad.sources.headers import Access, Limit, last_page, limit_of, links
from inroad.sources.http import Client, Manners

NOON = dt.datetime(2024, 9, 1, 12, tzinfo=dt.UTC)
QUICK = Manners(interval=0, backoff=0.01, silence=5, attempts=3, patience=0.2)
KEY = "pebble-0123456789"


@pytest.fixture
def server():
    with FakeArxiv(fake.library(2)) as running:
        yield running


# -- rates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "limit"),
    [
        (
            {"x-ratelimit-remaining": "12", "x-ratelimit-limit": "60", "x-ratelimit-reset": "1725195900"},
            Limit(12, 60, dt.datetime(2024, 9, 1, 13, 5, tzinfo=dt.UTC)),
        ),
        ({"x-ratelimit-remaining": "0"}, Limit(0, None, None)),
        (
            {"x-ratelimit-remaining": "9", "x-ratelimit-reset": "3600"},
            Limit(9, None, NOON.replace(hour=13)),
        ),
        (
            {"ratelimit": '"api";r=480;t=120', "ratelimit-policy": '"fixed window";"api";q=500;w=300'},
            Limit(480, 500, NOON.replace(minute=2)),
        ),
        ({"x-ratelimit-remaining": "many"}, None),
        ({"ratelimit": "soon"}, None),
        ({}, None),
    ],
)
def test_limits(headers, limit):
    assert limit_of(headers, NOON) == limit


def test_a_used_up_limit_is_not_tried(server):
    later = int((dt.datetime.now(dt.UTC) + dt.timedelta(minutes=30)).timestamp())
    server.every = lambda handler, body: handler.reply(
        body, X_RateLimit_Remaining="0", X_RateLimit_Limit="60", X_RateLimit_Reset=str(later)
    )
    with Client(QUICK) as asking:
        reply = asking.get(server.oai)
        assert (reply.status, reply.limit.left, reply.limit.of) == (200, 0, 60)
        with pytest.raises(Throttled, match=r"asks us to wait \d\d minutes"):
            asking.get(server.oai)
    assert len(server.asked) == 1


def test_a_limit_that_resets_soon_is_waited_for(server):
    server.faults = {
        0: lambda handler, body: handler.reply(
            body, status=403, X_RateLimit_Remaining="0", X_RateLimit_Reset="1"
        )
    }
    slept = []
    with Client(Manners(interval=0, patience=60), sleep=slept.append) as asking:
        assert asking.get(server.oai).status == 200
    assert [round(seconds) for seconds in slept] == [2]


def test_a_refusal_for_good_is_an_answer(server):
    server.every = fake.status(403)
    with Client(QUICK) as asking:
        assert asking.get(server.oai).status == 403
    assert len(server.asked) == 1


# -- pages --------------------------------------------------------------------------------------------


def test_links_to_other_pages():
    address = "https://x.example/a?per_page=1&page"
    said = {"link": f'<{address}=2>; rel="next", <{address}=34>; rel="last"'}
    assert links(said)["next"] == "https://x.example/a?per_page=1&page=2"
    assert last_page(said) == 34
    assert (links({}), last_page({}), last_page({"link": '<x?page=no>; rel="last"'})) == ({}, None, None)


def test_only_so_much_of_a_page(server):
    server.every = fake.endless
    with Client(QUICK) as asking:
        reply = asking.get(server.oai, enough=1000)
    assert (len(reply.body), reply.cut) == (1000, True)
    server.every = fake.instead(b"x" * 1000)
    with Client(QUICK) as asking:
        assert asking.get(server.oai, enough=1000).cut is False


# -- keys ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["header", "query"])
def test_a_key_stays_with_its_origin(server, where):
    with FakeArxiv() as stranger:
        server.faults = {0: fake.redirect(f"{stranger.url}/oai"), 1: fake.redirect(f"{server.url}/elsewhere")}
        access = Access(server.url, "x-api-key", KEY, where)
        with Client(QUICK, access=access) as asking:
            asking.get(server.oai, {"verb": "Identify"})
            reply = asking.get(server.oai, {"verb": "Identify"})
    assert KEY not in str(stranger.asked) + reply.url
    assert all(KEY in str(asked) for asked in server.asked)
    assert len(stranger.asked) == 1
    assert len(server.asked) == 3


def test_a_key_is_in_no_message(server, caplog):
    caplog.set_level("DEBUG")
    access = Access(server.url, "api_key", KEY, "query")
    with Client(QUICK, access=access) as asking:
        asking.get(server.oai, {"verb": "Identify"})
        server.every = fake.no_answer
        with pytest.raises(SourceError) as caught:
            asking.get(server.oai)
    assert "HTTP Request: GET http://127.0.0.1" in caplog.text
    assert KEY not in f"{caught.value} {caught.value.__cause__!r} {access!r} {caplog.text}"
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("base", "address", "allowed"),
    [
        ("https://api.example", "https://api.example/x", True),
        ("https://api.example", "https://api.example:443/x", True),
        ("https://api.example", "https://API.example/x", True),
        ("https://api.example", "https://api.example.evil/x", False),
        ("https://api.example", "http://api.example/x", False),
        ("https://api.example", "https://api.example:8443/x", False),
        ("https://api.example", "https://api.example@evil.example/x", False),
        ("http://127.0.0.1:80/api", "http://127.0.0.1/x", True),
    ],
)
def test_origins(base, address, allowed):
    assert Access(base, "x", KEY).allows(address) is allowed


def test_no_key_over_an_open_line():
    with pytest.raises(InputError, match="without encryption"):
        Access("http://api.example", "x", KEY)
    assert Access("http://localhost:8000", "x", KEY)


@pytest.mark.parametrize("key", ["", "two words", "line\r\nX-Evil: 1", "ключ"])
def test_keys_that_cannot_be(key):
    with pytest.raises(InputError, match="no key has"):
        Access("https://api.example", "x", key)
