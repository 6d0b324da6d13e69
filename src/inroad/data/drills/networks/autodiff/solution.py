"""Reverse-mode automatic differentiation, written plainly."""

import math

import numpy as np


class Value:
    def __init__(self, number, tape, parents=()):
        self.number, self.tape, self.parents, self.grad = number, tape, parents, 0.0
        tape.append(self)  # parents are made before their children: the tape is in topological order

    def of(self, number, *parents):
        return Value(number, self.tape, parents)

    def wrap(self, other):
        return other if isinstance(other, Value) else Value(float(other), self.tape)

    def __add__(self, other):
        other = self.wrap(other)
        return self.of(self.number + other.number, (self, 1.0), (other, 1.0))

    def __mul__(self, other):
        other = self.wrap(other)
        return self.of(self.number * other.number, (self, other.number), (other, self.number))

    def __pow__(self, p):
        return self.of(self.number**p, (self, p * self.number ** (p - 1)))

    def exp(self):
        number = math.exp(self.number)
        return self.of(number, (self, number))

    def log(self):
        return self.of(math.log(self.number), (self, 1 / self.number))

    def tanh(self):
        number = math.tanh(self.number)
        return self.of(number, (self, 1 - number**2))

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -self.wrap(other)

    def __truediv__(self, other):
        return self * self.wrap(other) ** -1

    def __rsub__(self, other):
        return self.wrap(other) - self

    def __rtruediv__(self, other):
        return self.wrap(other) / self

    __radd__, __rmul__ = __add__, __mul__


def gradient(f, x):
    tape = []
    leaves = [Value(float(each), tape) for each in x]
    result = f(leaves)
    result.grad = 1.0
    for node in reversed(tape):
        for parent, local in node.parents:
            parent.grad += local * node.grad
    return result.number, np.array([leaf.grad for leaf in leaves])
