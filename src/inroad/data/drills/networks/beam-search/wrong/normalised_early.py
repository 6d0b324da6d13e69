# diagnosis: the normalised score decides at each step: it is for the end only
import numpy as np


def greedy(start, follow, steps, end):
    best = [np.argmax(start).item()]
    for _ in range(steps - 1):
        if best[-1] == end:
            return best
        best.append(np.argmax(follow[best[-1], :]).item())
    return best


def beam_search(start, follow, width, steps, end, alpha):
    kept = [(0.0, 0.0, ())]
    for _ in range(steps):
        pool = []
        for score, total, path in kept:
            if path[-1:] == (end,):
                pool.append((score, total, path))
                continue
            row = follow[path[-1]] if path else start
            for token, number in enumerate(row.tolist()):
                pool.append(((total + number) / (len(path) + 1) ** alpha, total + number, (*path, token)))
        kept = sorted(pool, reverse=True)[:width]
    return [(list(path), score) for score, total, path in kept]
