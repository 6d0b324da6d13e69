"""Known mistakes in the particle filter."""

import numpy as np
from inroad.practice.kit import mistake
from solution import effective_size as size_of
from solution import resample as right_copies
from solution import reweight as right_weights


@mistake("the old weights are forgotten")
def reweight(log_weights, log_likelihoods):
    return right_weights(np.full(len(log_weights), -np.log(len(log_weights))), log_likelihoods)


@mistake("the weights are not normalised")
def reweight(log_weights, log_likelihoods):
    return log_weights + log_likelihoods, right_weights(log_weights, log_likelihoods)[1]


@mistake("the weights are returned, not their logarithms")
def reweight(log_weights, log_likelihoods):
    logs, evidence = right_weights(log_weights, log_likelihoods)
    return np.exp(logs), evidence


@mistake("the evidence is averaged over particles without their weights")
def reweight(log_weights, log_likelihoods):
    n = len(log_weights)
    return right_weights(log_weights, log_likelihoods)[0], float(
        np.logaddexp.reduce(log_likelihoods) - np.log(n)
    )


@mistake("the evidence is divided by n: the weights already sum to one")
def reweight(log_weights, log_likelihoods):
    logs, evidence = right_weights(log_weights, log_likelihoods)
    return logs, evidence - float(np.log(len(logs)))


@mistake("likelihoods are exponentiated before they are summed: all become zero or infinite")
def reweight(log_weights, log_likelihoods):
    w = np.exp(log_weights) * np.exp(log_likelihoods)
    return np.log(w / w.sum()), float(np.log(w.sum()))


@mistake("the maximum that was subtracted is not added back to the evidence")
def reweight(log_weights, log_likelihoods):
    logs, evidence = right_weights(log_weights, log_likelihoods)
    return logs, evidence - float((log_weights + log_likelihoods).max())


@mistake("the weights are not squared")
def effective_size(log_weights):
    return float(1 / np.exp(log_weights).sum())


@mistake("the sum of squares is given, not one divided by it")
def effective_size(log_weights):
    return float(np.sum(np.exp(log_weights) ** 2))


@mistake("the logarithms are squared, not the weights")
def effective_size(log_weights):
    return float(1 / np.sum(log_weights**2))


@mistake("this is the number by entropy, not one divided by the sum of squares")
def effective_size(log_weights):
    return float(np.exp(-np.sum(np.exp(log_weights) * log_weights)))


def copies(log_weights, places):
    below = np.cumsum(np.exp(log_weights))[:-1]
    return (below[None, :] <= places[:, None]).sum(axis=1)


@mistake("the offset u is left out")
def resample(log_weights, u):
    return copies(log_weights, np.arange(len(log_weights)) / len(log_weights))


@mistake("u is not divided by n: places go beyond one")
def resample(log_weights, u):
    return copies(log_weights, np.arange(len(log_weights)) / len(log_weights) + u)


@mistake("off by one: the particle before the right one is taken")
def resample(log_weights, u):
    return np.maximum(right_copies(log_weights, u) - 1, 0)


@mistake("the logarithms of the weights are summed, not the weights")
def resample(log_weights, u):
    n = len(log_weights)
    return (np.cumsum(log_weights)[None, :-1] <= (np.arange(n)[:, None] + u) / n).sum(axis=1)


@mistake("copies are rounded weights, without regard to u")
def resample(log_weights, u):
    return copies(log_weights, (np.arange(len(log_weights)) + 0.5) / len(log_weights))


def run(ys, x, noises, us, a, q, r, share, when="below", reset=True, late=False, constant=True, spread=None):
    n, total, means = len(x), 0.0, []
    logs = equal = np.full(n, -np.log(n))
    for y, z, u in zip(ys, noises, us):
        x = a * x + q * z
        density = -0.5 * ((y - x) / (r if spread is None else spread)) ** 2
        if constant:
            density = density - np.log(r * np.sqrt(2 * np.pi))
        logs, one = right_weights(logs, density)
        total, mean = total + one, np.exp(logs) @ x
        if when == "always" or (when == "below") == (size_of(logs) < share * n) and when != "never":
            x, logs = x[right_copies(logs, u)], equal if reset else logs
            mean = np.exp(logs) @ x if late else mean
        means.append(mean)
    return np.array(means), total


@mistake("the weights are not made equal after resampling: heavy particles count twice")
def particle_filter(ys, particles, noises, us, a, q, r, share):
    return run(ys, particles, noises, us, a, q, r, share, reset=False)


@mistake("particles are resampled at every time, whatever the effective size")
def particle_filter(ys, particles, noises, us, a, q, r, share):
    return run(ys, particles, noises, us, a, q, r, share, when="always")


@mistake("particles are never resampled")
def particle_filter(ys, particles, noises, us, a, q, r, share):
    return run(ys, particles, noises, us, a, q, r, share, when="never")


@mistake("particles are resampled when the effective size is large, not when it is small")
def particle_filter(ys, particles, noises, us, a, q, r, share):
    return run(ys, particles, noises, us, a, q, r, share, when="above")


@mistake("the mean is taken after resampling, which only adds noise")
def particle_filter(ys, particles, noises, us, a, q, r, share):
    return run(ys, particles, noises, us, a, q, r, share, late=True)


@mistake("the constant of the normal density is missing from the evidence")
def particle_filter(ys, particles, noises, us, a, q, r, share):
    return run(ys, particles, noises, us, a, q, r, share, constant=False)


@mistake("r is taken for a variance: it is a standard deviation")
def particle_filter(ys, particles, noises, us, a, q, r, share):
    means, total = run(ys, particles, noises, us, a, q, r, share, spread=np.sqrt(r), constant=False)
    return means, total - len(ys) * 0.5 * np.log(2 * np.pi * r)


@mistake("particles do not move: the motion is left out")
def particle_filter(ys, particles, noises, us, a, q, r, share):
    return run(ys, particles, 0 * noises, us, 1.0, 0.0, r, share)
