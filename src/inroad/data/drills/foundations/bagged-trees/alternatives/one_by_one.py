import numpy as np


def bagged(learn, x, y, picks, queries):
    models = [learn(x.take(rows, axis=0), y.take(rows)) for rows in picks]
    return np.array([np.mean([model(query[None])[0] for model in models]) for query in queries])


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
    total = np.zeros(predictions.shape[1])
    for row in range(n):
        often = np.array([list(drawn).count(row) for drawn in picks])
        joint = np.mean(often[:, None] * predictions, axis=0)
        total += (joint - often.mean() * predictions.mean(axis=0)) ** 2
    return total
