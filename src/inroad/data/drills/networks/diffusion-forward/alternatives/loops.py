import numpy as np


def left(betas):
    return np.exp(np.add.accumulate(np.log1p(-betas)))


def cosine_betas(count):
    def level(s):
        return np.cos((s / count + 0.008) / 1.008 * np.pi / 2) ** 2

    return np.array([min(1 - level(s) / level(s - 1), 0.999) for s in range(1, count + 1)])


def alpha_bars(betas):
    product, out = 1.0, []
    for beta in betas:
        product *= 1 - beta
        out.append(product)
    return np.array(out)


def noised(x0, t, noise, betas):
    out = np.empty_like(x0)
    for i, step in enumerate(t):
        keep = np.prod(1 - betas[: step + 1])
        out[i] = np.sqrt(keep) * x0[i] + np.sqrt(1 - keep) * noise[i]
    return out


def recovered(xt, t, noise, betas):
    keep = left(betas)[t].reshape(-1, 1)
    return xt * keep**-0.5 - noise * (1 / keep - 1) ** 0.5


def log_snr(betas):
    gone, kept, out = 0.0, 0.0, []
    for beta in betas:
        gone = gone * (1 - beta) + beta
        kept += np.log1p(-beta)
        out.append(kept - np.log(gone))
    return np.array(out)
