"""Small drawings as SVG text: pure functions from numbers to markup.

Shapes carry class names only; colours come from the page's style sheet, so one drawing serves light,
dark and paper.  Text goes through ``Markup.format`` and is escaped there.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from inroad.report import words
from inroad.report.clean import clean
from inroad.types import MonthCount

Z = 1.959964
"""Standard deviations to either side that hold 95 %."""


# -- elements -------------------------------------------------------------------------------------


def drawing(
    width: float, height: float, parts: Iterable[Markup], label: str, css: str = "", role: str = "img"
) -> Markup:
    """One picture with its description for those who cannot see it; one with links has the role "group"."""
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" width="{}" height="{}" role="{}" aria-label="{}">')
    size = _n(width), _n(height)
    return head.format(css, *size, *size, role, clean(label)) + Markup("").join(parts) + Markup("</svg>")


def group(parts: Iterable[Markup], title: str, address: str = "", key: str = "") -> Markup:
    """Parts that are one thing: what it is on hovering, a link where there is an address.

    Args:
        parts: shapes.
        title: told by the browser itself.
        address: where it leads; "": nowhere.
        key: by which a script finds what belongs to it.
    """
    inside = Markup("<title>{}</title>").format(clean(title, 600)) + Markup("").join(parts)
    if not address:
        return Markup("<g>") + inside + Markup("</g>")
    return Markup('<a class="spot" href="{}" data-key="{}">{}</a>').format(address, key, inside)


def text(x: float, y: float, words_: str, css: str, anchor: str = "start") -> Markup:
    """One line of text."""
    made = Markup('<text x="{}" y="{}" class="{}" text-anchor="{}">{}</text>')
    return made.format(_n(x), _n(y), css, anchor, clean(words_))


def rect(x: float, y: float, width: float, height: float, css: str) -> Markup:
    """A rectangle."""
    made = Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>')
    return made.format(_n(x), _n(y), _n(max(width, 0)), _n(height), css)


def path(points: str, css: str) -> Markup:
    """A path of the given commands."""
    return Markup('<path d="{}" class="{}"/>').format(points, css)


def circle(x: float, y: float, radius: float, css: str) -> Markup:
    """A dot."""
    return Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>').format(_n(x), _n(y), _n(radius), css)


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> Markup:
    """A straight line."""
    return path(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}", css)


def polyline(points: Sequence[tuple[float, float]]) -> str:
    """Path commands through the points."""
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) if points else ""


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def alone(drawn: Markup) -> str:
    """A drawing as a file of its own, in the light colours, which every program for pictures knows."""
    css = (Path(__file__).parent / "templates" / "drawing.css").read_text(encoding="utf-8")
    style = _variables(re.sub(r"light-dark\(([^,]+), [^)]+\)", r"\1", css))
    head, _, rest = str(drawn).partition(">")
    return (
        f'{head} xmlns="http://www.w3.org/2000/svg" font-family="sans-serif"><style>{style}</style>{rest}\n'
    )


def _variables(css: str) -> str:
    """The same with every ``var(--name)`` written out."""
    values = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", css))
    rules = re.sub(r":root[^}]*\}|/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"var\(--([\w-]+)\)", lambda found: values[found[1]], rules).strip()


# -- bars -----------------------------------------------------------------------------------------


def bar(parts: Sequence[tuple[float, str]], whole: float, label: str) -> Markup:
    """Parts side by side on a track that stands for ``whole``; stretches to any width."""
    scale = 100 / whole if whole > 0 else 0
    shapes, x = [rect(0, 0, 100, 8, "track")], 0.0
    for value, css in parts:
        # What is there at all must be seen, however small.
        width = max(value * scale, 0.8) if value > 0 else 0.0
        shapes.append(rect(x, 0, width, 8, css))
        x += width
    made = drawing(100, 8, shapes, label, "bar")
    return made.replace("<svg ", Markup('<svg preserveAspectRatio="none" '), 1)


def spark(series: Sequence[MonthCount], label: str, width: float = 120, height: float = 26) -> Markup:
    """The course of a share, by quarter, without axes."""
    shares = [quarter.share for quarter in quarters(series)]
    peak = max(shares, default=0.0)
    if len(shares) < 2 or not peak:
        return Markup("")
    step = (width - 6) / (len(shares) - 1)
    points = [(3 + i * step, height - 3 - (height - 6) * share / peak) for i, share in enumerate(shares)]
    end = circle(*points[-1], 2.5, "dot")
    return drawing(width, height, [path(polyline(points), "curve"), end], label, "spark")


def quarters(series: Sequence[MonthCount]) -> list[MonthCount]:
    """Three months added up; the last quarter may be shorter."""
    groups: dict[tuple[int, int], list[MonthCount]] = {}
    for each in sorted(series, key=lambda one: one.month):
        groups.setdefault((each.month.year, (each.month.month - 1) // 3), []).append(each)
    return [_sum(group) for group in groups.values() if any(one.corpus for one in group)]


def _sum(group: Sequence[MonthCount]) -> MonthCount:
    return MonthCount(group[0].month, sum(g.papers for g in group), sum(g.corpus for g in group))


# -- the growth chart -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values lie on the sheet."""

    width: float
    height: float
    first: dt.date
    last: dt.date
    peak: float
    left: float = 52
    right: float = 14
    top: float = 16
    bottom: float = 28

    def x(self, date: dt.date) -> float:
        """The place of a day."""
        whole = max((self.last - self.first).days, 1)
        return self.left + (self.width - self.left - self.right) * (date - self.first).days / whole

    def y(self, share: float) -> float:
        """The place of a share."""
        return self.height - self.bottom - (self.height - self.top - self.bottom) * share / self.peak


