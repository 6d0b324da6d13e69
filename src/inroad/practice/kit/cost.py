"""What an answer costs as its input grows: an O(n^2) answer to an O(n) drill is told so."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from inroad.practice.kit.check import Check, Failed
from inroad.practice.kit.same import call

_ROUNDS, _LOOKS = 2, 2
_TOO_SHORT = 2e-4
"""Seconds below which a call's time says nothing about its growth."""
_LONG = 0.03
"""Seconds from which on no larger size need be tried, once there are two to compare."""


def grows(
    function: str,
    make: Callable[[int], tuple[Any, ...]],
    *,
    power: float,
    mistake: str,
    sizes: tuple[int, ...] = (128, 256, 512, 1024, 2048, 4096),
    slack: float = 0.5,
) -> Check:
    """A check that the time of a function grows about as n to the given power, or slower.

    The exponent is the slope between the smallest size whose time can be measured and the largest, of the
    shortest times of two rounds over all sizes.  Other programs run on the machine, so only time of the
    processor counts, and an answer is blamed only after a second look.

    Args:
        function: its name.
        make: arguments of size n.
        power: exponent that a good answer has.
        mistake: what somebody does whose answer is slower, as one tells a learner.
        sizes: growing, by a factor of two or more.
        slack: what the measured exponent may be above ``power``.
    """

    def run(answer: ModuleType, reference: ModuleType) -> None:
        told = 0.0
        for _ in range(_LOOKS):
            told, largest = _exponent(answer, function, make, sizes, mistake)
            if told <= power + slack:
                return
        raise Failed(
            f"the time of {function} grows as n^{told:.1f}; it can be had with n^{power:g}"
            f" (measured up to n = {largest})",
            diagnosis=mistake,
        )

    return Check("cost", f"{function} is no slower than n^{power:g}", run, function)


def _exponent(
    module: ModuleType,
    function: str,
    make: Callable[[int], tuple[Any, ...]],
    sizes: Sequence[int],
    mistake: str,
) -> tuple[float, int]:
    """The slope, and the largest size that was measured."""
    best: dict[int, float] = {}
    for _ in range(_ROUNDS):
        for n in sizes:
            best[n] = min(best.get(n, np.inf), _seconds(module, function, make(n), n, mistake))
            if best[n] > _LONG and n > sizes[0]:
                sizes = [size for size in sizes if size <= n]
                break
    told = [n for n in sizes if best[n] >= _TOO_SHORT]
    if len(told) < 2:
        return 0.0, sizes[-1]
    slope = np.log(best[told[-1]] / best[told[0]]) / np.log(told[-1] / told[0])
    return float(slope), told[-1]


def _seconds(module: ModuleType, function: str, arguments: tuple[Any, ...], n: int, mistake: str) -> float:
    start = time.process_time()
    try:
        call(module, function, arguments)
    except MemoryError as error:
        told = f"{function} needs more memory than there is for n = {n}"
        raise Failed(told, diagnosis=mistake) from error
    return time.process_time() - start
