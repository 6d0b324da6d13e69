"""From what single papers say to methods: which introductions count, who means which, what is mentioned.

Everything here looks back only.  Whether a paper introduces a name depends on how often earlier papers
showed it; which of several namesakes a paper means depends on earlier papers alone; a name that nobody in
the corpus introduces is listed from the day on which enough papers have named it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from inroad.atlas.claims import claimed, claims, phrases, with_senses
from inroad.atlas.described import Descriptions, described
from inroad.atlas.introductions import weights
from inroad.atlas.keys import numbered
from inroad.atlas.listing import Listed, aliases, listed
from inroad.atlas.namesakes import UNKNOWN_SENSE, meanings
from inroad.atlas.past import NUMBER, SHOWN, Past, added, waiting
from inroad.atlas.readings import Apart
from inroad.atlas.schema import MENTIONS
from inroad.atlas.spellings import Spelled, under_one_key, with_pairs
from inroad.atlas.tables import Made, Tables, ignore, renumbered
from inroad.atlas.unintroduced import unintroduced

_SETTLED = ("keys", "shown", "claims", "told", "pairs", "moves", "described")
"""What is remembered of names, and does not depend on what is listed; the largest first."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Methods, their other names, and every new place where they are named."""

    listed: Listed
    aliases: pl.DataFrame
    mentions: pl.DataFrame
    """MENTIONS and ``cue``: those of the new papers, and those of earlier papers that name what is listed
    only now."""
    introduced: pl.DataFrame
    """method, paper, headed: of all papers."""
    past: Past
    dropped: dict[str, int]
    """New things that were not taken, by reason."""
    unlisted: int
    """Things without an introducing paper, seen too rarely so far or no names."""


def resolve(
    past: Past,
    tables: Tables,
    papers: pl.DataFrame,
    apart: Apart,
    made: Made = ignore,
) -> Resolved:
    """Join the readings of new papers to what is known of the papers before.

    Args:
        past, tables: what is known of earlier papers.
        papers: LOOKED_AT of all of them.
        apart: what the new ones say; ``paper`` is their number in ``papers``.
        made: called with tables on the way.
    """
    keys, said = numbered(past.keys, apart)
    spelled = under_one_key(past, keys, said)
    found, abbreviated = claims(past, keys, said, spelled, papers["title"])
    believed = found.filter(pl.col("z") >= weights()["accept"])
    new = with_senses(past, believed, papers, keys["text"])
    every = claimed(past, new)
    keys = keys.with_columns(first=_first(keys, spelled.seen))
    shown = pl.concat([past.shown, spelled.seen.select(SHOWN.names())])
    described_by = _descriptions(past, new, keys["text"], apart.facts["topics"], papers.height, spelled)
    given = pl.concat([spelled.pairs.select("key", "paper", "long_key"), spelled.words])
    means = meanings(spelled.seen, keys, every.drop_nulls("sense"), given, papers, shown, described_by)
    vague = unintroduced(past, keys, said, spelled.spans, means, papers)
    counts, every = _counted(keys, spelled, means), _with_habit(every, means)
    own = every.drop_nulls("sense")
    now = replace(
        past,
        keys=counts,
        pairs=with_pairs(past.pairs, spelled.pairs),
        moves=spelled.moves,
        claims=every,
        shown=shown.join(own.select("paper").unique(), on="paper", how="semi", maintain_order="left"),
        pending=past.pending.with_rows(vague.places),
        told=vague.left(counts),
        described=described_by.known,
    )
    made({"pending": waiting(now), **{name: getattr(now, name) for name in _SETTLED}})
    known = listed(past, tables, keys, new.drop_nulls("sense"), vague, papers, apart.facts)
    made({"methods": known.table(), "looks": known.looks})
    mentions = _mentions(vague.earlier, spelled.spans, means, known)
    dropped = {
        "introductions not believed": found.height - believed.height,
        "introductions of letters for words that stand in earlier titles": abbreviated,
        "introductions of a name that the same group or the same long form had introduced": new[
            "sense"
        ].null_count(),
    }
    return Resolved(
        known,
        aliases(renumbered(tables.aliases, known.numbers, "method"), mentions, known, papers),
        mentions.drop("surface"),
        own.join(known.methods.select("method", "sense"), on="sense").select("method", "paper", "headed"),
        replace(now, listed=known.remembered()),
        dropped,
        int((counts["vague"] > 0).sum()) + own.height - known.methods.height,
    )


def _descriptions(
    past: Past, new: pl.DataFrame, texts: pl.Series, topics: pl.Series, papers: int, spelled: Spelled
) -> Descriptions:
    """What all things introduced so far are described by, beside what the new papers say.

    Args:
        past: what is known of earlier papers.
        new: what the new ones introduce.
        texts: names, by key.
        topics: TOPICS of the new ones.
        papers: how many there are in all.
        spelled: names that the new ones show.
    """
    first = papers - len(topics)
    known = pl.concat([past.described, described(new, texts, topics, first)])
    return Descriptions(known, spelled.spans, topics, first)


def _first(keys: pl.DataFrame, seen: pl.DataFrame) -> pl.Series:
    """The earliest paper that shows each name, new papers counted."""
    new = seen.unique("key", keep="first", maintain_order=True)
    shown = pl.Series([None], dtype=NUMBER).new_from_index(0, len(keys)).scatter(new["key"], new["paper"])
    return pl.select(pl.coalesce(keys["first"], shown)).to_series()


def _mentions(earlier: pl.DataFrame, spans: pl.DataFrame, means: pl.DataFrame, known: Listed) -> pl.DataFrame:
    """New MENTIONS with ``cue`` and ``surface``, in order; ``earlier``: PENDING of what is told anew."""
    methods = known.methods.select("sense", "method")
    meant = means.select("sense").join(methods, on="sense", how="left", maintain_order="left")["method"]
    columns = [*MENTIONS.names(), "cue", "surface"]
    now = spans.with_columns(method=meant.gather(spans["place"])).drop_nulls("method")
    late = known.methods.filter("new", pl.col("sense") >= UNKNOWN_SENSE).select("key", "method")
    before = earlier.join(late, on="key")
    every = pl.concat([before.select(columns), now.select(columns)])
    return every.sort("method", "paper", "field", "start", "end")


def _counted(keys: pl.DataFrame, spelled: Spelled, means: pl.DataFrame) -> pl.DataFrame:
    """KEYS with the new papers counted."""
    vague = means.filter(pl.col("sense") >= UNKNOWN_SENSE)
    return keys.with_columns(
        added(keys["spelt"], spelled.spellings.pairs()["thing"]),
        added(keys["shown"], spelled.seen["key"]),
        added(keys["phrase"], phrases(spelled).pairs()["thing"]),
        added(keys["vague"], vague["key"]),
        added(keys["habit"], vague["key"], vague["habit"]),
    )


def _with_habit(every: pl.DataFrame, means: pl.DataFrame) -> pl.DataFrame:
    """CLAIMS with the new papers' habits."""
    own = means.filter(pl.col("sense") < UNKNOWN_SENSE)
    none = pl.Series([0], dtype=NUMBER).new_from_index(0, every.height + 1)
    habit = added(none, own["sense"], own["habit"])
    return every.with_columns(pl.col("habit") + habit.gather(every["sense"]).fill_null(0))
