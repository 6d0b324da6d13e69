# diagnosis: those already taken are not seen as labelled: neighbours are taken together
import numpy as np


def entropy(p):
    return np.array([-sum(each * np.log(each) for each in row if each > 0) + 0.0 for row in p])


def margin(p):
    out = []
    for row in p:
        first, second = sorted(row, reverse=True)[:2]
        out.append(first - second)
    return np.array(out)


def choose(p, count):
    h = list(entropy(p))
    return np.array(sorted(range(len(h)), key=lambda k: (-h[k], k))[:count])


def disagreement(p):
    together = entropy(np.add.reduce(p) / len(p))
    return together - sum(entropy(each) for each in p) / len(p)


def farthest_first(x, labelled, count):
    gaps = [min(np.sum((row - x[k]) ** 2) for k in labelled) for row in x]
    return np.array(sorted(range(len(x)), key=lambda k: -gaps[k])[:count])
