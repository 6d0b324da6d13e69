"""Which modules answers may use, and which of their parts are modules themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterable

ALLOWED = frozenset(
    (
        *("__future__", "abc", "bisect", "collections", "copy", "dataclasses", "enum", "fractions"),
        *("functools", "heapq", "itertools", "math", "numbers", "numpy", "operator", "random", "re"),
        *("statistics", "string", "typing", "warnings"),
    )
)
"""Modules that answers may import."""
FRAMEWORKS = frozenset(("jax", "keras", "scipy", "sklearn", "statsmodels", "tensorflow", "torch"))
PARTS = frozenset(
    f"numpy.{name}"
    for name in (
        *(
            "core",
            "ctypeslib",
            "distutils",
            "f2py",
            "lib.format",
            "lib.introspect",
            "lib.npyio",
            "matlib",
            "os",
            "sys",
            "testing",
            "warnings",
        ),
        *("DataSource", "get_include", "linalg.linalg"),
    )
)
"""Parts of NumPy that reach files, compilers, foreign code, or the same functions by another name."""
FILES = frozenset(
    f"numpy.{name}"
    for name in (
        *("fromfile", "fromregex", "genfromtxt", "load", "loadtxt", "memmap", "save", "savetxt", "savez"),
        "savez_compressed",
    )
)
NAMERS = frozenset(
    (
        *("operator.attrgetter", "operator.methodcaller", "string.Formatter"),
        *("typing.ForwardRef", "typing.get_type_hints"),
    )
)
"""What takes attributes, or whatever else, by a name in a text."""
_NUMPY = frozenset(
    f"numpy.{name}"
    for name in ("char", "dtypes", "emath", "exceptions", "fft", "linalg", "ma", "polynomial", "random")
) | {"numpy.rec", "numpy.strings", "numpy.typing", "numpy.lib", "numpy.lib.stride_tricks"}
INSIDE = _NUMPY | {"collections.abc"}
"""Modules inside allowed ones."""


_ALIKE = {
    "numpy.linalg.lstsq": ("numpy.polyfit", "numpy.polynomial", "statistics.linear_regression"),
    "numpy.cov": ("statistics.covariance",),
    "numpy.corrcoef": ("statistics.correlation",),
    ".var": ("statistics.variance", "statistics.pvariance"),
    ".std": ("statistics.stdev", "statistics.pstdev"),
}
"""What does the same as something banned."""


def alike(banned: Iterable[str]) -> frozenset[str]:
    """Banned names with others for the same: NumPy has many functions a second time, for masked arrays."""
    found = set(banned)
    found |= {f"numpy.ma.{each.removeprefix('numpy.')}" for each in banned if each.startswith("numpy.")}
    return frozenset(found.union(*(_ALIKE.get(each, ()) for each in banned)))


def are(dotted: Iterable[str]) -> bool:
    """Whether any of some dotted names is a module."""
    return any(each in ALLOWED or each in INSIDE for each in dotted)


def foreign(dotted: str) -> bool:
    """Whether a dotted name leads out of an allowed module: ``random._os``, ``dataclasses.sys``."""
    top, *parts = dotted.split(".")
    if any(part.startswith("_") and not part.startswith("__") for part in parts):
        return True
    inner = parts[0] if parts and top != "numpy" else ""
    return inner in sys.stdlib_module_names and inner != top and f"{top}.{inner}" not in INSIDE
