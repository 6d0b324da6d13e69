"""Docstrings: what a function is for, and what each of its parameters is (Google, NumPy and Sphinx style)."""

from __future__ import annotations

import re

_SPHINX = re.compile(r"^\s*:param\s+(?:[\w\[\], |.]+\s+)?(\w+)\s*:\s*(.*)$")
_GOOGLE = re.compile(r"^\s+\*{0,2}(\w+)\s*(?:\(([^)]*)\))?\s*:\s+(\S.*)$")
_NUMPY = re.compile(r"^(\w+)\s*:\s*(\S.*)$")
_SECTION = re.compile(r"^\s*(args|arguments|parameters|params|inputs?)\s*:?\s*$", re.IGNORECASE)
_OTHER = re.compile(r"^\s*(returns?|yields?|raises|examples?|notes?|outputs?)\s*:?\s*$", re.IGNORECASE)


def about(doc: str) -> str:
    """The first paragraph in one line."""
    return " ".join(re.split(r"\n\s*\n|\n\s*:param|\n\s*Args:", doc.strip(), maxsplit=1)[0].split())[:300]


def parameters(doc: str) -> dict[str, str]:
    """What a docstring says of each parameter; its type, if given, under ``name:type``."""
    found: dict[str, str] = {}
    within = False
    current = ""
    lines = doc.splitlines()[:500]
    for line in lines:
        if told := _SPHINX.match(line):
            found[told[1]] = told[2].strip()
        elif _SECTION.match(line):
            within, current = True, ""
        elif _OTHER.match(line):
            within = False
        elif within:
            current = _within(line, found, current)
    return found


def _within(line: str, found: dict[str, str], current: str) -> str:
    """Take one line of a section of parameters; the name of the one that the next line may go on about."""
    if told := _GOOGLE.match(line):
        found[told[1]] = told[3].strip()
        found[f"{told[1]}:type"] = (told[2] or "").strip()
        return told[1]
    if told := _NUMPY.match(line):
        found[told[1]] = ""
        found[f"{told[1]}:type"] = told[2].strip()
        return told[1]
    if current and line.strip() and not line.strip().startswith("---"):
        found[current] = f"{found[current]} {line.strip()}".strip()[:300]
    return current


_RANGES = (
    re.compile(r"[\[(]\s*(-?\d+(?:\.\d+)?)\s*(?:-|,|to|\.\.)\s*(-?\d+(?:\.\d+)?)\s*[\])]"),
    re.compile(
        r"\b(?:between|from|range)\s+(-?\d+(?:\.\d+)?)\s+(?:and|to)\s+(-?\d+(?:\.\d+)?)", re.IGNORECASE
    ),
)
_ONE_OF = re.compile(
    r"""(?:one of|either|choose from|choices)\s*:?\s*((?:['"`][\w.+-]+['"`](?:\s*(?:,|or|and|/)\s*)*){2,})""",
    re.I,
)

_WORD = r"[\w.+-]{1,40}"
_BARRED = re.compile(rf"[\[({{]\s*({_WORD}(?:\s?[|/]\s?{_WORD}){{1,20}})\s*[\])}}]")
_ALONE = re.compile(rf"({_WORD}(?:, {_WORD}){{0,20}},? or {_WORD})")


def span(text: str) -> tuple[float | None, float | None]:
    """The smallest and largest number that a text allows: "[0.1-4.0]", "between 0 and 1"."""
    for pattern in _RANGES:
        if (told := pattern.search(text[:1000])) and float(told[1]) < float(told[2]):
            return float(told[1]), float(told[2])
    return None, None


def alternatives(text: str) -> tuple[str, ...]:
    """The words that a text allows: "one of 'mean', 'zero'", "[small | large]", "AtoB or BtoA"."""
    told = _ONE_OF.search(text[:1000])
    if told:
        return tuple(re.findall(r"['\"`]([\w.+-]+)['\"`]", told[1]))
    barred = _BARRED.search(text[:1000]) or _ALONE.fullmatch(text[:200])
    return tuple(each for each in re.split(r"[\s,|/]+", barred[1]) if each != "or") if barred else ()
