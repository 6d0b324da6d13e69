"""Whole harvests from a server on this machine into a real corpus."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import fake_arxiv as fake
import pytest
from fake_arxiv import FakeArxiv, touched

from inroad import sync
from inroad.config import Config
from inroad.corpus import store
from inroad.errors import Damaged, InputError, Locked, SourceError, StoreError, Throttled
from inroad.sources.http import Client, Manners
from inroad.sync.ledger import alone
from inroad.sync.listing import STUCK

QUICK = Manners(interval=0, backoff=0.01, attempts=3, silence=5)
BY_QUERY = {"query": "all:pebbles"}


@pytest.fixture
def config(tmp_path):
    return Config(tmp_path)


@pytest.fixture
def server():
    with FakeArxiv(fake.library(47)) as running:
        yield running


def run(config, server, *, batch=4, manners=QUICK, **wanted):
    with Client(manners) as client:
        return sync.arxiv(config, client, places=sync.Places(server.oai, server.api), batch=batch, **wanted)


def papers(config) -> dict[str, tuple[str, int]]:
    table = store.read(config).collect()
    return {row["paper_id"]: (row["title"], row["version"]) for row in table.iter_rows(named=True)}


def expected(server) -> dict[str, tuple[str, int]]:
    return {r.paper_id: (r.title, r.version) for r in server.records if not r.deleted}


def state(config, key="arxiv-oai-everything"):
    return json.loads((config.sync / f"{key}.json").read_bytes())


# -- whole lists --------------------------------------------------------------------------------------


def test_a_whole_list(config, server):
    notes = []
    outcome = run(config, server, report=notes.append)
    assert papers(config) == expected(server)
    assert (outcome.pages, outcome.papers, outcome.new, outcome.corpus) == (5, 47, 47, 47)
    assert outcome.next_from == state(config)["next_from"] == "2024-01-16"
    assert [note.papers for note in notes] == [10, 20, 30, 40, 47]
    assert sorted(path.name for path in config.sync.iterdir()) == [
        ".asked",
        ".lock",
        "arxiv-oai-everything.json",
    ]


def test_only_a_set(config, server):
    server.records = [
        replace(r, sets=("stat:stat:ML",)) if n % 2 else r for n, r in enumerate(server.records)
    ]
    assert run(config, server, set_spec="stat").new == 23
    assert run(config, server, set_spec="cs:cs:LG").new == 24
    assert server.asked[0].params["set"] == "stat"
    assert state(config, "arxiv-oai-cs-cs-LG")["set"] == "cs:cs:LG"


def test_only_what_changed(config, server):
    run(config, server)
    server.update(
        touched(server.records[3], "2024-01-20"),
        replace(server.records[5], deleted=True, datestamp="2024-01-21"),
    )
    outcome = run(config, server)
    assert server.asked[-1].params["from"] == "2024-01-16"
    assert papers(config) == expected(server)
    assert (outcome.updated, outcome.deleted, outcome.corpus) == (1, 1, 46)
    assert outcome.next_from == "2024-01-21"


def test_nothing_changed(config, server):
    run(config, server)
    before = {path: path.read_bytes() for path in config.corpus.iterdir()}
    outcome = run(config, server)
    assert (outcome.new, outcome.updated, outcome.next_from) == (0, 0, "2024-01-16")
    assert {path: path.read_bytes() for path in config.corpus.iterdir()} == before


def test_since_goes_back_and_never_leaves_a_gap(config, server):
    run(config, server, since=dt.date(2024, 1, 10))
    assert len(papers(config)) == 20
    run(config, server, since=dt.date(2024, 1, 16))
    assert server.asked[-1].params["from"] == "2024-01-16"
    run(config, server, since=dt.date(2024, 1, 5))
    assert server.asked[-1].params.get("from") is None or server.asked[-4].params["from"] == "2024-01-05"
    assert len(papers(config)) == 47 - 12


def test_an_empty_source(config):
    with FakeArxiv([]) as server:
        outcome = run(config, server, since=dt.date(2024, 1, 1))
    assert (outcome.papers, outcome.next_from, outcome.corpus) == (0, "2024-01-01", None)


def test_unchanged_single_page_is_not_sent_again(config):
    with FakeArxiv(fake.library(3, per_day=3), etag='"7"') as server:
        for _ in range(3):
            outcome = run(config, server)
        assert server.asked[-1].headers["If-None-Match"] == '"7"'
    assert (outcome.pages, outcome.corpus) == (0, None)
    assert len(papers(config)) == 3


def test_broken_records_are_put_aside_and_the_others_go_on(config, server):
    server.records[3] = replace(server.records[3], mangled=True)
    outcome = run(config, server)
    assert (outcome.new, outcome.rejected) == (46, 1)
    (file,) = config.rejects.glob("*.jsonl")
    reject = json.loads(file.read_text().splitlines()[0])
    assert "page 1" in reject["source"]
    assert reject["reason"] == "it has no title"


def test_a_later_word_about_a_record_counts(config):
    records = fake.library(4)
    again = [touched(records[0], "2024-01-02"), replace(records[1], datestamp="2024-01-02", deleted=True)]
    with FakeArxiv([*records, *again], page_size=2) as server:
        run(config, server, batch=10)
    assert papers(config)[records[0].paper_id] == (again[0].title, 2)
    assert records[1].paper_id not in papers(config)


# -- faults -------------------------------------------------------------------------------------------

PASSING = [
    fake.status(503, Retry_After="0"),
    fake.status(429),
    fake.cut,
    fake.silent_cut,
    fake.too_long,
    fake.no_answer,
    fake.changed(lambda body: body.replace(b"</metadata>", b"", 1)[:-15]),
    fake.instead(b"<html>please log in</html>"),
    fake.packed,
    fake.silent(0.1),
]


@pytest.mark.parametrize("kind", [{}, BY_QUERY], ids=["oai", "api"])
def test_faults_that_pass_change_nothing(config, server, kind):
    server.page_size = 3
    server.faults = {2 * n: fault for n, fault in enumerate(PASSING)}
    run(config, server, batch=20, **kind)
    assert len(server.asked) > 2 * len(PASSING)  # every fault had its turn
    assert papers(config) == expected(server)


LASTING = {
    "throttled": (fake.status(503, Retry_After="86400"), Throttled, "asks us to wait 24 hours"),
    "busy": (fake.status(503), Throttled, "stays busy"),
    "gone": (fake.no_answer, SourceError, "could not be read"),
    "not there": (fake.status(404), SourceError, "status 404"),
    "bomb": (fake.bomb(3), SourceError, "larger than"),
    "endless": (fake.endless, SourceError, "larger than"),
    "elsewhere": (fake.redirect("file:///etc/passwd"), SourceError, "no web address"),
    "broken": (fake.instead(b"<html>"), SourceError, "cannot be read"),
}


BOTH = [pytest.param({}, *LASTING[name], id=f"oai-{name}") for name in LASTING]
BOTH += [
    pytest.param(BY_QUERY, *LASTING[name], id=f"api-{name}") for name in ("throttled", "gone", "not there")
]


@pytest.mark.parametrize(("kind", "fault", "error", "words"), BOTH)
def test_faults_that_last_keep_what_was_got(config, server, fault, error, words, kind):
    # A token that is answered with 404 is taken for dead, so the list is begun again from a safe day first.
    server.faults = dict.fromkeys(range(3, 40), fault)
    with pytest.raises(error, match=words):
        run(config, server, manners=replace(QUICK, page_bytes=2**21), **kind)
    assert len(papers(config)) == 30
    server.faults = {}
    outcome = run(config, server, **kind)
    assert papers(config) == expected(server)
    assert outcome.papers <= 27


def test_a_dead_token_restarts_without_loss_or_doubles(config, server):
    server.dead_tokens = {"|20", "2024-01-07|20"}
    outcome = run(config, server)
    assert papers(config) == expected(server)
    assert outcome.new == 47
    assert any("2024-01-07" in warning for warning in outcome.warnings)


def test_records_that_change_while_a_token_is_dead(config, server):
    server.dead_tokens = {"|20"}
    moved = touched(server.records[25], "2024-02-02")

    def change(handler, body):
        server.update(moved)
        handler.reply(fake.oai_error("badResumptionToken"))

    server.faults = {2: change}
    run(config, server)
    assert papers(config) == expected(server)
    assert papers(config)[moved.paper_id] == (moved.title, moved.version)


def test_a_token_past_its_life_is_not_used(config, server):
    server.faults = dict.fromkeys(range(2, 20), fake.no_answer)
    with pytest.raises(SourceError):
        run(config, server)
    server.faults = {}
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    asked = len(server.asked)
    run(config, server, now=lambda: tomorrow)
    assert server.asked[asked].params["from"] == "2024-01-07"
    assert papers(config) == expected(server)


def test_tokens_that_never_work(config, server):
    server.records = [replace(record, datestamp="2024-01-01") for record in server.records]
    server.dead_tokens = {"|10", "2024-01-01|10"}
    with pytest.raises(SourceError, match=f"begun {STUCK} times again"):
        run(config, server)
    assert len(papers(config)) == 10


def test_a_refused_set_says_so(config, server):
    server.every = fake.instead(fake.oai_error("badArgument", "Set does not exist"))
    with pytest.raises(SourceError, match="Set does not exist"):
        run(config, server, set_spec="pebbles")


# -- queries ------------------------------------------------------------------------------------------


def test_a_query_and_what_is_new_since(config, server):
    outcome = run(config, server, **BY_QUERY)
    assert papers(config) == expected(server)
    assert (outcome.pages, outcome.next_from) == (5, "2024-01-16")
    server.update(touched(server.records[3], "2024-01-20"))
    asked = len(server.asked)
    outcome = run(config, server, **BY_QUERY)
    assert len(server.asked) == asked + 1
    assert (outcome.updated, outcome.next_from) == (1, "2024-01-20")
    assert papers(config) == expected(server)


def test_empty_slices_in_the_middle(config, server):
    server.faults = {
        0: fake.instead(fake.atom_page([], 0)),
        2: fake.instead(fake.atom_page([], 0)),
        3: fake.instead(fake.atom_page([], 47)),
    }
    run(config, server, **BY_QUERY)
    assert papers(config) == expected(server)


def test_empty_slices_for_ever_are_told(config, server):
    server.faults = {n: fake.instead(fake.atom_page([], 0)) for n in range(2, 20)}
    with pytest.raises(SourceError, match="empty answer at 20 of 47"):
        run(config, server, **BY_QUERY)
    assert len(papers(config)) == 20


def test_a_refused_query(config, server):
    error = b"<entry><id>http://arxiv.org/api/errors#x</id><summary>no such field</summary></entry>"
    body = fake.atom_page([], 1).replace(b"</feed>", error + b"</feed>")
    server.every = lambda handler, _: handler.reply(body, status=400)
    with pytest.raises(SourceError, match="no such field"):
        run(config, server, **BY_QUERY)


def test_since_bounds_a_query(config, server):
    run(config, server, since=dt.date(2024, 1, 10), **BY_QUERY)
    assert len(server.asked) == 3
    assert len(papers(config)) == 30


# -- the home -----------------------------------------------------------------------------------------


def test_one_harvest_at_a_time(config, server):
    with alone(config.sync), pytest.raises(Locked, match="another sync"):
        run(config, server)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b'{"format": 1}', b"\xff", b'{"format": 1, "listing": {"x": 1}}']
)
def test_a_damaged_state_is_told(config, server, data):
    config.sync.mkdir()
    (config.sync / "arxiv-oai-everything.json").write_bytes(data)
    with pytest.raises(Damaged, match="delete it"):
        run(config, server)


def test_a_state_of_the_future_is_left_alone(config, server):
    config.sync.mkdir()
    (config.sync / "arxiv-oai-everything.json").write_bytes(b'{"format": 99}')
    with pytest.raises(StoreError, match="update Inroad"):
        run(config, server)


def test_a_spooled_page_that_went_missing(config, server):
    server.faults = {1: fake.no_answer, 2: fake.no_answer, 3: fake.no_answer}
    with pytest.raises(SourceError):
        run(config, server, batch=10)
    raw = state(config)
    raw["listing"]["in_corpus"] = 0
    del raw["sha256"]
    (config.sync / "arxiv-oai-everything.json").write_text(json.dumps(raw))
    server.faults = {}
    with pytest.raises(Damaged, match=r"000001\.xml"):
        run(config, server, batch=10)


@pytest.mark.parametrize(
    "wanted",
    [
        {"set_spec": "cs", "query": "x"},
        {"query": "  "},
        {"set_spec": ""},
        {"set_spec": "cs/../x"},
        {"set_spec": "a b"},
    ],
)
def test_what_cannot_be_asked(config, server, wanted):
    with pytest.raises(InputError):
        run(config, server, **wanted)
    assert not server.asked


def test_the_rate_holds_from_one_run_to_the_next(config, server):
    run(config, server)
    passed, slept = [1000.0], []

    def sleep(seconds):
        slept.append(seconds)
        passed[0] += seconds

    with Client(Manners(), monotonic=lambda: passed[0], sleep=sleep) as client:
        sync.arxiv(config, client, places=sync.Places(server.oai, server.api))
    assert len(slept) == 1
    assert 1 < slept[0] <= 3


def test_places_of_the_environment(monkeypatch):
    monkeypatch.setenv("INROAD_ARXIV_OAI", "http://mirror.example/oai")
    monkeypatch.delenv("INROAD_ARXIV_API", raising=False)
    assert sync.Places.from_environment() == sync.Places("http://mirror.example/oai")
