"""The main job end to end: from papers to a report, honest about the past, plain about what went wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import SimpleNamespace

import corpus
import polars as pl
import pytest

from inroad.atlas.lineage import lineage
from inroad.atlas.open import Atlas, open_atlas
from inroad.atlas.schema import RELATED
from inroad.cli import door
from inroad.config import Config
from inroad.errors import InputError, NotFound
from inroad.report.json import dumps
from inroad.scout import method, scout
from inroad.scout.lineage import _root
from inroad.types import FieldReport, MethodReport

ROOT = Path(__file__).parents[1]
QUERIES = ("thin rank adapters", "DENT", "entropy targets", "MoLeNet", "adapters")


@dataclass(frozen=True)
class Done:
    """How a command line ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(built: Config, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program on the built home, in this process: starting one costs more than most answers."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def call(*arguments: str, home: Path = built.home) -> Done:
        code = door.run(["--home", str(home), *arguments])
        return Done(code, *capsys.readouterr())

    return call


def failure(done: Done) -> str:
    """The one line that an expected failure leaves."""
    assert (done.code, done.out) == (1, ""), done.err
    (line,) = done.err.splitlines()
    assert line.startswith("inroad: ")
    return line


# -- the past ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=corpus.CUTS[1:3], ids=str)
def planted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dt.date, Atlas, Atlas]:
    """A day, the atlas of what was there by then, and one with everything and more planted after it."""
    day = request.param
    past = corpus.home(tmp_path_factory.mktemp("past"), corpus.until(day))
    more = [*corpus.papers(), *corpus.later(day)]
    # Of the days after its last paper an atlas knows nothing.
    last = max(paper.date for paper in corpus.until(day) if paper.date is not None)
    return last, open_atlas(past), open_atlas(corpus.home(tmp_path_factory.mktemp("more"), more))


def _told(look: Callable[..., object], atlas: Atlas, query: str, day: dt.date) -> object:
    """The report, or why there is none."""
    try:
        return look(atlas, query, as_of=day)
    except NotFound as error:
        return str(error)


@pytest.mark.parametrize("query", QUERIES)
def test_what_comes_later_does_not_show_in_the_past(
    query: str, planted: tuple[dt.date, Atlas, Atlas], atlas: Atlas
) -> None:
    day, then, more = planted
    report = _told(scout, then, query, day)
    assert _told(scout, atlas, query, day) == report
    assert _told(scout, more, query, day) == report


@pytest.mark.parametrize("name", ["TiRA", "QTiRA", "DENT", "MoLeNet"])
def test_what_comes_later_does_not_show_in_the_past_of_a_method(
    name: str, planted: tuple[dt.date, Atlas, Atlas], atlas: Atlas
) -> None:
    day, then, more = planted
    report = _told(method, then, name, day)
    assert _told(method, atlas, name, day) == report
    assert _told(method, more, name, day) == report


def test_a_method_can_be_looked_up_on_any_day(atlas: Atlas) -> None:
    """Rows of the atlas may name methods that were not yet listed on that day."""
    found = 0
    for paper in corpus.papers()[4::3]:
        assert paper.date is not None
        for row in atlas.until(paper.date).methods.iter_rows(named=True):
            report = method(atlas, row["method_id"], as_of=paper.date)
            assert report.coverage.until == paper.date
            assert report.method.first_seen <= paper.date
            found += 1
    assert found > 50


def test_a_parent_that_is_listed_later_does_no_harm(tmp_path: Path) -> None:
    """What LeafVeTiNet builds on is listed once five papers have named it, one of them later."""
    uses = ("A Study of Leaves", "We fine-tune the VeTiNet model. The VeTiNet model is large.")
    own = (
        "LeafVeTiNet: Fewer Leaves",
        "We propose LeafVeTiNet, a method based on VeTiNet. LeafVeTiNet extends VeTiNet.",
    )
    days = [dt.date(2022, 1, 1) + dt.timedelta(number) for number in range(8)]
    said = [uses, uses, uses, own, uses, uses, uses, uses]
    papers = [
        corpus.made(day, *text, number=number)
        for number, (day, text) in enumerate(zip(days, said, strict=True))
    ]
    atlas = open_atlas(corpus.home(tmp_path, papers))
    assert [node.method.name for node in method(atlas, "LeafVeTiNet").ancestors] == ["VeTiNet"]
    then = method(atlas, "LeafVeTiNet", as_of=days[3])
    assert then.ancestors == ()
    assert then == method(
        open_atlas(corpus.home(tmp_path / "then", papers[:4])), "LeafVeTiNet", as_of=days[3]
    )


def test_planted_papers_do_show_later(planted: tuple[dt.date, Atlas, Atlas], atlas: Atlas) -> None:
    day, _, more = planted
    assert scout(more, "thin rank adapters") != scout(atlas, "thin rank adapters")
    assert scout(more, "thin rank adapters", as_of=day).papers < scout(more, "thin rank adapters").papers


