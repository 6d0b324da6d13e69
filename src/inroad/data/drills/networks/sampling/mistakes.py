"""Known mistakes in sampling with temperature and top-p."""

import numpy as np
from inroad.practice.kit import mistake
from solution import tempered as right


@mistake("the logits are multiplied by the temperature instead of divided")
def tempered(logits, temperature):
    return right(logits, 1 / temperature) if temperature else np.full(len(logits), 1 / len(logits))


@mistake("the probabilities are divided by the temperature, not the logits: that changes nothing")
def tempered(logits, temperature):
    return right(logits, 1.0)


@mistake("exp overflows: subtract the largest logit first")
def tempered(logits, temperature):
    if temperature == 0:
        return right(logits, 0)
    e = np.exp(logits / temperature)
    return e / e.sum()


@mistake("temperature 0 is divided by: it means the largest logit")
def tempered(logits, temperature):
    e = np.exp((logits - logits.max()) / np.float64(temperature))
    return e / e.sum()


@mistake("for temperature 0 the probability is shared among equal logits")
def tempered(logits, temperature):
    if temperature:
        return right(logits, temperature)
    top = (logits == logits.max()).astype(float)
    return top / top.sum()


def cut(probabilities, p, key, keep, rescale=True, back=True):
    order = np.argsort(key, kind="stable")
    sums = np.cumsum(probabilities[order])
    before = sums - probabilities[order]
    chosen = probabilities[order] * keep(before, sums)
    kept = np.zeros(len(order))
    if back:
        kept[order] = chosen
    else:
        kept = chosen
    return kept / kept.sum() if rescale else kept


@mistake("the token that crosses p is left out: the mass kept is below p")
def top_p(probabilities, p):
    return cut(probabilities, p, -probabilities, lambda before, sums: sums <= p)


@mistake("what is kept is not rescaled to sum one")
def top_p(probabilities, p):
    return cut(probabilities, p, -probabilities, lambda before, sums: before < p - 1e-12, rescale=False)


@mistake("the result is left in sorted order")
def top_p(probabilities, p):
    return cut(probabilities, p, -probabilities, lambda before, sums: before < p - 1e-12, back=False)


@mistake("the least probable tokens are kept: sort from the most probable")
def top_p(probabilities, p):
    return cut(probabilities, p, probabilities, lambda before, sums: before < p - 1e-12)


@mistake("tokens are not sorted: the mass is summed by index")
def top_p(probabilities, p):
    return cut(probabilities, p, np.arange(len(probabilities)), lambda before, sums: before < p - 1e-12)


@mistake("tokens above a probability of p are kept: p is a mass, not a threshold")
def top_p(probabilities, p):
    kept = np.where(probabilities >= p, probabilities, 0)
    return kept / kept.sum()


@mistake("the index is one too high")
def draw(probabilities, u):
    return np.searchsorted(np.cumsum(probabilities), u, side="right") + 1


@mistake("the index is one too low")
def draw(probabilities, u):
    return np.searchsorted(np.cumsum(probabilities), u, side="right") - 1


@mistake("the probabilities are not cumulated")
def draw(probabilities, u):
    return np.array([int(np.argmax(probabilities > each)) for each in u])


@mistake("the most probable token is always taken")
def draw(probabilities, u):
    return np.full(len(u), probabilities.argmax())


@mistake("a token of probability zero is drawn where u meets a sum, or lies above the last one")
def draw(probabilities, u):
    return np.minimum(np.searchsorted(np.cumsum(probabilities), u, side="left"), len(probabilities) - 1)


@mistake("a token of probability zero is drawn where u meets a sum, or lies above the last one")
def draw(probabilities, u):
    return np.searchsorted(np.cumsum(probabilities), u, side="right")
