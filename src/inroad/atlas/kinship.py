"""Names that tell by themselves what they grew out of: QLoRA is a kind of LoRA, Mamba-2 one of Mamba.

A name bears an older one as a version, as its beginning or end, or by the words of its long form.  How
sure that is depends on how, on how often the older one was seen by then, and on the field of both.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Final

import polars as pl

from inroad.atlas.bearing import LETTERS, NUMBER, alike
from inroad.atlas.names import common_words
from inroad.atlas.past import Shown
from inroad.atlas.relation_model import DATA, LEAST, MADE, PREFIX, VERSION, WORDS, model
from inroad.atlas.schema import RELATED, RELATIONS, ROLES

_LEAST_SEEN: Final = 5
"""Earlier papers that must have named the older method: a rare name is borne by chance."""


_MUCH_SEEN: Final = 60


def inferred_by_name(
    mentions: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame, beside: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, int]]:
    """New RELATED rows for methods whose name bears an older name that their paper does not mention.

    Args:
        mentions: MENTIONS of all papers, sorted.
        methods: as in :func:`inroad.atlas.relations.related`.
        papers: PAPERS.
        beside: BESIDE of all papers.
    """
    rows = bearers(mentions, methods, papers).with_columns(confidence=name_confidence())
    # What a paper's own method has to do with the names in its text is told already, whichever namesake it
    # means.  A paper that first uses a method without introducing it tells nothing of where that came from.
    rows = rows.with_columns(
        methods["sense"].gather(rows["child"]), methods["code"].gather(rows["parent"]).alias("key")
    ).join(beside, on=["sense", "key"], how="anti", maintain_order="left")
    inferred = rows.filter(pl.col("confidence") >= LEAST).with_columns(
        relation=pl.lit(RELATIONS.index("builds on")), inferred=pl.lit(True), **_NOWHERE
    )
    left = {"name alike, but not sure enough": rows.height - inferred.height}
    return inferred.select(RELATED.names()).cast(RELATED), left


_NOWHERE: Final = {name: pl.lit(None) for name in ("field", "start", "end", "sentence")}


def bearers(mentions: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Methods that bear older names, with the longest known by then: paper, child, parent, how, length, seen.

    ``paper`` is the one that introduces the child (``introduced_by``), else the first that names it.  Of
    namesakes the parent is the one that the paper names itself, else the one that most earlier papers named.
    Only rows of which one side is ``new`` come out: no other can have changed.
    """
    shown = Shown(mentions["method"], mentions["paper"])
    rows = _dated(_alike(shown, methods), methods)
    parent, paper = rows["parent"], rows["paper"]
    seen = shown.before(parent, paper)
    rows = rows.with_columns(
        seen=pl.Series(seen),
        at_home=_at_home(rows, mentions, papers),
        named=pl.Series(shown.before(parent, paper + 1) > seen),
        capitals=LETTERS["capitals"],
        numbered=pl.col("newer").str.replace(NUMBER, "").str.to_lowercase()
        == pl.col("older").str.to_lowercase(),
    ).filter((pl.col("seen") >= _LEAST_SEEN) | _PLAIN_VERSION)
    weight = pl.col("seen") * pl.col("length") ** 2
    early = pl.col("since") == pl.col("both")
    rows = rows.with_columns(
        lead=weight / (weight.filter(early).sum().over("child", "how") + weight * ~early),
        at_home=(pl.col("at_home") + 1) / (pl.col("seen") + 4),
    )
    return (
        rows.filter(_believable())
        .with_columns(worded=pl.col("how") == WORDS)
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
        .pipe(_best_so_far)
        .filter(pl.col("new") | pl.col("parent_new"))
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


_PLAIN_VERSION = (pl.col("how") == VERSION) & pl.col("numbered") & (pl.col("length") > 2)
"""A version of a name tells even if few papers named the older one by then."""


def _alike(shown: Shown, methods: pl.DataFrame) -> pl.DataFrame:
    """child, parent, how, length, shared, for all parents of each child that has a new one, or is new."""
    total = shown.before(methods["method"], pl.repeat(2**32 - 1, len(methods), dtype=pl.UInt32, eager=True))
    methods = methods.with_columns(
        made=pl.col("kind").is_in([*MADE, *DATA, _UNTOLD]), often=pl.Series(total >= _LEAST_SEEN)
    )
    # What became of the others was told when the younger of both was new; later papers do not change that.
    late = alike(methods.filter(~pl.col("new")), methods.filter("new"))["child"].unique()
    touched = methods.filter(pl.col("new") | pl.col("method").is_in(late.implode()))
    return alike(touched, methods)


def _at_home(rows: pl.DataFrame, mentions: pl.DataFrame, papers: pl.DataFrame) -> pl.Series:
    """How many earlier papers of the child's field named the parent."""
    fields = papers.select(field_code())["field_code"].cast(pl.UInt32)
    asked = rows["parent"].unique().implode()
    named = mentions.select("method", "paper").filter(pl.col("method").is_in(asked))
    shown = Shown(named["method"] * 256 + fields.gather(named["paper"]), named["paper"])
    return pl.Series(shown.before(rows["parent"] * 256 + fields.gather(rows["paper"]), rows["paper"]))


_UNTOLD: Final = ROLES.index("acronym")
_LEAST_USED: Final = 15


def _best_so_far(ranked: pl.DataFrame) -> pl.DataFrame:
    """Of each child's parents, best first, those that were the best when they came to be listed.

    Taking the best of all alone would let a name that is listed later drive out what was said before.
    """
    ranked = ranked.with_columns(rank=pl.int_range(pl.len()).over("child"))
    in_time = ranked.sort("child", "both", "rank").unique(
        ["child", "both"], keep="first", maintain_order=True
    )
    return in_time.filter(pl.col("rank") == pl.col("rank").cum_min().over("child"))


def _believable() -> pl.Expr:
    data = pl.col("child_kind").is_in(DATA) & pl.col("parent_kind").is_in(DATA)
    # What few papers have used so far may not be told from a plain abbreviation yet; much used, it is none.
    much = (pl.col("parent_kind") == _UNTOLD) & (pl.col("seen") >= _LEAST_USED)
    made = (pl.col("parent_kind").is_in(MADE) | much) & ~pl.col("child_kind").is_in(DATA)
    # "Speech" and "Deep" are a beginning of many names; "Transformer" is a word, too, but a much used one.
    plain = pl.col("older").str.to_lowercase().is_in(sorted(common_words())) & (pl.col("seen") < _MUCH_SEEN)
    plain &= ~pl.col("numbered")
    same = pl.col("numbered")  # the older one of two versions is of the newer one's kind
    least = pl.when(pl.col("how") == WORDS).then(_MUCH_SEEN).otherwise(1)
    shares = (pl.col("how") != WORDS) | (pl.col("shared") > 0.6)
    return (pl.col("seen") >= least) & (data | made | same) & ~plain & shares


def _dated(rows: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """Rows whose parent is older than the paper that tells of the child, with that paper."""
    older = methods.select(
        parent="method",
        older="name",
        parent_first="first_paper",
        parent_kind="kind",
        parent_since="since",
        parent_new="new",
    )
    newer = methods.select(
        "since", "new", child="method", newer="name", child_kind="kind", by="introduced_by", at="first_paper"
    )
    return (
        rows.join(newer, on="child")
        .join(older, on="parent")
        .with_columns(paper=pl.coalesce("by", "at"), known=pl.col("by").is_not_null())
        .filter(pl.col("parent_first") < pl.col("paper"))
        .with_columns(both=pl.max_horizontal("parent_since", "since"))  # the paper from which both are listed
        .sort("child", "parent")
    )


_SISTERS: Final = {
    "eess.IV": "cs.CV", "cs.GR": "cs.CV", "cs.MM": "cs.CV", "eess.AS": "cs.SD", "cs.IR": "cs.CL",
    "stat.ML": "cs.LG", "cs.NE": "cs.LG", "eess.SY": "cs.RO", "cs.SY": "cs.RO",
}  # fmt: skip
"""Categories whose papers name the same methods as those of another."""


def field_code() -> pl.Expr:
    """The primary category as a number below 256; which far ones share a number hardly matters."""
    return (
        (pl.col("primary").fill_null("").replace(_SISTERS).hash(seed=1) % 256)
        .cast(pl.UInt16)
        .alias("field_code")
    )


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
    terms = (expr.cast(pl.Float32) * model().names.get(name, 0.0) for name, expr in NAME_FEATURES.items())
    # One after the other: Polars' own sum over columns adds them in the order in which threads get to them.
    odds = reduce(add, terms)
    return 1 / (1 + (-odds).exp())
