"""``inroad search``, ``index`` and ``method --papers`` as users call them."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import corpus
import pytest

from inroad.atlas.open import Atlas
from inroad.cli import main, terminal
from inroad.config import Config
from inroad.report import search_text
from inroad.search import open_search, stored
from inroad.search.build import build
from inroad.search.uses import papers_of

Shown = pytest.CaptureFixture[str]
ESCAPE = "\x1b[31m"


def run(home: Config, *words: str) -> int:
    return main(["--home", str(home.home), *words])


def test_hits_in_words(indexed: Config, capsys: Shown) -> None:
    assert run(indexed, "search", "thin", "rank", "adapters", "--top", "2") == 0
    out = capsys.readouterr().out
    assert "1. TiRA: Thin Rank Adapters for Tuning Frozen Models" in out
    assert "found by: method thin rank adapters (TiRA)" in " ".join(out.split())
    assert "Searched 66 papers (your papers, until 2021-09-21)." in out
    assert "Method: thin rank adapters is TiRA (53 papers)" in " ".join(out.split())
    assert "3. " not in out


def test_a_method_is_told_by_its_name_and_by_its_id_where_it_has_namesakes(
    indexed: Config, capsys: Shown
) -> None:
    assert run(indexed, "search", "TiRA", "--top", "1") == 0
    assert "Method: TiRA, also Thin Rank Adapters (" in " ".join(capsys.readouterr().out.split())
    assert run(indexed, "search", "dent dialogue", "--top", "1") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Method: DENT, also" in told
    assert "others of this name: dent@" in told
    assert run(indexed, "search", "method:tira", "--top", "1") == 0
    assert "found by: method tira (TiRA)\n" in capsys.readouterr().out
    assert run(indexed, "search", 'method:"court rulings"', "--top", "1") == 0
    assert "found by: title court rulings" in capsys.readouterr().out


def test_hits_as_json(indexed: Config, capsys: Shown) -> None:
    assert run(indexed, "search", "tira", "--json", "--top", "3", "--as-of", "2021-05-01") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["version"]) == ("inroad.search-report", 1)
    assert [set(hit) >= {"paper_id", "why", "title_marks", "snippet"} for hit in found["hits"]] == [True] * 3
    assert all(hit["date"] <= "2021-05-01" for hit in found["hits"])


def test_a_slip_is_told_before_an_index_is_made(tmp_path: Path, capsys: Shown) -> None:
    for query in ("", "after:soon"):
        assert main(["--home", str(tmp_path), "search", query]) == 1
        assert "indexing" not in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_an_error_points_at_the_character(indexed: Config, capsys: Shown) -> None:
    assert run(indexed, "search", "tira after:soon") == 1
    assert capsys.readouterr().err.splitlines() == [
        "inroad: after: needs a day: write a day like 2024-03-31, 2024-03 or 2024",
        "  tira after:soon",
        "             ^",
    ]


@pytest.mark.parametrize(
    "query", [" ", "?!", '"', "((((", "a OR", ESCAPE, "\u202egnp", "-", "title:", "x" * 10_000, "🙂" * 3]
)
def test_no_query_breaks_the_program_or_reaches_the_terminal_raw(
    indexed: Config, capsys: Shown, query: str
) -> None:
    assert run(indexed, "search", "--", query) in (0, 1)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    assert not {"\x1b", "\u202e"} & {*shown.out, *shown.err}


def test_texts_of_papers_cannot_steer_the_terminal(home: Config, capsys: Shown) -> None:
    # The corpus cleans what it takes in; a report must not rely on that.
    report = open_search(home).find("tira", 1)
    bad = replace(report.hits[0], title=f"Ti{ESCAPE}RA\x07", snippet=f"a{ESCAPE}b\ncd", authors=(ESCAPE,))
    terminal.show_report(search_text.search(replace(report, hits=(bad,))))
    assert not {"\x1b", "\x07"} & {*capsys.readouterr().out}


def test_a_search_needs_neither_tables_nor_the_atlas(indexed: Config) -> None:
    code = (
        "import sys; from inroad.cli import main;"
        "main(['--home', sys.argv[1], 'search', 'tira studdy of leves']);"
        "assert not {'polars', 'numpy', 'httpx', 'inroad.atlas.open'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(indexed.home)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_status_and_build(home: Config, capsys: Shown) -> None:
    corpus.put(home, [corpus.made(dt.date(2021, 9, 1), "Pebbles", "Pebbles.", number=1)])
    assert run(home, "index", "status") == 0
    assert "1 paper of your corpus cannot be found yet" in capsys.readouterr().out
    assert run(home, "search", "tira") == 0
    assert "1 paper of your corpus cannot be found yet" in capsys.readouterr().out
    assert run(home, "index", "build") == 0
    assert "1 paper indexed, 0 taken out; the index holds 67 papers" in capsys.readouterr().out
    assert run(home, "index", "status", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["current"], found["searched"]["papers"]) == (
        "inroad.index-status",
        True,
        67,
    )
    assert run(home, "index", "build", "--full") == 0
    assert "67 papers indexed" in capsys.readouterr().out


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "papers.json"
    path.write_text('{"id": "2305.00001", "title": "Pebbles on Beaches"}\n')
    return path


def test_what_was_ingested_is_found(home: Config, file: Path, capsys: Shown) -> None:
    assert run(home, "ingest", str(file)) == 0
    assert run(home, "search", "pebbles", "--json") == 0
    out = capsys.readouterr().out
    found = json.loads(out[out.index("{") :])
    assert [hit["paper_id"] for hit in found["hits"]] == ["2305.00001"]
    assert found["searched"]["missing"] == 0


def test_ingest_says_what_makes_the_atlas_follow(home: Config, file: Path, capsys: Shown) -> None:
    assert run(home, "ingest", str(file)) == 0
    assert "after `inroad atlas build`" in capsys.readouterr().out
    assert run(home, "ingest", str(file)) == 0
    assert "atlas build" not in capsys.readouterr().out


def test_ingest_can_leave_the_index_alone(home: Config, file: Path, capsys: Shown) -> None:
    assert run(home, "ingest", "--no-index", str(file)) == 0
    assert run(home, "search", "pebbles") == 0
    assert "Nothing was found" in capsys.readouterr().out


def test_papers_stay_when_the_index_cannot_be_made(home: Config, file: Path, capsys: Shown) -> None:
    with stored.writing(home):
        assert run(home, "ingest", str(file)) == 0
    shown = capsys.readouterr()
    assert "1 new papers" in shown.out
    assert "search does not know them yet: another process is building" in shown.err
    build(home)
    assert run(home, "search", "pebbles") == 0


def test_papers_that_name_a_method_are_told_from_those_that_build_on_it_unnamed(atlas: Atlas) -> None:
    found = papers_of(atlas, "TiRA")
    console = terminal.console()
    for more, told in ((0, "53 papers name it (home"), (3, "53 papers name it; 3 more do not")):
        named = replace(found.method, papers=53)
        with console.capture() as shown:
            console.print(search_text.uses(replace(found, method=named, papers=53 + more)))
        assert told in " ".join(shown.get().split())


def test_papers_of_a_method(indexed: Config, capsys: Shown) -> None:
    assert run(indexed, "method", "TiRA", "--papers", "--top", "2") == 0
    out = capsys.readouterr().out
    for title in ("Introduces: 1 paper", "Builds on: ", "Applies: ", "Mentions only: "):
        assert title in out
    assert "TiRA: Thin Rank Adapters for Tuning Frozen Models" in out
    assert run(indexed, "method", "TiRA", "--papers", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "inroad.method-papers"
    assert found["groups"][0]["kind"] == "introduces"
    assert run(indexed, "method", "TiRA", "--papers", "--lineage") == 2
