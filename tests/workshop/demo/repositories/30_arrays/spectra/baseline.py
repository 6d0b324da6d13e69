"""Baselines of spectra."""
import numpy as np


def remove_baseline(y: np.ndarray, lam: float = 100.0, n_iter: int = 10) -> np.ndarray:
    """Take the slow part out of a spectrum.

    Parameters
    ----------
    y : ndarray of shape (n,)
        The spectrum.
    lam : float
        How smooth the baseline is.
    n_iter : int
        Rounds of reweighting.

    Returns
    -------
    ndarray of shape (n,)
        The spectrum without its baseline.
    """
    y = np.asarray(y, dtype=float).ravel()
    base = y.copy()
    width = max(3, int(lam) // 10)
    for _ in range(n_iter):
        padded = np.pad(np.minimum(base, y), width, mode="edge")
        base = np.convolve(padded, np.ones(2 * width + 1) / (2 * width + 1), "valid")
    return y - base
