# diagnosis: rows of x are drawn, but y stays in its old order
import numpy as np


def bagged(learn, x, y, picks, queries):
    total = np.zeros(len(queries))
    for rows in picks:
        total = total + learn(x[rows], y)(queries)
    return total / len(picks)


def out_of_bag(learn, x, y, picks):
    out = np.full(len(x), np.nan)
    models = [learn(x[rows], y[rows]) for rows in picks]
    for i in range(len(x)):
        votes = [float(model(x[i : i + 1])[0]) for model, rows in zip(models, picks) if i not in rows]
        if votes:
            out[i] = sum(votes) / len(votes)
    return out


def out_of_bag_error(learn, x, y, picks):
    guess = out_of_bag(learn, x, y, picks)
    known = ~np.isnan(guess)
    return float(np.mean((guess[known] - y[known]) ** 2))


def jackknife_variance(n, picks, predictions):
    counts = np.stack([np.bincount(row, minlength=n) for row in picks])
    gaps = predictions - predictions.mean(axis=0)
    cov = np.einsum("bi,bm->im", counts - counts.mean(axis=0), gaps) / len(picks)
    return (cov**2).sum(axis=0)
