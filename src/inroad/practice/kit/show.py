"""Values as a learner reads them: short, exact where it matters, and never megabytes."""

from __future__ import annotations

from typing import Any

import numpy as np

_MOST_CHARACTERS = 600


def shown(arguments: tuple[Any, ...]) -> str:
    """The arguments of one call, one a line."""
    return "\n".join(f"argument {place}: {value(each)}" for place, each in enumerate(arguments, 1))


def compared(arguments: tuple[Any, ...], expected: Any, got: Any) -> str:
    """A call, what it should have given and what it gave."""
    return f"{shown(arguments)}\nexpected:   {value(expected)}\ngot:        {value(got)}"


def value(each: Any) -> str:
    """One value: arrays with their shape and, if there are few, their entries."""
    if isinstance(each, np.ndarray):
        entries = np.array2string(each, precision=6, threshold=60, separator=", ")
        text = f"{each.dtype}{list(each.shape)} {entries}"
    elif isinstance(each, tuple | list):
        inner = ", ".join(value(item) for item in each[:8])
        text = f"({inner})" if isinstance(each, tuple) else f"[{inner}]"
    elif isinstance(each, dict):
        text = "{" + ", ".join(f"{key!r}: {value(item)}" for key, item in list(each.items())[:8]) + "}"
    else:
        text = _repr(each)
    text = text.replace("\n", " ") if text.count("\n") < 1 else text.replace("\n", "\n            ")
    return text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + " ..."


def _repr(each: Any) -> str:
    try:
        return f"{each:.6g}" if isinstance(each, float) else repr(each)
    except Exception as error:  # an answer's own class may fail even at this
        return f"<{type(each).__name__}, whose repr raises {type(error).__name__}>"
