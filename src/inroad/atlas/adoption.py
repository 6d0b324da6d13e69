"""Who took a method up, and when.

A method that only its own authors name has not been adopted.  So every count here is split by whether
the paper shares an author with the paper that introduced the method.  Authors are often unknown: such
papers are counted apart and never taken for somebody else's.

Promised: the order of rows does not matter, a paper counts once however often it names the method, and
rows of a month never change when later papers come in.  Tables in and out; see ``atlas.schema``.
"""

from __future__ import annotations

import datetime as dt

import polars as pl

MONTHLY = pl.Schema(
    {
        "method": pl.UInt32,
        "month": pl.Date,  # first day of the month
        "papers": pl.UInt32,  # papers that name it, the introducing one included
        "own": pl.UInt32,  # those known to share an author with the introducing paper (and that paper)
        "by_others": pl.UInt32,  # those known to share none; null if the introducing authors are unknown
        "unknown": pl.UInt32,  # the rest: papers = own + by_others + unknown
        "corpus": pl.UInt32,  # papers the corpus covers in that month
        "share": pl.Float64,  # papers / corpus
    }
)

TOTALS = pl.Schema(
    {
        "method": pl.UInt32,
        "papers": pl.UInt32,
        "own": pl.UInt32,
        "by_others": pl.UInt32,  # null if the introducing paper or its authors are unknown
        "unknown": pl.UInt32,
        "recent": pl.UInt32,  # papers of the last 12 months, whoever wrote them
    }
)

GROUPS = pl.Schema(
    {
        "method": pl.UInt32,
        "groups": pl.UInt32,  # sets of papers linked by shared authors, authors known
        "unknown": pl.UInt32,  # papers whose authors are unknown, in no group
    }
)

USAGE = pl.Schema(
    {
        "method": pl.UInt32,
        "relation": pl.UInt8,
        "papers": pl.UInt32,  # papers that stand so to the method, its introducing one left out
    }
)


# -- whose paper is it ----------------------------------------------------------------------------


def naming(mentions: pl.DataFrame) -> pl.DataFrame:
    """The pairs (method, paper) of MENTIONS, each once, in no particular order."""
    return mentions.select("method", "paper").unique()


