"""From what single papers say to methods: which introductions count, who means which, what is mentioned.

Everything here looks back only.  Whether a paper introduces a name depends on how often earlier papers
showed it; which of several namesakes a paper means depends on earlier papers alone; a name that nobody in
the corpus introduces is listed from the day on which enough papers have named it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from inroad.atlas.claims import history, long_key, seen_in, weighed
from inroad.atlas.introductions import weights
from inroad.atlas.names import HARD, common_words, generic_acronyms
from inroad.atlas.namesakes import UNKNOWN_SENSE, meanings
from inroad.atlas.schema import ALIASES, LOOKS, METHODS, ROLES
from inroad.atlas.text import name_key

SEEN_ENOUGH = 5
"""Papers that must name a thing before it is listed without its introducing paper."""
_SURELY = 1.5
"""Log-odds of an introduction from its own paper's words, to believe its long form at once."""
_UNCOMMON = 2
"""Papers that may have written a phrase in capitals before it is taken for the name of one thing."""
SEEN_AGAIN = (SEEN_ENOUGH, 15, 45)
"""Numbers of papers after which it is told anew, from these papers alone, what such a thing is."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Methods, their other names, and every place where they are named."""

    methods: pl.DataFrame  # METHODS and ``key``
    aliases: pl.DataFrame
    mentions: pl.DataFrame  # MENTIONS and ``cue``
    introduced: pl.DataFrame  # method, paper, headed
    looks: pl.DataFrame  # LOOKS
    dropped: dict[str, int]


def resolve(
    spans: pl.DataFrame, introduced: pl.DataFrame, defined: pl.DataFrame, papers: pl.DataFrame
) -> Resolved:
    """Join the readings of all papers into methods.

    Args:
        spans, introduced, defined: as in :mod:`inroad.atlas.extract`, with ``paper`` in place of ``row``.
        papers: paper, date, title, primary, authors (numbers, null if unknown), sorted by paper.
    """
    defined = defined.with_columns(long_key=long_key("long_form"))
    spans = _under_one_key(spans, defined, introduced).filter(~pl.col("key").is_in(no_names()))
    seen = seen_in(spans)
    claims = _claims(introduced, seen, defined)
    believed = claims.filter(pl.col("z") >= weights()["accept"])
    senses = _senses(believed, papers)
    means = meanings(seen, senses, defined, papers)
    methods, looks = _methods(means, senses, spans, defined, papers)
    mentions = _mentions(spans, means, methods)
    own = senses.join(methods.select("method", "sense"), on="sense").select("method", "paper", "headed")
    dropped = {
        "introductions not believed": claims.height - believed.height,
        "introductions of a name that the same group or the same long form had introduced": believed.height
        - senses.height,
        "names without an introducing paper, seen too rarely or not a name": means["sense"].n_unique()
        - methods.height,
    }
    return Resolved(
        methods.drop("sense"),
        _aliases(mentions, methods, looks, papers),
        mentions.drop("surface"),
        own,
        looks,
        dropped,
    )


@cache
def no_names() -> list[str]:
    """Keys that are never a contribution: firms, metrics, eponyms, venues, hardware, plain adjectives."""
    words = (files("inroad") / "data" / "lexicon" / "not_names.txt").read_text("utf-8").split()
    return sorted({*words, *(name_key(acronym) for acronym in generic_acronyms())})


# -- spellings ------------------------------------------------------------------------------------


def _under_one_key(spans: pl.DataFrame, defined: pl.DataFrame, introduced: pl.DataFrame) -> pl.DataFrame:
    """Count "Chain-of-Thought" under "CoT", once papers have said that they are the same.

    A spelling moves to a short form from the paper on that surely introduces the one as short for the
    other, unless the words were common before; or else from the ``SEEN_ENOUGH``-th paper on that defines it
    so.
    """
    spelled = spans.with_columns(spelling=pl.col("key").str.strip_suffix("s"))
    known = pl.concat([_often_defined(defined), _surely_introduced(introduced, spelled)])
    known = known.filter((pl.col("spelling") != pl.col("short")) & ~pl.col("short").is_in(no_names()))
    first = (
        known.filter(pl.col("short").str.len_chars() > 2)
        .sort("since", "short")
        .unique("spelling", keep="first")
    )
    joined = spelled.join(first, on="spelling", how="left", maintain_order="left")
    moved = pl.when(pl.col("paper") >= pl.col("since")).then("short").otherwise("key")
    return joined.with_columns(key=moved).drop("spelling", "short", "since")


