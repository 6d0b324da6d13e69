"""Known mistakes in automatic differentiation."""

import itertools
import math

import numpy as np
from inroad.practice.kit import mistake


class Rules:
    """The derivatives of each operation by its operands; a mistake changes one."""

    add = staticmethod(lambda a, b, y: (1.0, 1.0))
    sub = staticmethod(lambda a, b, y: (1.0, -1.0))
    mul = staticmethod(lambda a, b, y: (b, a))
    div = staticmethod(lambda a, b, y: (1 / b, -a / b**2))
    pow = staticmethod(lambda a, p, y: (p * a ** (p - 1), 0.0))
    exp = staticmethod(lambda a, b, y: (y, 0.0))
    log = staticmethod(lambda a, b, y: (1 / a, 0.0))
    tanh = staticmethod(lambda a, b, y: (1 - y**2, 0.0))
    neg = staticmethod(lambda a, b, y: (-1.0, 0.0))
    reflected = True
    turned = False


AGES = itertools.count()


class Node:
    def __init__(self, rules, number, operation=None, parents=()):
        self.rules, self.number, self.operation, self.parents = rules, number, operation, parents
        self.grad, self.age = 0.0, next(AGES)

    def make(self, operation, number, other=None):
        return Node(self.rules, number, operation, (self, other))

    def both(self, other):
        return other if isinstance(other, Node) else Node(self.rules, float(other))

    def __add__(self, other):
        other = self.both(other)
        return self.make("add", self.number + other.number, other)

    def __sub__(self, other):
        other = self.both(other)
        return self.make("sub", self.number - other.number, other)

    def __mul__(self, other):
        other = self.both(other)
        return self.make("mul", self.number * other.number, other)

    def __truediv__(self, other):
        other = self.both(other)
        return self.make("div", self.number / other.number, other)

    def __pow__(self, p):
        return self.make("pow", self.number**p, p)

    def __neg__(self):
        return self.make("neg", -self.number)

    def __radd__(self, other):
        self.may_stand_right()
        return self + other

    def __rmul__(self, other):
        self.may_stand_right()
        return self * other

    def __rsub__(self, other):
        self.may_stand_right()
        return self - other if self.rules.turned else self.both(other) - self

    def __rtruediv__(self, other):
        self.may_stand_right()
        return self / other if self.rules.turned else self.both(other) / self

    def may_stand_right(self):
        if not self.rules.reflected:
            raise TypeError("a number on the left")

    def exp(self):
        return self.make("exp", math.exp(self.number))

    def log(self):
        return self.make("log", math.log(self.number))

    def tanh(self):
        return self.make("tanh", math.tanh(self.number))

    def locals(self):
        """Each parent that is a node, with the derivative by it."""
        if self.operation is None:
            return []
        one, other = self.parents
        second = other.number if isinstance(other, Node) else other
        slopes = getattr(self.rules, self.operation)(one.number, second, self.number)
        return [pair for pair in zip((one, other), slopes, strict=True) if isinstance(pair[0], Node)]


