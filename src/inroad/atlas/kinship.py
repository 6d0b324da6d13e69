"""Names that tell by themselves what they grew out of: QLoRA is a kind of LoRA, Mamba-2 one of Mamba.

A name bears an older one as a version, as its beginning or end, or by the words of its long form.  How
sure that is depends on how, on how often the older one was seen by then, and on the field of both.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.names import common_words
from inroad.atlas.relation_model import DATA, LEAST, MADE, PREFIX, SUFFIX, VERSION, WORDS, model
from inroad.atlas.schema import RELATED, RELATIONS, ROLES

_CLASS: Final = r" (?:network|model|learning|agent|system|machine|language|analysi|task|tuning)$"
"""Ends of long forms that name a whole class."""


def plain(column: str) -> pl.Expr:
    """A long form or title as words in lower case without plural and marks, a space around each."""
    text = pl.col(column).str.to_lowercase().str.replace_all(r"s?[^\p{L}\p{N}]+|s$", " ")
    return pl.lit(" ") + text.str.strip_chars() + pl.lit(" ")


def spelling() -> pl.Expr:
    """The long form, or a name of three words or more, as :func:`_plain` has it."""
    return pl.coalesce(
        plain("long_form"), pl.when(pl.col("name").str.contains(r"[\s\-].*[\s\-]")).then(plain("name"))
    )


def ending() -> pl.Expr:
    """The last two words of the spelling, if they do not name a whole class of things."""
    tail = spelling().str.extract(r"( [^ ]+ [^ ]+) $")
    return pl.when(~tail.str.contains(_CLASS)).then(tail)


LETTERS: Final = {
    "length": pl.col("older").str.len_chars(),
    "capitals": pl.col("older").str.contains("^[A-Z]+$"),
}


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
    told = pairs.filter("listed").select("child", "parent").drop_nulls().join(keys, on="parent")
    told = told.select("child", "key").unique()
    rows = rows.join(keys, on="parent").with_columns(confidence=name_confidence())
    rows = rows.join(told, on=["child", "key"], how="anti")
    inferred = rows.filter(pl.col("confidence") >= LEAST).with_columns(
        relation=pl.lit(RELATIONS.index("builds on")), inferred=pl.lit(True), **_NOWHERE
    )
    left = {"name alike, but not sure enough": rows.height - inferred.height}
    return inferred.select(RELATED.names()).cast(RELATED), left


_NOWHERE: Final = {name: pl.lit(None) for name in ("field", "start", "end", "sentence")}


def bearers(mentions: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Methods that bear older names, with the longest known by then: paper, child, parent, how, length, seen.

    ``paper`` is the one that introduces the child (``known``), else the first that names it.  Of namesakes
    the parent is the one that the paper names itself, else the one that most earlier papers named.
    """
    sightings = Sightings(mentions)
    seen = sightings.total(methods["method"].to_numpy())
    made = methods.filter(pl.col("kind").is_in([*MADE, *DATA, _UNTOLD]))
    often = made.filter(pl.Series(seen).gather(made["method"].to_numpy()) >= _LEAST_SEEN)
    rows = pl.concat([_borne(methods, often), _numbered(methods, made), _worded(made, often)])
    rows = _dated(rows.unique(["child", "parent"], keep="first", maintain_order=True), methods, papers)
    same = Sightings(mentions.join(papers.select("paper", field_code=field_code()), on="paper"), "field_code")
    parent, paper = (rows[column].to_numpy() for column in ("parent", "paper"))
    field = rows.select(field_code())["field_code"].to_numpy()
    base = pl.col("newer").str.replace(_NUMBER, "").str.to_lowercase()
    rows = rows.with_columns(
        seen=pl.Series(sightings.before(parent, paper)),
        at_home=pl.Series(same.before(parent, paper, field)),
        capitals=LETTERS["capitals"],
        numbered=base == pl.col("older").str.to_lowercase(),
    )
    weight = pl.col("seen") * pl.col("length") ** 2
    early = pl.col("since") == pl.col("both")
    rows = rows.with_columns(
        lead=weight / (weight.filter(early).sum().over("child", "how") + weight * ~early),
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
        .pipe(_best_so_far)
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
    older = methods.select(
        parent="method", older="name", parent_first="first_paper", parent_kind="kind", parent_known="known"
    )
    newer = methods.select(
        child="method", newer="name", child_kind="kind", by="introduced_by", at="first_paper", since="known"
    )
    return (
        rows.join(newer, on="child")
        .join(older, on="parent")
        .with_columns(paper=pl.coalesce("by", "at"), known=pl.col("by").is_not_null())
        .filter(pl.col("parent_first") < pl.col("paper"))
        .with_columns(both=pl.max_horizontal("parent_known", "since"))  # the day from which both are listed
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
    words = spelling().str.strip_chars().str.split(" ")
    newer = made.select(child="method", words=words, tail=ending()).drop_nulls("tail")
    newer = newer.filter(pl.col("words").list.len() > 2)
    older = often.select(parent="method", older_words=words, tail=ending()).drop_nulls("tail")
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


def field_code() -> pl.Expr:
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
