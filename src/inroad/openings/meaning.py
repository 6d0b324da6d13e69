"""Which names can be believed: that a paper brought a name up, and that its readers mean this by it.

Openings count who names a method.  Two kinds of names make such counts worthless: a name that was there
before the paper that is said to introduce it (an optimizer that was only written about elsewhere), and
letters that stand for two things ("I2I": a method, and image-to-image).

Whether a name is doubted does not depend on what is asked, but looking takes all titles and all names.  So it
is worked out once an atlas, for all methods that enough papers name to be asked about, and kept; of others,
and where nothing is kept, it is looked up when they are asked about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np
import polars as pl

from inroad.atlas.mapped import Array, Facts
from inroad.atlas.open import Atlas
from inroad.atlas.parts import alike, mentions_of, with_papers
from inroad.atlas.text import fold, name_key
from inroad.openings.taken import stem

_ENOUGH = 10
"""Papers that name other members of a family (each counted once a member): its makers, or libraries, make it
easy."""
_NUMBERED = re.compile(r"^(.*?[A-Za-z]{2,}?)[ -]?[vV]?\d")
_HEAD = 3
"""Letters that a family has at least."""
_ALONE = 0.8
"""Part that a method must have of all papers that say its name: else readers think of a namesake."""
_SHARED = 0.5
"""Part of its words that a long form shares with another that means the same."""


VERSION = 1
"""Raised when the same atlas gives other doubts."""
_BEFORE, _FAMILY = (1, 2), (4, 8)
"""Signs of a method that are kept: that one doubt was looked up, and that it holds."""
_NAMED = 3
"""Papers that name a method whose name is looked for in all titles beforehand."""
Doubt = Callable[[pl.DataFrame, Atlas], frozenset[int]]


def there_before(rows: pl.DataFrame, atlas: Atlas) -> frozenset[int]:
    """Methods whose name stands in the title of an earlier paper that introduces no namesake.

    ``rows`` has the columns method, name and introduced_by.
    """
    return _doubted(rows, atlas, _BEFORE, _there_before)


def of_known_families(rows: pl.DataFrame, atlas: Atlas) -> frozenset[int]:
    """Numbered successors of something that many papers name ("V-JEPA 2.1", "Mamba-3").

    ``rows`` has the columns method and name.
    """
    return _doubted(rows, atlas, _FAMILY, _of_known_families)


# -- kept -----------------------------------------------------------------------------------------


def at_hand(atlas: Atlas) -> bool:
    """Whether doubts were worked out before, or cannot be kept."""
    return atlas.mapped is None or _kept(atlas) is not None


def work_out(atlas: Atlas) -> None:
    """Work out the doubts of an atlas, and keep them."""
    if atlas.mapped is not None and atlas.as_of is None:
        atlas.mapped.get(f"doubts-{VERSION}", lambda: _made(atlas))


def _doubted(rows: pl.DataFrame, atlas: Atlas, signs: tuple[int, int], look: Doubt) -> frozenset[int]:
    kept = _kept(atlas)
    if kept is None:
        return look(rows, atlas)
    looked, holds = signs
    numbers = rows["method"].to_numpy()
    told = kept[numbers]
    found = numbers[(told & holds) > 0].tolist()
    return frozenset(found) | look(rows.filter(pl.Series((told & looked) == 0)), atlas)


def _kept(atlas: Atlas) -> Array | None:
    """(methods,) the signs of each; None where they were not worked out."""
    if atlas.mapped is None or atlas.as_of is not None:
        return None
    found = atlas.mapped.only(f"doubts-{VERSION}")
    return found[0]["signs"] if found else None


def _made(atlas: Atlas) -> tuple[dict[str, Array], Facts]:
    signs = np.zeros(atlas.methods.height, np.uint8)
    introduced = atlas.methods.filter(pl.col("introduced_by").is_not_null())
    named = with_papers(atlas, introduced.select("method", "name", "introduced_by"))
    often = named.filter(pl.col("papers") >= _NAMED)
    asked = ((_BEFORE, _there_before, often), (_FAMILY, _of_known_families, introduced))
    for (looked, holds), look, rows in asked:
        signs[rows["method"].to_numpy()] |= looked
        signs[np.array(sorted(look(rows, atlas)), dtype=np.int64)] |= holds
    return {"signs": signs}, {}


# -- names that were there before -------------------------------------------------------------------


def _there_before(rows: pl.DataFrame, atlas: Atlas) -> frozenset[int]:
    names = rows.filter(pl.col("introduced_by").is_not_null(), pl.col("name").str.len_chars() > 2)
    if names.is_empty():
        return frozenset()
    spelled = names["name"].unique().sort().to_list()
    keys = {name: name_key(name) for name in spelled}
    makers = _introducing(atlas, set(keys.values()))
    said: dict[str, int] = {}
    for paper, title, name in _holding(atlas, spelled):
        if paper not in makers.get(keys[name], ()) and name not in said and _whole(name, title):
            said[name] = paper
    return frozenset(
        number
        for number, name, own in names.select("method", "name", "introduced_by").iter_rows()
        if said.get(name, own) < own
    )


def _holding(atlas: Atlas, names: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Paper, title and name for every name in a title, the earliest paper first."""
    titles = atlas.papers.select("paper", "title").filter(pl.col("title").str.contains_any(list(names)))
    hits = pl.col("title").str.extract_many(list(names), overlapping=True).list.unique(maintain_order=True)
    yield from titles.with_columns(name=hits).explode("name").sort("paper", "name").iter_rows()


