"""Points of a young method: its promise, less what is seen of play, plus what an engineer can take away.

All in log-odds.  Play that nobody has looked at takes away what is usual, and says how far it may be off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from inroad.openings.play import Play
from inroad.openings.removing import POINTS
from inroad.openings.signs import listed, percent
from inroad.types import Forecast, Method, Part

STARS = 7.0
"""Median stars of papers featured on the Hub that link to a repository (1,543 looked at by 2026-03)."""
_FEW = 5
"""With fewer repositories looked at than this, STARS is taken as usual."""


def usual_stars(looks: Iterable[Play]) -> float:
    """Median stars of those repositories that were looked at."""
    seen = sorted(value for play in looks if (value := play.sign("stars").value) is not None)
    return seen[len(seen) // 2] if len(seen) >= _FEW else STARS


def points(
    method: Method, forecast: Forecast, told: tuple[Part, ...], play: Play, usual: float
) -> tuple[Part, ...]:
    """The parts of a score.

    Args:
        method: whose.
        forecast: the chance that others adopt it.
        told: what the forecast is made of.
        play: what is seen of its use.
        usual: stars of a usual repository, for one that was not looked at.
    """
    return (_promise(forecast, told), *_played(method, play, usual), *_in_the_way(play))


def _log_odds(probability: float) -> float:
    sure = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(sure / (1 - sure))


def _promise(forecast: Forecast, told: tuple[Part, ...]) -> Part:
    """How much likelier than usual adoption is."""
    said, base = forecast.probability, forecast.record.base_rate
    top = sorted(told, key=lambda part: (-part.points, part.name))[:3]
    reasons = listed([part.name for part in top if part.points > 0])
    why = f"{percent(said)} are said to be adopted like this, {percent(base)} of all were" + (
        f": {reasons}" if reasons else ""
    )
    evidence = tuple(item for part in top for item in part.evidence)[:3]
    return Part("promise", round(_log_odds(said) - _log_odds(base), 3), why, evidence)


_WEIGHTS: tuple[tuple[str, float, float], ...] = (
    # sign, points for each doubling, number from which doublings are counted
    ("papers by others", 0.4, 1.0),
    ("stars", 0.3, 10.0),
    ("forks", 0.1, 5.0),
    ("models on the Hub", 0.3, 1.0),
    ("datasets on the Hub", 0.2, 1.0),
    ("demos on the Hub", 0.3, 1.0),
)


def _played(method: Method, play: Play, usual: float) -> list[Part]:
    """What is seen of use takes away; what was not looked at takes away what is usual."""
    parts = [_use(play, *weight) for weight in _WEIGHTS]
    found = [part for part in parts if part is not None]
    slope = play.sign("growth of stars").value
    if slope is not None and slope > 0:
        said = play.sign("growth of stars").said
        found.append(Part("play: growth of stars", -round(0.3 * math.log2(1 + slope), 3), said))
    if play.sign("package").answer == "yes":
        found.append(Part("play: package", -0.7, "a package of its name is there"))
    if play.sign("stars").answer == "unknown" and play.sign("code").answer != "no":
        found.append(_unseen_stars(usual))
    if play.sign("papers by others").answer == "unknown":
        found.append(_unknown_authors(method))
    return found


def _use(play: Play, name: str, points: float, unit: float) -> Part | None:
    sign = play.sign(name)
    if not sign.value:
        return None
    taken = -round(points * math.log2(1 + sign.value / unit), 3)
    return Part(f"play: {name}", taken, sign.said, (sign.evidence,) if sign.evidence else ())


def _unseen_stars(usual: float) -> Part:
    middle = 0.3 * math.log2(1 + usual / 10)
    most = 0.3 * math.log2(1 + 100 * max(usual, 1.0) / 10)
    why = f"not looked at: counted as usual ({usual:.0f}); may take away anything from 0 to {most:.1f}"
    return Part("play: stars, unknown", -round(middle, 3), why)


def _unknown_authors(method: Method) -> Part:
    later = max(method.papers - 1, 0)
    why = f"{later} later papers name it, by whom is unknown: half are counted as by others"
    return Part("play: papers, authors unknown", -round(0.4 * math.log2(1 + later / 2), 3), why)


def _in_the_way(play: Play) -> list[Part]:
    return [
        Part(
            f"obstacle: {sign.said or 'no ' + sign.name}",
            POINTS[sign.name],
            "an engineer can remove it",
        )
        for sign in play.obstacles
        if sign.answer == "no" and POINTS[sign.name]
    ]
