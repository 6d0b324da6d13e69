"""From some papers, or a text of one's own, to the papers that are about the same, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from inroad.config import Config
from inroad.corpus.paper_ids import split_arxiv
from inroad.errors import InputError, NoAtlas, NotFound
from inroad.search.vectors import about
from inroad.search.vectors.ask import Vectors, open_vectors
from inroad.search.vectors.bags import Floats, unit
from inroad.search.vectors.fuse import ENOUGH
from inroad.search.vectors.own import OwnText
from inroad.types import Similar, SimilarReport, SimilarTo

BUILD = "run `inroad index build`"
NEAR = 0.4
"""What lies farther away than this is often about something else."""
GET = "run `inroad ingest PATH` or `inroad sync arxiv`, then `inroad index build`"


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given, as vectors [m, d], and the texts that words are compared with."""

    named: tuple[SimilarTo, ...]
    vectors: Floats
    texts: tuple[tuple[str, str | None], ...]
    warnings: tuple[str, ...] = ()


def similar(
    config: Config, given: Sequence[str | OwnText], *, top: int = 10, as_of: dt.date | None = None
) -> SimilarReport:
    """Papers that are about the same as all that is given together.

    Args:
        config: the home.
        given: ids of papers, in any spelling, and texts of the user's own.
        top: how many.
        as_of: only papers up to this day.

    Raises:
        NoAtlas: no vectors here yet.
        NotFound: a paper that is not in the corpus.
        InputError: a text without a word that is known here.
    """
    vectors = _opened(config)
    known = _given(config, vectors, given)
    rows = vectors.until(as_of) if as_of else np.arange(len(vectors))
    own = [row for each in known.named if each.paper_id and (row := vectors.row(each.paper_id)) is not None]
    rows = np.setdiff1d(rows, own, assume_unique=True)
    middle = unit(known.vectors.mean(0, keepdims=True))[0]
    best, nearness = vectors.nearest(middle, top, rows)
    found = _told(config, vectors, known, middle, best.tolist(), nearness.tolist())
    learnt = int(vectors.facts["learnt from"])
    warnings = (*known.warnings, *_doubts(found, learnt))
    return SimilarReport(known.named, len(rows), learnt, as_of, found, warnings)


def _opened(config: Config) -> Vectors:
    vectors = open_vectors(config)
    if vectors is not None:
        return vectors
    if any(config.corpus.glob("*.parquet")):
        raise NoAtlas("what your papers are about was not worked out yet", BUILD)
    raise NoAtlas("similar papers are told from abstracts, and the bundled starter has none", GET)


# -- what is given --------------------------------------------------------------------------------


def _given(config: Config, vectors: Vectors, given: Sequence[str | OwnText]) -> _Given:
    ids = list(dict.fromkeys(_spelt(each) for each in given if isinstance(each, str)))
    texts = about.texts_of(config, vectors, ids)
    for each in ids:
        if each not in texts:
            raise _missing(vectors, each)
    own = [each for each in given if isinstance(each, OwnText)]
    named = [SimilarTo(each, texts[each].title, texts[each].date) for each in ids]
    named += [SimilarTo(None, each.name, None) for each in own]
    said = [(texts[each].title, texts[each].abstract) for each in ids] + [(each.text, None) for each in own]
    late = [each for each in ids if vectors.row(each) is None]
    return _Given(tuple(named), _vectors(vectors, ids, texts, own), tuple(said), _warnings(late))


def _vectors(
    vectors: Vectors, ids: Sequence[str], texts: Mapping[str, about.Text], own: Sequence[OwnText]
) -> Floats:
    made = [_paper(vectors, each, texts[each]) for each in ids]
    for each in own:
        made.append(vectors.of_text(each.text))
        if not made[-1].any():
            raise InputError(
                f"{each.name} has no word that your corpus knows",
                "give a text in English, of a few sentences",
            )
    return np.stack(made)


def _paper(vectors: Vectors, paper_id: str, text: about.Text) -> Floats:
    row = vectors.row(paper_id)
    if row is None:
        return vectors.of_text(text.title, text.abstract)
    return np.asarray(vectors.papers[row].astype(np.float32) * vectors.scales[row])


def _spelt(paper_id: str) -> str:
    found = split_arxiv(paper_id)
    return found[0] if found else paper_id.strip()


def _missing(vectors: Vectors, paper_id: str) -> NotFound:
    near = _near(vectors, paper_id)
    if split_arxiv(paper_id) or re.match(r"(venue|acl|doi):", paper_id):
        said, do = f"paper {paper_id} is not in your corpus", "to have it, " + GET
    else:
        said, do = f"{paper_id!r} is neither the id of a paper nor a file", "check the name"
    return NotFound(said, do, near)


def _near(vectors: Vectors, paper_id: str, most: int = 3) -> tuple[str, ...]:
    """Ids that would stand beside it and begin alike."""
    place = vectors.place(paper_id)
    around = range(max(0, place - most), min(len(vectors), place + most))
    alike = [each for row in around if (each := vectors.ids[row])[:5] == paper_id[:5]]
    return tuple(alike[:most]) if len(paper_id) > 5 else ()


def _warnings(late: Sequence[str]) -> tuple[str, ...]:
    return (f"{', '.join(late)}: newer than the vectors; {BUILD}",) if late else ()


def _doubts(found: Sequence[Similar], learnt: int) -> Iterator[str]:
    if learnt < ENOUGH:
        yield f"what words mean was learnt from few papers; from about {ENOUGH:,} on it is worth more"
    if found and found[0].nearness < NEAR:
        yield "nothing is very near; a few sentences in the words of the field find more"


# -- why ------------------------------------------------------------------------------------------


def _told(
    config: Config,
    vectors: Vectors,
    known: _Given,
    middle: Floats,
    rows: Sequence[int],
    nearness: Sequence[float],
) -> tuple[Similar, ...]:
    ids = [vectors.ids[row] for row in rows]
    texts = about.texts_of(config, vectors, ids)
    asked = [each.paper_id for each in known.named if each.paper_id]
    methods = about.shared_methods(config, asked, ids)
    words = about.words_of(known.texts)
    return tuple(
        Similar(
            paper_id=each,
            title=texts[each].title,
            date=texts[each].date,
            nearness=near,
            shared=about.parts(vectors, middle, texts[each], words, shared=True),
            akin=about.parts(vectors, middle, texts[each], words, shared=False),
            methods=methods.get(each, ()),
        )
        for each, near in zip(ids, nearness, strict=True)
    )
