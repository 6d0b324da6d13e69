import numpy as np


def again(w, bits, rank, steps, b, a):
    q = quantise(w - b @ a, bits)
    b, a = low_rank(w - q, rank)
    return (q, b, a) if steps == 1 else again(w, bits, rank, steps - 1, b, a)


def quantise(w, bits):
    most = 2 ** (bits - 1) - 1
    top = np.abs(w).max()
    grid = np.arange(-most, most + 1) / most * top
    return grid[np.abs(w[..., None] - grid).argmin(-1)]


def low_rank(m, rank):
    values, vectors = np.linalg.eigh(m.T @ m)
    v = vectors[:, ::-1][:, :rank]
    s = np.sqrt(values[::-1][:rank])
    return m @ v / np.sqrt(s), (v * np.sqrt(s)).T


def loftq(w, bits, rank, steps):
    q = quantise(w, bits)
    b, a = low_rank(w - q, rank)
    return (q, b, a) if steps == 1 else again(w, bits, rank, steps - 1, b, a)