def _often_defined(defined: pl.DataFrame) -> pl.DataFrame:
    """spelling, short, since: long forms that enough papers define."""
    pairs = defined.filter(_spells_out("short")).unique(["key", "long_key", "paper"])
    since = pl.col("paper").sort().get(SEEN_ENOUGH - 1, null_on_oob=True)
    told = pairs.group_by(spelling="long_key", short="key").agg(since=since)
    return told.drop_nulls("since")


def _surely_introduced(introduced: pl.DataFrame, spelled: pl.DataFrame) -> pl.DataFrame:
    """spelling, short, since: long forms of sure introductions whose words were no common phrase before."""
    surely = introduced.filter((pl.col("score") >= _SURELY) & _spells_out("name"))
    pairs = surely.select(spelling=long_key("long_form"), short="key", since="paper")
    before = (
        spelled.select("spelling", "paper")
        .unique()
        .join(pairs, on="spelling")
        .filter(pl.col("paper") < pl.col("since"))
    )
    common = before.group_by("spelling", "short", "since").len().filter(pl.col("len") > _UNCOMMON)
    return pairs.join(common, on=["spelling", "short", "since"], how="anti")


def _spells_out(short: str) -> pl.Expr:
    """Whether a long form is no mere adjective and has about as many words as the short form has capitals."""
    words = pl.col("long_form").str.count_matches(r"[\s\-]+") + 1
    return pl.col("long_form").str.contains(r" |-.+-") & (
        words + 1 >= pl.col(short).str.count_matches("[A-Z]")
    )


# -- introductions --------------------------------------------------------------------------------


def _claims(introduced: pl.DataFrame, seen: pl.DataFrame, defined: pl.DataFrame) -> pl.DataFrame:
    """The surest introduction of each name by each paper, with ``z``, its log-odds."""
    # A spelling that had become an alias of something else is not introduced.
    items = introduced.join(seen, on=["key", "paper"], how="semi", maintain_order="left")
    claims = weighed(history(items, seen, defined)).sort("key", "paper", "z", descending=[False, False, True])
    claims = claims.unique(["key", "paper"], keep="first", maintain_order=True)
    # "Associative Gravity Force (AGF)" is one thing, not two.
    spelled = claims.drop_nulls("long_key").select("paper", "long_key").unique()
    own_form = pl.col("key").str.strip_suffix("s")
    return claims.with_columns(form=own_form).join(
        spelled, left_on=["paper", "form"], right_on=["paper", "long_key"], how="anti", maintain_order="left"
    )