def growth(
    series: Sequence[MonthCount], dense_since: dt.date | None, width: float = 760, height: float = 300
) -> Markup:
    """Share of papers by month with its 95 % band; months that are thinly covered lie in shade."""
    known = _from_first_paper(series)
    if len(known) < 2:
        return Markup("")
    highs = [interval(each)[1] for each in known]
    # One thin month must not flatten all others: its band may leave the sheet, its dot may not.
    peak = max(max(each.share for each in known) * 1.12, sorted(highs)[int(0.9 * (len(highs) - 1))])
    step = nice_step(peak, 4)
    frame = Frame(width, height, known[0].month, known[-1].month, peak)
    parts = [
        *_thin(frame, dense_since),
        *_share_axis(frame, step),
        *_years(frame, height - frame.bottom + 18),
        path(_band(frame, known), "band"),
        path(polyline([(frame.x(each.month), frame.y(each.share)) for each in known]), "curve"),
        *(circle(frame.x(each.month), frame.y(each.share), 2.2, "dot") for each in known),
    ]
    label = f"Share of papers by month, {words.month(known[0].month)} to {words.month(known[-1].month)}"
    return drawing(width, height, parts, label, "chart")


def growths(
    courses: Sequence[Sequence[MonthCount]],
    names: Sequence[str],
    dense_since: dt.date | None,
    width: float = 760,
    height: float = 300,
) -> Markup:
    """Shares of papers by quarter of up to two things on one sheet, each with its 95 % band.

    By quarter, since two monthly courses with their bands cannot be told apart.
    """
    known = [_from_first_paper(quarters(series)) for series in courses]
    if not any(len(each) > 1 for each in known):
        return Markup("")
    every = [quarter for each in known for quarter in each]
    highs = sorted(interval(each)[1] for each in every)
    peak = max(max(each.share for each in every) * 1.12, highs[int(0.9 * (len(highs) - 1))])
    months = [each.month for each in every]
    frame = Frame(width, height, min(months), max(months), peak)
    parts = [*_thin(frame, dense_since), *_share_axis(frame, nice_step(peak, 4))]
    parts += _years(frame, height - frame.bottom + 18)
    for css, each in zip(("one", "two"), known, strict=False):
        points = [(frame.x(quarter.month), frame.y(quarter.share)) for quarter in each]
        parts += [path(_band(frame, each), f"band {css}"), path(polyline(points), f"curve {css}")]
        parts += [circle(x, y, 2.2, f"dot {css}") for x, y in points]
    return drawing(width, height, parts, f"Share of papers by quarter: {' and '.join(names)}", "chart")


def interval(each: MonthCount) -> tuple[float, float]:
    """95 % interval of a month's share."""
    return wilson(each.share, each.corpus)


def wilson(share: float, n: int) -> tuple[float, float]:
    """95 % interval of a share of ``n`` (Wilson 1927): right also for few and for none of them."""
    spread = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    middle, scale = share + Z * Z / (2 * n), 1 + Z * Z / n
    return max((middle - spread) / scale, 0.0), min((middle + spread) / scale, 1.0)


def nice_step(peak: float, steps: int) -> float:
    """A round distance between ticks: 1, 2 or 5 times a power of ten."""
    rough = peak / steps
    power: float = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)


def _from_first_paper(series: Sequence[MonthCount]) -> list[MonthCount]:
    months = [each for each in sorted(series, key=lambda one: one.month) if 0 <= each.papers <= each.corpus]
    first = next((i for i, each in enumerate(months) if each.papers), len(months))
    return [each for each in months[first:] if each.corpus]


def _band(frame: Frame, known: Sequence[MonthCount]) -> str:
    ranges = [(frame.x(each.month), interval(each)) for each in known]
    above = [(x, frame.y(min(high, frame.peak))) for x, (_, high) in ranges]
    below = [(x, frame.y(low)) for x, (low, _) in reversed(ranges)]
    return polyline(above + below) + "Z"


def _thin(frame: Frame, dense_since: dt.date | None) -> list[Markup]:
    if dense_since is not None and dense_since <= frame.first:
        return []
    until = min(dense_since or frame.last, frame.last)
    x, height = frame.x(until), frame.height - frame.top - frame.bottom
    shade = rect(frame.left, frame.top, x - frame.left, height, "thin")
    edge = line(x, frame.top, x, frame.top + height, "edge")
    return [shade, edge, text(frame.left + 6, frame.top + 14, "thinly covered", "tick")]


def _share_axis(frame: Frame, step: float) -> list[Markup]:
    parts = []
    for i in range(int(frame.peak / step + 0.001) + 1):
        y = frame.y(i * step)
        parts.append(line(frame.left, y, frame.width - frame.right, y, "grid"))
        parts.append(text(frame.left - 8, y + 4, f"{100 * i * step:.3g} %", "tick", "end"))
    return parts


def _years(frame: Frame, y: float) -> list[Markup]:
    years = range(frame.first.year + (frame.first > dt.date(frame.first.year, 1, 1)), frame.last.year + 1)
    room = (frame.width - frame.left - frame.right) / max((frame.last - frame.first).days / 365.25, 0.5)
    every = max(1, math.ceil(44 / room))
    if not years:
        both = ((frame.first, "start"), (frame.last, "end"))
        return [text(frame.x(date), y, words.month(date), "tick", anchor) for date, anchor in both]
    return [
        text(frame.x(dt.date(year, 1, 1)), y, str(year), "tick", "middle")
        for year in years
        if (years[-1] - year) % every == 0
    ]
