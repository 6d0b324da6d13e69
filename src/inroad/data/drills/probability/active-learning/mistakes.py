"""Known mistakes in active learning."""

import numpy as np
from inroad.practice.kit import mistake
from solution import entropy as right


@mistake("the sign is missing: entropies are not negative")
def entropy(p):
    return -right(p)


@mistake("the logarithm has base 2: asked for is the natural one")
def entropy(p):
    return right(p) / np.log(2)


@mistake("the mean over classes is taken, not the sum")
def entropy(p):
    return right(p) / p.shape[-1]


@mistake("the sum runs over examples instead of classes")
def entropy(p):
    return right(p.T)


@mistake("one minus the largest probability is not the entropy")
def entropy(p):
    return 1 - p.max(axis=-1)


@mistake("a small number is added inside the logarithm: entropies are off")
def entropy(p):
    return -(p * np.log(p + 1e-6)).sum(axis=-1)


@mistake("only the largest probability is given: the second is not subtracted")
def margin(p):
    return p.max(axis=1)


@mistake("the smallest probability is subtracted, not the second largest")
def margin(p):
    return p.max(axis=1) - p.min(axis=1)


@mistake("the first two classes are compared, without sorting")
def margin(p):
    return p[:, 0] - p[:, 1]


@mistake("the ratio is taken, not the difference")
def margin(p):
    ordered = np.sort(p, axis=1)
    return ordered[:, -1] / ordered[:, -2]


@mistake("the surest examples are chosen, not the most uncertain")
def choose(p, count):
    return np.argsort(right(p), kind="stable")[:count]


@mistake("the right examples are in the wrong order: the most uncertain comes first")
def choose(p, count):
    return np.argsort(right(p), kind="stable")[-count:]


@mistake("of equally uncertain examples the last come first: the order was turned round afterwards")
def choose(p, count):
    return np.argsort(right(p), kind="stable")[::-1][:count]


@mistake("the smallest of the largest probabilities is sought: asked for is the entropy")
def choose(p, count):
    return np.argsort(p.max(axis=1), kind="stable")[:count]


@mistake("only the entropy of the mean is taken: noise counts as disagreement")
def disagreement(p):
    return right(p.mean(axis=0))


@mistake("only the mean of the entropies is taken: that is the noise, not the disagreement")
def disagreement(p):
    return right(p).mean(axis=0)


@mistake("the difference has the wrong sign")
def disagreement(p):
    return right(p).mean(axis=0) - right(p.mean(axis=0))


@mistake("the mean runs over examples instead of models")
def disagreement(p):
    return right(p.mean(axis=1)) - right(p).mean(axis=1)


@mistake("the entropies are summed over models, not averaged")
def disagreement(p):
    return right(p.mean(axis=0)) - right(p).sum(axis=0)


def far(x, labelled, count, of=np.min, again=True, pick=np.argmax, gap=lambda d: (d**2).sum(axis=-1)):
    known, out = list(labelled), []
    for _ in range(count):
        score = of([gap(x - x[k]) for k in known], axis=0)
        if not again:
            return np.argsort(-score, kind="stable")[:count]
        out.append(int(pick(score)))
        known.append(out[-1])
    return np.array(out)


@mistake("the distances to all that is labelled are averaged: the nearest one is what counts")
def farthest_first(x, labelled, count):
    return far(x, labelled, count, of=np.mean)


@mistake("the farthest labelled example counts, not the nearest")
def farthest_first(x, labelled, count):
    return far(x, labelled, count, of=np.max)


@mistake("those already taken are not seen as labelled: neighbours are taken together")
def farthest_first(x, labelled, count):
    return far(x, labelled, count, again=False)


@mistake("those already taken are not seen as labelled: neighbours are taken together")
def farthest_first(x, labelled, count):
    return np.full(count, far(x, labelled, 1)[0])


@mistake("the nearest example is taken, not the farthest")
def farthest_first(x, labelled, count):
    return far(x, labelled, count, pick=np.argmin)


@mistake("the differences are summed with their signs, not their squares")
def farthest_first(x, labelled, count):
    return far(x, labelled, count, gap=lambda d: d.sum(axis=-1))
