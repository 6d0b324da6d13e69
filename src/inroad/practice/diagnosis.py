"""Which known mistake explains what an answer gave.

First the drill's own mistakes: each is a function, and the one that gives what the answer gives, on the
input that failed and on several others, is the one that was made.  Then relations between what came and
what was expected that people's mistakes bring about in any drill: transposed, a constant factor, shifted by
one, not a number.  What nothing explains is left without a diagnosis rather than guessed.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.practice.kit.check import Check, Failed, drawn
from inroad.practice.kit.given import Given
from inroad.practice.kit.mistakes import mistakes_of
from inroad.practice.kit.same import agree, call, guarded, leaves

_PROBES = 12
"""Inputs on which an answer and a mistake must agree."""
_RTOL, _ATOL = 1e-6, 1e-8


def diagnose(
    check: Check, failed: Failed, answer: ModuleType, reference: ModuleType, mistakes: ModuleType | None
) -> str | None:
    """The mistake that explains a failure, in words for the learner; None if none is known to.

    Args:
        check: the check that failed.
        failed: what it said.
        answer, reference, mistakes: the modules; ``mistakes`` may be missing.
    """
    if failed.diagnosis:
        return failed.diagnosis
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        own = _own(check, failed, answer, reference, mistakes) if mistakes and check.calls else None
        return own or _general(failed)


# -- the drill's own mistakes ---------------------------------------------------------------------


def _own(
    check: Check, failed: Failed, answer: ModuleType, reference: ModuleType, mistakes: ModuleType
) -> str | None:
    function = check.calls or ""
    known = mistakes_of(mistakes, function)
    calls = list(_calls(check, failed, known != []))
    gave = _outcomes(answer, check, calls)
    right = _outcomes(reference, check, calls)
    for name, made in known:
        did = _outcomes(_as_module(function, made), check, calls)
        if _alike(did, gave) and not _alike(did, right):
            return name
    return None


def _calls(check: Check, failed: Failed, wanted: bool) -> Iterator[tuple[Any, ...]]:
    if failed.arguments is not None:
        yield failed.arguments
    if wanted and check.given is not None:
        yield from probes(check.given)


def probes(given_: Given, count: int = _PROBES) -> list[tuple[Any, ...]]:
    """The same few inputs every time."""
    return drawn(given_, count)


def _as_module(function: str, made: Callable[..., Any]) -> ModuleType:
    module = ModuleType("mistake")
    setattr(module, function, made)
    return module


def _outcomes(module: ModuleType, check: Check, calls: Iterable[tuple[Any, ...]]) -> list[list[Any] | None]:
    return [_outcome(module, check, arguments) for arguments in calls]


def _outcome(module: ModuleType, check: Check, arguments: tuple[Any, ...]) -> list[Any] | None:
    """The leaves of what a call gives, None if it fails."""
    try:
        gave = call(module, check.calls or "", arguments)
        return [leaf for _, leaf in leaves(guarded(check.canon, gave, arguments) if check.canon else gave)]
    except Failed:
        return None


def _alike(some: list[list[Any] | None], others: list[list[Any] | None]) -> bool:
    """Whether two ways give the same on every input; both failing is the same, too."""
    return bool(some) and all(
        (one is None) == (other is None)
        and (
            one is None
            or other is None
            or (
                len(one) == len(other)
                and all(agree(a, b, _RTOL, _ATOL) for a, b in zip(one, other, strict=True))
            )
        )
        for one, other in zip(some, others, strict=True)
    )


# -- mistakes of any drill ------------------------------------------------------------------------


def _general(failed: Failed) -> str | None:
    if "in place" in failed.message:
        return "the input is changed in place: copy it, or write x = x + y instead of x += y"
    for expected, got in _pairs(failed):
        for relation in _RELATIONS:
            told = relation(expected, got)
            if told:
                return told
    return None


Floats = NDArray[np.float64]


def _pairs(failed: Failed) -> Iterator[tuple[Floats, Floats]]:
    """Leaves that differ, as arrays."""
    got = dict(leaves(failed.got))
    for path, expected in leaves(failed.expected):
        try:
            one, other = np.asarray(expected, dtype=float), np.asarray(got.get(path), dtype=float)
        except (TypeError, ValueError):
            continue
        if one.shape != other.shape or not np.allclose(one, other, rtol=_RTOL, atol=_ATOL, equal_nan=True):
            yield one, other


def _close(one: Floats, other: Floats) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other, rtol=_RTOL, atol=_ATOL))


def _not_a_number(expected: Floats, got: Floats) -> str | None:
    if np.isfinite(expected).all() and not np.isfinite(got).all():
        what = "NaN" if np.isnan(got).any() else "infinity"
        return f"the result has {what}: something overflows, divides by zero or takes the logarithm of zero"
    return None


def _transposed(expected: Floats, got: Floats) -> str | None:
    if expected.ndim >= 2 and not _close(expected, got) and _close(np.swapaxes(expected, -1, -2), got):
        return "your output is the reference's transposed"
    return None


def _axis(expected: Floats, got: Floats) -> str | None:
    if expected.shape == got.shape:
        return None
    if _close(np.squeeze(expected), np.squeeze(got)):
        return "the values are right, but an axis of length one is too many or missing (keepdims?)"
    if got.ndim == expected.ndim + 1 and got.ndim >= 2 and got.shape[-1] == got.shape[-2] > 1:
        return "a broadcasting accident: (n,) against (n, 1) gave (n, n)"
    return None


def _reversed(expected: Floats, got: Floats) -> str | None:
    if (
        expected.ndim
        and expected.shape == got.shape
        and expected.shape[0] > 1
        and _close(expected[::-1], got)
    ):
        return "your output is the reference's in the opposite order"
    return None


def _shifted(expected: Floats, got: Floats) -> str | None:
    """Off by one along any axis, judged where both overlap in at least two entries."""
    if expected.shape != got.shape:
        return None
    for axis in range(expected.ndim):
        if expected.shape[axis] < 3:
            continue
        one, other = np.moveaxis(expected, axis, 0), np.moveaxis(got, axis, 0)
        if _close(one[1:], other[:-1]) or _close(one[:-1], other[1:]):
            return "off by one: your output is the reference's shifted by one place"
    return None


def _factor(expected: Floats, got: Floats) -> str | None:
    if expected.shape != got.shape or not expected.size:
        return None
    told = np.abs(expected) > 1e-9
    if told.sum() < 2 or not np.isfinite(got).all():
        return None
    ratio = got[told] / expected[told]
    if not np.allclose(ratio, ratio[0], rtol=1e-6) or not np.allclose(got[~told], 0, atol=1e-8):
        return None
    if np.isclose(ratio[0], -1.0):
        return "the sign is wrong everywhere"
    return f"your output is the reference's times {ratio[0]:.6g}" if abs(ratio[0]) > 1e-12 else None


def _offset(expected: Floats, got: Floats) -> str | None:
    if expected.shape != got.shape or expected.size < 2 or not np.isfinite(got).all():
        return None
    gap = got - expected
    if np.allclose(gap, gap.flat[0], rtol=1e-6) and abs(gap.flat[0]) > 1e-8:
        return f"your output is the reference's plus {gap.flat[0]:.6g} everywhere"
    return None


_RELATIONS = (_not_a_number, _axis, _transposed, _shifted, _reversed, _factor, _offset)
