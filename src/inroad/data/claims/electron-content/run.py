"""Filling gaps in maps of total electron content: matrix completion and interpolation (NumPy only)."""

import numpy as np

LATITUDES, LONGITUDES = np.linspace(-75, 75, 51), np.linspace(-180, 175, 72)
NOISE = 1.0
"""TECU, of each measured cell."""
SHRINK = (0.5, 1, 2, 4, 8, 16, 32)
"""Shares of the noise's own largest singular value by which singular values are shrunk."""


def run(seed, variant, data):
    rng = np.random.default_rng(seed)
    truth = electron_content(rng)
    seen = observed(data, rng)
    y = np.where(seen, truth + rng.normal(0, NOISE, truth.shape), np.nan)
    guess = FILL[variant](y, seen, rng)
    off = (guess - truth)[~seen]
    return {
        "relative_error": float(np.sqrt((off**2).mean() / (truth[~seen] ** 2).mean())),
        "error_tecu": float(np.sqrt((off**2).mean())),
        "seen_share": float(seen.mean()),
    }


# -- the made-up ionosphere -----------------------------------------------------------------------


def electron_content(rng):
    """TECU by latitude and longitude: a day side, two crests along the magnetic equator, waves."""
    latitude, longitude = np.meshgrid(LATITUDES, LONGITUDES, indexing="ij")
    noon = rng.uniform(-180, 180)
    hours = (longitude - noon + 180) % 360 - 180
    magnetic = latitude - rng.uniform(6, 12) * np.sin(np.radians(longitude - rng.uniform(-180, 180)))
    day = np.exp(-((hours - rng.uniform(15, 40)) ** 2) / (2 * rng.uniform(45, 65) ** 2))
    apart, wide = rng.uniform(12, 18), rng.uniform(7, 11)
    crests = sum(
        rng.uniform(0.7, 1.3) * np.exp(-((magnetic - side * apart) ** 2) / (2 * wide**2)) for side in (-1, 1)
    )
    middle = np.exp(-(latitude**2) / (2 * 40**2))
    quiet = 6 + 18 * middle * (0.25 + day) + rng.uniform(25, 55) * crests * day
    return np.maximum(quiet + waves(latitude, longitude, rng) * (0.2 + day), 0.5)


def waves(latitude, longitude, rng):
    """Travelling disturbances: a few trains of waves, each within a region."""
    found = np.zeros_like(latitude)
    for _ in range(4):
        y, x = rng.uniform(-50, 50), rng.uniform(-180, 180)
        away = (longitude - x + 180) % 360 - 180
        length, turn = rng.uniform(15, 40), rng.uniform(0, np.pi)
        phase = 2 * np.pi * ((latitude - y) * np.cos(turn) + away * np.sin(turn)) / length
        found += rng.uniform(1, 4) * np.sin(phase) * np.exp(-((latitude - y) ** 2 + away**2) / (2 * 25**2))
    return found


def observed(pattern, rng):
    """Which cells are measured."""
    shape = len(LATITUDES), len(LONGITUDES)
    if pattern == "half at random":
        return rng.random(shape) < 0.5
    if pattern == "one in ten at random":
        return rng.random(shape) < 0.1
    latitude, longitude = np.meshgrid(LATITUDES, LONGITUDES, indexing="ij")
    seen = rng.random(shape) < 0.03
    for _ in range(14):  # land with receivers; the rest is sea
        y, x, size = rng.uniform(-60, 60), rng.uniform(-180, 180), rng.uniform(12, 30)
        away = (longitude - x + 180) % 360 - 180
        land = (latitude - y) ** 2 + (away * np.cos(np.radians(y))) ** 2 < size**2
        seen |= land & (rng.random(shape) < 0.8)
    return seen


# -- completion -----------------------------------------------------------------------------------


def completed(y, seen, rng):
    """Soft-Impute; how much to shrink is chosen on a tenth of what was measured."""
    held = seen & (rng.random(seen.shape) < 0.1)
    kept = seen & ~held
    unit = NOISE * (np.sqrt(seen.shape[0]) + np.sqrt(seen.shape[1])) * np.sqrt(seen.mean())
    scores, z = {}, None
    for share in sorted(SHRINK, reverse=True):
        z = soft_impute(y, kept, share * unit, z)
        scores[share] = ((z - y)[held] ** 2).mean()
    best, z = min(scores, key=scores.get), None
    for share in sorted(s for s in SHRINK if s >= best)[::-1]:
        z = soft_impute(y, seen, share * unit, z)
    return z


def completed_with_harmonics(y, seen, rng):
    """The same for what a smooth auxiliary map leaves over."""
    smooth = harmonics(y, seen, rng)
    return smooth + completed(y - smooth, seen, rng)


def soft_impute(y, seen, shrink, start=None, rounds=150):
    """Fill holes with the guess, decompose, shrink singular values; the mean does not count as rank."""
    middle = y[seen].mean()
    x = np.where(seen, y - middle, 0)
    z = np.zeros_like(x) if start is None else start - middle
    for _ in range(rounds):
        u, s, v = np.linalg.svd(np.where(seen, x, z), full_matrices=False)
        new = (u * np.maximum(s - shrink, 0)) @ v
        done = ((new - z) ** 2).sum() <= 1e-7 * max((z**2).sum(), 1e-12)
        z = new
        if done:
            break
    return z + middle


# -- interpolation --------------------------------------------------------------------------------


def _distances(seen):
    """From each unseen cell to each seen one, degrees on the sphere."""
    latitude, longitude = np.meshgrid(np.radians(LATITUDES), np.radians(LONGITUDES), indexing="ij")
    spots = np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)],
        axis=-1,
    )
    return np.arccos(np.clip(spots[~seen] @ spots[seen].T, -1, 1))


def by_distance(y, seen, rng, power=3.0, most=16):
    """Mean of the sixteen nearest cells, weighted by 1 / distance³."""
    far = _distances(seen)
    near = np.argpartition(far, most, axis=1)[:, :most]
    w = np.take_along_axis(far, near, axis=1) ** -power
    found = np.where(seen, y, 0.0)
    found[~seen] = (w * y[seen][near]).sum(axis=1) / w.sum(axis=1)
    return found


def harmonics(y, seen, rng, waves_=4, powers=7, penalty=0.3):
    """A smooth map: waves around the globe, their strength a polynomial of latitude, by ridge regression."""
    latitude, longitude = np.meshgrid(LATITUDES / 75, np.radians(LONGITUDES), indexing="ij")
    around = [np.ones_like(longitude)]
    around += [f(k * longitude) for k in range(1, waves_ + 1) for f in (np.cos, np.sin)]
    up = np.polynomial.legendre.legvander(latitude, powers - 1)
    basis = np.stack([a * up[..., k] for a in around for k in range(powers)], axis=-1)
    middle, x = y[seen].mean(), basis[seen]
    w = np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ (y[seen] - middle))
    return basis @ w + middle


FILL = {
    "inverse distance": by_distance,
    "harmonics": harmonics,
    "soft-impute": completed,
    "soft-impute with harmonics": completed_with_harmonics,
}
