"""The small words of a report: numbers, dates, plurals, places.

Text and page share them, so that a figure reads the same wherever it stands.  ``None`` reads "unknown",
never zero.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import quote

from inroad.figures import UNKNOWN as UNKNOWN
from inroad.figures import number as number
from inroad.figures import plural as plural
from inroad.types import Count, Evidence, Growth

_ARXIV = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})\Z", re.ASCII)

_KNOWN = re.compile(r"https://(github\.com|huggingface\.co|pypi\.org)/[\w./#%+-]*\Z", re.ASCII)


def a(noun: str) -> str:
    """``a model``, ``an acronym``."""
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"


# -- numbers --------------------------------------------------------------------------------------


def percent(share: float | None) -> str:
    """``0.36 %``; what is above zero never reads as zero."""
    if share is None:
        return UNKNOWN
    value = 100 * share
    if 0 < value < 0.01:
        return "< 0.01 %"
    digits = 0 if value in (0, 100) else 2 if value < 1 else 1 if value < 10 else 0
    return f"{value:.{digits}f} %"


def sure(confidence: float) -> str:
    """A probability that was learnt, and so is never 1: ``95 %``, ``over 99 %``."""
    return "over 99 %" if confidence > 0.99 else percent(confidence)


def known(counts: Sequence[Count]) -> str:
    """What a list was counted on, said once where all rows share it."""
    bases = {each.of for each in counts}
    return f"Known for {plural(bases.pop(), 'paper')}." if len(bases) == 1 and bases != {0} else ""


def share_of(count: Count, base: str) -> str:
    """One row; with its own base where ``base`` does not say it for the whole list."""
    if not base:
        return part_of(count.papers, count.of)
    return f"{plural(count.papers, 'paper')} ({percent(count.papers / count.of)})"


def part_of(value: int | None, of: int) -> str:
    """``12 of 340 for which it is known``."""
    if value is None or not of:
        return UNKNOWN
    return f"{number(value)} of {number(of)} for which it is known ({percent(value / of)})"


def left_out(count: int) -> str:
    """The line under a list that was cut."""
    return f"… and {number(count)} more"


# -- dates ----------------------------------------------------------------------------------------


def day(date: dt.date | None) -> str:
    """``2023-05-23``."""
    return date.isoformat() if date else UNKNOWN


def month(date: dt.date | None) -> str:
    """``2023-05``."""
    return f"{date:%Y-%m}" if date else UNKNOWN


def span(months: float) -> str:
    """A length of time: ``11 months``, ``2.5 years``."""
    if months < 1:
        return "less than a month"
    if months < 24:
        return plural(round(months), "month")
    return f"{months / 12:.1f}".removesuffix(".0") + " years"


# -- growth ---------------------------------------------------------------------------------------


def factor(growth: Growth, sign: str = "") -> str:
    """``×1.62 a year (1.42–1.82)``; the bracket is the 95 % interval, ``sign`` may say so."""
    if growth.factor_per_year is None:
        return UNKNOWN
    low_high = "–".join(map(_times, growth.interval or ()))
    return f"{rate(growth)} a year" + (f" ({sign}{low_high})" if low_high else "")


def trend(growth: Growth) -> str:
    """Direction and rate: ``rising: ×1.62 a year (1.42–1.82)``; without a direction only the interval."""
    meaning = direction(growth)[1]
    if growth.factor_per_year is None:
        return meaning
    if growth.stage == "unknown" and growth.interval:
        return f"{meaning} ({between(growth.interval)} a year)"
    return f"{meaning}: {factor(growth)}"


def between(interval: tuple[float, float]) -> str:
    """``×0.86 to ×2.37``."""
    return " to ".join(f"×{_times(value)}" for value in interval)


def rate(growth: Growth) -> str:
    """``×1.62``, without its interval."""
    return UNKNOWN if growth.factor_per_year is None else f"×{_times(growth.factor_per_year)}"


def _times(value: float) -> str:
    return f"{value:.2f}" if value < 9.995 else f"{value:,.0f}"


def direction(growth: Growth) -> tuple[str, str]:
    """An arrow and what it says; the stage decides, the rate only how steep the arrow is."""
    rate = growth.factor_per_year or 1.0
    if growth.stage == "growing" and rate >= 2:
        return "↑", "rising fast"
    if growth.stage == "fading" and rate <= 0.5:
        return "↓", "falling fast"
    return _DIRECTIONS[growth.stage]


_DIRECTIONS = {
    "emerging": ("↑", "new and rising"),
    "growing": ("↗", "rising"),
    "saturating": ("→", "levelling off"),
    "steady": ("→", "steady"),
    "fading": ("↘", "falling"),
    "unknown": ("·", "no clear direction"),
}


# -- papers and places ----------------------------------------------------------------------------


def paper(paper_id: str) -> str:
    """The id with where it is from: ``arXiv:2305.14314``."""
    return f"arXiv:{paper_id}" if _ARXIV.match(paper_id) else paper_id


def link(paper_id: str | None) -> str | None:
    """The address of a paper, where its id tells one."""
    if not paper_id:
        return None
    if _ARXIV.match(paper_id):
        return f"https://arxiv.org/abs/{paper_id}"
    scheme, _, rest = paper_id.partition(":")
    base = {"doi": "https://doi.org/", "acl": "https://aclanthology.org/"}.get(scheme)
    return base + quote(rest, safe="/") if base and rest else None


def address(url: str | None) -> str | None:
    """An address that may be a link: of the few places where openings live; else None."""
    return url if url and _KNOWN.match(url) else None


def place(evidence: Evidence) -> str:
    """``title``, ``abstract sentence 3``; sentences are counted from 1 for people."""
    if evidence.place is None:
        return ""
    if evidence.place == "title" or evidence.sentence is None:
        return evidence.place
    return f"{evidence.place} sentence {evidence.sentence + 1}"


def cite(evidence: Evidence) -> str:
    """Where a statement comes from, in one line: id, date, place, what it shows."""
    source = paper(evidence.paper_id) if evidence.paper_id else ""
    figure = number(evidence.figure) if evidence.figure is not None else ""
    shown = f"{figure} {evidence.note}".strip()
    parts = (source, day(evidence.date) if evidence.date else "", place(evidence))
    where = ", ".join(part for part in parts if part)
    return f"{where} ({shown})" if where and shown else where or shown


def people(method_papers: int, by_others: int | None) -> str:
    """Adoption: ``240 papers (201 by others)``; of by whom nothing is said where that is unknown."""
    told = plural(method_papers, "paper")
    return told if by_others is None else f"{told} ({others(by_others)})"


def others(by_others: int | None) -> str:
    """How many of them share no author with the one that introduced it."""
    return "unknown how many by others" if by_others is None else f"{number(by_others)} by others"
