# diagnosis: pixels at the edge of the image are counted as having four neighbours
import numpy as np


def walk(source, target, mask, guide):
    places = np.argwhere(mask)
    number = {(int(r), int(c)): k for k, (r, c) in enumerate(places)}
    a, rhs = np.zeros((len(places), len(places))), np.zeros(len(places))
    for (r, c), k in number.items():
        a[k, k] = 4
        for p, q in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
            if not (0 <= p < mask.shape[0] and 0 <= q < mask.shape[1]):
                continue
            rhs[k] += guide(source[r, c] - source[p, q], target[r, c] - target[p, q])
            if (p, q) in number:
                a[k, number[p, q]] -= 1
            else:
                rhs[k] += target[p, q]
    out = target.copy()
    out[mask] = np.linalg.solve(a, rhs)
    return out


def blend(source, target, mask):
    return walk(source, target, mask, lambda s, t: s)


def blend_mixed(source, target, mask):
    return walk(source, target, mask, lambda s, t: s if s * s >= t * t else t)
