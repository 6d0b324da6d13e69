"""What a drill's ``checks.py`` and ``mistakes.py`` are written with: this is the whole of it.

A drill's checks are a list named ``CHECKS``, in any order; they run function by function as these build on
each other, and of each in the order of their stages::

    from inroad.practice.kit import array, gradient, inputs, same, size, stable

    @inputs
    def qkv(draw):
        n, m, d = size(draw, 1, 5), size(draw, 1, 5), size(draw, 1, 4)
        return array(draw, n, d), array(draw, m, d), array(draw, m, d)

    CHECKS = [
        *same("attention", qkv, rtol=1e-9),  # sums of at most 5 products of numbers near 1: far below
        stable("attention", lambda: (np.full((2, 2), 1e3),) * 3),
        gradient("attention_backward", "attention", qkv),
    ]

Its known mistakes are functions that do the drill's work wrongly in one way, named by that way::

    @mistake("the scaling by 1/sqrt(d) is missing")
    def attention(q, k, v): ...
"""

from inroad.practice.kit.check import Check, Failed, prop
from inroad.practice.kit.cost import grows
from inroad.practice.kit.given import Given, array, chance, choice, inputs, integers, number, positive, size
from inroad.practice.kit.gradients import central, gradient
from inroad.practice.kit.mistakes import mistake
from inroad.practice.kit.same import agree, call, leaves, same, stable
from inroad.practice.kit.show import compared

__all__ = [
    "Check",
    "Failed",
    "Given",
    "agree",
    "array",
    "call",
    "central",
    "chance",
    "choice",
    "compared",
    "gradient",
    "grows",
    "inputs",
    "integers",
    "leaves",
    "mistake",
    "number",
    "positive",
    "prop",
    "same",
    "size",
    "stable",
]
