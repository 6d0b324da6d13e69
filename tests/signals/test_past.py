"""Past observations in files, through the one door by which files come in."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import json
import os
import sys
import zipfile
from pathlib import Path

import polars as pl
import pytest

sys.path.append(str(Path(__file__).parents[1] / "sync"))
sys.path.append(str(Path(__file__).parents[1] / "sources"))

import fake_world as fake

from inroad.cli import main
from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.corpus.ingest import Summary, ingest
from inroad.signals.store import open_signals, writing

NOON = dt.datetime(2025, 9, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def written(folder: Path, name: str, **columns: object) -> Path:
    pl.DataFrame(columns).write_parquet(folder / name)
    return folder / name


def rejects(summary: Summary) -> list[dict]:
    assert summary.rejects_file is not None
    return [json.loads(line) for line in summary.rejects_file.read_text().splitlines()]


def stars(folder: Path, **changes: object) -> Path:
    columns = {
        "repo": ["Olga/PEBL", "olga/pebl"],
        "date": [dt.date(2025, 9, 1), dt.date(2025, 9, 11)],
        "stars": [100, 140],
        "forks": [5, 6],
        "issues": [1, None],
        "last_commit": ["2025-08-30T10:00:00Z", "soon"],
    }
    return written(folder, "stars.parquet", **(columns | changes))


# -- star counts --------------------------------------------------------------------------------------


def test_star_counts(config, folder):
    summary = ingest(config, [stars(folder)])
    assert (summary.read, summary.observations, summary.rejected) == (2, 6, 0)
    signals = open_signals(config)
    seen = signals.latest(["repo:olga/pebl"])["repo:olga/pebl"]
    assert {what: one.value for what, one in seen.items() if one.value} == {
        "stars": 140.0,
        "forks": 6.0,
        "open_issues": 1.0,
    }
    assert (seen["pushed"].text, seen["stars"].source) == ("2025-08-30", "star counts")
    assert signals.slope("repo:olga/pebl", "stars", 10) == 4.0
    assert signals.observations["observed"].min() == NOON


def test_the_same_file_twice_adds_nothing(config, folder):
    path = stars(folder)
    ingest(config, [path])
    before = {file.name: file.read_bytes() for file in config.signals.iterdir()}
    path.rename(folder / "another name.parquet")
    assert ingest(config, [folder]).observations == 0
    assert {file.name: file.read_bytes() for file in config.signals.iterdir()} == before


def test_observations_alone_leave_the_corpus_alone(config, folder):
    ingest(config, [stars(folder)])
    assert not list(config.corpus.glob("*.parquet"))
    assert corpus.read(config).collect().is_empty()


def test_bad_rows_are_put_aside_with_their_reasons(config, folder):
    path = stars(
        folder,
        repo=["nothing", "a/b", "c/d", "e/f", None, "g/h"],
        date=["2025-09-01", "2025-09-01", "someday", "2999-01-01", "2025-09-01", "2025-09-02"],
        stars=[1, -5, 3, 4, 5, 6],
        forks=[1] * 6,
        issues=[1] * 6,
        last_commit=[None] * 6,
    )
    summary = ingest(config, [path])
    assert (summary.read, summary.rejected, summary.observations) == (6, 5, 3)
    assert [(one["place"], one["reason"]) for one in rejects(summary)] == [
        ("row 1", "it names no repository"),
        ("row 2", "it has no count of stars"),
        ("row 3", "its day cannot be read"),
        ("row 4", "its day lies in the future"),
        ("row 5", "it names no repository"),
    ]
    assert '"repo": "nothing"' in rejects(summary)[0]["raw"]


def test_columns_of_another_type(config, folder):
    ingest(config, [stars(folder, date=["2025-09-01", "2025-09-11"], stars=["100", "140.0"])])
    assert open_signals(config).slope("repo:olga/pebl", "stars", 10) == 4.0


# -- papers featured by the Hub -----------------------------------------------------------------------


def test_daily_papers_are_papers_and_observations(config, folder):
    path = written(
        folder,
        "daily.parquet",
        arxiv_id=["2405.00001", "2405.00002", "no id"],
        title=["On rows", "On towers", "On nothing"],
        abstract=["Rows.", "Towers.", "Nothing."],
        published=["2024-05-01"] * 3,
        hf_date=["2025-09-01", "2025-09-02", "2025-09-03"],
        upvotes=[12, 0, 1],
        github_repo=["https://github.com/Olga/PEBL", None, None],
        github_stars=[77, None, None],
    )
    summary = ingest(config, [path])
    assert (summary.new, summary.observations) == (2, 4)
    seen = open_signals(config).latest(["paper:2405.00001", "paper:2405.00002", "repo:olga/pebl"])
    assert (seen["paper:2405.00001"]["upvotes"].value, seen["paper:2405.00002"]["upvotes"].value) == (
        12.0,
        0.0,
    )
    assert seen["paper:2405.00001"]["repository"].text == "olga/pebl"
    assert seen["repo:olga/pebl"]["stars"].value == 77.0
    assert "repository" not in seen["paper:2405.00002"]  # no link is no proof of no code
    # What the Hub linked on some later day is no part of the paper.
    assert corpus.read(config).collect()["code_url"].to_list() == [None, None]


# -- links to code ------------------------------------------------------------------------------------


def links(folder: Path) -> Path:
    return written(
        folder,
        "links.parquet",
        arxiv_id=["2405.00001", "2405.00002", "2405.00003", "x"],
        date=["2024-05-01", "2024-05-02", "2024-06-30", "2024-05-04"],
        title=["One", "Two", "Three", "Four"],
        code_url=["https://github.com/Olga/PEBL", None, "https://gitlab.com/a/b", None],
    )


def test_links_are_dated_by_the_newest_day_of_their_table(config, folder):
    summary = ingest(config, [links(folder)])
    observations = open_signals(config).observations
    assert observations.select("subject", "what", "text").rows() == [
        ("paper:2405.00001", "repository", "olga/pebl")
    ]
    assert observations["observed"].to_list() == [dt.datetime(2024, 6, 30, 12, tzinfo=dt.UTC)]
    assert "2024-06-30 is taken, the newest day in it" in summary.notes[0]
    assert summary.reasons == {
        "its id is no arXiv id": 1,
        "its link leads to no repository on GitHub": 1,
    }
    assert (summary.papers, summary.new) == (0, 0)


def test_the_user_knows_the_day_better(config, folder):
    summary = ingest(config, [links(folder)], observed=dt.date(2024, 7, 5))
    assert open_signals(config).observations["observed"].to_list() == [
        dt.datetime(2024, 7, 5, 12, tzinfo=dt.UTC)
    ]
    assert not summary.notes


# -- issues -------------------------------------------------------------------------------------------


def test_a_table_of_issues(config, folder):
    path = written(
        folder,
        "issues.parquet",
        title=["Rows fall", "A pull", "No number", "Towers"],
        url=["https://github.com/Olga/PEBL/issues/5", "https://github.com/a/b/pull/6", None,
             "https://github.com/a/b/issues/7"],
        labels=['["good first issue", "bug"]', "[]", "[]", "[{'id': 1, 'name': 'easy', 'default': False}]"],
        repo=["Olga/PEBL", "a/b", "a/b?", "a/b"],
        user=["noor", None, None, None],
        body=["see src/x.py", "", "", ""],
        state=["open", None, None, None],
        comments=["3", None, None, None],
    )  # fmt: skip
    os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    summary = ingest(config, [path])
    assert (summary.issues, summary.rejected) == (2, 2)
    assert "2025-09-01 is taken, the day the file was last changed (--observed DAY" in summary.notes[0]
    one, two = sorted(open_signals(config).issues.to_dicts(), key=lambda row: row["number"])
    assert (one["repo"], one["labels"], one["files"], one["comments"]) == (
        "olga/pebl",
        ["good first issue", "bug"],
        ["src/x.py"],
        3,
    )
    assert (one["state"], one["length"], one["observed"]) == ("open", 12, NOON)
    assert (two["labels"], two["state"], two["length"], two["claimed"]) == (["easy"], None, None, None)


@pytest.mark.parametrize("words", ["__import__('os').system('x')", "[" * 5000, '{"a": 1}', "nothing", None])
def test_labels_that_are_none(words):
    from inroad.sources.seen_tables import labels

    assert labels(words) is None


LINES = [
    fake.issue("Olga/PEBL", 1),
    fake.issue("Olga/PEBL", 2, state="closed"),
    fake.pull("Olga/PEBL", 3),
    fake.issue("Olga/PEBL", 4, updated_at=None),
]


def saved() -> bytes:
    lines = [json.dumps(line).encode() for line in LINES]
    return b"\n".join([*lines, b"{broken", b"[1]", b"", lines[0]]) + b"\n"


def packed(path: Path, data: bytes) -> Path:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("issues.jsonl", data)
    else:
        pack = {".gz": gzip.compress, ".bz2": bz2.compress}.get(path.suffix, bytes)
        path.write_bytes(pack(data))
    return path


@pytest.mark.parametrize("name", ["issues.jsonl", "issues.gz", "issues.bz2", "issues.zip"])
def test_saved_issues_of_the_api(config, folder, name):
    summary = ingest(config, [packed(folder / name, saved())])
    found = open_signals(config).issues.sort("number")
    assert found.select("number", "state").rows() == [(1, "open"), (2, "closed")]
    assert found["observed"].to_list() == found["updated"].to_list()
    assert summary.reasons == {
        "it does not say when it was last changed": 1,
        "it is no JSON": 1,
        "it is no JSON object": 1,
    }
    assert summary.issues == 2


def test_a_saved_page_of_the_api(config, folder):
    (folder / "page.json").write_text(json.dumps(LINES[:3]))
    assert ingest(config, [folder]).issues == 2
    (folder / "page.json").write_text(json.dumps(LINES)[:-20])
    (failure,) = ingest(config, [folder]).failures
    assert "no whole JSON" in failure.problem


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>pebl issues - label: good first issue</title>
<description>Open issues with label 'good first issue' in olga/pebl</description>
<lastBuildDate>Sun, 07 Sep 2025 09:35:16 +0000</lastBuildDate>
<item><title>Rows  fall</title><link>https://github.com/Olga/PEBL/issues/12</link>
<pubDate>Mon, 01 Sep 2025 16:22:54 +0000</pubDate>
<description>See src/rows.py &lt;b&gt;now&lt;/b&gt;</description></item>
<item><title>Elsewhere</title><link>https://x.example/12</link></item>
</channel></rss>"""


