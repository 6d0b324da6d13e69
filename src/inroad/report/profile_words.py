"""What is said of a profile; text and pages say it in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.report import words
from inroad.types import AboutMe, AxisLevel, MySituation, ProfileReport, Region, SkillLevel

AXES = {"software": "Software engineering", "ml": "Machine learning"}
SITUATIONS: dict[MySituation, str] = {
    "pupil": "at school",
    "undergraduate": "an undergraduate",
    "Master's student": "a Master's student",
    "PhD student": "a PhD student",
    "engineer": "an engineer in a company",
    "scientist": "a scientist of another field",
    "in machine learning": "already in machine learning",
}
REGIONS: dict[Region, str] = {
    "hired": "the region in which research engineers are hired",
    "near": "near the region in which research engineers are hired; more of either axis leads into it",
    "ml first": "a gap in machine learning, which must close first",
    "software first": "a gap in software engineering, which must close first",
    "unknown": "unknown",
}
LEVELS = ("none", "first steps", "basics", "solid", "professional, or published")
PICTURE = "● shown by evidence (at least this)   ○ how you rate yourself"


def head(found: ProfileReport) -> str:
    """Who this is."""
    me = found.me
    who = SITUATIONS[me.situation] if me.situation else "situation unknown"
    time = f"{me.hours_a_week:g} hours a week" if me.hours_a_week else "hours a week unknown"
    machine = me.machine or "unknown"
    return f"{who[:1].upper()}{who[1:]}; {time}; largest machine: {machine}."


def about(me: AboutMe) -> Iterator[tuple[str, str]]:
    """What was said, as name and value."""
    rows = (
        ("name", me.name),
        ("aim", me.aim),
        ("fields", ", ".join(me.fields)),
        ("tools", ", ".join(me.tools)),
        ("problems from", me.domain),
    )
    yield from ((name, value) for name, value in rows if value)


def where(found: ProfileReport) -> Iterator[str]:
    """Where one stands in the picture, by evidence and by one's own word."""
    if found.region == "unknown":
        yield "By evidence: unknown; something must be shown on both axes first."
    else:
        yield f"By evidence: {REGIONS[found.region]}."
    if found.own_region == "unknown":
        yield "By your own word: unknown; rate yourself (`inroad profile set --software 3 --ml 1`)."
    else:
        yield f"By your own word: {REGIONS[found.own_region]}."
    if found.own_region in ("hired", "near") and found.region not in ("hired", "near"):
        yield "What you can do and what you can show differ: the plan prefers work that leaves proof."


def axis(found: AxisLevel) -> str:
    """One axis: shown and own."""
    own = f"you say {found.own:g}" if found.own is not None else "you gave no rating"
    if found.level is None:
        return f"nothing is shown yet; {own}"
    return (
        f"shown: at least {found.least:g} (something is known of {found.known} of {found.of} skills, "
        f"on average {found.level:g} there); {own}"
    )


def level(found: SkillLevel) -> str:
    """A level from evidence."""
    return "unknown" if found.level is None else f"{found.level:.1f}"


def own(found: SkillLevel) -> str:
    """A level by one's own word."""
    return "" if found.own is None else f"you say {found.own}"


def why(found: SkillLevel) -> str:
    """What shows a skill; what would, where nothing does."""
    if not found.evidence:
        return f"would show it: {found.grows_by}"
    return "; ".join(f"{each.kind}: {each.what}" for each in found.evidence[:3])


def picture(found: ProfileReport) -> str:
    """The picture in words, for those who cannot see it."""
    shown = " and ".join(
        f"{AXES[each.axis].lower()} at least {each.least:g}"
        if each.known
        else f"{AXES[each.axis].lower()} unknown"
        for each in found.axes
    )
    return f"Two axes from 0 to 4. Shown by evidence: {shown}. {words.UNKNOWN.capitalize()} is not zero."
