# diagnosis: each way through the graph is walked: go through each value once, after all that use it
import math

import numpy as np


class Value:
    def __init__(self, data, *sources):
        self.data, self.sources, self.grad = data, sources, 0.0

    def __add__(self, b):
        b = lift(b)
        return Value(self.data + b.data, (self, lambda g: g), (b, lambda g: g))

    def __sub__(self, b):
        b = lift(b)
        return Value(self.data - b.data, (self, lambda g: g), (b, lambda g: -g))

    def __mul__(self, b):
        b = lift(b)
        return Value(self.data * b.data, (self, lambda g: g * b.data), (b, lambda g: g * self.data))

    def __truediv__(self, b):
        b = lift(b)
        q = self.data / b.data
        return Value(q, (self, lambda g: g / b.data), (b, lambda g: -g * q / b.data))

    def __pow__(self, p):
        return Value(self.data**p, (self, lambda g: g * p * self.data ** (p - 1)))

    def __neg__(self):
        return Value(-self.data, (self, lambda g: -g))

    def __radd__(self, b):
        return lift(b) + self

    def __rsub__(self, b):
        return lift(b) - self

    def __rmul__(self, b):
        return lift(b) * self

    def __rtruediv__(self, b):
        return lift(b) / self

    def exp(self):
        e = math.exp(self.data)
        return Value(e, (self, lambda g: g * e))

    def log(self):
        return Value(math.log(self.data), (self, lambda g: g / self.data))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self, lambda g: g - g * t * t))


def lift(b):
    return b if isinstance(b, Value) else Value(float(b))


def gradient(f, x):
    inputs = [Value(float(each)) for each in x]
    root = f(inputs)
    waiting = [(root, 1.0)]
    while waiting:
        node, g = waiting.pop()
        node.grad += g
        waiting.extend((source, back(g)) for source, back in node.sources)
    return root.data, np.array([each.grad for each in inputs])
