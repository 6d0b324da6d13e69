import numpy as np


def greedy(start, follow, steps, end):
    best = [np.argmax(start).item()]
    for _ in range(steps - 1):
        if best[-1] == end:
            return best
        best.append(np.argmax(follow[best[-1], :]).item())
    return best


def beam_search(start, follow, width, steps, end, alpha):
    v = len(start)
    order = np.argsort(-start)[:width]
    paths, totals = [[int(i)] for i in order], start[order]
    for _ in range(steps - 1):
        table = np.full((len(paths), v + 1), -np.inf)  # the last column: stay as it is
        for i, path in enumerate(paths):
            if path[-1] == end:
                table[i, v] = totals[i]
            else:
                table[i, :v] = totals[i] + follow[path[-1]]
        flat = table.ravel()
        best = [i for i in np.argsort(-flat)[:width] if flat[i] > -np.inf]
        totals = flat[best]
        paths = [paths[i // (v + 1)] + ([int(i % (v + 1))] if i % (v + 1) < v else []) for i in best]
    found = [(path, float(total / len(path) ** alpha)) for path, total in zip(paths, totals)]
    return sorted(found, key=lambda each: each[1], reverse=True)