def test_no_evidence_is_younger_than_the_day(planted: tuple[dt.date, Atlas, Atlas]) -> None:
    day, _, more = planted
    seen = re.findall(
        r'"(?:date|last|first_seen|until|month)": "(\d{4}-\d\d-\d\d)"', dumps(scout(more, "TiRA", as_of=day))
    )
    assert seen
    assert max(seen) <= day.isoformat()


def test_the_same_question_has_the_same_answer(atlas: Atlas, built: Config) -> None:
    assert scout(atlas, "thin rank adapters") == scout(open_atlas(built), "thin rank adapters")


# -- what a report says ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(atlas: Atlas) -> FieldReport:
    return scout(atlas, "thin rank adapters")


def test_counts_of_a_report_agree(report: FieldReport) -> None:
    assert report.papers == report.general_papers + report.applied_papers + report.unclear_papers
    assert report.papers == sum(month.papers for month in report.growth.series)
    assert all(use.in_field <= report.papers for use in report.used)
    assert all(use.in_field <= use.method.papers for use in report.used)
    assert all(
        count.papers <= count.of <= report.papers
        for count in (*report.domains, *report.venues, *report.tools)
    )
    assert (report.first_papers or 0) <= report.first_papers_of


def test_the_founding_method_leads(report: FieldReport) -> None:
    assert report.lineage[0].method.method_id == "tira"
    assert {node.method.name for node in report.lineage} >= {"TiRA", "QTiRA", "AdaTiRA"}
    assert report.reading[0].title.startswith("TiRA:")
    assert report.used[0].method.method_id == "tira"


@pytest.mark.parametrize(("named", "root"), [({0: 9, 1: 5, 2: 3, 3: 4}, 0), ({0: 3, 1: 1, 2: 9, 3: 4}, None)])
def test_a_family_stands_for_a_field_only_if_most_of_it_belongs_to_it(named, root) -> None:
    rows = [(1, 10 * child, child, child - 1, 1, 0, 5, 0, 0.9, False) for child in (1, 3)]
    graph = lineage(pl.DataFrame(rows, schema=RELATED, orient="row"))
    assert _root(SimpleNamespace(founder=0, graph=graph), named) == root
    assert _root(SimpleNamespace(founder=None, graph=graph), named) is None


def test_a_lineage_never_runs_backwards(report: FieldReport) -> None:
    born = {node.method.method_id: node.method.first_seen for node in report.lineage}
    assert all(born[node.parent] <= node.method.first_seen for node in report.lineage if node.parent)


def test_evidence_is_where_it_says(report: FieldReport) -> None:
    texts = {
        paper.paper_id: {"title": paper.title, "abstract": paper.abstract or ""} for paper in corpus.papers()
    }
    shown = [item for use in report.used for item in use.evidence if item.place]
    shown += [
        node.relation.evidence for node in report.lineage if node.relation and node.relation.evidence.place
    ]
    assert shown
    for item in shown:
        said = texts[item.paper_id or ""][item.place or "title"][item.start : item.end]
        assert said.strip() == said != ""


def test_a_method_report_agrees_with_the_field(report: FieldReport, atlas: Atlas) -> None:
    own: MethodReport = method(atlas, "TiRA")
    assert own.method == report.lineage[0].method
    assert own.introduced is not None
    assert own.introduced.paper_id == own.method.introduced_by
    assert own.method.papers == sum(month.papers for month in own.adoption)
    assert {node.method.name for node in own.descendants} >= {"QTiRA", "AdaTiRA"}


def test_top_keeps_lists_short_and_figures_the_same(atlas: Atlas, report: FieldReport) -> None:
    short = scout(atlas, "thin rank adapters", top=1)
    assert len(short.used) <= 4
    assert len(short.openings) <= 4
    assert (short.papers, short.growth) == (report.papers, report.growth)


# -- little, nothing, and nonsense --------------------------------------------------------------------------


def test_a_small_field_names_the_sync_that_may_help(atlas: Atlas) -> None:
    found = scout(atlas, "entropy targets")
    assert any(
        "inroad sync arxiv --query" in warning and "entropy targets" in warning for warning in found.warnings
    )
    assert not any("inroad sync" in warning for warning in scout(atlas, "TiRA").warnings)


def test_the_warning_is_printed(run: Run) -> None:
    done = run("scout", "entropy targets")
    assert done.code == 0
    assert "inroad sync arxiv" in done.out.replace("\n", " ")


def test_nothing_found_offers_near_names(run: Run) -> None:
    line = failure(run("scout", "AdaTirra"))
    assert "AdaTiRA" in line
    assert "inroad sync arxiv" in line
    assert "AdaTiRA" in failure(run("method", "AdaTirra"))


@pytest.mark.parametrize(
    "words", [["the", "of"], ["("], ["*"], ["\\"], [""], ["x" * 10_000], ["'"], ["\x1b[31m"]]
)
def test_a_query_that_cannot_be_used_is_one_plain_line(words: list[str], run: Run) -> None:
    line = failure(run("scout", *words))
    assert "\x1b" not in line
    assert len(line) < 500


