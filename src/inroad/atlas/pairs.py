"""Pairs of a paper and an older method that it names, with all that the model of relations looks at.

Each feature is told from the paper itself and from earlier papers.  A name that is listed only later gets its
pairs in earlier papers then, and changes nothing of their other pairs.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.bearing import LETTERS, bears, ending, plain, spelling
from inroad.atlas.cues import CUES
from inroad.atlas.kinship import field_code
from inroad.atlas.names import common_words
from inroad.atlas.past import NUMBER, Past, packed
from inroad.atlas.relation_model import DATA, EVALUATED, SUFFIX, VERSION, WORDS
from inroad.atlas.schema import LOOKS, ROLES
from inroad.atlas.tables import Named


def older_places(
    mentions: Named, methods: pl.DataFrame, papers: pl.DataFrame, looks: pl.DataFrame
) -> pl.DataFrame:
    """The places where a paper names a method that is older; ``method`` becomes parent.

    ``listed`` tells whether the method was listed when the paper came: what a paper says of one method is
    weighed with what else it names, and a name that is only listed after later papers used it must not
    count there.
    """
    # A method's own paper is the first that names it, so this leaves out its own ones, too.
    older = _older(mentions.new, methods)
    older = older.with_columns(parent_kind=_kind_then(older, papers, looks))
    beside = _older(mentions.before.join(older, on="paper", how="semi"), methods)
    places = ["paper", "field", "sentence"]
    known = pl.concat([older.filter("listed").select(places), beside.filter("listed").select(places)])
    company = known.group_by(places).agg(company=pl.len().cast(pl.UInt16))
    return (
        older.join(company, on=places, how="left", maintain_order="left")
        .with_columns(company=pl.col("company").fill_null(0) + ~pl.col("listed"))
        .rename({"method": "parent"})
    )


def _older(mentions: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    method, paper = mentions["method"], mentions["paper"]
    told = mentions.with_columns(
        methods["kind"].gather(method).alias("parent_kind"),
        (methods["since"].gather(method) <= paper).alias("listed"),
    )
    return told.filter(methods["first_paper"].gather(method) < paper)


def _kind_then(places: pl.DataFrame, papers: pl.DataFrame, looks: pl.DataFrame) -> pl.Series:
    """``parent_kind`` as the paper could know it: by the latest look of an earlier day, else by the first.

    What was listed as mere letters may have been told to be a method by then.
    """
    changed = looks.filter(pl.col("kind").n_unique().over("method") > 1)
    if changed.is_empty():
        return places["parent_kind"]
    dated = changed.unique(["method", "since"], keep="last").select("method", "since", then="kind")
    asked = places.select("method", "parent_kind", date=papers["date"].gather(places["paper"]))
    known = (
        asked.with_row_index("place")
        .sort("date", maintain_order=True)
        .join_asof(
            dated.sort("since", "method"),
            left_on="date",
            right_on="since",
            by="method",
            allow_exact_matches=False,
            check_sortedness=False,
        )
    )
    return known.sort("place").select(pl.coalesce("then", "parent_kind")).to_series()


def candidates(
    mentions: Named,
    introduced: pl.DataFrame,
    methods: pl.DataFrame,
    papers: pl.DataFrame,
    past: Past,
    looks: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, int]]:
    """Places, pairs (paper, parent) with all that the model looks at, and what is no candidate at all."""
    places = older_places(mentions, methods, papers, LOOKS.to_frame() if looks is None else looks)
    pairs = _summed(places, introduced, methods, mentions)
    reason = pairs.select(why=_no_candidate())["why"]
    dropped = dict(reason.drop_nulls().value_counts(sort=True).iter_rows())
    return places, with_features(pairs.filter(reason.is_null()), methods, papers, past), dropped


DATA_OF_DATA = pl.col("child_kind").is_in(DATA) & pl.col("bears")


_ACRONYM = (pl.col("parent_kind") == ROLES.index("acronym")).fill_null(False)


def _no_candidate() -> pl.Expr:
    """Why a pair cannot be a relation, whatever the text says; null if it can."""
    # The older one of two versions is of the newer one's kind.
    same = DATA_OF_DATA.fill_null(False) | (pl.col("how") == VERSION).fill_null(False)
    evaluated = pl.col("parent_kind").is_in(EVALUATED) & ~same
    return (
        pl.when(_ACRONYM)
        .then(pl.lit("letters that stand for plain words"))
        .when(evaluated)
        .then(pl.lit("data sets, benchmarks and tasks: evaluated on"))
    )


def _summed(
    places: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame, mentions: Named
) -> pl.DataFrame:
    """One row a (paper, parent): its places together, and the child (null if the paper has none)."""
    own = _own(introduced.join(places.select("paper").unique(), on="paper", how="semi"), methods)
    pairs = _together(places.with_columns(beside=_beside_own(places, own, mentions)))
    return (
        pairs.join(_kin(pairs.filter(~_ACRONYM), introduced, methods), on=["paper", "parent"], how="left")
        .join(own, on="paper", how="left")
        .with_columns(
            child=pl.coalesce("kin", "child"),
            bears=pl.col("kin").is_not_null(),
            child_kind=pl.coalesce("kin_kind", "child_kind"),
        )
        .sort("parent", "paper")
    )


def _beside_own(places: pl.DataFrame, own: pl.DataFrame, mentions: Named) -> pl.Series:
    """Whether each place is in a sentence that names the paper's main method, too."""
    named = mentions.every.join(own.select("paper", method="child"), on=["paper", "method"], how="semi")
    there = named.select("paper", "field", "sentence", beside=pl.lit(True)).unique()
    joined = places.join(there, on=["paper", "field", "sentence"], how="left", maintain_order="left")
    return joined["beside"].fill_null(False)