def test_a_feed_of_issues(config, folder):
    (folder / "feed.xml").write_text(FEED)
    summary = ingest(config, [folder])
    (row,) = open_signals(config).issues.to_dicts()
    assert (row["repo"], row["number"], row["title"], row["state"]) == ("olga/pebl", 12, "Rows fall", "open")
    assert (row["labels"], row["files"]) == (["good first issue"], ["src/rows.py"])
    assert row["observed"] == dt.datetime(2025, 9, 7, 9, 35, 16, tzinfo=dt.UTC)
    assert row["created"] == dt.datetime(2025, 9, 1, 16, 22, 54, tzinfo=dt.UTC)
    assert summary.reasons == {"it has no address of an issue": 1}


def test_a_feed_that_expands_entities_is_refused(config, folder):
    bomb = FEED.replace("<rss", '<!DOCTYPE x [<!ENTITY a "aaaa">]><rss')
    (folder / "feed.xml").write_text(bomb)
    (failure,) = ingest(config, [folder]).failures
    assert "is no feed" in failure.problem


# -- all together -------------------------------------------------------------------------------------


def test_papers_and_observations_in_one_folder(config, folder):
    stars(folder)
    links(folder)
    (folder / "papers.json").write_text(
        '{"id": "2305.00001", "title": "One"}\n{"id": "2305.00002", "title": " "}\n'
    )
    summary = ingest(config, [folder])
    assert (summary.new, summary.observations) == (1, 7)
    assert summary.read == 2 + 2 + 4
    assert summary.rejected == 3
    assert summary.papers == 1


