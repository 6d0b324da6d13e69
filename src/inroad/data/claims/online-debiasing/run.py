"""How often 95 % intervals for an arm's mean lie above it, when a bandit chose what to try (NumPy only)."""

import numpy as np

ROUNDS, REPEATS, PENALTY, Z = 1000, 2000, 2.0, 1.959964
MEANS = np.array([0.3, 0.3])
"""Two arms that are equally good: which one is tried then depends on luck alone."""


def run(seed, variant, data):
    rng = np.random.default_rng(seed)
    arms, rewards = collected(data if variant != "least squares, both arms in turn" else "in turn", rng)
    centre, half = (debiased if variant == "online debiasing" else least_squares)(arms, rewards)
    off = centre - MEANS
    return {
        "too_low": float((off < -half).mean()),
        "too_high": float((off > half).mean()),
        "coverage": float((np.abs(off) <= half).mean()),
        "bias": float(off.mean()),
        "width": float(2 * half.mean()),
    }


def collected(policy, rng):
    """All repeats at once: which arm was tried (ROUNDS, REPEATS) and what it gave."""
    sums, counts = np.zeros((REPEATS, 2)), np.zeros((REPEATS, 2))
    arms, rewards = np.empty((ROUNDS, REPEATS), int), np.empty((ROUNDS, REPEATS))
    rows = np.arange(REPEATS)
    for t in range(ROUNDS):
        arm = (
            np.full(REPEATS, t % 2) if t < 4 or policy == "in turn" else chosen(policy, t, sums, counts, rng)
        )
        reward = MEANS[arm] + rng.normal(size=REPEATS)
        arms[t], rewards[t] = arm, reward
        sums[rows, arm] += reward
        counts[rows, arm] += 1
    return arms, rewards


def chosen(policy, t, sums, counts, rng):
    means = sums / counts
    if policy == "upper confidence":
        return (means + np.sqrt(2 * np.log(t + 1) / counts)).argmax(axis=1)
    if policy == "Thompson":
        return (means + rng.normal(size=means.shape) / np.sqrt(counts)).argmax(axis=1)
    arm = means.argmax(axis=1)
    explore = rng.random(len(arm)) < 0.1
    arm[explore] = rng.integers(2, size=explore.sum())
    return arm


def _fit(arms, rewards):
    """Means of each arm, what is left of each reward, tries of each arm, and the spread of what is left."""
    second = arms.sum(axis=0)
    counts = np.stack([len(arms) - second, second], axis=1)
    of_second = (arms * rewards).sum(axis=0)
    means = np.stack([rewards.sum(axis=0) - of_second, of_second], axis=1) / counts
    rest = rewards - np.where(arms == 1, means[:, 1], means[:, 0])
    return means, rest, counts, np.sqrt((rest**2).sum(axis=0) / (len(arms) - 2))


def least_squares(arms, rewards):
    means, _, counts, sigma = _fit(arms, rewards)
    return means, Z * sigma[:, None] / np.sqrt(counts)


def debiased(arms, rewards):
    """Residuals are added with weights that depend on the past alone: each takes a part of what is left.

    With arms, rows are unit vectors, so of the identity's diagonal each try of an arm leaves
    penalty / (penalty + 1) times as much, and its weight is what was left / (penalty + 1).
    """
    means, rest, _, sigma = _fit(arms, rewards)
    left = np.ones((arms.shape[1], 2))
    added, squares = np.zeros_like(left), np.zeros_like(left)
    rows = np.arange(arms.shape[1])
    for t in range(len(arms)):
        w = left[rows, arms[t]] / (PENALTY + 1)
        left[rows, arms[t]] -= w
        added[rows, arms[t]] += w * rest[t]
        squares[rows, arms[t]] += w * w
    return means + added, Z * sigma[:, None] * np.sqrt(squares)
