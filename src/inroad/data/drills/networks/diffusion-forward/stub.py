"""Forward process of a diffusion model, from memory, with NumPy alone."""


def cosine_betas(count):
    """-> (count,)."""
    raise NotImplementedError


def alpha_bars(betas):
    """(T,) -> (T,)."""
    raise NotImplementedError


def noised(x0, t, noise, betas):
    """x0, noise (n, d), t (n,) -> (n, d)."""
    raise NotImplementedError


def recovered(xt, t, noise, betas):
    """xt, noise (n, d), t (n,) -> (n, d)."""
    raise NotImplementedError


def log_snr(betas):
    """(T,) -> (T,)."""
    raise NotImplementedError
