"""Poisson blending of images, written plainly."""

import numpy as np


def neighbours(p, shape):
    r, c = p
    around = ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1))
    return [(i, j) for i, j in around if 0 <= i < shape[0] and 0 <= j < shape[1]]


def solved(target, mask, guide):
    """Solve the Poisson equation; ``guide(p, q)`` is the difference that f_p - f_q should have."""
    inside = [tuple(p) for p in np.argwhere(mask)]
    place = {p: k for k, p in enumerate(inside)}
    matrix, right = np.zeros((len(inside), len(inside))), np.zeros(len(inside))
    for p in inside:
        for q in neighbours(p, mask.shape):
            matrix[place[p], place[p]] += 1
            right[place[p]] += guide(p, q)
            if q in place:
                matrix[place[p], place[q]] -= 1
            else:
                right[place[p]] += target[q]
    image = target.copy()
    image[mask] = np.linalg.solve(matrix, right)
    return image


def blend(source, target, mask):
    return solved(target, mask, lambda p, q: source[p] - source[q])


def blend_mixed(source, target, mask):
    def larger(p, q):
        of_source, of_target = source[p] - source[q], target[p] - target[q]
        return of_target if abs(of_target) > abs(of_source) else of_source

    return solved(target, mask, larger)
