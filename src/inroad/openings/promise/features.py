"""What is known of a method on a day, as named features: a row a method and day, a column a feature.

Everything is counted from papers up to that day, each row by its own day, so that a table for many days is
made at once and no row hears of anything later.  What cannot be known is null, which is not zero.  Counts
are shares (papers of 10,000), because a corpus covers some months better than others.
"""

from __future__ import annotations

import polars as pl

from inroad.atlas.adoption import naming
from inroad.atlas.open import Atlas
from inroad.atlas.parts import dates, introduced_in, mentions_in, mentions_of, methods_at, papers_at
from inroad.atlas.schema import ROLES
from inroad.openings.promise.candidates import DATA, HORIZON, KINDS, takers
from inroad.openings.promise.company import company, relatives
from inroad.openings.promise.counting import Counted, per_day
from inroad.openings.promise.people import people
from inroad.openings.promise.shapes import bare, distinctive, word
from inroad.openings.promise.world import world
from inroad.signals.seen import Signals

_CATEGORIES = (
    "cs.CL",
    "cs.CV",
    "cs.LG",
    "cs.AI",
    "cs.RO",
    "cs.SD",
    "eess.AS",
    "cs.IR",
    "cs.CR",
    "cs.SE",
    "stat.ML",
)
_CUT = ("siblings", "beside", "kin", "authors", "team")
"""What the starter counts too low: it leaves out methods and people that only one paper has."""


