"""Which of several things of one name a paper means.

Told from what is known on the day of the paper: its own introduction, a long form that it gives, the
company it keeps beside that of the papers that introduced the namesakes, and how often each was meant
before.  The thing that nobody in the corpus introduced is always one of the choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2

import numpy as np
import numpy.typing as npt
import polars as pl

from inroad.atlas.company import Company
from inroad.atlas.described import Descriptions
from inroad.atlas.long_forms import alike
from inroad.atlas.past import NUMBER, packed

UNKNOWN_SENSE = 1 << 31
"""Senses from here on stand for a name's unintroduced meaning, numbered by key."""

_FIT = {"likeness": 26.56, "words": 11.81, "same": -0.73, "other": -6.07, "headed": 1.77, "author": 8.0}
"""Worth of what speaks for a thing, in log-odds, learnt from half of the mentions in
tests/gold/namesakes.json: how alike titles, names and categories are, how alike the abstracts' words; whether
the name is written the same or with other capitals; whether it heads the title of the paper that introduced
it; whether that paper and this one share an author (set, not learnt: too few did)."""
_HABIT = 1.04
"""Worth of each doubling of the papers that meant a thing before, in log-odds.  As much for the unintroduced:
where it weighs less, a few wrong guesses draw thousands of mentions after them."""
_AMONG = 0.5
"""What fit counts between things of one name that both fit (set by eye on adapters of one name)."""
_SAID, _GUESSED = 10, 3
"""What a paper counts as habit that says which thing it means, and one that does not; ten make one paper.

Whole numbers, so that sums do not depend on how the papers were cut into steps."""
_VERSION = r"^(\D{3,}?)v?\d+(?:vl|[a-ce-z])?$"
"""A name with the number of a version behind an older one; not one that ends in 3D."""
_REVISED = 730
"""Days within which a paper that seems to name a thing before it was there may have been revised since."""
_STRANGER = 2.8
"""Log-odds granted to the unintroduced meaning, of which nothing is known."""


def meanings(
    seen: pl.DataFrame,
    keys: pl.DataFrame,
    senses: pl.DataFrame,
    defined: pl.DataFrame,
    papers: pl.DataFrame,
    shown: pl.DataFrame,
    descriptions: Descriptions,
) -> pl.DataFrame:
    """paper, key, sense, habit (what it adds to the habit of this sense) for every row of ``seen``.

    Args:
        seen: paper, key: which new papers show which name, sorted.
        keys: KEYS, with ``first`` up to the new papers and ``habit`` before them.
        senses: sense, key, paper, long_key: introductions up to the new papers; ``habit`` before them.
        defined: key, paper, long_key: the long forms that new papers give, or write in place of the name.
        papers: paper, title, date, primary, authors of all papers, sorted.
        shown: paper, key: the names in all papers that introduce something.
        descriptions: what things are described by, beside what the new papers say.
    """
    told = _told(defined, senses, keys["text"])
    rows = _with_own(seen, keys, senses, told, papers["date"])
    single = rows.filter("plain").with_columns(
        sense=pl.coalesce("own", pl.col("key") + UNKNOWN_SENSE),
        habit=pl.when(pl.col("own").is_not_null() | pl.col("gives")).then(_SAID).otherwise(_GUESSED),
    )
    several = _decide(rows.filter(~pl.col("plain")), keys, senses, papers, shown, descriptions)
    columns = ["place", "paper", "key", "sense", "habit"]
    both = pl.concat([single.select(columns), several.select(columns)], how="vertical_relaxed")
    return both.sort("place").select("paper", "key", pl.col("sense", "habit").cast(NUMBER))


