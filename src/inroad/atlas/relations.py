"""How a paper, and the method it introduces, stands to the older methods it names.

"Builds on", "compares with", "applies", "surveys", or none of these: most names are merely mentioned.
The words around every place were read long before, one number a place (:mod:`inroad.atlas.cues`); here
they are summed up for each (paper, older method) by a small linear model learnt from labelled papers.
What it is not sure enough of is left out and counted, so that what is left can be believed.

A name may also tell by itself: QLoRA is a kind of LoRA, whether or not a text says so.  Such rows are
marked ``inferred``.

Promised: at most one row a (paper, child, parent), the same whatever the order of the rows that come in,
and no row depends on a later paper.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.cues import CUES
from inroad.atlas.names import common_words
from inroad.atlas.schema import RELATED, RELATIONS, ROLES

VERSION, SUFFIX, PREFIX, WORDS = 0, 1, 2, 3
"""How a name bears an older one: Mamba-2, SciBERT, CLIP-Adapter; or its long form: Group Sequence Policy
Optimization, after Group Relative Policy Optimization."""

CLASSES: Final = (*RELATIONS[1:], "mentions")
"""What the model tells apart; the last is no relation."""

LEAST: Final = 0.5
"""Least confidence of a row of RELATED."""

_DATA: Final = tuple(ROLES.index(kind) for kind in ("dataset", "benchmark"))
_EVALUATED: Final = (*_DATA, ROLES.index("task"))

_MADE: Final = tuple(ROLES.index(kind) for kind in ("method", "model"))

Floats = NDArray[np.float32]


def related(
    mentions: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Relations of all papers to the older methods that they name, or whose name their own method bears.

    Args:
        mentions: MENTIONS and ``cue``.
        introduced: method, paper, ``headed`` (the name heads the paper's title).
        methods: METHODS and ``key``.
        papers: paper and title.

    Returns:
        RELATED without "introduces", sorted by (paper, child, parent), and how many pairs were left out
        for which reason.
    """
    places, pairs, dropped = candidates(mentions, introduced, methods, papers)
    told, unsure = _told(pairs)
    read = _with_place(told, places)
    inferred, left = inferred_by_name(mentions, methods, papers, pairs)
    rows = pl.concat([read, inferred]).sort("paper", "child", "parent", nulls_last=True)
    return rows, {**dropped, **unsure, **left}


# -- places and pairs -----------------------------------------------------------------------------


def older_places(mentions: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """The places where a paper names a method that is older and not its own; ``method`` becomes parent."""
    first = methods.select("method", "first_paper", parent_kind="kind")
    return (
        mentions.join(first, on="method")
        .filter(pl.col("first_paper") < pl.col("paper"))
        .join(introduced, on=["method", "paper"], how="anti")
        .with_columns(company=pl.len().over("paper", "field", "sentence").cast(pl.UInt16))
        .rename({"method": "parent"})
        .drop("first_paper")
    )


def candidates(
    mentions: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, int]]:
    """Places, pairs (paper, parent) with all that the model looks at, and what is no candidate at all."""
    places = older_places(mentions, introduced, methods)
    pairs = _summed(places, introduced, methods, mentions)
    reason = pairs.select(why=_no_candidate())["why"]
    dropped = dict(reason.drop_nulls().value_counts(sort=True).iter_rows())
    return places, with_features(pairs.filter(reason.is_null()), methods, papers), dropped


_DATA_OF_DATA = pl.col("child_kind").is_in(_DATA) & pl.col("bears")


_ACRONYM = (pl.col("parent_kind") == ROLES.index("acronym")).fill_null(False)


def _no_candidate() -> pl.Expr:
    """Why a pair cannot be a relation, whatever the text says; null if it can."""
    # The older one of two versions is of the newer one's kind.
    same = _DATA_OF_DATA.fill_null(False) | (pl.col("how") == VERSION).fill_null(False)
    evaluated = pl.col("parent_kind").is_in(_EVALUATED) & ~same
    return (
        pl.when(_ACRONYM)
        .then(pl.lit("letters that stand for plain words"))
        .when(evaluated)
        .then(pl.lit("data sets, benchmarks and tasks: evaluated on"))
    )


