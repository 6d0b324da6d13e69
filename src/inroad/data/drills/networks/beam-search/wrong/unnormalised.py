# diagnosis: the score is not divided by length^alpha
import numpy as np


def greedy(start, follow, steps, end):
    best = [np.argmax(start).item()]
    for _ in range(steps - 1):
        if best[-1] == end:
            return best
        best.append(np.argmax(follow[best[-1], :]).item())
    return best


def beam_search(start, follow, width, steps, end, alpha):
    kept = [(0.0, ())]
    for _ in range(steps):
        pool = []
        for total, path in kept:
            if path[-1:] == (end,):
                pool.append((total, path))
            else:
                row = follow[path[-1]] if path else start
                pool.extend((total + number, (*path, token)) for token, number in enumerate(row.tolist()))
        kept = sorted(pool, reverse=True)[:width]
    return [(list(path), total) for total, path in kept]