def _with_own(
    seen: pl.DataFrame, keys: pl.DataFrame, senses: pl.DataFrame, told: pl.DataFrame, dates: pl.Series
) -> pl.DataFrame:
    """``seen`` with ``place``, ``own`` (the sense that is settled), ``plain``, and what ``told`` says.

    Nothing is to be decided (``plain``) where nobody introduced the name, nor where the one who did was the
    first to show it or released this version, until a namesake comes or a paper says that it means something
    else.
    """
    own = senses.select("key", "paper", own="sense")
    disputed = told.filter("other").group_by("key").agg(disputed=pl.col("paper").min())
    joined = (
        seen.with_row_index("place")
        .join(_origins(senses, keys, dates), on="key", how="left", maintain_order="left")
        .join(own, on=["key", "paper"], how="left", maintain_order="left")
        .join(disputed, on="key", how="left", maintain_order="left")
        .join(told, on=["key", "paper"], how="left", maintain_order="left")
        # Somebody meant the unintroduced thing before.
        .with_columns(disputed=pl.when(keys["habit"].gather(seen["key"]) > 0).then(0).otherwise("disputed"))
        # Where it came without a long form, any that fits its letters may be its own; and what a version's
        # name meant before was read in papers that were revised since.
        .with_columns(disputed=pl.when(pl.col("long_form") & ~pl.col("released")).then("disputed"))
    )
    alone = pl.col("alone").fill_null(False)
    later = pl.min_horizontal("second", "disputed")
    settled = alone & (pl.col("paper") >= pl.col("origin")) & (pl.col("paper") < later).fill_null(True)
    return joined.with_columns(
        own=pl.coalesce("own", pl.when(settled).then("one")),
        plain=pl.col("origin").is_null() | (alone & later.is_null()),
        gives=pl.col("other").is_not_null(),
    ).drop("one", "origin", "second", "long_form", "alone", "released", "disputed")


def _origins(senses: pl.DataFrame, keys: pl.DataFrame, dates: pl.Series) -> pl.DataFrame:
    """key, one (the first sense), origin (its paper), second (that of the next), long_form (whether it came
    with one), released, alone: of every name that was introduced."""
    first = (
        senses.sort("sense")
        .group_by("key", maintain_order=True)
        .agg(
            one=pl.col("sense").first(),
            origin=pl.col("paper").first(),
            second=pl.col("paper").get(1, null_on_oob=True),
            long_form=pl.col("long_key").first().is_not_null(),
            headed=pl.col("headed").first(),
        )
    )
    released = _released(first, keys, dates)
    shown = keys["first"].gather(first["key"])
    return first.with_columns(released=released, alone=released | (first["origin"] == shown)).drop("headed")


def _released(first: pl.DataFrame, keys: pl.DataFrame, dates: pl.Series) -> pl.Series:
    """Whether each name heads the title of the paper that introduces it and is a version of an older name.

    "Qwen3 Technical Report" introduces Qwen3, whoever seems to name it before: abstracts are as of their last
    revision, of which the corpus need not tell.
    """
    base = first.select(text=keys["text"].gather(first["key"]).str.extract(_VERSION))
    known = base.join(keys.select("text", "first"), on="text", how="left", maintain_order="left")["first"]
    early = dates.gather(keys["first"].gather(first["key"]))
    revised = (dates.gather(first["origin"]) - early).dt.total_days() <= _REVISED
    return (first["headed"] & (known < first["origin"]) & revised).fill_null(False)


def _decide(
    rows: pl.DataFrame,
    keys: pl.DataFrame,
    senses: pl.DataFrame,
    papers: pl.DataFrame,
    shown: pl.DataFrame,
    descriptions: Descriptions,
) -> pl.DataFrame:
    """Go through the papers of each shared name in order of time."""
    options = _options(rows, keys, senses, papers, shown, descriptions)
    full = rows.join(options, on=["key", "paper"], how="left", maintain_order="left")
    full = full.with_columns(unknown=pl.col("key") + UNKNOWN_SENSE)
    columns = ("unknown", "own", "told", "other", "senses", "fits")
    table = zip(*(full[name].to_list() for name in columns), strict=True)
    chosen = list(_through_time(table, _habits(rows, keys, senses)))
    means = pl.DataFrame(chosen, schema={"sense": NUMBER, "habit": NUMBER}, orient="row")
    return full.with_columns(means["sense"], means["habit"])


def _habits(rows: pl.DataFrame, keys: pl.DataFrame, senses: pl.DataFrame) -> dict[int, int]:
    """What each sense of these names was meant before."""
    asked = rows["key"].unique().sort()
    known = senses.filter(pl.col("key").is_in(asked.implode())).select("sense", "habit")
    vague = zip((asked + UNKNOWN_SENSE).to_list(), keys["habit"].gather(asked).to_list(), strict=True)
    return dict(known.iter_rows()) | dict(vague)


Row = tuple[int, int | None, int | None, bool | None, list[int] | None, list[float] | None]
"""The name's unintroduced sense, own, told, other, and the senses to choose from with how well each fits."""


