"""Known mistakes in rotary position embedding."""

import numpy as np
from inroad.practice.kit import mistake
from solution import angles as right, rotate as plain, turn


@mistake("the exponent is -i / d: it must be -2 i / d, so that the speeds go from 1 to nearly 1 / base")
def angles(positions, d, base):
    return positions[:, None] * base ** (-np.arange(d // 2) / d)


@mistake("the exponent has the wrong sign: later pairs must turn more slowly")
def angles(positions, d, base):
    return positions[:, None] * base ** (np.arange(0, d, 2) / d)


@mistake("all pairs turn at the same speed")
def angles(positions, d, base):
    return positions[:, None] * np.ones(d // 2)


@mistake("the positions are counted from 1: they are given")
def angles(positions, d, base):
    return right(positions + 1, d, base)


@mistake("the given positions are not used, but 0, 1, 2, ...")
def angles(positions, d, base):
    return right(np.arange(len(positions)), d, base)


@mistake("there is an angle for each column: a pair shares one")
def angles(positions, d, base):
    return positions[:, None] * base ** (-np.arange(d) / d)


@mistake("i is counted from 1: the first pair must turn by one radian for each token")
def angles(positions, d, base):
    return positions[:, None] * base ** (-np.arange(2, d + 2, 2) / d)


def by_halves(x, by):
    half = x.shape[1] // 2
    first, second = x[:, :half], x[:, half:]
    return np.hstack([first * np.cos(by) - second * np.sin(by), first * np.sin(by) + second * np.cos(by)])


@mistake("the pairs are made of the two halves of a row: here they are neighbouring columns")
def rotate(x, positions, base):
    return by_halves(x, right(positions, x.shape[1], base))


@mistake("the rotation goes the wrong way round")
def rotate(x, positions, base):
    return turn(x, -right(positions, x.shape[1], base))


@mistake("the sign of the sine is the same in both columns: that is no rotation")
def rotate(x, positions, base):
    by = right(positions, x.shape[1], base)
    out = plain(x, positions, base)
    out[:, 0::2] = x[:, 0::2] * np.cos(by) + x[:, 1::2] * np.sin(by)
    return out


@mistake("the second column of a pair is made of the first one after it was changed")
def rotate(x, positions, base):
    by = right(positions, x.shape[1], base)
    out = plain(x, positions, base)
    out[:, 1::2] = out[:, 0::2] * np.sin(by) + x[:, 1::2] * np.cos(by)
    return out


@mistake("the turned columns stand in two halves: they must be put back beside each other")
def rotate(x, positions, base):
    out = plain(x, positions, base)
    return np.hstack([out[:, 0::2], out[:, 1::2]])


@mistake("cosines and sines are repeated in blocks: both columns of a pair need the same angle")
def rotate(x, positions, base):
    by = np.tile(right(positions, x.shape[1], base), 2)
    other = np.empty(x.shape)
    other[:, 0::2], other[:, 1::2] = -x[:, 1::2], x[:, 0::2]
    return x * np.cos(by) + other * np.sin(by)


@mistake("sines and cosines are added to x: it must be turned")
def rotate(x, positions, base):
    by = right(positions, x.shape[1], base)
    out = x.copy()
    out[:, 0::2] += np.sin(by)
    out[:, 1::2] += np.cos(by)
    return out


@mistake("cosine and sine are exchanged")
def rotate(x, positions, base):
    return turn(x, np.pi / 2 - right(positions, x.shape[1], base))


@mistake("the gradient is turned onwards, not back")
def rotate_backward(upstream, positions, base):
    return plain(upstream, positions, base)


@mistake("the rotation is forgotten on the way back")
def rotate_backward(upstream, positions, base):
    return upstream


@mistake("the gradient lacks the sines' part")
def rotate_backward(upstream, positions, base):
    return upstream * np.repeat(np.cos(right(positions, upstream.shape[1], base)), 2, axis=1)


def scores(q, k):
    return q @ k.T / np.sqrt(q.shape[1])


@mistake("the keys are not turned")
def rotary_scores(q, k, positions, base):
    return scores(plain(q, positions, base), k)


@mistake("the queries are not turned")
def rotary_scores(q, k, positions, base):
    return scores(q, plain(k, positions, base))


@mistake("the keys are turned the other way: then the sum of positions counts, not their difference")
def rotary_scores(q, k, positions, base):
    return scores(plain(q, positions, base), plain(k, -positions, base))


@mistake("the scaling by 1/sqrt(d) is missing")
def rotary_scores(q, k, positions, base):
    return plain(q, positions, base) @ plain(k, positions, base).T


@mistake("the positions are left out")
def rotary_scores(q, k, positions, base):
    return scores(q, k)


@mistake("the scaling uses the number of pairs instead of d")
def rotary_scores(q, k, positions, base):
    return scores(plain(q, positions, base), plain(k, positions, base)) * np.sqrt(2)
