"""Where a post stands: a sum of cues on each axis, every one with its words, its weight and its reason.

Nothing is learnt.  A cue's weight is that of its phrase, times that of the part of the post it stands in,
less the more often the same phrase comes; a negated cue counts half for the other end.  The position is

    (high - low) / (high + low + DOUBT)

so that little evidence stays near the middle, and is cut into five steps at ``CUTS``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from inroad.path.phrases import Found, Phrases, Word
from inroad.path.roles.sections import Layout
from inroad.types.roles import AxisName, RoleAxis, RoleCue, RoleSection

DOUBT = 2.0
"""Weight of evidence for the middle that every post has."""
CUTS = (-0.62, -0.2, 0.2, 0.62)
"""Positions at which a step ends."""
LEAST = (1.0, 0.4)
"""Weight below which the place cannot be told, in a text of less than ``LONG`` words and in a longer one."""
LONG = 60
REPEATED = (1.0, 0.5, 0.25)
"""What the first, second and third time count; later ones do not."""
SECTIONS: dict[RoleSection, float] = {
    "title": 1.0,
    "tasks": 1.0,
    "plain": 0.8,
    "team": 0.7,
    "must": 0.6,
    "nice": 0.3,
    "about": 0.35,
    "left out": 0.0,
}
NEGATED = 0.5
SENTENCE = 300
"""Characters of a sentence that are kept beside a cue."""
ENDS: dict[AxisName, tuple[str, str]] = {
    "pure-applied": ("pure", "applied"),
    "models-infrastructure": ("models", "infrastructure"),
}
_NO = frozenset(
    [
        "no",
        "not",
        "never",
        "without",
        "isn't",
        "don't",
        "won't",
        "doesn't",
        "aren't",
        "neither",
        "nor",
        "cannot",
        "can't",
        "nobody",
        "none",
    ]
)
_STEPS_BACK = 5
# Not "not only": what follows is meant.
_STILL = {"only", "just", "merely", "necessarily", "limited", "least", "doubt"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says of one axis."""

    weight: float
    """Below zero for the low end; 0 only keeps the words from being read otherwise."""
    reason: str


@dataclass(frozen=True, slots=True)
class AxisWords:
    """The phrases of one axis."""

    axis: AxisName
    text: Phrases[Meaning]
    title: Phrases[Meaning]
    """Those that a title is read by."""


def axis(text: str, found: Sequence[Word], laid: Layout, lexicon: AxisWords) -> RoleAxis:
    """One axis of a post.

    Args:
        text: as ``plain_text.plain`` made it.
        found: its words.
        laid: its parts.
        lexicon: phrases and what they speak for.
    """
    times: Counter[str] = Counter()
    title = [word for word in found if _in_title(word, laid)]
    rest = [word for word in found if not _in_title(word, laid)]
    cues = [_cue(text, title, laid, each, lexicon.axis, times) for each in lexicon.title.find(title)]
    cues += [_cue(text, rest, laid, each, lexicon.axis, times) for each in lexicon.text.find(rest)]
    return _axis(lexicon.axis, [cue for cue in cues if cue.weight >= 0.01], LEAST[len(found) >= LONG])


def _in_title(word: Word, laid: Layout) -> bool:
    return laid.title is not None and laid.title[0] <= word.start < laid.title[1]


def _cue(
    text: str,
    found: Sequence[Word],
    laid: Layout,
    each: Found[Meaning],
    axis: AxisName,
    times: Counter[str],
) -> RoleCue:
    sentence = laid.at(each.start)
    section: RoleSection = "title" if _in_title(found[each.first], laid) else sentence.section
    no = section != "title" and (
        negated(found, each.first, sentence.start) or needless(text[each.end : sentence.end])
    )
    key = text[each.start : each.end].lower()
    size = abs(each.value.weight) * SECTIONS[section] * (NEGATED if no else 1.0)
    size *= REPEATED[times[key]] if times[key] < len(REPEATED) else 0.0
    times[key] += section != "left out"
    return RoleCue(
        axis=axis,
        toward=ENDS[axis][(each.value.weight > 0) != no],
        weight=round(size, 3),
        start=each.start,
        end=each.end,
        words=text[each.start : each.end],
        sentence_start=sentence.start,
        sentence_end=max(sentence.end, each.end),
        sentence=" ".join(text[sentence.start : max(sentence.end, each.end)][:SENTENCE].split()),
        line=text.count("\n", 0, each.start) + 1,
        section=section,
        reason=each.value.reason,
        negated=no,
    )


_NEEDLESS = re.compile(
    r"^[^.;\n]{0,40}\b(?:(?:is|are) )?(?:not|isn't|aren't|never)\s+(?:strictly |formally )?"
    r"(?:required|needed|necessary|mandatory|essential|expected|a requirement)",
    re.I,
)


def needless(after: str) -> bool:
    """Whether the rest of a sentence says that what stands before it is not needed."""
    return bool(_NEEDLESS.match(after))


def negated(found: Sequence[Word], at: int, start: int) -> bool:
    """Whether a word shortly before, in the same sentence, says no."""
    before = [word for word in found[max(0, at - _STEPS_BACK) : at] if word.start >= start]
    for number, word in enumerate(before):
        if word.text in _NO:
            return not (number + 1 < len(before) and before[number + 1].text in _STILL)
        if (
            word.text in ("rather", "instead")
            and number + 1 < len(before)
            and before[number + 1].text in ("than", "of")
        ):
            return True
    return False


def _axis(axis: AxisName, cues: Sequence[RoleCue], least: float) -> RoleAxis:
    low, high = ENDS[axis]
    sums = {end: sum(cue.weight for cue in cues if cue.toward == end) for end in (low, high)}
    total = sums[low] + sums[high]
    place = (sums[high] - sums[low]) / (total + DOUBT) if total >= least else None
    step = None if place is None else 1 + sum(place > cut for cut in CUTS)
    ordered = tuple(sorted(cues, key=lambda cue: (-cue.weight, cue.start)))
    rounded = None if place is None else round(place, 3)
    return RoleAxis(axis, low, high, step, rounded, round(sums[low], 3), round(sums[high], 3), ordered)
