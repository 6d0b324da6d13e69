"""Known mistakes in bagging."""

import numpy as np
from inroad.practice.kit import mistake
from solution import drawn
from solution import bagged as right


@mistake("rows of x are drawn, but y stays in its old order")
def bagged(learn, x, y, picks, queries):
    return np.mean([learn(x[rows], y)(queries) for rows in picks], axis=0)


@mistake("one model learns from all rows: nothing is drawn")
def bagged(learn, x, y, picks, queries):
    return learn(x, y)(queries)


@mistake("each row is used once however often it was drawn")
def bagged(learn, x, y, picks, queries):
    return right(learn, x, y, [np.unique(rows) for rows in picks], queries)


@mistake("the predictions are summed, not averaged")
def bagged(learn, x, y, picks, queries):
    return right(learn, x, y, picks, queries) * len(picks)


@mistake("one model learns from all draws together instead of one from each")
def bagged(learn, x, y, picks, queries):
    return learn(x[picks.ravel()], y[picks.ravel()])(queries)


@mistake("the median of the models is taken, not their mean")
def bagged(learn, x, y, picks, queries):
    return np.median([learn(x[rows], y[rows])(queries) for rows in picks], axis=0)


def table(learn, x, y, picks):
    return np.array([learn(x[rows], y[rows])(x) for rows in picks])


def mean_of(predictions, asked, none=np.nan):
    votes = asked.sum(axis=0)
    return np.where(votes > 0, (predictions * asked).sum(axis=0) / np.maximum(votes, 1), none)


@mistake("models that have seen a row are asked, too")
def out_of_bag(learn, x, y, picks):
    return table(learn, x, y, picks).mean(axis=0)


@mistake("only models that have seen the row are asked: it is the other way round")
def out_of_bag(learn, x, y, picks):
    return mean_of(table(learn, x, y, picks), drawn(len(x), picks) > 0)


@mistake("rows that every model has seen get 0, not NaN")
def out_of_bag(learn, x, y, picks):
    return mean_of(table(learn, x, y, picks), drawn(len(x), picks) == 0, none=0.0)


@mistake("the sum is divided by the number of all models, not of those that were asked")
def out_of_bag(learn, x, y, picks):
    asked = drawn(len(x), picks) == 0
    return np.where(asked.any(axis=0), (table(learn, x, y, picks) * asked).mean(axis=0), np.nan)


@mistake("rows without a prediction make the error NaN: leave them out")
def out_of_bag_error(learn, x, y, picks):
    asked = drawn(len(x), picks) == 0
    return float(((mean_of(table(learn, x, y, picks), asked) - y) ** 2).mean())


@mistake("rows without a prediction count as predicted without error")
def out_of_bag_error(learn, x, y, picks):
    asked = drawn(len(x), picks) == 0
    return float(np.nansum((mean_of(table(learn, x, y, picks), asked) - y) ** 2) / len(y))


@mistake("the error is that of single models, averaged: first average the predictions of a row")
def out_of_bag_error(learn, x, y, picks):
    asked = drawn(len(x), picks) == 0
    return float(np.nanmean(mean_of((table(learn, x, y, picks) - y) ** 2, asked)))


@mistake("models that have seen a row are asked, too")
def out_of_bag_error(learn, x, y, picks):
    return float(((table(learn, x, y, picks).mean(axis=0) - y) ** 2).mean())


@mistake("this is the root of the mean square")
def out_of_bag_error(learn, x, y, picks):
    asked = drawn(len(x), picks) == 0
    return float(np.sqrt(np.nanmean((mean_of(table(learn, x, y, picks), asked) - y) ** 2)))


def covariances(often, predictions):
    return (often - often.mean(axis=0)).T @ (predictions - predictions.mean(axis=0)) / len(often)


@mistake("whether a row was drawn counts, not how often")
def jackknife_variance(n, picks, predictions):
    return (covariances(drawn(n, picks) > 0, predictions) ** 2).sum(axis=0)


@mistake("the covariances are added without squaring them")
def jackknife_variance(n, picks, predictions):
    return covariances(drawn(n, picks), predictions).sum(axis=0)


@mistake("the covariances are divided by b - 1, not by b")
def jackknife_variance(n, picks, predictions):
    b = len(picks)
    return (covariances(drawn(n, picks), predictions) ** 2).sum(axis=0) * (b / (b - 1)) ** 2


@mistake("the squares are averaged over the rows, not summed")
def jackknife_variance(n, picks, predictions):
    return (covariances(drawn(n, picks), predictions) ** 2).mean(axis=0)


@mistake("this is the spread of the models' predictions, not the variance of their mean over samples")
def jackknife_variance(n, picks, predictions):
    return predictions.var(axis=0)