def _together(places: pl.DataFrame) -> pl.DataFrame:
    """One row a (parent, paper), from places in this order: cues by "or", and what stands where."""
    starts = np.flatnonzero(np.diff(packed(places["parent"], places["paper"]), prepend=np.uint64(2**64 - 1)))
    if not len(starts):
        starts = np.empty(0, np.intp)
    titled, cue = (places["field"] == 0).to_numpy(), places["cue"].to_numpy()
    sentence = np.where(titled, np.uint16(_NOWHERE), places["sentence"].to_numpy())
    summed = {
        "cue": _reduced(np.bitwise_or, np.where(titled, np.uint64(0), cue), starts),
        "title_cue": _reduced(np.bitwise_or, np.where(titled, cue, np.uint64(0)), starts),
        "places": _reduced(np.add, (~titled).astype(np.uint32), starts),
        "in_title": _reduced(np.bitwise_or, titled.astype(np.uint8), starts).astype(bool),
        "first": _reduced(np.minimum, sentence, starts),
        "company": _reduced(np.minimum, places["company"].to_numpy(), starts),
        "beside": _reduced(np.bitwise_or, places["beside"].to_numpy().astype(np.uint8), starts).astype(bool),
    }
    pairs = (
        places[starts]
        .select("paper", "parent", "listed", "parent_kind")
        .with_columns(**{name: pl.Series(values) for name, values in summed.items()})
    )
    return pairs.with_columns(first=pl.when(pl.col("first") < _NOWHERE).then("first"))


_NOWHERE: Final = 2**16 - 1


def _reduced(how: np.ufunc, values: NDArray[Any], starts: NDArray[np.intp]) -> NDArray[Any]:
    return how.reduceat(values, starts) if len(starts) else values[:0]


def with_features(
    pairs: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame, past: Past
) -> pl.DataFrame:
    """``pairs``, in order of (parent, paper), with what else the model looks at."""
    titles = _titles(papers[pairs["paper"].unique().sort()])
    told = (
        pairs.drop("older", strict=False)
        .join(_older_names(pairs, methods), on="parent", how="left", maintain_order="left")
        .join(_newer_names(pairs, methods), on="child", how="left", maintain_order="left")
        .join(titles, on="paper", how="left", maintain_order="left")
        .with_columns(field_code())
    )
    crowds = _crowds(past, told)
    return (
        _with_ranks(told, habits_of(past, methods))
        .join(crowds, on="paper", how="left", maintain_order="left")
        .with_columns(
            rivals=pl.col("among") + ~pl.col("listed"),
            sole_limit=_LIMITED & (pl.col("limited") + ~pl.col("listed") == 1),
            part=_PLACES / (pl.col("in_places") + _PLACES * ~pl.col("listed")),
            spelt=_SPELT,
            alike=_ALIKE,
            plain=pl.col("older").str.to_lowercase().is_in(sorted(common_words())),
            known=pl.lit(True),
            # The text names the older method itself, so which of several is meant is settled.
            how=pl.coalesce("how", pl.when(_ALIKE).then(pl.lit(WORDS, dtype=pl.UInt8))),
            capitals=pl.coalesce("capitals", pl.lit(False)),
            length=pl.coalesce("length", pl.lit(2)),
            shared=pl.when(pl.col("how").is_not_null() | _SPELT).then(1.0).otherwise(0.67),
            lead=pl.lit(1.0),
            at_home=(pl.col("at_home") + 1) / (pl.col("seen") + 4),
            numbered=(pl.col("how") == VERSION).fill_null(False),
        )
    )


