# diagnosis: the error is that of single models, averaged: first average the predictions of a row
import numpy as np


def bagged(learn, x, y, picks, queries):
    total = np.zeros(len(queries))
    for rows in picks:
        total = total + learn(x[rows], y[rows])(queries)
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
    errors = [[] for _ in y]
    for rows in picks:
        model = learn(x[rows], y[rows])
        for i in set(range(len(y))) - set(rows.tolist()):
            errors[i].append((float(model(x[[i]])[0]) - y[i]) ** 2)
    return float(np.mean([np.mean(each) for each in errors if each]))


def jackknife_variance(n, picks, predictions):
    counts = np.stack([np.bincount(row, minlength=n) for row in picks])
    gaps = predictions - predictions.mean(axis=0)
    cov = np.einsum("bi,bm->im", counts - counts.mean(axis=0), gaps) / len(picks)
    return (cov**2).sum(axis=0)
