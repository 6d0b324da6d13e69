# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def entropy(p):
    return np.array([-sum(each * np.log(each) for each in row if each > 0) + 0.0 for row in p])


def margin(p):
    p.sort(axis=1)
    return p[:, -1] - p[:, -2]


def choose(p, count):
    h = list(entropy(p))
    return np.array(sorted(range(len(h)), key=lambda k: (-h[k], k))[:count])


def disagreement(p):
    together = entropy(np.add.reduce(p) / len(p))
    return together - sum(entropy(each) for each in p) / len(p)


def farthest_first(x, labelled, count):
    known, out = list(labelled), []
    for _ in range(count):
        gaps = [min(np.sum((row - x[k]) ** 2) for k in known) for row in x]
        out.append(gaps.index(max(gaps)))
        known.append(out[-1])
    return np.array(out)
