import numpy as np


def bagged(learn, x, y, picks, queries):
    total = np.zeros(len(queries))
    for rows in picks:
        total = total + learn(x[rows], y[rows])(queries)
    return total / len(picks)


def out_of_bag(learn, x, y, picks):
    n = len(x)
    total, votes = np.zeros(n), np.zeros(n)
    for rows in picks:
        model = learn(x[rows], y[rows])
        out = np.setdiff1d(np.arange(n), rows)
        if out.size:
            total[out] += model(x[out])
            votes[out] += 1
    return np.array([t / v if v else np.nan for t, v in zip(total, votes)])


def out_of_bag_error(learn, x, y, picks):
    squares = [(g - t) ** 2 for g, t in zip(out_of_bag(learn, x, y, picks), y) if g == g]
    return float(sum(squares) / len(squares))


def jackknife_variance(n, picks, predictions):
    counts = np.stack([np.bincount(row, minlength=n) for row in picks])
    gaps = predictions - predictions.mean(axis=0)
    cov = np.einsum("bi,bm->im", counts - counts.mean(axis=0), gaps) / len(picks)
    return (cov**2).sum(axis=0)
