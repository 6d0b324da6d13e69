"""Which introductions to believe: a paper's own words, weighed with what earlier papers said.

A name that a hundred papers used before is hardly introduced now, unless it heads the title; an acronym
whose long form is new is likelier a contribution than one that spells out a common phrase.  The weights
are learnt together with those of the words (``tools/train_introductions.py``).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from inroad.atlas.introductions import weights
from inroad.atlas.keys import Said
from inroad.atlas.long_forms import alike
from inroad.atlas.names import HARD
from inroad.atlas.past import CLAIMS, NUMBER, Past, Shown
from inroad.atlas.spellings import Spelled

_TITLES = 2
"""Earlier titles that have the words after which they are everybody's."""
_AT_ONCE = 100_000
"""Titles that are looked through at a time, so that what is found in them takes little memory."""


def claims(
    past: Past, keys: pl.DataFrame, said: Said, spelled: Spelled, titles: pl.Series
) -> tuple[pl.DataFrame, int]:
    """The surest introduction of each name by each new paper, with ``z``, its log-odds.

    Args:
        past, keys, said, spelled: what earlier papers said, and what new ones say.
        titles: of all papers.

    Returns:
        The introductions, and how many only abbreviate what stands in the titles of earlier papers.
    """
    # A spelling that had become an alias of something else is not introduced.
    items = said.introduced.join(spelled.seen, on=["key", "paper"], how="semi", maintain_order="left")
    surest = weighed(history(items, past, keys, spelled)).sort(
        "paper", "key", "z", "field", "start", "name", descending=[False, False, True, False, False, False]
    )
    once = _with_long_forms(surest.unique(["key", "paper"], keep="first", maintain_order=True), said.defined)
    # "Associative Gravity Force (AGF)" is one thing, not two.
    spelt = once.drop_nulls("long_key").select("paper", "long_key").unique()
    own_form = once.with_columns(form=keys["spelling"].gather(once["key"]))
    found = own_form.join(
        spelt, left_on=["paper", "form"], right_on=["paper", "long_key"], how="anti", maintain_order="left"
    ).drop("form")
    new = ~_abbreviates(found, titles)
    return found.filter(new), found.height - int(new.sum())


def _abbreviates(items: pl.DataFrame, titles: pl.Series) -> pl.Series:
    """Whether each introduction is but the letters of words that earlier titles had.

    "Graph contrastive learning (GCL)" introduces nothing in running text once two papers were called by it.
    What heads its paper's title, or is spelt like a name of its own ("REPresentation Alignment"), may be new
    all the same.
    """
    letters = pl.col("name").str.contains(r"^[A-Z0-9-]+s?$") & ~pl.col("headed")
    letters &= ~pl.col("long_form").str.contains(r"[A-Z]{2}[a-z]|[a-z][A-Z]")
    form = pl.when(letters).then(_plain(pl.col("long_form").str.strip_suffix("s")))
    asked = items.select("paper", form=pl.when(form.str.contains(r"\S \S")).then(form))
    known = _often_in_titles(asked["form"].drop_nulls().unique().sort(), titles)
    since = asked.join(known, on="form", how="left", maintain_order="left")["since"]
    return (since < asked["paper"]).fill_null(False)


def _often_in_titles(forms: pl.Series, titles: pl.Series) -> pl.DataFrame:
    """form, since: the paper with which so many titles have the words that they are everybody's."""
    found = [
        pl.DataFrame({"title": part})
        .select(form=_plain(pl.col("title")).str.extract_many(forms.implode(), overlapping=True))
        .with_row_index("paper", start)
        .explode("form")
        .drop_nulls()
        .unique()
        .group_by("form")
        .agg(pl.col("paper").bottom_k(_TITLES))
        for start in range(0, len(titles), _AT_ONCE)
        for part in (titles.slice(start, _AT_ONCE),)
    ]
    papers = pl.concat(found).explode("paper").group_by("form").agg(pl.col("paper").sort())
    return papers.select("form", since=pl.col("paper").list.get(_TITLES - 1, null_on_oob=True))


def _plain(text: pl.Expr) -> pl.Expr:
    """Words to be found in a title wherever they begin."""
    return pl.lit(" ") + text.str.to_lowercase().str.replace_all("-", " ", literal=True)


def _with_long_forms(once: pl.DataFrame, defined: pl.DataFrame) -> pl.DataFrame:
    """Introductions with the long form that the paper gives elsewhere: "X: a title", then "X (its words)"."""
    said = defined.select("key", "paper", given="long_key", words="long_form").sort(
        "key", "paper", "given", "words"
    )
    first = said.unique(["key", "paper"], keep="first", maintain_order=True)
    rows = once.join(first, on=["key", "paper"], how="left", maintain_order="left")
    given = rows.with_columns(
        long_key=pl.coalesce("long_key", "given"), long_form=pl.coalesce("long_form", "words")
    )
    return given.drop("given", "words")


