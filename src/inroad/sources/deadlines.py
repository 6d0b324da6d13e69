"""Public lists of deadlines: the YAML of ai-deadlines (old and new) and of ccf-deadlines, or a table of both.

Every entry is kept that names a venue: "TBD" and dates that cannot be read are unknown, not left out.  YAML
is read with all values as text (so that no date of the year 0 ends the reading), without aliases and tags
(which could blow up), and up to a size and a depth.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inroad.errors import InputError

if TYPE_CHECKING:
    import polars as pl

MOST = 8_000_000
"""Bytes of a list; the real ones have up to half a million."""
DEEPEST, MOST_PARTS = 12, 400_000
_AGAIN = "download the list again and name that file"
_PAPER = frozenset(
    {"submission", "paper", "full", "abstract+full", "full paper", "deadline", "commitment_deadline"}
)
_TEXT = 400


@dataclass(frozen=True, slots=True)
class Stated:
    """One deadline in a list's own words."""

    venue: str
    full_name: str
    year: int | None
    label: str
    date: str
    """``2026-01-28 23:59:59``, ``TBD``, or whatever stands there."""
    zone: str
    place: str
    conference: str
    link: str
    source: str
    note: str = ""


def kind(label: str) -> str:
    """ "abstract", "paper" or "other"."""
    return (
        "abstract"
        if label.startswith("abstract") and label not in _PAPER
        else "paper"
        if label in _PAPER
        else "other"
    )


def parse(data: bytes, source: str) -> tuple[list[Stated], int]:
    """All deadlines of a list, and how many entries could not be used.

    Raises:
        InputError: it is no such list, or too large, too deep, or has aliases.
    """
    if len(data) > MOST:
        raise InputError(f"{source} has {len(data):,} bytes, far more than a list of deadlines", _AGAIN)
    if data[:4] == b"PAR1":
        return _table(data, source)
    entries = _yaml(data, source)
    if not isinstance(entries, list):
        raise InputError(f"{source} is not a list of deadlines: it should begin with '- title:'", _AGAIN)
    found: list[Stated] = []
    unreadable = 0
    for entry in entries:
        made = list(_entry(entry, source)) if isinstance(entry, dict) else []
        found += made
        unreadable += not made
    return found, unreadable


# -- YAML -----------------------------------------------------------------------------------------


def _yaml(data: bytes, source: str) -> Any:
    import yaml  # takes a while, and few commands need it

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _check(yaml.parse(data, Loader=loader), source)
        return yaml.load(data, Loader=loader)  # noqa: S506  (a base loader makes text, lists and dictionaries only)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:120]
        raise InputError(f"{source} cannot be read as YAML ({reason})", _AGAIN) from None


def _check(events: Iterator[Any], source: str) -> None:
    """Refuse what could take endless time or memory, before anything is built of it."""
    depth = 0
    for number, event in enumerate(events):
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if name == "AliasEvent":
            raise InputError(f"{source} has aliases (*name), which lists of deadlines do not need", _AGAIN)
        if depth > DEEPEST or number > MOST_PARTS:
            raise InputError(
                f"{source} is nested too deep or has too many parts for a list of deadlines", _AGAIN
            )


def _entry(entry: Mapping[str, Any], source: str) -> Iterator[Stated]:
    confs = entry.get("confs")
    if isinstance(confs, list):
        for conf in confs:
            if isinstance(conf, dict):
                yield from _ccf(entry, conf, source)
    else:
        yield from _ai(entry, source)


def _ccf(entry: Mapping[str, Any], conf: Mapping[str, Any], source: str) -> Iterator[Stated]:
    timeline = conf.get("timeline")
    both = {**entry, **conf, "full_name": entry.get("description", "")}
    for row in timeline if isinstance(timeline, list) else [{"deadline": "TBD"}]:
        if isinstance(row, dict):
            yield from _dates({**both, **row}, source)


def _ai(entry: Mapping[str, Any], source: str) -> Iterator[Stated]:
    listed = entry.get("deadlines")
    if isinstance(listed, list) and listed:
        for row in listed:
            if isinstance(row, dict):
                zone = row.get("timezone") or entry.get("timezone")
                label = _text(row, "type") or "deadline"
                yield from _one(entry, label, _text(row, "date"), zone, source, _text(row, "label"))
    else:
        yield from _dates(entry, source)


def _dates(row: Mapping[str, Any], source: str) -> Iterator[Stated]:
    """The abstract's deadline, if there is one, and the paper's."""
    note = _text(row, "comment") or _text(row, "note")
    if _text(row, "abstract_deadline"):
        yield from _one(row, "abstract", _text(row, "abstract_deadline"), row.get("timezone"), source, note)
    yield from _one(row, "paper", _text(row, "deadline"), row.get("timezone"), source, note)


def _one(
    row: Mapping[str, Any], label: str, date: str, zone: object, source: str, note: str = ""
) -> Iterator[Stated]:
    venue = _text(row, "title")
    if venue:
        place = _text(row, "place") or ", ".join(filter(None, (_text(row, "city"), _text(row, "country"))))
        yield Stated(
            venue, _text(row, "full_name"), _year(row.get("year")), label.strip().lower(), date or "TBD",
            _plain(zone), place, _text(row, "date"),
            _text(row, "link"), source, note,
        )  # fmt: skip


def _text(row: Mapping[str, Any], name: str) -> str:
    return _plain(row.get(name))


def _plain(value: object) -> str:
    text = str(value).strip()[:_TEXT] if isinstance(value, str | int | float) else ""
    return "" if text.lower() in {"none", "null", "~"} else text


def _year(value: object) -> int | None:
    text = _plain(value)
    return int(text) if text.isdecimal() and 1900 < int(text) < 2200 else None


# -- tables ---------------------------------------------------------------------------------------


def _table(data: bytes, source: str) -> tuple[list[Stated], int]:
    """Both kinds of list as one table, a row an entry."""
    import polars as pl
    from polars.exceptions import PolarsError

    try:
        table = pl.read_parquet(io.BytesIO(data))
    except (PolarsError, ValueError, OSError) as error:
        raise InputError(f"{source} cannot be read ({str(error).splitlines()[0]})", _AGAIN) from None
    missing = {"title", "deadline", "timezone"} - set(table.columns)
    if missing:
        raise InputError(f"{source} is no table of deadlines: no column {', '.join(sorted(missing))}", _AGAIN)
    return _rows(table, source)


def _rows(table: pl.DataFrame, source: str) -> tuple[list[Stated], int]:
    found: list[Stated] = []
    unreadable = 0
    for row in table.iter_rows(named=True):
        entry = {**row, "date": row.get("conf_date")}
        label = _text(row, "kind") or "paper"
        named = f"{source}: {_text(row, 'source')}" if _text(row, "source") else source
        whole = label == "abstract+full"
        made = list(
            _dates(entry, named)
            if whole
            else _one(entry, label, _text(row, "deadline"), row["timezone"], named)
        )
        found += made
        unreadable += not made
    return found, unreadable


def as_json(found: list[Stated]) -> str:
    """For keeping."""
    from dataclasses import astuple

    return json.dumps([astuple(each) for each in found], ensure_ascii=False)