def _whole(name: str, title: str) -> bool:
    """Whether a title says a name as a word of its own."""
    return re.search(rf"(?<![A-Za-z0-9-]){re.escape(name)}(?![A-Za-z0-9-])", title) is not None


def says_name(name: str, title: str) -> bool:
    """Whether a title says a name, in whatever capitals and with or without hyphens.

    >>> says_name("Web-Glove 2", "WebGlove 2: a Glove"), says_name("HAL", "Half a Loaf")
    (True, False)
    """
    key, words = fold(name), [fold(word) for word in re.findall(r"\w+\+*", title)]
    runs = (
        "".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    )
    return any(run in (key, f"{key}s") for run in runs)


def _introducing(atlas: Atlas, keys: Collection[str]) -> dict[str, set[int]]:
    """Folded name -> papers that introduce something of that name."""
    key = pl.col("method_id").str.split("@").list.first()
    every = atlas.derived("introducing", lambda: atlas.methods.select("introduced_by", key=key).drop_nulls())
    rows = every.filter(pl.col("key").is_in(sorted(keys)))
    found: dict[str, set[int]] = {}
    for own, name in rows.iter_rows():
        found.setdefault(name, set()).add(own)
    return found


def mostly_meant(rows: pl.DataFrame, atlas: Atlas) -> pl.DataFrame:
    """Those of some rows (METHODS and ``papers``) that most papers mean which say their name."""
    key = pl.col("method_id").str.split("@").list.first()
    wanted = rows.select("method", key=key)
    sakes = alike(atlas, rows).select(key=key, sake="method").join(wanted, on="key")
    named = mentions_of(atlas, sakes["sake"], ["method", "paper"])
    mentions = named.select("paper", sake="method").join(sakes, on="sake")
    said = mentions.group_by("method").agg(said=pl.col("paper").n_unique())
    told = rows.join(said, on="method", maintain_order="left")
    return told.filter(pl.col("papers") >= _ALONE * pl.col("said"))


def means_two_things(name: str, aliases: Iterable[str]) -> bool:
    """Whether what a name is said to stand for is two things.

    >>> means_two_things("I2I", ["Improvise to Initialize", "Image-to-Image"])
    True
    >>> means_two_things("HOI", ["Human-Object Interaction", "human object interactions"])
    False
    """
    forms: list[frozenset[str]] = []
    for alias in aliases:
        words = frozenset(stem(word.lower()) for word in re.findall(r"[A-Za-z]{3,}", alias))
        if not words or not re.search(r"[ -]", alias) or name_key(alias) == name_key(name):
            continue
        if any(len(words & other) < _SHARED * min(len(words), len(other)) for other in forms):
            return True
        forms.append(words)
    return False


def _of_known_families(rows: pl.DataFrame, atlas: Atlas) -> frozenset[int]:
    stems = {at: key for at, name in rows.select("method", "name").iter_rows() if (key := family(name))}
    if not stems:
        return frozenset()
    # The first letters are enough to pass over most names quickly.
    heads = pl.Series(sorted({key[:_HEAD] for key in stems.values()})).implode()
    near = atlas.methods.filter(pl.col("method_id").str.slice(0, _HEAD).is_in(heads))
    known = with_papers(atlas, near.select("method", "method_id", "name"))
    papers = dict(known.select("method", "papers").iter_rows())
    named: Counter[str] = Counter()
    for name_id, name, count in known.select("method_id", "name", "papers").iter_rows():
        named[family(name) or name_id.split("@")[0]] += count
    return frozenset(at for at, key in stems.items() if named[key] - papers.get(at, 0) >= _ENOUGH)


def family(name: str) -> str | None:
    """What stands before the number of a numbered name, folded; None without one.

    >>> family("V-JEPA 2.1"), family("Qwen3-VL"), family("TiDAR")
    ('vjepa', 'qwen', None)
    """
    found = _NUMBERED.match(name)
    key = name_key(found[1]) if found else ""
    return key if len(key) > 2 else None
