# diagnosis: finished sequences are extended further
import numpy as np


def greedy(start, follow, steps, end):
    best = [np.argmax(start).item()]
    for _ in range(steps - 1):
        if best[-1] == end:
            return best
        best.append(np.argmax(follow[best[-1], :]).item())
    return best


def beam_search(start, follow, width, steps, end, alpha):
    kept = sorted(((number, (token,)) for token, number in enumerate(start.tolist())), reverse=True)[:width]
    for _ in range(steps - 1):
        pool = [
            (total + number, (*path, token))
            for total, path in kept
            for token, number in enumerate(follow[path[-1]].tolist())
        ]
        kept = sorted(pool, reverse=True)[:width]
    scored = sorted(((total / len(path) ** alpha, path) for total, path in kept), reverse=True)
    return [(list(path), score) for score, path in scored]
