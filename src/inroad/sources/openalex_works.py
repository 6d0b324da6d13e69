"""Works of an OpenAlex snapshot: one JSON object a line, in parts below ``updated_date=YYYY-MM-DD``.

Written from OpenAlex's public documentation of its snapshot and of a work's fields.  ``parse`` takes lines,
it cannot fetch or open.  A line that cannot be used becomes a ``Reject`` with its number; works on other
subjects, and kinds that are no papers, are passed over.

What an arXiv paper says of itself goes before what OpenAlex gathered of it: a work that names its arXiv id
has neither version nor day of change here, so any record of arXiv's own is newer, and its day is that of
its id.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import orjson

from inroad.corpus.id_text import split_arxiv
from inroad.corpus.normalise import raw_start
from inroad.sources.arxiv_snapshot import day
from inroad.sources.opening import LINE_LIMIT
from inroad.types import Paper, Reject

SUBFIELDS = frozenset(("1702", "1707"))
"""Artificial intelligence, and computer vision and pattern recognition, as topics number their subfields."""
CONCEPTS = frozenset(
    (
        "artificial neural network",
        "computer vision",
        "deep learning",
        "language model",
        "machine learning",
        "natural language processing",
        "reinforcement learning",
    )
)
"""Names of concepts that count where a work has no topics: older parts know nothing else."""
_SURELY = 0.4
"""Score of a concept from which on it counts."""
_OTHER_KINDS = frozenset(
    (
        "dataset",
        "editorial",
        "erratum",
        "grant",
        "libguides",
        "other",
        "paratext",
        "peer-review",
        "reference-entry",
        "retraction",
        "software",
        "standard",
        "supplementary-materials",
    )
)
_MARKS = tuple(
    [f"subfields/{number}".encode() for number in sorted(SUBFIELDS)]
    + [f'"{name.capitalize()}"'.encode() for name in sorted(CONCEPTS)]
)
"""What a work of these subjects holds somewhere; looking for it takes a tenth of the time of parsing."""
_LONGEST = 20_000
"""Words of an abstract; positions beyond are damage."""
_ID = re.compile(r"(?:https?://openalex\.org/)?(?:works/)?([Ww]\d+)\s*\Z")
_LAST_NUMBER = re.compile(r"(\d+)/?\Z")

Raw = Mapping[str, Any]


def parse(
    lines: Iterable[bytes | None], source: str, *, everything: bool = False
) -> Iterator[Paper | Reject]:
    """A paper or a reject for each line that is wanted; None stands for a line too long to read.

    Args:
        lines: as they stand in a part.
        source: its name, for the rejects.
        everything: works on any subject, not only on machine learning.
    """
    for number, line in enumerate(lines, 1):
        if line is None:
            yield _reject(source, number, f"the line is longer than {LINE_LIMIT >> 20} MiB", b"")
        elif (text := line.strip()) and (everything or _may_count(text)):
            record = _record(text, source, number, everything)
            if record is not None:
                yield record


def _may_count(line: bytes) -> bool:
    """Whether a line may be of the subjects wanted, or is cut off."""
    return line[:1] != b"{" or line[-1:] != b"}" or any(mark in line for mark in _MARKS)


def _record(line: bytes, source: str, number: int, everything: bool) -> Paper | Reject | None:
    try:
        raw = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _reject(source, number, f"it is not JSON ({error.msg})", line)
    if not isinstance(raw, dict):
        return _reject(source, number, "it is not a JSON object", line)
    if not (everything or on_machine_learning(raw)) or not _is_paper(raw):
        return None
    work_id = _work_id(raw.get("id"))
    if work_id is None:
        return _reject(source, number, "it has no usable OpenAlex id", line)
    title = _text(raw.get("title")) or _text(raw.get("display_name"))
    if title is None:
        return _reject(source, number, "it has no title", line)
    if raw.get("is_retracted") is True:
        return _reject(source, number, "it was retracted", line)
    return _paper(raw, work_id, title)


def on_machine_learning(raw: Raw) -> bool:
    """Whether a work's topics, or where it has none its concepts, are those of machine learning."""
    topics = [topic for topic in (raw.get("primary_topic"), *_list(raw.get("topics"))) if topic]
    if topics:
        return any(_number(_inner(topic, "subfield").get("id")) in SUBFIELDS for topic in topics)
    return any(_is_concept(each) for each in _list(raw.get("concepts")))