def features(atlas: Atlas, signals: Signals, rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` with a column for every feature, in their order.

    Args:
        atlas: mentions up to each row's day are read, of later ones nothing.
        signals: observations up to each row's day are read.
        rows: candidates (see :func:`~inroad.openings.promise.candidates.candidates`) with a column ``on``,
            the day of the forecast; the same method may come on several days.
    """
    return seen_of(signals, settled(atlas, rows))


def settled(atlas: Atlas, rows: pl.DataFrame) -> pl.DataFrame:
    """The same without what was seen of the world: what stays as it is until papers are added."""
    numbered = rows.with_row_index("row")
    days = per_day(dates(atlas).to_frame())
    pairs = takers(atlas, numbered.unique("method"))
    told = _joined(
        numbered,
        _name(atlas, numbered),
        _paper(atlas, numbered),
        people(atlas, numbered),
        company(atlas, numbered, days),
        relatives(atlas, numbered, days),
        _so_far(atlas, numbered, pairs),
        _ahead(numbered, days),
    )
    if atlas.texts is None:
        told = told.with_columns(pl.lit(None, told.schema[name]).alias(name) for name in _CUT)
    return told.drop("row")


def seen_of(signals: Signals, table: pl.DataFrame) -> pl.DataFrame:
    """The rows of :func:`settled` with what was seen of the world up to their days."""
    numbered = table.with_row_index("row")
    return _joined(numbered, world(signals, numbered)).drop("row")


def _joined(rows: pl.DataFrame, *parts: pl.DataFrame) -> pl.DataFrame:
    for part in parts:
        rows = rows.join(part, on="row", how="left", maintain_order="left")
    return rows


# -- what the paper itself shows --------------------------------------------------------------------


def _name(atlas: Atlas, rows: pl.DataFrame) -> pl.DataFrame:
    letters = bare()
    made = introduced_in(atlas, rows["paper"]).filter(pl.col("kind").is_in([*KINDS, *DATA]))
    own = made.group_by(paper="introduced_by")
    counted = rows.join(own.agg(siblings=pl.len()), on="paper", how="left", maintain_order="left")
    return counted.select(
        "row",
        model=pl.col("kind") == ROLES.index("model"),
        dataset=pl.col("kind") == ROLES.index("dataset"),
        benchmark=pl.col("kind") == ROLES.index("benchmark"),
        distinctive=distinctive(),
        word=word(),
        digits=letters.str.contains(r"\d"),
        capitals=letters.str.contains(r"^\p{Lu}+$"),
        short=letters.str.len_chars() <= 3,
        length=letters.str.len_chars().cast(pl.Float64).log(),
        words=pl.col("name").str.count_matches(" ").clip(0, 4).cast(pl.Float64),
        spelt_out=pl.col("long_form").is_not_null(),
        siblings=pl.col("siblings").cast(pl.Float64).log(),
    )


def _paper(atlas: Atlas, rows: pl.DataFrame) -> pl.DataFrame:
    columns = ("title", "primary", "code", "applied", "survey", "domain", "problem", "newcomer", "venue")
    papers = rows.select("row", "paper", "name").join(
        papers_at(atlas, rows["paper"], ["paper", *columns]), on="paper", how="left", maintain_order="left"
    )
    title = pl.col("title").str.to_lowercase()
    at = title.str.find(pl.col("name").str.to_lowercase(), literal=True)
    return papers.select(
        "row",
        "title",
        "newcomer",
        opens_title=(at == 0).fill_null(False),
        in_title=at.is_not_null(),
        report=title.str.contains(r"technical report|model card|system card"),
        title_benchmark=title.str.contains(r"benchmark|dataset|bench\b|arena|evaluat"),
        title_words=(title.str.count_matches(" ") + 1).cast(pl.Float64).log(),
        code=pl.col("code").is_not_null() & pl.col("code").fill_null(False),
        applied=pl.col("applied").cast(pl.Float64),
        survey=pl.col("survey"),
        domain=pl.col("domain").is_not_null(),
        problem=pl.col("problem").is_not_null(),
        primary_known=pl.col("primary").is_not_null(),
        **{f"in {name}": (pl.col("primary") == name).fill_null(False) for name in _CATEGORIES},
    )


# -- what others did so far ---------------------------------------------------------------------------


def _so_far(atlas: Atlas, rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Papers by others up to the row's day, by how surely they mean it, and by its own authors."""
    day = (pl.col("on") - pl.col("first")).dt.total_days()
    asked = rows.select("row", "method", "paper", day=day)
    tied = _ties(atlas, rows, pairs)
    seen = asked.join(tied, on="method").filter(pl.col("age") <= pl.col("day"))
    counts = seen.group_by("row").agg(
        others=pl.col("weight").sum(),
        others_likely=(pl.col("weight") >= 0.5).sum().cast(pl.Float64),
        others_titled=(pl.col("titled") & (pl.col("weight") >= 0.5)).sum().cast(pl.Float64),
        doubtful=(pl.col("weight") < 0.5).sum().cast(pl.Float64),
        latest=(pl.col("day").first() - pl.col("age").filter(pl.col("weight") >= 0.5).max()).cast(pl.Float64),
    )
    told = (
        asked.select("row", "day")
        .join(counts, on="row", how="left")
        .with_columns(pl.col("others", "others_likely", "others_titled", "doubtful").fill_null(0.0))
    )
    return told.select(
        "row",
        age=pl.col("day").cast(pl.Float64),
        others=pl.col("others"),
        one_other=pl.col("others_likely") >= 1,
        more_others=pl.col("others_likely").log1p(),
        others_titled=pl.col("others_titled").log1p(),
        doubtful=pl.col("doubtful").log1p(),
        lately=(pl.col("latest") <= 14).fill_null(False),
    ).join(_own(atlas, rows), on="row", how="left")


def _ties(atlas: Atlas, rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """method, age, titled, weight: each paper by others, and how likely it means this method.

    By what the atlas alone tells: the name is distinctive, or the paper names the same other methods as the
    introducing one, or shares words of its title.  Texts tell more (:mod:`inroad.openings.promise.same`), but
    reading them takes too long for a forecast, and there are none in the starter.
    """
    own = rows.unique("method").select("method", own="paper", distinctive=distinctive())
    both = pairs.join(own, on="method")
    wanted = pl.concat([both["paper"], both["own"]]).unique()
    inside = mentions_in(atlas, wanted, ["method", "paper", "field"])
    titled = inside.filter(pl.col("field") == 0).select("method", "paper", titled=True).unique()
    # Names that nobody introduces are listed later than they are used, so they cannot tie papers of a day.
    named = methods_at(atlas, inside["method"], ["method", "introduced_by"])
    made = named.drop_nulls("introduced_by").select("method")
    names = naming(inside.join(made, on="method", how="semi"))
    joint = _joint(both, names.select("paper", thing="method"))
    papers = papers_at(atlas, wanted, ["paper", "title"])
    words = papers.select(
        "paper", thing=pl.col("title").str.to_lowercase().str.extract_all(r"[a-z][a-z\-]{4,}")
    )
    spelt = _joint(both, words.explode("thing").drop_nulls().unique())
    told = (
        both.join(joint.rename({"joint": "names"}), on=["method", "paper"], how="left")
        .join(spelt.rename({"joint": "words"}), on=["method", "paper"], how="left")
        .join(titled, on=["method", "paper"], how="left")
        .with_columns(pl.col("names", "words").fill_null(0), pl.col("titled").fill_null(False))
    )
    # The method itself is one of the names that both have.
    tie = (pl.col("names") >= 2) | (pl.col("words") >= 2)
    weight = (
        pl.when("distinctive")
        .then(pl.when(tie).then(1.0).otherwise(0.8))
        .otherwise(pl.when(tie).then(0.5).otherwise(0.05))
    )
    return told.select("method", "age", "titled", weight=weight)


def _joint(both: pl.DataFrame, things: pl.DataFrame) -> pl.DataFrame:
    """method, paper, joint: how many things the paper shares with the introducing one."""
    pairs = both.select("method", "paper", "own")
    shared = pairs.join(things, on="paper").join(things.rename({"paper": "own"}), on=["own", "thing"])
    return shared.group_by("method", "paper").agg(joint=pl.len())


def _own(atlas: Atlas, rows: pl.DataFrame) -> pl.DataFrame:
    """Later papers, by anybody known to be the same people, that name it."""
    named = naming(mentions_of(atlas, rows["method"], ["method", "paper"]))
    when = papers_at(atlas, named["paper"], ["paper", "date"])
    dated = named.join(when, on="paper").select("method", "date")
    counted = Counted(dated, "method")
    asked = rows.select("row", "method", day="on")
    return counted.upto(asked).select("row", named=pl.col("count").cast(pl.Float64).log1p())


def _ahead(rows: pl.DataFrame, days: Counted) -> pl.DataFrame:
    """Days and papers still to come until the horizon, if the corpus goes on as in the last 90 days."""
    left = HORIZON - (pl.col("on") - pl.col("first")).dt.total_days()
    lately = days.between(rows.select("row", "on", key=pl.lit(0)), 90)
    asked = rows.select("row", left=left).join(lately, on="row")
    return asked.select("row", "left", pace=pl.col("count") / 90.0)
