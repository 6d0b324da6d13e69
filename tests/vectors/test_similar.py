"""From the command line to the papers, over a small home with an atlas."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path

import corpus
import pytest
from made_up import SETTINGS

from inroad.cli import main
from inroad.config import Config
from inroad.corpus.ingest import add
from inroad.errors import InputError, NoAtlas, NotFound
from inroad.search.vectors import open_vectors
from inroad.search.vectors.build import build
from inroad.search.vectors.own import OwnText
from inroad.search.vectors.similar import similar
from inroad.types import Paper, SimilarReport

DAY = dt.date(2024, 5, 1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The made-up field with its atlas and vectors."""
    config = corpus.home(tmp_path_factory.mktemp("similar"), corpus.papers())
    build(config, settings=SETTINGS)
    return config


def ids(report: SimilarReport) -> list[str]:
    return [each.paper_id for each in report.similar]


def about(config: Config, word: str) -> list[str]:
    vectors = open_vectors(config)
    assert vectors is not None
    return [vectors.ids[row] for row in range(len(vectors)) if word in vectors.titles[row]]


def test_a_paper_is_nearest_to_its_own_words(home: Config) -> None:
    for paper in corpus.papers()[:20]:
        own = OwnText("own words", f"{paper.title}\n{paper.abstract or ''}")
        assert ids(similar(home, [own], top=1)) == [paper.paper_id]
        assert paper.paper_id not in ids(similar(home, [paper.paper_id], top=1000))


def test_it_is_said_why(home: Config) -> None:
    tira = about(home, "TiRA")
    report = similar(home, tira[:1], top=20)
    found = next(each for each in report.similar if each.paper_id in tira)
    assert "TiRA" in [each.name for each in found.methods]
    assert found.shared
    parts = [each.part for each in found.shared]
    assert parts == sorted(parts, reverse=True)
    assert sum(parts) + sum(each.part for each in found.akin) > 0


def test_parts_of_all_words_add_up_to_the_nearness(home: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inroad.search.vectors.about.SHOWN", 1000)
    monkeypatch.setattr("inroad.search.vectors.about.LITTLE", 0.0)
    own = [OwnText("a", "adapters")]
    found = similar(home, own, top=1).similar[0]
    vectors = open_vectors(home)
    assert vectors is not None
    assert sum(each.part for each in (*found.shared, *found.akin)) >= found.nearness - 0.02
    assert found.nearness == pytest.approx(vectors.nearest(vectors.of_text("adapters"), 1)[1][0], abs=1e-4)


def test_doubts_are_said(home: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = about(home, "TiRA")[:1]
    nearest = similar(home, paper).similar[0].nearness
    monkeypatch.setattr("inroad.search.vectors.similar.ENOUGH", 2)
    for limit, doubts in ((nearest - 0.01, 0), (nearest + 0.01, 1)):
        monkeypatch.setattr("inroad.search.vectors.similar.NEAR", limit)
        assert len(similar(home, paper).warnings) == doubts
    monkeypatch.setattr("inroad.search.vectors.similar.ENOUGH", 2_000)
    assert "learnt from few papers" in similar(home, paper).warnings[0]


def test_as_of_a_day_nothing_later_shows(home: Config) -> None:
    day = dt.date(2021, 4, 24)
    first = ids(similar(home, about(home, "TiRA")[:1], top=1))
    report = similar(home, first, top=100, as_of=day)
    assert report.similar
    assert all(each.date is not None and each.date <= day for each in report.similar)
    assert report.papers < similar(home, first).papers


def test_every_spelling_of_an_id_is_understood(home: Config) -> None:
    paper = about(home, "TiRA")[0]
    plain = similar(home, [paper])
    for spelling in (f"arXiv:{paper}v2", f"https://arxiv.org/abs/{paper}", f" {paper} "):
        assert similar(home, [spelling, paper]) == plain


def test_several_papers_are_taken_together_in_any_order(home: Config) -> None:
    first, second = about(home, "TiRA")[0], about(home, "DENT")[0]
    report = similar(home, [first, second])
    assert {each.paper_id for each in report.given} == {first, second}
    assert ids(report) == ids(similar(home, [second, first]))
    assert not {first, second} & set(ids(report))


def test_a_paper_that_came_after_the_vectors_can_be_asked_about(tmp_path: Path) -> None:
    config = corpus.home(tmp_path, corpus.papers())
    build(config, settings=SETTINGS)
    title, abstract = "TiRA once more", "We extend TiRA, thin rank adapters."
    add(config, [Paper("2405.00077", title, abstract, date=DAY)], today=DAY)
    report = similar(config, ["2405.00077"])
    assert "newer than the vectors" in report.warnings[0]
    assert report.given[0].title == title
    assert set(ids(report)[:5]) & set(about(config, "TiRA"))


def test_a_paper_that_is_not_there_says_how_to_get_it(home: Config) -> None:
    with pytest.raises(NotFound, match=r"2106\.09685 is not in your corpus: .*inroad ingest"):
        similar(home, ["https://arxiv.org/abs/2106.09685v2"])
    with pytest.raises(NotFound, match="neither the id of a paper nor a file"):
        similar(home, ["idae.txt"])
    there = about(home, "TiRA")[0]
    with pytest.raises(NotFound) as told:
        similar(home, [there[:5] + "99999"])
    assert told.value.near
    assert all(near[:5] == there[:5] for near in told.value.near)


def test_a_text_in_unknown_words_is_refused(home: Config) -> None:
    with pytest.raises(InputError, match="no word that your corpus knows"):
        similar(home, [OwnText("x.txt", "zzyzx qwrtplk")])


def test_without_vectors_the_way_to_them_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoAtlas, match="the bundled starter has none: run `inroad ingest PATH`"):
        similar(Config(tmp_path), ["2305.14314"])
    corpus.put(Config(tmp_path), corpus.papers()[:3])
    with pytest.raises(NoAtlas, match="inroad index build"):
        similar(Config(tmp_path), ["2305.14314"])


# -- the command ----------------------------------------------------------------------------------


def run(config: Config, *words: str) -> int:
    return main(["--home", str(config.home), "similar", *words])


def test_the_command_in_words(home: Config, capsys: pytest.CaptureFixture[str]) -> None:
    paper = about(home, "TiRA")[0]
    assert run(home, paper, "--top", "3") == 0
    out = capsys.readouterr().out
    assert f"arXiv:{paper}" in out
    assert "3. " in out
    assert "4. " not in out
    assert "nearness 0." in out


def test_the_command_as_json(home: Config, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, about(home, "TiRA")[0], "--json", "--as-of", "2023-01-01") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["version"], found["as_of"]) == ("inroad.similar-report", 1, "2023-01-01")
    assert len(found["similar"]) == 10


def test_the_command_with_a_file_and_with_standard_input(
    home: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Thin rank adapters, TiRA and its descendants."
    (tmp_path / "idea.md").write_text(text)
    assert run(home, str(tmp_path / "idea.md"), "--json") == 0
    of_file = json.loads(capsys.readouterr().out)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run(home, "-", "--json") == 0
    assert json.loads(capsys.readouterr().out)["similar"] == of_file["similar"]


def test_nothing_in_a_name_moves_the_screen(
    home: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a\x1b[31m.txt").write_text("adapters")
    assert run(home, str(tmp_path / "a\x1b[31m.txt")) == 0
    assert run(home, "b\x1b[31m") == 1
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err
    assert len(shown.err.splitlines()) == 1