def _summed(
    places: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame, mentions: pl.DataFrame
) -> pl.DataFrame:
    """One row a (paper, parent): its places together, and the child (null if the paper has none)."""
    own = _own(introduced, methods)
    beside = mentions.join(own, left_on=["paper", "method"], right_on=["paper", "child"], how="semi")
    beside = beside.select("paper", "field", "sentence", beside=pl.lit(True)).unique()
    return (
        places.join(beside, on=["paper", "field", "sentence"], how="left")
        .group_by("paper", "parent")
        .agg(*_SUMMED)
        .join(_kin(places.filter(~_ACRONYM), introduced, methods), on=["paper", "parent"], how="left")
        .join(own, on="paper", how="left")
        .with_columns(
            child=pl.coalesce("kin", "child"),
            bears=pl.col("kin").is_not_null(),
            child_kind=pl.coalesce("kin_kind", "child_kind"),
        )
    )


def with_features(pairs: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """``pairs``, in order of (parent, paper), with what else the model looks at."""
    older = methods.select(
        parent="method",
        older="name",
        older_long=_plain("long_form"),
        claimed=pl.col("introduced_by").is_not_null(),
        older_tail=_ending(),
    )
    newer = methods.select(child="method", newer_long=_plain("long_form"), newer_tail=_ending())
    return (
        pairs.drop("older", strict=False)
        .join(older, on="parent", how="left")
        .join(newer, on="child", how="left")
        .join(_titles(papers.join(pairs, on="paper", how="semi")), on="paper", how="left")
        .sort("parent", "paper")
        .with_columns(
            seen=pl.int_range(pl.len()).over("parent"),
            at_home=pl.int_range(pl.len()).over("parent", _field_code()),
        )
        .with_columns(
            rivals=pl.len().over("paper"),
            sole_limit=_LIMITED & (_LIMITED.sum().over("paper") == 1),
            part=(pl.col("places") + 1) / (pl.col("places") + 1).sum().over("paper"),
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


def _plain(column: str) -> pl.Expr:
    """A long form or title as words in lower case without plural and marks, a space around each."""
    text = pl.col(column).str.to_lowercase().str.replace_all(r"s?[^\p{L}\p{N}]+|s$", " ")
    return pl.lit(" ") + text.str.strip_chars() + pl.lit(" ")


def _spelling() -> pl.Expr:
    """The long form, or a name of three words or more, as :func:`_plain` has it."""
    return pl.coalesce(
        _plain("long_form"), pl.when(pl.col("name").str.contains(r"[\s\-].*[\s\-]")).then(_plain("name"))
    )


def _ending() -> pl.Expr:
    """The last two words of the spelling, if they do not name a whole class of things."""
    tail = _spelling().str.extract(r"( [^ ]+ [^ ]+) $")
    return pl.when(~tail.str.contains(_CLASS)).then(tail)


_CLASS: Final = r" (?:network|model|learning|agent|system|machine|language|analysi|task|tuning)$"
"""Ends of long forms that name a whole class."""

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


_IN_TITLE = pl.col("field") == 0
_SUMMED = (
    pl.col("cue").filter(~_IN_TITLE).bitwise_or().fill_null(0).alias("cue"),
    pl.col("cue").filter(_IN_TITLE).bitwise_or().fill_null(0).alias("title_cue"),
    (~_IN_TITLE).sum().alias("places"),
    _IN_TITLE.any().alias("in_title"),
    pl.col("sentence").filter(~_IN_TITLE).min().alias("first"),
    pl.col("company").min(),
    pl.col("beside").any().alias("beside"),
    pl.col("parent_kind").first(),
)


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


def _kin(places: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """Where one of the paper's own names contains the older name: paper, parent, kin, how, length ..."""
    names = methods.select("method", "name", "key", "long_form", kin_kind="kind")
    older = methods.select(parent="method", older="name", older_key="key")
    pairs = (
        places.select("paper", "parent")
        .unique()
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
        for name, long_form, older in pairs.select("name", "long_form", "older").iter_rows()
    ]
    return (
        pairs.with_columns(how=pl.Series(how, dtype=pl.UInt8))
        .drop_nulls("how")
        .sort("paper", "parent", "headed", "method", descending=[False, False, True, False])
        .unique(["paper", "parent"], keep="first", maintain_order=True)
        .select("paper", "parent", "how", "kin_kind", kin="method", **_LETTERS)
    )


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


_LETTERS: Final = {
    "length": pl.col("older").str.len_chars(),
    "capitals": pl.col("older").str.contains("^[A-Z]+$"),
}


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
        plain_title=_plain("title"),
    )


_CORE: Final = ("cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML", "cs.NE")
"""Categories where methods are made; elsewhere they are rather put to use."""


# -- the model ------------------------------------------------------------------------------------

FEATURES: Final = {
    "any": pl.lit(1.0),
    "in title": pl.col("in_title"),
    "only in title": pl.col("places") == 0,
    "places": pl.col("places").cast(pl.Float32).log1p(),
    "first sentence": (pl.col("first") == 0).fill_null(False),
    "company": pl.col("company").cast(pl.Float32).log(),
    "own name": pl.col("child").is_not_null(),
    "beside own name": pl.col("beside").fill_null(False),
    "in own name": pl.col("bears"),
    "own data": pl.col("child_kind").is_in(_DATA).fill_null(False),
    "model": pl.col("parent_kind") == ROLES.index("model"),
    "survey": pl.col("survey").fill_null(False),
    "study": pl.col("study").fill_null(False),
    "version": (pl.col("how") == VERSION).fill_null(False),
    "prefix": (pl.col("how") == PREFIX).fill_null(False),
    "spelt out": pl.col("spelt"),
    "title names own data": (pl.col("in_title") & pl.col("child_kind").is_in(_DATA)).fill_null(False),
    "sole limit": pl.col("sole_limit"),
    "alone": pl.col("rivals") == 1,
    "rivals": pl.col("rivals").cast(pl.Float32).log(),
    "part": pl.col("part"),
    "seen": pl.col("seen").cast(pl.Float32).log1p() / 4,
    "at home": pl.col("at_home"),
    "ends alike": pl.col("alike"),
    "applied": pl.col("applied"),
    "elsewhere": ~pl.col("primary").is_in(_CORE).fill_null(True),
    "claimed": pl.col("claimed"),
    "tool": pl.col("parent_kind") == ROLES.index("tool"),
    "short": pl.col("older").str.len_chars() < 4,
    "capitals": pl.col("older").str.contains("^[A-Z]+$"),
    "plain": pl.col("plain"),
}
"""What the model looks at besides the cues of the places in the abstract and in the title."""


USUAL: Final = {f"usually {kind}": pl.col(f"usually {kind}") for kind in CLASSES}
"""And what earlier papers did with the older method, as :func:`with_usual` counts it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds a class: rows are cues or features, columns ``CLASSES``."""

    cues: Floats
    title_cues: Floats
    features: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learnt."""

    alone: Weights
    """For a paper by itself; sums of these tell what is usual for a method."""
    full: Weights
    """With what is usual."""
    shares: tuple[float, ...]
    """How often each class is met at all."""
    stated: float
    """Least confidence of a row that counts as stated."""
    names: dict[str, float]


@cache
def model() -> Model:
    """The learnt weights; what the file does not name weighs nothing."""
    text = (files("inroad") / "data" / "weights" / "relations.json").read_text("utf-8")
    stored = json.loads(text)
    alone, full = (_weights(stored[name]) for name in ("alone", "full"))
    shares = tuple(stored["shares"][kind] for kind in CLASSES)
    return Model(alone, full, shares, stored["stated"], stored["names"])


def _weights(stored: dict[str, Any]) -> Weights:
    by_class = stored["weights"]

    def column(names: Iterable[str]) -> Floats:
        rows = [[by_class[kind].get(name, 0.0) for kind in CLASSES] for name in names]
        return np.array(rows, np.float32) / np.float32(stored["temperature"])

    return Weights(column(CUES), column(f"title: {cue}" for cue in CUES), column([*FEATURES, *USUAL]))


STATED: Final = model().stated
"""From this confidence on a row counts as what the paper states; less sure ones only help to draw lineage."""


def by_bits(masks: NDArray[np.uint64], weights: Floats) -> Floats:
    """For each mask the sum of the rows of ``weights`` whose bit is set, looked up a byte at a time."""
    total = np.zeros((len(masks), weights.shape[1]), np.float32)
    bits = (np.arange(256)[:, None] >> np.arange(8) & 1).astype(np.float32)
    for number in range(8):
        table = bits @ weights[8 * number : 8 * number + 8]
        total += table[(masks >> np.uint64(8 * number) & np.uint64(255)).astype(np.intp)]
    return total


def probabilities(pairs: pl.DataFrame, weights: Weights, features: dict[str, pl.Expr]) -> Floats:
    """Calibrated probability of each class, a row a pair."""
    values = pairs.select(expr.cast(pl.Float32).alias(name) for name, expr in features.items())
    score = by_bits(pairs["cue"].to_numpy(), weights.cues)
    score += by_bits(pairs["title_cue"].to_numpy(), weights.title_cues)
    score += values.to_numpy() @ weights.features[: len(features)]
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


_FEW: Final = 10
"""So many papers' worth of the average is mixed into what is usual for a method."""


def with_usual(pairs: pl.DataFrame, shares: Floats, average: Sequence[float]) -> pl.DataFrame:
    """``pairs`` with what earlier papers did with each older method, as log-ratio to the average.

    Summed up from the first paper on, so that a pair never hears of later papers.
    """
    told = pl.DataFrame(shares, schema=list(CLASSES))
    ordered = pairs.hstack(told).sort("parent", "paper")
    ordered = ordered.with_columns(nth=pl.int_range(pl.len()).over("parent"))
    count = pl.col("nth") + _FEW
    usual = [
        (((pl.col(kind).cum_sum().over("parent") - pl.col(kind)) / mean + _FEW) / count)
        .log()
        .alias(f"usually {kind}")
        for kind, mean in zip(CLASSES, average, strict=True)
    ]
    return ordered.with_columns(usual).drop(*CLASSES, "nth")


def judged(pairs: pl.DataFrame) -> tuple[pl.DataFrame, Floats]:
    """The pairs in order of (parent, paper) and the probability of each class."""
    pairs = with_usual(pairs, probabilities(pairs, model().alone, FEATURES), model().shares)
    return pairs, two_witnesses(pairs, probabilities(pairs, model().full, FEATURES | USUAL))


def two_witnesses(pairs: pl.DataFrame, shares: Floats) -> Floats:
    """Where the paper's own method bears the older name, "builds on" is false only if text and name err."""
    method = ~pl.col("child_kind").is_in(_DATA) & pl.col("how").is_not_null()
    by_name = pairs.select(pl.when(method).then(name_confidence()).fill_null(0.0).cast(pl.Float32))
    shares = shares * (1 - by_name.to_numpy())
    shares[:, 0] += 1 - shares.sum(axis=1)
    return shares


def _told(pairs: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """The pairs whose likeliest class is a relation, and sure enough; and what was left out."""
    pairs, shares = judged(pairs)
    best = pl.Series("best", shares.argmax(axis=1).astype(np.uint8))
    rows = pairs.with_columns(best, confidence=pl.Series(shares.max(axis=1))).with_columns(why=_why_not())
    dropped = dict(rows["why"].drop_nulls().value_counts(sort=True).iter_rows())
    return rows.filter(pl.col("why").is_null()), dropped


def _why_not() -> pl.Expr:
    """Why a pair gives no row; null if it gives one."""
    return (
        pl.when(pl.col("best") == len(CLASSES) - 1)
        .then(pl.lit("mentioned in passing"))
        .when(pl.col("confidence") < LEAST)
        .then(pl.lit("relation not sure enough"))
    )


def _with_place(told: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """RELATED rows, each with the place that alone speaks most for the relation."""
    learnt = model().full
    rows = places.join(told.select("paper", "parent", "child", "best", "confidence"), on=["paper", "parent"])
    scores = by_bits(rows["cue"].to_numpy(), learnt.cues)
    titled = by_bits(rows["cue"].to_numpy(), learnt.title_cues)
    in_title = rows["field"].to_numpy() == 0
    scores[in_title] = titled[in_title]
    scores -= scores.mean(axis=1, keepdims=True)
    speaks = scores[np.arange(len(rows)), rows["best"].to_numpy()]
    return (
        rows.with_columns(speaks=pl.Series(speaks), relation=pl.col("best") + 1, inferred=pl.lit(False))
        .sort("paper", "parent", "speaks", "field", "start", descending=[False, False, True, True, False])
        .unique(["paper", "parent"], keep="first", maintain_order=True)
        .select(RELATED.names())
        .cast(RELATED)
    )


# -- names that tell by themselves ----------------------------------------------------------------


# A part may begin at a capital that stands after or before a small letter (Sci|BERT, Q|LoRA), or after a
# mark (Self-|RAG).
_CAMEL = r"(?=[A-Z])(?:(?<![A-Z])|(?=.[a-z]))"
_LEFT = re.compile(rf"(?<![^\W_])(?=[^\W_])|{_CAMEL}")
# It may end there too, and before a version: CLIP|Score, Mamba|-2, SAM|2, VISTA|v2; not CLIP|PER.
# A letter or two may close capitals: Ro|BERT|a.
_RIGHT = re.compile(rf"(?=[\W_])|$|(?<!\d)(?=v?\d)|{_CAMEL}|(?<=[A-Z]{{4}})(?=[a-z]{{1,2}}$)")


def bears(name: str, older: str) -> int | None:
    """How ``name`` contains ``older``, and something more, at clear boundaries; None if it does not.

    >>> bears("QLoRA", "LoRA"), bears("Explora", "LoRA"), bears("CLIPPER", "CLIP")
    (1, None, None)
    """
    at = name.find(older)
    while at >= 0 and len(older) < len(name):
        end = at + len(older)
        if _LEFT.match(name, at) and _RIGHT.match(name, end):
            return _how(name[end:])
        at = name.find(older, at + 1)
    return _apart(name, older)


def _apart(name: str, older: str) -> int | None:
    """The same for a name that stands apart, "Eagle-3", "SELF-RAG": there case says nothing."""
    name, older = name.lower(), older.lower()
    if len(older) < 4:
        return None
    if name.endswith(older) and not name[-len(older) - 1 : -len(older)].isalnum() and len(name) > len(older):
        return SUFFIX
    rest = name[len(older) :]
    if name.startswith(older) and rest and not rest[0].isalpha() and not older[-1].isdigit():
        return _how(rest)
    return None


def _how(rest: str) -> int:
    """How an older name is borne that ``rest`` follows."""
    if not rest:
        return SUFFIX
    rest = rest.strip("-. ")
    numbered = rest[:1].isdigit() or rest[1:2].isdigit() or rest in ("", "+", "++", "XL", "XXL")
    return VERSION if numbered else PREFIX


_LEAST_SEEN: Final = 5
"""Earlier papers that must have named the older method: a rare name is borne by chance."""


_MUCH_SEEN: Final = 60


def inferred_by_name(
    mentions: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame, pairs: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, int]]:
    """RELATED rows for methods whose name bears an older name that their paper does not mention."""
    rows = bearers(mentions, methods, papers)
    # What a paper's own method has to do with the names in its text is told already, whichever namesake it
    # means.  A paper that first uses a method without introducing it tells nothing of where that came from.
    keys = methods.select(parent="method", key="key")
    told = (
        pairs.select("child", "parent").drop_nulls().join(keys, on="parent").select("child", "key").unique()
    )
    rows = rows.join(keys, on="parent").with_columns(confidence=name_confidence())
    rows = rows.join(told, on=["child", "key"], how="anti")
    inferred = rows.filter(pl.col("confidence") >= LEAST).with_columns(
        relation=pl.lit(RELATIONS.index("builds on")), inferred=pl.lit(True), **_NOWHERE
    )
    left = {"name alike, but not sure enough": rows.height - inferred.height}
    return inferred.select(RELATED.names()).cast(RELATED), left


_NOWHERE: Final = {name: pl.lit(None) for name in ("field", "start", "end", "sentence")}


def bearers(mentions: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """One row a method that bears older names, with the longest: paper, child, parent, how, length, seen.

    ``paper`` is the one that introduces the child (``known``), else the first that names it.  Of namesakes
    the parent is the one that the paper names itself, else the one that most earlier papers named.
    """
    sightings = Sightings(mentions)
    seen = sightings.total(methods["method"].to_numpy())
    made = methods.filter(pl.col("kind").is_in([*_MADE, *_DATA]))
    often = made.filter(pl.Series(seen).gather(made["method"].to_numpy()) >= _LEAST_SEEN)
    rows = pl.concat([_borne(methods, often), _numbered(methods, often), _worded(made, often)])
    rows = _dated(rows.unique(["child", "parent"], keep="first", maintain_order=True), methods, papers)
    same = Sightings(
        mentions.join(papers.select("paper", field_code=_field_code()), on="paper"), "field_code"
    )
    parent, paper = (rows[column].to_numpy() for column in ("parent", "paper"))
    field = rows.select(_field_code())["field_code"].to_numpy()
    base = pl.col("newer").str.replace(_NUMBER, "").str.to_lowercase()
    rows = rows.with_columns(
        seen=pl.Series(sightings.before(parent, paper)),
        at_home=pl.Series(same.before(parent, paper, field)),
        capitals=_LETTERS["capitals"],
        numbered=base == pl.col("older").str.to_lowercase(),
    )
    weight = pl.col("seen") * pl.col("length") ** 2
    rows = rows.with_columns(
        lead=weight / weight.sum().over("child", "how"),
        at_home=(pl.col("at_home") + 1) / (pl.col("seen") + 4),
    )
    named = mentions.select("paper", parent="method", named=pl.lit(True)).unique()
    return (
        rows.filter(_believable())
        .join(named, on=["paper", "parent"], how="left", maintain_order="left")
        .with_columns(pl.col("named").fill_null(False), worded=pl.col("how") == WORDS)
        .sort(
            "child",
            "worded",
            "length",
            "how",
            "named",
            "seen",
            "parent",
            descending=[False, False, True, False, True, True, False],
        )
        .unique("child", keep="first", maintain_order=True)
        .select(
            "paper",
            "child",
            "parent",
            "how",
            "length",
            "seen",
            "known",
            "capitals",
            "shared",
            "lead",
            "at_home",
            "numbered",
        )
    )


def _believable() -> pl.Expr:
    data = pl.col("child_kind").is_in(_DATA) & pl.col("parent_kind").is_in(_DATA)
    made = pl.col("parent_kind").is_in(_MADE) & ~pl.col("child_kind").is_in(_DATA)
    # "Speech" and "Deep" are a beginning of many names; "Transformer" is a word, too, but a much used one.
    plain = pl.col("older").str.to_lowercase().is_in(sorted(common_words())) & (pl.col("seen") < _MUCH_SEEN)
    plain &= ~pl.col("numbered")
    same = pl.col("numbered")  # the older one of two versions is of the newer one's kind
    least = (
        pl.when(pl.col("how") == VERSION)
        .then(1)
        .when(pl.col("how") == WORDS)
        .then(_MUCH_SEEN)
        .otherwise(_LEAST_SEEN)
    )
    shares = (pl.col("how") != WORDS) | (pl.col("shared") > 0.6)
    return (pl.col("seen") >= least) & (data | made | same) & ~plain & shares


def _dated(rows: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Rows whose parent is older than the paper that tells of the child, with that paper."""
    primary = papers.select("paper", "primary")
    older = methods.select(parent="method", older="name", parent_first="first_paper", parent_kind="kind")
    newer = methods.select(
        child="method", newer="name", child_kind="kind", by="introduced_by", at="first_paper"
    )
    return (
        rows.join(newer, on="child")
        .join(older, on="parent")
        .with_columns(paper=pl.coalesce("by", "at"), known=pl.col("by").is_not_null())
        .filter(pl.col("parent_first") < pl.col("paper"))
        .join(primary, on="paper", how="left")
        .sort("child", "parent")
    )


_BORNE: Final = pl.Schema(
    {"child": pl.UInt32, "parent": pl.UInt32, "how": pl.UInt8, "length": pl.UInt32, "shared": pl.Float32}
)


def _borne(methods: pl.DataFrame, often: pl.DataFrame) -> pl.DataFrame:
    """child, parent, how, length, shared: every older name at the beginning or end of a name."""
    # "BERT and BART" is no method; a name without a capital, digit or mark inside has no parts.
    single = methods.filter(
        ~pl.col("name").str.contains(r" and |/") & pl.col("name").str.contains(r"^.+[^a-z]")
    )
    single = single.select(child="method", newer="name")
    older = often.select(parent="method", older="name").filter(
        (pl.col("older").str.len_chars() > 2) | pl.col("older").str.contains(r"^[A-Z]\d$")
    )
    older = older.with_columns(length=pl.col("older").str.len_chars())
    found = [
        single.filter(pl.col("newer").str.len_chars() > length)
        .join(same, left_on=pl.col("newer").str.slice(at, length), right_on="older")
        .with_columns(ends=pl.lit(at < 0))
        for (length,), same in sorted(older.group_by("length"), key=lambda group: int(str(group[0][0])))
        for at in (0, -int(str(length)))
    ]
    rows = (
        pl.concat([one.select("child", "parent", "newer", "length", "ends") for one in found])
        if found
        else None
    )
    if rows is None:
        return pl.DataFrame(schema=_BORNE)
    how = [
        _at_boundary(newer, length, ends)
        for newer, length, ends in rows.select("newer", "length", "ends").iter_rows()
    ]
    rows = rows.with_columns(how=pl.Series(how, dtype=pl.UInt8), shared=pl.lit(1.0)).drop_nulls("how")
    return rows.select(*_BORNE).cast(_BORNE)


def _at_boundary(name: str, length: int, ends: bool) -> int | None:
    """How ``name`` bears its first, or last, ``length`` letters; None if they are torn from a word."""
    if ends:
        return SUFFIX if _LEFT.match(name, len(name) - length) else None
    return _how(name[length:]) if _RIGHT.match(name, length) else None


_NUMBER = r"(?i)[\s\-]*(?:v?\d+(?:\.\d+)*|\+{1,2}|[\s\-]xx?l)$"


def _numbered(methods: pl.DataFrame, often: pl.DataFrame) -> pl.DataFrame:
    """The same for versions, whatever their case: "EAGLE-3" after "Eagle"."""
    base = pl.col("name").str.replace(_NUMBER, "").str.to_lowercase()
    newer = methods.filter(pl.col("name").str.contains(_NUMBER)).select(child="method", base=base)
    older = often.select(parent="method", base=pl.col("name").str.to_lowercase())
    older = older.filter(pl.col("base").str.len_chars() > 2)
    rows = newer.join(older, on="base").with_columns(
        how=pl.lit(VERSION), length=pl.col("base").str.len_chars(), shared=pl.lit(1.0)
    )
    return rows.select(*_BORNE).cast(_BORNE)


def _worded(made: pl.DataFrame, often: pl.DataFrame) -> pl.DataFrame:
    """Methods whose long form ends as that of an older one does: "Identity Preference Optimization".

    ``shared`` is the part of the older one's words that the newer one has, too.
    """
    words = _spelling().str.strip_chars().str.split(" ")
    newer = made.select(child="method", words=words, tail=_ending()).drop_nulls("tail")
    newer = newer.filter(pl.col("words").list.len() > 2)
    older = often.select(parent="method", older_words=words, tail=_ending()).drop_nulls("tail")
    both = pl.col("words").list.set_intersection("older_words").list.len()
    rows = newer.join(older, on="tail").with_columns(
        how=pl.lit(WORDS), length=both, shared=both / pl.col("older_words").list.len()
    )
    other = pl.col("words") != pl.col("older_words")
    return (
        rows.filter((pl.col("shared") >= 0.5) & other & (pl.col("child") != pl.col("parent")))
        .select(*_BORNE)
        .cast(_BORNE)
    )


_SISTERS: Final = {
    "eess.IV": "cs.CV", "cs.GR": "cs.CV", "cs.MM": "cs.CV", "eess.AS": "cs.SD", "cs.IR": "cs.CL",
    "stat.ML": "cs.LG", "cs.NE": "cs.LG", "eess.SY": "cs.RO", "cs.SY": "cs.RO",
}  # fmt: skip
"""Categories whose papers name the same methods as those of another."""


def _field_code() -> pl.Expr:
    """The primary category as a number below 256; which far ones share a number hardly matters."""
    return (pl.col("primary").fill_null("").replace(_SISTERS).hash(seed=1) % 256).alias("field_code")


class Sightings:
    """In how many papers a method is named, in all and before a given paper; or only in a field's papers."""

    def __init__(self, mentions: pl.DataFrame, field: str | None = None) -> None:
        code = pl.lit(0, pl.UInt64) if field is None else pl.col(field).cast(pl.UInt64)
        key = (pl.col("method").cast(pl.UInt64) * 256 + code) * 2**32 + pl.col("paper")
        self._keys = mentions.select(key=key)["key"].unique().sort().to_numpy()

    def total(self, methods: NDArray[np.uint32]) -> NDArray[np.intp]:
        """Papers that name each method."""
        return self.before(methods, np.full(len(methods), 2**32 - 1, np.uint32))

    def before(
        self,
        methods: NDArray[np.uint32],
        papers: NDArray[np.uint32],
        fields: NDArray[np.uint64] | None = None,
    ) -> NDArray[np.intp]:
        """Papers that name each method and are earlier than the paper beside it."""
        start = methods.astype(np.uint64) * np.uint64(256)
        start = (start if fields is None else start + fields) << np.uint64(32)
        earlier = np.searchsorted(self._keys, start | papers.astype(np.uint64))
        return np.asarray(earlier - np.searchsorted(self._keys, start))


NAME_FEATURES: Final = {
    "any": pl.lit(1.0),
    "version": (pl.col("how") == VERSION).fill_null(False),
    "prefix": (pl.col("how") == PREFIX).fill_null(False),
    "short": (pl.col("length") < 4) & (pl.col("how") != WORDS),
    "capitals": pl.col("capitals") & (pl.col("how") != WORDS),
    "version alone": pl.col("numbered"),
    "short version": pl.col("numbered") & (pl.col("length") < 4),
    "prefix, capitals": pl.col("capitals") & (pl.col("how") == PREFIX),
    "seen": pl.col("seen").cast(pl.Float32).log1p(),
    "introduced": pl.col("known"),
    "at home": pl.col("at_home").cast(pl.Float32).log(),
    "words": pl.col("how") == WORDS,
    "words, all": (pl.col("how") == WORDS) & (pl.col("shared") > 0.99),
    "words, lead": pl.when(pl.col("how") == WORDS).then(pl.col("lead")).otherwise(0.0),
    "words, undisputed": (pl.col("how") == WORDS) & (pl.col("lead") > 0.8),
}
"""How sure a name is that bears another: log-odds of these sum up."""


def name_confidence() -> pl.Expr:
    """Probability that a method is built on the one whose name it bears."""
    odds = pl.sum_horizontal(
        expr.cast(pl.Float32) * model().names.get(name, 0.0) for name, expr in NAME_FEATURES.items()
    )
    return 1 / (1 + (-odds).exp())