def _older_names(pairs: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    asked = methods[pairs["parent"].unique().sort()]
    return asked.select(
        parent="method",
        older="name",
        older_long=plain("long_form"),
        claimed=pl.col("introduced_by").is_not_null(),
        older_tail=ending(spelling()),
    )


def _newer_names(pairs: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    asked = methods[pairs["child"].drop_nulls().unique().sort()]
    return asked.select(child="method", newer_long=plain("long_form"), newer_tail=ending(spelling()))


def _with_ranks(pairs: pl.DataFrame, habits: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` with the number of earlier ones of the parent (``seen``), and of its field (``at_home``)."""
    home = habits.select("parent", "field_code", home="pairs")
    ever = habits.group_by("parent").agg(ever=pl.col("pairs").sum())
    joined = pairs.join(home, on=["parent", "field_code"], how="left", maintain_order="left")
    return joined.join(ever, on="parent", how="left", maintain_order="left").with_columns(
        seen=pl.int_range(pl.len()).over("parent") + pl.col("ever").fill_null(0),
        at_home=pl.int_range(pl.len()).over("parent", "field_code") + pl.col("home").fill_null(0),
    )


def new_crowds(pairs: pl.DataFrame) -> pl.DataFrame:
    """CROWDS of the pairs themselves."""
    listed = pairs.filter("listed")
    return (
        listed.group_by("paper")
        .agg(pairs=pl.len(), limited=_LIMITED.sum(), places=_PLACES.sum())
        .select(pl.all().cast(NUMBER))
        .sort("paper")
    )


def _crowds(past: Past, pairs: pl.DataFrame) -> pl.DataFrame:
    """paper, among, limited, in_places of the papers of ``pairs``: CROWDS, where there is none 0."""
    # No pair of an earlier paper that comes now was listed then: a paper is in the one or in the other.
    every = pl.concat([past.crowds, new_crowds(pairs)])
    asked = pairs.select("paper").unique().join(every, on="paper", how="left")
    return asked.select(
        "paper",
        among=pl.col("pairs").fill_null(0),
        limited=pl.col("limited").fill_null(0),
        in_places=pl.col("places").fill_null(0),
    )


def habits_of(past: Past, methods: pl.DataFrame) -> pl.DataFrame:
    """HABITS by method, as ``parent``."""
    numbers = methods.select("sense", parent="method")
    return past.habits.join(numbers, on="sense").drop("sense")


_PLACES = pl.col("places") + 1
_LONG = pl.col("older_long").str.count_matches(r" [^ ]") > 1
_SPELT = (
    _LONG
    & (
        pl.col("newer_long").str.contains(pl.col("older_long"), literal=True).fill_null(False)
        | pl.col("plain_title").str.contains(pl.col("older_long"), literal=True).fill_null(False)
    )
).fill_null(False)
"""The child's long form, or the title, spells out the older method."""

_ALIKE = (pl.col("newer_tail") == pl.col("older_tail")).fill_null(False)
"""The child's long form ends as the older method's does."""

_LIMIT_BITS: Final = sum(1 << CUES.index(f"limit, {where}") for where in ("just before", "just after"))
_LIMITED = pl.col("cue").cast(pl.UInt64) & pl.lit(_LIMIT_BITS, dtype=pl.UInt64) > 0


# -- own methods and titles -----------------------------------------------------------------------


def _own(introduced: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """The main method that a paper introduces: paper, child, child_kind.

    The one that heads the title, else one whose letters the paper spells out: GSPO before "Group Sequence
    Policy Optimization".
    """
    names = methods.select("method", child_kind="kind", spelled=pl.col("long_form").is_not_null())
    return (
        introduced.join(names, on="method", how="left")
        .sort("paper", "headed", "spelled", "method", descending=[False, True, True, False])
        .unique("paper", keep="first", maintain_order=True)
        .select("paper", "child_kind", child="method")
    )


def _kin(pairs: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """Where one of the paper's own names contains the older name: paper, parent, kin, how, length ..."""
    names = methods.select("method", "name", "key", "long_form", kin_kind="kind")
    older = methods.select(parent="method", older="name", older_key="key")
    found = (
        pairs.select("paper", "parent")
        .join(introduced, on="paper")
        .join(names, on="method")
        .join(older.filter(pl.col("older").str.len_chars() > 1), on="parent")
        .filter(
            pl.col("key").str.contains(pl.col("older_key"), literal=True)
            | pl.col("long_form").str.contains(pl.col("older"), literal=True)
        )
    )
    how = [
        _first(bears(name, older), bears(long_form or "", older) and SUFFIX)
        for name, long_form, older in found.select("name", "long_form", "older").iter_rows()
    ]
    return (
        found.with_columns(how=pl.Series(how, dtype=pl.UInt8))
        .drop_nulls("how")
        .sort("paper", "parent", "headed", "method", descending=[False, False, True, False])
        .unique(["paper", "parent"], keep="first", maintain_order=True)
        .select("paper", "parent", "how", "kin_kind", kin="method", **LETTERS)
    )


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


_SURVEY = r"(?i)\b(?:survey|review|overview|tutorial|introduction to|roadmap|perspectives?)\b"
_STUDY = (
    r"(?i)\b(?:stud(?:y|ies)|compar\w+|evaluat\w+|benchmark\w*|assess\w+|analy\w+|empirical|investigat\w+"
    r"|prob(?:e|ing)|explor\w+|understanding|versus|vs|how|do|does|is|are|can|what|why|towards?|case)\b"
)


def _titles(papers: pl.DataFrame) -> pl.DataFrame:
    title = pl.col("title")
    return papers.select(
        "paper",
        "primary",
        survey=title.str.contains(_SURVEY),
        study=title.str.contains(_STUDY),
        applied=pl.col("applied").fill_null(0.5),
        plain_title=plain("title"),
    )
