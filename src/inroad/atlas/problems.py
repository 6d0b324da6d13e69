"""The problem a paper sets out to solve, as a short standard label with its place in the text.

Every phrase of the lexicon that stands in title or abstract speaks for its label.  How loudly depends
on where it stands: in the title, in a sentence that says what is wrong ("however", "suffers"), in one
that says what the paper is for ("to address", "we propose"), or just anywhere.  The best-supported
label is taken if it has support enough; else the problem is unknown.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from inroad.atlas.lexicon import heard, load, needle_table, needles

# Set by eye on papers of known purpose; only their order of size matters much.
_TITLE = 3.0
_PLAIN = 1.0
_WRONG = 1.2  # added in a sentence that says what is wrong
_FOR = 0.8  # added in a sentence that says what the paper is for
_WEAK = 0.5  # factor of a phrase that names a setting as often as a problem
_LONGER = 0.25  # added for every further word: longer phrases are more specific
ENOUGH = 1.8
"""Support below which no problem is named: one plain mention is not enough, one with a cue is."""

COLUMNS = {
    "problem": pl.String,
    "problem_field": pl.UInt8,
    "problem_start": pl.UInt32,
    "problem_end": pl.UInt32,
    "problem_sentence": pl.UInt16,
}


@cache
def _labels() -> tuple[str, ...]:
    return tuple(load("lexicon/problems.toml")["labels"])


@cache
def problem_phrases() -> pl.DataFrame:
    """literal, phrase, number, group (place of the label), weak, worth."""
    labels = load("lexicon/problems.toml")["labels"]
    every = needle_table(
        {label: [*entry["words"], *entry.get("weak", ())] for label, entry in labels.items()}
    )
    weak = {phrase for entry in labels.values() for phrase in entry.get("weak", ())}
    return every.with_columns(
        weak=pl.col("phrase").is_in(list(weak)),
        worth=1 + _LONGER * pl.col("phrase").str.count_matches(" ", literal=True),
    )


@cache
def _cues(kind: str) -> list[str]:
    return [needle for cue in load("lexicon/problems.toml")["cues"][kind] for needle in needles(cue)]


def _mentions(matches: pl.DataFrame) -> pl.DataFrame:
    """One row a phrase found in a sentence, with the support it gives its label."""
    # A phrase said twice in one sentence says no more.
    each = matches.join(problem_phrases().drop("phrase"), on="literal").unique(
        ["row", "field", "at", "number"]
    )
    texts = each.select("row", "field", "at", "piece").unique(["row", "field", "at"])
    cued = texts.select(
        "row",
        "field",
        "at",
        wrong=pl.col("piece").str.contains_any(_cues("problem")),
        purpose=pl.col("piece").str.contains_any(_cues("purpose")),
    )
    title = pl.col("field") == 0
    audible = title | pl.col("wrong") | pl.col("purpose") | ~pl.col("weak")
    place = (
        pl.when(title).then(_TITLE).otherwise(_PLAIN + _WRONG * pl.col("wrong") + _FOR * pl.col("purpose"))
    )
    factor = pl.when("weak").then(_WEAK).otherwise(1.0)
    spoken = each.join(cued, on=["row", "field", "at"]).filter(audible)
    return spoken.with_columns(
        support=place * factor * pl.col("worth"),
        offset=pl.col("piece").str.find(pl.col("literal"), literal=True),
    )


def _chosen(mentions: pl.DataFrame) -> pl.DataFrame:
    """The best mention of the best label of each paper."""
    order = ["field", "at", "offset", "number"]
    # Of several phrases in one sentence only the loudest counts, so that no label wins by its synonyms.
    loudest = mentions.sort(
        ["row", "group", "support", *order], descending=[False, False, True] + [False] * 4
    )
    loudest = loudest.unique(["row", "group", "field", "at"], keep="first", maintain_order=True)
    best = loudest.group_by("row", "group", maintain_order=True).agg(
        # Rounded, so that the order in which floats were added cannot decide between equals.
        total=pl.col("support").sum().round(6),
        **{column: pl.col(column).first() for column in [*order, "piece", "literal"]},
    )
    best = best.filter(pl.col("total") >= ENOUGH).sort(
        ["row", "total", "field", "at", "offset", "group"], descending=[False, True] + [False] * 4
    )
    return best.unique("row", keep="first", maintain_order=True)


def _placed(chosen: pl.DataFrame) -> pl.DataFrame:
    """Start and end of the words in the stored field; an open phrase runs to the end of its word."""
    word = pl.col("literal").str.strip_chars(" .")
    rest = (
        pl.col("piece").str.slice(pl.col("offset") + 1 + word.str.len_bytes()).str.extract("^([a-z0-9]*)", 1)
    )
    start = pl.col("at") + pl.col("offset")
    return chosen.select(
        "row",
        problem=pl.col("group").replace_strict(dict(enumerate(_labels())), return_dtype=pl.String),
        problem_field="field",
        problem_start=start,
        problem_end=start + word.str.len_bytes() + rest.str.len_bytes(),
    )


# The same breaks as `text.sentences`, counted instead of listed: Rust's regular expressions cannot
# look ahead, so a break takes the first letter of the next sentence with it.
_CLOSE_OPEN = r"""[\"'”’)\]}]*\s+[\"'“‘(\[$\\]*[A-Z0-9α-ωΑ-Ω]"""
_BREAK = rf"[.!?]{_CLOSE_OPEN}"
_NO_BREAK = (
    r"(?:\b(?:e\.g|i\.e|cf|al|vs|etc|Fig|Figs|Eq|Eqs|Sec|Tab|No|Dr|Mr|Mrs|Ms|Prof|St|resp|approx|w\.r\.t|ca|dept"
    rf"|Inc|Ltd)|\b[A-Z])\.{_CLOSE_OPEN}"
)


def _sentence(text: pl.Expr, start: pl.Expr) -> pl.Expr:
    """0-based number of the sentence that holds the character ``start``."""
    before = pl.when(start.is_not_null()).then(text.str.slice(0, start + 1))
    return before.str.count_matches(_BREAK) - before.str.count_matches(_NO_BREAK)


def problems(papers: pl.DataFrame, matches: pl.DataFrame | None = None) -> pl.DataFrame:
    """The five ``problem`` columns of the atlas's papers, one row a paper.

    Args:
        papers: columns title and abstract.
        matches: those of ``lexicon.heard`` for these papers, if at hand.
    """
    if matches is None:
        matches = heard(papers, problem_phrases()["literal"])
    placed = _placed(_chosen(_mentions(matches)))
    rows = papers.select("title", "abstract", row=pl.int_range(pl.len(), dtype=pl.UInt32))
    whole = rows.join(placed, on="row", how="left", maintain_order="left")
    text = pl.when(pl.col("problem_field") == 0).then("title").otherwise("abstract")
    return whole.with_columns(problem_sentence=_sentence(text, pl.col("problem_start"))).select(
        pl.col(name).cast(dtype) for name, dtype in COLUMNS.items()
    )