def _founders(methods: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """method, introduced_by, and the introducing paper's authors (null if either is unknown)."""
    introducing = papers.select(introduced_by="paper", founders="authors")
    return methods.select("method", "introduced_by").join(introducing, on="introduced_by", how="left")


def ownership(pairs: pl.DataFrame, papers: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` with a column ``own``: does the paper share an author with the introducing paper?

    Args:
        pairs: columns method and paper (others are kept), each pair once.
        papers: PAPERS; only paper and authors are read.
        methods: METHODS; only method and introduced_by are read.

    Returns:
        ``own`` is null where the introducing paper, its authors or the paper's authors are unknown.
        The introducing paper itself is always its own.
    """
    known = papers.select("paper", "authors").filter(pl.col("authors").list.len() > 0)
    founders = _founders(methods, known)
    shared = _shared(pairs, known, founders)
    knows_founders = founders.filter(pl.col("founders").is_not_null())["method"].implode()
    told = pl.col("method").is_in(knows_founders) & pl.col("paper").is_in(known["paper"].implode())
    itself = (pl.col("paper") == pl.col("introduced_by")).fill_null(False)
    return (
        pairs.join(founders.select("method", "introduced_by"), on="method", how="left")
        .join(shared, on=["method", "paper"], how="left")
        .with_columns(own=pl.when(itself | pl.col("shared").is_not_null()).then(True).when(told).then(False))
        .drop("introduced_by", "shared")
    )


def _shared(pairs: pl.DataFrame, known: pl.DataFrame, founders: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose paper shares an author with the founders."""
    # Comparing lists row by row; joining authors one by one took seven times as long.
    both = (
        pairs.select("method", "paper")
        .join(founders.drop_nulls("founders").select("method", "founders"), on="method")
        .join(known, on="paper")
    )
    common = pl.col("founders").list.set_intersection("authors").list.len() > 0
    return both.filter(common).select("method", "paper", shared=pl.lit(True))


_SPLIT = (
    pl.len().cast(pl.UInt32).alias("papers"),
    pl.col("own").fill_null(False).sum().cast(pl.UInt32).alias("own"),
    (~pl.col("own")).fill_null(False).sum().cast(pl.UInt32).alias("by_others"),
    pl.col("own").is_null().sum().cast(pl.UInt32).alias("unknown"),
)


def _without_founders(counts: pl.DataFrame, papers: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """Null instead of 0 in ``by_others`` where nobody can tell who introduced the method."""
    known = papers.select("paper", "authors").filter(pl.col("authors").list.len() > 0)
    told = _founders(methods, known).filter(pl.col("founders").is_not_null())["method"]
    may_tell = pl.col("method").is_in(told.implode())
    return counts.with_columns(by_others=pl.when(may_tell).then("by_others"))


# -- counts ---------------------------------------------------------------------------------------


def per_month(papers: pl.DataFrame) -> pl.DataFrame:
    """month and ``corpus``, the papers the corpus covers in it, in order; months without papers lack."""
    return (
        papers.select(month=pl.col("date").dt.truncate("1mo"))
        .drop_nulls()
        .group_by("month")
        .agg(corpus=pl.len().cast(pl.UInt32))
        .sort("month")
    )


def monthly(
    mentions: pl.DataFrame,
    papers: pl.DataFrame,
    methods: pl.DataFrame,
    covered: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """New papers a method and month, for every method of ``mentions`` at once.

    Args:
        mentions: MENTIONS, or any part of it; filter it for one method or one field.
        papers: PAPERS of the whole corpus (it also gives the totals a month).
        methods: METHODS; methods missing from it are treated as of unknown origin.
        covered: the totals a month, as of :func:`per_month`, where ``papers`` are only those that
            ``mentions`` and ``methods`` speak of.

    Returns:
        MONTHLY, sorted by method and month.  Months without a paper have no row.
    """
    dated = papers.select("paper", month=pl.col("date").dt.truncate("1mo"))
    pairs = ownership(naming(mentions), papers, methods).join(dated, on="paper")
    counts = pairs.drop_nulls("month").group_by("method", "month").agg(*_SPLIT)
    return (
        _without_founders(counts, papers, methods)
        .join(per_month(papers) if covered is None else covered, on="month")
        .with_columns(share=pl.col("papers") / pl.col("corpus"))
        .select(MONTHLY.names())
        .sort("method", "month")
    )


def totals(
    mentions: pl.DataFrame, papers: pl.DataFrame, methods: pl.DataFrame, until: dt.date | None = None
) -> pl.DataFrame:
    """Papers a method over the whole time, as TOTALS, sorted by method.

    Args:
        mentions: MENTIONS, or any part of it.
        papers: PAPERS.
        methods: METHODS.
        until: papers of the 12 months up to this day are recent; by default the day of the last paper.
    """
    since = pl.lit(papers["date"].max() if until is None else until, dtype=pl.Date).dt.offset_by("-1y")
    pairs = ownership(naming(mentions), papers, methods).join(papers.select("paper", "date"), on="paper")
    recent = (pl.col("date") > since).sum().cast(pl.UInt32).alias("recent")
    counts = pairs.group_by("method").agg(*_SPLIT, recent)
    return _without_founders(counts, papers, methods).select(TOTALS.names()).sort("method")


def groups(mentions: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Distinct author groups a method: connected components of its papers by shared authors.

    Two papers with a common author are one group, and so on transitively, within the method only.
    The figure is of the rows given: a later paper may join two groups into one.

    Returns:
        GROUPS, sorted by method.
    """
    pairs = naming(mentions).sort("method", "paper").with_row_index("node")
    wrote = pairs.join(papers.select("paper", "authors"), on="paper", how="left")
    known = pl.col("authors").list.len().fill_null(0) > 0
    edges = wrote.filter(known).explode("authors").select("node", "method", author="authors")
    hubs = edges.select("node", hub=_together("method", "author").rank("dense") + (pairs.height - 1))
    component = _components(hubs, pairs.height)
    return (
        wrote.select("method", known=known, component=component)
        .group_by("method")
        .agg(
            groups=pl.col("component").filter(pl.col("known")).n_unique().cast(pl.UInt32),
            unknown=(~pl.col("known")).sum().cast(pl.UInt32),
        )
        .sort("method")
    )


def _together(high: str, low: str) -> pl.Expr:
    """Two 32-bit columns as one number: ranked several times as fast as a struct."""
    return pl.col(high).cast(pl.UInt64) * 2**32 + pl.col(low)


def _components(hubs: pl.DataFrame, nodes: int) -> pl.Series:
    """Component number of each of the first ``nodes`` nodes of the bipartite graph ``hubs``."""
    # Here and not above: the import takes longer than most commands that read this module.
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    left, right = hubs["node"].to_numpy(), hubs["hub"].to_numpy()
    size = int(right.max()) + 1 if len(right) else nodes
    ones = np.ones(len(left), dtype=np.int8)
    matrix = coo_matrix((ones, (left, right)), shape=(size, size))
    labels = connected_components(matrix, directed=False)[1]
    return pl.Series("component", labels[:nodes])


def usage(related: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """Papers that build on, apply, compare with or survey a method: real use, not just naming.

    A paper counts once in each relation, whoever wrote it; only the paper that introduces the method does not
    count.

    Args:
        related: RELATED, or any part of it; filter it for what is sure enough.
        methods: METHODS; only method and introduced_by are read, rows to other methods are left out.

    Returns:
        USAGE, sorted by method and relation; what no paper does has no row.
    """
    known = methods.select(parent="method", own="introduced_by")
    rows = related.join(known, on="parent").filter(pl.col("paper").ne_missing(pl.col("own")))
    counts = rows.group_by(method="parent", relation="relation").agg(
        papers=pl.col("paper").n_unique().cast(pl.UInt32)
    )
    return counts.select(USAGE.names()).sort("method", "relation")