def test_a_writer_elsewhere_stops_the_ingest_and_loses_nothing(config, folder):
    from inroad.errors import Locked

    with writing(config), pytest.raises(Locked):
        ingest(config, [stars(folder)])
    assert ingest(config, [stars(folder)]).observations == 6


def test_in_words_and_as_json(config, folder, capsys):
    links(folder)
    stars(folder)
    assert main(["--home", str(config.home), "ingest", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "7 observations and 0 states of issues are new" in out
    assert "note: " in out
    words = ["--home", str(config.home), "ingest", str(folder), "--observed", "2024-07-05", "--json"]
    assert main(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["observations"], found["notes"]) == (1, [])


def test_a_kill_between_two_files_is_made_good_by_the_next_run(config, folder, monkeypatch):
    links(folder)
    stars(folder)
    from inroad.signals.store import Writer

    real, calls = Writer.add, []

    def dying(self, *given):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(self, *given)

    monkeypatch.setattr(Writer, "add", dying)
    with pytest.raises(KeyboardInterrupt):
        ingest(config, [folder])
    monkeypatch.undo()
    done = open_signals(config).observations.height
    assert done > 0
    assert ingest(config, [folder]).observations + done == 7


# -- real files ---------------------------------------------------------------------------------------

DATA = os.environ.get("INROAD_DATA")


@pytest.mark.shared
@pytest.mark.skipif(DATA is None, reason="INROAD_DATA does not name the folder of real data")
def test_real_files(config):
    data = Path(DATA or "")
    places = (
        "github_stars/python_repos_timeseries.parquet",
        "code_links",
        "github_issues",
        "api_samples/github_api",
    )
    summary = ingest(config, [data / place for place in places], observed=dt.date(2026, 3, 31))
    assert not summary.failures
    signals = open_signals(config)
    counts = dict(signals.observations.group_by("what").len().iter_rows())
    assert counts["stars"] > 60_000
    assert counts["repository"] > 11_000
    assert signals.last_issues().height > 1_800
    assert summary.rejected < 1_600
    again = ingest(config, [data / place for place in places], observed=dt.date(2026, 3, 31))
    assert (again.observations, again.issues) == (0, 0)