def _through_time(rows: Iterator[Row], meant: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Sense and habit of each row, in order of papers; earlier choices make later ones likelier."""
    for unknown, own, told, other, senses, fits in rows:
        sense, habit = own if own is not None else told, _SAID
        if sense is None and other:
            sense = unknown
        elif sense is None:
            sense, habit = _likeliest(unknown, senses or (), fits or (), meant), _GUESSED
        meant[sense] = meant.get(sense, 0) + habit
        yield sense, habit


def _likeliest(unknown: int, senses: Sequence[int], fits: Sequence[float], meant: dict[int, int]) -> int:
    """The unintroduced if fit and habit speak most for it; else one of the others that beat it.

    Which of these it is tells habit more than fit: two adapters of one name have much the same company.  Of
    equals the oldest is taken.
    """
    stranger = _STRANGER + _habit(unknown, meant)
    habits = [_habit(sense, meant) for sense in senses]
    better = [place for place, fit in enumerate(fits) if fit + habits[place] > stranger]
    if not better:
        return unknown
    return senses[max(better, key=lambda place: (_AMONG * fits[place] + habits[place], -place))]


def _habit(sense: int, meant: dict[int, int]) -> float:
    """What speaks for a sense because it was meant before, in log-odds."""
    return _HABIT * log2(1 + meant.get(sense, 0) / _SAID)


def _told(defined: pl.DataFrame, senses: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    """key, paper, told (the sense whose long form the paper gives), other (it gives none of theirs)."""
    theirs = senses.drop_nulls("long_key").select("key", "sense", theirs="long_key", since="paper")
    joined = defined.select("key", "paper", "long_key").join(theirs, on="key", how="left")
    matches = alike(joined["long_key"], joined["theirs"], texts) & (joined["since"] <= joined["paper"])
    same = matches & (joined["long_key"] == joined["theirs"])
    rows = joined.select("key", "paper", "sense", matches.alias("matches"), same.alias("same"))
    return (
        rows.group_by("key", "paper")
        .agg(
            told=pl.coalesce(
                pl.col("sense").filter("same").min(),
                pl.col("sense").filter("matches").min(),
            )
        )
        .with_columns(other=pl.col("told").is_null())
    )


def _options(
    rows: pl.DataFrame,
    keys: pl.DataFrame,
    senses: pl.DataFrame,
    papers: pl.DataFrame,
    shown: pl.DataFrame,
    descriptions: Descriptions,
) -> pl.DataFrame:
    """key, paper, senses, fits: the things introduced by then, for papers that do not say themselves."""
    undecided = rows.filter(pl.col("own").is_null() & pl.col("other").is_null()).select("key", "paper")
    origins = senses.select("key", "sense", "headed", origin="paper")
    pairs = (
        undecided.join(origins, on="key").filter(pl.col("origin") <= pl.col("paper")).sort("paper", "sense")
    )
    needed = pl.concat([pairs["paper"], pairs["origin"]]).unique().implode()
    names = shown.filter(pl.col("paper").is_in(needed))
    names = names.select("paper", keys["text"].gather(names["key"]).alias("key"))
    near = papers.filter(pl.col("paper").is_in(needed))
    words, same, other = descriptions.fit(pairs, keys["text"])
    told = {
        "likeness": Company(near, names).likeness(pairs, keys["text"]),
        "words": words,
        "same": same,
        "other": other,
        "headed": pairs["headed"].to_numpy().astype(float),
        "author": _same_author(pairs, near),
    }
    fit = sum((_FIT[name] * value for name, value in told.items()), np.zeros(pairs.height))
    valued = pairs.with_columns(fit=pl.Series(fit, dtype=pl.Float64))
    return valued.group_by("key", "paper", maintain_order=True).agg(senses="sense", fits="fit")


def _same_author(pairs: pl.DataFrame, papers: pl.DataFrame) -> npt.NDArray[np.float64]:
    """Whether both papers of each pair share an author: 0 or 1."""
    wrote = papers.select("paper", "authors").explode("authors").drop_nulls()
    theirs = wrote.select(origin="paper", author="authors")
    rows = pairs.with_row_index("row").join(theirs, on="origin")
    hit = np.isin(packed(rows["paper"], rows["author"]), packed(wrote["paper"], wrote["authors"]))
    shared = np.zeros(pairs.height)
    shared[rows["row"].to_numpy()[hit]] = 1.0
    return shared