def history(items: pl.DataFrame, past: Past, keys: pl.DataFrame, spelled: Spelled) -> pl.DataFrame:
    """Introductions with what earlier papers said of the same name.

    Args:
        items: key, paper, long_key, phrase.
        past: what earlier steps counted.
        keys: KEYS, with the counts of earlier steps.
        spelled: which of the new papers show and define what.

    Returns:
        ``items`` with, as counts of earlier papers: ``prior`` that show the name, ``same`` that give it
        a long form that says the same, ``long_prior`` that write the long form (or the name itself, if it
        has none) as a name or as the long form of anything.
    """
    shown = Shown(spelled.seen["key"], spelled.seen["paper"])
    prior = _counted(keys["shown"], shown, items["key"], items["paper"])
    long_prior = _counted(keys["phrase"], phrases(spelled), items["phrase"], items["paper"])
    return _with_same(
        items.with_columns(prior=prior, long_prior=long_prior), past, spelled.pairs, keys["text"]
    )


def phrases(spelled: Spelled) -> Shown:
    """Which new papers write what as a name or as a long form."""
    written = [spelled.seen.select("key", "paper"), spelled.pairs.select(key="long_key", paper="paper")]
    every = pl.concat(written)
    return Shown(every["key"], every["paper"])


def _counted(counts: pl.Series, shown: Shown, things: pl.Series, papers: pl.Series) -> pl.Series:
    return pl.Series(shown.before(things, papers) + counts.gather(things).to_numpy(), dtype=NUMBER)


def _with_same(items: pl.DataFrame, past: Past, pairs: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    """``items`` with ``same``."""
    both = ["key", "long_key"]
    asked = items.select(both).drop_nulls().unique(maintain_order=True)
    given = pl.concat([past.pairs.select(*both, "papers"), pairs.select(*both, papers=pl.lit(0, NUMBER))])
    known = given.join(asked, on="key", how="semi").group_by(both).agg(pl.col("papers").max()).sort(both)
    near = asked.join(known.with_row_index("pair").rename({"long_key": "theirs"}), on="key")
    near = near.filter(alike(near["long_key"], near["theirs"], texts)).select(*both, "pair", "papers")
    new = pairs.join(known.select(both).with_row_index("pair"), on=both).select("pair", "paper")
    rows = items.select(*both, "paper").with_row_index("item").join(near, on=both)
    earlier = Shown(new["pair"], new["paper"]).before(rows["pair"], rows["paper"]) + rows["papers"].to_numpy()
    same = np.bincount(rows["item"].to_numpy(), weights=earlier, minlength=items.height)
    return items.with_columns(same=pl.Series(same).cast(NUMBER))


def weighed(items: pl.DataFrame) -> pl.DataFrame:
    """Introductions with their history, and ``z``: the log-odds that the paper introduces the name.

    Args:
        items: as of :func:`history`, with score, shape and headed.
    """
    w = weights()
    prior, new = pl.col("prior").log1p(), pl.col("prior") == 0
    z = (
        pl.col("score")
        + w["log prior"] * prior
        + w["log same"] * pl.col("same").log1p()
        + w["log long prior"] * pl.col("long_prior").log1p()
        + w["first"] * new
        + w["first hard"] * (new & (pl.col("shape") == HARD))
        + w["new long"] * (pl.col("long_form").is_not_null() & (pl.col("same") == 0))
        + w["prior headed"] * prior * pl.col("headed")
    )
    return items.with_columns(z=z)


# -- one row a thing ------------------------------------------------------------------------------


def with_senses(past: Past, believed: pl.DataFrame, papers: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    """``believed`` in order of (paper, key) with ``sense``; null for what introduces the same thing again.

    It is the same thing when the long forms say the same, or when the two papers share an author (a journal
    version, a system paper).

    Args:
        past: what earlier papers introduced.
        believed: introductions by new ones.
        papers: paper, authors.
        texts: the long forms, by number.
    """
    before = past.claims.join(believed.select("key").unique(), on="key", how="semi")
    columns = ["paper", "key", "long_key"]
    twins = pl.concat([before.select(columns), believed.select(columns)])
    twins = twins.filter(pl.len().over("key") > 1).sort("paper", "key")
    twins = twins.with_columns(papers["authors"].gather(twins["paper"]))
    again = (
        pl.concat([_same_long_form(twins, texts), _same_author(twins)])
        .unique()
        .with_columns(again=pl.lit(True))
    )
    rows = believed.join(again, on=["key", "paper"], how="left").sort("paper", "key")
    number = (past.claims["sense"].max() or 0) + pl.col("again").is_null().cum_sum()
    return rows.with_columns(sense=pl.when(pl.col("again").is_null()).then(number).cast(NUMBER)).drop("again")


def _same_long_form(twins: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    told = twins.drop_nulls("long_key").select("key", "paper", "long_key")
    earlier = told.select("key", before="paper", theirs="long_key")
    pairs = told.join(earlier, on="key").filter(pl.col("before") < pl.col("paper"))
    return pairs.filter(alike(pairs["long_key"], pairs["theirs"], texts)).select("key", "paper")


def _same_author(twins: pl.DataFrame) -> pl.DataFrame:
    each = twins.select("key", "paper", "authors").explode("authors").drop_nulls("authors")
    each = each.unique(maintain_order=True)
    return each.filter(pl.int_range(pl.len()).over("key", "authors") > 0).select("key", "paper")


def claimed(past: Past, new: pl.DataFrame) -> pl.DataFrame:
    """All CLAIMS, the new ones without habit yet."""
    fresh = new.with_columns(habit=pl.lit(0, NUMBER)).select(CLAIMS.names()).cast(CLAIMS)
    return pl.concat([past.claims, fresh])