@pytest.mark.parametrize(
    "words",
    [["C++"], ["[a-z"], ["zebra", "(?i)"], ["adapters\\"], ["--", "-rank"], ['"thin rank"'], ["TiRA's"]],
)
def test_signs_in_a_query_do_no_harm(words: list[str], run: Run) -> None:
    done = run("scout", *words)
    assert done.code in (0, 1)
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) <= 1


def test_before_the_corpus_is_a_clear_failure(run: Run) -> None:
    line = failure(run("scout", "TiRA", "--as-of", "1999-12-31"))
    assert str(corpus.papers()[0].date) in line
    assert run("scout", "TiRA", "--as-of", "yesterday").code == 2


def test_as_of_a_day_without_the_method_says_so(atlas: Atlas) -> None:
    with pytest.raises(NotFound):
        method(atlas, "AdaTiRA", as_of=corpus.CUTS[0])
    with pytest.raises(InputError):
        method(atlas, "AdaTiRA", as_of=dt.date(1990, 1, 1))


# -- a thin corpus ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_corpus_of_hardly_any_paper(count: int, tmp_path: Path) -> None:
    papers = [paper for paper in corpus.papers() if "TiRA" in paper.title][:count]
    atlas = open_atlas(corpus.home(tmp_path, papers))
    found = scout(atlas, "TiRA")
    assert found.papers == count
    assert found.growth.stage == "unknown"
    assert found.warnings


def test_a_corpus_that_knows_nothing_but_titles(tmp_path: Path) -> None:
    bare = [
        replace(paper, abstract=None, authors=None, categories=None, venue=None) for paper in corpus.papers()
    ]
    atlas = open_atlas(corpus.home(tmp_path, bare))
    found = scout(atlas, "TiRA")
    assert found.papers
    assert found.people == ()
    assert (found.first_papers, found.first_papers_of) == (None, 0)
    assert all(use.by_others is None for use in found.used)
    assert dumps(found)


# -- forms --------------------------------------------------------------------------------------------------


def test_json_has_the_documented_shape(run: Run) -> None:
    done = run("scout", "thin rank adapters", "--json")
    value = json.loads(done.out)
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    version = re.search(r"now (\d+), which counts changes", text)
    section = re.search(r"## `inroad\.field-report`\n(.*?)\n## ", text, re.DOTALL)
    assert version is not None
    assert section is not None
    assert (value["schema"], value["version"]) == ("inroad.field-report", int(version[1]))
    assert list(value)[2:] == re.findall(r"^\| `(\w+)` \|", section[1], re.MULTILINE)
    assert list(value)[2:] == [field.name for field in fields(FieldReport)]


def test_json_says_what_the_report_says(run: Run, report: FieldReport) -> None:
    value = json.loads(run("scout", "thin rank adapters", "--json").out)
    assert value == json.loads(dumps(report))


def test_the_page_needs_nothing_from_outside(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "field.html"
    done = run("scout", "thin rank adapters", "--html", str(page))
    assert done.code == 0, done.err
    text = page.read_text("utf-8")
    assert text.startswith("<!")
    assert "TiRA" in text
    assert not re.search(r"<(?:script|img|iframe|link)\b[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//", text)
    assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", text)


def test_the_starter_answers_where_nothing_was_built(run: Run, tmp_path: Path) -> None:
    done = run("scout", "low-rank adaptation", "--json", home=tmp_path / "home")
    assert done.code == 0, done.err
    value = json.loads(done.out)
    assert value["coverage"]["corpus"] == "starter"
    assert value["papers"] > 0


def test_a_day_after_the_end_of_the_corpus_is_named_as_such(atlas: Atlas) -> None:
    last, late = atlas.papers["date"].max(), dt.date(2099, 1, 1)
    asked = scout(atlas, "TiRA", as_of=late)
    assert f"the corpus ends on {last}" in asked.warnings[0]
    assert asked.coverage.until == last
    assert replace(asked, warnings=asked.warnings[1:]) == scout(atlas, "TiRA")
    assert f"the corpus ends on {last}" in method(atlas, "TiRA", as_of=late).warnings[0]


def test_methods_whose_papers_are_not_there_are_named_where_the_query_names_none(atlas: Atlas) -> None:
    found = scout(atlas, "adapters")
    said = [warning for warning in found.warnings if "are not in this corpus" in warning]
    names = {use.method.name for use in found.used if use.method.introduced_by is None}
    assert bool(said) == bool(names)
    assert all(any(name in warning for name in names) for warning in said)
    assert not any("are not in this corpus" in warning for warning in scout(atlas, "TiRA").warnings)


def test_years_of_a_thread_are_parts_of_the_field(tmp_path: Path) -> None:
    report = scout(open_atlas(Config(tmp_path)), "speculative decoding")
    assert len(report.threads) > 3
    for thread in report.threads:
        last, before = thread.by_year
        assert last.papers + before.papers <= thread.papers
        assert last.of + before.of <= report.papers
    assert {thread.by_year[0].of for thread in report.threads} == {report.threads[0].by_year[0].of}
