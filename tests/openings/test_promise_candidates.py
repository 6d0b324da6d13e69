"""What counts as taken up: named by two others who mean it, soon enough."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import corpus
import pytest

from inroad.atlas.open import Atlas, open_atlas
from inroad.openings.promise.candidates import HORIZON, candidates, taken_up, takers
from inroad.openings.promise.same import meant
from inroad.types import Paper

DAY = dt.date(2022, 1, 3)
ORIGIN = (
    "KoRaTune: Kernels for Tuning Frozen Models",
    "We propose KoRaTune, a method that adds rank kernels to a frozen model. KoRaTune is fast.",
)
USE = "We study adapters. We fine-tune a frozen model using KoRaTune and compare with KoRaTune in case {n}."


def paper(number: int, days: int, title: str, abstract: str | None, *authors: str) -> Paper:
    day = DAY + dt.timedelta(days=days)
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, authors or None, ("cs.LG",), day)


def origin(title: str = ORIGIN[0], abstract: str = ORIGIN[1], *authors: str) -> Paper:
    return paper(1, 0, title, abstract, *(authors or ("Ada Maker",)))


def use(number: int, days: int, *authors: str, text: str = USE, title: str = "Rank Kernels {n}") -> Paper:
    return paper(number, days, title.format(n=number), text.format(n=number), *authors)


def outcome(path: Path, *papers: Paper, sure: bool = True) -> dict[str, int]:
    """method_id -> the age at which the second paper by others named it."""
    atlas = open_atlas(corpus.home(path, papers))
    rows = candidates(atlas)
    pairs = takers(atlas, rows)
    told = meant(atlas, rows, pairs.filter("sure") if sure else pairs)
    found = taken_up(told).join(rows, on="method")
    return dict(found.select("method_id", "second").iter_rows())


def test_two_papers_by_others_take_it_up_on_the_day_of_the_second(tmp_path: Path) -> None:
    papers = [origin(), use(2, 40, "Bo"), use(3, 90, "Cy"), use(4, 95, "Di")]
    assert outcome(tmp_path, *papers) == {"koratune": 90}


@pytest.mark.parametrize(
    "others",
    [
        [use(2, 40, "Bo")],
        [use(2, 40, "Bo"), use(3, 50, "Ada Maker", "Cy")],
        [use(2, 40, "Bo"), use(3, 50)],
        [use(2, 40, "Bo"), use(3, HORIZON + 1, "Cy")],
    ],
    ids=["one is not enough", "the same people", "authors unknown", "too late"],
)
def test_not_taken_up(others: list[Paper], tmp_path: Path) -> None:
    assert outcome(tmp_path, origin(), *others) == {}


def test_the_last_day_of_the_half_year_counts(tmp_path: Path) -> None:
    assert outcome(tmp_path, origin(), use(2, 40, "Bo"), use(3, HORIZON, "Cy")) == {"koratune": HORIZON}


def test_unknown_authors_are_told_apart_and_not_called_others(tmp_path: Path) -> None:
    atlas = open_atlas(corpus.home(tmp_path, [origin(), use(2, 40, "Bo"), use(3, 50)]))
    pairs = takers(atlas, candidates(atlas))
    assert dict(pairs.select("age", "sure").iter_rows()) == {40: True, 50: False}


def test_a_candidate_is_introduced_by_a_paper_and_says_whether_its_authors_are_known(
    atlas: Atlas,
) -> None:
    rows = candidates(atlas)
    told = {row["method_id"]: row for row in rows.iter_rows(named=True)}
    assert {"tira", "qtira", "adatira"} <= set(told)
    assert "widebench" not in told, "a benchmark"
    assert not any(each.startswith("molenet") for each in told), "nobody introduces it"
    assert told["tira"]["paper_id"].startswith("2101.")
    assert set(rows["known"]) <= {True, False}
    assert rows["method_id"].is_sorted()


# -- names that mean something else -------------------------------------------------------------------

PLAIN = (
    "PANORAMA: Leaks of Personal Records from Language Models",
    "We introduce PANORAMA, a method that probes language models for personal records. PANORAMA finds leaks.",
)


def test_a_word_in_other_letters_is_not_the_method(tmp_path: Path) -> None:
    views = [
        use(
            n,
            30 + n,
            f"P{n}",
            title="Panorama Stitching {n}",
            text="We stitch a Panorama of photographs {n}.",
        )
        for n in (2, 3, 4)
    ]
    assert outcome(tmp_path, origin(*PLAIN), *views) == {}


def test_the_same_letters_on_the_same_matter_are(tmp_path: Path) -> None:
    text = (
        "Language models leak personal records. We probe language models with PANORAMA for leaks, case {n}."
    )
    same = [use(n, 30 + n, f"P{n}", title="Personal Records and Leaks {n}", text=text) for n in (2, 3)]
    assert outcome(tmp_path, origin(*PLAIN), *same) == {"panorama": 33}


def test_the_same_letters_on_another_matter_are_not(tmp_path: Path) -> None:
    text = "Telescopes watch the southern sky. Photometry of PANORAMA shows quasars in field {n}."
    other = [use(n, 30 + n, f"P{n}", title="Quasars at Night {n}", text=text) for n in (2, 3)]
    assert outcome(tmp_path, origin(*PLAIN), *other) == {}


SHORT = (
    "FHR: Factual Hits for Stories by Agents",
    "We propose Factual Hit Ratio (FHR), a method to judge stories by agents. FHR is fast.",
)


def test_an_abbreviation_spelt_out_otherwise_is_not_the_method(tmp_path: Path) -> None:
    text = "Stories by agents of hospitals. We read the fetal heart rate (FHR) of patients, case {n}."
    other = [use(n, 30 + n, f"P{n}", title="Monitoring Births {n}", text=text) for n in (2, 3)]
    assert outcome(tmp_path, origin(*SHORT), *other) == {}


def test_papers_with_a_method_of_their_own_of_that_name_do_not_count(tmp_path: Path) -> None:
    namesakes = [
        use(
            n,
            30 + n,
            f"P{n}",
            title="KoRaTune: Tuning Radios {n}",
            text="We propose KoRaTune, a method to tune radios {n}.",
        )
        for n in (2, 3)
    ]
    assert "koratune" not in outcome(tmp_path, origin(), *namesakes)


def test_what_was_there_before_was_not_new(tmp_path: Path) -> None:
    early = [
        paper(n, -100 - n, f"Old Notes {n}", f"It is well known that KoRaTune is slow, case {n}.", f"E{n}")
        for n in (2, 3)
    ]
    late = (
        "Tuning Frozen Models with Kernels",
        "We tune a frozen model. We propose KoRaTune for it and study KoRaTune.",
    )
    users = [use(5, 40, "Bo"), use(6, 50, "Cy")]
    assert outcome(tmp_path / "new", origin(*late), *users) == {"koratune": 50}
    assert outcome(tmp_path / "old", *early, origin(*late), *users) == {}
