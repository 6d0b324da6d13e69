"""The atlas as it was at a date is the atlas that would have been built then; what is broken is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import corpus
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from inroad.atlas.build import build
from inroad.atlas.open import Atlas, open_atlas
from inroad.atlas.stored import TABLES, atlas_store
from inroad.config import Config
from inroad.errors import Damaged, InputError, NoAtlas, StoreError


@pytest.fixture(scope="module", params=corpus.CUTS, ids=str)
def then(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dt.date, Atlas]:
    """A day, and the atlas of the papers that there were by then."""
    day = request.param
    home = corpus.home(tmp_path_factory.mktemp("then"), corpus.until(day))
    return day, open_atlas(home)


# -- tables by ids that do not depend on the rest of the corpus --------------------------------------


def papers(atlas: Atlas) -> pl.DataFrame:
    names = atlas.authors.rename({"author": "authors"})
    lists = atlas.papers.select("paper", "authors").explode("authors").join(names, on="authors", how="left")
    told = lists.group_by("paper", maintain_order=True).agg(pl.col("name").drop_nulls())
    return atlas.papers.drop("authors").join(told, on="paper", maintain_order="left")


def methods(atlas: Atlas) -> pl.DataFrame:
    ids = atlas.papers.select("paper", "paper_id")
    return (
        atlas.methods.join(ids, left_on="introduced_by", right_on="paper", how="left")
        .join(ids, left_on="first_paper", right_on="paper", suffix="_first")
        .drop("method", "introduced_by", "first_paper")
        .sort("method_id")
    )


def named(atlas: Atlas, table: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Rows of the methods known by then, with ids for their numbers."""
    for column in columns:
        ids = atlas.methods.select(pl.col("method").alias(column), pl.col("method_id").alias(f"{column}_id"))
        known = pl.col(column).is_null() | pl.col(column).is_in(ids[column].implode())
        table = table.filter(known).join(ids, on=column, how="left").drop(column)
    return table.sort(*(f"{column}_id" for column in columns), *table.columns)


SAME = {
    "papers": papers,
    "methods": methods,
    "aliases": lambda atlas: named(atlas, atlas.aliases, "method"),
    "mentions": lambda atlas: named(atlas, atlas.mentions, "method"),
    "related": lambda atlas: named(atlas, atlas.related, "parent", "child"),
    "phrases": lambda atlas: atlas.phrases.sort("phrase"),
    "covered": lambda atlas: pl.DataFrame({"month": [m for m, _ in atlas.covered.months]}),
}


@pytest.mark.parametrize("table", SAME)
def test_as_of_a_day_is_what_was_built_on_that_day(
    table: str, then: tuple[dt.date, Atlas], atlas: Atlas
) -> None:
    day, built_then = then
    assert_frame_equal(SAME[table](atlas.until(day)), SAME[table](built_then), rel_tol=1e-5)


@pytest.mark.parametrize("table", SAME)
def test_there_is_something_to_compare(table: str, atlas: Atlas) -> None:
    assert SAME[table](atlas.until(corpus.CUTS[2])).height > 3


def test_a_cut_takes_something_away(then: tuple[dt.date, Atlas], atlas: Atlas) -> None:
    day, _ = then
    past = atlas.until(day)
    assert 0 < past.papers.height < atlas.papers.height
    assert 0 < past.mentions.height < atlas.mentions.height
    assert past.coverage().until == day
    assert past.coverage().papers == past.papers.height


def test_a_name_that_nobody_introduced_looks_as_it_did_then(atlas: Atlas) -> None:
    """Six papers use MoLeNet as a dataset, then twelve as a model."""
    first, last = (_one(atlas.until(day), "molenet") for day in (corpus.CUTS[2], None))
    assert (first["kind"], last["kind"]) == (2, 1)
    assert (first["long_form"], last["long_form"]) == (None, "Modular Leaf Network")
    assert atlas.until(corpus.CUTS[0]).methods.filter(pl.col("method_id") == "molenet").is_empty()


def test_a_later_long_form_is_no_earlier_alias(atlas: Atlas) -> None:
    past = atlas.until(corpus.CUTS[2])
    aliases = named(past, past.aliases, "method").filter(pl.col("method_id") == "molenet")
    assert aliases["alias"].to_list() == ["MoLeNet"]


def _one(atlas: Atlas, method_id: str) -> dict[str, object]:
    return atlas.methods.row(by_predicate=pl.col("method_id") == method_id, named=True)


# -- dates -------------------------------------------------------------------------------------------


def test_the_day_itself_counts(atlas: Atlas) -> None:
    first = corpus.papers()[0].date
    assert first is not None
    assert atlas.until(first).papers["date"].unique().to_list() == [first]
    assert atlas.until(None) is atlas
    assert atlas.until(dt.date(2999, 1, 1)).methods.equals(atlas.methods)


def test_before_the_corpus_is_refused_with_its_first_day(atlas: Atlas) -> None:
    first = corpus.papers()[0].date
    assert first is not None
    with pytest.raises(InputError, match=f"choose a date from {first} on"):
        atlas.until(first - dt.timedelta(days=1))


# -- what cannot be read -----------------------------------------------------------------------------


def test_without_an_atlas_the_starter_answers(tmp_path: Path) -> None:
    assert open_atlas(Config(tmp_path)).name == "starter"


def test_without_starter_either_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inroad.atlas.open.files", lambda package: tmp_path / "nowhere")
    with pytest.raises(NoAtlas, match="inroad ingest PATH"):
        open_atlas(Config(tmp_path))


@pytest.fixture
def broken(tmp_path: Path) -> Config:
    return corpus.home(tmp_path / "home", corpus.papers()[:12])


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _zeros(data: bytes) -> bytes:
    return bytes(len(data))


@pytest.mark.parametrize("damage", [_half, _zeros])
@pytest.mark.parametrize("table", TABLES)
def test_a_damaged_table_is_told_with_its_remedy(
    table: str, damage: Callable[[bytes], bytes], broken: Config
) -> None:
    file = broken.atlas / atlas_store(broken).manifest().tables[table].file
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(Damaged, match="inroad doctor --mend"):
        open_atlas(broken).read(table)


def test_a_missing_table_is_told_with_its_remedy(broken: Config) -> None:
    (broken.atlas / atlas_store(broken).manifest().tables["mentions"].file).unlink()
    with pytest.raises(Damaged, match="inroad doctor --mend"):
        open_atlas(broken).mentions  # noqa: B018


def test_a_damaged_manifest_is_told_with_its_remedy(broken: Config) -> None:
    (broken.atlas / "manifest.json").write_text("{")
    with pytest.raises(Damaged, match="inroad doctor --mend"):
        open_atlas(broken)


def test_an_atlas_of_a_newer_version_is_refused(broken: Config) -> None:
    manifest = broken.atlas / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 99'))
    with pytest.raises(StoreError, match="update Inroad"):
        open_atlas(broken)


def test_an_open_atlas_answers_on_while_another_is_built(broken: Config) -> None:
    """Its tables are read when first asked for, which may be after a rebuild."""
    old = open_atlas(broken)
    before = old.papers.height
    corpus.put(broken, corpus.papers()[:30])
    build(broken, workers=1)
    assert old.mentions["paper"].max() < before
    assert open_atlas(broken).papers.height == 30
