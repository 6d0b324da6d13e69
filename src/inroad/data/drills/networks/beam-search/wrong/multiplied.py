# diagnosis: probabilities are multiplied: they underflow, add logarithms instead
import numpy as np


def greedy(start, follow, steps, end):
    best = [np.argmax(start).item()]
    for _ in range(steps - 1):
        if best[-1] == end:
            return best
        best.append(np.argmax(follow[best[-1], :]).item())
    return best


def beam_search(start, follow, width, steps, end, alpha):
    first, later = np.exp(start), np.exp(follow)
    kept = [((), 1.0)]
    for _ in range(steps):
        pool = []
        for path, share in kept:
            if path and path[-1] == end:
                pool += [(path, share)]
            else:
                pool += [(path + (i,), share * p) for i, p in enumerate(later[path[-1]] if path else first)]
        kept = sorted(pool, key=lambda each: each[1], reverse=True)[:width]
    scored = [(list(path), float(np.log(share) / len(path) ** alpha)) for path, share in kept]
    return sorted(scored, key=lambda each: each[1], reverse=True)
