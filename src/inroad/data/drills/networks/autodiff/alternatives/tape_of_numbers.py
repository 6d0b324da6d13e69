import math

import numpy as np


class Value:
    """A place in a list of rows (number, [(place, slope), ...])."""

    def __init__(self, rows, number, sources=()):
        self.rows, self.at = rows, len(rows)
        rows.append((number, list(sources)))

    @property
    def number(self):
        return self.rows[self.at][0]

    def binary(self, b, number, one, other):
        sources = [(self.at, one)]
        if isinstance(b, Value):
            sources.append((b.at, other))
        return Value(self.rows, number, sources)

    def __add__(self, b):
        return self.binary(b, self.number + plain(b), 1.0, 1.0)

    def __sub__(self, b):
        return self.binary(b, self.number - plain(b), 1.0, -1.0)

    def __rsub__(self, b):
        return self.binary(b, b - self.number, -1.0, None)

    def __mul__(self, b):
        return self.binary(b, self.number * plain(b), plain(b), self.number)

    def __truediv__(self, b):
        n = plain(b)
        return self.binary(b, self.number / n, 1 / n, -self.number / (n * n))

    def __rtruediv__(self, b):
        return self.binary(b, b / self.number, -b / self.number**2, None)

    def __neg__(self):
        return 0.0 - self

    def __pow__(self, p):
        y = self.number**p
        return self.binary(p, y, y * p / self.number, None)

    def exp(self):
        y = math.exp(self.number)
        return self.binary(0, y, y, None)

    def log(self):
        return self.binary(0, math.log(self.number), 1 / self.number, None)

    def tanh(self):
        y = math.tanh(self.number)
        return self.binary(0, y, 1 / math.cosh(self.number) ** 2, None)

    def __radd__(self, b):
        return self + b

    def __rmul__(self, b):
        return self * b


def plain(b):
    return b.number if isinstance(b, Value) else float(b)


def gradient(f, x):
    rows = []
    result = f([Value(rows, float(each)) for each in x])
    slopes = np.zeros(len(rows))
    slopes[result.at] = 1.0
    for at in range(result.at, -1, -1):
        for source, slope in rows[at][1]:
            slopes[source] += slope * slopes[at]
    return rows[result.at][0], slopes[: len(x)]