def _senses(believed: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """One row a thing: believed introductions less those that introduce the same thing again.

    It is the same thing when the long form is the same, or when the two papers share an author (a journal
    version, a system paper).
    """
    believed = believed.join(papers.select("paper", "authors", "date"), on="paper", maintain_order="left")
    twins = believed.filter(pl.len().over("key") > 1)
    again = pl.concat([_same_long_form(twins), _same_author(twins)]).unique()
    senses = believed.join(again, on=["key", "paper"], how="anti", maintain_order="left").sort("paper", "key")
    return senses.with_columns(sense=pl.int_range(pl.len(), dtype=pl.UInt32) + 1)


def _same_long_form(twins: pl.DataFrame) -> pl.DataFrame:
    told = twins.drop_nulls("long_key").sort("paper")
    return told.filter(pl.int_range(pl.len()).over("key", "long_key") > 0).select("key", "paper")


def _same_author(twins: pl.DataFrame) -> pl.DataFrame:
    each = twins.select("key", "paper", "authors").explode("authors").drop_nulls("authors").sort("paper")
    return each.filter(pl.int_range(pl.len()).over("key", "authors") > 0).select("key", "paper")


# -- methods --------------------------------------------------------------------------------------

_CONTRIBUTION = (
    r"(?i)(?:networks?|models?|transformers?|autoencoders?|machines?|forests?|trees?|optimi[sz]ation|learning|generation|splatting|feedback|prompting|tuning|attention"
    r"|mechanism|regression|diffusion|adaptation|decoding|quantization|distillation|experts|fields?|thoughts?|policy|gradient|descent|search|sampling|propagation|memory|units?"
    r"|embeddings?|encoders?|decoders?|action|reasoning|filter|process(?:es)?|algorithm|method|framework|alignment|augmentation|minimization|maximization|training|bandits?)$"
)
_ACRONYM = ROLES.index("acronym")
_NO_NAME = (
    r"(?i)(?:ian|ish|ese|ean|ic|al|ive|ed|ing|ous|able)$|^\d+(?:\.\d+)?[bmk]-|\band\b"
    r"|\b(?:non|multi|pre|post|single|semi|cross|inter|intra|anti|macro|micro|human)-"
    r"|^(?:english|chinese|german|french|spanish|arabic|hindi|vietnamese|japanese|korean|russian|neural|eu)\s"
    r"|\s(?:ai|ml|nlp|ner|mt|asr|rag|slam|dp|ocr)$"
)
"""Endings and parts that no name of a contribution has: adjectives, prefixes, lists, languages, fields."""
_COMMON_NAMES = frozenset(("transformer",))
"""Words of running text that are names all the same when capitalised."""


def _methods(
    means: pl.DataFrame,
    senses: pl.DataFrame,
    spans: pl.DataFrame,
    defined: pl.DataFrame,
    papers: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """METHODS with ``key`` and ``sense``, by first appearance; and LOOKS of the unintroduced ones."""
    dates = papers.select(pl.col("paper").alias("first_paper"), pl.col("date").alias("known"), "paper_id")
    own = senses.select(
        "key",
        "sense",
        "name",
        "kind",
        "long_form",
        introduced_by=pl.col("paper"),
        first_paper=pl.col("paper"),
    ).join(dates, on="first_paper", maintain_order="left")
    looks = _unintroduced(means, spans, defined, papers)
    latest = looks.sort("sense", "since").unique("sense", keep="last", maintain_order=True)
    first = looks.group_by("sense").agg(known=pl.col("since").min())
    others = latest.drop("since").join(first, on="sense").join(dates.drop("known"), on="first_paper")
    listed = pl.concat([own, others], how="diagonal_relaxed").sort("first_paper", "key", "sense")
    # The first thing known by a name keeps the plain name as its id; later namesakes carry their paper.
    rank = pl.struct("known", "first_paper", "sense").rank("ordinal").over("key")
    methods = listed.with_columns(
        method=pl.int_range(pl.len(), dtype=pl.UInt32),
        method_id=pl.when(rank == 1)
        .then("key")
        .when(pl.col("introduced_by").is_null())
        .then(pl.col("key") + "@unknown")
        .otherwise(pl.col("key") + "@" + pl.col("paper_id")),
    )
    numbered = looks.join(methods.select("sense", "method"), on="sense").sort("method", "since")
    return methods.select(*METHODS, "key", "sense").cast(METHODS), numbered.select(LOOKS.names()).cast(LOOKS)


def _unintroduced(
    means: pl.DataFrame, spans: pl.DataFrame, defined: pl.DataFrame, papers: pl.DataFrame
) -> pl.DataFrame:
    """What names that nobody introduces look like, each time that enough more papers have used them."""
    early = means.filter(pl.col("sense") >= UNKNOWN_SENSE).sort("sense", "paper")
    early = early.with_columns(nth=pl.int_range(pl.len(), dtype=pl.UInt32).over("sense")).filter(
        pl.col("nth") < SEEN_AGAIN[-1]
    )
    often = early.filter(pl.col("nth") == SEEN_AGAIN[0] - 1).select("sense")
    early = early.join(often, on="sense", how="semi")
    places = spans.join(early, on=["key", "paper"])
    told = defined.join(early, on=["key", "paper"])
    first = early.filter(pl.col("nth") == 0).select("key", "sense", first_paper="paper")
    each = []
    for count in SEEN_AGAIN:
        known = early.filter(pl.col("nth") == count - 1).select("sense", "paper")
        since = known.join(papers.select("paper", since="date"), on="paper").select("sense", "since")
        within = pl.col("nth") < count
        each.append(since.join(_look(places.filter(within), told.filter(within)), on="sense"))
    return pl.concat(each).join(first, on="sense").with_columns(introduced_by=pl.lit(None, dtype=pl.UInt32))


def _look(places: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """sense, name, kind, long_form as some papers write them."""
    long_forms = (
        told.group_by("sense", "long_key")
        .agg(
            n=pl.col("paper").n_unique(), long_form=pl.col("long_form").sort_by("paper", "long_form").first()
        )
        .filter(pl.col("n") >= 2)
        .sort("n", "long_key", descending=[True, False])
        .unique("sense", keep="first", maintain_order=True)
    )
    looks = _votes(places).join(long_forms.select("sense", "long_form"), on="sense", how="left")
    # Letters that stand for plain words are shorthand, whatever noun comes next: "the LV model".
    shorthand = pl.col("name").str.contains(r"^[A-Z]{2,5}s?$") & ~pl.col("long_form").str.contains(
        _CONTRIBUTION
    )
    return looks.with_columns(
        kind=pl.when(shorthand.fill_null(False)).then(pl.lit(_ACRONYM)).otherwise("kind")
    )


def _votes(places: pl.DataFrame) -> pl.DataFrame:
    """sense, name, kind of unintroduced names, as papers write them; what is no name is left out.

    A capitalised word counts as a name only where nouns beside it say what it is often enough
    ("the Gemini model", against "Gaussian noise").
    """
    counted = places.group_by("sense").agg(
        places=pl.len(),
        hard=(pl.col("shape") == HARD).mean(),
        roles=pl.col("role").count(),
        kind=pl.col("role").drop_nulls().sort().mode(maintain_order=True).first(),
    )
    spelled = (
        places.group_by("sense", "surface")
        .len("n")
        .sort("n", "surface", descending=[True, False])
        .unique("sense", keep="first", maintain_order=True)
        .select("sense", name="surface")
    )
    told = pl.col("roles") / pl.col("places")
    kind = pl.when((pl.col("roles") >= 2) & (told > 0.04)).then("kind").otherwise(pl.lit(_ACRONYM))
    ordinary = pl.col("name").str.to_lowercase().is_in(sorted(common_words() - _COMMON_NAMES))
    written = (pl.col("hard") > 0.5) | ((told > 0.3) & ~ordinary & (pl.col("kind") != ROLES.index("task")))
    named = written & ~pl.col("name").str.contains(_NO_NAME)
    return counted.join(spelled, on="sense").filter(named).select("sense", "name", kind=kind)


# -- mentions and aliases -------------------------------------------------------------------------


def _mentions(spans: pl.DataFrame, means: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """MENTIONS with ``cue`` and ``surface``."""
    numbers = methods.select("sense", "method")
    meant = means.join(numbers, on="sense").select("key", "paper", "method")
    columns = ["method", "paper", "field", "start", "end", "sentence", "cue", "surface"]
    return (
        spans.join(meant, on=["key", "paper"])
        .select(columns)
        .sort("method", "paper", "field", "start", "end")
    )


def _aliases(
    mentions: pl.DataFrame, methods: pl.DataFrame, looks: pl.DataFrame, papers: pl.DataFrame
) -> pl.DataFrame:
    """Every spelling that papers use for a method, and long forms, from the day on which each was known."""
    dates = papers.select("paper", since="date")
    spelled = mentions.group_by("method", pl.col("surface").alias("alias")).agg(paper=pl.col("paper").min())
    introduced = methods.drop_nulls(["long_form", "introduced_by"])
    own = introduced.select("method", alias="long_form", paper="introduced_by")
    told = looks.drop_nulls("long_form").select("method", "since", alias="long_form")
    dated = pl.concat([spelled, own]).join(dates, on="paper")
    every = pl.concat([dated, told], how="diagonal_relaxed")
    once = every.group_by("method", "alias").agg(since=pl.col("since").min())
    return once.sort("method", "since", "alias").cast(ALIASES)
