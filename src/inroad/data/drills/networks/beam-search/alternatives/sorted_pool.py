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
        pool.sort(reverse=True)
        kept = pool[:width]
    scored = sorted(((total / len(path) ** alpha, path) for total, path in kept), reverse=True)
    return [(list(path), score) for score, path in scored]