def ordered(result, first=False):
    """Depth first, the last parent before the first one or the other way round."""
    order, seen, stack = [], set(), [(result, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            parents = [parent for parent, _ in node.locals()]
            stack.extend((parent, False) for parent in (parents[::-1] if first else parents))
    return order[::-1]


def run(f, x, rules, back):
    leaves = [Node(rules, float(each)) for each in x]
    result = f(leaves)
    back(result)
    return result.number, np.array([leaf.grad for leaf in leaves])


def sums(result, seed=1.0):
    result.grad = seed
    for node in ordered(result):
        for parent, local in node.locals():
            parent.grad += local * node.grad


def with_rule(f, x, **changed):
    return run(f, x, type("Changed", (Rules,), changed), sums)


@mistake("the way back goes as deep as the graph by recursion: keep a list of the nodes")
def gradient(f, x):
    def depth(node, known):
        if id(node) not in known:
            for parent, _ in node.locals():
                depth(parent, known)
            known.add(id(node))

    def back(result):
        depth(result, set())
        sums(result)

    return run(f, x, Rules, back)


def overwriting(f, x, order):
    def back(result):
        result.grad = 1.0
        for node in order(result):
            for parent, local in node.locals():
                parent.grad = local * node.grad

    return run(f, x, Rules, back)


# Which use is visited last, and stays, depends on the order: here are the usual ones.


@mistake("the gradient of a value that is used twice is overwritten: add")
def gradient(f, x):
    return overwriting(f, x, lambda result: sorted(ordered(result), key=lambda node: -node.age))


@mistake("the gradient of a value that is used twice is overwritten: add")
def gradient(f, x):
    return overwriting(f, x, ordered)


@mistake("the gradient of a value that is used twice is overwritten: add")
def gradient(f, x):
    return overwriting(f, x, lambda result: ordered(result, first=True))


@mistake("a node passes its gradient on before all its uses have added theirs: the order is not topological")
def gradient(f, x):
    def back(result):
        result.grad, waiting, seen = 1.0, [result], {id(result)}
        while waiting:
            node = waiting.pop(0)
            for parent, local in node.locals():
                parent.grad += local * node.grad
                if id(parent) not in seen:
                    seen.add(id(parent))
                    waiting.append(parent)

    return run(f, x, Rules, back)


@mistake("a node that is used twice passes on again what it has passed on before")
def gradient(f, x):
    def back(result):
        result.grad, waiting = 1.0, [result]
        while waiting:
            node = waiting.pop(0)
            for parent, local in node.locals():
                parent.grad += local * node.grad
                waiting.append(parent)

    return run(f, x, Rules, back)


@mistake("a node that is used twice passes on again what it has passed on before")
def gradient(f, x):
    def deeper(node):
        for parent, local in node.locals():
            parent.grad += local * node.grad
            deeper(parent)

    def back(result):
        result.grad = 1.0
        deeper(result)

    return run(f, x, Rules, back)


@mistake("the chain rule is missing: the local derivative is not multiplied by the node's gradient")
def gradient(f, x):
    def back(result):
        result.grad = 1.0
        for node in ordered(result):
            for parent, local in node.locals():
                parent.grad += local

    return run(f, x, Rules, back)


@mistake("the gradient of the result by itself is 1, not 0: nothing flows back")
def gradient(f, x):
    return run(f, x, Rules, lambda result: sums(result, 0.0))


@mistake("the product's derivative by a factor is the other factor, not itself")
def gradient(f, x):
    return with_rule(f, x, mul=staticmethod(lambda a, b, y: (a, b)))


@mistake("the derivative by the denominator lacks its minus sign")
def gradient(f, x):
    return with_rule(f, x, div=staticmethod(lambda a, b, y: (1 / b, a / b**2)))


@mistake("the derivative by the denominator lacks the numerator")
def gradient(f, x):
    return with_rule(f, x, div=staticmethod(lambda a, b, y: (1 / b, -1 / b**2)))


@mistake("the derivative by what is subtracted lacks its minus sign")
def gradient(f, x):
    return with_rule(f, x, sub=staticmethod(lambda a, b, y: (1.0, 1.0)))


@mistake("the exponent is not lowered in the power's derivative")
def gradient(f, x):
    return with_rule(f, x, pow=staticmethod(lambda a, p, y: (p * a**p, 0.0)))


@mistake("the factor p is missing from the power's derivative")
def gradient(f, x):
    return with_rule(f, x, pow=staticmethod(lambda a, p, y: (a ** (p - 1), 0.0)))


@mistake("the derivative of tanh is 1 - tanh^2, not 1 minus the square of its input")
def gradient(f, x):
    return with_rule(f, x, tanh=staticmethod(lambda a, b, y: (1 - a**2, 0.0)))


@mistake("the derivative of exp is its value, not its input")
def gradient(f, x):
    return with_rule(f, x, exp=staticmethod(lambda a, b, y: (a, 0.0)))


@mistake("a plain number on the left is not handled: write __radd__ and its like")
def gradient(f, x):
    return with_rule(f, x, reflected=False)


@mistake("a number minus a value, or a number over a value, is the wrong way round")
def gradient(f, x):
    return with_rule(f, x, turned=True)
