"""Gradients by value: what a backward function returns, against central differences of the forward one."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.practice.kit.check import Check, Failed, search
from inroad.practice.kit.given import Given
from inroad.practice.kit.same import call, copied
from inroad.practice.kit.show import compared

Floats = NDArray[np.float64]
_STEP = 1e-5
"""Central differences err by h^2/6 f''' + eps/h f: about 1e-10 for numbers near one."""
_EXAMPLES = 12


def gradient(
    backward: str,
    forward: str,
    given: Given,
    *,
    of: tuple[int, ...] = (0,),
    output: Callable[[Any], Floats] = lambda result: np.asarray(result),
    pick: Callable[[Any], tuple[Any, ...]] = lambda result: (
        result if isinstance(result, tuple) else (result,)
    ),
    rtol: float = 1e-5,
    atol: float = 1e-6,
    examples: int = _EXAMPLES,
) -> Check:
    """A check that ``backward(upstream, *arguments)`` gives the gradients of ``sum(upstream * forward)``.

    The differences are taken of the *reference's* forward function, so that a wrong forward function cannot
    make a wrong gradient right.

    Args:
        backward: the answer's function; called with the gradient of the loss by the output, then the
            arguments of ``forward``.
        forward: the reference's function.
        given: draws the arguments of ``forward``.
        of: which arguments it returns gradients of, in this order.
        output: takes the differentiable output out of what ``forward`` returns.
        pick: takes the gradients out of what ``backward`` returns, as many as ``of``.
        rtol, atol: well above the error of the differences, well below that of a forgotten term.
        examples: how many inputs are drawn.
    """

    def once(answer: ModuleType, reference: ModuleType, *arguments: Any) -> None:
        value = output(call(reference, forward, arguments))
        upstream = _upstream(value.shape)
        given_all = (upstream, *arguments)
        got = pick(call(answer, backward, given_all))
        for place, grad in zip(of, got, strict=False):

            def loss(x: Floats, place: int = place) -> float:
                moved = (*arguments[:place], x, *arguments[place + 1 :])
                return float(np.sum(upstream * output(call(reference, forward, moved))))

            expected = central(loss, arguments[place])
            # Counted as the backward function does, whose first argument is the gradient from above.
            if np.shape(grad) != expected.shape:
                told = (
                    f"the gradient by argument {place + 2} has shape {np.shape(grad)}, not {expected.shape}"
                )
                raise Failed(told, compared(given_all, expected, grad), given_all, grad, expected)
            if not np.allclose(grad, expected, rtol=rtol, atol=atol):
                told = f"the gradient by argument {place + 2} differs from central differences"
                raise Failed(told, compared(given_all, expected, grad), given_all, grad, expected)
        if len(got) != len(of):
            raise Failed(f"{backward} returns {len(got)} gradients, expected {len(of)}", None, given_all, got)

    def run(answer: ModuleType, reference: ModuleType) -> None:
        search(lambda *arguments: once(answer, reference, *arguments), given, examples)

    return Check("gradient", f"{backward} agrees with central differences", run, backward)


def central(loss: Callable[[Floats], float], x: Any, step: float = _STEP) -> Floats:
    """Gradient of a scalar function at ``x`` by central differences, of the shape of ``x``."""
    x = np.asarray(x, dtype=np.float64)
    slope = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead, behind = copied(x), copied(x)
        ahead[place] += step
        behind[place] -= step
        slope[place] = (loss(ahead) - loss(behind)) / (2 * step)
    return slope


def _upstream(shape: tuple[int, ...]) -> Floats:
    """A gradient from above that is neither constant nor symmetric, so that nothing cancels by chance."""
    size = int(np.prod(shape))
    wave = np.cos(1.0 + 1.7 * np.arange(size, dtype=np.float64))
    return wave.reshape(shape)
