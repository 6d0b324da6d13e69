"""Whether the makers of something hand it out themselves: nobody needs to make that easy to try.

A large team, or a version with a number, whose abstract says that trained models are given away is a release:
it comes with a page, weights and a demo, and is played with by all who wait for such things.  That a small
team gives its model away does not make it easy yet, and what is only promised is not there.
"""

from __future__ import annotations

import re

LARGE = 12
"""Authors of a team that makes releases."""
_VERSION = re.compile(r"[A-Za-z][ -]?[vV]?\d+(?:\.\d+)*\b")
_MODELS = r"(?:weights|checkpoints?|models)\b"
_IS_OPEN = re.compile(
    r"(?i)\b(?:an?|fully|is|as) open-?(?:source|weights?)\b (?:[\w-]+ ){0,4}?(?:model|system)\b"
)
_GIVES = re.compile(
    r"(?i)\b(?:we (?:(?!will )[a-z]+ )?(?:releas|open-?sourc|publish)(?:e|ed)?|(?:releas|open-?sourc)ing) "
    rf"(?:[\w.,-]+ ){{0,6}}?{_MODELS}"
)
_GIVEN = re.compile(
    rf"(?i)\b(?:our|all|and|trained|pretrained|pre-trained|model) {_MODELS}(?: and [\w-]+)? "
    r"(?:is|are|have been) (?:[\w-]+ ){0,3}?(?:released|available|open-?sourced)"
)
_TITLED = re.compile(r"(?i)\bopen-?(?:source|weights?)\b")


def is_release(name: str, title: str, abstract: str | None, authors: int | None) -> bool:
    """Whether something is a release by its makers.

    Args:
        name: of the model.
        title: of the paper that introduces it.
        abstract: of that paper; None: unknown, and then only the title can tell.
        authors: how many it has; None: unknown.

    >>> is_release("Lira 2", "Lira 2: Seeing", "We release model weights and code.", 3)
    True
    >>> is_release("Lira", "Lira: Seeing", "We release model weights and code.", 3)
    False
    """
    makers = bool(_VERSION.search(name)) or (authors is not None and authors >= LARGE)
    return makers and (bool(_TITLED.search(title)) or gives_models(abstract or ""))


def gives_models(abstract: str) -> bool:
    """Whether an abstract says that trained models are there for all.

    >>> gives_models("Our code and models are released on the web.")
    True
    >>> gives_models("Code and models will be made available."), gives_models("It beats open-source models.")
    (False, False)
    """
    return any(rule.search(abstract) for rule in (_IS_OPEN, _GIVES, _GIVEN))
