"""Values as a learner reads them: short, exact where it matters, and never megabytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

_MOST_CHARACTERS = 600


def shown(arguments: tuple[Any, ...]) -> str:
    """The arguments of one call, one a line."""
    return "\n".join(_labelled(f"argument {place}:", each) for place, each in enumerate(arguments, 1))


def compared(arguments: tuple[Any, ...], expected: Any, got: Any) -> str:
    """A call, what it should have given and what it gave."""
    given, wanted, came = shown(arguments), _labelled("expected:", expected), _labelled("got:", got)
    return "\n".join((given, wanted, came))


def named(text: str, names: Sequence[str]) -> str:
    """``argument 1`` in what ``shown`` and failures say, as the name that the task gives to it."""

    def label(match: re.Match[str]) -> str:
        name = _name(match[1], names)
        return match[0] if name is None else f"{name}:".ljust(_LABEL - 1) + " "

    text = re.sub(r"^argument (\d+): *", label, text, flags=re.MULTILINE)
    return re.sub(r"argument (\d+)", lambda match: _name(match[1], names) or match[0], text)


def _name(number: str, names: Sequence[str]) -> str | None:
    return names[int(number) - 1] if int(number) <= len(names) else None


def value(each: Any) -> str:
    """One value: arrays with their shape and, if there are few, their entries."""
    if isinstance(each, np.ndarray):
        head = f"{each.dtype}{list(each.shape)} "
        text = head + np.array2string(each, precision=6, threshold=60, separator=", ", prefix=head)
    elif isinstance(each, tuple | list):
        inner = ", ".join(value(item) for item in each[:8])
        text = f"({inner})" if isinstance(each, tuple) else f"[{inner}]"
    elif isinstance(each, dict):
        text = "{" + ", ".join(f"{key!r}: {value(item)}" for key, item in list(each.items())[:8]) + "}"
    else:
        text = _repr(each)
    return text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + " ..."


_LABEL = 12


def _labelled(label: str, each: Any) -> str:
    """A value behind its label; further lines of an array stand under its first."""
    return label.ljust(_LABEL) + value(each).replace("\n", "\n" + " " * _LABEL)


def _repr(each: Any) -> str:
    try:
        return f"{each:.6g}" if isinstance(each, float) else repr(each)
    except Exception as error:  # an answer's own class may fail even at this
        return f"<{type(each).__name__}, whose repr raises {type(error).__name__}>"
