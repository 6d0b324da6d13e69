"""The records that users see and rooms hand to each other.

All are frozen.  Dates are days in UTC (``datetime.date``); text positions are offsets in
characters of the corpus's stored title or abstract; ``None`` always means *unknown*, never zero.
They are imported from here; which file holds one is told by what it is about.

Names and their files stand in ``__init__.pyi`` alone.  A file is opened when one of its records is asked for:
to make all of them takes three quarters of the time of importing Polars.
"""

import re
from importlib import import_module
from pathlib import Path

_FROM = re.compile(r"^from (inroad\.types\.\w+) import (?:\(([^)]*)\)|(.+))$", re.MULTILINE)
_FILES = {
    name: file
    for file, many, few in _FROM.findall(Path(__file__).with_suffix(".pyi").read_text("utf-8"))
    for name in re.findall(r"\w+", many or few)
}

__all__ = sorted(_FILES)


def __getattr__(name: str) -> object:
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_FILES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_FILES})
