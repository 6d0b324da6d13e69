"""More papers than there are: real ones over again, with new ids, other days of the month and other names.

A second copy of a paper that names what the first names would only add to what is known.  A corpus that
grows brings new names with it, so what few papers name is called otherwise in each copy: its letters are
turned, vowels to vowels and consonants to consonants, in all texts of the copy alike ("FlexDoRA" becomes
"GmizFuSE"), with the initials of the long form that an abbreviation stands behind.  What many papers name
keeps its name, and is named by more.  Authors are renamed in the same way.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Iterator

import polars as pl

SEED = 1
BATCH = 50_000
_COMMON = 20
"""What more papers than this name keeps its name."""
_TOKEN = re.compile(r"\b[A-Za-z][\w+-]*[A-Z0-9][\w+-]*|\b[A-Z][a-z]+\b")
_COINED = re.compile(r"[A-Za-z][\w+-]*[A-Z0-9][\w+-]*\Z")
_HEAD = re.compile(r"([A-Z][a-z]+): ")
_PAIR = re.compile(r"((?:\b[A-Za-z][\w-]*[ -]){2,7})\((\w+)\)")
_INITIAL = re.compile(r"\b[A-Za-z]")
_VOWELS, _CONSONANTS = "aeiouy", "bcdfghjklmnpqrstvwxz"


def copied(papers: pl.DataFrame, size: int) -> Iterator[pl.DataFrame]:
    """``size`` papers, a batch at a time: each once, then each once more under other names, and so on."""
    rare = _rare_names(papers) if size > papers.height else frozenset()
    rest, copy = size, 0
    while rest > 0:
        drawn = papers.sample(min(rest, papers.height), seed=SEED, shuffle=True)
        for start in range(0, drawn.height, BATCH):
            yield _copy(drawn[start : start + BATCH], copy, size - rest + start, rare)
        rest, copy = rest - drawn.height, copy + 1


def _copy(papers: pl.DataFrame, copy: int, first: int, rare: frozenset[str]) -> pl.DataFrame:
    """Papers of one copy; the first of them has this number."""
    number = pl.int_range(first, first + papers.height, dtype=pl.UInt32)
    day = pl.col("date").dt.truncate("1mo") + pl.duration(days=number.hash(SEED) % 28)
    rows = papers.with_columns(date=day.cast(pl.Date)).with_columns(
        paper_id=pl.format("doi:10.5555/{}.{}", pl.col("date").dt.strftime("%y%m"), number),
        doi=pl.lit(None, pl.String),
        also=pl.lit([], pl.List(pl.String)),
    )
    return _renamed(rows, copy, rare) if copy else rows


# -- other names --------------------------------------------------------------------------------------


def _rare_names(papers: pl.DataFrame) -> frozenset[str]:
    """Words that look coined, or stand before a title's colon, and that few papers have."""
    counts, coined = Counter[str](), set[str]()
    for title, abstract in papers.select("title", "abstract").iter_rows():
        words = set(_TOKEN.findall(f"{title} {abstract or ''}"))
        counts.update(words)
        coined.update(word for word in words if _COINED.match(word))
        coined.update(_HEAD.findall(title)[:1])
    return frozenset(word for word in coined if counts[word] <= _COMMON)


def _renamed(papers: pl.DataFrame, copy: int, rare: frozenset[str]) -> pl.DataFrame:
    table = turned(copy)
    text = _renamer(table, rare)
    titles = [f"{text(title)} ({copy})" for title in papers["title"]]
    abstracts = [abstract and text(abstract) for abstract in papers["abstract"]]
    authors = [names and [name.translate(table) for name in names] for names in papers["authors"].to_list()]
    return papers.with_columns(
        title=pl.Series(titles, dtype=pl.String),
        abstract=pl.Series(abstracts, dtype=pl.String),
        authors=pl.Series(authors, dtype=papers.schema["authors"]),
    )


def turned(copy: int) -> dict[int, int]:
    """The letters of a copy: each is so many places further among its like."""
    mapped = dict(zip(string.ascii_lowercase, string.ascii_lowercase, strict=True))
    for letters in (_VOWELS, _CONSONANTS):
        step = copy % len(letters)
        mapped |= dict(zip(letters, letters[step:] + letters[:step], strict=True))
    return str.maketrans(mapped | {old.upper(): new.upper() for old, new in mapped.items()})


def _renamer(table: dict[int, int], rare: frozenset[str]) -> Callable[[str], str]:
    def pair(match: re.Match[str]) -> str:
        if match[2] not in rare:
            return match[0]
        return f"{_INITIAL.sub(initial, match[1])}({match[2]})"

    def initial(match: re.Match[str]) -> str:
        return match[0].translate(table)

    def name(match: re.Match[str]) -> str:
        return match[0].translate(table) if match[0] in rare else match[0]

    return lambda text: _TOKEN.sub(name, _PAIR.sub(pair, text))
