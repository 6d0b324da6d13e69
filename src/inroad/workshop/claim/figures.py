"""Which sentences of a text state figures that a claim can be made of (pure)."""

from __future__ import annotations

import re

from inroad.report.clean import clean

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")
_FIGURE = re.compile(
    r"(?<!\d)(?<!\d,)\d[\d,]*(?:\.\d+)?\s?(?:%|\\%|percent\b|points?\b|pp\b|x\b|×|times\b|-?fold\b|dB\b|GB\b|ms\b|hours?\b)",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:than|outperform\w*|improv\w+|reduc\w+|surpass\w*|exceed\w*|gain\w*|increas\w+|decreas\w+|better|"
    r"lower|higher|faster|fewer|less|more|match\w*|on.par|comparable|achiev\w+|reach\w*|"
    r"from .{1,40} to|compared|vs)\b",
    re.I,
)


def stated(text: str) -> list[str]:
    """Sentences with a figure, those that compare first, else in their order."""
    found = [clean(each, 400) for each in _SENTENCE.split(text) if _FIGURE.search(each)]
    return sorted(found, key=lambda each: _COMPARES.search(each) is None)
