"""Names that nobody in the corpus introduces: from when on they are listed, and what they look like.

They are listed once enough papers have named them, and told anew after some more, always from these papers
alone.  Until then the places where they stand are remembered, so that they count once the name is listed.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from inroad.atlas.keys import Said
from inroad.atlas.names import HARD, common_words
from inroad.atlas.namesakes import UNKNOWN_SENSE
from inroad.atlas.past import NUMBER, PENDING, SEEN_LAST, TOLD, Past, ranks
from inroad.atlas.schema import ROLES
from inroad.atlas.spellings import SEEN_ENOUGH

SEEN_AGAIN = (SEEN_ENOUGH, 15, SEEN_LAST)
"""Numbers of papers after which it is told anew, from these papers alone, what such a thing is."""

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
    r"|^\S+(?:ing|ed|based)\s(?:\S+\s)*(?:language\smodels?|llms?)$"
    r"|^[a-z]+-to-[a-z]+$|-(?:robust|resilient|aware|free|level|wise|driven|space)$"
)
"""Endings and parts that no name of a contribution has: adjectives, prefixes, lists, languages, fields,
kinds of language model."""
_COMMON_NAMES = frozenset(("transformer",))
"""Words of running text that are names all the same when capitalised."""


@dataclass(frozen=True, slots=True)
class Unintroduced:
    """What the new papers tell of names that nobody introduces."""

    looks: pl.DataFrame
    """sense, key, known (paper), since (day), name, kind, long_form, first_paper; by (known, sense)."""
    earlier: pl.DataFrame
    """PENDING of earlier papers of the names that are told anew."""
    places: pl.DataFrame
    """PENDING of the new papers."""
    told: pl.DataFrame
    """TOLD of earlier papers and new ones together, also of names that need them no more."""

    def left(self, keys: pl.DataFrame) -> pl.DataFrame:
        """TOLD of names that may still be told anew; KEYS count the new papers, too."""
        return self.told.filter((keys["vague"] < SEEN_LAST).gather(self.told["key"]))


def unintroduced(
    past: Past, keys: pl.DataFrame, said: Said, spans: pl.DataFrame, means: pl.DataFrame, papers: pl.DataFrame
) -> Unintroduced:
    """What these names look like, each time that enough more papers have used them.

    Args:
        past: what earlier papers said.
        keys: KEYS, with the counts of earlier papers.
        said: what new papers say.
        spans: their places, with ``place`` in ``means``.
        means: paper, key, sense: sorted.
        papers: paper, date.
    """
    early = _early(keys, means)
    places = _places(spans, early, means.height)
    gave = said.defined.join(early, on=["key", "paper"], maintain_order="left")
    told = pl.concat([past.told, gave.select(TOLD.names())])
    again = early.filter(pl.col("nth").is_in([count - 1 for count in SEEN_AGAIN])).select("key").unique()
    earlier = past.pending.where(pl.col("key").is_in(again["key"].implode()))
    asked = pl.concat([earlier, places.join(again, on="key", how="semi", maintain_order="left")])
    forms = told.join(again, on="key", how="semi")
    looks = [_looks_at(count, early, asked, forms) for count in SEEN_AGAIN]
    first = asked.filter(pl.col("nth") == 0).select("key", first_paper="paper").unique()
    found = (
        pl.concat(looks)
        .with_columns(papers["date"].gather(pl.concat(looks)["known"]).alias("since"))
        .join(first, on="key")
        .with_columns(sense=pl.col("key") + UNKNOWN_SENSE)
        .sort("known", "sense")
    )
    return Unintroduced(found, earlier, places, told)


def _places(spans: pl.DataFrame, early: pl.DataFrame, count: int) -> pl.DataFrame:
    """PENDING of the new papers."""
    never = pl.Series([None], dtype=NUMBER).new_from_index(0, count)
    nth = never.scatter(early["place"], early["nth"]).gather(spans["place"])
    return spans.with_columns(nth=nth).drop_nulls("nth").select(PENDING.names())


def _early(keys: pl.DataFrame, means: pl.DataFrame) -> pl.DataFrame:
    """place, key, paper, nth (so many papers meant it before): while it may still be told anew."""
    vague = means.with_row_index("place").filter(pl.col("sense") >= UNKNOWN_SENSE)
    nth = ranks(vague["key"]) + keys["vague"].gather(vague["key"]).to_numpy()
    ranked = vague.with_columns(nth=pl.Series(nth, dtype=NUMBER))
    return ranked.filter(pl.col("nth") < SEEN_AGAIN[-1]).select("place", "key", "paper", "nth")


def _looks_at(count: int, early: pl.DataFrame, pending: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """key, known, name, kind, long_form of names that the ``count``-th paper has used now."""
    known = early.filter(pl.col("nth") == count - 1).select("key", known="paper")
    places, gave = (
        table.filter(pl.col("nth") < count).join(known, on="key", how="semi", maintain_order="left")
        for table in (pending, told)
    )
    return known.join(_look(places, gave), on="key", maintain_order="left")


def _look(places: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """key, name, kind, long_form as some papers write them."""
    long_forms = (
        told.group_by("key", "long_key")
        .agg(
            n=pl.col("paper").n_unique(), long_form=pl.col("long_form").sort_by("paper", "long_form").first()
        )
        .filter(pl.col("n") >= 2)
        .sort("n", "long_key", descending=[True, False])
        .unique("key", keep="first", maintain_order=True)
    )
    looks = _votes(places).join(long_forms.select("key", "long_form"), on="key", how="left")
    # Letters that stand for plain words are shorthand, whatever noun comes next: "the LV model".
    shorthand = pl.col("name").str.contains(r"^[A-Z]{2,5}s?$") & ~pl.col("long_form").str.contains(
        _CONTRIBUTION
    )
    return looks.with_columns(
        kind=pl.when(shorthand.fill_null(False)).then(pl.lit(_ACRONYM, pl.UInt8)).otherwise("kind")
    )


def _votes(places: pl.DataFrame) -> pl.DataFrame:
    """key, name, kind of unintroduced names, as papers write them; what is no name is left out.

    A capitalised word counts as a name only where nouns beside it say what it is often enough
    ("the Gemini model", against "Gaussian noise").
    """
    counted = places.group_by("key").agg(
        places=pl.len(),
        hard=(pl.col("shape") == HARD).mean(),
        roles=pl.col("role").count(),
        kind=pl.col("role").drop_nulls().sort().mode(maintain_order=True).first(),
    )
    spelled = (
        places.group_by("key", "surface")
        .len("n")
        .sort("n", "surface", descending=[True, False])
        .unique("key", keep="first", maintain_order=True)
        .select("key", name="surface")
    )
    told = pl.col("roles") / pl.col("places")
    kind = pl.when((pl.col("roles") >= 2) & (told > 0.04)).then("kind").otherwise(pl.lit(_ACRONYM, pl.UInt8))
    ordinary = pl.col("name").str.to_lowercase().is_in(sorted(common_words() - _COMMON_NAMES))
    written = (pl.col("hard") > 0.5) | ((told > 0.3) & ~ordinary & (pl.col("kind") != ROLES.index("task")))
    named = written & ~pl.col("name").str.contains(_NO_NAME)
    return counted.join(spelled, on="key").filter(named).select("key", "name", kind=kind)
