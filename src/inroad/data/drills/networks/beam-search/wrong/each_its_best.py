# diagnosis: each sequence keeps its best continuation: candidates of all sequences must compete together
import numpy as np


def greedy(start, follow, steps, end):
    best = [np.argmax(start).item()]
    for _ in range(steps - 1):
        if best[-1] == end:
            return best
        best.append(np.argmax(follow[best[-1], :]).item())
    return best


def beam_search(start, follow, width, steps, end, alpha):
    paths = [[int(token)] for token in np.argsort(start)[::-1][:width]]
    totals = np.sort(start)[::-1][:width].copy()
    for _ in range(steps - 1):
        for i, path in enumerate(paths):
            if path[-1] != end:
                row = follow[path[-1]]
                totals[i] += row.max()
                path.append(int(row.argmax()))
    scores = [float(total) / len(path) ** alpha for path, total in zip(paths, totals)]
    return [(paths[i], scores[i]) for i in sorted(range(len(paths)), key=lambda i: -scores[i])]
