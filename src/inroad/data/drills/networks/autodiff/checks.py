"""What is checked of an answer to automatic differentiation."""

import math

import numpy as np

from inroad.practice.kit import (
    Failed,
    central,
    chance,
    choice,
    grows,
    inputs,
    positive,
    prop,
    same,
    size,
    stable,
)

SIMPLE = ("a + b", "a - b", "a * b", "a / b", "-a", "2 * a", "3 - a", "a - 0.5", "a / 4", "1 + a")
POINTED = ("a ** 2", "a ** 3", "a ** -0.5", "1 / a", "a.exp()", "a.log()", "a.tanh()", "a * a", "a + a")


class Steps:
    """A function made of a few operations, each on values made before; it shows itself as it is written."""

    def __init__(self, steps, inputs):
        self.steps, self.inputs = steps, inputs

    def __call__(self, values):
        made = list(values)
        for operation, i, j in self.steps:
            made.append(_apply(operation, made[i], made[j]))
        return made[-1]

    def __repr__(self):
        names = [f"x[{each}]" for each in range(self.inputs)] + [
            f"t{each}" for each in range(len(self.steps))
        ]
        told = []
        for place, (operation, i, j) in enumerate(self.steps):
            text = "".join({"a": names[i], "b": names[j]}.get(c, c) for c in _words(operation))
            told.append(f"t{place} = {text}")
        return "f: " + "; ".join(told)


def _words(operation):
    word = ""
    for character in operation:
        if character.isalpha() or character == "_":
            word += character
            continue
        if word:
            yield word
            word = ""
        yield character
    if word:
        yield word


def _apply(operation, a, b):
    table = {
        "a + b": lambda: a + b,
        "a - b": lambda: a - b,
        "a * b": lambda: a * b,
        "a / b": lambda: a / b,
        "-a": lambda: -a,
        "2 * a": lambda: 2 * a,
        "3 - a": lambda: 3 - a,
        "a - 0.5": lambda: a - 0.5,
        "a / 4": lambda: a / 4,
        "1 + a": lambda: 1 + a,
        "a ** 2": lambda: a**2,
        "a ** 3": lambda: a**3,
        "a ** -0.5": lambda: a**-0.5,
        "1 / a": lambda: 1 / a,
        "a.exp()": lambda: a.exp(),
        "a.log()": lambda: a.log(),
        "a.tanh()": lambda: a.tanh(),
        "a * a": lambda: a * a,
        "a + a": lambda: a + a,
    }
    return table[operation]()


class Plain(float):
    """A float that has the same operations, to see where a function leads."""

    def exp(self):
        return Plain(math.exp(self))

    def log(self):
        return Plain(math.log(self))

    def tanh(self):
        return Plain(math.tanh(self))


def _steps(rng, x, count):
    """Operations whose results stay between 0.02 and 20 in size, and whose logarithms and roots exist."""
    made, steps = [Plain(each) for each in x], []
    while len(steps) < count:
        operation = str(rng.choice(SIMPLE if rng.random() < 0.55 else POINTED))
        last = len(made) - 1
        i = last if rng.random() < 0.7 else int(rng.integers(last + 1))
        j = int(rng.integers(last + 1))
        try:
            number = Plain(_apply(operation, made[i], made[j]))
        except (TypeError, ValueError, ZeroDivisionError, OverflowError):
            continue
        if 0.02 < abs(number) < 20:
            made.append(number)
            steps.append((operation, i, j))
    return steps


@inputs
def functions(draw):
    k, count = size(draw, 2, 3), size(draw, 1, 6)
    x = positive(draw, k, least=0.3, most=2.0)
    rng = chance(draw)
    return Steps(_steps(rng, x, count), k), x


@inputs
def shortcuts(draw):
    """A value is used at once and again after a few more operations."""
    x = positive(draw, 2, least=0.3, most=1.5)
    join = (choice(draw, ("a + b", "a * b", "a - b")), *choice(draw, ((2, 5), (5, 2))))
    return Steps([("a * b", 0, 1), ("a.tanh()", 2, 2), ("2 * a", 3, 3), ("a.exp()", 4, 4), join], 2), x


class Doubled:
    """x used twice, the result used twice, and so on."""

    def __init__(self, depth):
        self.depth = depth

    def __call__(self, values):
        value = values[0]
        for _ in range(self.depth):
            value = (value + value) * 0.5
        return value

    def __repr__(self):
        return f"f: t = x[0]; {self.depth} times t = (t + t) * 0.5"


class Chain(Doubled):
    def __call__(self, values):
        value = values[0]
        for _ in range(self.depth):
            value = value * 0.999 + 0.001
        return value

    def __repr__(self):
        return f"f: t = x[0]; {self.depth} times t = t * 0.999 + 0.001"


def differences(answer, reference, f, x):
    expected = central(lambda at: reference.gradient(f, at)[0], x)
    slopes = answer.gradient(f, x)[1]
    if not np.allclose(slopes, expected, rtol=1e-4, atol=1e-5):
        raise Failed("the slopes differ from central differences", None, (f, x), slopes, expected)


def twice(answer, reference, f, x):
    one, other = answer.gradient(f, x), answer.gradient(f, x)
    assert np.array_equal(one[1], other[1]), "a second call must give the same: nothing is kept between calls"


CHECKS = [
    # A few operations on numbers between 0.02 and 20: relative errors stay below 1e-12.
    *same("gradient", functions, rtol=1e-8, atol=1e-9, examples=60),
    *same("gradient", shortcuts, rtol=1e-8, atol=1e-9, examples=6),
    prop("invariance", "a second call gives the same", twice, functions, calls="gradient", examples=5),
    stable("gradient", (Chain(3000), np.array([0.5]))),
    prop(
        "gradient",
        "slopes agree with central differences",
        differences,
        functions,
        calls="gradient",
        examples=8,
    ),
    # The size is that of the graph; ways through it double with each of its operations.
    grows(
        "gradient",
        lambda n: (Doubled(n), np.array([0.5])),
        power=1,
        sizes=(11, 15),
        slack=3,
        mistake="each way through the graph is walked: go through each value once, after all that use it",
    ),
]