def _is_concept(concept: object) -> bool:
    if not isinstance(concept, dict):
        return False
    name, score = concept.get("display_name"), concept.get("score")
    named = isinstance(name, str) and name.lower() in CONCEPTS
    return named and isinstance(score, int | float) and score >= _SURELY


def _is_paper(raw: Raw) -> bool:
    return raw.get("type") not in _OTHER_KINDS and raw.get("is_paratext") is not True


def _paper(raw: Raw, work_id: str, title: str) -> Paper:
    arxiv, doi = _arxiv(raw), _doi(raw)
    published = day(raw.get("publication_date"))
    return Paper(
        paper_id=arxiv or (f"doi:{doi}" if doi else work_id),
        title=title,
        abstract=abstract(raw.get("abstract_inverted_index")),
        authors=_authors(raw.get("authorships")),
        date=None if arxiv else published,
        # A work of which only the year is known has its first day.
        date_quality="year" if published and (published.month, published.day) == (1, 1) else "submission",
        updated=None if arxiv else day(raw.get("updated_date")) or day(raw.get("created_date")),
        doi=doi,
        also=(work_id,),
    )


def abstract(index: object) -> str | None:
    """The text of an inverted index: each word with the places where it stands; None if there is none.

    >>> abstract({"weave": [1], "We": [0], "cloth": [2, 3]})
    'We weave cloth cloth'
    """
    if not isinstance(index, dict):
        return None
    placed = {
        place: word
        for word, places in index.items()
        for place in _list(places)
        if isinstance(place, int) and 0 <= place < _LONGEST
    }
    return " ".join(placed[place] for place in sorted(placed)) or None


# -- ids ------------------------------------------------------------------------------------------


def merged(data: bytes) -> tuple[str, ...]:
    """Ids of works that were merged away, from one list (CSV: merge_date, id, merge_into_id).

    What stands behind a row that is no row (quoted without end) is left out.
    """
    rows = csv.DictReader(io.StringIO(data.decode("utf-8", "replace"), newline=""))
    found = list[str]()
    with suppress(csv.Error):
        found += (work_id for row in rows if (work_id := _work_id(row.get("id"))))
    return tuple(found)


def _work_id(raw: object) -> str | None:
    found = _ID.match(raw.strip()) if isinstance(raw, str) else None
    return f"openalex:{found[1].upper()}" if found else None


def _arxiv(raw: Raw) -> str | None:
    """The arXiv id that a work's DOI, ids or places name."""
    ids = raw.get("ids")
    said = [raw.get("doi"), *(ids.values() if isinstance(ids, dict) else ())]
    for place in (raw.get("primary_location"), raw.get("best_oa_location"), *_list(raw.get("locations"))):
        if isinstance(place, dict):
            said += [place.get("landing_page_url"), place.get("pdf_url"), place.get("id")]
    for text in said:
        if isinstance(text, str) and "arxiv" in text.lower() and (found := split_arxiv(_bare(text))):
            return found[0]
    return None


def _bare(text: str) -> str:
    """An id as our grammar of ids reads it: resolvers and prefixes of repositories left out."""
    return re.sub(r"(?i)^\s*(?:https?://(?:dx\.)?doi\.org/|pmh:)", "", text)


def _doi(raw: Raw) -> str | None:
    ids = raw.get("ids")
    text = _text(raw.get("doi")) or (_text(ids.get("doi")) if isinstance(ids, dict) else None)
    bare = re.sub(r"(?i)^\s*https?://(?:dx\.)?doi\.org/", "", text or "").strip().lower()
    return bare if re.fullmatch(r"10\.[0-9]{4,9}/\S+", bare) else None


# -- inside ---------------------------------------------------------------------------------------


def _authors(raw: object) -> tuple[str, ...] | None:
    names = (_text(_inner(each, "author").get("display_name")) for each in _list(raw))
    return tuple(name for name in names if name) or None


def _list(raw: object) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _inner(raw: object, name: str) -> dict[str, Any]:
    inner = raw.get(name) if isinstance(raw, dict) else None
    return inner if isinstance(inner, dict) else {}


def _number(raw: object) -> str | None:
    found = _LAST_NUMBER.search(str(raw)) if isinstance(raw, str | int) else None
    return found[1] if found else None


def _text(raw: object) -> str | None:
    return raw if isinstance(raw, str) and raw.strip() else None


def _reject(source: str, number: int, reason: str, line: bytes) -> Reject:
    return Reject(
        source, f"line {number}", reason, raw_start(line[:2000].decode("utf-8", "backslashreplace"))
    )
