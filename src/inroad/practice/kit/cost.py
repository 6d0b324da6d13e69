"""What an answer costs as its input grows: an O(n^2) answer to an O(n) drill is told so."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from inroad.practice.kit.check import Check, Failed
from inroad.practice.kit.same import call

_REPEATS = 3
_TOO_SHORT = 2e-4
"""Seconds below which a call's time says nothing about its growth."""


def grows(
    function: str,
    make: Callable[[int], tuple[Any, ...]],
    *,
    power: float,
    sizes: tuple[int, ...] = (256, 1024, 4096),
    slack: float = 0.6,
) -> Check:
    """A check that the time of a function grows about as n to the given power, or slower.

    The exponent is the slope between the smallest size whose time can be measured and the largest; a second
    look is taken before an answer is blamed, since other programs run on the machine too.

    Args:
        function: its name.
        make: arguments of size n.
        power: exponent that a good answer has.
        sizes: growing.
        slack: what the measured exponent may be above ``power``.
    """

    def run(answer: ModuleType, reference: ModuleType) -> None:
        if min(_exponent(answer, function, make, sizes) for _ in range(2)) <= power + slack:
            return
        told = _exponent(answer, function, make, sizes)
        if told > power + slack:
            raise Failed(
                f"the time of {function} grows as n^{told:.1f}; it can be had with n^{power:g}"
                f" (measured up to n = {sizes[-1]})"
            )

    return Check("cost", f"{function} is no slower than n^{power:g}", run, function)


def _exponent(
    module: ModuleType, function: str, make: Callable[[int], tuple[Any, ...]], sizes: tuple[int, ...]
) -> float:
    times = [(n, _seconds(module, function, make(n))) for n in sizes]
    told = [(n, seconds) for n, seconds in times if seconds >= _TOO_SHORT]
    if len(told) < 2:
        return 0.0
    (small, first), (large, last) = told[0], told[-1]
    return float(np.log(last / first) / np.log(large / small))


def _seconds(module: ModuleType, function: str, arguments: tuple[Any, ...]) -> float:
    best = float("inf")
    for _ in range(_REPEATS):
        start = time.process_time()
        call(module, function, arguments)
        best = min(best, time.process_time() - start)
    return best
