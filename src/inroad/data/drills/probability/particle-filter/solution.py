"""The particle filter, written plainly."""

import numpy as np


def reweight(log_weights, log_likelihoods):
    joint = log_weights + log_likelihoods
    evidence = np.logaddexp.reduce(joint)  # never leaves the logarithms: exp(-5000) is zero
    return joint - evidence, float(evidence)


def effective_size(log_weights):
    return float(1 / np.sum(np.exp(2 * log_weights)))


def resample(log_weights, u):
    n, chosen, j = len(log_weights), [], 0
    sums = np.cumsum(np.exp(log_weights))
    for i in range(n):
        # Positions only grow, so the search goes on where it ended; rounding cannot lead beyond the last.
        while j < n - 1 and sums[j] <= (i + u) / n:
            j += 1
        chosen.append(j)
    return np.array(chosen)


def particle_filter(ys, particles, noises, us, a, q, r, share):
    n = len(particles)
    equal = np.full(n, -np.log(n))
    log_weights, means, total = equal, [], 0.0
    for y, z, u in zip(ys, noises, us):
        particles = a * particles + q * z
        log_density = -0.5 * ((y - particles) / r) ** 2 - np.log(r) - 0.5 * np.log(2 * np.pi)
        log_weights, evidence = reweight(log_weights, log_density)
        total += evidence
        # Before resampling, which adds noise.
        means.append(np.exp(log_weights) @ particles)
        if effective_size(log_weights) < share * n:
            particles, log_weights = particles[resample(log_weights, u)], equal
    return np.array(means), total
